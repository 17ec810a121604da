<?xml version="1.0"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:f" >
<xsl:template match="/"><xsl:value-of select="f:nope()"/></xsl:template>
</xsl:stylesheet>
