<?xml version="1.0"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"  >
<xsl:decimal-format name="de" decimal-separator="," grouping-separator="."/><xsl:decimal-format NaN="none" infinity="lots"/><xsl:template match="/"><o><a><xsl:value-of select="format-number(1234567.891, '#,##0.00')"/></a><b><xsl:value-of select="format-number(1234567.891, '#.##0,00', 'de')"/></b><c><xsl:value-of select="format-number(-0.5, '0%;(0%)')"/></c><d><xsl:value-of select="format-number('x', '0')"/></d><e><xsl:value-of select="format-number(1 div 0, '0')"/></e><f><xsl:value-of select="0.1 + 0.2"/>|<xsl:value-of select="1 div 3"/>|<xsl:value-of select="100000000"/>|<xsl:value-of select="-5 mod 3"/>|<xsl:value-of select="round(2.5)"/></f></o></xsl:template>
</xsl:stylesheet>
