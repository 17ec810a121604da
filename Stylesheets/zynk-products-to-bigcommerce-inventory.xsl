<?xml version="1.0" encoding="UTF-8"?>
<!--
  Zynk Products to BigCommerce Inventory, version 1.

  Input   Company/Products/Product as `sage50.export-stock` writes it, with {urn:crosswalk}OpenShopOrders: pieces ordered in the
          shop that are not in the ledger yet, and {urn:crosswalk}QtyMakeUp: how many could be built from components in stock.
  Output  inventories/inventory{sku, inventory_level, inventory_warning_level} for `bigcommerce.update-inventory`:
          whole numbers, never below zero: free stock without open shop orders, then safety stock, then the cap.
  Parameters  declared in c:mapping below.
  Seams   filter (Product)          a text is the reason why the product is left out; empty sends it
          sku (Product)             the SKU in the shop
          free-stock (Product)      decimal text: what could be sold, before safety stock and cap
          warning-level (Product)   a whole number, or nothing
          extra-inventory-elements (Product)   empty hook, for instance for parent_sku
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:c="urn:crosswalk:mapping"
                xmlns:x="urn:crosswalk" xmlns:money="urn:crosswalk:money" xmlns:text="urn:crosswalk:text"
                exclude-result-prefixes="c x money text">

  <xsl:import href="lib/messages.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>
  <xsl:strip-space elements="*"/>

  <c:mapping from="Zynk Products" to="BigCommerce Inventory" record="Company/Products/Product"
             output="inventories/inventory" record-local="true">
    <c:parameter name="SafetyStock" type="number" default="0" description="Pieces kept back from the shop"/>
    <c:parameter name="Cap" type="string" default="" description="Highest level the shop is told; empty for none"/>
    <c:parameter name="MakeUp" type="boolean" default="false"
                 description="Counts what could be built from components in stock as free"/>
    <c:parameter name="Inactive" type="choice" choices="skip zero" default="skip"
                 description="What becomes of inactive products"/>
    <c:parameter name="Unpublished" type="choice" choices="send skip zero" default="send"
                 description="What becomes of products not flagged for the web"/>
  </c:mapping>

  <xsl:param name="SafetyStock" select="'0'"/>
  <xsl:param name="Cap" select="''"/>
  <xsl:param name="MakeUp" select="'false'"/>
  <xsl:param name="Inactive" select="'skip'"/>
  <xsl:param name="Unpublished" select="'send'"/>

  <xsl:template match="/Company">
    <inventories><xsl:apply-templates select="Products/Product"/></inventories>
  </xsl:template>

  <xsl:template match="/*" priority="-1">
    <xsl:call-template name="stop">
      <xsl:with-param name="code">E-INPUT</xsl:with-param>
      <xsl:with-param name="text" select="concat('the root element is ', name(), ', expected Company')"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="Product">
    <xsl:variable name="reason"><xsl:apply-templates select="." mode="filter"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="normalize-space($reason)">
        <xsl:call-template name="notice">
          <xsl:with-param name="code">N-SKIPPED</xsl:with-param>
          <xsl:with-param name="text" select="concat('left out: ', normalize-space($reason))"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <inventory>
          <sku><xsl:apply-templates select="." mode="sku"/></sku>
          <inventory_level><xsl:apply-templates select="." mode="level"/></inventory_level>
          <xsl:variable name="warning"><xsl:apply-templates select="." mode="warning-level"/></xsl:variable>
          <xsl:if test="string($warning)">
            <inventory_warning_level><xsl:value-of select="$warning"/></inventory_warning_level>
          </xsl:if>
          <xsl:apply-templates select="." mode="extra-inventory-elements"/>
        </inventory>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Stock of a service or a non-stock item is always 0 in the ledger: sending it would sell the product out. -->
  <xsl:template match="Product" mode="filter">
    <xsl:variable name="is-inactive"><xsl:call-template name="is-inactive"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="ItemType = 'NonStock' or ItemType = 'Service'">
        <xsl:value-of select="concat('the item type is ', ItemType)"/>
      </xsl:when>
      <xsl:when test="$is-inactive = 'true' and $Inactive = 'skip'">the product is inactive</xsl:when>
      <xsl:when test="Publish = 'false' and $Unpublished = 'skip'">the product is not published</xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- The year 1 is the format's way to say that there is no date. -->
  <xsl:template name="is-inactive">
    <xsl:variable name="has-date" select="text:value(InactiveDate) and not(starts-with(InactiveDate, '0001'))"/>
    <xsl:value-of select="IsActive = 'false' or $has-date"/>
  </xsl:template>

  <xsl:template match="Product" mode="sku">
    <xsl:variable name="sku" select="normalize-space(Sku)"/>
    <xsl:if test="not($sku)">
      <xsl:call-template name="stop">
        <xsl:with-param name="code">E-NOSKU</xsl:with-param>
        <xsl:with-param name="text">
          a stock record without stock code cannot be found in the shop; correct it in the ledger
        </xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:value-of select="$sku"/>
  </xsl:template>

  <xsl:template match="Product" mode="level">
    <xsl:variable name="is-inactive"><xsl:call-template name="is-inactive"/></xsl:variable>
    <xsl:variable name="free"><xsl:apply-templates select="." mode="free-stock"/></xsl:variable>
    <xsl:variable name="sellable" select="money:floor(money:subtract(string($free), x:OpenShopOrders))"/>
    <xsl:variable name="level" select="money:floor(money:subtract($sellable, $SafetyStock))"/>
    <xsl:if test="money:compare(string($free), 0) = -1">
      <xsl:call-template name="notice">
        <xsl:with-param name="code">W-NEGATIVE</xsl:with-param>
        <xsl:with-param name="text" select="concat('the ledger has ', $free, ' free pieces; the shop is told 0')"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="$is-inactive = 'true' or (Publish = 'false' and $Unpublished = 'zero')">0</xsl:when>
      <xsl:when test="money:compare($level, 0) = -1">0</xsl:when>
      <xsl:when test="$Cap != '' and money:compare($level, $Cap) = 1"><xsl:value-of select="money:floor($Cap)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$level"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- In stock less allocated, with what could be built when asked for. An empty quantity counts as 0 but is odd enough to be told; an absent one is normal. -->
  <xsl:template match="Product" mode="free-stock">
    <xsl:if test="QtyInStock[not(normalize-space())] or QtyAllocated[not(normalize-space())]">
      <xsl:call-template name="notice">
        <xsl:with-param name="code">W-QUANTITY</xsl:with-param>
        <xsl:with-param name="text">an empty quantity counts as 0</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:variable name="built" select="x:QtyMakeUp[$MakeUp = 'true']"/>
    <xsl:value-of select="money:add(money:subtract(QtyInStock, QtyAllocated), $built)"/>
  </xsl:template>

  <xsl:template match="Product" mode="warning-level">
    <xsl:if test="text:value(ReorderLvl) and money:compare(ReorderLvl, 0) != -1">
      <xsl:value-of select="money:ceiling(ReorderLvl)"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="Product" mode="extra-inventory-elements"/>

</xsl:stylesheet>
