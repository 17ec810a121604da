import Glibc

/// The nodes of a projection, found by the names of children as bytes. Only names without a namespace are in it.
final class NameTable {
    /// One child of one node.
    private struct Entry {
        /// Where the name begins in ``names``.
        let start: Int32
        /// Its length.
        let length: Int32
        /// The node.
        let node: Int32
        /// The next entry of the bucket, -1 for none.
        let next: Int32
    }

    /// All names in one piece.
    private let names: UnsafeMutableBufferPointer<UInt8>
    /// All children.
    private let entries: UnsafeMutableBufferPointer<Entry>
    /// For each node and hash the first entry, -1 for none.
    private let buckets: UnsafeMutableBufferPointer<Int32>
    /// For each node: bit 0 everything below is kept, bit 1 text is kept.
    private let flags: UnsafeMutableBufferPointer<UInt8>
    /// Buckets of a node.
    private static let width = 64

    /// A table of a projection.
    init(_ projection: Projection) {
        buckets = .allocate(capacity: projection.nodes.count * Self.width)
        buckets.initialize(repeating: -1)
        flags = .allocate(capacity: projection.nodes.count)
        var bytes: [UInt8] = [], list: [Entry] = []
        for (index, node) in projection.nodes.enumerated() {
            flags.initializeElement(at: index, to: (node.keepsAll || node.keepsOthers ? 1 : 0) | (node.keepsText ? 2 : 0))
            for child in node.children where projection.nodes[child].namespace == nil {
                let name = Array(projection.nodes[child].name.utf8)
                let bucket = index * Self.width + name.withUnsafeBufferPointer(Self.hash)
                list.append(
                    Entry(
                        start: Int32(bytes.count), length: Int32(name.count), node: Int32(child), next: buckets[bucket]))
                buckets[bucket] = Int32(list.count - 1)
                bytes += name
            }
        }
        names = .allocate(capacity: bytes.count)
        _ = names.initialize(fromContentsOf: bytes)
        entries = .allocate(capacity: list.count)
        _ = entries.initialize(fromContentsOf: list)
    }

    deinit {
        names.deallocate()
        entries.deallocate()
        buckets.deallocate()
        flags.deallocate()
    }

    /// Length, first and last byte tell most names of one document apart.
    @inline(__always)
    private static func hash(_ name: UnsafeBufferPointer<UInt8>) -> Int {
        guard let first = name.first, let last = name.last else { return 0 }
        return (name.count &* 7 &+ Int(first) &* 5 &+ Int(last)) & (width - 1)
    }

    /// The node of a child, -1 for none.
    @inline(__always)
    func child(of node: Int, _ name: UnsafeBufferPointer<UInt8>) -> Int {
        guard let base = name.baseAddress, let start = names.baseAddress else { return -1 }
        var index = Int(buckets[node * Self.width + Self.hash(name)])
        while index >= 0 {
            let entry = entries[index]
            if Int(entry.length) == name.count, memcmp(start + Int(entry.start), base, name.count) == 0 { return Int(entry.node) }
            index = Int(entry.next)
        }
        return -1
    }

    /// Whether everything below a node is kept.
    @inline(__always)
    func keepsAll(_ node: Int) -> Bool { flags[node] & 1 != 0 }

    /// Whether text directly in a node is kept.
    @inline(__always)
    func keepsText(_ node: Int) -> Bool { flags[node] & 2 != 0 }
}
