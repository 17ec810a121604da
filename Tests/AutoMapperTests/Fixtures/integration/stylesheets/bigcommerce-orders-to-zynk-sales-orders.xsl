<?xml version="1.0" encoding="UTF-8"?>
<!-- An integration's layer: every customer's orders say who took them, and stock codes come from a lookup. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:map="urn:MappingFunctions"
                exclude-result-prefixes="map">
  <xsl:import href="base:bigcommerce-orders-to-zynk-sales-orders.xsl"/>
  <xsl:template match="order" mode="taken-by">Web team</xsl:template>
  <xsl:template match="product" mode="sku"><xsl:value-of select="map:MapTo('stock-codes', sku)"/></xsl:template>
</xsl:stylesheet>
