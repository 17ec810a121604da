internal import CLibxslt

/// Makes numbers come out as decimals wherever a transform makes a text of them.
///
/// libxml2 does that deep inside. What stands in a stylesheet is led through ``ExpressionRewriter/textFunction`` when it is
/// loaded; the functions of XPath that take texts are put behind ones that look at their arguments first. Comparisons and
/// arithmetic never see a text, so they stay as they are.
enum NumberMends {
    /// Registers the functions in one transform.
    static func install(in transform: xsltTransformContextPtr) {
        for (name, function) in functions {
            // A name that is taken has to be given back first.
            xmlXPathRegisterFunc(transform.pointee.xpathCtxt, name, nil)
            xmlXPathRegisterFunc(transform.pointee.xpathCtxt, name, function)
        }
        for name in stringFunctions { xsltRegisterExtFunction(transform, name, stringsNamespace, callStringFunction) }
    }

    /// EXSLT's functions on texts, which libexslt keeps to itself: the one that was called is looked up by its name.
    private static let stringFunctions = [
        "tokenize", "split", "encode-uri", "decode-uri", "padding", "align", "concat", "replace",
    ]
    private static let stringsNamespace = "http://exslt.org/strings"

    private static let callStringFunction: xmlXPathFunction = { parser, count in
        guard let name = parser?.pointee.context?.pointee.function else { return }
        guard let function = xsltExtModuleFunctionLookup(name, stringsNamespace) else { return }
        with(parser, count, function)
    }

    private static let functions: [(String, xmlXPathFunction)] = [
        (ExpressionRewriter.textFunction, { mend($0, $1) }),
        ("string", { with($0, $1, xmlXPathStringFunction) }),
        ("concat", { with($0, $1, xmlXPathConcatFunction) }),
        ("contains", { with($0, $1, xmlXPathContainsFunction) }),
        ("starts-with", { with($0, $1, xmlXPathStartsWithFunction) }),
        ("substring-before", { with($0, $1, xmlXPathSubstringBeforeFunction) }),
        ("substring-after", { with($0, $1, xmlXPathSubstringAfterFunction) }),
        ("substring", { with($0, $1, xmlXPathSubstringFunction, last: false) }),
        ("string-length", { with($0, $1, xmlXPathStringLengthFunction) }),
        ("normalize-space", { with($0, $1, xmlXPathNormalizeFunction) }),
        ("translate", { with($0, $1, xmlXPathTranslateFunction) }),
        ("key", { with($0, $1, xsltKeyFunction) }),
        ("format-number", FormatNumber.function),
        ("number", { number($0, $1) }),
        ("sum", { sum($0, $1) }),
        ("floor", { changed($0, $1) { $0.rounded(.down) } }),
        ("ceiling", { changed($0, $1) { $0.rounded(.up) } }),
        ("round", { changed($0, $1, rounded) }),
    ]

    /// Mends the arguments, then calls the function of the library. Without `last` only the first argument is a text.
    private static func with(
        _ parser: xmlXPathParserContextPtr?, _ count: Int32, _ function: (xmlXPathParserContextPtr?, Int32) -> Void,
        last: Bool = true
    ) {
        guard let parser else { return }
        let top = Int(parser.pointee.valueNr)
        for index in max(0, top - Int(count))..<(last ? top : max(0, top - Int(count)) + min(1, Int(count))) {
            mend(parser, at: index)
        }
        function(parser, count)
    }

    /// The function that stylesheets are led through.
    private static func mend(_ parser: xmlXPathParserContextPtr?, _ count: Int32) {
        guard let parser, count == 1, parser.pointee.valueNr > 0 else { return }
        mend(parser, at: Int(parser.pointee.valueNr) - 1)
    }

    /// Puts a text in the place of a number that libxml2 would write with an exponent.
    private static func mend(_ parser: xmlXPathParserContextPtr, at index: Int) {
        guard let object = parser.pointee.valueTab[index], object.pointee.type == XPATH_NUMBER,
            NumberText.needsMending(object.pointee.floatval),
            let text = xmlXPathNewCString(NumberText.decimal(object.pointee.floatval))
        else { return }
        parser.pointee.valueTab[index] = text
        if index == Int(parser.pointee.valueNr) - 1 { parser.pointee.value = text }
        xmlXPathFreeObject(object)
    }
}
