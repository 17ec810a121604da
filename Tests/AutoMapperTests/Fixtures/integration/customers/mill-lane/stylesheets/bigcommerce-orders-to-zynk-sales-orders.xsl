<?xml version="1.0" encoding="UTF-8"?>
<!-- A customer's layer: one seam and one parameter of its own, everything else comes from below. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:c="urn:crosswalk:mapping"
                exclude-result-prefixes="c">
  <xsl:import href="base:bigcommerce-orders-to-zynk-sales-orders.xsl"/>
  <c:mapping>
    <c:parameter name="TradeAccount" type="string" required="true" description="Account of trade customers"/>
  </c:mapping>
  <xsl:param name="TradeAccount"/>
  <xsl:template match="order[billing_address/company != '']" mode="account">
    <AccountReference><xsl:value-of select="$TradeAccount"/></AccountReference>
  </xsl:template>
</xsl:stylesheet>
