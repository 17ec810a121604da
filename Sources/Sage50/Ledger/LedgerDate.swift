internal import Foundation

/// A calendar day of the ledger, without time or zone.
struct LedgerDate: Sendable, Hashable, Comparable, CustomStringConvertible {
    let year: Int
    let month: Int
    let day: Int

    /// `nil` when there is no such day.
    init?(year: Int, month: Int, day: Int) {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1...9999).contains(year), (1...12).contains(month), (1...lengths[month - 1]).contains(day) else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// The day of an instant in the customer's time zone.
    init(_ instant: Date, in zone: TimeZone) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let parts = calendar.dateComponents([.year, .month, .day], from: instant)
        year = parts.year ?? 1
        month = parts.month ?? 1
        day = parts.day ?? 1
    }

    /// Reads `YYYY-MM-DD`; `nil` when it is no such day.
    init?(day text: some StringProtocol) {
        let parts = text.split(separator: "-", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// Reads an XSD `date` or `dateTime`. With an offset the instant decides the day in `zone`; without, the day stands as written.
    ///
    /// - Returns: `nil` when the text is neither.
    init?(xsd text: String, in zone: TimeZone) {
        let halves = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = halves.first, let date = LedgerDate(day: first) else { return nil }
        guard halves.count == 2 else {
            self = date
            return
        }
        guard let time = ClockTime(halves[1]) else { return nil }
        guard let offset = time.offset else {
            self = date
            return
        }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let components = DateComponents(
            year: date.year, month: date.month, day: date.day, second: time.seconds - offset)
        guard let instant = calendar.date(from: components) else { return nil }
        self.init(instant, in: zone)
    }

    /// `0001-01-01` is how the interchange format says "no date".
    var isNoDate: Bool { year == 1 }

    var description: String { text(year, 4) + "-" + text(month, 2) + "-" + text(day, 2) }

    static func < (left: LedgerDate, right: LedgerDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    private func text(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

/// The time part of an XSD dateTime: `11:11:11`, `09:16:14.5673107+01:00`, `13:18:20Z`.
private struct ClockTime {
    let seconds: Int
    /// Seconds east of Greenwich; `nil` when none is given.
    let offset: Int?

    init?(_ text: Substring) {
        var clock = text
        var offset: Int?
        if let last = text.last, last == "Z" {
            clock = text.dropLast()
            offset = 0
        } else if let sign = text.lastIndex(where: { $0 == "+" || $0 == "-" }) {
            clock = text[..<sign]
            let parts = text[text.index(after: sign)...].split(separator: ":").compactMap { Int($0) }
            guard parts.count == 2, parts[0] <= 14, parts[1] < 60 else { return nil }
            offset = (parts[0] * 3600 + parts[1] * 60) * (text[sign] == "-" ? -1 : 1)
        }
        let whole = clock.split(separator: ".", maxSplits: 1)
        guard let first = whole.first else { return nil }
        let parts = first.split(separator: ":", omittingEmptySubsequences: false).compactMap { Int($0) }
        guard parts.count == 3, (0...24).contains(parts[0]), (0...59).contains(parts[1]), (0...60).contains(parts[2]) else {
            return nil
        }
        seconds = parts[0] * 3600 + parts[1] * 60 + parts[2]
        self.offset = offset
    }
}
