/// Looks for paths that a stylesheet applies or loops over: what could be its records. What it finds is only a guess.
struct RecordPathSearch {
    /// More than this are not tried.
    private static let most = 16

    private let model: StylesheetModel
    private var found: [[ExpandedName]] = []
    private var visited: Set<Visit> = []

    /// A template and the path it was reached with.
    private struct Visit: Hashable {
        let template: Int
        let path: [ExpandedName]
    }

    /// The paths, those nearest to the document first.
    static func candidates(_ model: StylesheetModel) -> [[ExpandedName]] {
        var search = RecordPathSearch(model: model)
        search.start()
        return Array(search.found.prefix(most))
    }

    private init(model: StylesheetModel) {
        self.model = model
    }

    /// From the templates of the root and of the document element, then from the patterns themselves. A template that is not tied
    /// to the root starts the search only where none is.
    private mutating func start() {
        visitStarts { $0.anchor == .root }
        if found.isEmpty { visitStarts { $0.anchor == .none && $0.steps.count == 1 } }
        for template in model.templates {
            for rule in template.rules where !rule.pattern.steps.contains(where: \.isDeep) {
                if let names = Self.names(rule.pattern.steps.map(\.step), template.node) { add(names) }
            }
        }
    }

    private mutating func visitStarts(where isStart: (XSLTPattern.Alternative) -> Bool) {
        for template in model.templates {
            for rule in template.rules where isStart(rule.pattern) {
                if let names = Self.names(rule.pattern.steps.map(\.step), template.node), names.count < 2 {
                    visit(template, names)
                }
            }
        }
    }

    private mutating func add(_ path: [ExpandedName]) {
        if path.count >= 2, !found.contains(path) { found.append(path) }
    }

    private mutating func visit(_ template: StylesheetModel.Template, _ path: [ExpandedName]) {
        guard path.count < 8, found.count < Self.most, visited.insert(Visit(template: template.id, path: path)).inserted else {
            return
        }
        look(in: template.node, path)
    }

    private mutating func look(in node: StylesheetNode, _ path: [ExpandedName]) {
        var path = path
        if node.isInstruction("for-each") || node.isInstruction("apply-templates"), let select = node["select"],
            let next = Self.path(select, from: path, node)
        {
            add(next)
            if node.isInstruction("apply-templates") { visitTemplates(next, mode: node["mode"].map(node.expanded)) }
            path = next
        }
        if node.isInstruction("call-template"), let name = node["name"], let called = model.template(named: node.expanded(name)) {
            visit(called, path)
        }
        for child in node.children { look(in: child, path) }
    }

    private mutating func visitTemplates(_ path: [ExpandedName], mode: ExpandedName?) {
        for template in model.templates where template.mode == mode {
            let mayMatch = template.rules.contains { rule in
                guard let step = rule.pattern.steps.last?.step, case .name(let name) = step.test else { return false }
                return template.node.expanded(name) == path.last
            }
            if mayMatch { visit(template, path) }
        }
    }

    /// The path that a `select` leads to, when it is made of names only.
    private static func path(_ select: String, from path: [ExpandedName], _ node: StylesheetNode) -> [ExpandedName]? {
        guard case .path(let selected)? = try? XPathParser.parse(select), let names = names(selected.steps, node), !names.isEmpty
        else { return nil }
        switch selected.start {
        case .root: return names
        case .context: return path + names
        case .filter: return nil
        }
    }

    private static func names(_ steps: [XPathStep], _ node: StylesheetNode) -> [ExpandedName]? {
        var names: [ExpandedName] = []
        for step in steps {
            guard step.axis == .child, case .name(let name) = step.test else { return nil }
            names.append(node.expanded(name))
        }
        return names
    }
}
