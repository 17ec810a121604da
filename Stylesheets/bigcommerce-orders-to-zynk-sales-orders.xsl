<?xml version="1.0" encoding="UTF-8"?>
<!--
  BigCommerce Orders to Zynk Sales Orders, version 1.

  Input   orders/order as `bigcommerce.download-orders` writes it: field names of the V2 orders API, lines under
          products/product, addresses under shipping_addresses/address, JSON null as NULL, the store's hash in orders/@store.
  Output  Company/SalesOrders/SalesOrder of the interchange format, sales order schema 1.1 and later. Elements of our own
          namespace urn:crosswalk follow: Store, OrderTotal (what the shopper paid), and Payments where there are several.
  Parameters  declared in c:mapping below; the xsl:param elements repeat the defaults for use without Crosswalk.

  A customer imports this file as base:bigcommerce-orders-to-zynk-sales-orders.xsl and overrides single templates. The seams,
  each a template of one mode (current node, parameters):
    filter (order)             a text is the reason why the order is left out; empty keeps it
    account (order)            CustomerId and AccountReference
    order-date (order)         the date of the order
    taken-by (order)           who took it
    notes (order)              Notes1 to Notes3
    custom-fields (order)      Custom1 to Custom3
    payment (order; plan)      PaymentRef, PaymentAmount, BankAccount, PaymentType
    carriage (order; charge)   the Carriage element
    sku (product)              the stock code
    line-text (product)        Name, Description, Comments
    tax-code (any; rate, zone, kind)   lib/tax.xsl
    nominal-code (product)     NominalCode of a line, nothing for the ledger's own
    extra-order-elements, extra-line-elements   empty hooks at the end of SalesOrder and Item
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:c="urn:crosswalk:mapping"
                xmlns:x="urn:crosswalk" xmlns:exsl="http://exslt.org/common" xmlns:money="urn:crosswalk:money"
                xmlns:dates="urn:crosswalk:dates" xmlns:text="urn:crosswalk:text"
                exclude-result-prefixes="c x exsl money dates text">

  <xsl:import href="lib/messages.xsl"/>
  <xsl:import href="lib/tax.xsl"/>
  <xsl:import href="lib/charges.xsl"/>
  <xsl:import href="lib/plan.xsl"/>
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
    <c:parameter name="TimeZone" type="string" default="Europe/London" description="Zone that decides the date of an order"/>
    <c:parameter name="StoreName" type="string" default="BigCommerce" description="Name of the shop, written to TakenBy"/>
    <c:parameter name="TaxCodes" type="string" default="20=1 5=5 0=0"
                 description="Tax code of each rate for deliveries to the home countries"/>
    <c:parameter name="EUTaxCodes" type="string" default="0=0" description="Tax code of each rate for deliveries to the EU"/>
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
    <c:parameter name="PaidStatuses" type="string" default="captured, paid"
                 description="Values of payment_status that count as paid, comma separated"/>
    <c:parameter name="PaidMethods" type="string" default=""
                 description="Values of payment_method that count as paid whatever the status, comma separated"/>
    <c:parameter name="VoucherBank" type="string" default=""
                 description="Clearing account of redeemed gift certificates; empty leaves that part unpaid"/>
    <c:parameter name="StoreCreditBank" type="string" default=""
                 description="Clearing account of used store credit; empty leaves that part unpaid"/>
    <c:parameter name="SkippedStatuses" type="string" default="0 5 6"
                 description="Order statuses left out: incomplete, cancelled, declined"/>
    <c:parameter name="StaffNotes" type="boolean" default="false"
                 description="Adds the staff's notes to the notes, which documents may print"/>
    <c:parameter name="DefaultStockCode" type="string" default=""
                 description="Stock code of lines without SKU, for instance S1; empty refuses such orders"/>
    <c:parameter name="VoucherStockCode" type="string" default="S2"
                 description="Stock code of gift certificates that are sold"/>
    <c:parameter name="Bundles" type="choice" choices="both parent" default="both"
                 description="Whether free parts of a bundle are lines of their own"/>
    <c:parameter name="SeveralAddresses" type="choice" choices="message-lines refuse" default="message-lines"
                 description="What becomes of an order for several delivery addresses"/>
    <c:parameter name="ShippingMethodField" type="choice" choices="none Custom1 Custom2 Custom3" default="Custom1"
                 description="Field that keeps the name of the shipping method"/>
    <c:parameter name="VatNumberField" type="string" default=""
                 description="Form field of the billing address that holds a VAT number"/>
  </c:mapping>

  <xsl:param name="WebSales" select="'true'"/>
  <xsl:param name="AccountReference" select="'WEBSALES'"/>
  <xsl:param name="BankAccount" select="'1200'"/>
  <xsl:param name="BaseCurrency" select="'GBP'"/>
  <xsl:param name="CurrencyAccounts" select="''"/>
  <xsl:param name="CurrencyBanks" select="''"/>
  <xsl:param name="TimeZone" select="'Europe/London'"/>
  <xsl:param name="StoreName" select="'BigCommerce'"/>
  <xsl:param name="TaxCodes" select="'20=1 5=5 0=0'"/>
  <xsl:param name="EUTaxCodes" select="'0=0'"/>
  <xsl:param name="ExportTaxCodes" select="'0=0'"/>
  <xsl:param name="StandardRate" select="'20'"/>
  <xsl:param name="VoucherTaxCode" select="'9'"/>
  <xsl:param name="HomeCountries" select="'GB IM XI'"/>
  <xsl:param name="EUCountries" select="'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'"/>
  <xsl:param name="CarriageNominal" select="''"/>
  <xsl:param name="PaidStatuses" select="'captured, paid'"/>
  <xsl:param name="PaidMethods" select="''"/>
  <xsl:param name="VoucherBank" select="''"/>
  <xsl:param name="StoreCreditBank" select="''"/>
  <xsl:param name="SkippedStatuses" select="'0 5 6'"/>
  <xsl:param name="StaffNotes" select="'false'"/>
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
        <xsl:call-template name="notice">
          <xsl:with-param name="code">N-SKIPPED</xsl:with-param>
          <xsl:with-param name="text" select="concat('left out: ', normalize-space($reason))"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates select="." mode="sales-order"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="order" mode="filter">
    <xsl:choose>
      <xsl:when test="is_deleted = 'true' or is_deleted = '1'">the order is deleted in the shop</xsl:when>
      <xsl:when test="contains(concat(' ', $SkippedStatuses, ' '), concat(' ', normalize-space(status_id), ' '))">
        <xsl:value-of select="concat('its status is ', status_id, ' ', status)"/>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="order" mode="sales-order">
    <xsl:apply-templates select="." mode="refusals"/>
    <xsl:variable name="plan-tree"><xsl:apply-templates select="." mode="plan"/></xsl:variable>
    <xsl:variable name="plan" select="exsl:node-set($plan-tree)/plan"/>
    <SalesOrder>
      <Id><xsl:value-of select="normalize-space(id)"/></Id>
      <xsl:apply-templates select="." mode="account"/>
      <SalesOrderDate><xsl:apply-templates select="." mode="order-date"/></SalesOrderDate>
      <xsl:apply-templates select="." mode="currency"/>
      <VatInclusive>false</VatInclusive>
      <CustomerOrderNumber><xsl:value-of select="normalize-space(id)"/></CustomerOrderNumber>
      <xsl:apply-templates select="." mode="notes"/>
      <TakenBy><xsl:apply-templates select="." mode="taken-by"/></TakenBy>
      <xsl:apply-templates select="." mode="custom-fields"/>
      <xsl:apply-templates select="billing_address" mode="invoice-address"/>
      <xsl:apply-templates select="shipping_addresses/address[1]" mode="delivery-address"/>
      <SalesOrderItems>
        <xsl:apply-templates select="." mode="items"><xsl:with-param name="plan" select="$plan"/></xsl:apply-templates>
      </SalesOrderItems>
      <xsl:if test="$plan/charge[@kind = 'carriage']">
        <xsl:apply-templates select="." mode="carriage">
          <xsl:with-param name="charge" select="$plan/charge[@kind = 'carriage']"/>
        </xsl:apply-templates>
      </xsl:if>
      <xsl:apply-templates select="." mode="payment"><xsl:with-param name="plan" select="$plan"/></xsl:apply-templates>
      <xsl:apply-templates select="." mode="tax-number"/>
      <xsl:apply-templates select="." mode="extra-order-elements"/>
      <xsl:if test="ancestor::orders/@store">
        <x:Store><xsl:value-of select="ancestor::orders/@store"/></x:Store>
      </xsl:if>
      <x:OrderTotal>
        <xsl:attribute name="currency"><xsl:call-template name="order-currency"/></xsl:attribute>
        <xsl:value-of select="money:format(total_inc_tax, 2)"/>
      </x:OrderTotal>
    </SalesOrder>
  </xsl:template>

  <xsl:variable name="currencies-without-hundredths"
                select="' BHD BIF CLP DJF GNF IQD ISK JOD JPY KMF KRW KWD LYD OMR PYG RWF TND UGX UYI VND VUV XAF XOF XPF '"/>

  <!-- What makes an order impossible to post, found before any of it is computed. -->
  <xsl:template match="order" mode="refusals">
    <xsl:variable name="currency"><xsl:call-template name="order-currency"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="not(text:value(id))">
        <xsl:call-template name="stop">
          <xsl:with-param name="code">E-ID</xsl:with-param>
          <xsl:with-param name="text">the order has no id; download it again</xsl:with-param>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="not(text:value(total_inc_tax))">
        <xsl:call-template name="stop">
          <xsl:with-param name="code">E-TOTAL</xsl:with-param>
          <xsl:with-param name="text">
            total_inc_tax is missing, so nothing tells what the shopper paid; download it again
          </xsl:with-param>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="contains($currencies-without-hundredths, concat(' ', $currency, ' '))">
        <xsl:call-template name="stop">
          <xsl:with-param name="code">E-CURRENCY</xsl:with-param>
          <xsl:with-param name="text">
            <xsl:value-of select="$currency"/> is not kept in hundredths, which the ledger cannot book; enter it by hand
          </xsl:with-param>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="count(shipping_addresses/address) &gt; 1 and $SeveralAddresses = 'refuse'">
        <xsl:call-template name="stop">
          <xsl:with-param name="code">E-ADDRESSES</xsl:with-param>
          <xsl:with-param name="text">
            goes to <xsl:value-of select="count(shipping_addresses/address)"/> addresses;
            enter one order per address by hand, or set SeveralAddresses to message-lines
          </xsl:with-param>
        </xsl:call-template>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- Guests have no customer id of their own: id 0 would tie all of them to one customer. -->
  <xsl:template match="order" mode="account">
    <xsl:variable name="customer" select="text:value(customer_id)"/>
    <xsl:choose>
      <xsl:when test="$WebSales != 'true' and $customer and $customer != '0'">
        <CustomerId><xsl:value-of select="$customer"/></CustomerId>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="reference">
          <xsl:call-template name="by-currency">
            <xsl:with-param name="table" select="$CurrencyAccounts"/>
            <xsl:with-param name="default" select="$AccountReference"/>
          </xsl:call-template>
        </xsl:variable>
        <xsl:if test="string-length($reference) &gt; 8 or not(normalize-space($reference))">
          <xsl:call-template name="stop">
            <xsl:with-param name="code">E-ACCOUNT</xsl:with-param>
            <xsl:with-param name="text">
              account reference '<xsl:value-of select="$reference"/>' must have 1 to 8 characters;
              correct the parameter AccountReference or CurrencyAccounts
            </xsl:with-param>
          </xsl:call-template>
        </xsl:if>
        <AccountReference><xsl:value-of select="$reference"/></AccountReference>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="order" mode="order-date">
    <xsl:value-of select="dates:ledger-date(date_created, $TimeZone)"/>
  </xsl:template>

  <!-- default_currency_code is what the shopper paid in; currency_code is only what the page showed. -->
  <xsl:template name="order-currency">
    <xsl:variable name="order" select="ancestor-or-self::order"/>
    <xsl:choose>
      <xsl:when test="text:value($order/default_currency_code)">
        <xsl:value-of select="text:value($order/default_currency_code)"/>
      </xsl:when>
      <xsl:when test="text:value($order/currency_code)">
        <xsl:value-of select="text:value($order/currency_code)"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$BaseCurrency"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="order" mode="currency">
    <xsl:variable name="currency"><xsl:call-template name="order-currency"/></xsl:variable>
    <Currency><xsl:value-of select="$currency"/></Currency>
    <CurrencyUsed><xsl:value-of select="$currency != $BaseCurrency"/></CurrencyUsed>
    <!-- Units of the order's currency for one of the store's own. It says nothing when the ledger is kept in a third one. -->
    <xsl:if test="$currency != $BaseCurrency and text:value(store_default_to_transactional_exchange_rate)
                  and text:value(store_default_currency_code) = $BaseCurrency">
      <ForeignRate><xsl:value-of select="text:value(store_default_to_transactional_exchange_rate)"/></ForeignRate>
    </xsl:if>
  </xsl:template>

  <xsl:template match="order" mode="notes">
    <xsl:variable name="note"><xsl:call-template name="note-text"/></xsl:variable>
    <xsl:call-template name="wrapped-field">
      <xsl:with-param name="name">Notes1</xsl:with-param>
      <xsl:with-param name="text" select="$note"/>
    </xsl:call-template>
    <xsl:call-template name="wrapped-field">
      <xsl:with-param name="name">Notes2</xsl:with-param>
      <xsl:with-param name="text" select="$note"/>
      <xsl:with-param name="line" select="2"/>
    </xsl:call-template>
    <xsl:call-template name="wrapped-field">
      <xsl:with-param name="name">Notes3</xsl:with-param>
      <xsl:with-param name="text" select="$note"/>
      <xsl:with-param name="line" select="3"/>
    </xsl:call-template>
  </xsl:template>

  <!-- The shopper's message, and the staff's own notes only when asked for: documents print them. -->
  <xsl:template name="note-text">
    <xsl:value-of select="text:value(customer_message)"/>
    <xsl:if test="$StaffNotes = 'true' and text:value(staff_notes)">
      <xsl:value-of select="concat(' ', text:value(staff_notes))"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="order" mode="taken-by">
    <xsl:value-of select="text:wrap(concat($StoreName, ' ', text:value(order_source)), 60, 1)"/>
  </xsl:template>

  <xsl:template match="order" mode="custom-fields">
    <xsl:variable name="method"><xsl:call-template name="shipping-method"/></xsl:variable>
    <xsl:if test="$ShippingMethodField != 'none' and string($method)">
      <xsl:element name="{$ShippingMethodField}"><xsl:value-of select="text:wrap($method, 30, 1)"/></xsl:element>
    </xsl:if>
  </xsl:template>

  <xsl:template name="shipping-method">
    <xsl:variable name="method" select="text:value(shipping_addresses/address[1]/shipping_method)"/>
    <xsl:if test="$method != 'None'"><xsl:value-of select="$method"/></xsl:if>
  </xsl:template>

  <xsl:template match="order" mode="tax-number">
    <xsl:variable name="number" select="text:value(billing_address/form_fields/field[name = $VatNumberField]/value)"/>
    <xsl:if test="$VatNumberField and $number">
      <TaxNumber><xsl:value-of select="substring(translate($number, ' ', ''), 1, 20)"/></TaxNumber>
    </xsl:if>
  </xsl:template>

  <xsl:template match="order" mode="extra-order-elements"/>
  <xsl:template match="product" mode="extra-line-elements"/>

</xsl:stylesheet>
