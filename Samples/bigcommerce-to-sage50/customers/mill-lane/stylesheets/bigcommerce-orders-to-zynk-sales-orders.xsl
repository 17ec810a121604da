<?xml version="1.0" encoding="UTF-8"?>
<!--
  Mill Lane Mugs: orders that name a company go to the trade account, and Custom2 tells the warehouse its own word for the
  delivery, from lookups/couriers.csv. A delivery that is not in the table holds the order and names the table.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:map="urn:MappingFunctions"
                exclude-result-prefixes="map">

  <xsl:import href="base:bigcommerce-orders-to-zynk-sales-orders.xsl"/>

  <xsl:template match="order[normalize-space(billing_address/company) != '']" mode="account">
    <AccountReference>TRADE</AccountReference>
  </xsl:template>

  <xsl:template match="order" mode="custom-fields">
    <xsl:apply-imports/>
    <xsl:variable name="method" select="shipping_addresses/address[1]/shipping_method"/>
    <xsl:if test="$method">
      <Custom2><xsl:value-of select="map:MapTo('couriers', string($method))"/></Custom2>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
