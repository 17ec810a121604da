/// Counts line feeds, eight bytes at a time.
enum LineCount {
    /// The line feeds in bytes.
    static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        guard let start = bytes.baseAddress else { return 0 }
        let raw = UnsafeRawPointer(start)
        var count = 0, index = 0
        while index + 8 <= bytes.count {
            // Each of the eight counters holds up to 255 before they are added up.
            let end = min(bytes.count - 7, index + 255 * 8)
            var counters: UInt64 = 0
            while index < end {
                counters &+= isFeed(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                index += 8
            }
            count += sum(counters)
        }
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "\n") { count += 1 }
            index += 1
        }
        return count
    }

    /// 1 in each byte that is a line feed, 0 in the others.
    @inline(__always)
    private static func isFeed(_ word: UInt64) -> UInt64 {
        let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
        let difference = word ^ 0x0A0A_0A0A_0A0A_0A0A
        return ~(((difference & low) &+ low) | difference | low) >> 7
    }

    /// The sum of eight bytes.
    private static func sum(_ counters: UInt64) -> Int {
        let even: UInt64 = 0x00FF_00FF_00FF_00FF
        let pairs = (counters & even) &+ (counters >> 8 & even)
        return Int((pairs &* 0x0001_0001_0001_0001) >> 48)
    }
}
