<?xml version="1.0"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"  >
<xsl:template match="order" priority="2"><hi><xsl:apply-templates/></hi></xsl:template><xsl:template match="order[@id]"><lo/></xsl:template><xsl:template match="total"/><xsl:template match="line/@*"><xsl:value-of select="."/>,</xsl:template><xsl:template match="line"><xsl:apply-templates select="@*"/></xsl:template>
</xsl:stylesheet>
