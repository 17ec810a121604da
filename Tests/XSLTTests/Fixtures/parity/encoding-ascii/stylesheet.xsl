<?xml version="1.0"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"  >
<xsl:output encoding="US-ASCII"/><xsl:template match="/"><o a="é€">é ü € 漢 &#x1F600;</o></xsl:template>
</xsl:stylesheet>
