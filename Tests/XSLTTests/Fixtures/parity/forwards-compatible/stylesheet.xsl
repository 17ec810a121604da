<?xml version="1.0"?>
<xsl:stylesheet version="2.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"  >
<xsl:template match="/"><o><xsl:choose><xsl:when test="system-property('xsl:version') = 1">one</xsl:when><xsl:otherwise>two</xsl:otherwise></xsl:choose></o></xsl:template>
</xsl:stylesheet>
