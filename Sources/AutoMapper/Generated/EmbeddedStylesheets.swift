// Made by Scripts/embed-stylesheets from Stylesheets/. Do not edit; run the script after changing a stylesheet.

/// The base stylesheets built into the program, by their names within the layer.
enum EmbeddedStylesheets {
    /// Name to text in UTF-8.
    static let files: [String: [UInt8]] = [
        "bigcommerce-orders-to-zynk-sales-orders.xsl": Array(
            #"""
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
            """#.utf8),
        "crosswalk-run-to-html-report.xsl": Array(
            #"""
            <?xml version="1.0" encoding="UTF-8"?>
            <!--
              Purpose: one run of a workflow as a self-contained HTML page: what came, what went, what is held and why, money by tax code,
                       payments, links to the files.
              Input:   the run summary that the report task writes (root `run`, amounts as decimal text with two places, already summed).
              Output:  HTML, UTF-8, no outside resources, so that it can be mailed or archived as it is.
              Seams:   templates of mode `section` can be replaced one by one; the empty template `custom-section` is for a customer's own.
            -->
            <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:c="urn:crosswalk:mapping"
                            exclude-result-prefixes="c">

              <c:mapping from="Crosswalk Run" to="HTML Report" record="run">
                <c:parameter name="Title" type="string" default="Run report" description="Heading of the page"/>
              </c:mapping>

              <xsl:param name="Title" select="'Run report'"/>

              <xsl:output method="html" encoding="UTF-8" indent="yes" doctype-system="about:legacy-compat"/>

              <xsl:template match="/run">
                <html lang="en">
                  <head>
                    <meta name="viewport" content="width=device-width, initial-scale=1"/>
                    <title><xsl:value-of select="concat($Title, ' ', @id)"/></title>
                    <style><xsl:call-template name="style"/></style>
                  </head>
                  <body>
                    <xsl:apply-templates select="." mode="headline"/>
                    <xsl:apply-templates select="tasks" mode="section"/>
                    <xsl:apply-templates select="money" mode="section"/>
                    <xsl:apply-templates select="held" mode="section"/>
                    <xsl:apply-templates select="orders" mode="section"/>
                    <xsl:apply-templates select="files" mode="section"/>
                    <xsl:call-template name="custom-section"/>
                  </body>
                </html>
              </xsl:template>

              <xsl:template name="custom-section"/>

              <xsl:template match="run" mode="headline">
                <h1><xsl:value-of select="$Title"/></h1>
                <p class="facts">
                  <b><xsl:value-of select="@workflow"/></b>
                  <xsl:if test="@customer"> for <b><xsl:value-of select="@customer"/></b></xsl:if>
                  <xsl:text>, run </xsl:text><xsl:value-of select="@id"/>
                  <xsl:text>, started </xsl:text><xsl:value-of select="@started"/>
                  <xsl:if test="@mode = 'dryRun'"> <span class="flag">dry run: nothing was written</span></xsl:if>
                </p>
                <p class="verdict">
                  <xsl:choose>
                    <xsl:when test="held/record">
                      <span class="bad"><xsl:value-of select="count(held/record)"/> held or failed</span>
                    </xsl:when>
                    <xsl:otherwise><span class="good">Nothing is held</span></xsl:otherwise>
                  </xsl:choose>
                  <xsl:variable name="posted" select="count(orders/order[@remark = ''])"/>
                  <xsl:variable name="verb">
                    <xsl:choose>
                      <xsl:when test="@mode = 'dryRun'"> would go into the ledger.</xsl:when>
                      <xsl:otherwise> went into the ledger by this run.</xsl:otherwise>
                    </xsl:choose>
                  </xsl:variable>
                  <xsl:value-of select="concat('; ', $posted, ' order', substring('s', 1, number($posted != 1)), $verb)"/>
                </p>
              </xsl:template>

              <xsl:template match="tasks" mode="section">
                <h2>Tasks</h2>
                <table>
                  <tr><th>Task</th><th class="n">In</th><th class="n">Out</th><th class="n">Failed</th><th class="n">Seconds</th><th>Result</th></tr>
                  <xsl:for-each select="task">
                    <tr>
                      <td><xsl:value-of select="@name"/></td>
                      <td class="n"><xsl:value-of select="@in"/></td>
                      <td class="n"><xsl:value-of select="@out"/></td>
                      <td class="n"><xsl:if test="@failed != '0'"><xsl:attribute name="class">n bad</xsl:attribute></xsl:if><xsl:value-of select="@failed"/></td>
                      <td class="n"><xsl:value-of select="@seconds"/></td>
                      <td><xsl:value-of select="@result"/><xsl:apply-templates select="note"/></td>
                    </tr>
                  </xsl:for-each>
                </table>
              </xsl:template>

              <xsl:template match="note"><div class="note"><xsl:value-of select="."/></div></xsl:template>

              <xsl:template match="money" mode="section">
                <h2>Reconciliation</h2>
                <xsl:for-each select="currency">
                  <h3><xsl:value-of select="@code"/></h3>
                  <table>
                    <tr><th>Orders</th><th class="n">Shoppers paid</th><th class="n">Ledger</th><th class="n">Difference</th><th class="n">Still open</th></tr>
                    <tr>
                      <td><xsl:value-of select="@orders"/></td>
                      <td class="n"><xsl:value-of select="@shop"/></td>
                      <td class="n"><xsl:value-of select="@ledger"/></td>
                      <td><xsl:call-template name="difference"/></td>
                      <td class="n"><xsl:value-of select="@open"/></td>
                    </tr>
                  </table>
                  <xsl:if test="@open and number(@open) != 0">
                    <p class="note">Still open is what no receipt covers: orders on account, and parts paid by gift certificate or store credit.</p>
                  </xsl:if>
                  <xsl:if test="tax">
                    <table>
                      <tr><th>Tax code</th><th class="n">Rate</th><th class="n">Net</th><th class="n">VAT</th><th class="n">Gross</th></tr>
                      <xsl:for-each select="tax">
                        <tr>
                          <td>T<xsl:value-of select="@code"/></td><td class="n"><xsl:value-of select="@rate"/> %</td>
                          <td class="n"><xsl:value-of select="@net"/></td><td class="n"><xsl:value-of select="@tax"/></td>
                          <td class="n"><xsl:value-of select="@gross"/></td>
                        </tr>
                      </xsl:for-each>
                    </table>
                  </xsl:if>
                  <xsl:if test="payment">
                    <table>
                      <tr><th>Paid by</th><th>Into</th><th class="n">Receipts</th><th class="n">Amount</th></tr>
                      <xsl:for-each select="payment">
                        <tr>
                          <td><xsl:value-of select="translate(@instrument, '-', ' ')"/></td><td>Bank <xsl:value-of select="@bank"/></td><td class="n"><xsl:value-of select="@count"/></td>
                          <td class="n"><xsl:value-of select="@amount"/></td>
                        </tr>
                      </xsl:for-each>
                    </table>
                  </xsl:if>
                  <xsl:if test="adjustments">
                    <p>
                      <xsl:text>To meet the shop's totals in the ledger's own rounding: </xsl:text>
                      <xsl:for-each select="adjustments">
                        <xsl:value-of select="concat(@count, ' × ', translate(@kind, '-', ' '))"/>
                        <xsl:if test="position() != last()">, </xsl:if>
                      </xsl:for-each>
                      <xsl:text>. Each is listed below.</xsl:text>
                    </p>
                  </xsl:if>
                </xsl:for-each>
              </xsl:template>

              <!-- Shop against ledger: 0.00, or something that nobody may overlook. -->
              <xsl:template name="difference">
                <xsl:attribute name="class">n diff<xsl:if test="@difference != '0.00'"> bad</xsl:if></xsl:attribute>
                <xsl:value-of select="@difference"/>
              </xsl:template>

              <xsl:template match="held" mode="section">
                <xsl:if test="record">
                  <h2>Held and failed</h2>
                  <table>
                    <tr><th>Record</th><th>File</th><th>Code</th><th>Why, and what to do</th></tr>
                    <xsl:for-each select="record">
                      <tr>
                        <td><xsl:value-of select="@id"/></td><td><a href="./{@file}"><xsl:value-of select="@file"/></a></td>
                        <td><xsl:value-of select="@code"/></td><td><xsl:value-of select="."/></td>
                      </tr>
                    </xsl:for-each>
                  </table>
                  <p class="note">
                    What is put right in the shop, the ledger or the mapping is tried again by the next run. Close what you entered by hand:
                    <code>crosswalk runs settle FOLDER RECORD --as entered-by-hand --reason '…'</code>
                  </p>
                </xsl:if>
              </xsl:template>

              <xsl:template match="orders" mode="section">
                <xsl:if test="order">
                  <h2>Orders</h2>
                  <table>
                    <tr><th>Shop order</th><th>Ledger order</th><th>Account</th><th class="n">Shopper paid</th><th class="n">Ledger</th><th class="n">Difference</th><th>Remark</th></tr>
                    <xsl:for-each select="order">
                      <tr>
                        <td><xsl:value-of select="@id"/></td><td><xsl:value-of select="@number"/></td><td><xsl:value-of select="@account"/></td>
                        <td class="n"><xsl:value-of select="@shop"/></td>
                        <td class="n"><xsl:value-of select="@ledger"/></td>
                        <td><xsl:call-template name="difference"/></td>
                        <td><xsl:value-of select="@remark"/></td>
                      </tr>
                    </xsl:for-each>
                  </table>
                </xsl:if>
                <xsl:apply-templates select="." mode="adjustments"/>
              </xsl:template>

              <xsl:template match="orders" mode="adjustments">
                <xsl:if test="order/adjustment">
                  <h2>Adjustments</h2>
                  <table>
                    <tr><th>Shop order</th><th>Kind</th><th class="n">Amount</th><th>What was done</th></tr>
                    <xsl:for-each select="order/adjustment">
                      <tr>
                        <td><xsl:value-of select="../@id"/></td><td><xsl:value-of select="translate(@kind, '-', ' ')"/></td>
                        <td class="n"><xsl:value-of select="@amount"/></td><td><xsl:value-of select="."/></td>
                      </tr>
                    </xsl:for-each>
                  </table>
                </xsl:if>
              </xsl:template>

              <xsl:template match="files" mode="section">
                <h2>Files</h2>
                <ul><xsl:for-each select="file"><li><a href="./{@name}"><xsl:value-of select="@name"/></a></li></xsl:for-each></ul>
              </xsl:template>

              <xsl:template name="style">
                body { font: 15px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; color: #1c1f23; }
                h1 { margin-bottom: 0; } h2 { margin-top: 2rem; border-bottom: 1px solid #d5d9de; }
                table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; }
                th, td { text-align: left; padding: .25rem .6rem; border-bottom: 1px solid #eceef1; vertical-align: top; }
                th { font-weight: 600; color: #555d66; } .n { text-align: right; font-variant-numeric: tabular-nums; }
                .bad { color: #b3261e; font-weight: 600; } .good { color: #1e7d3c; font-weight: 600; }
                .note { color: #555d66; font-size: 13px; } .flag { background: #fff3cd; padding: 0 .4rem; }
              </xsl:template>
            </xsl:stylesheet>
            """#.utf8),
        "lib/carriage.xsl": Array(
            #"""
            <?xml version="1.0" encoding="UTF-8"?>
            <!--
              Shipping and handling as charges. The ledger has one carriage per order: both when they are taxed alike. A carriage whose tax
              the shop took from the rates of the goods ("apportioned") is split by those rates: the largest part is the carriage, the others
              are lines of their own.
            -->
            <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:exsl="http://exslt.org/common"
                            xmlns:money="urn:crosswalk:money" exclude-result-prefixes="exsl money">

              <xsl:template match="order" mode="carriage-charges">
                <xsl:param name="place"/>
                <xsl:param name="goods"/>
                <xsl:variable name="has-handling" select="money:compare(string(handling_cost_inc_tax), 0) != 0
                                                          or money:compare(string(handling_cost_ex_tax), 0) != 0"/>
                <xsl:variable name="are-apart"><xsl:if test="$has-handling">
                  <xsl:call-template name="taxed-apart"><xsl:with-param name="place" select="$place"/></xsl:call-template>
                </xsl:if></xsl:variable>
                <xsl:variable name="handling" select="self::order[$has-handling and not(string($are-apart))]"/>
                <xsl:variable name="method"><xsl:call-template name="shipping-method"/></xsl:variable>
                <xsl:call-template name="carriage-charge">
                  <xsl:with-param name="place" select="$place"/>
                  <xsl:with-param name="goods" select="$goods"/>
                  <xsl:with-param name="kind">carriage</xsl:with-param>
                  <xsl:with-param name="name" select="string($method)"/>
                  <xsl:with-param name="inc" select="money:add(string(shipping_cost_inc_tax), string($handling/handling_cost_inc_tax))"/>
                  <xsl:with-param name="ex" select="money:add(string(shipping_cost_ex_tax), string($handling/handling_cost_ex_tax))"/>
                </xsl:call-template>
                <xsl:if test="string($are-apart)">
                  <xsl:call-template name="carriage-charge">
                    <xsl:with-param name="place" select="$place"/>
                    <xsl:with-param name="goods" select="$goods"/>
                    <xsl:with-param name="kind">handling</xsl:with-param>
                    <xsl:with-param name="name">Handling</xsl:with-param>
                    <xsl:with-param name="inc" select="string(handling_cost_inc_tax)"/>
                    <xsl:with-param name="ex" select="string(handling_cost_ex_tax)"/>
                  </xsl:call-template>
                </xsl:if>
              </xsl:template>

              <!-- `true` when shipping and handling have different rates; nothing when they are taxed alike or one of them has none. -->
              <xsl:template name="taxed-apart">
                <xsl:param name="place"/>
                <xsl:variable name="shipping"><xsl:call-template name="tax-rate">
                  <xsl:with-param name="inc" select="shipping_cost_inc_tax"/><xsl:with-param name="ex" select="shipping_cost_ex_tax"/>
                  <xsl:with-param name="place" select="$place"/>
                </xsl:call-template></xsl:variable>
                <xsl:variable name="handling"><xsl:call-template name="tax-rate">
                  <xsl:with-param name="inc" select="handling_cost_inc_tax"/><xsl:with-param name="ex" select="handling_cost_ex_tax"/>
                  <xsl:with-param name="place" select="$place"/>
                </xsl:call-template></xsl:variable>
                <xsl:if test="$shipping != '' and $handling != '' and $shipping != $handling">true</xsl:if>
              </xsl:template>

              <!-- A cost at one rate, or at the rates of the goods where its own figures are what those make together. -->
              <xsl:template name="carriage-charge">
                <xsl:param name="place"/>
                <xsl:param name="goods"/>
                <xsl:param name="kind"/>
                <xsl:param name="name"/>
                <xsl:param name="inc"/>
                <xsl:param name="ex"/>
                <xsl:variable name="rate" select="money:rate-of($inc, $ex, $rates)"/>
                <xsl:variable name="parts-tree">
                  <xsl:if test="$rate != '' and not(money:knows-rate($rates, $rate))">
                    <xsl:call-template name="apportioned">
                      <xsl:with-param name="goods" select="$goods"/>
                      <xsl:with-param name="inc" select="$inc"/>
                      <xsl:with-param name="ex" select="$ex"/>
                    </xsl:call-template>
                  </xsl:if>
                </xsl:variable>
                <xsl:variable name="parts" select="exsl:node-set($parts-tree)/part"/>
                <xsl:variable name="order" select="."/>
                <xsl:choose>
                  <xsl:when test="$parts">
                    <xsl:variable name="largest"><xsl:call-template name="largest-part">
                      <xsl:with-param name="parts" select="$parts"/>
                    </xsl:call-template></xsl:variable>
                    <xsl:for-each select="$parts">
                      <xsl:variable name="part" select="."/>
                      <xsl:variable name="own-kind"><xsl:choose>
                        <xsl:when test="@rate = $largest"><xsl:value-of select="$kind"/></xsl:when>
                        <xsl:when test="$kind = 'carriage'">postage</xsl:when>
                        <xsl:otherwise><xsl:value-of select="$kind"/></xsl:otherwise>
                      </xsl:choose></xsl:variable>
                      <xsl:for-each select="$order">
                        <xsl:call-template name="charge-at-rate">
                          <xsl:with-param name="place" select="$place"/>
                          <xsl:with-param name="kind" select="string($own-kind)"/>
                          <xsl:with-param name="name" select="$name"/>
                          <xsl:with-param name="rate" select="string($part/@rate)"/>
                          <xsl:with-param name="list-inc" select="$part/@inc"/>
                          <xsl:with-param name="list-ex" select="$part/@ex"/>
                          <xsl:with-param name="inc" select="$part/@inc"/>
                          <xsl:with-param name="ex" select="$part/@ex"/>
                        </xsl:call-template>
                      </xsl:for-each>
                    </xsl:for-each>
                  </xsl:when>
                  <xsl:otherwise>
                    <xsl:call-template name="cost-charge">
                      <xsl:with-param name="place" select="$place"/>
                      <xsl:with-param name="kind" select="$kind"/>
                      <xsl:with-param name="name" select="$name"/>
                      <xsl:with-param name="inc" select="$inc"/>
                      <xsl:with-param name="ex" select="$ex"/>
                    </xsl:call-template>
                  </xsl:otherwise>
                </xsl:choose>
              </xsl:template>

              <!--
                `part`s with rate, inc and ex, by what the goods at each rate are of all goods; nothing when the tax that makes is not the
                shop's own, to a penny for each rate.
              -->
              <xsl:template name="apportioned">
                <xsl:param name="goods"/>
                <xsl:param name="inc"/>
                <xsl:param name="ex"/>
                <xsl:variable name="groups-tree">
                  <xsl:for-each select="$goods[@rate != '' and not(@rate = preceding-sibling::charge/@rate)]">
                    <xsl:variable name="net" select="money:sum($goods[@rate = current()/@rate]/ex)"/>
                    <group rate="{@rate}" net="{$net}"
                           gross="{money:add($net, money:divide(money:multiply($net, @rate), 100))}"/>
                  </xsl:for-each>
                </xsl:variable>
                <xsl:variable name="groups" select="exsl:node-set($groups-tree)/group"/>
                <xsl:if test="count($groups) &gt; 1">
                  <xsl:variable name="nets" select="money:shares($ex, $groups/@net)"/>
                  <xsl:variable name="taxes">
                    <xsl:for-each select="$groups">
                      <xsl:variable name="index" select="position()"/>
                      <tax><xsl:value-of select="money:divide(money:multiply($nets[$index], @rate), 100)"/></tax>
                    </xsl:for-each>
                  </xsl:variable>
                  <xsl:variable name="gap" select="money:subtract(money:subtract($inc, $ex), money:sum(exsl:node-set($taxes)/tax))"/>
                  <xsl:variable name="limit" select="money:multiply('0.01', count($groups))"/>
                  <xsl:if test="money:compare($gap, $limit) != 1 and money:compare(money:subtract(0, $gap), $limit) != 1">
                    <xsl:variable name="grosses" select="money:shares($inc, $groups/@gross)"/>
                    <xsl:for-each select="$groups">
                      <xsl:variable name="index" select="position()"/>
                      <part rate="{@rate}" inc="{$grosses[$index]}" ex="{$nets[$index]}"/>
                    </xsl:for-each>
                  </xsl:if>
                </xsl:if>
              </xsl:template>

              <!-- The rate of the largest part, the first of equals. -->
              <xsl:template name="largest-part">
                <xsl:param name="parts"/>
                <xsl:variable name="first" select="$parts[1]"/>
                <xsl:variable name="larger" select="$parts[money:compare(@inc, $first/@inc) = 1]"/>
                <xsl:choose>
                  <xsl:when test="$larger">
                    <xsl:call-template name="largest-part"><xsl:with-param name="parts" select="$larger"/></xsl:call-template>
                  </xsl:when>
                  <xsl:otherwise><xsl:value-of select="$first/@rate"/></xsl:otherwise>
                </xsl:choose>
              </xsl:template>

            </xsl:stylesheet>
            """#.utf8),
        "lib/charge.xsl": Array(
            #"""
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- One charge with its rate and its tax code; see lib/charges.xsl for its shape. -->
            <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:money="urn:crosswalk:money"
                            exclude-result-prefixes="money">

              <xsl:template name="charge">
                <xsl:param name="place"/>
                <xsl:param name="kind"/>
                <xsl:param name="key"/>
                <xsl:param name="name"/>
                <xsl:param name="list-inc"/>
                <xsl:param name="list-ex"/>
                <xsl:param name="inc"/>
                <xsl:param name="ex"/>
                <xsl:param name="unit-inc"/>
                <xsl:param name="unit-ex"/>
                <xsl:variable name="rate"><xsl:call-template name="tax-rate">
                  <xsl:with-param name="inc" select="$list-inc"/><xsl:with-param name="ex" select="$list-ex"/>
                  <xsl:with-param name="unit-inc" select="$unit-inc"/><xsl:with-param name="unit-ex" select="$unit-ex"/>
                  <xsl:with-param name="place" select="$place"/>
                </xsl:call-template></xsl:variable>
                <xsl:call-template name="charge-at-rate">
                  <xsl:with-param name="place" select="$place"/>
                  <xsl:with-param name="kind" select="$kind"/>
                  <xsl:with-param name="key" select="$key"/>
                  <xsl:with-param name="name" select="$name"/>
                  <xsl:with-param name="rate" select="string($rate)"/>
                  <xsl:with-param name="list-inc" select="$list-inc"/>
                  <xsl:with-param name="list-ex" select="$list-ex"/>
                  <xsl:with-param name="inc" select="$inc"/>
                  <xsl:with-param name="ex" select="$ex"/>
                </xsl:call-template>
              </xsl:template>

              <xsl:template name="charge-at-rate">
                <xsl:param name="place"/>
                <xsl:param name="kind"/>
                <xsl:param name="key"/>
                <xsl:param name="name"/>
                <xsl:param name="rate"/>
                <xsl:param name="list-inc"/>
                <xsl:param name="list-ex"/>
                <xsl:param name="inc"/>
                <xsl:param name="ex"/>
                <charge kind="{$kind}" key="{$key}" rate="{$rate}" name="{$name}">
                  <!-- A free line has no rate: the ledger takes the code of its product. -->
                  <xsl:if test="$rate != ''">
                    <xsl:attribute name="code">
                      <xsl:apply-templates select="." mode="tax-code">
                        <xsl:with-param name="rate" select="$rate"/>
                        <xsl:with-param name="place" select="$place"/>
                        <xsl:with-param name="zone" select="string($place/@zone)"/>
                        <xsl:with-param name="kind"><xsl:call-template name="kind-of-supply">
                          <xsl:with-param name="kind" select="$kind"/>
                        </xsl:call-template></xsl:with-param>
                      </xsl:apply-templates>
                    </xsl:attribute>
                  </xsl:if>
                  <list-inc><xsl:value-of select="$list-inc"/></list-inc>
                  <list-ex><xsl:value-of select="$list-ex"/></list-ex>
                  <inc><xsl:value-of select="$inc"/></inc>
                  <ex><xsl:value-of select="$ex"/></ex>
                </charge>
              </xsl:template>

              <!-- What a charge is for VAT: goods, digital, voucher, service or carriage. -->
              <xsl:template name="kind-of-supply">
                <xsl:param name="kind"/>
                <xsl:choose>
                  <xsl:when test="$kind = 'carriage' or $kind = 'postage'">carriage</xsl:when>
                  <xsl:when test="$kind != 'goods'">service</xsl:when>
                  <xsl:when test="self::product/type = 'giftcertificate'">voucher</xsl:when>
                  <xsl:when test="self::product/type = 'digital'">digital</xsl:when>
                  <xsl:otherwise>goods</xsl:otherwise>
                </xsl:choose>
              </xsl:template>

            </xsl:stylesheet>
            """#.utf8),
        "lib/charges.xsl": Array(
            #"""
            <?xml version="1.0" encoding="UTF-8"?>
            <!--
              What the shopper is charged for, one `charge` each: goods line by line, carriage, handling, wrapping, fees.

                <charge kind="goods" key="(which line or fee)" rate="20" code="1" name="">
                  <list-inc/> <list-ex/>   before discounts, with and without tax
                  <inc/> <ex/>             what is left after discounts
                </charge>

              Kinds: goods; carriage, at most one; postage, the parts of a mixed carriage at other rates; handling; wrapping; fee.
              Amounts keep the shop's four decimals here; lib/plan.xsl brings them to the penny, lib/refunds.xsl takes out what was refunded.
            -->
            <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:exsl="http://exslt.org/common"
                            xmlns:money="urn:crosswalk:money" xmlns:text="urn:crosswalk:text" exclude-result-prefixes="exsl money text">

              <xsl:template match="order" mode="charges">
                <xsl:variable name="place-tree"><xsl:call-template name="tax-place"/></xsl:variable>
                <xsl:variable name="place" select="exsl:node-set($place-tree)/place"/>
                <xsl:variable name="spread-tree"><xsl:call-template name="spread-discount"/></xsl:variable>
                <xsl:variable name="goods">
                  <xsl:apply-templates select="products/product" mode="charge">
                    <xsl:with-param name="place" select="$place"/>
                    <xsl:with-param name="spread" select="exsl:node-set($spread-tree)/share"/>
                  </xsl:apply-templates>
                </xsl:variable>
                <xsl:copy-of select="$goods"/>
                <xsl:apply-templates select="." mode="carriage-charges">
                  <xsl:with-param name="place" select="$place"/>
                  <xsl:with-param name="goods" select="exsl:node-set($goods)/charge"/>
                </xsl:apply-templates>
                <xsl:call-template name="cost-charge">
                  <xsl:with-param name="place" select="$place"/>
                  <xsl:with-param name="kind">wrapping</xsl:with-param>
                  <xsl:with-param name="name">Gift wrapping</xsl:with-param>
                  <xsl:with-param name="inc" select="wrapping_cost_inc_tax"/>
                  <xsl:with-param name="ex" select="wrapping_cost_ex_tax"/>
                </xsl:call-template>
                <xsl:apply-templates select="fees/fee" mode="charge"><xsl:with-param name="place" select="$place"/></xsl:apply-templates>
              </xsl:template>

              <!-- A line that was removed is no charge. Nor is a part when its bundle stands for it, or a bundle when its parts do. -->
              <xsl:template match="product" mode="charge">
                <xsl:param name="place"/>
                <xsl:param name="spread"/>
                <xsl:variable name="is-part" select="is_bundled_product = 'true' and text:value(parent_order_product_id)"/>
                <xsl:choose>
                  <xsl:when test="$Bundles = 'parent' and $is-part and money:compare(price_inc_tax, 0) = 0"/>
                  <xsl:when test="$Bundles = 'children' and ../product[parent_order_product_id = current()/id]"/>
                  <xsl:when test="money:compare(string(quantity), 0) = 0">
                    <xsl:call-template name="notice">
                      <xsl:with-param name="code">N-LINE</xsl:with-param>
                      <xsl:with-param name="text" select="concat('line ', id, ' has no pieces left and is not an order line')"/>
                    </xsl:call-template>
                  </xsl:when>
                  <xsl:otherwise>
                    <xsl:call-template name="line-refusals"/>
                    <xsl:call-template name="goods-charge">
                      <xsl:with-param name="place" select="$place"/>
                      <xsl:with-param name="spread" select="$spread"/>
                      <xsl:with-param name="is-part" select="$is-part"/>
                    </xsl:call-template>
                  </xsl:otherwise>
                </xsl:choose>
              </xsl:template>

              <xsl:template name="line-refusals">
                <xsl:variable name="refunded" select="string(quantity_refunded)"/>
                <xsl:if test="money:compare(string(quantity), 0) = -1 or $refunded
                              and (money:compare($refunded, 0) = -1 or money:compare(string(quantity), $refunded) = -1)">
                  <xsl:call-template name="stop">
                    <xsl:with-param name="code">E-QUANTITY</xsl:with-param>
                    <xsl:with-param name="text">
                      line <xsl:value-of select="id"/> has quantity <xsl:value-of select="quantity"/> of which
                      <xsl:value-of select="money:add(quantity_refunded, 0)"/> are refunded; a sales order takes no returns
                    </xsl:with-param>
                  </xsl:call-template>
                </xsl:if>
                <xsl:if test="not(text:value(string(price_inc_tax))) and not(text:value(string(total_inc_tax)))">
                  <xsl:call-template name="stop">
                    <xsl:with-param name="code">E-TAX</xsl:with-param>
                    <xsl:with-param name="text">
                      line <xsl:value-of select="id"/> has no price with tax, so nothing tells its tax; download the order again
                    </xsl:with-param>
                  </xsl:call-template>
                </xsl:if>
              </xsl:template>

              <!-- Of several delivery addresses each line has its own VAT area. -->
              <xsl:template name="goods-charge">
                <xsl:param name="place"/>
                <xsl:param name="spread"/>
                <xsl:param name="is-part"/>
                <xsl:variable name="own-tree">
                  <xsl:if test="count(ancestor::order/shipping_addresses/address) &gt; 1"><xsl:call-template name="tax-place"/></xsl:if>
                </xsl:variable>
                <xsl:variable name="own" select="exsl:node-set($own-tree)/place"/>
                <xsl:variable name="line-tree"><xsl:apply-templates select="." mode="line-amounts">
                  <xsl:with-param name="spread" select="$spread"/>
                </xsl:apply-templates></xsl:variable>
                <xsl:variable name="line" select="exsl:node-set($line-tree)"/>
                <xsl:variable name="whole-tree">
                  <xsl:if test="$Bundles = 'children' and $is-part">
                    <xsl:call-template name="with-part-of-bundle">
                      <xsl:with-param name="line" select="$line"/><xsl:with-param name="spread" select="$spread"/>
                    </xsl:call-template>
                  </xsl:if>
                </xsl:variable>
                <xsl:variable name="whole" select="exsl:node-set($whole-tree)/* | $line/*[not($Bundles = 'children' and $is-part)]"/>
                <xsl:call-template name="charge">
                  <xsl:with-param name="place" select="$own | $place[not($own)]"/>
                  <xsl:with-param name="kind">goods</xsl:with-param>
                  <xsl:with-param name="key" select="generate-id()"/>
                  <xsl:with-param name="list-inc" select="string($whole[self::list-inc])"/>
                  <xsl:with-param name="list-ex" select="string($whole[self::list-ex])"/>
                  <xsl:with-param name="inc" select="string($whole[self::inc])"/>
                  <xsl:with-param name="ex" select="string($whole[self::ex])"/>
                  <xsl:with-param name="unit-inc" select="string(price_inc_tax)"/>
                  <xsl:with-param name="unit-ex" select="string(price_ex_tax)"/>
                </xsl:call-template>
              </xsl:template>

              <!-- Discounts of a line are for the whole line, not for a piece. -->
              <xsl:template match="product" mode="line-amounts">
                <xsl:param name="spread"/>
                <xsl:variable name="list-inc"><xsl:call-template name="line-total">
                  <xsl:with-param name="total" select="total_inc_tax"/><xsl:with-param name="price" select="price_inc_tax"/>
                </xsl:call-template></xsl:variable>
                <xsl:variable name="list-ex"><xsl:call-template name="line-total">
                  <xsl:with-param name="total" select="total_ex_tax"/><xsl:with-param name="price" select="price_ex_tax"/>
                </xsl:call-template></xsl:variable>
                <xsl:variable name="discount">
                  <xsl:choose>
                    <xsl:when test="$spread">
                      <xsl:value-of select="$spread[count(current()/preceding-sibling::product) + 1]"/>
                    </xsl:when>
                    <xsl:otherwise><xsl:value-of select="money:sum(applied_discounts/discount/amount)"/></xsl:otherwise>
                  </xsl:choose>
                </xsl:variable>
                <list-inc><xsl:value-of select="$list-inc"/></list-inc>
                <list-ex><xsl:value-of select="$list-ex"/></list-ex>
                <inc><xsl:choose>
                  <xsl:when test="text:value(string(discounted_total_inc_tax))"><xsl:value-of select="discounted_total_inc_tax"/></xsl:when>
                  <xsl:otherwise><xsl:value-of select="money:subtract(string($list-inc), string($discount))"/></xsl:otherwise>
                </xsl:choose></inc>
                <ex><xsl:value-of select="money:subtract(string($list-ex), string($discount))"/></ex>
              </xsl:template>

              <!-- The amounts of a part with its share in its bundle's, by pieces: the shop prices the bundle, not its parts. -->
              <xsl:template name="with-part-of-bundle">
                <xsl:param name="line"/>
                <xsl:param name="spread"/>
                <xsl:variable name="bundle" select="../product[id = current()/parent_order_product_id][1]"/>
                <xsl:variable name="parts" select="../product[parent_order_product_id = $bundle/id]"/>
                <xsl:variable name="index" select="count(preceding-sibling::product[parent_order_product_id = $bundle/id]) + 1"/>
                <xsl:variable name="amounts"><xsl:apply-templates select="$bundle" mode="line-amounts">
                  <xsl:with-param name="spread" select="$spread"/>
                </xsl:apply-templates></xsl:variable>
                <xsl:for-each select="exsl:node-set($amounts)/*">
                  <xsl:variable name="own" select="$line/*[name() = name(current())]"/>
                  <xsl:element name="{name()}">
                    <xsl:value-of select="money:add($own, money:share(., $parts/quantity, $index))"/>
                  </xsl:element>
                </xsl:for-each>
              </xsl:template>

              <!-- The line's own total where the shop gives one, else price by quantity. -->
              <xsl:template name="line-total">
                <xsl:param name="total"/>
                <xsl:param name="price"/>
                <xsl:choose>
                  <xsl:when test="text:value(string($total))"><xsl:value-of select="normalize-space($total)"/></xsl:when>
                  <xsl:otherwise><xsl:value-of select="money:multiply(string($price), string(quantity))"/></xsl:otherwise>
                </xsl:choose>
              </xsl:template>

              <!--
                An order whose lines name no discount has its own spread over them by their price without tax, as the shop does it: that
                discount, one `share` for each line; else nothing. Asked once for the order, because it looks at all lines.
              -->
              <xsl:template name="spread-discount">
                <xsl:variable name="lines" select="products/product"/>
                <xsl:variable name="of-order"><xsl:call-template name="order-discount"/></xsl:variable>
                <xsl:if test="money:compare(string($of-order), 0) = 1 and count($lines/total_ex_tax) = count($lines)
                              and not($lines/applied_discounts/discount) and not($lines[text:value(discounted_total_inc_tax)])">
                  <xsl:for-each select="money:shares(string($of-order), $lines/total_ex_tax)">
                    <share><xsl:value-of select="."/></share>
                  </xsl:for-each>
                </xsl:if>
              </xsl:template>

              <!-- What the goods of the order were discounted by: a free-shipping coupon is listed, but shipping is already free. -->
              <xsl:template name="order-discount">
                <xsl:variable name="discounts" select="money:add(discount_amount, coupon_discount)"/>
                <xsl:choose>
                  <xsl:when test="money:compare(shipping_cost_inc_tax, 0) = 0">
                    <xsl:value-of select="money:subtract($discounts, money:sum(coupons/coupon[type = 4]/discount))"/>
                  </xsl:when>
                  <xsl:otherwise><xsl:value-of select="$discounts"/></xsl:otherwise>
                </xsl:choose>
              </xsl:template>

              <xsl:template match="fee" mode="charge">
                <xsl:param name="place"/>
                <xsl:variable name="name"><xsl:choose>
                  <xsl:when test="text:value(display_name_merchant)"><xsl:value-of select="text:value(display_name_merchant)"/></xsl:when>
                  <xsl:when test="text:value(display_name_customer)"><xsl:value-of select="text:value(display_name_customer)"/></xsl:when>
                  <xsl:otherwise>Fee</xsl:otherwise>
                </xsl:choose></xsl:variable>
                <xsl:call-template name="cost-charge">
                  <xsl:with-param name="place" select="$place"/>
                  <xsl:with-param name="kind">fee</xsl:with-param>
                  <xsl:with-param name="key" select="generate-id()"/>
                  <xsl:with-param name="name" select="$name"/>
                  <xsl:with-param name="inc" select="cost_inc_tax"/>
                  <xsl:with-param name="ex" select="cost_ex_tax | cost_exc_tax"/>
                </xsl:call-template>
              </xsl:template>

              <!-- A cost of the order as a whole; nothing when it is zero. -->
              <xsl:template name="cost-charge">
                <xsl:param name="place"/>
                <xsl:param name="kind"/>
                <xsl:param name="key"/>
                <xsl:param name="name"/>
                <xsl:param name="inc"/>
                <xsl:param name="ex"/>
                <xsl:if test="string($inc) and money:compare(string($inc), 0) != 0 or string($ex) and money:compare(string($ex), 0) != 0">
                  <xsl:call-template name="charge">
                    <xsl:with-param name="place" select="$place"/>
                    <xsl:with-param name="kind" select="$kind"/>
                    <xsl:with-param name="key" select="$key"/>
                    <xsl:with-param name="name" select="$name"/>
                    <xsl:with-param name="list-inc" select="$inc"/>
                    <xsl:with-param name="list-ex" select="$ex"/>
                    <xsl:with-param name="inc" select="$inc"/>
                    <xsl:with-param name="ex" select="$ex"/>
                  </xsl:call-template>
                </xsl:if>
              </xsl:template>

            </xsl:stylesheet>
            """#.utf8),
        "lib/codes.xsl": Array(
            #"""
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- Codes that exist: a typing error in an address or a currency must not become somebody's VAT area or money. -->
            <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

              <!-- ISO 3166-1 with XI, which stands for Northern Ireland in VAT matters, and XK, which shops use for Kosovo. -->
              <xsl:variable name="countries" select="concat(
                ' AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ',
                ' CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR',
                ' GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP',
                ' KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT',
                ' MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW',
                ' SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ',
                ' UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XI XK YE YT ZA ZM ZW ')"/>

              <!-- ISO 4217 without funds and metals. -->
              <xsl:variable name="currencies" select="concat(
                ' AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY',
                ' COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR',
                ' IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR',
                ' MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD',
                ' SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF',
                ' XPF YER ZAR ZMW ZWG ZWL ')"/>

              <!-- Those that are not kept in hundredths, as the ledger keeps all money. -->
              <xsl:variable name="currencies-without-hundredths"
                            select="' BHD BIF CLP DJF GNF IQD ISK JOD JPY KMF KRW KWD LYD OMR PYG RWF TND UGX UYI VND VUV XAF XOF XPF '"/>

            </xsl:stylesheet>
            """#.utf8),
        "lib/contacts.xsl": Array(
            #"""
            <?xml version="1.0" encoding="UTF-8"?>
            <!--
              Names and addresses. The ledger keeps 30 characters of a contact's name and 60 of every other line; longer texts are wrapped
              by words into free lines, and what is shortened is said in a warning.
            -->
            <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:text="urn:crosswalk:text"
                            exclude-result-prefixes="text">

              <xsl:template match="billing_address" mode="invoice-address">
                <SalesOrderAddress><xsl:apply-templates select="." mode="contact"/></SalesOrderAddress>
              </xsl:template>

              <!-- An order without address has no element: a blank one would print a blank delivery address. -->
              <xsl:template match="address" mode="delivery-address">
                <SalesOrderDeliveryAddress><xsl:apply-templates select="." mode="contact"/></SalesOrderDeliveryAddress>
              </xsl:template>

              <!-- E-mail and telephone of the delivery, else of the bill: addresses of a shared account are not kept with them. -->
              <xsl:template name="contact-line">
                <xsl:param name="address"/>
                <xsl:variable name="email"><xsl:call-template name="first-text">
                  <xsl:with-param name="one" select="$address/email"/><xsl:with-param name="two" select="billing_address/email"/>
                </xsl:call-template></xsl:variable>
                <xsl:variable name="phone"><xsl:call-template name="first-text">
                  <xsl:with-param name="one" select="$address/phone"/><xsl:with-param name="two" select="billing_address/phone"/>
                </xsl:call-template></xsl:variable>
                <xsl:value-of select="normalize-space(concat($email, ' ', $phone))"/>
              </xsl:template>

              <xsl:template name="first-text">
                <xsl:param name="one"/>
                <xsl:param name="two"/>
                <xsl:choose>
                  <xsl:when test="text:value($one)"><xsl:value-of select="text:value($one)"/></xsl:when>
                  <xsl:otherwise><xsl:value-of select="text:value($two)"/></xsl:otherwise>
                </xsl:choose>
              </xsl:template>

              <xsl:template match="billing_address | address" mode="contact">
                <xsl:apply-templates select="." mode="contact-name"/>
                <xsl:apply-templates select="." mode="contact-street"/>
                <xsl:call-template name="wrapped-field">
                  <xsl:with-param name="name">Town</xsl:with-param>
                  <xsl:with-param name="text" select="string(city)"/>
                </xsl:call-template>
                <xsl:call-template name="wrapped-field">
                  <xsl:with-param name="name">County</xsl:with-param>
                  <xsl:with-param name="text" select="string(state)"/>
                </xsl:call-template>
                <xsl:call-template name="wrapped-field">
                  <xsl:with-param name="name">Postcode</xsl:with-param>
                  <xsl:with-param name="text" select="string(zip)"/>
                </xsl:call-template>
                <xsl:call-template name="contact-country"/>
                <xsl:variable name="phone" select="text:value(string(phone))"/>
                <xsl:variable name="email" select="text:value(string(email))"/>
                <xsl:if test="$phone"><Telephone><xsl:value-of select="substring($phone, 1, 30)"/></Telephone></xsl:if>
                <xsl:if test="$email"><Email><xsl:value-of select="substring($email, 1, 255)"/></Email></xsl:if>
              </xsl:template>

              <!-- XI is Northern Ireland in VAT matters; as a country the ledger knows GB. -->
              <xsl:template name="contact-country">
                <xsl:variable name="country" select="translate(text:value(string(country_iso2)), $small-letters, $capital-letters)"/>
                <xsl:choose>
                  <xsl:when test="$country = 'XI'"><Country>GB</Country></xsl:when>
                  <xsl:when test="$country"><Country><xsl:value-of select="$country"/></Country></xsl:when>
                </xsl:choose>
              </xsl:template>

              <!-- Too long for a contact: the first name becomes its initial, and the whole name stands as company where there is none. -->
              <xsl:template match="billing_address | address" mode="contact-name">
                <xsl:variable name="forename" select="text:value(string(first_name))"/>
                <xsl:variable name="surname" select="text:value(string(last_name))"/>
                <xsl:variable name="company" select="text:value(string(company))"/>
                <xsl:variable name="is-long" select="string-length(normalize-space(concat($forename, ' ', $surname))) &gt; 30"/>
                <xsl:if test="$is-long">
                  <xsl:call-template name="notice">
                    <xsl:with-param name="code">W-NAME</xsl:with-param>
                    <xsl:with-param name="text">
                      the name is longer than the 30 characters of a contact and was shortened there
                    </xsl:with-param>
                  </xsl:call-template>
                </xsl:if>
                <xsl:choose>
                  <xsl:when test="$is-long">
                    <xsl:if test="$forename"><Forename><xsl:value-of select="substring($forename, 1, 1)"/></Forename></xsl:if>
                    <Surname><xsl:value-of select="text:wrap($surname, 28, 1)"/></Surname>
                  </xsl:when>
                  <xsl:otherwise>
                    <xsl:if test="$forename"><Forename><xsl:value-of select="$forename"/></Forename></xsl:if>
                    <xsl:if test="$surname"><Surname><xsl:value-of select="$surname"/></Surname></xsl:if>
                  </xsl:otherwise>
                </xsl:choose>
                <xsl:choose>
                  <xsl:when test="$company"><Company><xsl:value-of select="text:wrap($company, 60, 1)"/></Company></xsl:when>
                  <xsl:when test="$is-long">
                    <Company><xsl:value-of select="text:wrap(concat($forename, ' ', $surname), 60, 1)"/></Company>
                  </xsl:when>
                </xsl:choose>
              </xsl:template>

              <!-- Two short lines stay as they are; otherwise both are one text over three lines. -->
              <xsl:template match="billing_address | address" mode="contact-street">
                <xsl:variable name="one" select="text:value(string(street_1))"/>
                <xsl:variable name="two" select="text:value(string(street_2))"/>
                <xsl:choose>
                  <xsl:when test="string-length($one) &lt; 61 and string-length($two) &lt; 61">
                    <xsl:if test="$one"><Address1><xsl:value-of select="$one"/></Address1></xsl:if>
                    <xsl:if test="$two"><Address2><xsl:value-of select="$two"/></Address2></xsl:if>
                  </xsl:when>
                  <xsl:otherwise>
                    <xsl:variable name="street" select="concat($one, ' ', $two)"/>
                    <Address1><xsl:value-of select="text:wrap($street, 60, 1)"/></Address1>
                    <Address2><xsl:value-of select="text:wrap($street, 60, 2)"/></Address2>
                    <!-- The third line shares the ledger's line with the town. -->
                    <xsl:call-template name="wrapped-field">
                      <xsl:with-param name="name">Address3</xsl:with-param>
                      <xsl:with-param name="text" select="text:wrap($street, 60, 3)"/>
                      <xsl:with-param name="width" select="58 - string-length(text:wrap(text:value(city), 50, 1))"/>
                    </xsl:call-template>
                    <xsl:call-template name="notice">
                      <xsl:with-param name="code">W-ADDRESS</xsl:with-param>
                      <xsl:with-param name="text">a street is longer than the 60 characters of a line and was wrapped</xsl:with-param>
                    </xsl:call-template>
                  </xsl:otherwise>
                </xsl:choose>
              </xsl:template>

            </xsl:stylesheet>
            """#.utf8),
        "lib/head.xsl": Array(
            #"""
            <?xml version="1.0" encoding="UTF-8"?>
            <!--
              The head of a sales order: account, number, date, currency, courier. Reads the parameters WebSales, AccountReference,
              CurrencyAccounts, OrderNumberOffset, TaxPoint, TimeZone, BaseCurrency, CurrencyRates, and the table `shipping-methods`.
            -->
            <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:money="urn:crosswalk:money"
                            xmlns:dates="urn:crosswalk:dates" xmlns:text="urn:crosswalk:text" xmlns:lookup="urn:crosswalk:lookup"
                            exclude-result-prefixes="money dates text lookup">

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

              <!-- The tax point. An order that is not shipped yet has none when shipping decides it. -->
              <xsl:template match="order" mode="order-date">
                <xsl:variable name="captured" select="transactions/transaction[status = 'ok' and (event = 'purchase' or event = 'capture')]"/>
                <xsl:choose>
                  <xsl:when test="$TaxPoint = 'shipped' and not(text:value(date_shipped))">
                    <xsl:call-template name="stop">
                      <xsl:with-param name="code">E-DATE</xsl:with-param>
                      <xsl:with-param name="text">
                        the order is not shipped yet, and TaxPoint makes the day of shipping its date; download orders when they are shipped
                      </xsl:with-param>
                    </xsl:call-template>
                  </xsl:when>
                  <xsl:when test="$TaxPoint = 'shipped'"><xsl:value-of select="dates:ledger-date(date_shipped, $TimeZone)"/></xsl:when>
                  <xsl:when test="$TaxPoint = 'paid' and $captured">
                    <xsl:value-of select="dates:ledger-date($captured[1]/date_created, $TimeZone)"/>
                  </xsl:when>
                  <xsl:otherwise><xsl:value-of select="dates:ledger-date(string(date_created), $TimeZone)"/></xsl:otherwise>
                </xsl:choose>
              </xsl:template>

              <!-- default_currency_code is what the shopper paid in; currency_code is only what the page showed. -->
              <xsl:template name="order-currency">
                <xsl:variable name="order" select="ancestor-or-self::order"/>
                <xsl:variable name="paid-in" select="normalize-space($order/default_currency_code[. != 'NULL'])"/>
                <xsl:variable name="shown" select="normalize-space($order/currency_code[. != 'NULL'])"/>
                <xsl:choose>
                  <xsl:when test="$paid-in"><xsl:value-of select="$paid-in"/></xsl:when>
                  <xsl:when test="$shown"><xsl:value-of select="$shown"/></xsl:when>
                  <xsl:otherwise><xsl:value-of select="$BaseCurrency"/></xsl:otherwise>
                </xsl:choose>
              </xsl:template>

              <xsl:template match="order" mode="currency">
                <xsl:variable name="currency"><xsl:call-template name="order-currency"/></xsl:variable>
                <Currency><xsl:value-of select="$currency"/></Currency>
                <CurrencyUsed><xsl:value-of select="$currency != $BaseCurrency"/></CurrencyUsed>
                <xsl:if test="$currency != $BaseCurrency"><xsl:call-template name="foreign-rate"/></xsl:if>
              </xsl:template>

              <!--
                Units of the order's currency for one of the ledger's: the customer's own, else the shop's, which says nothing when the
                ledger is kept in a third currency. Without either the ledger takes the rate it has.
              -->
              <xsl:template name="foreign-rate">
                <xsl:variable name="rate"><xsl:call-template name="by-currency">
                  <xsl:with-param name="table" select="$CurrencyRates"/>
                  <xsl:with-param name="default" select="text:value(store_default_to_transactional_exchange_rate
                                                                    [../store_default_currency_code = $BaseCurrency])"/>
                </xsl:call-template></xsl:variable>
                <xsl:if test="string($rate)"><ForeignRate><xsl:value-of select="$rate"/></ForeignRate></xsl:if>
              </xsl:template>

              <!--
                The ledger numbers orders by itself; an offset keeps the shop's numbers apart from those it has used. Parts of an order would
                share a number, so they have none.
              -->
              <xsl:template name="sales-order-number">
                <xsl:variable name="number" select="money:add(id, $OrderNumberOffset)"/>
                <xsl:if test="string-length($number) &gt; 7 or translate($number, '0123456789', '')">
                  <xsl:call-template name="stop">
                    <xsl:with-param name="code">E-NUMBER</xsl:with-param>
                    <xsl:with-param name="text">
                      sales order number <xsl:value-of select="$number"/> is not a whole number of at most 7 digits; change the
                      parameter OrderNumberOffset, or leave it empty
                    </xsl:with-param>
                  </xsl:call-template>
                </xsl:if>
                <SalesOrderNumber><xsl:value-of select="$number"/></SalesOrderNumber>
              </xsl:template>

              <xsl:variable name="has-shipping-methods" select="lookup:exists('shipping-methods')"/>

              <xsl:template name="courier">
                <xsl:param name="address"/>
                <xsl:variable name="courier" select="lookup:find('shipping-methods', 'courier', 'method', string($address/shipping_method))"/>
                <xsl:if test="$courier"><Courier><xsl:value-of select="$courier"/></Courier></xsl:if>
              </xsl:template>

            </xsl:stylesheet>
            """#.utf8),
        "lib/items.xsl": Array(
            #"""
            <?xml version="1.0" encoding="UTF-8"?>
            <!--
              The lines of a sales order, its carriage, and the messages between them.
              Net and tax come from the plan (lib/plan.xsl); the unit price only informs, because net by quantity need not be whole pennies.
              Reads the parameters DefaultStockCode, VoucherStockCode, CarriageNominal, GiftTexts, and the table `product-stock-codes`.
            -->
            <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:money="urn:crosswalk:money"
                            xmlns:text="urn:crosswalk:text" xmlns:lookup="urn:crosswalk:lookup" exclude-result-prefixes="money text lookup">

              <xsl:variable name="has-product-stock-codes" select="lookup:exists('product-stock-codes')"/>

              <xsl:template match="order" mode="items">
                <xsl:param name="plan"/>
                <xsl:if test="$plan/@refunded">
                  <xsl:call-template name="notice">
                    <xsl:with-param name="code">W-REFUNDED</xsl:with-param>
                    <xsl:with-param name="text"><xsl:choose>
                      <xsl:when test="money:compare($plan/@refunded, 0) = 0">pieces that came back and are worth nothing are left out</xsl:when>
                      <xsl:otherwise><xsl:value-of select="concat('refunds of ', $plan/@refunded, ' are left out')"/></xsl:otherwise>
                    </xsl:choose></xsl:with-param>
                  </xsl:call-template>
                </xsl:if>
                <xsl:for-each select="products/product">
                  <xsl:variable name="key" select="generate-id()"/>
                  <xsl:variable name="charge" select="$plan/charge[@key = $key]"/>
                  <xsl:if test="$charge">
                    <xsl:apply-templates select="." mode="item"><xsl:with-param name="charge" select="$charge"/></xsl:apply-templates>
                  </xsl:if>
                </xsl:for-each>
                <xsl:apply-templates select="$plan/charge[@kind != 'goods' and @kind != 'carriage']" mode="service-item"/>
                <xsl:apply-templates select="." mode="message-lines"><xsl:with-param name="plan" select="$plan"/></xsl:apply-templates>
              </xsl:template>

              <xsl:template match="product" mode="item">
                <xsl:param name="charge"/>
                <xsl:variable name="pieces" select="money:subtract(string(quantity), string(quantity_refunded))"/>
                <Item>
                  <Id><xsl:value-of select="normalize-space(id)"/></Id>
                  <Sku><xsl:apply-templates select="." mode="sku"/></Sku>
                  <xsl:apply-templates select="." mode="line-text"/>
                  <QtyOrdered><xsl:value-of select="$pieces"/></QtyOrdered>
                  <xsl:call-template name="amounts">
                    <xsl:with-param name="charge" select="$charge"/>
                    <xsl:with-param name="pieces" select="$pieces"/>
                  </xsl:call-template>
                  <xsl:apply-templates select="." mode="nominal-code"/>
                  <xsl:call-template name="despatched"/>
                  <Type>Stock</Type>
                  <xsl:apply-templates select="." mode="extra-line-elements"/>
                </Item>
                <xsl:apply-templates select="." mode="line-messages"/>
              </xsl:template>

              <!-- A sales order is imported whole; what left the warehouse already must be despatched in the ledger by hand. -->
              <xsl:template name="despatched">
                <xsl:if test="string(quantity_shipped) and money:compare(quantity_shipped, 0) = 1">
                  <xsl:call-template name="notice">
                    <xsl:with-param name="code">W-SHIPPED</xsl:with-param>
                    <xsl:with-param name="text">
                      <xsl:value-of select="concat(money:add(quantity_shipped, 0), ' of ', money:add(quantity, 0))"/> pieces of line
                      <xsl:value-of select="id"/> are shipped already; despatch them in the ledger
                    </xsl:with-param>
                  </xsl:call-template>
                  <QtyDespatched><xsl:value-of select="money:add(quantity_shipped, 0)"/></QtyDespatched>
                </xsl:if>
              </xsl:template>

              <!-- UnitPrice, TaxRate, TotalNet, TotalTax and TaxCode, in the order of the schema. -->
              <xsl:template name="amounts">
                <xsl:param name="charge"/>
                <xsl:param name="pieces" select="1"/>
                <UnitPrice><xsl:value-of select="money:format(money:divide(string($charge/@net), $pieces), 4)"/></UnitPrice>
                <xsl:if test="$charge/@rate != ''"><TaxRate><xsl:value-of select="$charge/@rate"/></TaxRate></xsl:if>
                <TotalNet><xsl:value-of select="$charge/@net"/></TotalNet>
                <TotalTax><xsl:value-of select="$charge/@tax"/></TotalTax>
                <xsl:if test="$charge/@code"><TaxCode><xsl:value-of select="$charge/@code"/></TaxCode></xsl:if>
              </xsl:template>

              <!-- Seam: the stock code. It is never shortened: a shortened code may be another product's. -->
              <xsl:template match="product" mode="sku">
                <xsl:variable name="own" select="text:value(string(sku))"/>
                <xsl:variable name="sku">
                  <xsl:value-of select="$own"/>
                  <xsl:if test="not($own) and $has-product-stock-codes">
                    <xsl:value-of select="lookup:find('product-stock-codes', 'stock_code', 'product_id', string(product_id),
                                                      'variant_id', string(variant_id))"/>
                  </xsl:if>
                </xsl:variable>
                <xsl:choose>
                  <xsl:when test="string-length($sku) &gt; 30">
                    <xsl:call-template name="stop">
                      <xsl:with-param name="code">E-SKU</xsl:with-param>
                      <xsl:with-param name="text">
                        stock code '<xsl:value-of select="$sku"/>' has more than 30 characters;
                        shorten it in the shop or override the mode 'sku' in the customer's stylesheet
                      </xsl:with-param>
                    </xsl:call-template>
                  </xsl:when>
                  <xsl:when test="string($sku)"><xsl:value-of select="$sku"/></xsl:when>
                  <xsl:when test="type = 'giftcertificate'"><xsl:value-of select="$VoucherStockCode"/></xsl:when>
                  <!-- S1 is standard rated: a line without tax takes its zero rated twin. -->
                  <xsl:when test="$DefaultStockCode = 'S1' and money:compare(price_inc_tax, price_ex_tax) = 0">S2</xsl:when>
                  <xsl:when test="$DefaultStockCode"><xsl:value-of select="$DefaultStockCode"/></xsl:when>
                  <xsl:otherwise>
                    <xsl:call-template name="stop">
                      <xsl:with-param name="code">E-NOSKU</xsl:with-param>
                      <xsl:with-param name="text">
                        line <xsl:value-of select="id"/> has no SKU;
                        give the product one in the shop, add product <xsl:value-of select="product_id"/> to
                        lookups/product-stock-codes.csv, or set the parameter DefaultStockCode
                      </xsl:with-param>
                    </xsl:call-template>
                  </xsl:otherwise>
                </xsl:choose>
              </xsl:template>

              <!-- Seam: name and two comments. Options come first in the comments; what does not fit follows as message lines. -->
              <xsl:template match="product" mode="line-text">
                <xsl:variable name="more"><xsl:call-template name="line-details"/></xsl:variable>
                <xsl:call-template name="wrapped-field">
                  <xsl:with-param name="name">Name</xsl:with-param>
                  <xsl:with-param name="text" select="string(name)"/>
                </xsl:call-template>
                <xsl:call-template name="wrapped-field">
                  <xsl:with-param name="name">Description</xsl:with-param>
                  <xsl:with-param name="text" select="normalize-space($more)"/>
                </xsl:call-template>
                <xsl:call-template name="wrapped-field">
                  <xsl:with-param name="name">Comments</xsl:with-param>
                  <xsl:with-param name="text" select="normalize-space($more)"/>
                  <xsl:with-param name="line" select="2"/>
                </xsl:call-template>
              </xsl:template>

              <!-- The rest of a long name, the options chosen, and the fields filled in, as one text. -->
              <xsl:template name="line-details">
                <xsl:if test="string-length(name) &gt; 60"><xsl:value-of select="concat(text:wrap(string(name), 60, 2), ' ')"/></xsl:if>
                <xsl:for-each select="product_options/option[text:value(display_value)]">
                  <xsl:if test="position() != 1">, </xsl:if>
                  <xsl:value-of select="concat(text:value(display_name), ': ', text:value(display_value))"/>
                </xsl:for-each>
                <xsl:for-each select="configurable_fields/field[text:value(value)]">
                  <xsl:value-of select="concat(' ', text:value(name), ': ', text:value(value))"/>
                </xsl:for-each>
              </xsl:template>

              <!-- Messages that belong to one line: details beyond the comments, the gift card, the date of the event. -->
              <xsl:template match="product" mode="line-messages">
                <xsl:variable name="more"><xsl:call-template name="line-details"/></xsl:variable>
                <xsl:call-template name="message-items">
                  <xsl:with-param name="text" select="normalize-space($more)"/>
                  <xsl:with-param name="line" select="3"/>
                </xsl:call-template>
                <xsl:if test="$GiftTexts = 'true' and string(wrapping_name) and text:value(wrapping_name)">
                  <xsl:call-template name="message-items">
                    <xsl:with-param name="text">
                      <xsl:value-of select="concat('Gift wrapping ', text:value(wrapping_name))"/>
                      <xsl:if test="text:value(wrapping_message)"><xsl:value-of select="concat(': ', text:value(wrapping_message))"/></xsl:if>
                    </xsl:with-param>
                  </xsl:call-template>
                </xsl:if>
                <xsl:if test="$GiftTexts = 'true' and string(event_date) and text:value(event_date)">
                  <xsl:call-template name="message-items">
                    <xsl:with-param name="text" select="concat(text:value(event_name), ' ', text:value(event_date))"/>
                  </xsl:call-template>
                </xsl:if>
              </xsl:template>

              <!-- A cost of the whole order that is not carriage: S1 when it is taxed, S2 when not. -->
              <xsl:template match="charge" mode="service-item">
                <Item>
                  <Sku>
                    <xsl:choose>
                      <xsl:when test="money:compare(@rate, 0) = 1">S1</xsl:when>
                      <xsl:otherwise>S2</xsl:otherwise>
                    </xsl:choose>
                  </Sku>
                  <Name><xsl:choose>
                    <xsl:when test="@kind = 'postage'">
                      <xsl:value-of select="text:wrap(concat('Carriage at ', @rate, ' % ', @name), 60, 1)"/>
                    </xsl:when>
                    <xsl:otherwise><xsl:value-of select="text:wrap(@name, 60, 1)"/></xsl:otherwise>
                  </xsl:choose></Name>
                  <QtyOrdered>1</QtyOrdered>
                  <xsl:call-template name="amounts"><xsl:with-param name="charge" select="."/></xsl:call-template>
                  <xsl:if test="@kind = 'postage' and $CarriageNominal">
                    <NominalCode><xsl:value-of select="$CarriageNominal"/></NominalCode>
                  </xsl:if>
                  <Type>Service</Type>
                </Item>
              </xsl:template>

              <!-- Seam: carriage. -->
              <xsl:template match="order" mode="carriage">
                <xsl:param name="charge"/>
                <Carriage>
                  <Name><xsl:choose>
                    <xsl:when test="$charge/@name != ''"><xsl:value-of select="text:wrap($charge/@name, 60, 1)"/></xsl:when>
                    <xsl:otherwise>Carriage</xsl:otherwise>
                  </xsl:choose></Name>
                  <QtyOrdered>1</QtyOrdered>
                  <xsl:call-template name="amounts"><xsl:with-param name="charge" select="$charge"/></xsl:call-template>
                  <xsl:if test="$CarriageNominal"><NominalCode><xsl:value-of select="$CarriageNominal"/></NominalCode></xsl:if>
                </Carriage>
              </xsl:template>

              <!-- Messages of the whole order: the rest of a long note, and who gets what when there are several addresses. -->
              <xsl:template match="order" mode="message-lines">
                <xsl:param name="plan"/>
                <xsl:variable name="note"><xsl:call-template name="note-text"/></xsl:variable>
                <xsl:call-template name="message-items">
                  <xsl:with-param name="text" select="$note"/>
                  <xsl:with-param name="line" select="4 - number($ContactField = 'Notes3')"/>
                </xsl:call-template>
                <xsl:if test="count(shipping_addresses/address) &gt; 1 and not($plan/@part)">
                  <xsl:call-template name="notice">
                    <xsl:with-param name="code">W-ADDRESSES</xsl:with-param>
                    <xsl:with-param name="text">
                      goes to several addresses; the first is the delivery address, all are listed as message lines
                    </xsl:with-param>
                  </xsl:call-template>
                  <xsl:apply-templates select="shipping_addresses/address" mode="recipient"/>
                </xsl:if>
              </xsl:template>

              <xsl:template match="address" mode="recipient">
                <xsl:variable name="goods">
                  <xsl:for-each select="ancestor::order/products/product[order_address_id = current()/id]">
                    <xsl:value-of select="concat(', ', money:subtract(quantity, quantity_refunded), ' x ', text:value(sku))"/>
                  </xsl:for-each>
                </xsl:variable>
                <xsl:call-template name="message-items">
                  <xsl:with-param name="text" select="concat('To ', text:value(first_name), ' ', text:value(last_name), ', ',
                                                      text:value(street_1), ', ', text:value(city), ', ', text:value(zip), $goods)"/>
                </xsl:call-template>
              </xsl:template>

              <xsl:template match="product" mode="nominal-code"/>

            </xsl:stylesheet>
            """#.utf8),
        "lib/messages.xsl": Array(
            #"""
            <?xml version="1.0" encoding="UTF-8"?>
            <!--
              Messages with a code, tables written as text, and texts wrapped into fields of limited length.
              A code that starts with E stops the record, W is a warning, N a notice. The person's name never goes into a message.
            -->
            <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:text="urn:crosswalk:text"
                            exclude-result-prefixes="text">

              <xsl:variable name="small-letters" select="'abcdefghijklmnopqrstuvwxyz'"/>
              <xsl:variable name="capital-letters" select="'ABCDEFGHIJKLMNOPQRSTUVWXYZ'"/>

              <!-- Stops the record: it goes to the fail file with this code and text. -->
              <xsl:template name="stop">
                <xsl:param name="code"/>
                <xsl:param name="text"/>
                <xsl:variable name="record"><xsl:call-template name="record-name"/></xsl:variable>
                <xsl:message terminate="yes"><xsl:value-of select="concat($code, ': ', $record, normalize-space($text))"/></xsl:message>
              </xsl:template>

              <!-- Tells something and goes on. -->
              <xsl:template name="notice">
                <xsl:param name="code"/>
                <xsl:param name="text"/>
                <xsl:variable name="record"><xsl:call-template name="record-name"/></xsl:variable>
                <xsl:message><xsl:value-of select="concat($code, ': ', $record, normalize-space($text))"/></xsl:message>
              </xsl:template>

              <xsl:template name="record-name">
                <xsl:choose>
                  <xsl:when test="ancestor-or-self::order/id">
                    <xsl:value-of select="concat('order ', normalize-space(ancestor-or-self::order/id), ': ')"/>
                  </xsl:when>
                  <xsl:when test="ancestor-or-self::SalesOrder/Id">
                    <xsl:value-of select="concat('order ', normalize-space(ancestor-or-self::SalesOrder/Id), ': ')"/>
                  </xsl:when>
                  <xsl:when test="ancestor-or-self::Product/Sku">
                    <xsl:value-of select="concat('product ', normalize-space(ancestor-or-self::Product/Sku), ': ')"/>
                  </xsl:when>
                </xsl:choose>
              </xsl:template>

              <!-- The value of `key` in a table such as `20=1 5=5 0=0`; empty when it has no such key. -->
              <xsl:template name="table-value">
                <xsl:param name="table"/>
                <xsl:param name="key"/>
                <xsl:variable name="entries" select="concat(' ', normalize-space($table), ' ')"/>
                <xsl:value-of select="substring-before(substring-after($entries, concat(' ', $key, '=')), ' ')"/>
              </xsl:template>

              <!-- One line of a wrapped text as element `name`; nothing when the text has no such line. A short text has one line only. -->
              <xsl:template name="wrapped-field">
                <xsl:param name="name"/>
                <xsl:param name="text"/>
                <xsl:param name="line" select="1"/>
                <xsl:param name="width" select="60"/>
                <xsl:if test="$line = 1 or string-length($text) &gt; $width">
                  <xsl:variable name="value" select="text:wrap(string($text), $width, $line)"/>
                  <xsl:if test="$value"><xsl:element name="{$name}"><xsl:value-of select="$value"/></xsl:element></xsl:if>
                </xsl:if>
              </xsl:template>

              <!-- The lines of a wrapped text from `line` on, as message items: text on the documents, no value, never in the ledger. -->
              <xsl:template name="message-items">
                <xsl:param name="text"/>
                <xsl:param name="line" select="1"/>
                <xsl:variable name="value">
                  <xsl:if test="$line = 1 or string-length($text) &gt; 60">
                    <xsl:value-of select="text:wrap(string($text), 60, $line)"/>
                  </xsl:if>
                </xsl:variable>
                <xsl:if test="string($value)">
                  <Item>
                    <Sku>M</Sku>
                    <Name><xsl:value-of select="$value"/></Name>
                    <QtyOrdered>0</QtyOrdered>
                    <UnitPrice>0</UnitPrice>
                  </Item>
                  <xsl:call-template name="message-items">
                    <xsl:with-param name="text" select="$text"/>
                    <xsl:with-param name="line" select="$line + 1"/>
                  </xsl:call-template>
                </xsl:if>
              </xsl:template>

            </xsl:stylesheet>
            """#.utf8),
        "lib/parts.xsl": Array(
            #"""
            <?xml version="1.0" encoding="UTF-8"?>
            <!--
              One sales order for each delivery address (SeveralAddresses = one-order-each). Lines go with their address. A cost of the whole
              order is shared, by the costs of the addresses where those add up to it, else by the goods. Payments are shared by what is left
              to pay. All of it to the penny: the parts add up to the whole.

              The plan of a part has the attributes part, parts and address; lib/plan.xsl tells the rest of its shape.
            -->
            <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:exsl="http://exslt.org/common"
                            xmlns:money="urn:crosswalk:money" exclude-result-prefixes="exsl money">

              <!-- Writes the parts of an order; an order whose goods all go to one address is none of several. -->
              <xsl:template match="order" mode="parts">
                <xsl:param name="plan"/>
                <xsl:param name="payments"/>
                <xsl:variable name="order" select="."/>
                <xsl:variable name="shared-tree"><xsl:call-template name="shared-plan">
                  <xsl:with-param name="plan" select="$plan"/>
                </xsl:call-template></xsl:variable>
                <xsl:variable name="parts" select="exsl:node-set($shared-tree)/plan"/>
                <xsl:variable name="paid-tree"><xsl:call-template name="shared-payments">
                  <xsl:with-param name="payments" select="$payments/payment"/>
                  <xsl:with-param name="open" select="$parts/@total"/>
                </xsl:call-template></xsl:variable>
                <xsl:for-each select="$parts">
                  <xsl:variable name="part" select="."/>
                  <xsl:variable name="paid"><payments>
                    <xsl:copy-of select="exsl:node-set($paid-tree)/payment[@part = $part/@part]"/>
                  </payments></xsl:variable>
                  <xsl:for-each select="$order">
                    <xsl:apply-templates select="." mode="document">
                      <xsl:with-param name="plan" select="$part"/>
                      <xsl:with-param name="payments" select="exsl:node-set($paid)/payments"/>
                      <xsl:with-param name="address" select="shipping_addresses/address[generate-id() = $part/@address]"/>
                    </xsl:apply-templates>
                  </xsl:for-each>
                </xsl:for-each>
              </xsl:template>

              <!-- One plan for each address that goods go to. Goods without an address, a download for instance, go with the first. -->
              <xsl:template name="shared-plan">
                <xsl:param name="plan"/>
                <xsl:variable name="order" select="."/>
                <xsl:variable name="owners-tree">
                  <xsl:for-each select="$plan/charge[@kind = 'goods']">
                    <xsl:variable name="line" select="$order/products/product[generate-id() = current()/@key]"/>
                    <xsl:variable name="own" select="$order/shipping_addresses/address[id = $line/order_address_id][1]"/>
                    <owner key="{@key}" address="{generate-id($own | $order/shipping_addresses/address[not($own)][1])}" gross="{@gross}"/>
                  </xsl:for-each>
                </xsl:variable>
                <xsl:variable name="owners" select="exsl:node-set($owners-tree)/owner"/>
                <xsl:variable name="addresses" select="shipping_addresses/address[$owners/@address = generate-id()]"/>
                <xsl:variable name="goods-tree">
                  <xsl:for-each select="$addresses">
                    <goods><xsl:value-of select="money:sum($owners[@address = generate-id(current())]/@gross)"/></goods>
                  </xsl:for-each>
                </xsl:variable>
                <xsl:variable name="costs-tree">
                  <xsl:for-each select="$plan/charge[@kind != 'goods']">
                    <xsl:call-template name="shared-cost">
                      <xsl:with-param name="order" select="$order"/>
                      <xsl:with-param name="addresses" select="$addresses"/>
                      <xsl:with-param name="goods" select="exsl:node-set($goods-tree)/goods"/>
                    </xsl:call-template>
                  </xsl:for-each>
                </xsl:variable>
                <xsl:for-each select="$addresses">
                  <xsl:variable name="address" select="generate-id()"/>
                  <xsl:variable name="number" select="position()"/>
                  <xsl:variable name="charges" select="$plan/charge[@key = $owners[@address = $address]/@key]
                                                       | exsl:node-set($costs-tree)/charge[@part = $number]"/>
                  <plan part="{$number}" parts="{count($addresses)}" address="{$address}"
                        total="{money:format(money:sum($charges/@gross), 2)}">
                    <xsl:copy-of select="$plan/@side | $plan/@instruments | $plan/@refunded"/>
                    <xsl:copy-of select="$charges"/>
                  </plan>
                </xsl:for-each>
              </xsl:template>

              <!-- A cost shared over the addresses. Gross first, so that net and tax of each share are what its rate makes. -->
              <xsl:template name="shared-cost">
                <xsl:param name="order"/>
                <xsl:param name="addresses"/>
                <xsl:param name="goods"/>
                <xsl:variable name="charge" select="."/>
                <xsl:variable name="own-tree">
                  <xsl:for-each select="$addresses">
                    <cost><xsl:value-of select="money:add(cost_inc_tax[$charge/@kind = 'carriage'],
                        handling_cost_inc_tax[$charge/@kind = 'carriage' or $charge/@kind = 'handling'])"/></cost>
                  </xsl:for-each>
                </xsl:variable>
                <xsl:variable name="own" select="exsl:node-set($own-tree)/cost"/>
                <xsl:variable name="are-told" select="money:is-near(money:sum($own), $charge/@gross)"/>
                <xsl:variable name="shares" select="money:shares($charge/@gross, $own[$are-told] | $goods[not($are-told)])"/>
                <xsl:for-each select="$shares[money:compare(., 0) != 0]">
                  <xsl:variable name="gross" select="money:format(., 2)"/>
                  <xsl:variable name="part"><xsl:call-template name="index-of">
                    <xsl:with-param name="node" select="."/><xsl:with-param name="nodes" select="$shares"/>
                  </xsl:call-template></xsl:variable>
                  <charge gross="{$gross}" net="{money:net($gross, $charge/@rate)}" tax="{money:tax($gross, $charge/@rate)}">
                    <xsl:copy-of select="$charge/@kind | $charge/@key | $charge/@rate | $charge/@code | $charge/@name"/>
                    <xsl:attribute name="part"><xsl:value-of select="$part"/></xsl:attribute>
                    <xsl:if test="$charge/@kind = 'carriage' or $charge/@kind = 'postage'">
                      <xsl:attribute name="name">
                        <xsl:for-each select="$order">
                          <xsl:call-template name="shipping-method">
                            <xsl:with-param name="address" select="$addresses[number($part)]"/>
                          </xsl:call-template>
                        </xsl:for-each>
                      </xsl:attribute>
                    </xsl:if>
                  </charge>
                </xsl:for-each>
              </xsl:template>

              <!-- Which of `nodes` is `node`, counted from 1. -->
              <xsl:template name="index-of">
                <xsl:param name="node"/>
                <xsl:param name="nodes"/>
                <xsl:for-each select="$nodes">
                  <xsl:if test="generate-id() = generate-id($node)"><xsl:value-of select="position()"/></xsl:if>
                </xsl:for-each>
              </xsl:template>

              <!-- Each payment shared over what the parts have open, so that no part is paid more than it costs. -->
              <xsl:template name="shared-payments">
                <xsl:param name="payments"/>
                <xsl:param name="open"/>
                <!-- Gift certificates and store credit first; the card pays what is then left. -->
                <xsl:variable name="next" select="($payments[@instrument != 'card'] | $payments[not($payments[@instrument != 'card'])])[1]"/>
                <xsl:if test="$next">
                  <xsl:variable name="shares" select="money:shares($next/@amount, $open)"/>
                  <xsl:for-each select="$shares">
                    <xsl:if test="money:compare(., 0) = 1">
                      <payment part="{position()}" amount="{money:format(., 2)}">
                        <xsl:copy-of select="$next/@instrument | $next/@bank | $next/@reference | $next/@type"/>
                      </payment>
                    </xsl:if>
                  </xsl:for-each>
                  <xsl:variable name="left">
                    <xsl:for-each select="$open">
                      <xsl:variable name="index" select="position()"/>
                      <open><xsl:value-of select="money:subtract(., $shares[$index])"/></open>
                    </xsl:for-each>
                  </xsl:variable>
                  <xsl:call-template name="shared-payments">
                    <xsl:with-param name="payments" select="$payments[generate-id() != generate-id($next)]"/>
                    <xsl:with-param name="open" select="exsl:node-set($left)/open"/>
                  </xsl:call-template>
                </xsl:if>
              </xsl:template>

            </xsl:stylesheet>
            """#.utf8),
        "lib/payments.xsl": Array(
            #"""
            <?xml version="1.0" encoding="UTF-8"?>
            <!--
              What was paid, by which instrument, and into which account:

                <payments>
                  <payment instrument="card" amount="14.97" bank="1200" reference="bt1042x1" type="SalesReceipt"/>
                  <payment instrument="gift-certificate|store-credit" …/>
                </payments>

              The interchange format has one payment per order: the part that reached the bank. Others follow in {urn:crosswalk}Payments.
              The customer's table `payment-methods` says which methods are paid and where the money goes; without one, or for gift
              certificates and store credit that it does not name, the parameters PaidStatuses, PaidMethods, BankAccount, CurrencyBanks,
              VoucherBank, StoreCreditBank do.
            -->
            <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:crosswalk"
                            xmlns:exsl="http://exslt.org/common" xmlns:money="urn:crosswalk:money" xmlns:text="urn:crosswalk:text"
                            xmlns:lookup="urn:crosswalk:lookup" exclude-result-prefixes="x exsl money text lookup">

              <xsl:variable name="has-payment-methods" select="lookup:exists('payment-methods')"/>

              <!-- Nothing for an order that is not paid: it stays open in the ledger. -->
              <xsl:template match="order" mode="payments">
                <xsl:param name="plan"/>
                <xsl:variable name="is-paid"><xsl:call-template name="is-paid"/></xsl:variable>
                <payments>
                  <xsl:if test="$is-paid = 'true'">
                    <xsl:variable name="card"><xsl:call-template name="card-amount">
                      <xsl:with-param name="plan" select="$plan"/>
                    </xsl:call-template></xsl:variable>
                    <xsl:variable name="instruments-tree"><xsl:call-template name="instruments-left">
                      <xsl:with-param name="plan" select="$plan"/><xsl:with-param name="card" select="string($card)"/>
                    </xsl:call-template></xsl:variable>
                    <xsl:variable name="instruments" select="exsl:node-set($instruments-tree)"/>
                    <xsl:call-template name="payment">
                      <xsl:with-param name="instrument">card</xsl:with-param>
                      <xsl:with-param name="method" select="text:value(payment_method)"/>
                      <xsl:with-param name="amount" select="string($card)"/>
                      <xsl:with-param name="bank"><xsl:call-template name="by-currency">
                        <xsl:with-param name="table" select="$CurrencyBanks"/><xsl:with-param name="default" select="$BankAccount"/>
                      </xsl:call-template></xsl:with-param>
                      <xsl:with-param name="reference"><xsl:call-template name="payment-reference"/></xsl:with-param>
                    </xsl:call-template>
                    <xsl:call-template name="payment">
                      <xsl:with-param name="instrument">gift-certificate</xsl:with-param>
                      <xsl:with-param name="amount" select="$instruments/certificate"/>
                      <xsl:with-param name="bank" select="$VoucherBank"/>
                      <xsl:with-param name="reference">Gift certificate</xsl:with-param>
                    </xsl:call-template>
                    <xsl:call-template name="payment">
                      <xsl:with-param name="instrument">store-credit</xsl:with-param>
                      <xsl:with-param name="amount" select="$instruments/credit"/>
                      <xsl:with-param name="bank" select="$StoreCreditBank"/>
                      <xsl:with-param name="reference">Store credit</xsl:with-param>
                    </xsl:call-template>
                  </xsl:if>
                </payments>
              </xsl:template>

              <!--
                What gift certificate and store credit have paid of what is left of the order. The card is given back first; what is paid beyond
                the order then was given back as credit, and at last as certificate.
              -->
              <xsl:template name="instruments-left">
                <xsl:param name="plan"/>
                <xsl:param name="card"/>
                <xsl:variable name="credit" select="money:format(store_credit_amount, 2)"/>
                <xsl:variable name="certificate" select="money:format(gift_certificate_amount, 2)"/>
                <xsl:variable name="paid" select="money:add(money:add($credit, $certificate), money:at-least-zero($card))"/>
                <xsl:variable name="beyond" select="money:at-least-zero(money:subtract($paid, string($plan/@total)))"/>
                <xsl:variable name="over" select="money:multiply($beyond, number(boolean($plan/@refunded)))"/>
                <xsl:variable name="over-credit" select="money:at-least-zero(money:subtract($over, $credit))"/>
                <xsl:if test="$plan/@refunded and money:compare($over-credit, $certificate) = 1">
                  <xsl:call-template name="unexplained-refund">
                    <xsl:with-param name="why" select="concat(money:format($over, 2),
                                                              ' more is paid than is left of it, as when it is given back as store credit')"/>
                  </xsl:call-template>
                </xsl:if>
                <credit><xsl:value-of select="money:at-least-zero(money:subtract($credit, $over))"/></credit>
                <certificate><xsl:value-of select="money:subtract($certificate, $over-credit)"/></certificate>
              </xsl:template>

