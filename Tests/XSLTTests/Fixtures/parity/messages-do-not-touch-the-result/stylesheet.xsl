<?xml version="1.0"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"  >
<xsl:template match="/"><xsl:message>starting</xsl:message><o><xsl:message>in <b>the</b> middle</xsl:message><x/></o></xsl:template>
</xsl:stylesheet>
