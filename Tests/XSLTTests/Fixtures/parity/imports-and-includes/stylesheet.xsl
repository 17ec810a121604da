<?xml version="1.0"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"  >
<xsl:import href="lib/money.xsl"/><xsl:include href="common.xsl"/><xsl:template match="total"><top><xsl:apply-imports/></top></xsl:template><xsl:template match="/"><o v="{$v}"><xsl:apply-templates select="//name|//total|//line"/><xsl:apply-templates select="//name" mode="m"/></o></xsl:template>
</xsl:stylesheet>
