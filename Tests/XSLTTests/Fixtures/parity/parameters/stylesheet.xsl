<?xml version="1.0"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"  >
<xsl:param name="s"/><xsl:param name="q" select="'default'"/><xsl:param name="n" select="1"/><xsl:param name="nodes" select="/.."/><xsl:param name="unset" select="'kept'"/><xsl:template match="/"><o s="{$s}" q="{$q}" n="{$n + 1}" c="{count($nodes)}" u="{$unset}"/></xsl:template>
</xsl:stylesheet>
