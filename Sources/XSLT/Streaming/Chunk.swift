import Glibc

/// A piece of the input with whole records in it, and what it takes to make documents of them.
final class Chunk {
    /// An element beside or on the record path.
    struct Unit {
        /// Where what precedes it begins: the end of the unit before.
        let leading: Int
        /// Where its start tag begins.
        let start: Int
        /// The position behind it.
        let end: Int
        /// Whether it is a record; else an element that stands beside records or their ancestors.
        let isRecord: Bool
    }

    /// The place of an ancestor or of the first byte of a chunk in the input.
    struct Place {
        /// Counted from 1.
        var line: Int
        /// In characters, counted from 1.
        var column: Int

        /// The place behind bytes that begin here.
        func moved(over bytes: UnsafeBufferPointer<UInt8>) -> Place {
            guard let last = bytes.lastIndex(of: UInt8(ascii: "\n")) else {
                return Place(line: line, column: column + Self.characters(bytes[...]))
            }
            return Place(line: line + LineCount.of(bytes), column: 1 + Self.characters(bytes[(last + 1)...]))
        }

        /// The characters of UTF-8: all bytes but those that go on with one.
        private static func characters(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
            bytes.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
        }
    }

    /// The number of the chunk, counted from 0.
    var index = 0
    /// Holds ``bytes``.
    private let text = TextBuffer(capacity: 1 << 18)
    /// The bytes of the input, as they stand there; valid until the next ``take(_:)``.
    var bytes: UnsafeBufferPointer<UInt8> { text.bytes }
    /// The elements in them.
    var units: [Unit] = []
    /// The number of the first record, counted from 1.
    var firstRecord = 1
    /// Where the bytes begin in the input.
    var place = Place(line: 1, column: 1)
    /// The start tags of the ancestors that are open at the start of the bytes.
    var opening: [UInt8] = []
    /// Where those tags stand in the input.
    var openingPlaces: [Place] = []
    /// The end tags of the ancestors that are open at the end of the bytes.
    var closing: [UInt8] = []
    /// The start tags of all ancestors of records.
    var ancestors: [UInt8] = []
    /// How many ancestors a record has.
    var ancestorCount = 0
    /// The end tags of all ancestors of records.
    var ancestorsClosing: [UInt8] = []
    /// Whether it holds the start of the document.
    var isFirst = false
    /// Whether it holds the end of the document.
    var isLast = false
    /// Whether it ends where the document turned out not to be well-formed.
    var isBroken = false

    /// Where the records are.
    var records: [Unit] { units.filter(\.isRecord) }
    /// Whether something stands beside the records.
    var hasOthers: Bool { units.contains { !$0.isRecord } }

    /// Takes the bytes, in memory that is used again and again.
    func take(_ bytes: UnsafeBufferPointer<UInt8>) {
        text.truncate(to: 0)
        text.append(bytes)
    }

    /// The line of a position in the input.
    func line(of position: Int) -> Int {
        place.line + LineCount.of(UnsafeBufferPointer(rebasing: bytes[..<position]))
    }
}
