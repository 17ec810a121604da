<?xml version="1.0" encoding="UTF-8"?>
<!--
  BigCommerce Orders to Zynk Sales Orders, version 1.

  Input   orders/order as `bigcommerce.download-orders` writes it: field names of the V2 orders API, lines under
          products/product, addresses under shipping_addresses/address, JSON null as NULL, the store's hash in orders/@store.
  Output  Company/SalesOrders/SalesOrder of the interchange format, sales order schema 1.1 and later. Elements of our own
          namespace urn:crosswalk follow: Store; OrderTotal, what the shopper paid; Payments, what was not paid by card; for an
          order written as one for each delivery address Part, Parts and WholeOrderTotal.
  Parameters  declared in c:mapping below; the xsl:param elements repeat the defaults for use without Crosswalk.

  A customer imports this file as base:bigcommerce-orders-to-zynk-sales-orders.xsl and overrides single templates. The seams,
  each a template of one mode (current node, parameters):
    filter (order)             a text is the reason why the order is left out; empty keeps it
    account (order)            CustomerId and AccountReference
    order-date (order)         the date of the order
    taken-by (order)           who took it
    notes (order; address)     Notes1 to Notes3
    custom-fields (order; address)   Custom1 to Custom3
    payment (order; payments)  PaymentRef, PaymentAmount, BankAccount, PaymentType, x:Payments
    carriage (order; charge)   the Carriage element
    sku (product)              the stock code
    line-text (product)        Name, Description, Comments
    tax-code (any; rate, place, zone, kind)   lib/tax.xsl
    nominal-code (product)     NominalCode of a line, nothing for the ledger's own
    extra-order-elements, extra-line-elements   empty hooks at the end of SalesOrder and Item
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:c="urn:crosswalk:mapping"
                xmlns:x="urn:crosswalk" xmlns:exsl="http://exslt.org/common" xmlns:money="urn:crosswalk:money"
                xmlns:text="urn:crosswalk:text" xmlns:lookup="urn:crosswalk:lookup"
                exclude-result-prefixes="c x exsl money text lookup">

  <xsl:import href="lib/messages.xsl"/>
  <xsl:import href="lib/codes.xsl"/>
  <xsl:import href="lib/tax.xsl"/>
  <xsl:import href="lib/charge.xsl"/>
  <xsl:import href="lib/charges.xsl"/>
  <xsl:import href="lib/carriage.xsl"/>
  <xsl:import href="lib/plan.xsl"/>
  <xsl:import href="lib/sums.xsl"/>
  <xsl:import href="lib/refunds.xsl"/>
  <xsl:import href="lib/parts.xsl"/>
  <xsl:import href="lib/refusals.xsl"/>
  <xsl:import href="lib/head.xsl"/>
  <xsl:import href="lib/texts.xsl"/>
  <xsl:import href="lib/contacts.xsl"/>
  <xsl:import href="lib/payments.xsl"/>
  <xsl:import href="lib/items.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>
  <xsl:strip-space elements="*"/>

  <c:mapping from="BigCommerce Orders" to="Zynk Sales Orders" record="orders/order"
             output="Company/SalesOrders/SalesOrder" record-local="true">
    <c:parameter name="WebSales" type="boolean" default="true"
                 description="All sales to one account; false sends registered customers by CustomerId"/>
    <c:parameter name="AccountReference" type="string" default="WEBSALES"
                 description="Web sales account, at most 8 characters"/>
    <c:parameter name="BankAccount" type="string" default="1200" description="Bank account of card payments"/>
    <c:parameter name="BaseCurrency" type="string" default="GBP" description="Currency the ledger is kept in"/>
    <c:parameter name="CurrencyAccounts" type="string" default=""
                 description="Accounts of other currencies, for instance EUR=WEBEUR USD=WEBUSD"/>
    <c:parameter name="CurrencyBanks" type="string" default=""
                 description="Banks of other currencies, for instance EUR=1210 USD=1220"/>
    <c:parameter name="CurrencyRates" type="string" default=""
                 description="Units of other currencies for one of the ledger's, for instance EUR=1.17; else the shop's rate"/>
    <c:parameter name="TimeZone" type="string" default="Europe/London" description="Zone that decides the date of an order"/>
    <c:parameter name="TaxPoint" type="choice" choices="created paid shipped" default="created"
                 description="Which date of the order is the date in the ledger"/>
    <c:parameter name="StoreName" type="string" default="BigCommerce" description="Name of the shop, written to TakenBy"/>
    <c:parameter name="TakenBy" type="string" default=""
                 description="Who took the order, the same for all; empty: the shop and the source of the order"/>
    <c:parameter name="TaxCodes" type="string" default="20=1 5=5 0=0"
                 description="Tax code of each rate for deliveries to the home countries"/>
    <c:parameter name="EUTaxCodes" type="string" default="0=0" description="Tax code of each rate for deliveries to the EU"/>
    <c:parameter name="EUBusinessTaxCodes" type="string" default=""
                 description="The same for EU shoppers with a VAT number; empty: as EUTaxCodes"/>
    <c:parameter name="ExportTaxCodes" type="string" default="0=0"
                 description="Tax code of each rate for deliveries to the rest of the world"/>
    <c:parameter name="StandardRate" type="number" default="20"
                 description="Rate of home goods too cheap for their price to tell the rate"/>
    <c:parameter name="VoucherTaxCode" type="string" default="9" description="Tax code of gift certificates that are sold"/>
    <c:parameter name="HomeCountries" type="string" default="GB IM XI" description="Countries inside the home VAT area"/>
    <c:parameter name="EUCountries" type="string"
                 default="AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
                 description="Countries of the EU; all others are exports"/>
    <c:parameter name="CarriageNominal" type="string" default=""
                 description="Nominal code of carriage; empty: the ledger's own"/>
    <c:parameter name="PaidStatuses" type="string" default="captured, paid, partially refunded"
                 description="Values of payment_status that count as paid, comma separated"/>
    <c:parameter name="PaidMethods" type="string" default=""
                 description="Values of payment_method that count as paid whatever the status, comma separated"/>
    <c:parameter name="VoucherBank" type="string" default=""
                 description="Clearing account of redeemed gift certificates; empty leaves that part unpaid"/>
    <c:parameter name="StoreCreditBank" type="string" default=""
                 description="Clearing account of used store credit; empty leaves that part unpaid"/>
    <c:parameter name="SkippedStatuses" type="string" default="0 5 6"
                 description="Order statuses left out: incomplete, cancelled, declined"/>
    <c:parameter name="OrderNumberOffset" type="string" default=""
                 description="Sends SalesOrderNumber: the shop&apos;s number plus this; empty leaves numbering to the ledger"/>
    <c:parameter name="StaffNotes" type="boolean" default="false"
                 description="Adds the staff's notes to the notes, which documents may print"/>
    <c:parameter name="GiftTexts" type="boolean" default="true"
                 description="Message lines for gift cards and events of a line"/>
    <c:parameter name="ContactField" type="choice" choices="none Notes3 Custom1 Custom2 Custom3" default="none"
                 description="Field that keeps e-mail and telephone of the delivery"/>
    <c:parameter name="DefaultStockCode" type="string" default=""
                 description="Stock code of lines without SKU, for instance S1; empty refuses such orders"/>
    <c:parameter name="VoucherStockCode" type="string" default="S2"
                 description="Stock code of gift certificates that are sold"/>
    <c:parameter name="Bundles" type="choice" choices="both parent children" default="both"
                 description="Lines of a bundle: itself and its parts, itself, or its parts with its price shared over them"/>
    <c:parameter name="SeveralAddresses" type="choice" choices="message-lines one-order-each refuse"
                 default="message-lines"
                 description="What becomes of an order for several delivery addresses"/>
    <c:parameter name="ShippingMethodField" type="choice" choices="none Custom1 Custom2 Custom3" default="Custom1"
                 description="Field that keeps the name of the shipping method"/>
    <c:parameter name="VatNumberField" type="string" default=""
                 description="Form field of the billing address that holds a VAT number"/>
    <c:lookup name="vat-codes" columns="rate tax_code" optional="zone country kind sku"
              description="Tax code by zone, country, rate, kind of supply and SKU; in place of the parameters with tax codes"/>
    <c:lookup name="payment-methods" columns="method paid" optional="currency bank type"
              description="Whether a method is money in the bank (yes, no, status), which bank, which type of payment"/>
    <c:lookup name="product-stock-codes" columns="product_id stock_code" optional="variant_id"
              description="Stock codes of products without SKU"/>
    <c:lookup name="shipping-methods" columns="method courier"
              description="The ledger's number of the courier of a shipping method"/>
  </c:mapping>

  <xsl:param name="WebSales" select="'true'"/>
  <xsl:param name="AccountReference" select="'WEBSALES'"/>
  <xsl:param name="BankAccount" select="'1200'"/>
  <xsl:param name="BaseCurrency" select="'GBP'"/>
  <xsl:param name="CurrencyAccounts" select="''"/>
  <xsl:param name="CurrencyBanks" select="''"/>
  <xsl:param name="CurrencyRates" select="''"/>
  <xsl:param name="TimeZone" select="'Europe/London'"/>
  <xsl:param name="TaxPoint" select="'created'"/>
  <xsl:param name="StoreName" select="'BigCommerce'"/>
  <xsl:param name="TakenBy" select="''"/>
  <xsl:param name="TaxCodes" select="'20=1 5=5 0=0'"/>
  <xsl:param name="EUTaxCodes" select="'0=0'"/>
  <xsl:param name="EUBusinessTaxCodes" select="''"/>
  <xsl:param name="ExportTaxCodes" select="'0=0'"/>
  <xsl:param name="StandardRate" select="'20'"/>
  <xsl:param name="VoucherTaxCode" select="'9'"/>
  <xsl:param name="HomeCountries" select="'GB IM XI'"/>
  <xsl:param name="EUCountries" select="'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'"/>
  <xsl:param name="CarriageNominal" select="''"/>
  <xsl:param name="PaidStatuses" select="'captured, paid, partially refunded'"/>
  <xsl:param name="PaidMethods" select="''"/>
  <xsl:param name="VoucherBank" select="''"/>
  <xsl:param name="StoreCreditBank" select="''"/>
  <xsl:param name="SkippedStatuses" select="'0 5 6'"/>
  <xsl:param name="OrderNumberOffset" select="''"/>
  <xsl:param name="StaffNotes" select="'false'"/>
  <xsl:param name="GiftTexts" select="'true'"/>
  <xsl:param name="ContactField" select="'none'"/>
  <xsl:param name="DefaultStockCode" select="''"/>
  <xsl:param name="VoucherStockCode" select="'S2'"/>
  <xsl:param name="Bundles" select="'both'"/>
  <xsl:param name="SeveralAddresses" select="'message-lines'"/>
  <xsl:param name="ShippingMethodField" select="'Custom1'"/>
  <xsl:param name="VatNumberField" select="''"/>

  <xsl:template match="/orders">
    <Company>
      <SalesOrders>
        <xsl:apply-templates select="order"/>
      </SalesOrders>
    </Company>
  </xsl:template>

  <!-- Anything else as root is the wrong file; an empty result would look like a quiet day. -->
  <xsl:template match="/*" priority="-1">
    <xsl:call-template name="stop">
      <xsl:with-param name="code">E-INPUT</xsl:with-param>
      <xsl:with-param name="text" select="concat('the root element is ', name(), ', expected orders')"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="order">
    <xsl:variable name="reason"><xsl:apply-templates select="." mode="filter"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="normalize-space($reason)">
        <xsl:call-template name="left-out"><xsl:with-param name="reason" select="normalize-space($reason)"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates select="." mode="sales-order"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="left-out">
    <xsl:param name="reason"/>
    <xsl:call-template name="notice">
      <xsl:with-param name="code">N-SKIPPED</xsl:with-param>
      <xsl:with-param name="text" select="concat('left out: ', $reason)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="order" mode="filter">
    <xsl:choose>
      <xsl:when test="is_deleted = 'true' or is_deleted = '1'">the order is deleted in the shop</xsl:when>
      <xsl:when test="contains(concat(' ', $SkippedStatuses, ' '), concat(' ', normalize-space(status_id), ' '))">
        <xsl:value-of select="concat('its status is ', status_id, ' ', status)"/>
      </xsl:when>
      <xsl:otherwise>
        <!-- The shop's total may leave out what certificate and credit paid; the plan will tell. -->
        <xsl:call-template name="all-refunded">
          <xsl:with-param name="total" select="money:add(total_inc_tax, money:add(store_credit_amount, gift_certificate_amount))"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="order" mode="sales-order">
    <xsl:apply-templates select="." mode="refusals"/>
    <xsl:variable name="plan-tree"><xsl:apply-templates select="." mode="plan"/></xsl:variable>
    <xsl:variable name="plan" select="exsl:node-set($plan-tree)/plan"/>
    <xsl:variable name="all-refunded"><xsl:call-template name="all-refunded">
      <xsl:with-param name="total" select="$plan/@total"/>
    </xsl:call-template></xsl:variable>
    <xsl:choose>
      <xsl:when test="string($all-refunded)">
        <xsl:call-template name="left-out"><xsl:with-param name="reason" select="string($all-refunded)"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="left-tree">
          <xsl:apply-templates select="." mode="without-refunds"><xsl:with-param name="plan" select="$plan"/></xsl:apply-templates>
        </xsl:variable>
        <xsl:apply-templates select="." mode="documents">
          <xsl:with-param name="plan" select="exsl:node-set($left-tree)/plan"/>
        </xsl:apply-templates>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The sales orders of a shop order: one, or one for each delivery address. -->
  <xsl:template match="order" mode="documents">
    <xsl:param name="plan"/>
    <xsl:variable name="payments-tree">
      <xsl:apply-templates select="." mode="payments"><xsl:with-param name="plan" select="$plan"/></xsl:apply-templates>
    </xsl:variable>
    <xsl:variable name="payments" select="exsl:node-set($payments-tree)/payments"/>
    <xsl:choose>
      <xsl:when test="$SeveralAddresses = 'one-order-each' and count(shipping_addresses/address) &gt; 1">
        <xsl:apply-templates select="." mode="parts">
          <xsl:with-param name="plan" select="$plan"/>
          <xsl:with-param name="payments" select="$payments"/>
        </xsl:apply-templates>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="." mode="document">
          <xsl:with-param name="plan" select="$plan"/>
          <xsl:with-param name="payments" select="$payments"/>
          <xsl:with-param name="address" select="shipping_addresses/address[1]"/>
        </xsl:apply-templates>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- One sales order: the whole shop order, or its part for one delivery address. -->
  <xsl:template match="order" mode="document">
    <xsl:param name="plan"/>
    <xsl:param name="payments"/>
    <xsl:param name="address"/>
    <xsl:variable name="is-part" select="$plan/@parts &gt; 1"/>
    <xsl:variable name="number">
      <xsl:value-of select="normalize-space(id)"/>
      <xsl:if test="$is-part"><xsl:value-of select="concat('/', $plan/@part)"/></xsl:if>
    </xsl:variable>
    <SalesOrder>
      <Id><xsl:value-of select="$number"/></Id>
      <xsl:apply-templates select="." mode="account"/>
      <xsl:if test="$OrderNumberOffset != '' and not($is-part)"><xsl:call-template name="sales-order-number"/></xsl:if>
      <SalesOrderDate><xsl:apply-templates select="." mode="order-date"/></SalesOrderDate>
      <xsl:apply-templates select="." mode="currency"/>
      <VatInclusive>false</VatInclusive>
      <CustomerOrderNumber><xsl:value-of select="$number"/></CustomerOrderNumber>
      <xsl:apply-templates select="." mode="notes"><xsl:with-param name="address" select="$address"/></xsl:apply-templates>
      <TakenBy><xsl:apply-templates select="." mode="taken-by"/></TakenBy>
      <xsl:apply-templates select="." mode="custom-fields">
        <xsl:with-param name="address" select="$address"/>
      </xsl:apply-templates>
      <xsl:apply-templates select="billing_address" mode="invoice-address"/>
      <xsl:apply-templates select="$address" mode="delivery-address"/>
      <SalesOrderItems>
        <xsl:apply-templates select="." mode="items"><xsl:with-param name="plan" select="$plan"/></xsl:apply-templates>
      </SalesOrderItems>
      <xsl:if test="$plan/charge[@kind = 'carriage']">
        <xsl:apply-templates select="." mode="carriage">
          <xsl:with-param name="charge" select="$plan/charge[@kind = 'carriage']"/>
        </xsl:apply-templates>
      </xsl:if>
      <xsl:if test="$has-shipping-methods">
        <xsl:call-template name="courier"><xsl:with-param name="address" select="$address"/></xsl:call-template>
      </xsl:if>
      <xsl:apply-templates select="." mode="payment"><xsl:with-param name="payments" select="$payments"/></xsl:apply-templates>
      <xsl:apply-templates select="." mode="tax-number"/>
      <xsl:apply-templates select="." mode="extra-order-elements"/>
      <xsl:call-template name="own-elements">
        <xsl:with-param name="plan" select="$plan"/><xsl:with-param name="is-part" select="$is-part"/>
      </xsl:call-template>
    </SalesOrder>
  </xsl:template>

  <!-- Elements of our own namespace: importers that do not know them read past them. -->
  <xsl:template name="own-elements">
    <xsl:param name="plan"/>
    <xsl:param name="is-part"/>
    <xsl:variable name="currency"><xsl:call-template name="order-currency"/></xsl:variable>
    <xsl:variable name="total" select="money:format(money:subtract(total_inc_tax, string($plan/@refunded)), 2)"/>
    <xsl:if test="ancestor::orders/@store">
      <x:Store><xsl:value-of select="ancestor::orders/@store"/></x:Store>
    </xsl:if>
    <xsl:if test="$is-part">
      <x:Part><xsl:value-of select="$plan/@part"/></x:Part>
      <x:Parts><xsl:value-of select="$plan/@parts"/></x:Parts>
      <x:WholeOrderTotal currency="{$currency}"><xsl:value-of select="$total"/></x:WholeOrderTotal>
    </xsl:if>
    <x:OrderTotal currency="{$currency}">
      <xsl:copy-of select="$plan/@refunded"/>
      <xsl:choose>
        <xsl:when test="$is-part"><xsl:value-of select="$plan/@total"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$total"/></xsl:otherwise>
      </xsl:choose>
    </x:OrderTotal>
  </xsl:template>

  <xsl:template match="order" mode="extra-order-elements"/>
  <xsl:template match="product" mode="extra-line-elements"/>

</xsl:stylesheet>
