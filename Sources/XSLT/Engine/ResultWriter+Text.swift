internal import CLibxslt
import Glibc

extension ResultWriter {
    /// What a byte needs in text and in attributes: 0 nothing, else an index into ``entities`` plus one, 255 for what is not ASCII.
    nonisolated(unsafe) private static let escapes: (text: UnsafePointer<UInt8>, attribute: UnsafePointer<UInt8>) = {
        let text = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
        let attribute = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
        text.initialize(repeating: 0, count: 256)
        attribute.initialize(repeating: 0, count: 256)
        for (index, entity) in characters.enumerated() {
            if index < 4 { text[Int(entity)] = UInt8(index + 1) }
            attribute[Int(entity)] = UInt8(index + 1)
        }
        (attribute + 0x80).update(repeating: 255, count: 128)
        // The end of the string.
        text[0] = 254
        attribute[0] = 254
        return (UnsafePointer(text), UnsafePointer(attribute))
    }()

    /// The characters that are escaped: the first four everywhere, the others in attributes.
    private static let characters = Array("<>&\r\"\n\t".utf8)
    /// What is written for them.
    private static let entities = ["&lt;", "&gt;", "&amp;", "&#13;", "&quot;", "&#10;", "&#9;"].map { Array($0.utf8) }

    /// Writes text.
    func escaped(_ content: UnsafePointer<xmlChar>) {
        let classes = Self.escapes.text
        var start = content
        while true {
            var end = start
            while classes[Int(end.pointee)] == 0 { end += 1 }
            text.append(UnsafeBufferPointer(start: start, count: end - start))
            guard end.pointee != 0 else { return }
            text.append(Self.entities[Int(classes[Int(end.pointee)]) - 1])
            start = end + 1
        }
    }

    /// Writes the value of an attribute; `false` for one that is not UTF-8.
    func inAttribute(_ content: UnsafePointer<xmlChar>) -> Bool {
        let classes = Self.escapes.attribute
        var start = content
        while true {
            var end = start
            while classes[Int(end.pointee)] == 0 || (classes[Int(end.pointee)] == 255 && !refersInAttributes) { end += 1 }
            text.append(UnsafeBufferPointer(start: start, count: end - start))
            guard end.pointee != 0 else { return true }
            if classes[Int(end.pointee)] == 255 {
                guard let length = reference(end) else { return false }
                start = end + length
            } else {
                text.append(Self.entities[Int(classes[Int(end.pointee)]) - 1])
                start = end + 1
            }
        }
    }

    /// Writes a character as a reference and answers its length.
    private func reference(_ character: UnsafePointer<xmlChar>) -> Int? {
        var length: Int32 = 4
        let value = xmlGetUTF8Char(character, &length)
        guard value > 0 else { return nil }
        text.append("&#x\(String(value, radix: 16, uppercase: true));".utf8)
        return Int(length)
    }

    /// Writes a string as it is.
    @inline(__always)
    func string(_ string: UnsafePointer<xmlChar>) {
        text.append(
            UnsafeBufferPointer(start: string, count: strlen(UnsafeRawPointer(string).assumingMemoryBound(to: CChar.self))))
    }

    /// Writes one byte.
    @inline(__always)
    func byte(_ character: Unicode.Scalar) {
        text.append(byte: UInt8(truncatingIfNeeded: character.value))
    }

    /// Starts a line at a level; libxml2 stops at thirty.
    func indent(_ level: Int) {
        for _ in 0..<min(level, 30) {
            byte(" ")
            byte(" ")
        }
    }
}
