<?xml version="1.0"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"  >
<xsl:template match="/"><o><xsl:value-of select="generate-id(/*) = generate-id(//orders)"/><xsl:value-of select="boolean(generate-id(/..))"/><xsl:value-of select="lang('en')"/></o></xsl:template>
</xsl:stylesheet>