              <!--
                One instrument; nothing when it paid nothing. A certificate or credit without an account is named all the same: it stays open in
                the ledger, and explains a shop's total that leaves it out.
              -->
              <xsl:template name="payment">
                <xsl:param name="instrument"/>
                <xsl:param name="method" select="$instrument"/>
                <xsl:param name="amount"/>
                <xsl:param name="bank"/>
                <xsl:param name="reference"/>
                <xsl:if test="money:compare($amount, 0) = 1">
                  <xsl:variable name="own-bank"><xsl:call-template name="method-value">
                    <xsl:with-param name="method" select="$method"/><xsl:with-param name="column">bank</xsl:with-param>
                  </xsl:call-template></xsl:variable>
                  <xsl:variable name="own-type"><xsl:call-template name="method-value">
                    <xsl:with-param name="method" select="$method"/><xsl:with-param name="column">type</xsl:with-param>
                  </xsl:call-template></xsl:variable>
                  <xsl:variable name="account"><xsl:choose>
                    <xsl:when test="string($own-bank)"><xsl:value-of select="$own-bank"/></xsl:when>
                    <xsl:otherwise><xsl:value-of select="$bank"/></xsl:otherwise>
                  </xsl:choose></xsl:variable>
                  <xsl:if test="string($account) or $instrument != 'card'">
                    <payment instrument="{$instrument}" amount="{money:format($amount, 2)}" bank="{$account}" reference="{$reference}">
                      <xsl:attribute name="type"><xsl:choose>
                        <xsl:when test="string($own-type)"><xsl:value-of select="$own-type"/></xsl:when>
                        <xsl:otherwise>SalesReceipt</xsl:otherwise>
                      </xsl:choose></xsl:attribute>
                    </payment>
                  </xsl:if>
                </xsl:if>
              </xsl:template>

