<?xml version="1.0"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"  >
<xsl:template match="/"><o><xsl:text disable-output-escaping="yes">&lt;raw/&gt;</xsl:text><xsl:value-of disable-output-escaping="yes" select="//order[3]/name"/></o></xsl:template>
</xsl:stylesheet>
