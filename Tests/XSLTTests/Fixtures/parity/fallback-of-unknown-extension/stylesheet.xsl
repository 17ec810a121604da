<?xml version="1.0"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:nobody" extension-element-prefixes="x" >
<xsl:template match="/"><o><x:do><xsl:fallback>none</xsl:fallback></x:do><xsl:if test="not(element-available('x:do'))">no</xsl:if></o></xsl:template>
</xsl:stylesheet>
