/// The elements of XSLT 1.0 and their attributes.
struct InstructionTable {
    /// What an element may and must have.
    struct Entry {
        /// Attributes without namespace.
        let attributes: [String]
        /// Those of them that must be there.
        let required: [String]
        /// Those of them that hold an expression.
        var expressions: [String] = []
        /// Those of them that hold a pattern.
        var patterns: [String] = []
        /// Those of them that are attribute value templates.
        var templates: [String] = []
    }

    /// By local name.
    static let entries: [String: Entry] = [
        "apply-imports": Entry(attributes: [], required: []),
        "apply-templates": Entry(attributes: ["select", "mode"], required: [], expressions: ["select"]),
        "attribute": Entry(attributes: ["name", "namespace"], required: ["name"], templates: ["name", "namespace"]),
        "attribute-set": Entry(attributes: ["name", "use-attribute-sets"], required: ["name"]),
        "call-template": Entry(attributes: ["name"], required: ["name"]),
        "choose": Entry(attributes: [], required: []),
        "comment": Entry(attributes: [], required: []),
        "copy": Entry(attributes: ["use-attribute-sets"], required: []),
        "copy-of": Entry(attributes: ["select"], required: ["select"], expressions: ["select"]),
        "decimal-format": Entry(
            attributes: [
                "name", "decimal-separator", "grouping-separator", "infinity", "minus-sign", "NaN", "percent", "per-mille",
                "zero-digit", "digit", "pattern-separator",
            ], required: []),
        "element": Entry(
            attributes: ["name", "namespace", "use-attribute-sets"], required: ["name"], templates: ["name", "namespace"]),
        "fallback": Entry(attributes: [], required: []),
        "for-each": Entry(attributes: ["select"], required: ["select"], expressions: ["select"]),
        "if": Entry(attributes: ["test"], required: ["test"], expressions: ["test"]),
        "import": Entry(attributes: ["href"], required: ["href"]),
        "include": Entry(attributes: ["href"], required: ["href"]),
        "key": Entry(
            attributes: ["name", "match", "use"], required: ["name", "match", "use"], expressions: ["use"], patterns: ["match"]),
        "message": Entry(attributes: ["terminate"], required: []),
        "namespace-alias": Entry(
            attributes: ["stylesheet-prefix", "result-prefix"], required: ["stylesheet-prefix", "result-prefix"]),
        "number": Entry(
            attributes: [
                "level", "count", "from", "value", "format", "lang", "letter-value", "grouping-separator", "grouping-size",
            ], required: [], expressions: ["value"], patterns: ["count", "from"],
            templates: ["format", "lang", "letter-value", "grouping-separator", "grouping-size"]),
        "otherwise": Entry(attributes: [], required: []),
        "output": Entry(
            attributes: [
                "method", "version", "encoding", "omit-xml-declaration", "standalone", "doctype-public", "doctype-system",
                "cdata-section-elements", "indent", "media-type",
            ], required: []),
        "param": Entry(attributes: ["name", "select"], required: ["name"], expressions: ["select"]),
        "preserve-space": Entry(attributes: ["elements"], required: ["elements"]),
        "processing-instruction": Entry(attributes: ["name"], required: ["name"], templates: ["name"]),
        "sort": Entry(
            attributes: ["select", "lang", "data-type", "order", "case-order"], required: [], expressions: ["select"],
            templates: ["lang", "data-type", "order", "case-order"]),
        "strip-space": Entry(attributes: ["elements"], required: ["elements"]),
        "stylesheet": Entry(
            attributes: ["id", "extension-element-prefixes", "exclude-result-prefixes", "version"], required: ["version"]),
        "template": Entry(attributes: ["match", "name", "priority", "mode"], required: [], patterns: ["match"]),
        "text": Entry(attributes: ["disable-output-escaping"], required: []),
        "transform": Entry(
            attributes: ["id", "extension-element-prefixes", "exclude-result-prefixes", "version"], required: ["version"]),
        "value-of": Entry(attributes: ["select", "disable-output-escaping"], required: ["select"], expressions: ["select"]),
        "variable": Entry(attributes: ["name", "select"], required: ["name"], expressions: ["select"]),
        "when": Entry(attributes: ["test"], required: ["test"], expressions: ["test"]),
        "with-param": Entry(attributes: ["name", "select"], required: ["name"], expressions: ["select"]),
    ]
}
