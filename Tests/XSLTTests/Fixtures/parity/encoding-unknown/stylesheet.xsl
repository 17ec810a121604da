<?xml version="1.0"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"  >
<xsl:output encoding="x-nobody-knows"/><xsl:template match="/"><o>é</o></xsl:template>
</xsl:stylesheet>
