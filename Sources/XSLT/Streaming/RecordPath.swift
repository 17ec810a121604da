/// The way from the document element to one record.
struct RecordPath: Sendable, Equatable {
    /// One element on the way.
    struct Step: Sendable, Equatable {
        /// The local name as bytes.
        let name: [UInt8]
        /// The namespace as bytes; `nil` for none.
        let namespace: [UInt8]?

        /// Reads `name` or `{namespace}name`.
        init(_ text: String) {
            if text.hasPrefix("{"), let end = text.lastIndex(of: "}") {
                namespace = Array(text[text.index(after: text.startIndex)..<end].utf8)
                name = Array(text[text.index(after: end)...].utf8)
            } else {
                namespace = nil
                name = Array(text.utf8)
            }
        }
    }

    /// The steps, the document element first.
    let steps: [Step]

    /// `nil` for a path that has no element around its records: such a document has only one.
    init?(_ names: [String]) {
        guard names.count > 1 else { return nil }
        steps = names.map(Step.init)
    }
}

/// The namespaces that a start tag declares, by prefix (empty for the default).
struct NamespaceScope {
    /// What is declared here and further out.
    private(set) var namespaces: [[UInt8]: [UInt8]] = [:]

    /// Adds the declarations of a tag.
    ///
    /// - Returns: `false` for a declaration that only a parser can read: one with references in it.
    mutating func add(tag: UnsafeBufferPointer<UInt8>) -> Bool {
        guard Self.mayDeclare(tag) else { return true }
        for attribute in TagAttributes(tag) {
            guard attribute.name.starts(with: Self.xmlns) else { continue }
            guard !attribute.value.contains(UInt8(ascii: "&")) else { return false }
            let rest = attribute.name.dropFirst(Self.xmlns.count)
            guard rest.isEmpty || rest.first == UInt8(ascii: ":") else { continue }
            namespaces[Array(rest.dropFirst())] = Array(attribute.value)
        }
        return true
    }

    /// Whether the name of an element in this scope is that of a step.
    func matches(_ step: RecordPath.Step, name: UnsafeBufferPointer<UInt8>) -> Bool {
        guard name.count >= step.name.count, name.suffix(step.name.count).elementsEqual(step.name) else { return false }
        let prefix = name.dropLast(step.name.count)
        guard prefix.isEmpty || prefix.last == UInt8(ascii: ":") else { return false }
        let namespace = namespaces[Array(prefix.dropLast())]
        guard let namespace, !namespace.isEmpty else { return prefix.isEmpty && step.namespace == nil }
        return namespace == step.namespace
    }

    /// `xmlns`.
    private static let xmlns = Array("xmlns".utf8)

    /// Most tags declare nothing.
    static func mayDeclare(_ tag: UnsafeBufferPointer<UInt8>) -> Bool {
        guard tag.count > 7 else { return false }
        for index in 0..<tag.count - 5 where tag[index] == UInt8(ascii: "x") && tag[index...].starts(with: xmlns) { return true }
        return false
    }
}

/// The attributes of a start tag, as they stand there.
struct TagAttributes: Sequence, IteratorProtocol {
    /// The tag from `<` to `>`.
    private let tag: UnsafeBufferPointer<UInt8>
    /// How far it was read.
    private var position: Int

    /// Reads the attributes of a whole tag.
    init(_ tag: UnsafeBufferPointer<UInt8>) {
        self.tag = tag
        position = tag.firstIndex(where: MarkupScanner.isSpace) ?? tag.count
    }

    /// The next attribute, its value without quotes; `nil` at the end and where the tag is not well-formed.
    mutating func next() -> (name: Slice<UnsafeBufferPointer<UInt8>>, value: Slice<UnsafeBufferPointer<UInt8>>)? {
        let rest = tag[position...]
        guard let start = rest.firstIndex(where: { !MarkupScanner.isSpace($0) }),
            let equals = tag[start...].firstIndex(of: UInt8(ascii: "=")),
            let open = tag[equals...].firstIndex(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }),
            let close = tag[(open + 1)...].firstIndex(of: tag[open])
        else { return nil }
        position = close + 1
        let end = tag[start..<equals].lastIndex { !MarkupScanner.isSpace($0) } ?? start
        return (tag[start...end], tag[(open + 1)..<close])
    }
}
