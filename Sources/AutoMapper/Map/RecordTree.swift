internal import XSLT

/// A document as records along a path, with the elements around them.
struct RecordTree: Sendable {
    /// Element names from the root to the record.
    let path: [String]
    /// The elements on the way, without their children.
    private let ancestors: [XMLElement]
    /// The records in document order.
    let records: [XMLElement]

    /// Takes a document apart. A document of another shape has no records.
    init(_ root: XMLElement, path: [String]) {
        self.path = path
        guard path.first == root.name, path.count > 1 else {
            (ancestors, records) = ([], [])
            return
        }
        var level = [root]
        var ancestors = [root.emptied]
        for name in path.dropFirst().dropLast() {
            level = level.flatMap { $0.all(name) }
            if let first = level.first { ancestors.append(first.emptied) }
        }
        self.ancestors = ancestors
        records = level.flatMap { $0.all(path[path.count - 1]) }
    }

    /// A document of the same shape that holds only these records.
    func document(of records: some Sequence<XMLElement>) -> XMLElement {
        document(around: records.map { XMLNode.element($0) })
    }

    /// What stands before and behind the records of such a document as XML, without a declaration.
    var frame: (opening: String, closing: String) {
        let mark = "|"
        let text = document(around: [.text(mark)]).xml
        // Nowhere else is the mark directly between two tags.
        let parts = text.split(separator: ">\(mark)</", maxSplits: 1)
        return parts.count == 2 ? ("\(parts[0])>", "</\(parts[1])") : (text, "")
    }

    private func document(around content: [XMLNode]) -> XMLElement {
        var children = content
        for ancestor in ancestors.reversed() {
            var element = ancestor
            element.children = children
            children = [.element(element)]
        }
        guard case .element(let root)? = children.first else { return XMLElement(path.first ?? "") }
        return root
    }

    /// Correlation id of a record: the store and its own id. A record without id is told by its place in the file.
    ///
    /// - Parameter number: its place, counted from 1, where the tree is not the whole file.
    func key(of index: Int, number: Int? = nil) -> String {
        RecordKey.of(records[index], root: ancestors.first, number: number ?? index + 1)
    }
}

extension XMLElement {
    /// The element with its attributes only.
    fileprivate var emptied: XMLElement {
        var element = self
        element.children = []
        return element
    }
}
