<?xml version="1.0" encoding="UTF-8"?>
<!--
  Zynk Sales Orders to BigCommerce Order Updates, version 1.

  Input   Company/SalesOrders/SalesOrder, the success file of `sage50.import-sales-orders`;
          orders that were in the ledger already are in it too.
  Output  orders/order/id for `bigcommerce.update-orders`; which status they get is a setting of that task.
  Parameters  none.
  Seams   filter (SalesOrder)   a text is the reason why the shop is not told; empty tells it
          shop-order-id (SalesOrder)   the order's number in the shop
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:c="urn:crosswalk:mapping"
                xmlns:x="urn:crosswalk" exclude-result-prefixes="c x">

  <xsl:import href="lib/messages.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>
  <xsl:strip-space elements="*"/>

  <c:mapping from="Zynk Sales Orders" to="BigCommerce Order Updates" record="Company/SalesOrders/SalesOrder"
             output="orders/order" record-local="true"/>

  <!-- All orders of one file are of one store: one connection downloaded them. -->
  <xsl:template match="/Company">
    <xsl:variable name="store" select="(SalesOrders/SalesOrder)[1]/x:Store"/>
    <orders>
      <xsl:if test="$store"><xsl:attribute name="store"><xsl:value-of select="$store"/></xsl:attribute></xsl:if>
      <xsl:apply-templates select="SalesOrders/SalesOrder"/>
    </orders>
  </xsl:template>

  <xsl:template match="/*" priority="-1">
    <xsl:call-template name="stop">
      <xsl:with-param name="code">E-INPUT</xsl:with-param>
      <xsl:with-param name="text" select="concat('the root element is ', name(), ', expected Company')"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="SalesOrder">
    <xsl:variable name="reason"><xsl:apply-templates select="." mode="filter"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="normalize-space($reason)">
        <xsl:call-template name="notice">
          <xsl:with-param name="code">N-SKIPPED</xsl:with-param>
          <xsl:with-param name="text" select="concat('left out: ', normalize-space($reason))"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <order><id><xsl:apply-templates select="." mode="shop-order-id"/></id></order>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The import lists what else of the same shop order is not in the ledger yet; the last part of it tells the shop. -->
  <xsl:template match="SalesOrder[x:WaitingParts]" priority="1">
    <xsl:call-template name="notice">
      <xsl:with-param name="code">N-WAITING</xsl:with-param>
      <xsl:with-param name="text" select="concat('left out: waits for ', normalize-space(x:WaitingParts))"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="SalesOrder" mode="filter"/>

  <!-- An order that was split has a part after its number: 1042/2 is order 1042 in the shop. -->
  <xsl:template match="SalesOrder" mode="shop-order-id">
    <xsl:variable name="id" select="substring-before(concat(normalize-space(Id), '/'), '/')"/>
    <xsl:if test="not($id)">
      <xsl:call-template name="stop">
        <xsl:with-param name="code">E-ID</xsl:with-param>
        <xsl:with-param name="text">
          the sales order has no Id, so the shop cannot be told; find the order by its CustomerOrderNumber
        </xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:value-of select="$id"/>
  </xsl:template>

</xsl:stylesheet>
