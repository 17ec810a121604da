<?xml version="1.0"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"  >
<xsl:attribute-set name="base"><xsl:attribute name="a">1</xsl:attribute><xsl:attribute name="b">1</xsl:attribute></xsl:attribute-set><xsl:attribute-set name="s" use-attribute-sets="base"><xsl:attribute name="b">2</xsl:attribute></xsl:attribute-set><xsl:template match="/"><o xsl:use-attribute-sets="s" c="{{x}}{1+1}"/></xsl:template>
</xsl:stylesheet>