              <!-- A cell of the table for a method in the order's currency; empty without the table or the row. -->
              <xsl:template name="method-value">
                <xsl:param name="method"/>
                <xsl:param name="column"/>
                <xsl:if test="$has-payment-methods">
                  <xsl:variable name="currency"><xsl:call-template name="order-currency"/></xsl:variable>
                  <xsl:value-of select="lookup:find('payment-methods', $column, 'method', $method, 'currency', string($currency))"/>
                </xsl:if>
              </xsl:template>

              <!--
                `true` when the money is there. The table's column `paid` says yes, no, or status: then payment_status decides, as it does
                without a table.
              -->
              <xsl:template name="is-paid">
                <xsl:variable name="method" select="text:value(payment_method)"/>
                <xsl:variable name="paid"><xsl:call-template name="method-value">
                  <xsl:with-param name="method" select="$method"/><xsl:with-param name="column">paid</xsl:with-param>
                </xsl:call-template></xsl:variable>
                <xsl:choose>
                  <xsl:when test="$paid = 'yes'">true</xsl:when>
                  <xsl:when test="$paid = 'no'">false</xsl:when>
                  <xsl:when test="$paid = 'status'"><xsl:value-of select="text:lists($PaidStatuses, payment_status)"/></xsl:when>
                  <xsl:when test="$has-payment-methods and $method and money:compare(total_inc_tax, 0) = 1">
                    <xsl:call-template name="stop">
                      <xsl:with-param name="code">E-PAYMENT</xsl:with-param>
                      <xsl:with-param name="text">
                        is '<xsl:value-of select="$method"/>' money in the bank? lookups/payment-methods.csv has no row for that payment
                        method with paid = yes, no or status; add one
                      </xsl:with-param>
                    </xsl:call-template>
                  </xsl:when>
                  <xsl:otherwise>
                    <xsl:value-of select="text:lists($PaidStatuses, payment_status) or text:lists($PaidMethods, payment_method)"/>
                  </xsl:otherwise>
                </xsl:choose>
              </xsl:template>

