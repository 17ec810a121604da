<?xml version="1.0" encoding="UTF-8"?>
<!--
  Refunds given before the order reached the ledger. The shop's totals do not shrink, so the refunds themselves must say what was
  given back for what; only then is the order reduced. A plan that is reduced has the attribute `refunded`.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:exsl="http://exslt.org/common"
                xmlns:money="urn:crosswalk:money" xmlns:text="urn:crosswalk:text" exclude-result-prefixes="exsl money text">

  <!-- Why an order is left out because of its refunds; empty when something of it is left of `total`. -->
  <xsl:template name="all-refunded">
    <xsl:param name="total"/>
    <xsl:variable name="refunded" select="money:sum(refunds/refund/total_amount)"/>
    <xsl:choose>
      <xsl:when test="normalize-space(status_id) = '4'">everything was refunded (status 4)</xsl:when>
      <xsl:when test="money:compare($refunded, 0) = 1 and money:compare($refunded, $total) != -1">
        <xsl:value-of select="concat('everything was refunded, ', money:format($refunded, 2))"/>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- The plan of what is left of the order. -->
  <xsl:template match="order" mode="without-refunds">
    <xsl:param name="plan"/>
    <xsl:variable name="returned" select="products/product[quantity_refunded != '' and money:compare(quantity_refunded, 0) = 1]"/>
    <xsl:variable name="worth-money"><xsl:apply-templates select="$returned" mode="worth-money">
      <xsl:with-param name="plan" select="$plan"/>
    </xsl:apply-templates></xsl:variable>
    <xsl:choose>
      <xsl:when test="not(refunds/refund) and ($worth-money != '' or normalize-space(status_id) = '14'
                                               or text:lists('partially refunded', payment_status))">
        <xsl:call-template name="unexplained-refund">
          <xsl:with-param name="why">the download has no refunds that say what was given back</xsl:with-param>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="refunds/refund or $returned">
        <xsl:call-template name="reduced-plan"><xsl:with-param name="plan" select="$plan"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:copy-of select="$plan"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A line whose pieces that came back are worth half a penny or more; for less, such as a free sample, the shop makes no refund. -->
  <xsl:template match="product" mode="worth-money">
    <xsl:param name="plan"/>
    <xsl:variable name="gross" select="$plan/charge[@key = generate-id(current())]/@gross"/>
    <xsl:if test="not($gross) or money:compare(money:multiply($gross, quantity_refunded), money:multiply('0.005', quantity)) != -1">
      <xsl:value-of select="concat(id, ' ')"/>
    </xsl:if>
  </xsl:template>

  <xsl:template name="reduced-plan">
    <xsl:param name="plan"/>
    <xsl:variable name="given-back-tree">
      <xsl:apply-templates select="refunds/refund/items/item" mode="given-back">
        <xsl:with-param name="plan" select="$plan"/>
      </xsl:apply-templates>
    </xsl:variable>
    <xsl:variable name="given-back" select="exsl:node-set($given-back-tree)/given-back"/>
    <xsl:variable name="refunded" select="money:format(money:sum(refunds/refund/total_amount), 2)"/>
    <xsl:variable name="amounts" select="money:fit($refunded, $given-back/@amount)"/>
    <xsl:if test="refunds/refund and not($given-back) or money:compare(money:sum($amounts), $refunded) != 0">
      <xsl:call-template name="unexplained-refund">
        <xsl:with-param name="why" select="concat('its items come to ', money:format(money:sum($given-back/@amount), 2),
                                                  ', the refunds to ', $refunded)"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:variable name="left-tree"><xsl:call-template name="left-charges">
      <xsl:with-param name="charges" select="$plan/charge"/>
      <xsl:with-param name="given-back" select="$given-back"/>
      <xsl:with-param name="amounts" select="$amounts"/>
    </xsl:call-template></xsl:variable>
    <xsl:variable name="left" select="exsl:node-set($left-tree)/charge"/>
    <xsl:variable name="total" select="money:format(money:subtract($plan/@total, $refunded), 2)"/>
    <!-- Pennies that the plan had moved onto a line that came back whole are due on what is left. -->
    <xsl:variable name="grosses" select="money:fit($total, $left/@gross)"/>
    <xsl:if test="money:compare(money:sum($grosses), $total) != 0">
      <xsl:call-template name="unexplained-refund">
        <xsl:with-param name="why" select="concat('its lines and costs leave ', money:format(money:sum($left/@gross), 2),
                                                  ' where ', $total, ' are due')"/>
      </xsl:call-template>
    </xsl:if>
    <plan total="{$total}" refunded="{$refunded}">
      <xsl:copy-of select="$plan/@side | $plan/@instruments"/>
      <xsl:for-each select="$left">
        <xsl:variable name="index" select="position()"/>
        <xsl:call-template name="reduced-charge">
          <xsl:with-param name="gross" select="string($grosses[$index])"/>
          <xsl:with-param name="has-goods" select="boolean($left[@kind = 'goods'])"/>
        </xsl:call-template>
      </xsl:for-each>
    </plan>
  </xsl:template>

  <!-- The charges that are left, `gross` less what was given back of each and `was` before; those that came back whole are gone. -->
  <xsl:template name="left-charges">
    <xsl:param name="charges"/>
    <xsl:param name="given-back"/>
    <xsl:param name="amounts"/>
    <xsl:variable name="order" select="."/>
    <xsl:for-each select="$charges">
      <xsl:variable name="position" select="position()"/>
      <xsl:variable name="own-tree"><xsl:for-each select="$given-back">
        <xsl:variable name="index" select="position()"/>
        <xsl:if test="@charge = $position"><amount><xsl:value-of select="$amounts[$index]"/></amount></xsl:if>
      </xsl:for-each></xsl:variable>
      <xsl:call-template name="left-charge">
        <xsl:with-param name="order" select="$order"/>
        <xsl:with-param name="line" select="$order/products/product[generate-id() = current()/@key]"/>
        <xsl:with-param name="own" select="exsl:node-set($own-tree)/amount"/>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <!-- The plan and the refund round on their own: of a charge that came back whole a penny or two may be over or missing. -->
  <xsl:template name="left-charge">
    <xsl:param name="order"/>
    <xsl:param name="line"/>
    <xsl:param name="own"/>
    <xsl:variable name="gross" select="money:format(money:subtract(@gross, money:sum($own)), 2)"/>
    <xsl:variable name="limit" select="money:multiply('0.01', count($own) + number(boolean($own)))"/>
    <xsl:variable name="is-near-zero" select="money:compare($gross, $limit) != 1
                                              and money:compare(money:subtract(0, $gross), $limit) != 1"/>
    <xsl:variable name="is-over" select="money:compare($gross, 0) = -1"/>
    <xsl:variable name="has-pieces" select="$line and money:compare($line/quantity, $line/quantity_refunded) = 1"/>
    <xsl:choose>
      <xsl:when test="$is-near-zero and $line and not($has-pieces)"/>
      <xsl:when test="$is-near-zero and $own and not($line) and money:compare($gross, 0) != 1"/>
      <xsl:when test="$is-over and not($is-near-zero) or $line and not($has-pieces)">
        <xsl:for-each select="$order">
          <xsl:call-template name="unexplained-refund">
            <xsl:with-param name="why" select="concat($gross, ' would be left of a line that is given back whole')"/>
          </xsl:call-template>
        </xsl:for-each>
      </xsl:when>
      <xsl:otherwise>
        <charge was="{@gross}">
          <xsl:copy-of select="@*"/>
          <xsl:attribute name="gross"><xsl:choose>
            <xsl:when test="$is-over">0.00</xsl:when><xsl:otherwise><xsl:value-of select="$gross"/></xsl:otherwise>
          </xsl:choose></xsl:attribute>
        </charge>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A charge at what is left of it. Where no goods are left the carriage becomes a line: an order without lines is none. -->
  <xsl:template name="reduced-charge">
    <xsl:param name="gross"/>
    <xsl:param name="has-goods"/>
    <charge>
      <xsl:copy-of select="@*[name() != 'was']"/>
      <xsl:if test="money:compare($gross, @was) != 0">
        <xsl:attribute name="gross"><xsl:value-of select="$gross"/></xsl:attribute>
        <xsl:attribute name="net"><xsl:value-of select="money:net($gross, @rate)"/></xsl:attribute>
        <xsl:attribute name="tax"><xsl:value-of select="money:tax($gross, @rate)"/></xsl:attribute>
      </xsl:if>
      <xsl:if test="@kind = 'carriage' and not($has-goods)"><xsl:attribute name="kind">postage</xsl:attribute></xsl:if>
    </charge>
  </xsl:template>

  <!--
    One item of a refund: which charge of the plan it is taken from, and how much; the pieces' part of the line where the shop
    gives no amount. Refunds of the order as a whole or of tax alone are of no charge in particular.
  -->
  <xsl:template match="item" mode="given-back">
    <xsl:param name="plan"/>
    <xsl:variable name="order" select="ancestor::order"/>
    <xsl:variable name="line" select="$order/products/product[id = current()/item_id]"/>
    <xsl:variable name="fee" select="$order/fees/fee[id = current()/item_id]"/>
    <xsl:variable name="charge" select="$plan/charge[
        current()/item_type = 'PRODUCT' and $line and @key = generate-id($line)
        or current()/item_type = 'FEE' and $fee and @key = generate-id($fee)
        or current()/item_type = 'GIFT_WRAPPING' and @kind = 'wrapping'
        or current()/item_type = 'SHIPPING' and @kind = 'carriage'
        or current()/item_type = 'HANDLING' and @kind = 'handling'
        or current()/item_type = 'HANDLING' and @kind = 'carriage' and not(../charge[@kind = 'handling'])][1]"/>
    <xsl:if test="not($charge)">
      <xsl:call-template name="unexplained-refund">
        <xsl:with-param name="why" select="concat('its item ', item_type, ' ', item_id, ' belongs to no line or cost')"/>
      </xsl:call-template>
    </xsl:if>
    <given-back charge="{count($charge/preceding-sibling::charge) + 1}">
      <xsl:attribute name="amount"><xsl:choose>
        <xsl:when test="text:value(requested_amount)"><xsl:value-of select="money:add(requested_amount, 0)"/></xsl:when>
        <xsl:when test="$line and item_type = 'PRODUCT'">
          <xsl:value-of select="money:divide(money:multiply($charge/@gross, quantity), $line/quantity)"/>
        </xsl:when>
        <xsl:otherwise><xsl:value-of select="$charge/@gross"/></xsl:otherwise>
      </xsl:choose></xsl:attribute>
    </given-back>
  </xsl:template>

  <xsl:template name="unexplained-refund">
    <xsl:param name="why"/>
    <xsl:call-template name="stop">
      <xsl:with-param name="code">E-REFUND</xsl:with-param>
      <xsl:with-param name="text">
        part of the order was refunded, which explains why its lines and its total differ, but
        <xsl:value-of select="$why"/>; enter it by hand with its credit and settle it
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

</xsl:stylesheet>
