/// A stylesheet with all it imports and includes, as declarations ready to be asked.
struct StylesheetModel: Sendable {
    /// A template.
    struct Template: Sendable {
        /// Its number among all.
        let id: Int
        let node: StylesheetNode
        let name: ExpandedName?
        /// One alternative of its pattern each, with its priority. Empty for a template that only has a name.
        let rules: [Rule]
        let mode: ExpandedName?
        /// Higher wins.
        let precedence: Int
        /// The precedences of what its stylesheet imports: where `xsl:apply-imports` looks.
        let imports: Range<Int>

        /// An alternative of a pattern.
        struct Rule: Sendable {
            let pattern: XSLTPattern.Alternative
            let priority: Double
        }

        /// How people know it: its name, or its pattern and mode.
        var shown: String {
            if let name = node["name"] { return name }
            return (node["match"] ?? "") + (node["mode"].map { " mode \($0)" } ?? "")
        }
    }

    /// A declaration at the top level, with its precedence.
    struct Declaration: Sendable {
        let node: StylesheetNode
        let precedence: Int
        /// The precedences of what its stylesheet imports.
        let imports: Range<Int>
    }

    /// Every file with its internal address, the main one first.
    let modules: [StylesheetModule]
    /// In the order of declaration, by rising precedence.
    let templates: [Template]
    /// Top-level elements other than templates, by rising precedence.
    let declarations: [Declaration]
    /// Expressions, patterns and names that cannot be read.
    let findings: [Diagnostic]

    /// The declarations of a kind, of rising precedence.
    func declarations(_ name: String) -> [Declaration] {
        declarations.filter { $0.node.isInstruction(name) }
    }

    /// The template of that name with the highest precedence.
    func template(named name: ExpandedName) -> Template? {
        templates.last { $0.name == name }
    }

    /// The internal address of a file.
    func address(of file: String) -> String {
        modules.first { $0.location == file }?.address ?? file
    }
}

/// One file of a stylesheet.
struct StylesheetModule: Sendable {
    /// As people know it.
    let location: String
    /// Inside libxslt.
    let address: String
    let root: StylesheetNode
    /// The text, for showing lines.
    let bytes: [UInt8]
}
