<?xml version="1.0"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:math="http://exslt.org/math" xmlns:date="http://exslt.org/dates-and-times" exclude-result-prefixes="math date" >
<xsl:template match="/"><o><xsl:value-of select="math:max(//total)"/>|<xsl:value-of select="math:min(//line/@qty)"/>|<xsl:value-of select="math:power(2,10)"/>|<xsl:value-of select="date:add('2024-01-31','P1M')"/>|<xsl:value-of select="date:day-name('2024-02-29')"/>|<xsl:value-of select="date:difference('2024-01-01','2024-03-01')"/>|<xsl:value-of select="date:seconds('2024-01-01T00:00:00Z')"/></o></xsl:template>
</xsl:stylesheet>
