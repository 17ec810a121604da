internal import CLibxslt

/// `format-number()` in place of libxslt's, which has no more than 17 true digits, knows no quotes in suffixes and no zero digit
/// outside of ASCII.
enum FormatNumber {
    /// What a transform keeps of its patterns, which are few.
    struct Cache {
        private var known: [Key: (DecimalPattern, DecimalSymbols)] = [:]

        fileprivate struct Key: Hashable {
            let pattern: String
            let name: String?
        }

        /// Patterns can be made up by a stylesheet one after the other, of any length.
        private static let most = 100
        private static let longest = 200

        fileprivate mutating func value(
            _ key: Key, _ make: () throws(ExtensionCallError) -> (DecimalPattern, DecimalSymbols)
        ) throws(ExtensionCallError) -> (DecimalPattern, DecimalSymbols) {
            if let found = known[key] { return found }
            if known.count >= Self.most { known = [:] }
            let made = try make()
            if key.pattern.utf8.count <= Self.longest { known[key] = made }
            return made
        }
    }

    /// The function as XPath calls it.
    static let function: xmlXPathFunction = { parser, count in
        guard let parser, let transform = xsltXPathGetTransformContext(parser), let session = Session.active.current else {
            return
        }
        guard count == 2 || count == 3, parser.pointee.valueNr >= count else {
            return xmlXPathErr(parser, Int32(XPATH_INVALID_ARITY.rawValue))
        }
        let name = count == 3 ? popString(parser) : nil
        let pattern = popString(parser) ?? ""
        let number = NumberParsing.popNumber(parser)
        do throws(ExtensionCallError) {
            let (form, symbols) = try session.decimalPatterns.value(.init(pattern: pattern, name: name)) {
                () throws(ExtensionCallError) in try compiled(pattern, name, parser, transform)
            }
            valuePush(parser, xmlXPathNewCString(form.text(of: number, symbols)))
        } catch {
            ExtensionCalls.fail(parser, transform, session, "format-number(): \(error)")
        }
    }

    private static func popString(_ parser: xmlXPathParserContextPtr) -> String? {
        guard let text = xmlXPathPopString(parser) else { return nil }
        defer { cw_free(text) }
        return String(cString: text)
    }

    private static func compiled(
        _ pattern: String, _ name: String?, _ parser: xmlXPathParserContextPtr, _ transform: xsltTransformContextPtr
    ) throws(ExtensionCallError) -> (DecimalPattern, DecimalSymbols) {
        let symbols =
            try name.map { (name) throws(ExtensionCallError) in try declared(name, parser, transform) }
            ?? .unnamed(in: transform)
        do throws(DecimalPatternError) {
            return (try DecimalPattern(pattern, symbols), symbols)
        } catch {
            throw ExtensionCallError(text: "the pattern '\(pattern)' \(error.reason)")
        }
    }

    /// The format of a qualified name; its prefix means what it means where the call stands.
    private static func declared(
        _ name: String, _ parser: xmlXPathParserContextPtr, _ transform: xsltTransformContextPtr
    ) throws(ExtensionCallError) -> DecimalSymbols {
        let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
        var namespace: String?
        if parts.count == 2 {
            namespace = NodeCopy.optionalString(xmlXPathNsLookup(parser.pointee.context, parts[0]))
            guard namespace != nil else { throw ExtensionCallError(text: "the prefix '\(parts[0])' is not declared") }
        }
        guard let found = DecimalSymbols.named(parts.last ?? "", namespace: namespace, in: transform) else {
            throw ExtensionCallError(text: "no xsl:decimal-format is named '\(name)'")
        }
        return found
    }
}
