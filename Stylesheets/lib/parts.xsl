<?xml version="1.0" encoding="UTF-8"?>
<!--
  One sales order for each delivery address (SeveralAddresses = one-order-each). Lines go with their address. A cost of the whole
  order is shared, by the costs of the addresses where those add up to it, else by the goods. Payments are shared by what is left
  to pay. All of it to the penny: the parts add up to the whole.

  The plan of a part has the attributes part, parts and address; lib/plan.xsl tells the rest of its shape.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:exsl="http://exslt.org/common"
                xmlns:money="urn:crosswalk:money" exclude-result-prefixes="exsl money">

  <!-- Writes the parts of an order; an order whose goods all go to one address is none of several. -->
  <xsl:template match="order" mode="parts">
    <xsl:param name="plan"/>
    <xsl:param name="payments"/>
    <xsl:variable name="order" select="."/>
    <xsl:variable name="shared-tree"><xsl:call-template name="shared-plan">
      <xsl:with-param name="plan" select="$plan"/>
    </xsl:call-template></xsl:variable>
    <xsl:variable name="parts" select="exsl:node-set($shared-tree)/plan"/>
    <xsl:variable name="paid-tree"><xsl:call-template name="shared-payments">
      <xsl:with-param name="payments" select="$payments/payment"/>
      <xsl:with-param name="open" select="$parts/@total"/>
    </xsl:call-template></xsl:variable>
    <xsl:for-each select="$parts">
      <xsl:variable name="part" select="."/>
      <xsl:variable name="paid"><payments>
        <xsl:copy-of select="exsl:node-set($paid-tree)/payment[@part = $part/@part]"/>
      </payments></xsl:variable>
      <xsl:for-each select="$order">
        <xsl:apply-templates select="." mode="document">
          <xsl:with-param name="plan" select="$part"/>
          <xsl:with-param name="payments" select="exsl:node-set($paid)/payments"/>
          <xsl:with-param name="address" select="shipping_addresses/address[generate-id() = $part/@address]"/>
        </xsl:apply-templates>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:template>

  <!-- One plan for each address that goods go to. Goods without an address, a download for instance, go with the first. -->
  <xsl:template name="shared-plan">
    <xsl:param name="plan"/>
    <xsl:variable name="order" select="."/>
    <xsl:variable name="owners-tree">
      <xsl:for-each select="$plan/charge[@kind = 'goods']">
        <xsl:variable name="line" select="$order/products/product[generate-id() = current()/@key]"/>
        <xsl:variable name="own" select="$order/shipping_addresses/address[id = $line/order_address_id][1]"/>
        <owner key="{@key}" address="{generate-id($own | $order/shipping_addresses/address[not($own)][1])}" gross="{@gross}"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="owners" select="exsl:node-set($owners-tree)/owner"/>
    <xsl:variable name="addresses" select="shipping_addresses/address[$owners/@address = generate-id()]"/>
    <xsl:variable name="goods-tree">
      <xsl:for-each select="$addresses">
        <goods><xsl:value-of select="money:sum($owners[@address = generate-id(current())]/@gross)"/></goods>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="costs-tree">
      <xsl:for-each select="$plan/charge[@kind != 'goods']">
        <xsl:call-template name="shared-cost">
          <xsl:with-param name="order" select="$order"/>
          <xsl:with-param name="addresses" select="$addresses"/>
          <xsl:with-param name="goods" select="exsl:node-set($goods-tree)/goods"/>
        </xsl:call-template>
      </xsl:for-each>
    </xsl:variable>
    <xsl:for-each select="$addresses">
      <xsl:variable name="address" select="generate-id()"/>
      <xsl:variable name="number" select="position()"/>
      <xsl:variable name="charges" select="$plan/charge[@key = $owners[@address = $address]/@key]
                                           | exsl:node-set($costs-tree)/charge[@part = $number]"/>
      <plan part="{$number}" parts="{count($addresses)}" address="{$address}"
            total="{money:format(money:sum($charges/@gross), 2)}">
        <xsl:copy-of select="$plan/@side | $plan/@instruments | $plan/@refunded"/>
        <xsl:copy-of select="$charges"/>
      </plan>
    </xsl:for-each>
  </xsl:template>

  <!-- A cost shared over the addresses. Gross first, so that net and tax of each share are what its rate makes. -->
  <xsl:template name="shared-cost">
    <xsl:param name="order"/>
    <xsl:param name="addresses"/>
    <xsl:param name="goods"/>
    <xsl:variable name="charge" select="."/>
    <xsl:variable name="own-tree">
      <xsl:for-each select="$addresses">
        <cost><xsl:value-of select="money:add(cost_inc_tax[$charge/@kind = 'carriage'],
            handling_cost_inc_tax[$charge/@kind = 'carriage' or $charge/@kind = 'handling'])"/></cost>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="own" select="exsl:node-set($own-tree)/cost"/>
    <xsl:variable name="are-told" select="money:is-near(money:sum($own), $charge/@gross)"/>
    <xsl:variable name="shares" select="money:shares($charge/@gross, $own[$are-told] | $goods[not($are-told)])"/>
    <xsl:for-each select="$shares[money:compare(., 0) != 0]">
      <xsl:variable name="gross" select="money:format(., 2)"/>
      <xsl:variable name="part"><xsl:call-template name="index-of">
        <xsl:with-param name="node" select="."/><xsl:with-param name="nodes" select="$shares"/>
      </xsl:call-template></xsl:variable>
      <charge gross="{$gross}" net="{money:net($gross, $charge/@rate)}" tax="{money:tax($gross, $charge/@rate)}">
        <xsl:copy-of select="$charge/@kind | $charge/@key | $charge/@rate | $charge/@code | $charge/@name"/>
        <xsl:attribute name="part"><xsl:value-of select="$part"/></xsl:attribute>
        <xsl:if test="$charge/@kind = 'carriage' or $charge/@kind = 'postage'">
          <xsl:attribute name="name">
            <xsl:for-each select="$order">
              <xsl:call-template name="shipping-method">
                <xsl:with-param name="address" select="$addresses[number($part)]"/>
              </xsl:call-template>
            </xsl:for-each>
          </xsl:attribute>
        </xsl:if>
      </charge>
    </xsl:for-each>
  </xsl:template>

  <!-- Which of `nodes` is `node`, counted from 1. -->
  <xsl:template name="index-of">
    <xsl:param name="node"/>
    <xsl:param name="nodes"/>
    <xsl:for-each select="$nodes">
      <xsl:if test="generate-id() = generate-id($node)"><xsl:value-of select="position()"/></xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- Each payment shared over what the parts have open, so that no part is paid more than it costs. -->
  <xsl:template name="shared-payments">
    <xsl:param name="payments"/>
    <xsl:param name="open"/>
    <!-- Gift certificates and store credit first; the card pays what is then left. -->
    <xsl:variable name="next" select="($payments[@instrument != 'card'] | $payments[not($payments[@instrument != 'card'])])[1]"/>
    <xsl:if test="$next">
      <xsl:variable name="shares" select="money:shares($next/@amount, $open)"/>
      <xsl:for-each select="$shares">
        <xsl:if test="money:compare(., 0) = 1">
          <payment part="{position()}" amount="{money:format(., 2)}">
            <xsl:copy-of select="$next/@instrument | $next/@bank | $next/@reference | $next/@type"/>
          </payment>
        </xsl:if>
      </xsl:for-each>
      <xsl:variable name="left">
        <xsl:for-each select="$open">
          <xsl:variable name="index" select="position()"/>
          <open><xsl:value-of select="money:subtract(., $shares[$index])"/></open>
        </xsl:for-each>
      </xsl:variable>
      <xsl:call-template name="shared-payments">
        <xsl:with-param name="payments" select="$payments[generate-id() != generate-id($next)]"/>
        <xsl:with-param name="open" select="exsl:node-set($left)/open"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
