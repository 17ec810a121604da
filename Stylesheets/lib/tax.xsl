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
