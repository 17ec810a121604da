/// An ancestor that is open.
struct Ancestor {
    /// Its name as written.
    let name: [UInt8]
    /// Its start tag, line breaks made spaces.
    let tag: [UInt8]
    /// The namespaces inside it.
    let scope: NamespaceScope
    /// Where the tag stands.
    let place: Chunk.Place

    /// Line breaks in a tag mean the same as spaces, in attribute values too, where two bytes are one break.
    static func onOneLine(_ tag: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        for (index, byte) in tag.enumerated() {
            if byte == UInt8(ascii: "\n"), index > 0, tag[index - 1] == UInt8(ascii: "\r") { continue }
            result.append(byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") ? UInt8(ascii: " ") : byte)
        }
        return result
    }

    /// The end tags of ancestors, innermost first.
    static func closing(_ chain: [Ancestor]) -> [UInt8] {
        chain.reversed().flatMap { Array("</".utf8) + $0.name + [UInt8(ascii: ">")] }
    }
}
