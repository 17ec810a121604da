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
