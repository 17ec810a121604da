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
        "lib/charges.xsl": Array(
            #"""
            <?xml version="1.0" encoding="UTF-8"?>
            <!--
              What the shopper is charged for, one `charge` each: goods line by line, carriage, handling, wrapping, fees.

                <charge kind="goods" key="(which product)" rate="20" code="1" name="">
                  <list-inc/> <list-ex/>   before discounts, with and without tax
                  <inc/> <ex/>             what is left after discounts and refunded pieces
                </charge>

              Amounts keep the shop's four decimals here; lib/plan.xsl brings them to the penny.
            -->
            <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:money="urn:crosswalk:money"
                            xmlns:text="urn:crosswalk:text" exclude-result-prefixes="money text">

              <xsl:template match="order" mode="charges">
                <xsl:variable name="zone"><xsl:call-template name="tax-zone"/></xsl:variable>
                <xsl:variable name="spread"><xsl:call-template name="spread-discount"/></xsl:variable>
                <xsl:apply-templates select="products/product" mode="charge">
                  <xsl:with-param name="zone" select="$zone"/>
                  <xsl:with-param name="spread" select="string($spread)"/>
                </xsl:apply-templates>
                <xsl:call-template name="carriage-charges"><xsl:with-param name="zone" select="$zone"/></xsl:call-template>
                <xsl:call-template name="cost-charge">
                  <xsl:with-param name="zone" select="$zone"/>
                  <xsl:with-param name="kind">wrapping</xsl:with-param>
                  <xsl:with-param name="name">Gift wrapping</xsl:with-param>
                  <xsl:with-param name="inc" select="wrapping_cost_inc_tax"/>
                  <xsl:with-param name="ex" select="wrapping_cost_ex_tax"/>
                </xsl:call-template>
                <xsl:apply-templates select="fees/fee" mode="charge"><xsl:with-param name="zone" select="$zone"/></xsl:apply-templates>
              </xsl:template>

              <!-- Without pieces left (removed or refunded) a line is no charge. Nor is a free part when its bundle stands for it. -->
              <xsl:template match="product" mode="charge">
                <xsl:param name="zone"/>
                <xsl:param name="spread"/>
                <xsl:variable name="pieces" select="money:subtract(quantity, quantity_refunded)"/>
                <xsl:variable name="is-hidden-part" select="$Bundles = 'parent' and is_bundled_product = 'true'
                                                            and text:value(parent_order_product_id)
                                                            and money:compare(price_inc_tax, 0) = 0"/>
                <xsl:choose>
                  <xsl:when test="$is-hidden-part"/>
                  <xsl:when test="money:compare($pieces, 0) &lt; 1">
                    <xsl:call-template name="notice">
                      <xsl:with-param name="code">N-LINE</xsl:with-param>
                      <xsl:with-param name="text" select="concat('line ', id, ' has no pieces left and is not an order line')"/>
                    </xsl:call-template>
                  </xsl:when>
                  <xsl:otherwise>
                    <xsl:call-template name="goods-charge">
                      <xsl:with-param name="zone" select="$zone"/>
                      <xsl:with-param name="spread" select="$spread"/>
                      <xsl:with-param name="pieces" select="$pieces"/>
                    </xsl:call-template>
                  </xsl:otherwise>
                </xsl:choose>
              </xsl:template>

              <xsl:template name="goods-charge">
                <xsl:param name="zone"/>
                <xsl:param name="spread"/>
                <xsl:param name="pieces"/>
                <xsl:variable name="list-inc"><xsl:call-template name="line-total">
                  <xsl:with-param name="total" select="total_inc_tax"/><xsl:with-param name="price" select="price_inc_tax"/>
                </xsl:call-template></xsl:variable>
                <xsl:variable name="list-ex"><xsl:call-template name="line-total">
                  <xsl:with-param name="total" select="total_ex_tax"/><xsl:with-param name="price" select="price_ex_tax"/>
                </xsl:call-template></xsl:variable>
                <xsl:variable name="discount"><xsl:call-template name="line-discount">
                  <xsl:with-param name="spread" select="$spread"/>
                </xsl:call-template></xsl:variable>
                <xsl:variable name="inc"><xsl:choose>
                  <xsl:when test="text:value(discounted_total_inc_tax)"><xsl:value-of select="discounted_total_inc_tax"/></xsl:when>
                  <xsl:otherwise><xsl:value-of select="money:subtract($list-inc, $discount)"/></xsl:otherwise>
                </xsl:choose></xsl:variable>
                <xsl:variable name="ex" select="money:subtract($list-ex, $discount)"/>
                <xsl:call-template name="charge">
                  <xsl:with-param name="zone" select="$zone"/>
                  <xsl:with-param name="kind">goods</xsl:with-param>
                  <xsl:with-param name="key" select="generate-id()"/>
                  <xsl:with-param name="list-inc" select="$list-inc"/>
                  <xsl:with-param name="list-ex" select="$list-ex"/>
                  <xsl:with-param name="inc" select="money:divide(money:multiply($inc, $pieces), quantity)"/>
                  <xsl:with-param name="ex" select="money:divide(money:multiply($ex, $pieces), quantity)"/>
                </xsl:call-template>
              </xsl:template>

              <!-- The line's own total where the shop gives one, else price by quantity. -->
              <xsl:template name="line-total">
                <xsl:param name="total"/>
                <xsl:param name="price"/>
                <xsl:choose>
                  <xsl:when test="text:value($total)"><xsl:value-of select="money:add($total, 0)"/></xsl:when>
                  <xsl:otherwise><xsl:value-of select="money:multiply($price, quantity)"/></xsl:otherwise>
                </xsl:choose>
              </xsl:template>

              <!-- Discounts of a line are for the whole line, not for a piece. -->
              <xsl:template name="line-discount">
                <xsl:param name="spread"/>
                <xsl:choose>
                  <xsl:when test="$spread">
                    <xsl:value-of select="money:share($spread, ../product/total_ex_tax, count(preceding-sibling::product) + 1)"/>
                  </xsl:when>
                  <xsl:otherwise><xsl:value-of select="money:sum(applied_discounts/discount/amount)"/></xsl:otherwise>
                </xsl:choose>
              </xsl:template>

              <!--
                An order whose lines name no discount has its own spread over them by their price without tax, as the shop does it: that
                discount, else nothing. Asked once for the order, because it looks at all lines.
              -->
              <xsl:template name="spread-discount">
                <xsl:variable name="lines" select="products/product"/>
                <xsl:variable name="of-order"><xsl:call-template name="order-discount"/></xsl:variable>
                <xsl:if test="money:compare($of-order, 0) = 1 and count($lines/total_ex_tax) = count($lines)
                              and not($lines/applied_discounts/discount) and not($lines[text:value(discounted_total_inc_tax)])">
                  <xsl:value-of select="$of-order"/>
                </xsl:if>
              </xsl:template>

              <!-- What the goods of the order were discounted by: a free-shipping coupon is listed, but shipping is already free. -->
              <xsl:template name="order-discount">
                <xsl:variable name="order" select="ancestor-or-self::order"/>
                <xsl:variable name="discounts" select="money:add($order/discount_amount, $order/coupon_discount)"/>
                <xsl:choose>
                  <xsl:when test="money:compare($order/shipping_cost_inc_tax, 0) = 0">
                    <xsl:value-of select="money:subtract($discounts, money:sum($order/coupons/coupon[type = 4]/discount))"/>
                  </xsl:when>
                  <xsl:otherwise><xsl:value-of select="$discounts"/></xsl:otherwise>
                </xsl:choose>
              </xsl:template>

              <!-- Shipping and handling are one carriage when they are taxed alike; the ledger has one carriage per order. -->
              <xsl:template name="carriage-charges">
                <xsl:param name="zone"/>
                <xsl:variable name="shipping-rate"><xsl:call-template name="tax-rate">
                  <xsl:with-param name="inc" select="shipping_cost_inc_tax"/><xsl:with-param name="ex" select="shipping_cost_ex_tax"/>
                  <xsl:with-param name="zone" select="$zone"/>
                </xsl:call-template></xsl:variable>
                <xsl:variable name="handling-rate"><xsl:call-template name="tax-rate">
                  <xsl:with-param name="inc" select="handling_cost_inc_tax"/><xsl:with-param name="ex" select="handling_cost_ex_tax"/>
                  <xsl:with-param name="zone" select="$zone"/>
                </xsl:call-template></xsl:variable>
                <xsl:variable name="are-one" select="$shipping-rate = '' or $handling-rate = '' or $shipping-rate = $handling-rate"/>
                <xsl:variable name="method"><xsl:call-template name="shipping-method"/></xsl:variable>
                <xsl:call-template name="cost-charge">
                  <xsl:with-param name="zone" select="$zone"/>
                  <xsl:with-param name="kind">carriage</xsl:with-param>
                  <xsl:with-param name="name" select="$method"/>
                  <xsl:with-param name="inc" select="money:add(shipping_cost_inc_tax,
                                                               money:multiply(handling_cost_inc_tax, number($are-one)))"/>
                  <xsl:with-param name="ex" select="money:add(shipping_cost_ex_tax,
                                                              money:multiply(handling_cost_ex_tax, number($are-one)))"/>
                </xsl:call-template>
                <xsl:if test="not($are-one)">
                  <xsl:call-template name="cost-charge">
                    <xsl:with-param name="zone" select="$zone"/>
                    <xsl:with-param name="kind">handling</xsl:with-param>
                    <xsl:with-param name="name">Handling</xsl:with-param>
                    <xsl:with-param name="inc" select="handling_cost_inc_tax"/>
                    <xsl:with-param name="ex" select="handling_cost_ex_tax"/>
                  </xsl:call-template>
                </xsl:if>
              </xsl:template>

              <xsl:template match="fee" mode="charge">
                <xsl:param name="zone"/>
                <xsl:variable name="name"><xsl:choose>
                  <xsl:when test="text:value(display_name_merchant)"><xsl:value-of select="text:value(display_name_merchant)"/></xsl:when>
                  <xsl:when test="text:value(display_name_customer)"><xsl:value-of select="text:value(display_name_customer)"/></xsl:when>
                  <xsl:otherwise>Fee</xsl:otherwise>
                </xsl:choose></xsl:variable>
                <xsl:call-template name="cost-charge">
                  <xsl:with-param name="zone" select="$zone"/>
                  <xsl:with-param name="kind">fee</xsl:with-param>
                  <xsl:with-param name="name" select="$name"/>
                  <xsl:with-param name="inc" select="cost_inc_tax"/>
                  <xsl:with-param name="ex" select="cost_ex_tax | cost_exc_tax"/>
                </xsl:call-template>
              </xsl:template>

              <!-- A cost of the order as a whole; nothing when it is zero. -->
              <xsl:template name="cost-charge">
                <xsl:param name="zone"/>
                <xsl:param name="kind"/>
                <xsl:param name="name"/>
                <xsl:param name="inc"/>
                <xsl:param name="ex"/>
                <xsl:if test="money:compare($inc, 0) != 0 or money:compare($ex, 0) != 0">
                  <xsl:call-template name="charge">
                    <xsl:with-param name="zone" select="$zone"/>
                    <xsl:with-param name="kind" select="$kind"/>
                    <xsl:with-param name="name" select="$name"/>
                    <xsl:with-param name="list-inc" select="$inc"/>
                    <xsl:with-param name="list-ex" select="$ex"/>
                    <xsl:with-param name="inc" select="$inc"/>
                    <xsl:with-param name="ex" select="$ex"/>
                  </xsl:call-template>
                </xsl:if>
              </xsl:template>

              <xsl:template name="charge">
                <xsl:param name="zone"/>
                <xsl:param name="kind"/>
                <xsl:param name="key"/>
                <xsl:param name="name"/>
                <xsl:param name="list-inc"/>
                <xsl:param name="list-ex"/>
                <xsl:param name="inc"/>
                <xsl:param name="ex"/>
                <xsl:variable name="rate"><xsl:call-template name="tax-rate">
                  <xsl:with-param name="inc" select="$list-inc"/><xsl:with-param name="ex" select="$list-ex"/>
                  <xsl:with-param name="zone" select="$zone"/>
                </xsl:call-template></xsl:variable>
                <charge kind="{$kind}" key="{$key}" rate="{$rate}" name="{$name}">
                  <!-- A free line has no rate: the ledger takes the code of its product. -->
                  <xsl:if test="string($rate) != ''">
                    <xsl:attribute name="code">
                      <xsl:apply-templates select="." mode="tax-code">
                        <xsl:with-param name="rate" select="string($rate)"/>
                        <xsl:with-param name="zone" select="string($zone)"/>
                        <xsl:with-param name="kind" select="$kind"/>
                      </xsl:apply-templates>
                    </xsl:attribute>
                  </xsl:if>
                  <list-inc><xsl:value-of select="money:add($list-inc, 0)"/></list-inc>
                  <list-ex><xsl:value-of select="money:add($list-ex, 0)"/></list-ex>
                  <inc><xsl:value-of select="money:add($inc, 0)"/></inc>
                  <ex><xsl:value-of select="money:add($ex, 0)"/></ex>
                </charge>
              </xsl:template>

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

              <xsl:template match="billing_address | address" mode="contact">
                <xsl:apply-templates select="." mode="contact-name"/>
                <xsl:apply-templates select="." mode="contact-street"/>
                <xsl:call-template name="wrapped-field">
                  <xsl:with-param name="name">Town</xsl:with-param>
                  <xsl:with-param name="text" select="text:value(city)"/>
                </xsl:call-template>
                <xsl:call-template name="wrapped-field">
                  <xsl:with-param name="name">County</xsl:with-param>
                  <xsl:with-param name="text" select="text:value(state)"/>
                </xsl:call-template>
                <xsl:call-template name="wrapped-field">
                  <xsl:with-param name="name">Postcode</xsl:with-param>
                  <xsl:with-param name="text" select="text:value(zip)"/>
                </xsl:call-template>
                <xsl:call-template name="contact-country"/>
                <xsl:if test="text:value(phone)">
                  <Telephone><xsl:value-of select="substring(text:value(phone), 1, 30)"/></Telephone>
                </xsl:if>
                <xsl:if test="text:value(email)">
                  <Email><xsl:value-of select="substring(text:value(email), 1, 255)"/></Email>
                </xsl:if>
              </xsl:template>

              <!-- XI is Northern Ireland in VAT matters; as a country the ledger knows GB. -->
              <xsl:template name="contact-country">
                <xsl:variable name="country" select="translate(text:value(country_iso2), $small-letters, $capital-letters)"/>
                <xsl:choose>
                  <xsl:when test="$country = 'XI'"><Country>GB</Country></xsl:when>
                  <xsl:when test="$country"><Country><xsl:value-of select="$country"/></Country></xsl:when>
                </xsl:choose>
              </xsl:template>

              <!-- Too long for a contact: the first name becomes its initial, and the whole name stands as company where there is none. -->
              <xsl:template match="billing_address | address" mode="contact-name">
                <xsl:variable name="forename" select="text:value(first_name)"/>
                <xsl:variable name="surname" select="text:value(last_name)"/>
                <xsl:variable name="company" select="text:value(company)"/>
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
                <xsl:variable name="one" select="text:value(street_1)"/>
                <xsl:variable name="two" select="text:value(street_2)"/>
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
        "lib/items.xsl": Array(
            #"""
            <?xml version="1.0" encoding="UTF-8"?>
            <!--
              The lines of a sales order, its carriage, and the messages between them.
              Net and tax come from the plan (lib/plan.xsl); the unit price only informs, because net by quantity need not be whole pennies.
              Reads the parameters DefaultStockCode, VoucherStockCode, CarriageNominal.
            -->
            <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:money="urn:crosswalk:money"
                            xmlns:text="urn:crosswalk:text" exclude-result-prefixes="money text">

              <xsl:template match="order" mode="items">
                <xsl:param name="plan"/>
                <xsl:if test="products/product[quantity_refunded &gt; 0]">
                  <xsl:call-template name="notice">
                    <xsl:with-param name="code">W-REFUNDED</xsl:with-param>
                    <xsl:with-param name="text">
                      refunded pieces are left out; when the shop's total still holds them the order is held for its total:
                      enter it by hand with the credit, and settle it
                    </xsl:with-param>
                  </xsl:call-template>
                </xsl:if>
                <xsl:for-each select="products/product">
                  <xsl:variable name="key" select="generate-id()"/>
                  <xsl:variable name="charge" select="$plan/charge[@key = $key]"/>
                  <xsl:if test="$charge">
                    <xsl:apply-templates select="." mode="item"><xsl:with-param name="charge" select="$charge"/></xsl:apply-templates>
                  </xsl:if>
                </xsl:for-each>
                <xsl:apply-templates select="$plan/charge[@kind = 'handling' or @kind = 'wrapping' or @kind = 'fee']" mode="service-item"/>
                <xsl:apply-templates select="." mode="message-lines"/>
              </xsl:template>

              <xsl:template match="product" mode="item">
                <xsl:param name="charge"/>
                <xsl:variable name="pieces" select="money:subtract(quantity, quantity_refunded)"/>
                <Item>
                  <Id><xsl:value-of select="text:value(id)"/></Id>
                  <Sku><xsl:apply-templates select="." mode="sku"/></Sku>
                  <xsl:apply-templates select="." mode="line-text"/>
                  <QtyOrdered><xsl:value-of select="$pieces"/></QtyOrdered>
                  <xsl:call-template name="amounts">
                    <xsl:with-param name="charge" select="$charge"/>
                    <xsl:with-param name="pieces" select="$pieces"/>
                  </xsl:call-template>
                  <xsl:apply-templates select="." mode="nominal-code"/>
                  <Type>Stock</Type>
                  <xsl:apply-templates select="." mode="extra-line-elements"/>
                </Item>
                <xsl:apply-templates select="." mode="line-messages"/>
              </xsl:template>

              <!-- UnitPrice, TaxRate, TotalNet, TotalTax and TaxCode, in the order of the schema. -->
              <xsl:template name="amounts">
                <xsl:param name="charge"/>
                <xsl:param name="pieces" select="1"/>
                <UnitPrice><xsl:value-of select="money:format(money:divide($charge/@net, $pieces), 4)"/></UnitPrice>
                <xsl:if test="$charge/@rate != ''"><TaxRate><xsl:value-of select="$charge/@rate"/></TaxRate></xsl:if>
                <TotalNet><xsl:value-of select="$charge/@net"/></TotalNet>
                <TotalTax><xsl:value-of select="$charge/@tax"/></TotalTax>
                <xsl:if test="$charge/@code"><TaxCode><xsl:value-of select="$charge/@code"/></TaxCode></xsl:if>
              </xsl:template>

              <!-- Seam: the stock code. It is never shortened: a shortened code may be another product's. -->
              <xsl:template match="product" mode="sku">
                <xsl:variable name="sku" select="text:value(sku)"/>
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
                  <xsl:when test="$sku"><xsl:value-of select="$sku"/></xsl:when>
                  <xsl:when test="type = 'giftcertificate'"><xsl:value-of select="$VoucherStockCode"/></xsl:when>
                  <!-- S1 is standard rated: a line without tax takes its zero rated twin. -->
                  <xsl:when test="$DefaultStockCode = 'S1' and money:compare(price_inc_tax, price_ex_tax) = 0">S2</xsl:when>
                  <xsl:when test="$DefaultStockCode"><xsl:value-of select="$DefaultStockCode"/></xsl:when>
                  <xsl:otherwise>
                    <xsl:call-template name="stop">
                      <xsl:with-param name="code">E-NOSKU</xsl:with-param>
                      <xsl:with-param name="text">
                        line <xsl:value-of select="id"/> has no SKU;
                        give the product one in the shop, or set the parameter DefaultStockCode
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
                  <xsl:with-param name="text" select="text:value(name)"/>
                </xsl:call-template>
                <xsl:call-template name="wrapped-field">
                  <xsl:with-param name="name">Description</xsl:with-param>
                  <xsl:with-param name="text" select="$more"/>
                </xsl:call-template>
                <xsl:call-template name="wrapped-field">
                  <xsl:with-param name="name">Comments</xsl:with-param>
                  <xsl:with-param name="text" select="$more"/>
                  <xsl:with-param name="line" select="2"/>
                </xsl:call-template>
              </xsl:template>

              <!-- The rest of a long name, the options chosen, and the fields filled in, as one text. -->
              <xsl:template name="line-details">
                <xsl:value-of select="concat(text:wrap(text:value(name), 60, 2), ' ')"/>
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
                  <xsl:with-param name="text" select="$more"/>
                  <xsl:with-param name="line" select="3"/>
                </xsl:call-template>
                <xsl:if test="text:value(wrapping_name)">
                  <xsl:call-template name="message-items">
                    <xsl:with-param name="text">
                      <xsl:value-of select="concat('Gift wrapping ', text:value(wrapping_name))"/>
                      <xsl:if test="text:value(wrapping_message)"><xsl:value-of select="concat(': ', text:value(wrapping_message))"/></xsl:if>
                    </xsl:with-param>
                  </xsl:call-template>
                </xsl:if>
                <xsl:if test="text:value(event_date)">
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
                  <Name><xsl:value-of select="text:wrap(@name, 60, 1)"/></Name>
                  <QtyOrdered>1</QtyOrdered>
                  <xsl:call-template name="amounts"><xsl:with-param name="charge" select="."/></xsl:call-template>
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
                <xsl:variable name="note"><xsl:call-template name="note-text"/></xsl:variable>
                <xsl:call-template name="message-items">
                  <xsl:with-param name="text" select="$note"/>
                  <xsl:with-param name="line" select="4"/>
                </xsl:call-template>
                <xsl:if test="count(shipping_addresses/address) &gt; 1">
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

              <!-- One line of a wrapped text as element `name`; nothing when the text has no such line. -->
              <xsl:template name="wrapped-field">
                <xsl:param name="name"/>
                <xsl:param name="text"/>
                <xsl:param name="line" select="1"/>
                <xsl:param name="width" select="60"/>
                <xsl:variable name="value" select="text:wrap($text, $width, $line)"/>
                <xsl:if test="$value"><xsl:element name="{$name}"><xsl:value-of select="$value"/></xsl:element></xsl:if>
              </xsl:template>

              <!-- The lines of a wrapped text from `line` on, as message items: text on the documents, no value, never in the ledger. -->
              <xsl:template name="message-items">
                <xsl:param name="text"/>
                <xsl:param name="line" select="1"/>
                <xsl:variable name="value" select="text:wrap($text, 60, $line)"/>
                <xsl:if test="$value">
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
        "lib/payments.xsl": Array(
            #"""
            <?xml version="1.0" encoding="UTF-8"?>
            <!--
              What was paid, and into which account. The interchange format has one payment per order: it is the part that reached the bank.
              Parts paid by gift certificate or store credit are listed in {urn:crosswalk}Payments when they have a clearing account.
              Reads the parameters PaidStatuses, PaidMethods, BankAccount, CurrencyBanks, VoucherBank, StoreCreditBank.
            -->
            <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:crosswalk"
                            xmlns:money="urn:crosswalk:money" xmlns:text="urn:crosswalk:text" exclude-result-prefixes="x money text">

              <!-- Seam: the payment of an order. Nothing for an order that is not paid: it stays open in the ledger. -->
              <xsl:template match="order" mode="payment">
                <xsl:param name="plan"/>
                <xsl:variable name="is-paid"><xsl:call-template name="is-paid"/></xsl:variable>
                <xsl:if test="$is-paid = 'true'">
                  <xsl:variable name="instruments" select="money:add(store_credit_amount, gift_certificate_amount)"/>
                  <xsl:variable name="amount" select="money:format(money:subtract(total_inc_tax,
                                                      money:multiply($instruments, number($plan/@instruments = 'included'))), 2)"/>
                  <xsl:if test="money:compare($amount, 0) = 1">
                    <PaymentRef><xsl:call-template name="payment-reference"/></PaymentRef>
                    <PaymentAmount><xsl:value-of select="$amount"/></PaymentAmount>
                    <BankAccount><xsl:call-template name="by-currency">
                      <xsl:with-param name="table" select="$CurrencyBanks"/><xsl:with-param name="default" select="$BankAccount"/>
                    </xsl:call-template></BankAccount>
                    <PaymentType>SalesReceipt</PaymentType>
                  </xsl:if>
                  <xsl:call-template name="instrument-payments"/>
                </xsl:if>
              </xsl:template>

              <xsl:template name="is-paid">
                <xsl:value-of select="text:lists($PaidStatuses, payment_status) or text:lists($PaidMethods, payment_method)"/>
              </xsl:template>

              <!-- The provider's own transaction id finds the payment again; the method's name is better than nothing. -->
              <xsl:template name="payment-reference">
                <xsl:variable name="provider" select="text:value(payment_provider_id)"/>
                <xsl:choose>
                  <xsl:when test="$provider"><xsl:value-of select="substring($provider, 1, 30)"/></xsl:when>
                  <xsl:otherwise><xsl:value-of select="text:wrap(text:value(payment_method), 30, 1)"/></xsl:otherwise>
                </xsl:choose>
              </xsl:template>

              <xsl:template name="instrument-payments">
                <xsl:variable name="voucher" select="$VoucherBank != '' and money:compare(gift_certificate_amount, 0) = 1"/>
                <xsl:variable name="credit" select="$StoreCreditBank != '' and money:compare(store_credit_amount, 0) = 1"/>
                <xsl:if test="$voucher or $credit">
                  <x:Payments>
                    <xsl:if test="$voucher">
                      <x:Payment bank="{$VoucherBank}" reference="Gift certificate">
                        <xsl:value-of select="money:format(gift_certificate_amount, 2)"/>
                      </x:Payment>
                    </xsl:if>
                    <xsl:if test="$credit">
                      <x:Payment bank="{$StoreCreditBank}" reference="Store credit">
                        <xsl:value-of select="money:format(store_credit_amount, 2)"/>
                      </x:Payment>
                    </xsl:if>
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

                <plan side="inclusive|exclusive" instruments="included|excluded">
                  <charge kind="" key="" rate="" code="" name="" gross="" net="" tax=""/> …
                </plan>

              Which side the discounts stand on is found by the sums, not believed: in an inclusive store
              total_inc = subtotal_inc + costs_inc - discounts, in an exclusive one total_ex = subtotal_ex + costs_ex - discounts.
              Inclusive: net = gross / (1 + rate) to the penny, tax is the rest.
              Exclusive: net is exact, tax is shared out of the order's own.
              Where neither holds the plan is made from the lines as they are, with a warning: the import holds such an order.
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
                <plan side="{$side}">
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
                </plan>
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
                  <xsl:call-template name="notice">
                    <xsl:with-param name="code">W-TOTAL</xsl:with-param>
                    <xsl:with-param name="text">
                      goods and costs less discounts come to
                      <xsl:value-of select="money:format($gaps[@side = 'inclusive']/@sum, 2)"/> with tax (the shop says
                      <xsl:value-of select="money:format($gaps[@side = 'inclusive']/@total, 2)"/>) and
                      <xsl:value-of select="money:format($gaps[@side = 'exclusive']/@sum, 2)"/> without tax (the shop says
                      <xsl:value-of select="money:format($gaps[@side = 'exclusive']/@total, 2)"/>); the import holds the order
                    </xsl:with-param>
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
                    <tax><xsl:value-of select="money:divide(money:multiply(ex, @rate), 100)"/></tax>
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
        "lib/tax.xsl": Array(
            #"""
            <?xml version="1.0" encoding="UTF-8"?>
            <!--
              Where the goods go, which rate the shop charged, and which tax code of the ledger says both.
              Reads the parameters TaxCodes, EUTaxCodes, ExportTaxCodes, StandardRate, VoucherTaxCode, HomeCountries, EUCountries.
            -->
            <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:money="urn:crosswalk:money"
                            xmlns:text="urn:crosswalk:text" exclude-result-prefixes="money text">

              <!-- Two letters of the country that the goods go to; digital goods go where the bill goes. -->
              <xsl:template name="delivery-country">
                <xsl:variable name="order" select="ancestor-or-self::order"/>
                <xsl:variable name="delivery" select="$order/shipping_addresses/address[1]"/>
                <xsl:variable name="address" select="$delivery | $order/billing_address[not($delivery)]"/>
                <xsl:variable name="country" select="translate(text:value($address/country_iso2), $small-letters, $capital-letters)"/>
                <xsl:if test="string-length($country) != 2 or translate($country, $capital-letters, '')">
                  <xsl:call-template name="stop">
                    <xsl:with-param name="code">E-COUNTRY</xsl:with-param>
                    <xsl:with-param name="text">
                      '<xsl:value-of select="$country"/>' is not a two-letter country code, so the VAT area is unknown;
                      correct the address in the shop
                    </xsl:with-param>
                  </xsl:call-template>
                </xsl:if>
                <xsl:value-of select="$country"/>
              </xsl:template>

              <!-- `home`, `eu` or `export`. -->
              <xsl:template name="tax-zone">
                <xsl:variable name="country"><xsl:call-template name="delivery-country"/></xsl:variable>
                <xsl:choose>
                  <xsl:when test="contains(concat(' ', $HomeCountries, ' '), concat(' ', $country, ' '))">home</xsl:when>
                  <xsl:when test="contains(concat(' ', $EUCountries, ' '), concat(' ', $country, ' '))">eu</xsl:when>
                  <xsl:otherwise>export</xsl:otherwise>
                </xsl:choose>
              </xsl:template>

              <!--
                The rate that the shop's own two prices tell, snapped to the rates that have codes. A price of nothing tells none; one so
                small that its tax rounds to nothing is taxed like the home country's standard goods.
              -->
              <xsl:template name="tax-rate">
                <xsl:param name="inc"/>
                <xsl:param name="ex"/>
                <xsl:param name="zone"/>
                <xsl:variable name="told" select="money:rate-of($inc, $ex, concat($TaxCodes, ' ', $EUTaxCodes, ' ', $ExportTaxCodes))"/>
                <xsl:choose>
                  <xsl:when test="$told != ''"><xsl:value-of select="$told"/></xsl:when>
                  <xsl:when test="money:compare($ex, 0) = 0"/>
                  <xsl:when test="$zone = 'home'"><xsl:value-of select="$StandardRate"/></xsl:when>
                  <xsl:otherwise>0</xsl:otherwise>
                </xsl:choose>
              </xsl:template>

              <!-- Seam: the ledger's code for a rate in a zone. `kind` is goods, carriage, handling, wrapping or fee. -->
              <xsl:template match="order | product | fee" mode="tax-code">
                <xsl:param name="rate"/>
                <xsl:param name="zone"/>
                <xsl:param name="kind"/>
                <xsl:variable name="codes">
                  <xsl:choose>
                    <xsl:when test="$zone = 'home'"><xsl:value-of select="$TaxCodes"/></xsl:when>
                    <xsl:when test="$zone = 'eu'"><xsl:value-of select="$EUTaxCodes"/></xsl:when>
                    <xsl:otherwise><xsl:value-of select="$ExportTaxCodes"/></xsl:otherwise>
                  </xsl:choose>
                </xsl:variable>
                <xsl:variable name="code">
                  <xsl:choose>
                    <xsl:when test="$kind = 'goods' and self::product/type = 'giftcertificate' and money:compare($rate, 0) = 0">
                      <xsl:value-of select="$VoucherTaxCode"/>
                    </xsl:when>
                    <xsl:otherwise>
                      <xsl:call-template name="table-value">
                        <xsl:with-param name="table" select="$codes"/>
                        <xsl:with-param name="key" select="$rate"/>
                      </xsl:call-template>
                    </xsl:otherwise>
                  </xsl:choose>
                </xsl:variable>
                <xsl:if test="not(string($code))">
                  <xsl:call-template name="stop">
                    <xsl:with-param name="code">E-TAXCODE</xsl:with-param>
                    <xsl:with-param name="text">
                      no tax code for <xsl:value-of select="concat($kind, ' at ', $rate, ' % in zone ', $zone)"/>
                      (codes: <xsl:value-of select="$codes"/>); add the rate to the parameter of that zone
                      (TaxCodes, EUTaxCodes, ExportTaxCodes), or correct the tax in the shop
                    </xsl:with-param>
                  </xsl:call-template>
                </xsl:if>
                <xsl:value-of select="$code"/>
              </xsl:template>

            </xsl:stylesheet>
            """#.utf8),
        "zynk-products-to-bigcommerce-inventory.xsl": Array(
            #"""
            <?xml version="1.0" encoding="UTF-8"?>
            <!--
              Zynk Products to BigCommerce Inventory, version 1.

              Input   Company/Products/Product as `sage50.export-stock` writes it.
              Output  inventories/inventory{sku, inventory_level, inventory_warning_level} for `bigcommerce.update-inventory`:
                      whole numbers, never below zero.
              Parameters  declared in c:mapping below.
              Seams   filter (Product)          a text is the reason why the product is left out; empty sends it
                      sku (Product)             the SKU in the shop
                      free-stock (Product)      decimal text: what could be sold, before safety stock and cap
                      warning-level (Product)   a whole number, or nothing
                      extra-inventory-elements (Product)   empty hook, for instance for parent_sku
            -->
            <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:c="urn:crosswalk:mapping"
                            xmlns:money="urn:crosswalk:money" xmlns:text="urn:crosswalk:text" exclude-result-prefixes="c money text">

              <xsl:import href="lib/messages.xsl"/>

              <xsl:output method="xml" encoding="UTF-8" indent="yes"/>
              <xsl:strip-space elements="*"/>

              <c:mapping from="Zynk Products" to="BigCommerce Inventory" record="Company/Products/Product"
                         output="inventories/inventory" record-local="true">
                <c:parameter name="SafetyStock" type="number" default="0" description="Pieces kept back from the shop"/>
                <c:parameter name="Cap" type="string" default="" description="Highest level the shop is told; empty for none"/>
                <c:parameter name="Inactive" type="choice" choices="skip zero" default="skip"
                             description="What becomes of inactive products"/>
                <c:parameter name="Unpublished" type="choice" choices="send skip zero" default="send"
                             description="What becomes of products not flagged for the web"/>
              </c:mapping>

              <xsl:param name="SafetyStock" select="'0'"/>
              <xsl:param name="Cap" select="''"/>
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
                <xsl:variable name="level" select="money:floor(money:subtract($free, $SafetyStock))"/>
                <xsl:if test="money:compare($free, 0) = -1">
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

              <!-- In stock less allocated. An empty quantity counts as 0 but is odd enough to be told; an absent one is normal. -->
              <xsl:template match="Product" mode="free-stock">
                <xsl:if test="QtyInStock[not(normalize-space())] or QtyAllocated[not(normalize-space())]">
                  <xsl:call-template name="notice">
                    <xsl:with-param name="code">W-QUANTITY</xsl:with-param>
                    <xsl:with-param name="text">an empty quantity counts as 0</xsl:with-param>
                  </xsl:call-template>
                </xsl:if>
                <xsl:value-of select="money:subtract(QtyInStock, QtyAllocated)"/>
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
                <xsl:variable name="store" select="(SalesOrders/SalesOrder/x:Store)[1]"/>
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
