<?xml version="1.0" encoding="UTF-8"?>
<!--
  Harbour Books: web sales have a nominal code of their own, and the order says which till took it.
  Everything else follows the base.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:import href="base:bigcommerce-orders-to-zynk-sales-orders.xsl"/>

  <xsl:template match="product" mode="nominal-code"><NominalCode>4001</NominalCode></xsl:template>

  <xsl:template match="order" mode="taken-by">Harbour Books web shop</xsl:template>

</xsl:stylesheet>
