<?xml version="1.0"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"  >
<xsl:template match="/"><o><xsl:for-each select="//line"><n a="{position()}"><xsl:number level="any" format="001"/>.<xsl:number level="multiple" count="order|line" format="1.a"/>.<xsl:number value="position() * 4" format="I"/>.<xsl:number value="12345" grouping-separator="," grouping-size="3"/></n></xsl:for-each></o></xsl:template>
</xsl:stylesheet>
