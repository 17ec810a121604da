import Testing
@testable import XSLT

/// A transform gives the result and says what happened.
struct TransformTests {
    @Test func resultObeysTheStylesheet() throws {
        let result = try transform("<a>1</a>", with: "<xsl:template match='/'><b><xsl:value-of select='a'/></b></xsl:template>")
        #expect(result.text == "<?xml version=\"1.0\"?>\n<b>1</b>\n")
    }
}
