import Foundation
import Testing
import XSLT

/// A profile names every template and instruction that ran, and how often.
struct ProfileTests {
    private let body = """
        <xsl:template match='/'><o><xsl:apply-templates select='a/b'/></o></xsl:template>
        <xsl:template match='b'>
        <xsl:call-template name='part'/></xsl:template>
        <xsl:template name='part'>
        <xsl:value-of select='.'/></xsl:template>
        <xsl:template match='never'/>
        """

    private func profiled() throws -> (result: TransformResult, profile: TransformProfile) {
        let document = try XMLDocument(bytes: Array("<a><b>1</b><b>2</b><b>3</b></a>".utf8), name: "in.xml")
        return try stylesheet(body).compile().profile(document)
    }

    @Test func callsAreCountedByTemplateAndInstruction() throws {
        let profile = try profiled().profile
        let templates = Dictionary(uniqueKeysWithValues: profile.templates.map { ($0.name, $0.calls) })
        #expect(templates == ["/": 1, "b": 3, "part": 3])
        let value = try #require(profile.instructions.first { $0.name == "xsl:value-of" })
        #expect(value.calls == 3 && value.line == 6 && value.file == "sheet.xsl")
        #expect(profile.instructions.first { $0.name == "o" }?.calls == 1)
    }

    @Test func timesAddUp() throws {
        let profile = try profiled().profile
        let own = profile.templates.map(\.ownMicroseconds).reduce(0, +)
        #expect(own > 0 && own <= profile.microseconds)
        #expect(profile.templates.allSatisfy { $0.totalMicroseconds >= $0.ownMicroseconds - 0.001 })
        let root = try #require(profile.templates.first { $0.name == "/" })
        #expect(profile.templates.allSatisfy { $0.totalMicroseconds <= root.totalMicroseconds })
    }

    @Test func theOutputIsTheSameAsWithoutAProfile() throws {
        let document = try XMLDocument(bytes: Array("<a><b>1</b><b>2</b><b>3</b></a>".utf8), name: "in.xml")
        #expect(try profiled().result.text == stylesheet(body).compile().transform(document).text)
    }

    @Test func tableAndJSONTellTheSame() throws {
        let profile = try profiled().profile
        let table = profile.table()
        #expect(table.contains("own µs  total µs  calls  template  place"))
        #expect(table.contains("sheet.xsl:6") && table.contains("part"))
        let decoded = try JSONDecoder().decode(TransformProfile.self, from: JSONEncoder().encode(profile))
        #expect(decoded == profile)
        #expect(profile.table(most: 1).split(separator: "\n").count == 4)
    }

    /// The callbacks are process-wide; others must not notice.
    @Test func transformsBesideAProfiledOneAreNotWatched() async throws {
        let profiles = try await withThrowingTaskGroup(of: [Int].self) { group in
            for _ in 0..<4 { group.addTask { try profiled().profile.templates.map(\.calls).sorted() } }
            for _ in 0..<4 { group.addTask { [try transform("<a><b>x</b></a>", with: body).output.count] } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(profiles.filter { $0.count == 3 }.allSatisfy { $0 == [1, 3, 3] })
    }
}
