/// The variables that an expression can see.
struct Scope {
    /// Declared at the top.
    private let globals: Set<ExpandedName>
    /// Declared in the template, with their lines.
    private var locals: [ExpandedName: Int] = [:]
    /// Those whose value is a tree that the stylesheet builds.
    private var trees: Set<ExpandedName> = []

    init(globals: Set<ExpandedName>, trees: Set<ExpandedName>) {
        self.globals = globals
        self.trees = trees
    }

    /// Every name.
    var names: Set<ExpandedName> { globals.union(locals.keys) }

    func contains(_ name: ExpandedName) -> Bool { locals[name] != nil || globals.contains(name) }

    /// The line of a variable of the template, `nil` when there is none of that name.
    func local(_ name: ExpandedName) -> Int? { locals[name] }

    /// Whether the variable is a tree, into which no path leads.
    func isTree(_ name: ExpandedName) -> Bool { trees.contains(name) }

    /// Declares a variable of the template.
    mutating func declare(_ node: StylesheetNode) {
        guard let text = node["name"] else { return }
        let name = node.expanded(text)
        locals[name] = node.line
        if Self.isTree(node) { trees.insert(name) } else { trees.remove(name) }
    }

    /// Whether a variable has content and no expression. What a parameter is, its caller says.
    static func isTree(_ node: StylesheetNode) -> Bool {
        node.isInstruction("variable") && node["select"] == nil && !node.children.isEmpty
    }
}
