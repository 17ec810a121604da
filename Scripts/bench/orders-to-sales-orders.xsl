<?xml version="1.0" encoding="UTF-8"?>
<!--
  Purpose: the workload of the transform benchmark: a plain XSLT 1.0 mapping of the size and kind that integrations run, without
           extension functions, so that any processor can run it.
  Input:   orders/order as the shop exports them.   Output: Company/SalesOrders/SalesOrder.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:param name="AccountReference" select="'WEBSALES'"/>
  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>

  <xsl:template match="/">
    <Company><SalesOrders><xsl:apply-templates select="orders/order"/></SalesOrders></Company>
  </xsl:template>

  <xsl:template match="order">
    <SalesOrder>
      <Id><xsl:value-of select="id"/></Id>
      <AccountReference><xsl:value-of select="$AccountReference"/></AccountReference>
      <CustomerOrderNumber><xsl:value-of select="id"/></CustomerOrderNumber>
      <SalesOrderDate><xsl:value-of select="substring(date_created, 6, 11)"/></SalesOrderDate>
      <Currency><xsl:value-of select="default_currency_code"/></Currency>
      <Notes1><xsl:value-of select="substring(normalize-space(customer_message), 1, 60)"/></Notes1>
      <SalesOrderAddress><xsl:apply-templates select="billing_address"/></SalesOrderAddress>
      <xsl:for-each select="shipping_addresses/address[1]">
        <SalesOrderDeliveryAddress><xsl:apply-templates select="."/></SalesOrderDeliveryAddress>
      </xsl:for-each>
      <SalesOrderItems><xsl:apply-templates select="products/product"/></SalesOrderItems>
      <Carriage>
        <UnitPrice><xsl:value-of select="shipping_cost_ex_tax"/></UnitPrice>
        <TaxCode><xsl:choose><xsl:when test="shipping_cost_tax &gt; 0">1</xsl:when><xsl:otherwise>0</xsl:otherwise></xsl:choose></TaxCode>
      </Carriage>
      <xsl:if test="payment_status = 'captured'"><PaymentAmount><xsl:value-of select="total_inc_tax"/></PaymentAmount></xsl:if>
    </SalesOrder>
  </xsl:template>

  <xsl:template match="billing_address | address">
    <Forename><xsl:value-of select="first_name"/></Forename>
    <Surname><xsl:value-of select="last_name"/></Surname>
    <Company><xsl:value-of select="company"/></Company>
    <Address1><xsl:value-of select="street_1"/></Address1>
    <Address2><xsl:value-of select="street_2"/></Address2>
    <Town><xsl:value-of select="city"/></Town>
    <Postcode><xsl:value-of select="translate(zip, 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')"/></Postcode>
    <Country><xsl:value-of select="country_iso2"/></Country>
    <Telephone><xsl:value-of select="phone"/></Telephone>
  </xsl:template>

  <xsl:template match="product">
    <Item>
      <Sku><xsl:value-of select="normalize-space(sku)"/></Sku>
      <Name><xsl:value-of select="substring(name, 1, 60)"/></Name>
      <QtyOrdered><xsl:value-of select="quantity"/></QtyOrdered>
      <UnitPrice><xsl:value-of select="price_ex_tax"/></UnitPrice>
      <UnitDiscountAmount><xsl:value-of select="sum(applied_discounts/discount/amount) div quantity"/></UnitDiscountAmount>
      <TaxCode><xsl:choose><xsl:when test="price_tax &gt; 0">1</xsl:when><xsl:otherwise>0</xsl:otherwise></xsl:choose></TaxCode>
    </Item>
  </xsl:template>
</xsl:stylesheet>
