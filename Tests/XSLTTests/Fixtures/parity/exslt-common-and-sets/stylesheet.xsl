<?xml version="1.0"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:exsl="http://exslt.org/common" xmlns:set="http://exslt.org/sets" exclude-result-prefixes="exsl set" >
<xsl:template match="/"><xsl:variable name="t"><i>1</i><i>2</i></xsl:variable><o><xsl:value-of select="sum(exsl:node-set($t)/i)"/><xsl:value-of select="exsl:object-type($t)"/><xsl:for-each select="set:distinct(//line/@sku)"><s><xsl:value-of select="."/></s></xsl:for-each><xsl:value-of select="count(set:difference(//order, //order[@status='paid']))"/></o></xsl:template>
</xsl:stylesheet>
