<?xml version="1.0"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"  >
<xsl:output method="html" indent="yes"/><xsl:template match="/"><html><head><title>é</title><script>if (a &lt; b) x();</script></head><body><p>A<br/>B</p><img src="a b.png" alt="&quot;"/><input disabled="disabled"/><a href="ü?a=1&amp;b=2">x</a><pre> a
 b</pre></body></html></xsl:template>
</xsl:stylesheet>
