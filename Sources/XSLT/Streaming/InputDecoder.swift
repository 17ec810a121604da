internal import CLibxslt

/// Turns one encoding into UTF-8, piece by piece, with the encoders of libxml2.
final class InputDecoder {
    /// The name that the document declares.
    let name: String
    /// Owned: closed in `deinit`.
    private let handler: xmlCharEncodingHandlerPtr
    /// What came and is not decoded yet: the start of a character.
    private let raw: xmlBufferPtr
    /// What was decoded last.
    private let text: xmlBufferPtr
    /// Whether nothing was decoded yet; a byte order mark may come first.
    private var isFirst = true

    /// `nil` for an encoding that libxml2 does not know.
    init?(_ name: String) {
        guard let handler = xmlFindCharEncodingHandler(name), let raw = xmlBufferCreate(), let text = xmlBufferCreate() else {
            return nil
        }
        self.name = name
        self.handler = handler
        self.raw = raw
        self.text = text
    }

    deinit {
        xmlBufferFree(raw)
        xmlBufferFree(text)
        xmlCharEncCloseFunc(handler)
    }

    /// Decodes as much as is complete.
    ///
    /// Half a character at the end of the input is never decoded: libxml2 does not miss it in a document that is complete without.
    ///
    /// - Returns: `nil` for bytes that are not of this encoding.
    func decode(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
        if let start = bytes.baseAddress, bytes.count > 0 {
            xmlBufferAdd(raw, start.assumingMemoryBound(to: xmlChar.self), Int32(bytes.count))
        }
        var result: [UInt8] = []
        while raw.pointee.use > 0 {
            let before = raw.pointee.use
            xmlBufferEmpty(text)
            guard xmlCharEncInFunc(handler, text, raw) != -2 else { return nil }
            result.append(contentsOf: UnsafeBufferPointer(start: text.pointee.content, count: Int(text.pointee.use)))
            if raw.pointee.use == before { break }
        }
        return withoutMark(result)
    }

    /// The byte order mark is no part of the document.
    private func withoutMark(_ text: [UInt8]) -> [UInt8] {
        guard isFirst, !text.isEmpty else { return text }
        isFirst = false
        return text.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(text.dropFirst(3)) : text
    }
}
