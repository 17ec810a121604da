<?xml version="1.0"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"  >
<xsl:output encoding="ISO-8859-1"/><xsl:template match="/"><o a="é€">é ü € 漢</o></xsl:template>
</xsl:stylesheet>
