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
        var children = records.map { XMLNode.element($0) }
        for ancestor in ancestors.reversed() {
            var element = ancestor
            element.children = children
            children = [.element(element)]
        }
        guard case .element(let root)? = children.first else { return XMLElement(path.first ?? "") }
        return root
    }

    /// Correlation id of a record: the store and its own id. A record without id is told by its place in the file.
    func key(of index: Int) -> String {
        let record = records[index]
        let id = ["id", "Id", "Sku", "sku"].lazy.compactMap { record.text($0)?.trimmedBlanks }.first { !$0.isEmpty }
        guard let id else { return "\(path.last ?? "record") \(index + 1) of the file" }
        let own = record.elements.first { $0.name == "Store" && $0.namespace == "urn:crosswalk" }?.text
        let store = own ?? ancestors.first?.attribute("store") ?? ""
        return store.isEmpty ? id : "\(store)/\(id)"
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
