import Testing

@testable import XSLT

/// The limits hold on the threads of a streaming transform: what one record does is its own fault, and the threads live on.
struct StreamedLimitTests {
    /// Every record does what its `do` says; the frame does nothing.
    private static let dangerous = """
        <xsl:template match='/'><out><xsl:apply-templates select='orders/order'/></out></xsl:template>
        <xsl:template match='order'><done><xsl:value-of select='id'/><xsl:choose>
        <xsl:when test="do = 'recurse'"><xsl:apply-templates select='.'/></xsl:when>
        <xsl:when test="do = 'deep'"><xsl:variable name='v'><xsl:apply-templates select='.'/></xsl:variable></xsl:when>
        <xsl:when test="do = 'double'"><xsl:call-template name='double'/></xsl:when>
        <xsl:when test="do = 'work'"><xsl:call-template name='work'/></xsl:when>
        <xsl:when test="do = 'write'"><exsl:document href='/tmp/crosswalk-never.xml'><x/></exsl:document></xsl:when>
        <xsl:when test="do = 'read'"><xsl:copy-of select="document('/etc/passwd')"/></xsl:when>
        <xsl:when test="do = 'stop'"><xsl:message terminate='yes'>stop</xsl:message></xsl:when>
        </xsl:choose></done></xsl:template>
        <xsl:template name='double'><xsl:param name='s' select="'0123456789abcdef'"/><xsl:param name='n' select='0'/>
        <xsl:if test='$n &lt; 26'><xsl:call-template name='double'><xsl:with-param name='s' select='concat($s, $s)'/>
        <xsl:with-param name='n' select='$n + 1'/></xsl:call-template></xsl:if></xsl:template>
        <xsl:template name='work'><xsl:param name='n' select='1'/><xsl:if test='$n &lt; 500'>
        <xsl:call-template name='work'><xsl:with-param name='n' select='$n + 1'/></xsl:call-template>
        <xsl:call-template name='work'><xsl:with-param name='n' select='$n + 1'/></xsl:call-template></xsl:if></xsl:template>
        """
    private static let limits = TransformLimits(operations: 200_000, memoryBytes: 64_000_000, seconds: 60)

    @Test(
        arguments: ["recurse", "deep", "double", "work", "stop"],
        [
            StreamingSetting(chunkBytes: 1, threads: 2, pieceSize: .max),
            StreamingSetting(chunkBytes: 4096, threads: 2, pieceSize: .max),
        ])
    func theThreadsLiveOn(_ deed: String, _ setting: StreamingSetting) throws {
        let bad = [3, 4, 11]
        let result = try stream(
            document(deed, in: bad), stylesheet(Self.dangerous, limits: Self.limits), setting, skipsBadRecords: true)
        #expect(result.badRecords.map(\.place.number) == bad)
        let good = (1...12).filter { !bad.contains($0) }.map { "<done>\($0)</done>" }
        #expect(result.text.hasSuffix("<out>\(good.joined())</out>\n"), "\(result.text)")
    }

    /// No record makes a stylesheet ask for what is never granted, so the transform ends; nothing is left out in silence.
    @Test(arguments: ["read", "write"])
    func whatIsRefusedEndsTheTransform(_ deed: String) {
        let error = #expect(throws: XSLTError.self) {
            try stream(
                document(deed, in: [3]), stylesheet(Self.dangerous, limits: Self.limits),
                StreamingSetting(chunkBytes: 1, threads: 2, pieceSize: .max), skipsBadRecords: true)
        }
        guard case .forbidden = error else { Issue.record("not refused: \(String(describing: error))"); return }
    }

    /// Twelve records, of which some do what is asked.
    private func document(_ deed: String, in bad: [Int]) -> [UInt8] {
        let records = (1...12).map { id in "<order><id>\(id)</id><do>\(bad.contains(id) ? deed : "nothing")</do></order>" }
        return Array("<orders>\(records.joined())</orders>".utf8)
    }
}
