<?xml version="1.0" encoding="UTF-8"?>
<!--
  What the shopper is charged for, one `charge` each: goods line by line, carriage, handling, wrapping, fees.

    <charge kind="goods" key="(which product)" rate="20" code="1" name="">
      <list-inc/> <list-ex/>   before discounts, with and without tax
      <inc/> <ex/>             what is left after discounts and refunded pieces
    </charge>

  Amounts keep the shop's four decimals here; lib/plan.xsl brings them to the penny.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:money="urn:crosswalk:money"
                xmlns:text="urn:crosswalk:text" exclude-result-prefixes="money text">

  <xsl:template match="order" mode="charges">
    <xsl:variable name="zone"><xsl:call-template name="tax-zone"/></xsl:variable>
    <xsl:variable name="spread"><xsl:call-template name="spread-discount"/></xsl:variable>
    <xsl:apply-templates select="products/product" mode="charge">
      <xsl:with-param name="zone" select="$zone"/>
      <xsl:with-param name="spread" select="string($spread)"/>
    </xsl:apply-templates>
    <xsl:call-template name="carriage-charges"><xsl:with-param name="zone" select="$zone"/></xsl:call-template>
    <xsl:call-template name="cost-charge">
      <xsl:with-param name="zone" select="$zone"/>
      <xsl:with-param name="kind">wrapping</xsl:with-param>
      <xsl:with-param name="name">Gift wrapping</xsl:with-param>
      <xsl:with-param name="inc" select="wrapping_cost_inc_tax"/>
      <xsl:with-param name="ex" select="wrapping_cost_ex_tax"/>
    </xsl:call-template>
    <xsl:apply-templates select="fees/fee" mode="charge"><xsl:with-param name="zone" select="$zone"/></xsl:apply-templates>
  </xsl:template>

  <!-- Without pieces left (removed or refunded) a line is no charge. Nor is a free part when its bundle stands for it. -->
  <xsl:template match="product" mode="charge">
    <xsl:param name="zone"/>
    <xsl:param name="spread"/>
    <xsl:variable name="pieces" select="money:subtract(quantity, quantity_refunded)"/>
    <xsl:variable name="is-hidden-part" select="$Bundles = 'parent' and is_bundled_product = 'true'
                                                and text:value(parent_order_product_id)
                                                and money:compare(price_inc_tax, 0) = 0"/>
    <xsl:choose>
      <xsl:when test="$is-hidden-part"/>
      <xsl:when test="money:compare($pieces, 0) &lt; 1">
        <xsl:call-template name="notice">
          <xsl:with-param name="code">N-LINE</xsl:with-param>
          <xsl:with-param name="text" select="concat('line ', id, ' has no pieces left and is not an order line')"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="goods-charge">
          <xsl:with-param name="zone" select="$zone"/>
          <xsl:with-param name="spread" select="$spread"/>
          <xsl:with-param name="pieces" select="$pieces"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="goods-charge">
    <xsl:param name="zone"/>
    <xsl:param name="spread"/>
    <xsl:param name="pieces"/>
    <xsl:variable name="list-inc"><xsl:call-template name="line-total">
      <xsl:with-param name="total" select="total_inc_tax"/><xsl:with-param name="price" select="price_inc_tax"/>
    </xsl:call-template></xsl:variable>
    <xsl:variable name="list-ex"><xsl:call-template name="line-total">
      <xsl:with-param name="total" select="total_ex_tax"/><xsl:with-param name="price" select="price_ex_tax"/>
    </xsl:call-template></xsl:variable>
    <xsl:variable name="discount"><xsl:call-template name="line-discount">
      <xsl:with-param name="spread" select="$spread"/>
    </xsl:call-template></xsl:variable>
    <xsl:variable name="inc"><xsl:choose>
      <xsl:when test="text:value(discounted_total_inc_tax)"><xsl:value-of select="discounted_total_inc_tax"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="money:subtract($list-inc, $discount)"/></xsl:otherwise>
    </xsl:choose></xsl:variable>
    <xsl:variable name="ex" select="money:subtract($list-ex, $discount)"/>
    <xsl:call-template name="charge">
      <xsl:with-param name="zone" select="$zone"/>
      <xsl:with-param name="kind">goods</xsl:with-param>
      <xsl:with-param name="key" select="generate-id()"/>
      <xsl:with-param name="list-inc" select="$list-inc"/>
      <xsl:with-param name="list-ex" select="$list-ex"/>
      <xsl:with-param name="inc" select="money:divide(money:multiply($inc, $pieces), quantity)"/>
      <xsl:with-param name="ex" select="money:divide(money:multiply($ex, $pieces), quantity)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- The line's own total where the shop gives one, else price by quantity. -->
  <xsl:template name="line-total">
    <xsl:param name="total"/>
    <xsl:param name="price"/>
    <xsl:choose>
      <xsl:when test="text:value($total)"><xsl:value-of select="money:add($total, 0)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="money:multiply($price, quantity)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Discounts of a line are for the whole line, not for a piece. -->
  <xsl:template name="line-discount">
    <xsl:param name="spread"/>
    <xsl:choose>
      <xsl:when test="$spread">
        <xsl:value-of select="money:share($spread, ../product/total_ex_tax, count(preceding-sibling::product) + 1)"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="money:sum(applied_discounts/discount/amount)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!--
    An order whose lines name no discount has its own spread over them by their price without tax, as the shop does it: that
    discount, else nothing. Asked once for the order, because it looks at all lines.
  -->
  <xsl:template name="spread-discount">
    <xsl:variable name="lines" select="products/product"/>
    <xsl:variable name="of-order"><xsl:call-template name="order-discount"/></xsl:variable>
    <xsl:if test="money:compare($of-order, 0) = 1 and count($lines/total_ex_tax) = count($lines)
                  and not($lines/applied_discounts/discount) and not($lines[text:value(discounted_total_inc_tax)])">
      <xsl:value-of select="$of-order"/>
    </xsl:if>
  </xsl:template>

  <!-- What the goods of the order were discounted by: a free-shipping coupon is listed, but shipping is already free. -->
  <xsl:template name="order-discount">
    <xsl:variable name="order" select="ancestor-or-self::order"/>
    <xsl:variable name="discounts" select="money:add($order/discount_amount, $order/coupon_discount)"/>
    <xsl:choose>
      <xsl:when test="money:compare($order/shipping_cost_inc_tax, 0) = 0">
        <xsl:value-of select="money:subtract($discounts, money:sum($order/coupons/coupon[type = 4]/discount))"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$discounts"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Shipping and handling are one carriage when they are taxed alike; the ledger has one carriage per order. -->
  <xsl:template name="carriage-charges">
    <xsl:param name="zone"/>
    <xsl:variable name="shipping-rate"><xsl:call-template name="tax-rate">
      <xsl:with-param name="inc" select="shipping_cost_inc_tax"/><xsl:with-param name="ex" select="shipping_cost_ex_tax"/>
      <xsl:with-param name="zone" select="$zone"/>
    </xsl:call-template></xsl:variable>
    <xsl:variable name="handling-rate"><xsl:call-template name="tax-rate">
      <xsl:with-param name="inc" select="handling_cost_inc_tax"/><xsl:with-param name="ex" select="handling_cost_ex_tax"/>
      <xsl:with-param name="zone" select="$zone"/>
    </xsl:call-template></xsl:variable>
    <xsl:variable name="are-one" select="$shipping-rate = '' or $handling-rate = '' or $shipping-rate = $handling-rate"/>
    <xsl:variable name="method"><xsl:call-template name="shipping-method"/></xsl:variable>
    <xsl:call-template name="cost-charge">
      <xsl:with-param name="zone" select="$zone"/>
      <xsl:with-param name="kind">carriage</xsl:with-param>
      <xsl:with-param name="name" select="$method"/>
      <xsl:with-param name="inc" select="money:add(shipping_cost_inc_tax,
                                                   money:multiply(handling_cost_inc_tax, number($are-one)))"/>
      <xsl:with-param name="ex" select="money:add(shipping_cost_ex_tax,
                                                  money:multiply(handling_cost_ex_tax, number($are-one)))"/>
    </xsl:call-template>
    <xsl:if test="not($are-one)">
      <xsl:call-template name="cost-charge">
        <xsl:with-param name="zone" select="$zone"/>
        <xsl:with-param name="kind">handling</xsl:with-param>
        <xsl:with-param name="name">Handling</xsl:with-param>
        <xsl:with-param name="inc" select="handling_cost_inc_tax"/>
        <xsl:with-param name="ex" select="handling_cost_ex_tax"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template match="fee" mode="charge">
    <xsl:param name="zone"/>
    <xsl:variable name="name"><xsl:choose>
      <xsl:when test="text:value(display_name_merchant)"><xsl:value-of select="text:value(display_name_merchant)"/></xsl:when>
      <xsl:when test="text:value(display_name_customer)"><xsl:value-of select="text:value(display_name_customer)"/></xsl:when>
      <xsl:otherwise>Fee</xsl:otherwise>
    </xsl:choose></xsl:variable>
    <xsl:call-template name="cost-charge">
      <xsl:with-param name="zone" select="$zone"/>
      <xsl:with-param name="kind">fee</xsl:with-param>
      <xsl:with-param name="name" select="$name"/>
      <xsl:with-param name="inc" select="cost_inc_tax"/>
      <xsl:with-param name="ex" select="cost_ex_tax | cost_exc_tax"/>
    </xsl:call-template>
  </xsl:template>

  <!-- A cost of the order as a whole; nothing when it is zero. -->
  <xsl:template name="cost-charge">
    <xsl:param name="zone"/>
    <xsl:param name="kind"/>
    <xsl:param name="name"/>
    <xsl:param name="inc"/>
    <xsl:param name="ex"/>
    <xsl:if test="money:compare($inc, 0) != 0 or money:compare($ex, 0) != 0">
      <xsl:call-template name="charge">
        <xsl:with-param name="zone" select="$zone"/>
        <xsl:with-param name="kind" select="$kind"/>
        <xsl:with-param name="name" select="$name"/>
        <xsl:with-param name="list-inc" select="$inc"/>
        <xsl:with-param name="list-ex" select="$ex"/>
        <xsl:with-param name="inc" select="$inc"/>
        <xsl:with-param name="ex" select="$ex"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="charge">
    <xsl:param name="zone"/>
    <xsl:param name="kind"/>
    <xsl:param name="key"/>
    <xsl:param name="name"/>
    <xsl:param name="list-inc"/>
    <xsl:param name="list-ex"/>
    <xsl:param name="inc"/>
    <xsl:param name="ex"/>
    <xsl:variable name="rate"><xsl:call-template name="tax-rate">
      <xsl:with-param name="inc" select="$list-inc"/><xsl:with-param name="ex" select="$list-ex"/>
      <xsl:with-param name="zone" select="$zone"/>
    </xsl:call-template></xsl:variable>
    <charge kind="{$kind}" key="{$key}" rate="{$rate}" name="{$name}">
      <!-- A free line has no rate: the ledger takes the code of its product. -->
      <xsl:if test="string($rate) != ''">
        <xsl:attribute name="code">
          <xsl:apply-templates select="." mode="tax-code">
            <xsl:with-param name="rate" select="string($rate)"/>
            <xsl:with-param name="zone" select="string($zone)"/>
            <xsl:with-param name="kind" select="$kind"/>
          </xsl:apply-templates>
        </xsl:attribute>
      </xsl:if>
      <list-inc><xsl:value-of select="money:add($list-inc, 0)"/></list-inc>
      <list-ex><xsl:value-of select="money:add($list-ex, 0)"/></list-ex>
      <inc><xsl:value-of select="money:add($inc, 0)"/></inc>
      <ex><xsl:value-of select="money:add($ex, 0)"/></ex>
    </charge>
  </xsl:template>

</xsl:stylesheet>
