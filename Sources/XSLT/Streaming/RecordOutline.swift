internal import CLibxslt

/// A record that was transformed, as far as ``StreamingOptions/outline`` asks to know it.
public struct RecordOutline: Sendable {
    /// The number of the record in the input, counted from 1.
    public internal(set) var number: Int
    /// The document element without its children.
    public let root: XMLElement
    /// The record with those of its child elements that were asked for.
    public let element: XMLElement
}

/// Takes outlines from the trees of chunks, before anything is known about their transform.
struct OutlineReader {
    /// The way to the records.
    private let path: [ExpandedName]
    /// The children that are asked for.
    private let children: [ExpandedName]

    /// - Parameters:
    ///   - path: the way to the records, the document element first.
    ///   - children: names as in ``StreamingOptions/outline``.
    init(path: [String], children: [String]) {
        self.path = path.map { ExpandedName($0) }
        self.children = children.map { ExpandedName($0) }
    }

    /// What a stylesheet reads, and what outlines are made of.
    func extended(_ projection: Projection) -> Projection { projection.keeping(children, of: path) }

    /// The records of a tree in order, numbered from 0.
    ///
    /// - Parameter skipsFirst: whether the first one stands for another chunk.
    func outlines(of tree: xmlDocPtr, skipsFirst: Bool) -> [RecordOutline] {
        guard let root = xmlDocGetRootElement(tree), Self.isNamed(root, path[0]) else { return [] }
        var records = [root]
        for name in path.dropFirst() { records = records.flatMap { $0.childElements.filter { Self.isNamed($0, name) } } }
        let start = NodeCopy.start(of: root)
        return records.dropFirst(skipsFirst ? 1 : 0).enumerated().map { index, record in
            RecordOutline(number: index, root: start, element: outline(record))
        }
    }

    /// A record with some of its children.
    private func outline(_ record: xmlNodePtr) -> XMLElement {
        var copy = NodeCopy.start(of: record)
        let wanted = record.childElements.filter { child in children.contains { Self.isNamed(child, $0) } }
        copy.children = wanted.map { .element(NodeCopy.element($0)) }
        return copy
    }

    /// Whether an element has a name.
    private static func isNamed(_ node: xmlNodePtr, _ name: ExpandedName) -> Bool {
        guard xmlStrEqual(node.pointee.name, name.local) == 1 else { return false }
        guard let namespace = name.namespace else { return node.pointee.ns == nil }
        return xmlStrEqual(node.pointee.ns?.pointee.href, namespace) == 1
    }
}

extension Projection {
    /// The same, and some children of records with all they hold.
    fileprivate func keeping(_ children: [ExpandedName], of path: [ExpandedName]) -> Projection {
        var nodes = nodes
        var record = 0
        for step in path {
            guard !nodes[record].keepsAll else { return self }
            guard let next = child(of: record, name: step.local, namespace: step.namespace) else { return self }
            record = next
        }
        guard !nodes[record].keepsAll else { return self }
        for name in children {
            let known = nodes[record].children.first { nodes[$0].name == name.local && nodes[$0].namespace == name.namespace }
            if let known {
                nodes[known].keepsAll = true
                nodes[known].keepsText = true
                nodes[known].children = []
            } else {
                nodes[record].children.append(nodes.count)
                nodes.append(Node(name: name.local, namespace: name.namespace, keepsAll: true, keepsText: true))
            }
        }
        return Projection(nodes: nodes)
    }
}
