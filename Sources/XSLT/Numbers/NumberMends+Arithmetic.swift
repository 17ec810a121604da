internal import CLibxslt

/// The functions of XPath that make a number of what they are given.
extension NumberMends {
    /// `number()`; without an argument of the context node.
    static func number(_ parser: xmlXPathParserContextPtr?, _ count: Int32) {
        guard let parser else { return }
        if count == 1, parser.pointee.valueNr > 0 { return push(NumberParsing.popNumber(parser), parser) }
        guard count == 0, let node = parser.pointee.context.pointee.node else { return xmlXPathNumberFunction(parser, count) }
        push(number(of: node), parser)
    }

    /// `sum()`; what is no node-set is the library's to refuse.
    static func sum(_ parser: xmlXPathParserContextPtr?, _ count: Int32) {
        guard let parser else { return }
        guard count == 1, let object = parser.pointee.value, object.pointee.type == XPATH_NODESET else {
            return xmlXPathSumFunction(parser, count)
        }
        var sum = 0.0
        if let set = object.pointee.nodesetval, let nodes = set.pointee.nodeTab {
            for index in 0..<Int(set.pointee.nodeNr) { sum += nodes[index].map(number) ?? .nan }
        }
        xmlXPathFreeObject(valuePop(parser))
        push(sum, parser)
    }

    /// A function of one number.
    static func changed(_ parser: xmlXPathParserContextPtr?, _ count: Int32, _ change: (Double) -> Double) {
        guard let parser else { return }
        guard count == 1, parser.pointee.valueNr > 0 else { return xmlXPathFloorFunction(parser, count) }
        push(change(NumberParsing.popNumber(parser)), parser)
    }

    /// The nearest whole number, the greater of two. Adding one half would round 0.49999999999999994 up.
    static func rounded(_ number: Double) -> Double {
        let whole = number.rounded(.down)
        guard number - whole >= 0.5 else { return whole }
        return number < 0 && whole == -1 ? -0.0 : whole + 1
    }

    private static func number(of node: xmlNodePtr) -> Double {
        guard let text = xmlXPathCastNodeToString(node) else { return .nan }
        defer { cw_free(text) }
        return NumberParsing.number(text)
    }

    private static func push(_ number: Double, _ parser: xmlXPathParserContextPtr) {
        valuePush(parser, xmlXPathNewFloat(number))
    }
}
