internal import CLibxslt

/// The result tree of a document without records. Beside the tree of a document with records it tells where their output stands.
struct ResultShape: Sendable {
    /// A node of the tree.
    private struct Node: Sendable {
        /// What the node says itself: type, name, namespaces, attributes, content.
        let key: [UInt8]
        /// Its children.
        let children: [Node]
    }

    /// The top of the tree.
    private let nodes: [Node]
    /// A tree without records is small; a stylesheet that writes much around them is not worth the comparison.
    private static let most = 2000

    /// Copies a tree; `nil` for one that is too large.
    init?(_ tree: xmlDocPtr) {
        var rest = Self.most
        guard let nodes = Self.copy(tree.pointee.children, &rest) else { return nil }
        self.nodes = nodes
    }

    /// Copies a list of siblings with all below.
    private static func copy(_ first: xmlNodePtr?, _ rest: inout Int) -> [Node]? {
        var nodes: [Node] = []
        var next = first
        while let node = next {
            rest -= 1
            guard rest > 0, let children = copy(childList(node), &rest) else { return nil }
            nodes.append(Node(key: key(of: node), children: children))
            next = node.pointee.next
        }
        return nodes
    }

    /// The element that holds the output of records in a tree, `nil` when there is not exactly one or it is the document.
    ///
    /// The trees differ in one run of children of one element; that run is the output of the records.
    func place(in tree: xmlDocPtr) -> xmlNodePtr? {
        place(nodes, tree.pointee.children, parent: nil)
    }

    /// Looks among siblings: either they hold more nodes than before, or one of them differs inside.
    private func place(_ before: [Node], _ first: xmlNodePtr?, parent: xmlNodePtr?) -> xmlNodePtr? {
        let (start, position) = equalStart(before, first)
        let end = equalEnd(before.dropFirst(start), position)
        if start + end == before.count { return parent }
        guard start + end == before.count - 1, let position, end == Self.count(position.pointee.next),
            before[start].key == Self.key(of: position), position.pointee.type == XML_ELEMENT_NODE
        else { return nil }
        return place(before[start].children, position.pointee.children, parent: position)
    }

    /// How many siblings are the same from the start, and the first that is not.
    private func equalStart(_ before: [Node], _ first: xmlNodePtr?) -> (Int, xmlNodePtr?) {
        var count = 0
        var next = first
        while count < before.count, let node = next, Self.isEqual(before[count], node) {
            count += 1
            next = node.pointee.next
        }
        return (count, next)
    }

    /// How many siblings are the same from the end, back to `first`.
    private func equalEnd(_ before: ArraySlice<Node>, _ first: xmlNodePtr?) -> Int {
        guard let first else { return 0 }
        var last = first
        while let next = last.pointee.next { last = next }
        var count = 0
        var node: xmlNodePtr? = last
        for expected in before.reversed() {
            guard let current = node, Self.isEqual(expected, current) else { break }
            count += 1
            if current == first { break }
            node = current.pointee.prev
        }
        return count
    }

    /// How many siblings there are from a node on.
    private static func count(_ first: xmlNodePtr?) -> Int {
        var count = 0
        var next = first
        while let node = next {
            count += 1
            next = node.pointee.next
        }
        return count
    }

    /// Whether a node and all below is as before.
    private static func isEqual(_ expected: Node, _ node: xmlNodePtr) -> Bool {
        guard expected.key == key(of: node) else { return false }
        var next = childList(node)
        for child in expected.children {
            guard let current = next, isEqual(child, current) else { return false }
            next = current.pointee.next
        }
        return next == nil
    }

    /// The children of an element; other nodes have none that are written.
    private static func childList(_ node: xmlNodePtr) -> xmlNodePtr? {
        node.pointee.type == XML_ELEMENT_NODE ? node.pointee.children : nil
    }

    /// What a node says itself.
    private static func key(of node: xmlNodePtr) -> [UInt8] {
        var key: [UInt8] = [UInt8(truncatingIfNeeded: node.pointee.type.rawValue)]
        func add(_ text: UnsafePointer<xmlChar>?) {
            if let text { key.append(contentsOf: UnsafeBufferPointer(start: text, count: Int(xmlStrlen(text)))) }
            key.append(0)
        }
        add(node.pointee.name)
        guard node.pointee.type == XML_ELEMENT_NODE else {
            if node.pointee.type != XML_DTD_NODE { add(node.pointee.content) }
            return key
        }
        add(node.pointee.ns?.pointee.prefix)
        var declaration = node.pointee.nsDef
        while let current = declaration {
            add(current.pointee.prefix)
            add(current.pointee.href)
            declaration = current.pointee.next
        }
        var attribute = node.pointee.properties
        while let current = attribute {
            add(current.pointee.ns?.pointee.prefix)
            add(current.pointee.name)
            add(current.pointee.children?.pointee.content)
            attribute = current.pointee.next
        }
        return key
    }
}
