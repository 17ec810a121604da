/// The input as the stylesheet reads it: one node for every path of names that was followed, from the document down.
struct PathTree {
    /// An element by its path.
    struct Node {
        let name: ExpandedName
        let parent: Int
        let depth: Int
        var children: [ExpandedName: Int] = [:]
        /// Everything below is read.
        var keepsAll = false
        /// Text directly inside is read.
        var keepsText = false
        /// Children that have no node are read whole.
        var keepsOthers = false
    }

    /// The number of the document's root.
    static let root = 0
    /// Deeper paths, which only recursion makes, are not told apart.
    private static let deepest = 24

    private(set) var nodes = [Node(name: ExpandedName(namespace: nil, local: ""), parent: -1, depth: 0)]

    /// The child of that name; `nil` where paths are not told apart any more, and then everything below `node` is kept.
    mutating func child(of node: Int, _ name: ExpandedName) -> Int? {
        if let known = nodes[node].children[name] { return known }
        guard nodes[node].depth < Self.deepest else {
            nodes[node].keepsAll = true
            return nil
        }
        var child = Node(name: name, parent: node, depth: nodes[node].depth + 1)
        // Until now it was one of those that are read whole.
        child.keepsAll = nodes[node].keepsOthers
        nodes.append(child)
        nodes[node].children[name] = nodes.count - 1
        return nodes.count - 1
    }

    /// The children that are known by now.
    func children(of node: Int) -> [Int] { nodes[node].children.values.sorted() }

    mutating func keepAll(_ node: Int) { nodes[node].keepsAll = true }

    mutating func keepOthers(_ node: Int) { nodes[node].keepsOthers = true }

    mutating func keepText(_ node: Int) { nodes[node].keepsText = true }

    /// The parent, `nil` of the root.
    func parent(of node: Int) -> Int? {
        node == Self.root ? nil : nodes[node].parent
    }

    /// The ancestors, the nearest first.
    func ancestors(of node: Int) -> [Int] {
        var found: [Int] = []
        var next = parent(of: node)
        while let ancestor = next {
            found.append(ancestor)
            next = parent(of: ancestor)
        }
        return found
    }

    /// What is read, in the shape that a parser can use; `nil` when it is everything.
    var projection: Projection? {
        guard !nodes[Self.root].keepsAll else { return nil }
        var kept: [Projection.Node] = []
        _ = copy(Self.root, to: &kept)
        return Projection(nodes: kept)
    }

    private func copy(_ node: Int, to kept: inout [Projection.Node]) -> Int {
        let index = kept.count
        let original = nodes[node]
        var copied = Projection.Node(name: original.name.local, namespace: original.name.namespace)
        copied.keepsAll = original.keepsAll
        copied.keepsOthers = original.keepsOthers
        copied.keepsText = original.keepsText || original.keepsAll
        kept.append(copied)
        guard !original.keepsAll else { return index }
        kept[index].children = children(of: node).map { copy($0, to: &kept) }
        return index
    }
}
