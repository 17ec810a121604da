import Glibc

/// The names of open elements, as places in a window.
struct OpenNames {
    /// Where they begin and how long they are.
    private let places: UnsafeMutablePointer<(start: Int, length: Int)>
    /// How many there are.
    private var count = 0
    /// Deeper documents are refused by the parser.
    private static let deepest = 300

    /// None.
    init() { places = .allocate(capacity: Self.deepest) }

    /// Frees the memory; of copies only one may.
    func deallocate() { places.deallocate() }

    /// Whether none is open.
    var isEmpty: Bool { count == 0 }

    /// Starts with one.
    mutating func begin(_ name: Range<Int>) {
        places[0] = (name.lowerBound, name.count)
        count = 1
    }

    /// Follows a piece of markup; `false` for an end tag of another name, and for what cannot stand in an element.
    @inline(__always)
    mutating func take(_ scanner: MarkupScanner, _ bytes: UnsafePointer<UInt8>) -> Bool {
        let length = scanner.nameEnd - scanner.nameStart
        switch scanner.kind {
        case .startTag:
            guard count < Self.deepest else { return false }
            places[count] = (scanner.nameStart, length)
            count += 1
            return true
        case .endTag:
            count -= 1
            return places[count].length == length && memcmp(bytes + places[count].start, bytes + scanner.nameStart, length) == 0
        case .emptyTag, .remark, .cdata: return true
        case .doctype: return false
        }
    }
}
