<?xml version="1.0" encoding="UTF-8"?>
<!--
  Shipping and handling as charges. The ledger has one carriage per order: both when they are taxed alike. A carriage whose tax
  the shop took from the rates of the goods ("apportioned") is split by those rates: the largest part is the carriage, the others
  are lines of their own.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:exsl="http://exslt.org/common"
                xmlns:money="urn:crosswalk:money" exclude-result-prefixes="exsl money">

  <xsl:template match="order" mode="carriage-charges">
    <xsl:param name="place"/>
    <xsl:param name="goods"/>
    <xsl:variable name="has-handling" select="money:compare(string(handling_cost_inc_tax), 0) != 0
                                              or money:compare(string(handling_cost_ex_tax), 0) != 0"/>
    <xsl:variable name="are-apart"><xsl:if test="$has-handling">
      <xsl:call-template name="taxed-apart"><xsl:with-param name="place" select="$place"/></xsl:call-template>
    </xsl:if></xsl:variable>
    <xsl:variable name="handling" select="self::order[$has-handling and not(string($are-apart))]"/>
    <xsl:variable name="method"><xsl:call-template name="shipping-method"/></xsl:variable>
    <xsl:call-template name="carriage-charge">
      <xsl:with-param name="place" select="$place"/>
      <xsl:with-param name="goods" select="$goods"/>
      <xsl:with-param name="kind">carriage</xsl:with-param>
      <xsl:with-param name="name" select="string($method)"/>
      <xsl:with-param name="inc" select="money:add(string(shipping_cost_inc_tax), string($handling/handling_cost_inc_tax))"/>
      <xsl:with-param name="ex" select="money:add(string(shipping_cost_ex_tax), string($handling/handling_cost_ex_tax))"/>
    </xsl:call-template>
    <xsl:if test="string($are-apart)">
      <xsl:call-template name="carriage-charge">
        <xsl:with-param name="place" select="$place"/>
        <xsl:with-param name="goods" select="$goods"/>
        <xsl:with-param name="kind">handling</xsl:with-param>
        <xsl:with-param name="name">Handling</xsl:with-param>
        <xsl:with-param name="inc" select="string(handling_cost_inc_tax)"/>
        <xsl:with-param name="ex" select="string(handling_cost_ex_tax)"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- `true` when shipping and handling have different rates; nothing when they are taxed alike or one of them has none. -->
  <xsl:template name="taxed-apart">
    <xsl:param name="place"/>
    <xsl:variable name="shipping"><xsl:call-template name="tax-rate">
      <xsl:with-param name="inc" select="shipping_cost_inc_tax"/><xsl:with-param name="ex" select="shipping_cost_ex_tax"/>
      <xsl:with-param name="place" select="$place"/>
    </xsl:call-template></xsl:variable>
    <xsl:variable name="handling"><xsl:call-template name="tax-rate">
      <xsl:with-param name="inc" select="handling_cost_inc_tax"/><xsl:with-param name="ex" select="handling_cost_ex_tax"/>
      <xsl:with-param name="place" select="$place"/>
    </xsl:call-template></xsl:variable>
    <xsl:if test="$shipping != '' and $handling != '' and $shipping != $handling">true</xsl:if>
  </xsl:template>

  <!-- A cost at one rate, or at the rates of the goods where its own figures are what those make together. -->
  <xsl:template name="carriage-charge">
    <xsl:param name="place"/>
    <xsl:param name="goods"/>
    <xsl:param name="kind"/>
    <xsl:param name="name"/>
    <xsl:param name="inc"/>
    <xsl:param name="ex"/>
    <xsl:variable name="rate" select="money:rate-of($inc, $ex, $rates)"/>
    <xsl:variable name="parts-tree">
      <xsl:if test="$rate != '' and not(money:knows-rate($rates, $rate))">
        <xsl:call-template name="apportioned">
          <xsl:with-param name="goods" select="$goods"/>
          <xsl:with-param name="inc" select="$inc"/>
          <xsl:with-param name="ex" select="$ex"/>
        </xsl:call-template>
      </xsl:if>
    </xsl:variable>
    <xsl:variable name="parts" select="exsl:node-set($parts-tree)/part"/>
    <xsl:variable name="order" select="."/>
    <xsl:choose>
      <xsl:when test="$parts">
        <xsl:variable name="largest"><xsl:call-template name="largest-part">
          <xsl:with-param name="parts" select="$parts"/>
        </xsl:call-template></xsl:variable>
        <xsl:for-each select="$parts">
          <xsl:variable name="part" select="."/>
          <xsl:variable name="own-kind"><xsl:choose>
            <xsl:when test="@rate = $largest"><xsl:value-of select="$kind"/></xsl:when>
            <xsl:when test="$kind = 'carriage'">postage</xsl:when>
            <xsl:otherwise><xsl:value-of select="$kind"/></xsl:otherwise>
          </xsl:choose></xsl:variable>
          <xsl:for-each select="$order">
            <xsl:call-template name="charge-at-rate">
              <xsl:with-param name="place" select="$place"/>
              <xsl:with-param name="kind" select="string($own-kind)"/>
              <xsl:with-param name="name" select="$name"/>
              <xsl:with-param name="rate" select="string($part/@rate)"/>
              <xsl:with-param name="list-inc" select="$part/@inc"/>
              <xsl:with-param name="list-ex" select="$part/@ex"/>
              <xsl:with-param name="inc" select="$part/@inc"/>
              <xsl:with-param name="ex" select="$part/@ex"/>
            </xsl:call-template>
          </xsl:for-each>
        </xsl:for-each>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="cost-charge">
          <xsl:with-param name="place" select="$place"/>
          <xsl:with-param name="kind" select="$kind"/>
          <xsl:with-param name="name" select="$name"/>
          <xsl:with-param name="inc" select="$inc"/>
          <xsl:with-param name="ex" select="$ex"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!--
    `part`s with rate, inc and ex, by what the goods at each rate are of all goods; nothing when the tax that makes is not the
    shop's own, to a penny for each rate.
  -->
  <xsl:template name="apportioned">
    <xsl:param name="goods"/>
    <xsl:param name="inc"/>
    <xsl:param name="ex"/>
    <xsl:variable name="groups-tree">
      <xsl:for-each select="$goods[@rate != '' and not(@rate = preceding-sibling::charge/@rate)]">
        <xsl:variable name="net" select="money:sum($goods[@rate = current()/@rate]/ex)"/>
        <group rate="{@rate}" net="{$net}"
               gross="{money:add($net, money:divide(money:multiply($net, @rate), 100))}"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="groups" select="exsl:node-set($groups-tree)/group"/>
    <xsl:if test="count($groups) &gt; 1">
      <xsl:variable name="nets" select="money:shares($ex, $groups/@net)"/>
      <xsl:variable name="taxes">
        <xsl:for-each select="$groups">
          <xsl:variable name="index" select="position()"/>
          <tax><xsl:value-of select="money:divide(money:multiply($nets[$index], @rate), 100)"/></tax>
        </xsl:for-each>
      </xsl:variable>
      <xsl:variable name="gap" select="money:subtract(money:subtract($inc, $ex), money:sum(exsl:node-set($taxes)/tax))"/>
      <xsl:variable name="limit" select="money:multiply('0.01', count($groups))"/>
      <xsl:if test="money:compare($gap, $limit) != 1 and money:compare(money:subtract(0, $gap), $limit) != 1">
        <xsl:variable name="grosses" select="money:shares($inc, $groups/@gross)"/>
        <xsl:for-each select="$groups">
          <xsl:variable name="index" select="position()"/>
          <part rate="{@rate}" inc="{$grosses[$index]}" ex="{$nets[$index]}"/>
        </xsl:for-each>
      </xsl:if>
    </xsl:if>
  </xsl:template>

  <!-- The rate of the largest part, the first of equals. -->
  <xsl:template name="largest-part">
    <xsl:param name="parts"/>
    <xsl:variable name="first" select="$parts[1]"/>
    <xsl:variable name="larger" select="$parts[money:compare(@inc, $first/@inc) = 1]"/>
    <xsl:choose>
      <xsl:when test="$larger">
        <xsl:call-template name="largest-part"><xsl:with-param name="parts" select="$larger"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$first/@rate"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
