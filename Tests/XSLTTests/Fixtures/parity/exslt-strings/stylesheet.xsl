<?xml version="1.0"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:str="http://exslt.org/strings" exclude-result-prefixes="str" >
<xsl:template match="/"><o><xsl:for-each select="str:tokenize('a b,c', ' ,')"><t><xsl:value-of select="."/></t></xsl:for-each><xsl:value-of select="str:padding(5,'-+')"/><xsl:value-of select="str:align('x','.....','right')"/><xsl:value-of select="str:replace('a-b','-','+')"/><xsl:value-of select="str:concat(//@sku)"/><xsl:value-of select="str:encode-uri('a b',true())"/></o></xsl:template>
</xsl:stylesheet>
