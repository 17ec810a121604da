<?xml version="1.0"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"  >
<xsl:key name="by-sku" match="line" use="@sku"/><xsl:key name="st" match="order" use="@status"/><xsl:template match="/"><o><xsl:for-each select="key('by-sku','B-2')"><l q="{@qty}" o="{../@id}"/></xsl:for-each><xsl:for-each select="//order[generate-id()=generate-id(key('st',@status)[1])]"><g s="{@status}" n="{count(key('st',@status))}"/></xsl:for-each></o></xsl:template>
</xsl:stylesheet>
