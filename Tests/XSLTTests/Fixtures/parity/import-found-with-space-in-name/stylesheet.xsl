<?xml version="1.0"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"  >
<xsl:import href="my%20lib/a%20b.xsl"/>
</xsl:stylesheet>
