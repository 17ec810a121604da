<?xml version="1.0"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:out="urn:out" xmlns:p="urn:p" xmlns:unused="urn:u" exclude-result-prefixes="unused" >
<xsl:namespace-alias stylesheet-prefix="out" result-prefix="xsl"/><xsl:template match="/"><out:stylesheet version="1.0"><p:a p:b="1"><xsl:attribute name="z:q" namespace="urn:z">1</xsl:attribute><xsl:element name="el" namespace="urn:el"><n/></xsl:element></p:a><xsl:copy-of select="//*[local-name()='c']"/></out:stylesheet></xsl:template>
</xsl:stylesheet>
