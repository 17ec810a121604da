internal import CLibxslt

/// Counts the elements of a result tree at the end of a path.
struct ResultCounter {
    /// Names of elements without a namespace, the document element first.
    private let path: [String]

    /// `nil` for an empty path, which counts nothing.
    init?(_ path: [String]) {
        guard !path.isEmpty else { return nil }
        self.path = path
    }

    /// How many there are.
    func count(in tree: xmlDocPtr) -> Int { count(path[...], tree.pointee.children) }

    /// How many there are at the end of the rest of the path, among siblings.
    private func count(_ path: ArraySlice<String>, _ first: xmlNodePtr?) -> Int {
        guard let name = path.first else { return 0 }
        let rest = path.dropFirst()
        var count = 0
        var next = first
        while let node = next {
            if node.pointee.type == XML_ELEMENT_NODE, node.pointee.ns == nil, xmlStrEqual(node.pointee.name, name) == 1 {
                count += rest.isEmpty ? 1 : self.count(rest, node.pointee.children)
            }
            next = node.pointee.next
        }
        return count
    }
}
