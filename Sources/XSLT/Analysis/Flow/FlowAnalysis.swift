/// Follows a stylesheet through everything it can do, with places instead of nodes.
///
/// It starts at the root of a document and runs every template for every place that it can be applied to, until nothing new
/// turns up. Whatever it cannot follow is a reason against record-local. It works for two questions at once: what is read at all
/// (the ``PathTree``), and, with a record path, whether anything looks beyond its record.
final class FlowAnalysis {
    let model: StylesheetModel
    let extensions: ExtensionRegistry
    let output: OutputDeclaration
    /// The nodes of the record path in the tree, the root first, the record last; empty without a record path.
    private(set) var recordPath: [Int] = []
    var tree = PathTree()
    private(set) var reasons: [Diagnostic] = []
    private(set) var insertion: RecordInsertion?
    /// Whether the children of the records' parent are applied whatever they are.
    var readsSiblings = false
    var frameReadsFirstRecord = false
    /// Attributes of made trees that can hold identities; `*` when a text can.
    var identityNames: Set<String> = []
    var globals: [ExpandedName: AbstractValue] = [:]
    var globalsUnderWay: Set<ExpandedName> = []
    /// Parsed once for each text.
    var expressions: [String: Result<XPathExpression, XPathSyntaxError>] = [:]
    /// Rules by mode, the one that wins first.
    var sortedRules: [ExpandedName?: [MatchRule]] = [:]
    /// Templates that run in the frame right now.
    var openTemplates: [Int] = []
    /// Attribute sets that are being used right now.
    var openSets: Set<ExpandedName> = []
    /// Namespaces that any module declares for extension elements.
    let extensionNamespaces: Set<String>
    /// Whether one reason is enough.
    private let stopsEarly: Bool
    private var parameters: [FlowKey: [ExpandedName: AbstractValue]] = [:]
    private var queue: [FlowKey] = []

    /// - Parameters:
    ///   - recordPath: names from the document element to a record; `nil` asks only what is read.
    ///   - stopsEarly: one reason is enough.
    init(_ model: StylesheetModel, extensions: ExtensionRegistry, recordPath: [ExpandedName]?, stopsEarly: Bool = false) {
        self.model = model
        self.stopsEarly = stopsEarly
        self.extensions = extensions
        output = OutputDeclaration(model)
        extensionNamespaces = Set(model.modules.flatMap { Self.extensionNamespaces(below: $0.root) })
        guard let recordPath else { return }
        self.recordPath = [PathTree.root]
        for name in recordPath {
            guard let parent = self.recordPath.last, let next = tree.child(of: parent, name) else { return }
            self.recordPath.append(next)
        }
    }

    /// The node of a record, `nil` without a record path.
    var record: Int? { recordPath.last }

    /// Whether a node is the root or an element above the records.
    func isWrapper(_ node: Int) -> Bool {
        recordPath.dropLast().contains(node)
    }

    /// Whether the answer is known.
    var isDecided: Bool { stopsEarly && !reasons.isEmpty }

    /// Follows everything.
    func run() {
        let start = FlowContext(
            places: [.element(PathTree.root)], current: [.element(PathTree.root)], countsRecords: true,
            phase: recordPath.isEmpty ? .repeated : .frame, target: FlowTarget(level: .top), node: model.modules[0].root)
        for declaration in model.declarations("variable") + model.declarations("param") {
            if let name = declaration.node["name"] { _ = global(declaration.node.expanded(name)) }
        }
        apply(to: .element(PathTree.root), mode: nil, parameters: [:], start)
        settle()
        if insertion == nil, record != nil, reasons.isEmpty {
            refuse("no instruction applies the records", model.modules[0].root)
        }
    }

    /// Runs queued templates until nothing changes.
    private func settle() {
        var identities = identityNames
        while true {
            while !isDecided, let key = queue.popLast() { run(key) }
            guard identities != identityNames, !isDecided else { return }
            identities = identityNames
            queue = Array(parameters.keys)
        }
    }

    /// Asks for a template to be run for a place; runs again when its parameters can have more values than before.
    func enqueue(_ key: FlowKey, _ passed: [ExpandedName: AbstractValue]) {
        guard let known = parameters[key] else {
            parameters[key] = passed
            queue.append(key)
            return
        }
        let joined = known.merging(passed) { $0.joined($1) }
        guard joined != known else { return }
        parameters[key] = joined
        if !queue.contains(key) { queue.append(key) }
    }

    private func run(_ key: FlowKey) {
        let template = model.templates[key.template]
        let context = FlowContext(
            places: [key.place], current: [key.place], countsRecords: key.countsRecords, phase: key.phase, target: key.target,
            template: template, mode: key.mode, node: template.node)
        runBody(of: template, parameters[key] ?? [:], context)
    }

    /// Runs the content of a template.
    func runBody(of template: StylesheetModel.Template, _ passed: [ExpandedName: AbstractValue], _ context: FlowContext) {
        guard template.node.isInstruction("template") else { return instruction(template.node, context) }
        var context = context
        for node in template.node.children { declareOrRun(node, passed, &context) }
    }

    /// Records why the stylesheet is not record-local.
    func refuse(_ message: String, _ node: StylesheetNode) {
        guard record != nil else { return }
        let reason = Diagnostic(message: message, file: node.file, line: node.line)
        if !reasons.contains(reason) { reasons.append(reason) }
    }

    /// Records the one instruction that applies the records.
    func insert(_ found: RecordInsertion, _ node: StylesheetNode) {
        if insertion != nil {
            refuse("the records are applied a second time here", node)
        } else {
            insertion = found
        }
    }

    /// The instruction with what is known at the end.
    var finalInsertion: RecordInsertion? {
        guard let insertion else { return nil }
        return RecordInsertion(
            file: insertion.file, line: insertion.line, address: insertion.address, elementPath: insertion.elementPath,
            resultPath: insertion.resultPath, readsSiblings: readsSiblings, frameReadsFirstRecord: frameReadsFirstRecord)
    }

    /// The parsed expression; one that cannot be read is refused.
    func parsed(_ text: String, _ node: StylesheetNode) -> XPathExpression? {
        let result = expressions[text] ?? Result { () throws(XPathSyntaxError) in try XPathParser.parse(text) }
        expressions[text] = result
        if case .success(let expression) = result { return expression }
        refuse("'\(text)' cannot be read", node)
        return nil
    }
}

/// What `xsl:output` says, of all modules together.
struct OutputDeclaration {
    let method: String?
    let isIndented: Bool
    let hasCDATA: Bool

    init(_ model: StylesheetModel) {
        let outputs = model.declarations("output").map(\.node)
        method = outputs.last { $0["method"] != nil }?["method"]
        isIndented = outputs.last { $0["indent"] != nil }?["indent"] == "yes"
        hasCDATA = outputs.contains { $0["cdata-section-elements"] != nil }
    }

    /// Whether text directly in the frame changes how the rest of it is written.
    var mindsText: Bool { method != "text" && (isIndented || hasCDATA) }
}
