internal import CLibxslt

/// Where the parser is in the projection. A plain value behind a pointer, so that a callback costs no reference counting.
struct FilterState {
    /// For each node and name the child's index plus one; 0 for none.
    private let children: UnsafeMutablePointer<Int32>
    /// For each node: bit 0 everything below is kept, bit 1 text is kept, bit 2 children without a node are kept whole.
    private let flags: UnsafeMutablePointer<UInt8>
    /// The namespaces of nodes.
    private let namespaces: [String?]
    /// How many names there are.
    private let nameCount: Int
    /// Names as the parser knows them, in a table that is searched by address.
    private let keys: UnsafeMutablePointer<UnsafePointer<xmlChar>?>
    /// Their indices.
    private let values: UnsafeMutablePointer<Int32>
    /// The size of that table, a power of two.
    private let tableSize: Int
    /// The nodes of the open elements.
    private let stack: UnsafeMutablePointer<Int32>
    /// How many there are.
    private var depth = 0
    /// How many elements are open that are left out.
    private var dropped = 0
    /// Whether the outermost of them is there, empty: it keeps the texts before and behind it apart.
    private var isShell = false
    /// How many elements are open of which everything is kept.
    private var whole = 0

    /// The parser refuses documents that are deeper than 256.
    private static let deepest = 1024

    /// Tables for a projection.
    init(_ projection: Projection, names: [String]) {
        nameCount = names.count
        namespaces = projection.nodes.map(\.namespace)
        children = .allocate(capacity: projection.nodes.count * nameCount)
        children.initialize(repeating: 0, count: projection.nodes.count * nameCount)
        flags = .allocate(capacity: projection.nodes.count)
        stack = .allocate(capacity: Self.deepest)
        let positions = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        for (index, node) in projection.nodes.enumerated() {
            flags[index] = (node.keepsAll ? 1 : 0) | (node.keepsText ? 2 : 0) | (node.keepsOthers ? 4 : 0)
            for child in node.children {
                guard let position = positions[projection.nodes[child].name] else { continue }
                // Two of one name in different namespaces are rare; everything is kept there.
                if children[index * nameCount + position] != 0 { flags[index] |= 1 }
                children[index * nameCount + position] = Int32(child + 1)
            }
        }
        var size = 64
        while size < 4 * nameCount { size *= 2 }
        tableSize = size
        keys = .allocate(capacity: size)
        keys.initialize(repeating: nil, count: size)
        values = .allocate(capacity: size)
        values.initialize(repeating: 0, count: size)
    }

    /// Frees the tables.
    func deallocate() {
        children.deallocate()
        flags.deallocate()
        stack.deallocate()
        keys.deallocate()
        values.deallocate()
    }

    /// The state of the parser that calls back.
    @inline(__always)
    static func of(_ context: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<FilterState> {
        context.unsafelyUnwrapped.assumingMemoryBound(to: xmlParserCtxt.self).pointee._private.unsafelyUnwrapped
            .assumingMemoryBound(to: FilterState.self)
    }

    /// Starts at the document.
    mutating func begin() {
        keys.update(repeating: nil, count: tableSize)
        depth = 1
        stack[0] = 0
        dropped = 0
        whole = flags[0] & 1 == 1 ? 1 : 0
    }

    /// Learns the address that the parser has for a name.
    mutating func remember(_ name: UnsafePointer<xmlChar>, as index: Int) {
        var slot = slot(of: name)
        while keys[slot] != nil { slot = (slot + 1) & (tableSize - 1) }
        keys[slot] = name
        values[slot] = Int32(index)
    }

    /// Where the search for an address starts.
    @inline(__always)
    private func slot(of name: UnsafePointer<xmlChar>) -> Int {
        let bits = UInt(bitPattern: name)
        return Int(truncatingIfNeeded: (bits ^ (bits >> 9)) & UInt(tableSize - 1))
    }

    /// An element begins; `false` when it is left out.
    ///
    /// Where texts are kept, an element that is left out stays as an empty one, or two texts would become one.
    @inline(__always)
    mutating func open(_ name: UnsafePointer<xmlChar>, _ uri: UnsafePointer<xmlChar>?) -> Bool {
        if dropped > 0 {
            dropped += 1
            return false
        }
        if whole > 0 {
            whole += 1
            return true
        }
        let child = child(name, uri)
        guard child >= 0 else {
            if flags[Int(stack[depth - 1])] & 4 == 4 {
                whole = 1
                return true
            }
            isShell = keepsText
            dropped = 1
            return isShell
        }
        if flags[child] & 1 == 1 {
            whole = 1
        } else {
            stack[depth] = Int32(child)
            depth += 1
        }
        return true
    }

    /// The node of a child of the open element, -1 for none.
    @inline(__always)
    private func child(_ name: UnsafePointer<xmlChar>, _ uri: UnsafePointer<xmlChar>?) -> Int {
        var slot = slot(of: name)
        while let key = keys[slot] {
            if key == name {
                let child = Int(children[Int(stack[depth - 1]) * nameCount + Int(values[slot])]) - 1
                return child >= 0 && isNamespace(uri, of: child) ? child : -1
            }
            slot = (slot + 1) & (tableSize - 1)
        }
        return -1
    }

    /// Whether an element's namespace is that of a node.
    @inline(__always)
    private func isNamespace(_ uri: UnsafePointer<xmlChar>?, of node: Int) -> Bool {
        guard let uri else { return namespaces[node] == nil }
        return namespaces[node].map { xmlStrEqual(uri, $0) == 1 } ?? false
    }

    /// An element ends; `false` when it was left out.
    @inline(__always)
    mutating func close() -> Bool {
        if dropped > 0 {
            dropped -= 1
            return dropped == 0 && isShell
        }
        if whole > 0 {
            whole -= 1
        } else {
            depth -= 1
        }
        return true
    }

    /// Whether text, comments and instructions are kept here.
    @inline(__always)
    var keepsText: Bool {
        dropped == 0 && (whole > 0 || flags[Int(stack[depth - 1])] & 2 == 2)
    }
}
