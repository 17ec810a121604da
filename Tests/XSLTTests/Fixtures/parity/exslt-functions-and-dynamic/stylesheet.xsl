<?xml version="1.0"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:func="http://exslt.org/functions" xmlns:dyn="http://exslt.org/dynamic" xmlns:my="urn:my" extension-element-prefixes="func" exclude-result-prefixes="dyn my" >
<func:function name="my:net"><xsl:param name="gross"/><xsl:param name="rate" select="20"/><func:result select="$gross * 100 div (100 + $rate)"/></func:function><xsl:template match="/"><o><xsl:value-of select="my:net(120)"/>|<xsl:value-of select="my:net(105, 5)"/>|<xsl:value-of select="dyn:evaluate('count(//line)')"/></o></xsl:template>
</xsl:stylesheet>
