/// Counts line feeds, 32 bytes at a time.
enum LineCount {
    /// The line feeds in bytes.
    static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        guard let start = bytes.baseAddress else { return 0 }
        let raw = UnsafeRawPointer(start)
        let feed = SIMD32<UInt8>(repeating: UInt8(ascii: "\n"))
        var count = 0, index = 0
        while index + 32 <= bytes.count {
            // A lane counts to 255 before it is added up.
            let end = min(bytes.count - 31, index + 255 * 32)
            var lanes = SIMD32<UInt8>(repeating: 0)
            while index < end {
                let part = raw.loadUnaligned(fromByteOffset: index, as: SIMD32<UInt8>.self)
                lanes.replace(with: lanes &+ 1, where: part .== feed)
                index += 32
            }
            count += Int(SIMD32<UInt16>(truncatingIfNeeded: lanes).wrappedSum())
        }
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "\n") { count += 1 }
            index += 1
        }
        return count
    }
}
