<?xml version="1.0" encoding="UTF-8"?>
<!--
  Messages with a code, tables written as text, and texts wrapped into fields of limited length.
  A code that starts with E stops the record, W is a warning, N a notice. The person's name never goes into a message.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:text="urn:crosswalk:text"
                exclude-result-prefixes="text">

  <xsl:variable name="small-letters" select="'abcdefghijklmnopqrstuvwxyz'"/>
  <xsl:variable name="capital-letters" select="'ABCDEFGHIJKLMNOPQRSTUVWXYZ'"/>

  <!-- Stops the record: it goes to the fail file with this code and text. -->
  <xsl:template name="stop">
    <xsl:param name="code"/>
    <xsl:param name="text"/>
    <xsl:variable name="record"><xsl:call-template name="record-name"/></xsl:variable>
    <xsl:message terminate="yes"><xsl:value-of select="concat($code, ': ', $record, normalize-space($text))"/></xsl:message>
  </xsl:template>

  <!-- Tells something and goes on. -->
  <xsl:template name="notice">
    <xsl:param name="code"/>
    <xsl:param name="text"/>
    <xsl:variable name="record"><xsl:call-template name="record-name"/></xsl:variable>
    <xsl:message><xsl:value-of select="concat($code, ': ', $record, normalize-space($text))"/></xsl:message>
  </xsl:template>

  <xsl:template name="record-name">
    <xsl:choose>
      <xsl:when test="ancestor-or-self::order/id">
        <xsl:value-of select="concat('order ', normalize-space(ancestor-or-self::order/id), ': ')"/>
      </xsl:when>
      <xsl:when test="ancestor-or-self::SalesOrder/Id">
        <xsl:value-of select="concat('order ', normalize-space(ancestor-or-self::SalesOrder/Id), ': ')"/>
      </xsl:when>
      <xsl:when test="ancestor-or-self::Product/Sku">
        <xsl:value-of select="concat('product ', normalize-space(ancestor-or-self::Product/Sku), ': ')"/>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- The value of `key` in a table such as `20=1 5=5 0=0`; empty when it has no such key. -->
  <xsl:template name="table-value">
    <xsl:param name="table"/>
    <xsl:param name="key"/>
    <xsl:variable name="entries" select="concat(' ', normalize-space($table), ' ')"/>
    <xsl:value-of select="substring-before(substring-after($entries, concat(' ', $key, '=')), ' ')"/>
  </xsl:template>

  <!-- One line of a wrapped text as element `name`; nothing when the text has no such line. A short text has one line only. -->
  <xsl:template name="wrapped-field">
    <xsl:param name="name"/>
    <xsl:param name="text"/>
    <xsl:param name="line" select="1"/>
    <xsl:param name="width" select="60"/>
    <xsl:if test="$line = 1 or string-length($text) &gt; $width">
      <xsl:variable name="value" select="text:wrap(string($text), $width, $line)"/>
      <xsl:if test="$value"><xsl:element name="{$name}"><xsl:value-of select="$value"/></xsl:element></xsl:if>
    </xsl:if>
  </xsl:template>

  <!-- The lines of a wrapped text from `line` on, as message items: text on the documents, no value, never in the ledger. -->
  <xsl:template name="message-items">
    <xsl:param name="text"/>
    <xsl:param name="line" select="1"/>
    <xsl:variable name="value">
      <xsl:if test="$line = 1 or string-length($text) &gt; 60">
        <xsl:value-of select="text:wrap(string($text), 60, $line)"/>
      </xsl:if>
    </xsl:variable>
    <xsl:if test="string($value)">
      <Item>
        <Sku>M</Sku>
        <Name><xsl:value-of select="$value"/></Name>
        <QtyOrdered>0</QtyOrdered>
        <UnitPrice>0</UnitPrice>
      </Item>
      <xsl:call-template name="message-items">
        <xsl:with-param name="text" select="$text"/>
        <xsl:with-param name="line" select="$line + 1"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
