<?xml version="1.0" encoding="UTF-8"?>
<!--
  Names and addresses. The ledger keeps 30 characters of a contact's name and 60 of every other line; longer texts are wrapped
  by words into free lines, and what is shortened is said in a warning.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:text="urn:crosswalk:text"
                exclude-result-prefixes="text">

  <xsl:template match="billing_address" mode="invoice-address">
    <SalesOrderAddress><xsl:apply-templates select="." mode="contact"/></SalesOrderAddress>
  </xsl:template>

  <!-- An order without address has no element: a blank one would print a blank delivery address. -->
  <xsl:template match="address" mode="delivery-address">
    <SalesOrderDeliveryAddress><xsl:apply-templates select="." mode="contact"/></SalesOrderDeliveryAddress>
  </xsl:template>

  <!-- E-mail and telephone of the delivery, else of the bill: addresses of a shared account are not kept with them. -->
  <xsl:template name="contact-line">
    <xsl:param name="address"/>
    <xsl:variable name="email"><xsl:call-template name="first-text">
      <xsl:with-param name="one" select="$address/email"/><xsl:with-param name="two" select="billing_address/email"/>
    </xsl:call-template></xsl:variable>
    <xsl:variable name="phone"><xsl:call-template name="first-text">
      <xsl:with-param name="one" select="$address/phone"/><xsl:with-param name="two" select="billing_address/phone"/>
    </xsl:call-template></xsl:variable>
    <xsl:value-of select="normalize-space(concat($email, ' ', $phone))"/>
  </xsl:template>

  <xsl:template name="first-text">
    <xsl:param name="one"/>
    <xsl:param name="two"/>
    <xsl:choose>
      <xsl:when test="text:value($one)"><xsl:value-of select="text:value($one)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="text:value($two)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="billing_address | address" mode="contact">
    <xsl:apply-templates select="." mode="contact-name"/>
    <xsl:apply-templates select="." mode="contact-street"/>
    <xsl:call-template name="wrapped-field">
      <xsl:with-param name="name">Town</xsl:with-param>
      <xsl:with-param name="text" select="string(city)"/>
    </xsl:call-template>
    <xsl:call-template name="wrapped-field">
      <xsl:with-param name="name">County</xsl:with-param>
      <xsl:with-param name="text" select="string(state)"/>
    </xsl:call-template>
    <xsl:call-template name="wrapped-field">
      <xsl:with-param name="name">Postcode</xsl:with-param>
      <xsl:with-param name="text" select="string(zip)"/>
    </xsl:call-template>
    <xsl:call-template name="contact-country"/>
    <xsl:variable name="phone" select="text:value(string(phone))"/>
    <xsl:variable name="email" select="text:value(string(email))"/>
    <xsl:if test="$phone"><Telephone><xsl:value-of select="substring($phone, 1, 30)"/></Telephone></xsl:if>
    <xsl:if test="$email"><Email><xsl:value-of select="substring($email, 1, 255)"/></Email></xsl:if>
  </xsl:template>

  <!-- XI is Northern Ireland in VAT matters; as a country the ledger knows GB. -->
  <xsl:template name="contact-country">
    <xsl:variable name="country" select="translate(text:value(string(country_iso2)), $small-letters, $capital-letters)"/>
    <xsl:choose>
      <xsl:when test="$country = 'XI'"><Country>GB</Country></xsl:when>
      <xsl:when test="$country"><Country><xsl:value-of select="$country"/></Country></xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- Too long for a contact: the first name becomes its initial, and the whole name stands as company where there is none. -->
  <xsl:template match="billing_address | address" mode="contact-name">
    <xsl:variable name="forename" select="text:value(string(first_name))"/>
    <xsl:variable name="surname" select="text:value(string(last_name))"/>
    <xsl:variable name="company" select="text:value(string(company))"/>
    <xsl:variable name="is-long" select="string-length(normalize-space(concat($forename, ' ', $surname))) &gt; 30"/>
    <xsl:if test="$is-long">
      <xsl:call-template name="notice">
        <xsl:with-param name="code">W-NAME</xsl:with-param>
        <xsl:with-param name="text">
          the name is longer than the 30 characters of a contact and was shortened there
        </xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="$is-long">
        <xsl:if test="$forename"><Forename><xsl:value-of select="substring($forename, 1, 1)"/></Forename></xsl:if>
        <Surname><xsl:value-of select="text:wrap($surname, 28, 1)"/></Surname>
      </xsl:when>
      <xsl:otherwise>
        <xsl:if test="$forename"><Forename><xsl:value-of select="$forename"/></Forename></xsl:if>
        <xsl:if test="$surname"><Surname><xsl:value-of select="$surname"/></Surname></xsl:if>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:choose>
      <xsl:when test="$company"><Company><xsl:value-of select="text:wrap($company, 60, 1)"/></Company></xsl:when>
      <xsl:when test="$is-long">
        <Company><xsl:value-of select="text:wrap(concat($forename, ' ', $surname), 60, 1)"/></Company>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- Two short lines stay as they are; otherwise both are one text over three lines. -->
  <xsl:template match="billing_address | address" mode="contact-street">
    <xsl:variable name="one" select="text:value(string(street_1))"/>
    <xsl:variable name="two" select="text:value(string(street_2))"/>
    <xsl:choose>
      <xsl:when test="string-length($one) &lt; 61 and string-length($two) &lt; 61">
        <xsl:if test="$one"><Address1><xsl:value-of select="$one"/></Address1></xsl:if>
        <xsl:if test="$two"><Address2><xsl:value-of select="$two"/></Address2></xsl:if>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="street" select="concat($one, ' ', $two)"/>
        <Address1><xsl:value-of select="text:wrap($street, 60, 1)"/></Address1>
        <Address2><xsl:value-of select="text:wrap($street, 60, 2)"/></Address2>
        <!-- The third line shares the ledger's line with the town. -->
        <xsl:call-template name="wrapped-field">
          <xsl:with-param name="name">Address3</xsl:with-param>
          <xsl:with-param name="text" select="text:wrap($street, 60, 3)"/>
          <xsl:with-param name="width" select="58 - string-length(text:wrap(text:value(city), 50, 1))"/>
        </xsl:call-template>
        <xsl:call-template name="notice">
          <xsl:with-param name="code">W-ADDRESS</xsl:with-param>
          <xsl:with-param name="text">a street is longer than the 60 characters of a line and was wrapped</xsl:with-param>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
