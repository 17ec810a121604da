/// The functions that an expression can call.
struct FunctionTable {
    /// Local names by namespace; `""` for those without.
    private var names: [String: Set<String>]
    /// How many arguments those take that Swift defines.
    private let registered: [ExpandedName: ClosedRange<Int>]

    /// Those of XPath, XSLT and EXSLT as far as the engine has them, the registered ones, and those that the stylesheet defines.
    init(_ model: StylesheetModel, _ extensions: ExtensionRegistry) {
        names = Self.builtIn
        registered = Dictionary(
            uniqueKeysWithValues: extensions.functions.map {
                (ExpandedName(namespace: $0.key.namespace, local: $0.key.name), $0.value.arguments)
            })
        for key in extensions.functions.keys { names[key.namespace, default: []].insert(key.name) }
        for declaration in model.declarations where declaration.node.namespace == "http://exslt.org/functions" {
            guard let name = declaration.node["name"].map(declaration.node.expanded) else { continue }
            names[name.namespace ?? "", default: []].insert(name.local)
        }
    }

    /// Whether there is such a function.
    func contains(_ name: ExpandedName) -> Bool {
        names[name.namespace ?? ""]?.contains(name.local) == true
    }

    /// How many arguments a function takes; `nil` when that is not known.
    func counts(of name: ExpandedName) -> ClosedRange<Int>? {
        name.namespace == nil ? Self.counts[name.local] : registered[name]
    }

    /// No bound on the number of arguments.
    static let any = Int.max - 1
    private static let counts: [String: ClosedRange<Int>] = [
        "last": 0...0, "position": 0...0, "count": 1...1, "id": 1...1, "local-name": 0...1, "namespace-uri": 0...1, "name": 0...1,
        "string": 0...1, "concat": 2...any, "starts-with": 2...2, "contains": 2...2, "substring-before": 2...2,
        "substring-after": 2...2, "substring": 2...3, "string-length": 0...1, "normalize-space": 0...1, "translate": 3...3,
        "boolean": 1...1, "not": 1...1, "true": 0...0, "false": 0...0, "lang": 1...1, "number": 0...1, "sum": 1...1,
        "floor": 1...1,
        "ceiling": 1...1, "round": 1...1, "document": 1...2, "key": 2...2, "format-number": 2...3, "current": 0...0,
        "unparsed-entity-uri": 1...1, "generate-id": 0...1, "system-property": 1...1, "element-available": 1...1,
        "function-available": 1...1,
    ]

    /// Functions of XPath 2.0 that people miss, and what to use.
    static let later = [
        "upper-case": "that is XPath 2.0; use translate(…, 'abc…', 'ABC…')",
        "lower-case": "that is XPath 2.0; use translate(…, 'ABC…', 'abc…')",
        "ends-with": "that is XPath 2.0; compare substring(…, string-length(…) - length + 1)",
        "matches": "that is XPath 2.0; use contains() or starts-with()",
        "replace": "that is XPath 2.0; use str:replace() of http://exslt.org/strings or translate()",
        "tokenize": "that is XPath 2.0; use str:tokenize() of http://exslt.org/strings",
        "string-join": "that is XPath 2.0; use xsl:for-each",
        "distinct-values": "that is XPath 2.0; use set:distinct() of http://exslt.org/sets",
        "current-date": "that is XPath 2.0; use date:date() of http://exslt.org/dates-and-times",
        "current-dateTime": "that is XPath 2.0; use date:date-time() of http://exslt.org/dates-and-times",
        "format-date": "that is XSLT 2.0; use the date functions",
        "abs": "that is XPath 2.0; use math:abs() of http://exslt.org/math",
        "min": "that is XPath 2.0; use math:min() of http://exslt.org/math",
        "max": "that is XPath 2.0; use math:max() of http://exslt.org/math",
        "node-set": "it is in a namespace; use exsl:node-set() of http://exslt.org/common",
        "exists": "that is XPath 2.0; use boolean()",
        "empty": "that is XPath 2.0; use not()",
        "if": "XPath 1.0 has no condition; use xsl:choose",
    ]

    /// The names in a namespace, `nil` when the namespace has none.
    func names(in namespace: String?) -> Set<String>? { names[namespace ?? ""] }

    private static func words(_ text: String) -> Set<String> { Set(text.split(separator: " ").map(String.init)) }

    private static let builtIn: [String: Set<String>] = [
        "": words(
            """
            last position count id local-name namespace-uri name string concat starts-with contains substring-before substring-after \
            substring string-length normalize-space translate boolean not true false lang number sum floor ceiling round document key \
            format-number current unparsed-entity-uri generate-id system-property element-available function-available
            """),
        "http://exslt.org/common": words("node-set object-type"),
        "http://exslt.org/math": words(
            "min max highest lowest constant random sqrt power log abs sin cos tan asin acos atan atan2 exp"),
        "http://exslt.org/sets": words("difference intersection has-same-node distinct leading trailing"),
        "http://exslt.org/strings": words("tokenize split encode-uri decode-uri padding align concat replace"),
        "http://exslt.org/dates-and-times": words(
            """
            add add-duration date date-time day-abbreviation day-in-month day-in-week day-in-year day-name day-of-week-in-month \
            difference duration hour-in-day leap-year minute-in-hour month-abbreviation month-in-year month-name second-in-minute \
            seconds sum time week-in-month week-in-year year
            """),
        "http://exslt.org/dynamic": words("evaluate map"),
        Namespace.microsoft: words("node-set"),
    ]
}
