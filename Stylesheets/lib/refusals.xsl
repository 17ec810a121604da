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
