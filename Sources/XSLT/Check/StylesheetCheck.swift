/// Looks for mistakes in a stylesheet as a compiler does, before anything runs: with file, line, column and what was meant.
///
/// libxslt finds many of these only when the instruction runs, and some never: a parameter or a mode that is spelt wrong has no
/// effect and no error.
struct StylesheetCheck {
    let model: StylesheetModel
    let functions: FunctionTable
    /// Names that the stylesheet itself asks for with `function-available()`; calling them is its own business.
    let guardedFunctions: Set<String>
    private let texts: [String: SourceText]
    private var findings: [Finding] = []

    /// Something that was found, and the line that libxslt knows its element by.
    struct Finding: Equatable {
        var diagnostic: Diagnostic
        let elementLine: Int
    }

    /// Everything that was found, file by file.
    static func findings(_ model: StylesheetModel, _ extensions: ExtensionRegistry) -> [Finding] {
        var check = StylesheetCheck(model, extensions)
        check.run()
        return check.findings
    }

    private init(_ model: StylesheetModel, _ extensions: ExtensionRegistry) {
        self.model = model
        functions = FunctionTable(model, extensions)
        guardedFunctions = Set(model.modules.flatMap { Self.guarded(in: $0.root) })
        texts = Dictionary(model.modules.map { ($0.location, SourceText($0.bytes)) }) { first, _ in first }
    }

    /// The names in quotes of elements that call `function-available()`.
    private static func guarded(in node: StylesheetNode) -> [String] {
        let own = node.attributes.filter { $0.value.contains("function-available") }.flatMap { attribute in
            attribute.value.split { $0 == "'" || $0 == "\"" }.map(String.init)
        }
        return own + node.children.flatMap { guarded(in: $0) }
    }

    private mutating func run() {
        let globals = Set(
            model.declarations.filter { $0.node.isInstruction("variable") || $0.node.isInstruction("param") }
                .compactMap { $0.node["name"].map($0.node.expanded) })
        let trees = model.declarations("variable").map(\.node).filter(Scope.isTree)
        let scope = Scope(globals: globals, trees: Set(trees.compactMap { node in node["name"].map(node.expanded) }))
        var seen: Set<ObjectIdentifier> = []
        for module in model.modules where seen.insert(ObjectIdentifier(module.root)).inserted {
            check(module.root, scope, isTopLevel: true)
        }
        checkDuplicates()
    }

    /// An element and what is in it; a variable is in scope for what follows it.
    private mutating func check(_ node: StylesheetNode, _ scope: Scope, isTopLevel: Bool = false) {
        let isStylesheet = isTopLevel && node.namespace == Namespace.xslt
        if node.namespace == Namespace.xslt {
            checkInstruction(node, scope)
            checkContents(of: node, isTopLevel: isStylesheet)
        } else {
            checkLiteral(node, scope)
        }
        var inner = scope
        for child in node.children where !child.isText {
            // Foreign elements at the top are data.
            if isStylesheet, child.namespace != Namespace.xslt, child.namespace != "http://exslt.org/functions" { continue }
            check(child, inner)
            guard !isStylesheet, child.isInstruction("variable") || child.isInstruction("param") else { continue }
            checkShadow(child, inner)
            inner.declare(child)
        }
    }

    private mutating func checkInstruction(_ node: StylesheetNode, _ scope: Scope) {
        guard let entry = InstructionTable.entries[node.name] else { return checkUnknown(node) }
        var meant: Set<String> = []
        for name in entry.required where node[name] == nil {
            let others = node.attributes.filter { $0.namespace == nil && !entry.attributes.contains($0.name) }.map(\.name)
            let near = others.first { NameHint.nearest(to: $0, among: [name]) != nil }
            if let near { meant.insert(near) }
            add("xsl:\(node.name) needs the attribute '\(name)'\(near.map { "; is it '\($0)'?" } ?? "")", node)
        }
        for attribute in node.attributes
        where attribute.namespace == nil && !entry.attributes.contains(attribute.name) && !meant.contains(attribute.name) {
            let hint = NameHint.hint(for: attribute.name, among: entry.attributes)
            add("xsl:\(node.name) has no attribute '\(attribute.name)'\(hint)", node, .warning)
        }
        for name in entry.expressions {
            if let value = node[name] { checkExpression(value, Origin(node, name, value), scope) }
        }
        for name in entry.templates {
            if let value = node[name] { checkTemplate(value, Origin(node, name, value), scope) }
        }
        for name in entry.patterns {
            if let value = node[name] { checkPattern(value, Origin(node, name, value)) }
        }
        checkValues(node)
        checkReferences(node)
    }

    /// What other languages call instructions.
    private static let habits = ["else": "otherwise", "elseif": "when", "elsif": "when", "switch": "choose", "case": "when"]

    private mutating func checkUnknown(_ node: StylesheetNode) {
        guard node.instructions("fallback").isEmpty, !isForwardsCompatible(node) else { return }
        let hint =
            Self.habits[node.name].map { "; did you mean '\($0)'?" }
            ?? NameHint.hint(for: node.name, among: InstructionTable.entries.keys)
        add("there is no instruction xsl:\(node.name)\(hint)", node)
    }

    /// A stylesheet of a later version may hold what this one does not know.
    private func isForwardsCompatible(_ node: StylesheetNode) -> Bool {
        let root = model.modules.first { $0.location == node.file }?.root
        return root?["version"].map { $0 != "1.0" } ?? false
    }

    private mutating func checkLiteral(_ node: StylesheetNode, _ scope: Scope) {
        for attribute in node.attributes where attribute.namespace != Namespace.xslt {
            checkTemplate(attribute.value, Origin(node, attribute.name, attribute.value), scope)
        }
        for child in node.children where child.namespace == Namespace.xslt { checkPlace(of: child, inLiteral: node) }
        if let sets = node.attribute("use-attribute-sets", in: Namespace.xslt) { checkSets(sets, node) }
    }

    /// The attribute that something was found in.
    struct Origin {
        let node: StylesheetNode
        let attribute: String
        let value: String

        init(_ node: StylesheetNode, _ attribute: String, _ value: String) {
            self.node = node
            self.attribute = attribute
            self.value = value
        }
    }

    /// Records a finding; with an origin, the column is that of a byte of the attribute's value.
    mutating func add(
        _ message: String, _ node: StylesheetNode, _ severity: Diagnostic.Severity = .error, in origin: Origin? = nil,
        at offset: Int = 0
    ) {
        var found = Diagnostic(severity: severity, message: message, file: node.file, line: node.line)
        let text = texts[node.file]
        if let origin,
            let place = text?.place(ofAttribute: origin.attribute, value: origin.value, near: node.line, offset: offset)
        {
            found.line = place.line
            found.column = place.column
        }
        found.sourceLine = found.line.flatMap { text?.line($0) }
        let finding = Finding(diagnostic: found, elementLine: node.line)
        if !findings.contains(finding) { findings.append(finding) }
    }
}
