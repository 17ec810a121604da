<?xml version="1.0"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"  >
<xsl:template match="/"><o><xsl:copy-of select="document('codes.xml')/codes/code[@k='B-2']"/><xsl:value-of select="count(document('')/*/*)"/></o></xsl:template>
</xsl:stylesheet>
