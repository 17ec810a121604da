<?xml version="1.0" encoding="UTF-8"?>
<!--
  The texts of a sales order: notes, who took it, the free fields, the VAT number. Reads the parameters StaffNotes, ContactField,
  TakenBy, StoreName, ShippingMethodField, VatNumberField.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:text="urn:crosswalk:text"
                xmlns:exsl="http://exslt.org/common" exclude-result-prefixes="text exsl">

  <!-- Three lines; the last is the contact's when ContactField says so. What does not fit follows as message lines. -->
  <xsl:template match="order" mode="notes">
    <xsl:param name="address" select="shipping_addresses/address[1]"/>
    <xsl:variable name="note"><xsl:call-template name="note-text"/></xsl:variable>
    <xsl:variable name="contact">
      <xsl:if test="$ContactField = 'Notes3'">
        <xsl:call-template name="contact-line"><xsl:with-param name="address" select="$address"/></xsl:call-template>
      </xsl:if>
    </xsl:variable>
    <xsl:call-template name="wrapped-field">
      <xsl:with-param name="name">Notes1</xsl:with-param>
      <xsl:with-param name="text" select="string($note)"/>
    </xsl:call-template>
    <xsl:call-template name="wrapped-field">
      <xsl:with-param name="name">Notes2</xsl:with-param>
      <xsl:with-param name="text" select="string($note)"/>
      <xsl:with-param name="line" select="2"/>
    </xsl:call-template>
    <xsl:call-template name="wrapped-field">
      <xsl:with-param name="name">Notes3</xsl:with-param>
      <xsl:with-param name="text">
        <xsl:choose>
          <xsl:when test="$ContactField = 'Notes3'"><xsl:value-of select="$contact"/></xsl:when>
          <xsl:when test="string-length($note) &gt; 60"><xsl:value-of select="text:wrap(string($note), 60, 3)"/></xsl:when>
        </xsl:choose>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- The shopper's message, and the staff's own notes only when asked for: documents print them. -->
  <xsl:template name="note-text">
    <xsl:value-of select="text:value(customer_message)"/>
    <xsl:if test="$StaffNotes = 'true' and text:value(staff_notes)">
      <xsl:value-of select="concat(' ', text:value(staff_notes))"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="order" mode="taken-by">
    <xsl:choose>
      <xsl:when test="$TakenBy != ''"><xsl:value-of select="text:wrap($TakenBy, 60, 1)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="text:wrap(concat($StoreName, ' ', text:value(order_source)), 60, 1)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!--
    In the order of the schema, whatever fields the parameters choose. xsl:apply-imports hands on no parameters in XSLT 1.0, so a
    customer's template that calls it gets the first address.
  -->
  <xsl:template match="order" mode="custom-fields">
    <xsl:param name="address" select="shipping_addresses/address[1]"/>
    <xsl:variable name="method"><xsl:call-template name="shipping-method">
      <xsl:with-param name="address" select="$address"/>
    </xsl:call-template></xsl:variable>
    <xsl:variable name="contact">
      <xsl:if test="starts-with($ContactField, 'Custom')">
        <xsl:call-template name="contact-line"><xsl:with-param name="address" select="$address"/></xsl:call-template>
      </xsl:if>
    </xsl:variable>
    <xsl:for-each select="exsl:node-set($custom-fields)/field[. = $ContactField or . = $ShippingMethodField]">
      <xsl:call-template name="wrapped-field">
        <xsl:with-param name="name" select="string(.)"/>
        <xsl:with-param name="width" select="30"/>
        <xsl:with-param name="text"><xsl:choose>
          <xsl:when test=". = $ContactField"><xsl:value-of select="$contact"/></xsl:when>
          <xsl:when test=". = $ShippingMethodField"><xsl:value-of select="$method"/></xsl:when>
        </xsl:choose></xsl:with-param>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <xsl:variable name="custom-fields"><field>Custom1</field><field>Custom2</field><field>Custom3</field></xsl:variable>

  <xsl:template name="shipping-method">
    <xsl:param name="address" select="shipping_addresses/address[1]"/>
    <xsl:variable name="method" select="text:value($address/shipping_method)"/>
    <xsl:if test="$method != 'None'"><xsl:value-of select="$method"/></xsl:if>
  </xsl:template>

  <!-- What does not have the form of a VAT number is no reason to leave tax out, nor worth keeping. -->
  <xsl:template match="order" mode="tax-number">
    <xsl:variable name="told" select="text:value(billing_address/form_fields/field[name = $VatNumberField]/value)"/>
    <xsl:if test="$VatNumberField and $told">
      <xsl:variable name="number"><xsl:call-template name="vat-number"/></xsl:variable>
      <xsl:choose>
        <xsl:when test="string($number)"><TaxNumber><xsl:value-of select="$number"/></TaxNumber></xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="notice">
            <xsl:with-param name="code">W-VATNUMBER</xsl:with-param>
            <xsl:with-param name="text">
              what the shopper entered does not have the form of a VAT number and is left out
            </xsl:with-param>
          </xsl:call-template>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
