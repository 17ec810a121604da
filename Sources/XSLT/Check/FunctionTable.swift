/// The functions that an expression can call.
struct FunctionTable {
    /// Local names by namespace; `""` for those without.
    private var names: [String: Set<String>]

    /// Those of XPath, XSLT and EXSLT as far as the engine has them, the registered ones, and those that the stylesheet defines.
    init(_ model: StylesheetModel, _ extensions: ExtensionRegistry) {
        names = Self.builtIn
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
