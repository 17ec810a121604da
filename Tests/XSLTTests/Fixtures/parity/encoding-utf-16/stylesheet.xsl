<?xml version="1.0"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"  >
<xsl:output encoding="UTF-16"/><xsl:template match="/"><o>é ü € 漢</o></xsl:template>
</xsl:stylesheet>
