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
