<?xml version="1.0" encoding="UTF-8"?>
<!--
  What the shopper is charged for, one `charge` each: goods line by line, carriage, handling, wrapping, fees.

    <charge kind="goods" key="(which line or fee)" rate="20" code="1" name="">
      <list-inc/> <list-ex/>   before discounts, with and without tax
      <inc/> <ex/>             what is left after discounts
    </charge>

  Kinds: goods; carriage, at most one; postage, the parts of a mixed carriage at other rates; handling; wrapping; fee.
  Amounts keep the shop's four decimals here; lib/plan.xsl brings them to the penny, lib/refunds.xsl takes out what was refunded.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:exsl="http://exslt.org/common"
                xmlns:money="urn:crosswalk:money" xmlns:text="urn:crosswalk:text" exclude-result-prefixes="exsl money text">

  <xsl:template match="order" mode="charges">
    <xsl:variable name="place-tree"><xsl:call-template name="tax-place"/></xsl:variable>
    <xsl:variable name="place" select="exsl:node-set($place-tree)/place"/>
    <xsl:variable name="spread-tree"><xsl:call-template name="spread-discount"/></xsl:variable>
    <xsl:variable name="goods">
      <xsl:apply-templates select="products/product" mode="charge">
        <xsl:with-param name="place" select="$place"/>
        <xsl:with-param name="spread" select="exsl:node-set($spread-tree)/share"/>
      </xsl:apply-templates>
    </xsl:variable>
    <xsl:copy-of select="$goods"/>
    <xsl:apply-templates select="." mode="carriage-charges">
      <xsl:with-param name="place" select="$place"/>
      <xsl:with-param name="goods" select="exsl:node-set($goods)/charge"/>
    </xsl:apply-templates>
    <xsl:call-template name="cost-charge">
      <xsl:with-param name="place" select="$place"/>
      <xsl:with-param name="kind">wrapping</xsl:with-param>
      <xsl:with-param name="name">Gift wrapping</xsl:with-param>
      <xsl:with-param name="inc" select="wrapping_cost_inc_tax"/>
      <xsl:with-param name="ex" select="wrapping_cost_ex_tax"/>
    </xsl:call-template>
    <xsl:apply-templates select="fees/fee" mode="charge"><xsl:with-param name="place" select="$place"/></xsl:apply-templates>
  </xsl:template>

  <!-- A line that was removed is no charge. Nor is a part when its bundle stands for it, or a bundle when its parts do. -->
  <xsl:template match="product" mode="charge">
    <xsl:param name="place"/>
    <xsl:param name="spread"/>
    <xsl:variable name="is-part" select="is_bundled_product = 'true' and text:value(parent_order_product_id)"/>
    <xsl:choose>
      <xsl:when test="$Bundles = 'parent' and $is-part and money:compare(price_inc_tax, 0) = 0"/>
      <xsl:when test="$Bundles = 'children' and ../product[parent_order_product_id = current()/id]"/>
      <xsl:when test="money:compare(string(quantity), 0) = 0">
        <xsl:call-template name="notice">
          <xsl:with-param name="code">N-LINE</xsl:with-param>
          <xsl:with-param name="text" select="concat('line ', id, ' has no pieces left and is not an order line')"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="line-refusals"/>
        <xsl:call-template name="goods-charge">
          <xsl:with-param name="place" select="$place"/>
          <xsl:with-param name="spread" select="$spread"/>
          <xsl:with-param name="is-part" select="$is-part"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="line-refusals">
    <xsl:variable name="refunded" select="string(quantity_refunded)"/>
    <xsl:if test="money:compare(string(quantity), 0) = -1 or $refunded
                  and (money:compare($refunded, 0) = -1 or money:compare(string(quantity), $refunded) = -1)">
      <xsl:call-template name="stop">
        <xsl:with-param name="code">E-QUANTITY</xsl:with-param>
        <xsl:with-param name="text">
          line <xsl:value-of select="id"/> has quantity <xsl:value-of select="quantity"/> of which
          <xsl:value-of select="money:add(quantity_refunded, 0)"/> are refunded; a sales order takes no returns
        </xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="not(text:value(string(price_inc_tax))) and not(text:value(string(total_inc_tax)))">
      <xsl:call-template name="stop">
        <xsl:with-param name="code">E-TAX</xsl:with-param>
        <xsl:with-param name="text">
          line <xsl:value-of select="id"/> has no price with tax, so nothing tells its tax; download the order again
        </xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- Of several delivery addresses each line has its own VAT area. -->
  <xsl:template name="goods-charge">
    <xsl:param name="place"/>
    <xsl:param name="spread"/>
    <xsl:param name="is-part"/>
    <xsl:variable name="own-tree">
      <xsl:if test="count(ancestor::order/shipping_addresses/address) &gt; 1"><xsl:call-template name="tax-place"/></xsl:if>
    </xsl:variable>
    <xsl:variable name="own" select="exsl:node-set($own-tree)/place"/>
    <xsl:variable name="line-tree"><xsl:apply-templates select="." mode="line-amounts">
      <xsl:with-param name="spread" select="$spread"/>
    </xsl:apply-templates></xsl:variable>
    <xsl:variable name="line" select="exsl:node-set($line-tree)"/>
    <xsl:variable name="whole-tree">
      <xsl:if test="$Bundles = 'children' and $is-part">
        <xsl:call-template name="with-part-of-bundle">
          <xsl:with-param name="line" select="$line"/><xsl:with-param name="spread" select="$spread"/>
        </xsl:call-template>
      </xsl:if>
    </xsl:variable>
    <xsl:variable name="whole" select="exsl:node-set($whole-tree)/* | $line/*[not($Bundles = 'children' and $is-part)]"/>
    <xsl:call-template name="charge">
      <xsl:with-param name="place" select="$own | $place[not($own)]"/>
      <xsl:with-param name="kind">goods</xsl:with-param>
      <xsl:with-param name="key" select="generate-id()"/>
      <xsl:with-param name="list-inc" select="string($whole[self::list-inc])"/>
      <xsl:with-param name="list-ex" select="string($whole[self::list-ex])"/>
      <xsl:with-param name="inc" select="string($whole[self::inc])"/>
      <xsl:with-param name="ex" select="string($whole[self::ex])"/>
      <xsl:with-param name="unit-inc" select="string(price_inc_tax)"/>
      <xsl:with-param name="unit-ex" select="string(price_ex_tax)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Discounts of a line are for the whole line, not for a piece. -->
  <xsl:template match="product" mode="line-amounts">
    <xsl:param name="spread"/>
    <xsl:variable name="list-inc"><xsl:call-template name="line-total">
      <xsl:with-param name="total" select="total_inc_tax"/><xsl:with-param name="price" select="price_inc_tax"/>
    </xsl:call-template></xsl:variable>
    <xsl:variable name="list-ex"><xsl:call-template name="line-total">
      <xsl:with-param name="total" select="total_ex_tax"/><xsl:with-param name="price" select="price_ex_tax"/>
    </xsl:call-template></xsl:variable>
    <xsl:variable name="discount">
      <xsl:choose>
        <xsl:when test="$spread">
          <xsl:value-of select="$spread[count(current()/preceding-sibling::product) + 1]"/>
        </xsl:when>
        <xsl:otherwise><xsl:value-of select="money:sum(applied_discounts/discount/amount)"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <list-inc><xsl:value-of select="$list-inc"/></list-inc>
    <list-ex><xsl:value-of select="$list-ex"/></list-ex>
    <inc><xsl:choose>
      <xsl:when test="text:value(string(discounted_total_inc_tax))"><xsl:value-of select="discounted_total_inc_tax"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="money:subtract(string($list-inc), string($discount))"/></xsl:otherwise>
    </xsl:choose></inc>
    <ex><xsl:value-of select="money:subtract(string($list-ex), string($discount))"/></ex>
  </xsl:template>

  <!-- The amounts of a part with its share in its bundle's, by pieces: the shop prices the bundle, not its parts. -->
  <xsl:template name="with-part-of-bundle">
    <xsl:param name="line"/>
    <xsl:param name="spread"/>
    <xsl:variable name="bundle" select="../product[id = current()/parent_order_product_id][1]"/>
    <xsl:variable name="parts" select="../product[parent_order_product_id = $bundle/id]"/>
    <xsl:variable name="index" select="count(preceding-sibling::product[parent_order_product_id = $bundle/id]) + 1"/>
    <xsl:variable name="amounts"><xsl:apply-templates select="$bundle" mode="line-amounts">
      <xsl:with-param name="spread" select="$spread"/>
    </xsl:apply-templates></xsl:variable>
    <xsl:for-each select="exsl:node-set($amounts)/*">
      <xsl:variable name="own" select="$line/*[name() = name(current())]"/>
      <xsl:element name="{name()}">
        <xsl:value-of select="money:add($own, money:share(., $parts/quantity, $index))"/>
      </xsl:element>
    </xsl:for-each>
  </xsl:template>

  <!-- The line's own total where the shop gives one, else price by quantity. -->
  <xsl:template name="line-total">
    <xsl:param name="total"/>
    <xsl:param name="price"/>
    <xsl:choose>
      <xsl:when test="text:value(string($total))"><xsl:value-of select="normalize-space($total)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="money:multiply(string($price), string(quantity))"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!--
    An order whose lines name no discount has its own spread over them by their price without tax, as the shop does it: that
    discount, one `share` for each line; else nothing. Asked once for the order, because it looks at all lines.
  -->
  <xsl:template name="spread-discount">
    <xsl:variable name="lines" select="products/product"/>
    <xsl:variable name="of-order"><xsl:call-template name="order-discount"/></xsl:variable>
    <xsl:if test="money:compare(string($of-order), 0) = 1 and count($lines/total_ex_tax) = count($lines)
                  and not($lines/applied_discounts/discount) and not($lines[text:value(discounted_total_inc_tax)])">
      <xsl:for-each select="money:shares(string($of-order), $lines/total_ex_tax)">
        <share><xsl:value-of select="."/></share>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>

  <!-- What the goods of the order were discounted by: a free-shipping coupon is listed, but shipping is already free. -->
  <xsl:template name="order-discount">
    <xsl:variable name="discounts" select="money:add(discount_amount, coupon_discount)"/>
    <xsl:choose>
      <xsl:when test="money:compare(shipping_cost_inc_tax, 0) = 0">
        <xsl:value-of select="money:subtract($discounts, money:sum(coupons/coupon[type = 4]/discount))"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$discounts"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="fee" mode="charge">
    <xsl:param name="place"/>
    <xsl:variable name="name"><xsl:choose>
      <xsl:when test="text:value(display_name_merchant)"><xsl:value-of select="text:value(display_name_merchant)"/></xsl:when>
      <xsl:when test="text:value(display_name_customer)"><xsl:value-of select="text:value(display_name_customer)"/></xsl:when>
      <xsl:otherwise>Fee</xsl:otherwise>
    </xsl:choose></xsl:variable>
    <xsl:call-template name="cost-charge">
      <xsl:with-param name="place" select="$place"/>
      <xsl:with-param name="kind">fee</xsl:with-param>
      <xsl:with-param name="key" select="generate-id()"/>
      <xsl:with-param name="name" select="$name"/>
      <xsl:with-param name="inc" select="cost_inc_tax"/>
      <xsl:with-param name="ex" select="cost_ex_tax | cost_exc_tax"/>
    </xsl:call-template>
  </xsl:template>

  <!-- A cost of the order as a whole; nothing when it is zero. -->
  <xsl:template name="cost-charge">
    <xsl:param name="place"/>
    <xsl:param name="kind"/>
    <xsl:param name="key"/>
    <xsl:param name="name"/>
    <xsl:param name="inc"/>
    <xsl:param name="ex"/>
    <xsl:if test="string($inc) and money:compare(string($inc), 0) != 0 or string($ex) and money:compare(string($ex), 0) != 0">
      <xsl:call-template name="charge">
        <xsl:with-param name="place" select="$place"/>
        <xsl:with-param name="kind" select="$kind"/>
        <xsl:with-param name="key" select="$key"/>
        <xsl:with-param name="name" select="$name"/>
        <xsl:with-param name="list-inc" select="$inc"/>
        <xsl:with-param name="list-ex" select="$ex"/>
        <xsl:with-param name="inc" select="$inc"/>
        <xsl:with-param name="ex" select="$ex"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