              <!--
                What reached the bank: by the transactions where they were downloaded, else the total less refunds and less what gift
                certificates and store credit paid of it.
              -->
              <xsl:template name="card-amount">
                <xsl:param name="plan"/>
                <xsl:variable name="real" select="transactions/transaction[status = 'ok' and not(test = 'true')
                                                  and method != 'gift_certificate' and method != 'store_credit']"/>
                <xsl:variable name="captured" select="$real[event = 'purchase' or event = 'capture']"/>
                <!-- Each in whole pennies, as it is booked: what is left for the card is then no fraction, above zero or below. -->
                <xsl:variable name="instruments" select="money:add(money:format(store_credit_amount, 2),
                                                                   money:format(gift_certificate_amount, 2))"/>
                <xsl:choose>
                  <xsl:when test="$captured">
                    <xsl:variable name="given-back" select="money:sum($real[event = 'refund']/amount)"/>
                    <xsl:value-of select="money:format(money:subtract(money:sum($captured/amount), $given-back), 2)"/>
                  </xsl:when>
                  <!-- Authorised only: the money is promised, and may be voided. -->
                  <xsl:when test="$real[event = 'authorization' or event = 'void' or event = 'pending']">0</xsl:when>
                  <xsl:otherwise>
                    <xsl:value-of select="money:format(money:subtract(money:subtract(money:format(total_inc_tax, 2), string($plan/@refunded)),
                                          money:multiply($instruments, number($plan/@instruments = 'included'))), 2)"/>
                  </xsl:otherwise>
                </xsl:choose>
              </xsl:template>

              <!-- The provider's own transaction id finds the payment again; the method's name is better than nothing. -->
              <xsl:template name="payment-reference">
                <xsl:variable name="transaction" select="transactions/transaction[status = 'ok' and (event = 'purchase' or event = 'capture')
                                                         and text:value(gateway_transaction_id)][1]"/>
                <xsl:variable name="provider" select="text:value(payment_provider_id)"/>
                <xsl:choose>
                  <xsl:when test="$transaction">
                    <xsl:value-of select="substring(text:value($transaction/gateway_transaction_id), 1, 30)"/>
                  </xsl:when>
                  <xsl:when test="$provider"><xsl:value-of select="substring($provider, 1, 30)"/></xsl:when>
                  <xsl:otherwise><xsl:value-of select="text:wrap(text:value(payment_method), 30, 1)"/></xsl:otherwise>
                </xsl:choose>
              </xsl:template>

              <!-- Seam: the payment elements of a sales order. -->
              <xsl:template match="order" mode="payment">
                <xsl:param name="payments"/>
                <xsl:variable name="card" select="$payments/payment[@instrument = 'card']"/>
                <xsl:variable name="others" select="$payments/payment[@instrument != 'card']"/>
                <xsl:if test="$card">
                  <PaymentRef><xsl:value-of select="$card/@reference"/></PaymentRef>
                  <PaymentAmount><xsl:value-of select="$card/@amount"/></PaymentAmount>
                  <BankAccount><xsl:value-of select="$card/@bank"/></BankAccount>
                  <PaymentType><xsl:value-of select="$card/@type"/></PaymentType>
                </xsl:if>
                <xsl:if test="$others">
                  <x:Payments>
                    <xsl:for-each select="$others">
                      <x:Payment instrument="{@instrument}" bank="{@bank}" reference="{@reference}" type="{@type}">
                        <xsl:value-of select="@amount"/>
                      </x:Payment>
                    </xsl:for-each>
                  </x:Payments>
                </xsl:if>
              </xsl:template>

              <!-- The entry of the order's currency in a table such as `EUR=WEBEUR`, else the default. -->
              <xsl:template name="by-currency">
                <xsl:param name="table"/>
                <xsl:param name="default"/>
                <xsl:variable name="currency"><xsl:call-template name="order-currency"/></xsl:variable>
                <xsl:variable name="entry"><xsl:call-template name="table-value">
                  <xsl:with-param name="table" select="$table"/><xsl:with-param name="key" select="$currency"/>
                </xsl:call-template></xsl:variable>
                <xsl:choose>
                  <xsl:when test="string($entry)"><xsl:value-of select="$entry"/></xsl:when>
                  <xsl:otherwise><xsl:value-of select="$default"/></xsl:otherwise>
                </xsl:choose>
              </xsl:template>

            </xsl:stylesheet>
            """#.utf8),
        "lib/plan.xsl": Array(
            #"""
            <?xml version="1.0" encoding="UTF-8"?>
            <!--
              Brings the charges of an order to the penny, so that net and tax of all of them add up to what the shopper paid.

                <plan side="inclusive|exclusive" instruments="included|excluded" total="(of all charges)">
                  <charge kind="" key="" rate="" code="" name="" gross="" net="" tax=""/> …
                </plan>

              Which side the discounts stand on is found by the sums, not believed: in an inclusive store
              total_inc = subtotal_inc + costs_inc - discounts, in an exclusive one total_ex = subtotal_ex + costs_ex - discounts.
              Inclusive: net = gross / (1 + rate) to the penny, tax is the rest.
              Exclusive: net is exact, tax is shared out of the order's own.
              Where neither holds the order is held with both sums. When they miss by no more than a penny for each charge that is the
              shop's rounding: the charges take the pennies, with a warning.
            -->
            <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:exsl="http://exslt.org/common"
                            xmlns:money="urn:crosswalk:money" xmlns:text="urn:crosswalk:text" exclude-result-prefixes="exsl money text">

              <xsl:template match="order" mode="plan">
                <xsl:variable name="charge-tree"><xsl:apply-templates select="." mode="charges"/></xsl:variable>
                <xsl:variable name="charges" select="exsl:node-set($charge-tree)/charge"/>
                <xsl:if test="not($charges[@kind = 'goods'])">
                  <xsl:call-template name="stop">
                    <xsl:with-param name="code">E-NOLINES</xsl:with-param>
                    <xsl:with-param name="text">
                      the order has no line left to import; close it by hand if it was refunded, else download it again
                    </xsl:with-param>
                  </xsl:call-template>
                </xsl:if>
                <xsl:variable name="gap-tree"><xsl:call-template name="gaps">
                  <xsl:with-param name="charges" select="$charges"/>
                </xsl:call-template></xsl:variable>
                <xsl:variable name="gaps" select="exsl:node-set($gap-tree)/gap"/>
                <xsl:variable name="side"><xsl:call-template name="side">
                  <xsl:with-param name="gaps" select="$gaps"/><xsl:with-param name="charges" select="$charges"/>
                </xsl:call-template></xsl:variable>
                <xsl:variable name="chosen" select="$gaps[@side = $side]"/>
                <xsl:variable name="total"><xsl:choose>
                  <xsl:when test="$chosen/@holds = 'without-instruments'">
                    <xsl:variable name="instruments" select="money:add(store_credit_amount, gift_certificate_amount)"/>
                    <xsl:value-of select="money:format(money:add(total_inc_tax, $instruments), 2)"/>
                  </xsl:when>
                  <xsl:otherwise><xsl:value-of select="money:format(total_inc_tax, 2)"/></xsl:otherwise>
                </xsl:choose></xsl:variable>
                <xsl:call-template name="negative-charges">
                  <xsl:with-param name="amounts" select="$charges/inc[$side = 'inclusive'] | $charges/ex[$side = 'exclusive']"/>
                </xsl:call-template>
                <xsl:variable name="settled"><plan side="{$side}" total="{$total}">
                  <xsl:attribute name="instruments"><xsl:choose>
                    <xsl:when test="$chosen/@holds = 'without-instruments'">excluded</xsl:when><xsl:otherwise>included</xsl:otherwise>
                  </xsl:choose></xsl:attribute>
                  <xsl:choose>
                    <xsl:when test="$side = 'inclusive'">
                      <xsl:variable name="grosses" select="money:fit($total, $charges/inc)"/>
                      <xsl:for-each select="$charges">
                        <xsl:variable name="index" select="position()"/>
                        <xsl:call-template name="settle-gross">
                          <xsl:with-param name="gross" select="string($grosses[$index])"/>
                        </xsl:call-template>
                      </xsl:for-each>
                    </xsl:when>
                    <xsl:otherwise>
                      <xsl:call-template name="settle-exclusive">
                        <xsl:with-param name="charges" select="$charges"/><xsl:with-param name="total" select="$total"/>
                      </xsl:call-template>
                    </xsl:otherwise>
                  </xsl:choose>
                </plan></xsl:variable>
                <xsl:call-template name="settled-sum">
                  <xsl:with-param name="plan" select="exsl:node-set($settled)/plan"/>
                </xsl:call-template>
                <xsl:copy-of select="$settled"/>
              </xsl:template>

              <!-- How far each side's sum is from the shop's total, and whether that side holds. -->
              <xsl:template name="gaps">
                <xsl:param name="charges"/>
                <xsl:variable name="goods" select="$charges[@kind = 'goods']"/>
                <xsl:variable name="costs" select="$charges[@kind != 'goods']"/>
                <xsl:variable name="discounts" select="money:add(discount_amount, coupon_discount)"/>
                <xsl:variable name="inc-goods"><xsl:call-template name="first-amount">
                  <xsl:with-param name="given" select="subtotal_inc_tax"/>
                  <xsl:with-param name="computed" select="money:sum($goods/list-inc)"/>
                </xsl:call-template></xsl:variable>
                <xsl:variable name="ex-goods"><xsl:call-template name="first-amount">
                  <xsl:with-param name="given" select="subtotal_ex_tax"/>
                  <xsl:with-param name="computed" select="money:sum($goods/list-ex)"/>
                </xsl:call-template></xsl:variable>
                <xsl:variable name="ex-total"><xsl:call-template name="first-amount">
                  <xsl:with-param name="given" select="total_ex_tax"/>
                  <xsl:with-param name="computed" select="money:subtract(total_inc_tax, total_tax)"/>
                </xsl:call-template></xsl:variable>
                <xsl:call-template name="gap">
                  <xsl:with-param name="side">inclusive</xsl:with-param>
                  <xsl:with-param name="sum" select="money:subtract(money:add($inc-goods, money:sum($costs/inc)), $discounts)"/>
                  <xsl:with-param name="total" select="total_inc_tax"/>
                </xsl:call-template>
                <xsl:call-template name="gap">
                  <xsl:with-param name="side">exclusive</xsl:with-param>
                  <xsl:with-param name="sum" select="money:subtract(money:add($ex-goods, money:sum($costs/ex)), $discounts)"/>
                  <xsl:with-param name="total" select="$ex-total"/>
                </xsl:call-template>
              </xsl:template>

              <!--
                A side holds exactly; or when the free-shipping coupon is taken out of the discounts (the shop lists it although shipping
                is already free); or when the total leaves out what was paid by store credit and gift certificates.
              -->
              <xsl:template name="gap">
                <xsl:param name="side"/>
                <xsl:param name="sum"/>
                <xsl:param name="total"/>
                <xsl:variable name="free-shipping" select="money:sum(coupons/coupon[type = 4]/discount)"/>
                <xsl:variable name="instruments" select="money:add(store_credit_amount, gift_certificate_amount)"/>
                <gap side="{$side}" sum="{$sum}" total="{$total}">
                  <xsl:attribute name="holds"><xsl:choose>
                    <xsl:when test="money:is-near($sum, $total)">exactly</xsl:when>
                    <xsl:when test="money:is-near(money:add($sum, $free-shipping), $total)">exactly</xsl:when>
                    <xsl:when test="money:is-near($sum, money:add($total, $instruments))">without-instruments</xsl:when>
                    <xsl:when test="money:is-near(money:add($sum, $free-shipping), money:add($total, $instruments))">
                      <xsl:text>without-instruments</xsl:text>
                    </xsl:when>
                    <xsl:otherwise>no</xsl:otherwise>
                  </xsl:choose></xsl:attribute>
                </gap>
              </xsl:template>

              <xsl:template name="first-amount">
                <xsl:param name="given"/>
                <xsl:param name="computed"/>
                <xsl:choose>
                  <xsl:when test="text:value($given)"><xsl:value-of select="$given"/></xsl:when>
                  <xsl:otherwise><xsl:value-of select="$computed"/></xsl:otherwise>
                </xsl:choose>
              </xsl:template>

              <!-- The shop's own flag decides where both sides hold; without one, the side whose lines are whole pennies. -->
              <xsl:template name="side">
                <xsl:param name="gaps"/>
                <xsl:param name="charges"/>
                <xsl:variable name="inclusive-holds" select="$gaps[@side = 'inclusive']/@holds != 'no'"/>
                <xsl:variable name="exclusive-holds" select="$gaps[@side = 'exclusive']/@holds != 'no'"/>
                <xsl:variable name="flag" select="is_tax_inclusive_pricing"/>
                <xsl:if test="not($inclusive-holds) and not($exclusive-holds)">
                  <xsl:call-template name="contradiction">
                    <xsl:with-param name="with-tax" select="$gaps[@side = 'inclusive']"/>
                    <xsl:with-param name="without-tax" select="$gaps[@side = 'exclusive']"/>
                    <xsl:with-param name="pennies" select="money:multiply('0.01', count($charges))"/>
                  </xsl:call-template>
                </xsl:if>
                <xsl:choose>
                  <xsl:when test="$inclusive-holds and not($exclusive-holds)">inclusive</xsl:when>
                  <xsl:when test="$exclusive-holds and not($inclusive-holds)">exclusive</xsl:when>
                  <xsl:when test="$flag = 'true' or $flag = '1'">inclusive</xsl:when>
                  <xsl:when test="$flag = 'false' or $flag = '0'">exclusive</xsl:when>
                  <xsl:when test="$charges/inc[money:compare(., money:format(., 2)) != 0]">exclusive</xsl:when>
                  <xsl:otherwise>inclusive</xsl:otherwise>
                </xsl:choose>
              </xsl:template>

              <xsl:template name="settle-gross">
                <xsl:param name="gross"/>
                <charge gross="{$gross}" net="{money:net($gross, @rate)}" tax="{money:tax($gross, @rate)}">
                  <xsl:copy-of select="@kind | @key | @rate | @code | @name"/>
                </charge>
              </xsl:template>

              <!-- Nets first; what the total leaves beyond them is tax, shared by what each charge's rate asks for. -->
              <xsl:template name="settle-exclusive">
                <xsl:param name="charges"/>
                <xsl:param name="total"/>
                <xsl:variable name="nets" select="money:fit(money:format(money:sum($charges/ex), 2), $charges/ex)"/>
                <xsl:variable name="exact-tree">
                  <xsl:for-each select="$charges">
                    <xsl:variable name="index" select="position()"/>
                    <tax><xsl:value-of select="money:divide(money:multiply(string($nets[$index]), string(@rate)), 100)"/></tax>
                  </xsl:for-each>
                </xsl:variable>
                <xsl:variable name="taxes" select="money:fit(money:subtract($total, money:sum($nets)), exsl:node-set($exact-tree)/tax)"/>
                <xsl:for-each select="$charges">
                  <xsl:variable name="index" select="position()"/>
                  <xsl:variable name="net" select="$nets[$index]"/>
                  <xsl:variable name="tax" select="string($taxes[$index])"/>
                  <charge gross="{money:format(money:add($net, $tax), 2)}" net="{money:format($net, 2)}" tax="{$tax}">
                    <xsl:copy-of select="@kind | @key | @rate | @code | @name"/>
                  </charge>
                </xsl:for-each>
              </xsl:template>

            </xsl:stylesheet>
            """#.utf8),
        "lib/refunds.xsl": Array(
            #"""
            <?xml version="1.0" encoding="UTF-8"?>
            <!--
              Refunds given before the order reached the ledger. The shop's totals do not shrink, so the refunds themselves must say what was
              given back for what; only then is the order reduced. A plan that is reduced has the attribute `refunded`.
            -->
            <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:exsl="http://exslt.org/common"
                            xmlns:money="urn:crosswalk:money" xmlns:text="urn:crosswalk:text" exclude-result-prefixes="exsl money text">

              <!-- Why an order is left out because of its refunds; empty when something of it is left of `total`. -->
              <xsl:template name="all-refunded">
                <xsl:param name="total"/>
                <xsl:variable name="refunded" select="money:sum(refunds/refund/total_amount)"/>
                <xsl:choose>
                  <xsl:when test="normalize-space(status_id) = '4'">everything was refunded (status 4)</xsl:when>
                  <xsl:when test="money:compare($refunded, 0) = 1 and money:compare($refunded, $total) != -1">
                    <xsl:value-of select="concat('everything was refunded, ', money:format($refunded, 2))"/>
                  </xsl:when>
                </xsl:choose>
              </xsl:template>

              <!-- The plan of what is left of the order. -->
              <xsl:template match="order" mode="without-refunds">
                <xsl:param name="plan"/>
                <xsl:variable name="returned" select="products/product[quantity_refunded != '' and money:compare(quantity_refunded, 0) = 1]"/>
                <xsl:variable name="worth-money"><xsl:apply-templates select="$returned" mode="worth-money">
                  <xsl:with-param name="plan" select="$plan"/>
                </xsl:apply-templates></xsl:variable>
                <xsl:choose>
                  <xsl:when test="not(refunds/refund) and ($worth-money != '' or normalize-space(status_id) = '14'
                                                           or text:lists('partially refunded', payment_status))">
                    <xsl:call-template name="unexplained-refund">
                      <xsl:with-param name="why">the download has no refunds that say what was given back</xsl:with-param>
                    </xsl:call-template>
                  </xsl:when>
                  <xsl:when test="refunds/refund or $returned">
                    <xsl:call-template name="reduced-plan"><xsl:with-param name="plan" select="$plan"/></xsl:call-template>
                  </xsl:when>
                  <xsl:otherwise><xsl:copy-of select="$plan"/></xsl:otherwise>
                </xsl:choose>
              </xsl:template>

              <!-- A line whose pieces that came back are worth half a penny or more; for less, such as a free sample, the shop makes no refund. -->
              <xsl:template match="product" mode="worth-money">
                <xsl:param name="plan"/>
                <xsl:variable name="gross" select="$plan/charge[@key = generate-id(current())]/@gross"/>
                <xsl:if test="not($gross) or money:compare(money:multiply($gross, quantity_refunded), money:multiply('0.005', quantity)) != -1">
                  <xsl:value-of select="concat(id, ' ')"/>
                </xsl:if>
              </xsl:template>

              <xsl:template name="reduced-plan">
                <xsl:param name="plan"/>
                <xsl:variable name="given-back-tree">
                  <xsl:apply-templates select="refunds/refund/items/item" mode="given-back">
                    <xsl:with-param name="plan" select="$plan"/>
                  </xsl:apply-templates>
                </xsl:variable>
                <xsl:variable name="given-back" select="exsl:node-set($given-back-tree)/given-back"/>
                <xsl:variable name="refunded" select="money:format(money:sum(refunds/refund/total_amount), 2)"/>
                <xsl:variable name="amounts" select="money:fit($refunded, $given-back/@amount)"/>
                <xsl:if test="refunds/refund and not($given-back) or money:compare(money:sum($amounts), $refunded) != 0">
                  <xsl:call-template name="unexplained-refund">
                    <xsl:with-param name="why" select="concat('its items come to ', money:format(money:sum($given-back/@amount), 2),
                                                              ', the refunds to ', $refunded)"/>
                  </xsl:call-template>
                </xsl:if>
                <xsl:variable name="left-tree"><xsl:call-template name="left-charges">
                  <xsl:with-param name="charges" select="$plan/charge"/>
                  <xsl:with-param name="given-back" select="$given-back"/>
                  <xsl:with-param name="amounts" select="$amounts"/>
                </xsl:call-template></xsl:variable>
                <xsl:variable name="left" select="exsl:node-set($left-tree)/charge"/>
                <xsl:variable name="total" select="money:format(money:subtract($plan/@total, $refunded), 2)"/>
                <!-- Pennies that the plan had moved onto a line that came back whole are due on what is left. -->
                <xsl:variable name="grosses" select="money:fit($total, $left/@gross)"/>
                <xsl:if test="money:compare(money:sum($grosses), $total) != 0">
                  <xsl:call-template name="unexplained-refund">
                    <xsl:with-param name="why" select="concat('its lines and costs leave ', money:format(money:sum($left/@gross), 2),
                                                              ' where ', $total, ' are due')"/>
                  </xsl:call-template>
                </xsl:if>
                <plan total="{$total}" refunded="{$refunded}">
                  <xsl:copy-of select="$plan/@side | $plan/@instruments"/>
                  <xsl:for-each select="$left">
                    <xsl:variable name="index" select="position()"/>
                    <xsl:call-template name="reduced-charge">
                      <xsl:with-param name="gross" select="string($grosses[$index])"/>
                      <xsl:with-param name="has-goods" select="boolean($left[@kind = 'goods'])"/>
                    </xsl:call-template>
                  </xsl:for-each>
                </plan>
              </xsl:template>

              <!-- The charges that are left, `gross` less what was given back of each and `was` before; those that came back whole are gone. -->
              <xsl:template name="left-charges">
                <xsl:param name="charges"/>
                <xsl:param name="given-back"/>
                <xsl:param name="amounts"/>
                <xsl:variable name="order" select="."/>
                <xsl:for-each select="$charges">
                  <xsl:variable name="position" select="position()"/>
                  <xsl:variable name="own-tree"><xsl:for-each select="$given-back">
                    <xsl:variable name="index" select="position()"/>
                    <xsl:if test="@charge = $position"><amount><xsl:value-of select="$amounts[$index]"/></amount></xsl:if>
                  </xsl:for-each></xsl:variable>
                  <xsl:call-template name="left-charge">
                    <xsl:with-param name="order" select="$order"/>
                    <xsl:with-param name="line" select="$order/products/product[generate-id() = current()/@key]"/>
                    <xsl:with-param name="own" select="exsl:node-set($own-tree)/amount"/>
                  </xsl:call-template>
                </xsl:for-each>
              </xsl:template>

              <!-- The plan and the refund round on their own: of a charge that came back whole a penny or two may be over or missing. -->
              <xsl:template name="left-charge">
                <xsl:param name="order"/>
                <xsl:param name="line"/>
                <xsl:param name="own"/>
                <xsl:variable name="gross" select="money:format(money:subtract(@gross, money:sum($own)), 2)"/>
                <xsl:variable name="limit" select="money:multiply('0.01', count($own) + number(boolean($own)))"/>
                <xsl:variable name="is-near-zero" select="money:compare($gross, $limit) != 1
                                                          and money:compare(money:subtract(0, $gross), $limit) != 1"/>
                <xsl:variable name="is-over" select="money:compare($gross, 0) = -1"/>
                <xsl:variable name="has-pieces" select="$line and money:compare($line/quantity, $line/quantity_refunded) = 1"/>
                <xsl:choose>
                  <xsl:when test="$is-near-zero and $line and not($has-pieces)"/>
                  <xsl:when test="$is-near-zero and $own and not($line) and money:compare($gross, 0) != 1"/>
                  <xsl:when test="$is-over and not($is-near-zero) or $line and not($has-pieces)">
                    <xsl:for-each select="$order">
                      <xsl:call-template name="unexplained-refund">
                        <xsl:with-param name="why" select="concat($gross, ' would be left of a line that is given back whole')"/>
                      </xsl:call-template>
                    </xsl:for-each>
                  </xsl:when>
                  <xsl:otherwise>
                    <charge was="{@gross}">
                      <xsl:copy-of select="@*"/>
                      <xsl:attribute name="gross"><xsl:choose>
                        <xsl:when test="$is-over">0.00</xsl:when><xsl:otherwise><xsl:value-of select="$gross"/></xsl:otherwise>
                      </xsl:choose></xsl:attribute>
                    </charge>
                  </xsl:otherwise>
                </xsl:choose>
              </xsl:template>

              <!-- A charge at what is left of it. Where no goods are left the carriage becomes a line: an order without lines is none. -->
              <xsl:template name="reduced-charge">
                <xsl:param name="gross"/>
                <xsl:param name="has-goods"/>
                <charge>
                  <xsl:copy-of select="@*[name() != 'was']"/>
                  <xsl:if test="money:compare($gross, @was) != 0">
                    <xsl:attribute name="gross"><xsl:value-of select="$gross"/></xsl:attribute>
                    <xsl:attribute name="net"><xsl:value-of select="money:net($gross, @rate)"/></xsl:attribute>
                    <xsl:attribute name="tax"><xsl:value-of select="money:tax($gross, @rate)"/></xsl:attribute>
                  </xsl:if>
                  <xsl:if test="@kind = 'carriage' and not($has-goods)"><xsl:attribute name="kind">postage</xsl:attribute></xsl:if>
                </charge>
              </xsl:template>

              <!--
                One item of a refund: which charge of the plan it is taken from, and how much; the pieces' part of the line where the shop
                gives no amount. Refunds of the order as a whole or of tax alone are of no charge in particular.
              -->
              <xsl:template match="item" mode="given-back">
                <xsl:param name="plan"/>
                <xsl:variable name="order" select="ancestor::order"/>
                <xsl:variable name="line" select="$order/products/product[id = current()/item_id]"/>
                <xsl:variable name="fee" select="$order/fees/fee[id = current()/item_id]"/>
                <xsl:variable name="charge" select="$plan/charge[
                    current()/item_type = 'PRODUCT' and $line and @key = generate-id($line)
                    or current()/item_type = 'FEE' and $fee and @key = generate-id($fee)
                    or current()/item_type = 'GIFT_WRAPPING' and @kind = 'wrapping'
                    or current()/item_type = 'SHIPPING' and @kind = 'carriage'
                    or current()/item_type = 'HANDLING' and @kind = 'handling'
                    or current()/item_type = 'HANDLING' and @kind = 'carriage' and not(../charge[@kind = 'handling'])][1]"/>
                <xsl:if test="not($charge)">
                  <xsl:call-template name="unexplained-refund">
                    <xsl:with-param name="why" select="concat('its item ', item_type, ' ', item_id, ' belongs to no line or cost')"/>
                  </xsl:call-template>
                </xsl:if>
                <given-back charge="{count($charge/preceding-sibling::charge) + 1}">
                  <xsl:attribute name="amount"><xsl:choose>
                    <xsl:when test="text:value(requested_amount)"><xsl:value-of select="money:add(requested_amount, 0)"/></xsl:when>
                    <xsl:when test="$line and item_type = 'PRODUCT'">
                      <xsl:value-of select="money:divide(money:multiply($charge/@gross, quantity), $line/quantity)"/>
                    </xsl:when>
                    <xsl:otherwise><xsl:value-of select="$charge/@gross"/></xsl:otherwise>
                  </xsl:choose></xsl:attribute>
                </given-back>
              </xsl:template>

              <xsl:template name="unexplained-refund">
                <xsl:param name="why"/>
                <xsl:call-template name="stop">
                  <xsl:with-param name="code">E-REFUND</xsl:with-param>
                  <xsl:with-param name="text">
                    part of the order was refunded, which explains why its lines and its total differ, but
                    <xsl:value-of select="$why"/>; enter it by hand with its credit and settle it
                  </xsl:with-param>
                </xsl:call-template>
              </xsl:template>

            </xsl:stylesheet>
            """#.utf8),
        "lib/refusals.xsl": Array(
            #"""
            <?xml version="1.0" encoding="UTF-8"?>
            <!--
              What makes an order impossible to post, found before any of it is computed. Reads the parameter SeveralAddresses.
            -->
            <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:money="urn:crosswalk:money"
                            xmlns:text="urn:crosswalk:text" exclude-result-prefixes="money text">

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
                  <xsl:when test="money:compare(total_inc_tax, 0) = -1">
                    <xsl:call-template name="stop">
                      <xsl:with-param name="code">E-TOTAL</xsl:with-param>
                      <xsl:with-param name="text">
                        the total <xsl:value-of select="total_inc_tax"/> is below zero: discounts larger than the order cannot be booked;
                        enter it by hand
                      </xsl:with-param>
                    </xsl:call-template>
                  </xsl:when>
                  <xsl:when test="string-length($currency) != 3 or not(contains($currencies, concat(' ', $currency, ' ')))">
                    <xsl:call-template name="stop">
                      <xsl:with-param name="code">E-CURRENCY</xsl:with-param>
                      <xsl:with-param name="text">
                        '<xsl:value-of select="$currency"/>' is not the code of a currency; correct it in the shop
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
                        enter one order per address by hand, or set SeveralAddresses to one-order-each or message-lines
                      </xsl:with-param>
                    </xsl:call-template>
                  </xsl:when>
                </xsl:choose>
              </xsl:template>

            </xsl:stylesheet>
            """#.utf8),
        "lib/sums.xsl": Array(
            #"""
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- What stops a plan whose sums are not the shop's: no order leaves the mapping with a total that nobody paid. -->
            <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:money="urn:crosswalk:money"
                            exclude-result-prefixes="money">

              <!-- One side may hold while the tax is not what the rates make: then the charges do not reach the total. -->
              <xsl:template name="settled-sum">
                <xsl:param name="plan"/>
                <xsl:variable name="sum" select="money:sum($plan/charge/@gross)"/>
                <xsl:if test="money:compare($sum, string($plan/@total)) != 0">
                  <xsl:call-template name="stop">
                    <xsl:with-param name="code">E-TOTAL-MISMATCH</xsl:with-param>
                    <xsl:with-param name="text">
                      the charges come to <xsl:value-of select="money:format(money:sum($plan/charge/@net), 2)"/> and
                      <xsl:value-of select="money:format(money:sum($plan/charge/@tax), 2)"/> tax, together
                      <xsl:value-of select="money:format($sum, 2)"/>; the shop says <xsl:value-of select="$plan/@total"/>.
                      Download the order again, or enter it by hand
                    </xsl:with-param>
                  </xsl:call-template>
                </xsl:if>
              </xsl:template>

              <!-- The shop's total is not what its own figures make. -->
              <xsl:template name="contradiction">
                <xsl:param name="with-tax"/>
                <xsl:param name="without-tax"/>
                <xsl:param name="pennies"/>
                <xsl:variable name="gap" select="money:subtract($with-tax/@sum, $with-tax/@total)"/>
                <xsl:variable name="sums">
                  goods and costs less discounts come to
                  <xsl:value-of select="money:format($with-tax/@sum, 2)"/> with tax (the shop says
                  <xsl:value-of select="money:format($with-tax/@total, 2)"/>) and
                  <xsl:value-of select="money:format($without-tax/@sum, 2)"/> without tax (the shop says
                  <xsl:value-of select="money:format($without-tax/@total, 2)"/>)
                </xsl:variable>
                <xsl:if test="money:compare($gap, $pennies) = 1 or money:compare(money:subtract(0, $gap), $pennies) = 1">
                  <xsl:call-template name="stop">
                    <xsl:with-param name="code">E-TOTAL-MISMATCH</xsl:with-param>
                    <xsl:with-param name="text">
                      <xsl:value-of select="normalize-space($sums)"/>; download the order again, or enter it by hand
                    </xsl:with-param>
                  </xsl:call-template>
                </xsl:if>
                <xsl:call-template name="notice">
                  <xsl:with-param name="code">W-TOTAL</xsl:with-param>
                  <xsl:with-param name="text"><xsl:value-of select="normalize-space($sums)"/>; the lines take the pennies</xsl:with-param>
                </xsl:call-template>
              </xsl:template>

              <!-- A discount larger than what it is taken from leaves a line that no ledger takes. -->
              <xsl:template name="negative-charges">
                <xsl:param name="amounts"/>
                <xsl:variable name="negative" select="$amounts[money:compare(., 0) = -1][1]/parent::charge"/>
                <xsl:if test="$negative">
                  <xsl:call-template name="stop">
                    <xsl:with-param name="code">E-DISCOUNT</xsl:with-param>
                    <xsl:with-param name="text">
                      <xsl:value-of select="$negative/@kind"/> of <xsl:value-of select="money:format($negative/list-inc, 2)"/> come to
                      <xsl:value-of select="money:format($negative/inc, 2)"/> after discounts; a discount larger than what it is taken
                      from cannot be booked, enter the order by hand
                    </xsl:with-param>
                  </xsl:call-template>
                </xsl:if>
              </xsl:template>

            </xsl:stylesheet>
            """#.utf8),
        "lib/tax.xsl": Array(
            #"""
            <?xml version="1.0" encoding="UTF-8"?>
            <!--
              Where the goods go, which rate the shop charged, and which tax code of the ledger says both.

              The place of a supply is an element:  <place country="FR" zone="eu" area="eu"/>
                zone   uk, northern-ireland, isle-of-man, channel-islands, eu, eu-business, rest: the words of the table `vat-codes`
                area   home, eu, export: which of the parameters TaxCodes, EUTaxCodes, ExportTaxCodes applies where there is no table
              Reads also EUBusinessTaxCodes, StandardRate, VoucherTaxCode, HomeCountries, EUCountries, VatNumberField.
            -->
            <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:money="urn:crosswalk:money"
                            xmlns:text="urn:crosswalk:text" xmlns:lookup="urn:crosswalk:lookup" exclude-result-prefixes="money text lookup">

              <xsl:variable name="has-vat-codes" select="lookup:exists('vat-codes')"/>

              <!-- All rates that have codes: the ones that the shop's figures are snapped to. -->
              <xsl:variable name="rates-text">
                <xsl:choose>
                  <xsl:when test="$has-vat-codes"><xsl:value-of select="lookup:values('vat-codes', 'rate')"/></xsl:when>
                  <xsl:otherwise>
                    <xsl:value-of select="concat($TaxCodes, ' ', $EUTaxCodes, ' ', $EUBusinessTaxCodes, ' ', $ExportTaxCodes)"/>
                  </xsl:otherwise>
                </xsl:choose>
              </xsl:variable>
              <xsl:variable name="rates" select="string($rates-text)"/>

              <!--
                Of an order, or of a line that has an address of its own. Digital goods go where the bill goes; what is picked up stays in
                the shop's country.
              -->
              <xsl:template name="tax-place">
                <xsl:variable name="order" select="ancestor-or-self::order"/>
                <xsl:variable name="deliveries" select="$order/shipping_addresses/address"/>
                <xsl:variable name="own" select="$deliveries[id = current()/order_address_id][1]"/>
                <xsl:choose>
                  <xsl:when test="$own"><xsl:apply-templates select="$own" mode="place"/></xsl:when>
                  <xsl:when test="$deliveries"><xsl:apply-templates select="$deliveries[1]" mode="place"/></xsl:when>
                  <xsl:when test="$order/pickups/pickup"><xsl:apply-templates select="$order/pickups/pickup[1]" mode="place"/></xsl:when>
                  <xsl:otherwise><xsl:apply-templates select="$order/billing_address" mode="place"/></xsl:otherwise>
                </xsl:choose>
              </xsl:template>

              <xsl:template match="address | billing_address" mode="place">
                <xsl:variable name="country" select="translate(text:value(string(country_iso2)), $small-letters, $capital-letters)"/>
                <xsl:if test="string-length($country) != 2 or not(contains($countries, concat(' ', $country, ' ')))">
                  <xsl:call-template name="stop">
                    <xsl:with-param name="code">E-COUNTRY</xsl:with-param>
                    <xsl:with-param name="text">
                      '<xsl:value-of select="$country"/>' is not a two-letter country code, so the VAT area is unknown;
                      correct the address in the shop
                    </xsl:with-param>
                  </xsl:call-template>
                </xsl:if>
                <xsl:call-template name="place"><xsl:with-param name="country" select="$country"/></xsl:call-template>
              </xsl:template>

              <xsl:template match="pickup" mode="place">
                <xsl:variable name="country" select="text:value((.//country_alpha2 | .//location_country_alpha2 | .//country_iso2)[1])"/>
                <xsl:call-template name="place">
                  <xsl:with-param name="country"><xsl:choose>
                    <xsl:when test="$country"><xsl:value-of select="$country"/></xsl:when>
                    <xsl:otherwise>
                      <xsl:value-of select="substring-before(concat(normalize-space($HomeCountries), ' '), ' ')"/>
                    </xsl:otherwise>
                  </xsl:choose></xsl:with-param>
                </xsl:call-template>
              </xsl:template>

              <xsl:template name="place">
                <xsl:param name="country"/>
                <xsl:variable name="word" select="concat(' ', $country, ' ')"/>
                <xsl:variable name="is-in-eu" select="contains(concat(' ', $EUCountries, ' '), $word)"/>
                <place country="{$country}">
                  <xsl:attribute name="zone"><xsl:choose>
                    <xsl:when test="$country = 'XI' or $country = 'GB' and starts-with(translate(string(zip), 'bt', 'BT'), 'BT')">
                      <xsl:text>northern-ireland</xsl:text>
                    </xsl:when>
                    <xsl:when test="$country = 'GB'">uk</xsl:when>
                    <xsl:when test="$country = 'IM'">isle-of-man</xsl:when>
                    <xsl:when test="$country = 'JE' or $country = 'GG'">channel-islands</xsl:when>
                    <xsl:when test="$is-in-eu">
                      <xsl:variable name="number"><xsl:call-template name="vat-number"/></xsl:variable>
                      <xsl:choose>
                        <xsl:when test="string($number)">eu-business</xsl:when>
                        <xsl:otherwise>eu</xsl:otherwise>
                      </xsl:choose>
                    </xsl:when>
                    <xsl:otherwise>rest</xsl:otherwise>
                  </xsl:choose></xsl:attribute>
                  <xsl:attribute name="area"><xsl:choose>
                    <xsl:when test="contains(concat(' ', $HomeCountries, ' '), $word)">home</xsl:when>
                    <xsl:when test="$is-in-eu">eu</xsl:when>
                    <xsl:otherwise>export</xsl:otherwise>
                  </xsl:choose></xsl:attribute>
                </place>
              </xsl:template>

              <!-- The shopper's VAT number; empty without one, and for a text that does not have the form of one. -->
              <xsl:template name="vat-number">
                <xsl:if test="$VatNumberField">
                  <xsl:variable name="fields" select="ancestor-or-self::order/billing_address/form_fields/field"/>
                  <xsl:value-of select="text:vat-number($fields[name = $VatNumberField]/value)"/>
                </xsl:if>
              </xsl:template>

              <!--
                The rate that the shop's own two prices tell, snapped to the rates that have codes. A price of nothing tells none; one so
                small that its tax rounds to nothing is taxed like the home country's standard goods. A line of many pieces carries their
                rounding many times, so where its own amounts tell no such rate the prices of one piece are asked.
              -->
              <xsl:template name="tax-rate">
                <xsl:param name="inc"/>
                <xsl:param name="ex"/>
                <xsl:param name="place"/>
                <xsl:param name="unit-inc"/>
                <xsl:param name="unit-ex"/>
                <xsl:variable name="told" select="money:rate-of(string($inc), string($ex), $rates)"/>
                <xsl:variable name="of-piece">
                  <xsl:if test="$told != '' and string($unit-ex) and not(money:knows-rate($rates, $told))">
                    <xsl:value-of select="money:rate-of($unit-inc, $unit-ex, $rates)"/>
                  </xsl:if>
                </xsl:variable>
                <xsl:choose>
                  <xsl:when test="string($of-piece) and money:knows-rate($rates, string($of-piece))">
                    <xsl:value-of select="$of-piece"/>
                  </xsl:when>
                  <xsl:when test="$told != ''"><xsl:value-of select="$told"/></xsl:when>
                  <xsl:when test="money:compare(string($ex), 0) = 0"/>
                  <xsl:when test="$place/@area = 'home'"><xsl:value-of select="$StandardRate"/></xsl:when>
                  <xsl:otherwise>0</xsl:otherwise>
                </xsl:choose>
              </xsl:template>

              <!--
                Seam: the ledger's code for a rate at a place. `kind` is goods, digital, voucher, service or carriage.
                The customer's table `vat-codes` decides where there is one, else the parameters.
              -->
              <xsl:template match="order | product | fee" mode="tax-code">
                <xsl:param name="rate"/>
                <xsl:param name="place"/>
                <xsl:param name="kind"/>
                <xsl:variable name="code"><xsl:choose>
                  <xsl:when test="$has-vat-codes">
                    <xsl:value-of select="lookup:find('vat-codes', 'tax_code', 'zone', string($place/@zone),
                                                      'country', string($place/@country), 'rate', $rate, 'kind', string($kind),
                                                      'sku', string(self::product/sku))"/>
                  </xsl:when>
                  <xsl:when test="$kind = 'voucher' and money:compare($rate, 0) = 0"><xsl:value-of select="$VoucherTaxCode"/></xsl:when>
                  <xsl:otherwise>
                    <xsl:call-template name="table-value">
                      <xsl:with-param name="table"><xsl:call-template name="codes-of-area">
                        <xsl:with-param name="place" select="$place"/>
                      </xsl:call-template></xsl:with-param>
                      <xsl:with-param name="key" select="$rate"/>
                    </xsl:call-template>
                  </xsl:otherwise>
                </xsl:choose></xsl:variable>
                <xsl:if test="not(string($code))">
                  <xsl:call-template name="no-tax-code">
                    <xsl:with-param name="rate" select="$rate"/>
                    <xsl:with-param name="place" select="$place"/>
                    <xsl:with-param name="kind" select="$kind"/>
                  </xsl:call-template>
                </xsl:if>
                <xsl:value-of select="$code"/>
              </xsl:template>

              <xsl:template name="codes-of-area">
                <xsl:param name="place"/>
                <xsl:choose>
                  <xsl:when test="$place/@area = 'home'"><xsl:value-of select="$TaxCodes"/></xsl:when>
                  <xsl:when test="$place/@area = 'eu' and $place/@zone = 'eu-business' and $EUBusinessTaxCodes">
                    <xsl:value-of select="$EUBusinessTaxCodes"/>
                  </xsl:when>
                  <xsl:when test="$place/@area = 'eu'"><xsl:value-of select="$EUTaxCodes"/></xsl:when>
                  <xsl:otherwise><xsl:value-of select="$ExportTaxCodes"/></xsl:otherwise>
                </xsl:choose>
              </xsl:template>

              <!-- The question as it must be answered, the same for all orders that wait for it. -->
              <xsl:template name="no-tax-code">
                <xsl:param name="rate"/>
                <xsl:param name="place"/>
                <xsl:param name="kind"/>
                <xsl:call-template name="stop">
                  <xsl:with-param name="code">E-TAXCODE</xsl:with-param>
                  <xsl:with-param name="text">
                    no tax code for <xsl:value-of select="concat($kind, ' at ', $rate, ' % in zone ', $place/@zone)"/>
                    <xsl:value-of select="concat(' (', $place/@country, '); ')"/>
                    <xsl:choose>
                      <xsl:when test="$has-vat-codes">
                        add a row for them to lookups/vat-codes.csv, or correct the tax in the shop
                      </xsl:when>
                      <xsl:when test="$place/@area = 'home'">
                        add the rate to the parameter TaxCodes (<xsl:value-of select="$TaxCodes"/>), or correct the tax in the shop
                      </xsl:when>
                      <xsl:when test="$place/@area = 'eu'">
                        add the rate to the parameter EUTaxCodes (<xsl:value-of select="$EUTaxCodes"/>), or correct the tax in the shop
                      </xsl:when>
                      <xsl:otherwise>
                        add the rate to the parameter ExportTaxCodes (<xsl:value-of select="$ExportTaxCodes"/>),
                        or correct the tax in the shop
                      </xsl:otherwise>
                    </xsl:choose>
                  </xsl:with-param>
                </xsl:call-template>
              </xsl:template>

            </xsl:stylesheet>
            """#.utf8),
        "lib/texts.xsl": Array(
            #"""
            <?xml version="1.0" encoding="UTF-8"?>
            <!--
              The texts of a sales order: notes, who took it, the free fields, the VAT number. Reads the parameters StaffNotes, ContactField,
              TakenBy, StoreName, ShippingMethodField, VatNumberField.
            -->
            <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:text="urn:crosswalk:text"
                            xmlns:exsl="http://exslt.org/common" exclude-result-prefixes="text exsl">

              <!-- Three lines; the last is the contact's when ContactField says so. What does not fit follows as message lines. -->
              <xsl:template match="order" mode="notes">
                <xsl:param name="address" select="shipping_addresses/address[1]"/>
                <xsl:variable name="note"><xsl:call-template name="note-text"/></xsl:variable>
                <xsl:variable name="contact">
                  <xsl:if test="$ContactField = 'Notes3'">
                    <xsl:call-template name="contact-line"><xsl:with-param name="address" select="$address"/></xsl:call-template>
                  </xsl:if>
                </xsl:variable>
                <xsl:call-template name="wrapped-field">
                  <xsl:with-param name="name">Notes1</xsl:with-param>
                  <xsl:with-param name="text" select="string($note)"/>
                </xsl:call-template>
                <xsl:call-template name="wrapped-field">
                  <xsl:with-param name="name">Notes2</xsl:with-param>
                  <xsl:with-param name="text" select="string($note)"/>
                  <xsl:with-param name="line" select="2"/>
                </xsl:call-template>
                <xsl:call-template name="wrapped-field">
                  <xsl:with-param name="name">Notes3</xsl:with-param>
                  <xsl:with-param name="text">
                    <xsl:choose>
                      <xsl:when test="$ContactField = 'Notes3'"><xsl:value-of select="$contact"/></xsl:when>
                      <xsl:when test="string-length($note) &gt; 60"><xsl:value-of select="text:wrap(string($note), 60, 3)"/></xsl:when>
                    </xsl:choose>
                  </xsl:with-param>
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
                <xsl:choose>
                  <xsl:when test="$TakenBy != ''"><xsl:value-of select="text:wrap($TakenBy, 60, 1)"/></xsl:when>
                  <xsl:otherwise><xsl:value-of select="text:wrap(concat($StoreName, ' ', text:value(order_source)), 60, 1)"/></xsl:otherwise>
                </xsl:choose>
              </xsl:template>

              <!--
                In the order of the schema, whatever fields the parameters choose. xsl:apply-imports hands on no parameters in XSLT 1.0, so a
                customer's template that calls it gets the first address.
              -->
              <xsl:template match="order" mode="custom-fields">
                <xsl:param name="address" select="shipping_addresses/address[1]"/>
                <xsl:variable name="method"><xsl:call-template name="shipping-method">
                  <xsl:with-param name="address" select="$address"/>
                </xsl:call-template></xsl:variable>
                <xsl:variable name="contact">
                  <xsl:if test="starts-with($ContactField, 'Custom')">
                    <xsl:call-template name="contact-line"><xsl:with-param name="address" select="$address"/></xsl:call-template>
                  </xsl:if>
                </xsl:variable>
                <xsl:for-each select="exsl:node-set($custom-fields)/field[. = $ContactField or . = $ShippingMethodField]">
                  <xsl:call-template name="wrapped-field">
                    <xsl:with-param name="name" select="string(.)"/>
                    <xsl:with-param name="width" select="30"/>
                    <xsl:with-param name="text"><xsl:choose>
                      <xsl:when test=". = $ContactField"><xsl:value-of select="$contact"/></xsl:when>
                      <xsl:when test=". = $ShippingMethodField"><xsl:value-of select="$method"/></xsl:when>
                    </xsl:choose></xsl:with-param>
                  </xsl:call-template>
                </xsl:for-each>
              </xsl:template>

              <xsl:variable name="custom-fields"><field>Custom1</field><field>Custom2</field><field>Custom3</field></xsl:variable>

              <xsl:template name="shipping-method">
                <xsl:param name="address" select="shipping_addresses/address[1]"/>
                <xsl:variable name="method" select="text:value($address/shipping_method)"/>
                <xsl:if test="$method != 'None'"><xsl:value-of select="$method"/></xsl:if>
              </xsl:template>

              <!-- What does not have the form of a VAT number is no reason to leave tax out, nor worth keeping. -->
              <xsl:template match="order" mode="tax-number">
                <xsl:variable name="told" select="text:value(billing_address/form_fields/field[name = $VatNumberField]/value)"/>
                <xsl:if test="$VatNumberField and $told">
                  <xsl:variable name="number"><xsl:call-template name="vat-number"/></xsl:variable>
                  <xsl:choose>
                    <xsl:when test="string($number)"><TaxNumber><xsl:value-of select="$number"/></TaxNumber></xsl:when>
                    <xsl:otherwise>
                      <xsl:call-template name="notice">
                        <xsl:with-param name="code">W-VATNUMBER</xsl:with-param>
                        <xsl:with-param name="text">
                          what the shopper entered does not have the form of a VAT number and is left out
                        </xsl:with-param>
                      </xsl:call-template>
                    </xsl:otherwise>
                  </xsl:choose>
                </xsl:if>
              </xsl:template>

            </xsl:stylesheet>
            """#.utf8),
        "zynk-products-to-bigcommerce-inventory.xsl": Array(
            #"""
            <?xml version="1.0" encoding="UTF-8"?>
            <!--
              Zynk Products to BigCommerce Inventory, version 1.

              Input   Company/Products/Product as `sage50.export-stock` writes it, with {urn:crosswalk}OpenShopOrders: pieces ordered in the
                      shop that are not in the ledger yet, and {urn:crosswalk}QtyMakeUp: how many could be built from components in stock.
              Output  inventories/inventory{sku, inventory_level, inventory_warning_level} for `bigcommerce.update-inventory`:
                      whole numbers, never below zero: free stock without open shop orders, then safety stock, then the cap.
              Parameters  declared in c:mapping below.
              Seams   filter (Product)          a text is the reason why the product is left out; empty sends it
                      sku (Product)             the SKU in the shop
                      free-stock (Product)      decimal text: what could be sold, before safety stock and cap
                      warning-level (Product)   a whole number, or nothing
                      extra-inventory-elements (Product)   empty hook, for instance for parent_sku
            -->
            <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:c="urn:crosswalk:mapping"
                            xmlns:x="urn:crosswalk" xmlns:money="urn:crosswalk:money" xmlns:text="urn:crosswalk:text"
                            exclude-result-prefixes="c x money text">

              <xsl:import href="lib/messages.xsl"/>

              <xsl:output method="xml" encoding="UTF-8" indent="yes"/>
              <xsl:strip-space elements="*"/>

              <c:mapping from="Zynk Products" to="BigCommerce Inventory" record="Company/Products/Product"
                         output="inventories/inventory" record-local="true">
                <c:parameter name="SafetyStock" type="number" default="0" description="Pieces kept back from the shop"/>
                <c:parameter name="Cap" type="string" default="" description="Highest level the shop is told; empty for none"/>
                <c:parameter name="MakeUp" type="boolean" default="false"
                             description="Counts what could be built from components in stock as free"/>
                <c:parameter name="Inactive" type="choice" choices="skip zero" default="skip"
                             description="What becomes of inactive products"/>
                <c:parameter name="Unpublished" type="choice" choices="send skip zero" default="send"
                             description="What becomes of products not flagged for the web"/>
              </c:mapping>

              <xsl:param name="SafetyStock" select="'0'"/>
              <xsl:param name="Cap" select="''"/>
              <xsl:param name="MakeUp" select="'false'"/>
              <xsl:param name="Inactive" select="'skip'"/>
              <xsl:param name="Unpublished" select="'send'"/>

              <xsl:template match="/Company">
                <inventories><xsl:apply-templates select="Products/Product"/></inventories>
              </xsl:template>

              <xsl:template match="/*" priority="-1">
                <xsl:call-template name="stop">
                  <xsl:with-param name="code">E-INPUT</xsl:with-param>
                  <xsl:with-param name="text" select="concat('the root element is ', name(), ', expected Company')"/>
                </xsl:call-template>
              </xsl:template>

              <xsl:template match="Product">
                <xsl:variable name="reason"><xsl:apply-templates select="." mode="filter"/></xsl:variable>
                <xsl:choose>
                  <xsl:when test="normalize-space($reason)">
                    <xsl:call-template name="notice">
                      <xsl:with-param name="code">N-SKIPPED</xsl:with-param>
                      <xsl:with-param name="text" select="concat('left out: ', normalize-space($reason))"/>
                    </xsl:call-template>
                  </xsl:when>
                  <xsl:otherwise>
                    <inventory>
                      <sku><xsl:apply-templates select="." mode="sku"/></sku>
                      <inventory_level><xsl:apply-templates select="." mode="level"/></inventory_level>
                      <xsl:variable name="warning"><xsl:apply-templates select="." mode="warning-level"/></xsl:variable>
                      <xsl:if test="string($warning)">
                        <inventory_warning_level><xsl:value-of select="$warning"/></inventory_warning_level>
                      </xsl:if>
                      <xsl:apply-templates select="." mode="extra-inventory-elements"/>
                    </inventory>
                  </xsl:otherwise>
                </xsl:choose>
              </xsl:template>

              <!-- Stock of a service or a non-stock item is always 0 in the ledger: sending it would sell the product out. -->
              <xsl:template match="Product" mode="filter">
                <xsl:variable name="is-inactive"><xsl:call-template name="is-inactive"/></xsl:variable>
                <xsl:choose>
                  <xsl:when test="ItemType = 'NonStock' or ItemType = 'Service'">
                    <xsl:value-of select="concat('the item type is ', ItemType)"/>
                  </xsl:when>
                  <xsl:when test="$is-inactive = 'true' and $Inactive = 'skip'">the product is inactive</xsl:when>
                  <xsl:when test="Publish = 'false' and $Unpublished = 'skip'">the product is not published</xsl:when>
                </xsl:choose>
              </xsl:template>

              <!-- The year 1 is the format's way to say that there is no date. -->
              <xsl:template name="is-inactive">
                <xsl:variable name="has-date" select="text:value(InactiveDate) and not(starts-with(InactiveDate, '0001'))"/>
                <xsl:value-of select="IsActive = 'false' or $has-date"/>
              </xsl:template>

              <xsl:template match="Product" mode="sku">
                <xsl:variable name="sku" select="normalize-space(Sku)"/>
                <xsl:if test="not($sku)">
                  <xsl:call-template name="stop">
                    <xsl:with-param name="code">E-NOSKU</xsl:with-param>
                    <xsl:with-param name="text">
                      a stock record without stock code cannot be found in the shop; correct it in the ledger
                    </xsl:with-param>
                  </xsl:call-template>
                </xsl:if>
                <xsl:value-of select="$sku"/>
              </xsl:template>

              <xsl:template match="Product" mode="level">
                <xsl:variable name="is-inactive"><xsl:call-template name="is-inactive"/></xsl:variable>
                <xsl:variable name="free"><xsl:apply-templates select="." mode="free-stock"/></xsl:variable>
                <xsl:variable name="sellable" select="money:floor(money:subtract(string($free), x:OpenShopOrders))"/>
                <xsl:variable name="level" select="money:floor(money:subtract($sellable, $SafetyStock))"/>
                <xsl:if test="money:compare(string($free), 0) = -1">
                  <xsl:call-template name="notice">
                    <xsl:with-param name="code">W-NEGATIVE</xsl:with-param>
                    <xsl:with-param name="text" select="concat('the ledger has ', $free, ' free pieces; the shop is told 0')"/>
                  </xsl:call-template>
                </xsl:if>
                <xsl:choose>
                  <xsl:when test="$is-inactive = 'true' or (Publish = 'false' and $Unpublished = 'zero')">0</xsl:when>
                  <xsl:when test="money:compare($level, 0) = -1">0</xsl:when>
                  <xsl:when test="$Cap != '' and money:compare($level, $Cap) = 1"><xsl:value-of select="money:floor($Cap)"/></xsl:when>
                  <xsl:otherwise><xsl:value-of select="$level"/></xsl:otherwise>
                </xsl:choose>
              </xsl:template>

              <!-- In stock less allocated, with what could be built when asked for. An empty quantity counts as 0 but is odd enough to be told; an absent one is normal. -->
              <xsl:template match="Product" mode="free-stock">
                <xsl:if test="QtyInStock[not(normalize-space())] or QtyAllocated[not(normalize-space())]">
                  <xsl:call-template name="notice">
                    <xsl:with-param name="code">W-QUANTITY</xsl:with-param>
                    <xsl:with-param name="text">an empty quantity counts as 0</xsl:with-param>
                  </xsl:call-template>
                </xsl:if>
                <xsl:variable name="built" select="x:QtyMakeUp[$MakeUp = 'true']"/>
                <xsl:value-of select="money:add(money:subtract(QtyInStock, QtyAllocated), $built)"/>
              </xsl:template>

              <xsl:template match="Product" mode="warning-level">
                <xsl:if test="text:value(ReorderLvl) and money:compare(ReorderLvl, 0) != -1">
                  <xsl:value-of select="money:ceiling(ReorderLvl)"/>
                </xsl:if>
              </xsl:template>

              <xsl:template match="Product" mode="extra-inventory-elements"/>

            </xsl:stylesheet>
            """#.utf8),
        "zynk-sales-orders-to-bigcommerce-order-updates.xsl": Array(
            #"""
            <?xml version="1.0" encoding="UTF-8"?>
            <!--
              Zynk Sales Orders to BigCommerce Order Updates, version 1.

              Input   Company/SalesOrders/SalesOrder, the success file of `sage50.import-sales-orders`;
                      orders that were in the ledger already are in it too.
              Output  orders/order/id for `bigcommerce.update-orders`; which status they get is a setting of that task.
              Parameters  none.
              Seams   filter (SalesOrder)   a text is the reason why the shop is not told; empty tells it
                      shop-order-id (SalesOrder)   the order's number in the shop
            -->
            <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:c="urn:crosswalk:mapping"
                            xmlns:x="urn:crosswalk" exclude-result-prefixes="c x">

              <xsl:import href="lib/messages.xsl"/>

              <xsl:output method="xml" encoding="UTF-8" indent="yes"/>
              <xsl:strip-space elements="*"/>

              <c:mapping from="Zynk Sales Orders" to="BigCommerce Order Updates" record="Company/SalesOrders/SalesOrder"
                         output="orders/order" record-local="true"/>

              <!-- All orders of one file are of one store: one connection downloaded them. -->
              <xsl:template match="/Company">
                <xsl:variable name="store" select="(SalesOrders/SalesOrder)[1]/x:Store"/>
                <orders>
                  <xsl:if test="$store"><xsl:attribute name="store"><xsl:value-of select="$store"/></xsl:attribute></xsl:if>
                  <xsl:apply-templates select="SalesOrders/SalesOrder"/>
                </orders>
              </xsl:template>

              <xsl:template match="/*" priority="-1">
                <xsl:call-template name="stop">
                  <xsl:with-param name="code">E-INPUT</xsl:with-param>
                  <xsl:with-param name="text" select="concat('the root element is ', name(), ', expected Company')"/>
                </xsl:call-template>
              </xsl:template>

              <xsl:template match="SalesOrder">
                <xsl:variable name="reason"><xsl:apply-templates select="." mode="filter"/></xsl:variable>
                <xsl:choose>
                  <xsl:when test="normalize-space($reason)">
                    <xsl:call-template name="notice">
                      <xsl:with-param name="code">N-SKIPPED</xsl:with-param>
                      <xsl:with-param name="text" select="concat('left out: ', normalize-space($reason))"/>
                    </xsl:call-template>
                  </xsl:when>
                  <xsl:otherwise>
                    <order><id><xsl:apply-templates select="." mode="shop-order-id"/></id></order>
                  </xsl:otherwise>
                </xsl:choose>
              </xsl:template>

              <!-- The import lists what else of the same shop order is not in the ledger yet; the last part of it tells the shop. -->
              <xsl:template match="SalesOrder[x:WaitingParts]" priority="1">
                <xsl:call-template name="notice">
                  <xsl:with-param name="code">N-WAITING</xsl:with-param>
                  <xsl:with-param name="text" select="concat('left out: waits for ', normalize-space(x:WaitingParts))"/>
                </xsl:call-template>
              </xsl:template>

              <xsl:template match="SalesOrder" mode="filter"/>

              <!-- An order that was split has a part after its number: 1042/2 is order 1042 in the shop. -->
              <xsl:template match="SalesOrder" mode="shop-order-id">
                <xsl:variable name="id" select="substring-before(concat(normalize-space(Id), '/'), '/')"/>
                <xsl:if test="not($id)">
                  <xsl:call-template name="stop">
                    <xsl:with-param name="code">E-ID</xsl:with-param>
                    <xsl:with-param name="text">
                      the sales order has no Id, so the shop cannot be told; find the order by its CustomerOrderNumber
                    </xsl:with-param>
                  </xsl:call-template>
                </xsl:if>
                <xsl:value-of select="$id"/>
              </xsl:template>

            </xsl:stylesheet>
            """#.utf8),
    ]
}
