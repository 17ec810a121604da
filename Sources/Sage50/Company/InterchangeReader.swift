internal import Foundation
internal import XSLT

/// Reads the records of an interchange file that a company is filled from, mending what its writers are known to get wrong.
///
/// The published sample of Sage's customers holds the reference `&#x0;`, which no XML file may. Such characters become U+FFFD with
/// a note; everything else that is not well-formed is an error.
struct InterchangeReader {
    let file: URL
    private let reader: XMLRecordReader
    private let mended: MendedCopy?

    /// References to characters that XML does not allow, replaced.
    var replacements: Int { mended?.replacements ?? 0 }

    /// - Throws: ``XSLTError`` for a file that is absent, not well-formed, or has another root.
    init(_ file: URL, recordPath: [String]) throws {
        self.file = file
        mended = try MendedCopy(of: file)
        reader = try XMLRecordReader(file: mended?.file ?? file, recordPath: recordPath)
    }

    func next() throws -> XMLElement? { try reader.next() }
}

/// A copy of a file without references to forbidden characters; removed with its owner.
private final class MendedCopy {
    let file: URL
    let replacements: Int

    /// `nil` when the file needs no mending or cannot be read; its reader then says why.
    init?(of original: URL) throws {
        guard let data = try? Data(contentsOf: original, options: .mappedIfSafe) else { return nil }
        let (bytes, replacements) = MendedCopy.mend(data)
        guard replacements > 0 else { return nil }
        self.replacements = replacements
        file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString + "-" + original.lastPathComponent)
        try bytes.write(to: file)
    }

    deinit { try? FileManager.default.removeItem(at: file) }

    private static func mend(_ data: Data) -> (Data, Int) {
        var result = Data()
        var replacements = 0
        var start = data.startIndex
        let mark = Data("&#".utf8)
        var search = data.startIndex
        while let found = data.range(of: mark, in: search..<data.endIndex) {
            search = found.upperBound
            guard let end = data[found.upperBound...].prefix(10).firstIndex(of: UInt8(ascii: ";")),
                let character = code(data[found.upperBound..<end]), !isAllowed(character)
            else { continue }
            result.append(data[start..<found.lowerBound])
            result.append(contentsOf: "\u{FFFD}".utf8)
            start = data.index(after: end)
            search = start
            replacements += 1
        }
        result.append(data[start...])
        return (result, replacements)
    }

    private static func code(_ digits: Data) -> UInt32? {
        let text = String(decoding: digits, as: UTF8.self)
        return text.first == "x" ? UInt32(text.dropFirst(), radix: 16) : UInt32(text)
    }

    /// The `Char` production of XML 1.0.
    private static func isAllowed(_ code: UInt32) -> Bool {
        switch code {
        case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }
}
