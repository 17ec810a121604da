<?xml version="1.0"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"  >
<xsl:output doctype-system="orders.dtd"/><xsl:template match="/"><orders/></xsl:template>
</xsl:stylesheet>
