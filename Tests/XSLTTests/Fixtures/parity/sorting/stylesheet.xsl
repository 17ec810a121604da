<?xml version="1.0"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"  >
<xsl:template match="/"><o><xsl:for-each select="//order"><xsl:sort select="@status" order="descending"/><xsl:sort select="total" data-type="number"/><i><xsl:value-of select="@id"/></i></xsl:for-each><xsl:apply-templates select="//order"><xsl:sort select="name" case-order="upper-first"/></xsl:apply-templates></o></xsl:template><xsl:template match="order"><n p="{position()}"><xsl:value-of select="name"/></n></xsl:template>
</xsl:stylesheet>
