<?xml version="1.0" encoding="UTF-8"?>
<!--
  Brings the charges of an order to the penny, so that net and tax of all of them add up to what the shopper paid.

    <plan side="inclusive|exclusive" instruments="included|excluded" total="(of all charges)">
      <charge kind="" key="" rate="" code="" name="" gross="" net="" tax=""/> …
    </plan>

  Which side the discounts stand on is found by the sums, not believed: in an inclusive store
  total_inc = subtotal_inc + costs_inc - discounts, in an exclusive one total_ex = subtotal_ex + costs_ex - discounts.
  Inclusive: net = gross / (1 + rate) to the penny, tax is the rest.
  Exclusive: net is exact, tax is shared out of the order's own.
  Where neither holds the order is held with both sums. When they miss by no more than a penny for each charge that is the
  shop's rounding: the charges take the pennies, with a warning.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:exsl="http://exslt.org/common"
                xmlns:money="urn:crosswalk:money" xmlns:text="urn:crosswalk:text" exclude-result-prefixes="exsl money text">

  <xsl:template match="order" mode="plan">
    <xsl:variable name="charge-tree"><xsl:apply-templates select="." mode="charges"/></xsl:variable>
    <xsl:variable name="charges" select="exsl:node-set($charge-tree)/charge"/>
    <xsl:if test="not($charges[@kind = 'goods'])">
      <xsl:call-template name="stop">
        <xsl:with-param name="code">E-NOLINES</xsl:with-param>
        <xsl:with-param name="text">
          the order has no line left to import; close it by hand if it was refunded, else download it again
        </xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:variable name="gap-tree"><xsl:call-template name="gaps">
      <xsl:with-param name="charges" select="$charges"/>
    </xsl:call-template></xsl:variable>
    <xsl:variable name="gaps" select="exsl:node-set($gap-tree)/gap"/>
    <xsl:variable name="side"><xsl:call-template name="side">
      <xsl:with-param name="gaps" select="$gaps"/><xsl:with-param name="charges" select="$charges"/>
    </xsl:call-template></xsl:variable>
    <xsl:variable name="chosen" select="$gaps[@side = $side]"/>
    <xsl:variable name="total"><xsl:choose>
      <xsl:when test="$chosen/@holds = 'without-instruments'">
        <xsl:variable name="instruments" select="money:add(store_credit_amount, gift_certificate_amount)"/>
        <xsl:value-of select="money:format(money:add(total_inc_tax, $instruments), 2)"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="money:format(total_inc_tax, 2)"/></xsl:otherwise>
    </xsl:choose></xsl:variable>
    <xsl:call-template name="negative-charges">
      <xsl:with-param name="amounts" select="$charges/inc[$side = 'inclusive'] | $charges/ex[$side = 'exclusive']"/>
    </xsl:call-template>
    <xsl:variable name="settled"><plan side="{$side}" total="{$total}">
      <xsl:attribute name="instruments"><xsl:choose>
        <xsl:when test="$chosen/@holds = 'without-instruments'">excluded</xsl:when><xsl:otherwise>included</xsl:otherwise>
      </xsl:choose></xsl:attribute>
      <xsl:choose>
        <xsl:when test="$side = 'inclusive'">
          <xsl:variable name="grosses" select="money:fit($total, $charges/inc)"/>
          <xsl:for-each select="$charges">
            <xsl:variable name="index" select="position()"/>
            <xsl:call-template name="settle-gross">
              <xsl:with-param name="gross" select="string($grosses[$index])"/>
            </xsl:call-template>
          </xsl:for-each>
        </xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="settle-exclusive">
            <xsl:with-param name="charges" select="$charges"/><xsl:with-param name="total" select="$total"/>
          </xsl:call-template>
        </xsl:otherwise>
      </xsl:choose>
    </plan></xsl:variable>
    <xsl:call-template name="settled-sum">
      <xsl:with-param name="plan" select="exsl:node-set($settled)/plan"/>
    </xsl:call-template>
    <xsl:copy-of select="$settled"/>
  </xsl:template>

  <!-- How far each side's sum is from the shop's total, and whether that side holds. -->
  <xsl:template name="gaps">
    <xsl:param name="charges"/>
    <xsl:variable name="goods" select="$charges[@kind = 'goods']"/>
    <xsl:variable name="costs" select="$charges[@kind != 'goods']"/>
    <xsl:variable name="discounts" select="money:add(discount_amount, coupon_discount)"/>
    <xsl:variable name="inc-goods"><xsl:call-template name="first-amount">
      <xsl:with-param name="given" select="subtotal_inc_tax"/>
      <xsl:with-param name="computed" select="money:sum($goods/list-inc)"/>
    </xsl:call-template></xsl:variable>
    <xsl:variable name="ex-goods"><xsl:call-template name="first-amount">
      <xsl:with-param name="given" select="subtotal_ex_tax"/>
      <xsl:with-param name="computed" select="money:sum($goods/list-ex)"/>
    </xsl:call-template></xsl:variable>
    <xsl:variable name="ex-total"><xsl:call-template name="first-amount">
      <xsl:with-param name="given" select="total_ex_tax"/>
      <xsl:with-param name="computed" select="money:subtract(total_inc_tax, total_tax)"/>
    </xsl:call-template></xsl:variable>
    <xsl:call-template name="gap">
      <xsl:with-param name="side">inclusive</xsl:with-param>
      <xsl:with-param name="sum" select="money:subtract(money:add($inc-goods, money:sum($costs/inc)), $discounts)"/>
      <xsl:with-param name="total" select="total_inc_tax"/>
    </xsl:call-template>
    <xsl:call-template name="gap">
      <xsl:with-param name="side">exclusive</xsl:with-param>
      <xsl:with-param name="sum" select="money:subtract(money:add($ex-goods, money:sum($costs/ex)), $discounts)"/>
      <xsl:with-param name="total" select="$ex-total"/>
    </xsl:call-template>
  </xsl:template>

  <!--
    A side holds exactly; or when the free-shipping coupon is taken out of the discounts (the shop lists it although shipping
    is already free); or when the total leaves out what was paid by store credit and gift certificates.
  -->
  <xsl:template name="gap">
    <xsl:param name="side"/>
    <xsl:param name="sum"/>
    <xsl:param name="total"/>
    <xsl:variable name="free-shipping" select="money:sum(coupons/coupon[type = 4]/discount)"/>
    <xsl:variable name="instruments" select="money:add(store_credit_amount, gift_certificate_amount)"/>
    <gap side="{$side}" sum="{$sum}" total="{$total}">
      <xsl:attribute name="holds"><xsl:choose>
        <xsl:when test="money:is-near($sum, $total)">exactly</xsl:when>
        <xsl:when test="money:is-near(money:add($sum, $free-shipping), $total)">exactly</xsl:when>
        <xsl:when test="money:is-near($sum, money:add($total, $instruments))">without-instruments</xsl:when>
        <xsl:when test="money:is-near(money:add($sum, $free-shipping), money:add($total, $instruments))">
          <xsl:text>without-instruments</xsl:text>
        </xsl:when>
        <xsl:otherwise>no</xsl:otherwise>
      </xsl:choose></xsl:attribute>
    </gap>
  </xsl:template>

  <xsl:template name="first-amount">
    <xsl:param name="given"/>
    <xsl:param name="computed"/>
    <xsl:choose>
      <xsl:when test="text:value($given)"><xsl:value-of select="$given"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$computed"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The shop's own flag decides where both sides hold; without one, the side whose lines are whole pennies. -->
  <xsl:template name="side">
    <xsl:param name="gaps"/>
    <xsl:param name="charges"/>
    <xsl:variable name="inclusive-holds" select="$gaps[@side = 'inclusive']/@holds != 'no'"/>
    <xsl:variable name="exclusive-holds" select="$gaps[@side = 'exclusive']/@holds != 'no'"/>
    <xsl:variable name="flag" select="is_tax_inclusive_pricing"/>
    <xsl:if test="not($inclusive-holds) and not($exclusive-holds)">
      <xsl:call-template name="contradiction">
        <xsl:with-param name="with-tax" select="$gaps[@side = 'inclusive']"/>
        <xsl:with-param name="without-tax" select="$gaps[@side = 'exclusive']"/>
        <xsl:with-param name="pennies" select="money:multiply('0.01', count($charges))"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="$inclusive-holds and not($exclusive-holds)">inclusive</xsl:when>
      <xsl:when test="$exclusive-holds and not($inclusive-holds)">exclusive</xsl:when>
      <xsl:when test="$flag = 'true' or $flag = '1'">inclusive</xsl:when>
      <xsl:when test="$flag = 'false' or $flag = '0'">exclusive</xsl:when>
      <xsl:when test="$charges/inc[money:compare(., money:format(., 2)) != 0]">exclusive</xsl:when>
      <xsl:otherwise>inclusive</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="settle-gross">
    <xsl:param name="gross"/>
    <charge gross="{$gross}" net="{money:net($gross, @rate)}" tax="{money:tax($gross, @rate)}">
      <xsl:copy-of select="@kind | @key | @rate | @code | @name"/>
    </charge>
  </xsl:template>

  <!-- Nets first; what the total leaves beyond them is tax, shared by what each charge's rate asks for. -->
  <xsl:template name="settle-exclusive">
    <xsl:param name="charges"/>
    <xsl:param name="total"/>
    <xsl:variable name="nets" select="money:fit(money:format(money:sum($charges/ex), 2), $charges/ex)"/>
    <xsl:variable name="exact-tree">
      <xsl:for-each select="$charges">
        <xsl:variable name="index" select="position()"/>
        <tax><xsl:value-of select="money:divide(money:multiply(string($nets[$index]), string(@rate)), 100)"/></tax>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="taxes" select="money:fit(money:subtract($total, money:sum($nets)), exsl:node-set($exact-tree)/tax)"/>
    <xsl:for-each select="$charges">
      <xsl:variable name="index" select="position()"/>
      <xsl:variable name="net" select="$nets[$index]"/>
      <xsl:variable name="tax" select="string($taxes[$index])"/>
      <charge gross="{money:format(money:add($net, $tax), 2)}" net="{money:format($net, 2)}" tax="{$tax}">
        <xsl:copy-of select="@kind | @key | @rate | @code | @name"/>
      </charge>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
