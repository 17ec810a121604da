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
