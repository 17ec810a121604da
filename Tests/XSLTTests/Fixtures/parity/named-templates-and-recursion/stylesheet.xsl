<?xml version="1.0"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"  >
<xsl:template match="/"><o><xsl:call-template name="join"><xsl:with-param name="n" select="//line"/></xsl:call-template></o></xsl:template><xsl:template name="join"><xsl:param name="n"/><xsl:param name="sep" select="', '"/><xsl:if test="$n"><xsl:value-of select="$n[1]/@sku"/><xsl:if test="$n[2]"><xsl:value-of select="$sep"/></xsl:if><xsl:call-template name="join"><xsl:with-param name="n" select="$n[position() &gt; 1]"/></xsl:call-template></xsl:if></xsl:template>
</xsl:stylesheet>
