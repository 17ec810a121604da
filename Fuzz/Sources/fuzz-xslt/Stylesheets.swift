import FuzzDriver

@testable import XSLT

/// Checks, analyses, compiles and runs stylesheets. Each input is one.
///
/// Nothing crashes; when a document is transformed as a whole, its transform record by record comes to the same.
let stylesheetTarget = FuzzTarget("stylesheet") { input in
    let stylesheet = limited(input)
    _ = try? stylesheet.check()
    // What the clock and dice say differs from one run to the next.
    let text = String(decoding: input, as: UTF8.self)
    guard !text.contains("exslt.org/dates"), !text.contains("random") else { return }
    let expected = Outcome.whole(document, stylesheet)
    guard expected != .limit else { return }
    let found = Outcome.streamed(document, stylesheet, options: StreamingOptions(threads: 1, chunkBytes: 1))
    guard case .output = expected else {
        if case .output = found { finding("streamed: \(found.text)\nwhole: \(expected.text)") }
        return
    }
    if found != expected { finding("streamed: \(found.text)\nwhole: \(expected.text)") }
}

/// Records of different content, with something beside them.
private let document = Array(
    """
    <orders c='1'>
    <order k='1'><id>1</id><name>A &amp; B</name><lines><line><sku>s</sku><price>1.5</price></line></lines></order>
    <!-- c --><order><id>2</id><lines><line><price>2</price></line><line><price>0.25</price></line></lines></order>
    <x/><order><id>3</id><name>é</name></order>text<order k='2'/>
    </orders>
    """.utf8)
