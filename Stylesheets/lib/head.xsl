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
