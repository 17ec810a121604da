import FuzzDriver

@testable import XSLT

/// Reads and rewrites expressions and attribute value templates.
///
/// A rewritten expression compiles exactly when the original does, and has the same value.
let xpathTarget = FuzzTarget("xpath") { input in
    let text = String(decoding: input, as: UTF8.self)
    _ = try? XSLTPattern.parse(text)
    let paths = ExpressionRewriter(options: EngineOptions(mendsNumbers: false))
    _ = paths.rewritten(template: text)
    _ = ExpressionRewriter(options: EngineOptions()).rewritten(text, becomesText: true)
    guard !text.contains("\0"), let rewritten = paths.rewritten(text, becomesText: false) else { return }
    let before = value(text), after = value(rewritten)
    guard before == after else { finding("\(text) is \(before)\n\(rewritten) is \(after)") }
}

/// The value of an expression, or that it has none.
private func value(_ expression: String) -> String {
    guard let document = try? XMLDocument(bytes: sample, name: "in.xml") else { finding("the sample does not parse") }
    let namespaces = ["a": "urn:a", "child": "urn:b"]
    return (try? document.evaluate(expression, namespaces: namespaces)).map { "\($0)" } ?? "no value"
}

/// Every kind of node.
private let sample = Array(
    """
    <a xmlns:a='urn:a' x='1'><b y='2'>t<c>3</c><div>4</div></b><a:b mod='5'/><!-- c --><?p q?><b><and>6</and><or>7</or></b></a>
    """.utf8)
