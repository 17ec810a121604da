<?xml version="1.0" encoding="UTF-8"?>
<!--
  The lines of a sales order, its carriage, and the messages between them.
  Net and tax come from the plan (lib/plan.xsl); the unit price only informs, because net by quantity need not be whole pennies.
  Reads the parameters DefaultStockCode, VoucherStockCode, CarriageNominal, GiftTexts, and the table `product-stock-codes`.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:money="urn:crosswalk:money"
                xmlns:text="urn:crosswalk:text" xmlns:lookup="urn:crosswalk:lookup" exclude-result-prefixes="money text lookup">

  <xsl:variable name="has-product-stock-codes" select="lookup:exists('product-stock-codes')"/>

  <xsl:template match="order" mode="items">
    <xsl:param name="plan"/>
    <xsl:if test="$plan/@refunded">
      <xsl:call-template name="notice">
        <xsl:with-param name="code">W-REFUNDED</xsl:with-param>
        <xsl:with-param name="text"><xsl:choose>
          <xsl:when test="money:compare($plan/@refunded, 0) = 0">pieces that came back and are worth nothing are left out</xsl:when>
          <xsl:otherwise><xsl:value-of select="concat('refunds of ', $plan/@refunded, ' are left out')"/></xsl:otherwise>
        </xsl:choose></xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:for-each select="products/product">
      <xsl:variable name="key" select="generate-id()"/>
      <xsl:variable name="charge" select="$plan/charge[@key = $key]"/>
      <xsl:if test="$charge">
        <xsl:apply-templates select="." mode="item"><xsl:with-param name="charge" select="$charge"/></xsl:apply-templates>
      </xsl:if>
    </xsl:for-each>
    <xsl:apply-templates select="$plan/charge[@kind != 'goods' and @kind != 'carriage']" mode="service-item"/>
    <xsl:apply-templates select="." mode="message-lines"><xsl:with-param name="plan" select="$plan"/></xsl:apply-templates>
  </xsl:template>

  <xsl:template match="product" mode="item">
    <xsl:param name="charge"/>
    <xsl:variable name="pieces" select="money:subtract(string(quantity), string(quantity_refunded))"/>
    <Item>
      <Id><xsl:value-of select="normalize-space(id)"/></Id>
      <Sku><xsl:apply-templates select="." mode="sku"/></Sku>
      <xsl:apply-templates select="." mode="line-text"/>
      <QtyOrdered><xsl:value-of select="$pieces"/></QtyOrdered>
      <xsl:call-template name="amounts">
        <xsl:with-param name="charge" select="$charge"/>
        <xsl:with-param name="pieces" select="$pieces"/>
      </xsl:call-template>
      <xsl:apply-templates select="." mode="nominal-code"/>
      <xsl:call-template name="despatched"/>
      <Type>Stock</Type>
      <xsl:apply-templates select="." mode="extra-line-elements"/>
    </Item>
    <xsl:apply-templates select="." mode="line-messages"/>
  </xsl:template>

  <!-- A sales order is imported whole; what left the warehouse already must be despatched in the ledger by hand. -->
  <xsl:template name="despatched">
    <xsl:if test="string(quantity_shipped) and money:compare(quantity_shipped, 0) = 1">
      <xsl:call-template name="notice">
        <xsl:with-param name="code">W-SHIPPED</xsl:with-param>
        <xsl:with-param name="text">
          <xsl:value-of select="concat(money:add(quantity_shipped, 0), ' of ', money:add(quantity, 0))"/> pieces of line
          <xsl:value-of select="id"/> are shipped already; despatch them in the ledger
        </xsl:with-param>
      </xsl:call-template>
      <QtyDespatched><xsl:value-of select="money:add(quantity_shipped, 0)"/></QtyDespatched>
    </xsl:if>
  </xsl:template>

  <!-- UnitPrice, TaxRate, TotalNet, TotalTax and TaxCode, in the order of the schema. -->
  <xsl:template name="amounts">
    <xsl:param name="charge"/>
    <xsl:param name="pieces" select="1"/>
    <UnitPrice><xsl:value-of select="money:format(money:divide(string($charge/@net), $pieces), 4)"/></UnitPrice>
    <xsl:if test="$charge/@rate != ''"><TaxRate><xsl:value-of select="$charge/@rate"/></TaxRate></xsl:if>
    <TotalNet><xsl:value-of select="$charge/@net"/></TotalNet>
    <TotalTax><xsl:value-of select="$charge/@tax"/></TotalTax>
    <xsl:if test="$charge/@code"><TaxCode><xsl:value-of select="$charge/@code"/></TaxCode></xsl:if>
  </xsl:template>

  <!-- Seam: the stock code. It is never shortened: a shortened code may be another product's. -->
  <xsl:template match="product" mode="sku">
    <xsl:variable name="own" select="text:value(string(sku))"/>
    <xsl:variable name="sku">
      <xsl:value-of select="$own"/>
      <xsl:if test="not($own) and $has-product-stock-codes">
        <xsl:value-of select="lookup:find('product-stock-codes', 'stock_code', 'product_id', string(product_id),
                                          'variant_id', string(variant_id))"/>
      </xsl:if>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="string-length($sku) &gt; 30">
        <xsl:call-template name="stop">
          <xsl:with-param name="code">E-SKU</xsl:with-param>
          <xsl:with-param name="text">
            stock code '<xsl:value-of select="$sku"/>' has more than 30 characters;
            shorten it in the shop or override the mode 'sku' in the customer's stylesheet
          </xsl:with-param>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="string($sku)"><xsl:value-of select="$sku"/></xsl:when>
      <xsl:when test="type = 'giftcertificate'"><xsl:value-of select="$VoucherStockCode"/></xsl:when>
      <!-- S1 is standard rated: a line without tax takes its zero rated twin. -->
      <xsl:when test="$DefaultStockCode = 'S1' and money:compare(price_inc_tax, price_ex_tax) = 0">S2</xsl:when>
      <xsl:when test="$DefaultStockCode"><xsl:value-of select="$DefaultStockCode"/></xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="stop">
          <xsl:with-param name="code">E-NOSKU</xsl:with-param>
          <xsl:with-param name="text">
            line <xsl:value-of select="id"/> has no SKU;
            give the product one in the shop, add product <xsl:value-of select="product_id"/> to
            lookups/product-stock-codes.csv, or set the parameter DefaultStockCode
          </xsl:with-param>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Seam: name and two comments. Options come first in the comments; what does not fit follows as message lines. -->
  <xsl:template match="product" mode="line-text">
    <xsl:variable name="more"><xsl:call-template name="line-details"/></xsl:variable>
    <xsl:call-template name="wrapped-field">
      <xsl:with-param name="name">Name</xsl:with-param>
      <xsl:with-param name="text" select="string(name)"/>
    </xsl:call-template>
    <xsl:call-template name="wrapped-field">
      <xsl:with-param name="name">Description</xsl:with-param>
      <xsl:with-param name="text" select="normalize-space($more)"/>
    </xsl:call-template>
    <xsl:call-template name="wrapped-field">
      <xsl:with-param name="name">Comments</xsl:with-param>
      <xsl:with-param name="text" select="normalize-space($more)"/>
      <xsl:with-param name="line" select="2"/>
    </xsl:call-template>
  </xsl:template>

  <!-- The rest of a long name, the options chosen, and the fields filled in, as one text. -->
  <xsl:template name="line-details">
    <xsl:if test="string-length(name) &gt; 60"><xsl:value-of select="concat(text:wrap(string(name), 60, 2), ' ')"/></xsl:if>
    <xsl:for-each select="product_options/option[text:value(display_value)]">
      <xsl:if test="position() != 1">, </xsl:if>
      <xsl:value-of select="concat(text:value(display_name), ': ', text:value(display_value))"/>
    </xsl:for-each>
    <xsl:for-each select="configurable_fields/field[text:value(value)]">
      <xsl:value-of select="concat(' ', text:value(name), ': ', text:value(value))"/>
    </xsl:for-each>
  </xsl:template>

  <!-- Messages that belong to one line: details beyond the comments, the gift card, the date of the event. -->
  <xsl:template match="product" mode="line-messages">
    <xsl:variable name="more"><xsl:call-template name="line-details"/></xsl:variable>
    <xsl:call-template name="message-items">
      <xsl:with-param name="text" select="normalize-space($more)"/>
      <xsl:with-param name="line" select="3"/>
    </xsl:call-template>
    <xsl:if test="$GiftTexts = 'true' and string(wrapping_name) and text:value(wrapping_name)">
      <xsl:call-template name="message-items">
        <xsl:with-param name="text">
          <xsl:value-of select="concat('Gift wrapping ', text:value(wrapping_name))"/>
          <xsl:if test="text:value(wrapping_message)"><xsl:value-of select="concat(': ', text:value(wrapping_message))"/></xsl:if>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="$GiftTexts = 'true' and string(event_date) and text:value(event_date)">
      <xsl:call-template name="message-items">
        <xsl:with-param name="text" select="concat(text:value(event_name), ' ', text:value(event_date))"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- A cost of the whole order that is not carriage: S1 when it is taxed, S2 when not. -->
  <xsl:template match="charge" mode="service-item">
    <Item>
      <Sku>
        <xsl:choose>
          <xsl:when test="money:compare(@rate, 0) = 1">S1</xsl:when>
          <xsl:otherwise>S2</xsl:otherwise>
        </xsl:choose>
      </Sku>
      <Name><xsl:choose>
        <xsl:when test="@kind = 'postage'">
          <xsl:value-of select="text:wrap(concat('Carriage at ', @rate, ' % ', @name), 60, 1)"/>
        </xsl:when>
        <xsl:otherwise><xsl:value-of select="text:wrap(@name, 60, 1)"/></xsl:otherwise>
      </xsl:choose></Name>
      <QtyOrdered>1</QtyOrdered>
      <xsl:call-template name="amounts"><xsl:with-param name="charge" select="."/></xsl:call-template>
      <xsl:if test="@kind = 'postage' and $CarriageNominal">
        <NominalCode><xsl:value-of select="$CarriageNominal"/></NominalCode>
      </xsl:if>
      <Type>Service</Type>
    </Item>
  </xsl:template>

  <!-- Seam: carriage. -->
  <xsl:template match="order" mode="carriage">
    <xsl:param name="charge"/>
    <Carriage>
      <Name><xsl:choose>
        <xsl:when test="$charge/@name != ''"><xsl:value-of select="text:wrap($charge/@name, 60, 1)"/></xsl:when>
        <xsl:otherwise>Carriage</xsl:otherwise>
      </xsl:choose></Name>
      <QtyOrdered>1</QtyOrdered>
      <xsl:call-template name="amounts"><xsl:with-param name="charge" select="$charge"/></xsl:call-template>
      <xsl:if test="$CarriageNominal"><NominalCode><xsl:value-of select="$CarriageNominal"/></NominalCode></xsl:if>
    </Carriage>
  </xsl:template>

  <!-- Messages of the whole order: the rest of a long note, and who gets what when there are several addresses. -->
  <xsl:template match="order" mode="message-lines">
    <xsl:param name="plan"/>
    <xsl:variable name="note"><xsl:call-template name="note-text"/></xsl:variable>
    <xsl:call-template name="message-items">
      <xsl:with-param name="text" select="$note"/>
      <xsl:with-param name="line" select="4 - number($ContactField = 'Notes3')"/>
    </xsl:call-template>
    <xsl:if test="count(shipping_addresses/address) &gt; 1 and not($plan/@part)">
      <xsl:call-template name="notice">
        <xsl:with-param name="code">W-ADDRESSES</xsl:with-param>
        <xsl:with-param name="text">
          goes to several addresses; the first is the delivery address, all are listed as message lines
        </xsl:with-param>
      </xsl:call-template>
      <xsl:apply-templates select="shipping_addresses/address" mode="recipient"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="address" mode="recipient">
    <xsl:variable name="goods">
      <xsl:for-each select="ancestor::order/products/product[order_address_id = current()/id]">
        <xsl:value-of select="concat(', ', money:subtract(quantity, quantity_refunded), ' x ', text:value(sku))"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:call-template name="message-items">
      <xsl:with-param name="text" select="concat('To ', text:value(first_name), ' ', text:value(last_name), ', ',
                                          text:value(street_1), ', ', text:value(city), ', ', text:value(zip), $goods)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="product" mode="nominal-code"/>

</xsl:stylesheet>
