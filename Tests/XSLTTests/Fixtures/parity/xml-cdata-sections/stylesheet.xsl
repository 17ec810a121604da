<?xml version="1.0"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"  >
<xsl:output cdata-section-elements="name note"/><xsl:template match="/"><o><xsl:for-each select="//name"><name><xsl:value-of select="."/></name></xsl:for-each><note>]]&gt; inside</note></o></xsl:template>
</xsl:stylesheet>
