import Foundation

/// A moment in whole seconds of Unix time, read and written in the two forms the shop's API uses.
public struct Instant: Sendable, Hashable, Comparable {
    /// Seconds since 1 January 1970 00:00 UTC.
    public var seconds: Int

    /// A moment by its Unix time.
    public init(seconds: Int) { self.seconds = seconds }

    /// The present moment of the machine's clock.
    public static var now: Instant { Instant(seconds: Int(Date().timeIntervalSince1970)) }

    /// Whether it is earlier.
    public static func < (left: Instant, right: Instant) -> Bool { left.seconds < right.seconds }

    /// The moment `seconds` later.
    public func advanced(bySeconds seconds: Int) -> Instant { Instant(seconds: self.seconds + seconds) }

    /// `Tue, 03 Mar 2026 09:15:02 +0000`, the form of V2.
    public var rfc2822: String {
        let parts = civil
        let weekday = Instant.weekdays[((parts.dayNumber % 7) + 7 + 4) % 7]
        let date = "\(Instant.padded(parts.day)) \(Instant.months[parts.month - 1]) \(parts.year)"
        return "\(weekday), \(date) \(time) +0000"
    }

    /// `2026-03-03T09:15:02Z`, the form of V3.
    public var iso8601: String {
        let parts = civil
        return "\(parts.year)-\(Instant.padded(parts.month))-\(Instant.padded(parts.day))T\(time)Z"
    }

    /// As RFC 2822 spells them, from Sunday.
    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    /// As RFC 2822 spells them.
    static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// The time of day in UTC.
    private var time: String {
        let second = ((seconds % 86_400) + 86_400) % 86_400
        return [second / 3600, second / 60 % 60, second % 60].map(Instant.padded).joined(separator: ":")
    }

    /// The date in the Gregorian calendar, by counting in years that begin in March (so that the leap day is the last).
    private var civil: (year: Int, month: Int, day: Int, dayNumber: Int) {
        let dayNumber = (seconds - ((seconds % 86_400) + 86_400) % 86_400) / 86_400
        let shifted = dayNumber + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1, dayNumber)
    }

    /// Unix days of a Gregorian date.
    static func dayNumber(year: Int, month: Int, day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// Two digits.
    static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension Instant {
    /// Reads RFC 2822 (weekday optional) or ISO 8601 with any offset; without an offset UTC is meant, without a time midnight.
    public init?(parsing text: String) {
        let isISO = text.dropFirst(4).first == "-"
        let words = text.split { $0 == " " || $0 == "," || isISO && $0 == "T" }.map(String.init)
        let parsed = isISO ? Instant.iso(words) : Instant.rfc(words)
        guard let parsed else { return nil }
        self = parsed
    }

    /// The words of an RFC 2822 date.
    private static func rfc(_ words: [String]) -> Instant? {
        let words = words.first.flatMap { Int($0) } == nil ? Array(words.dropFirst()) : words
        guard words.count >= 3, let day = Int(words[0]), let month = months.firstIndex(of: words[1]), let year = Int(words[2])
        else { return nil }
        let time = words.count > 3 ? clock(words[3]) : 0
        let offset = words.count > 4 ? offset(words[4]) : 0
        return assembled(year: year, month: month + 1, day: day, time: time, offset: offset)
    }

    /// The words of an ISO 8601 date.
    private static func iso(_ words: [String]) -> Instant? {
        let date = words[0].split(separator: "-").compactMap { Int($0) }
        guard date.count == 3 else { return nil }
        guard words.count > 1 else { return assembled(year: date[0], month: date[1], day: date[2], time: 0, offset: 0) }
        // A "+" that was not percent-encoded arrives as a blank, so the offset may stand apart.
        let rest = words.dropFirst().joined(separator: "+")
        let clockText = rest.prefix { $0.isNumber || $0 == ":" || $0 == "." }
        let offsetText = String(rest.dropFirst(clockText.count))
        return assembled(
            year: date[0], month: date[1], day: date[2],
            time: clock(String(clockText.prefix { $0 != "." })), offset: offsetText.isEmpty ? 0 : offset(offsetText))
    }

    /// The moment of local figures and their offset; `nil` when a figure cannot be.
    private static func assembled(year: Int, month: Int, day: Int, time: Int?, offset: Int?) -> Instant? {
        guard let time, let offset, (1...12).contains(month), (1...31).contains(day), (1900...9999).contains(year) else {
            return nil
        }
        return Instant(seconds: dayNumber(year: year, month: month, day: day) * 86_400 + time - offset)
    }

    /// Seconds of the day of `09:15` or `09:15:02`.
    private static func clock(_ text: String) -> Int? {
        let parts = text.split(separator: ":").compactMap { Int($0) }
        guard parts.count == 2 || parts.count == 3, parts[0] < 24, parts[1] < 60 else { return nil }
        return parts[0] * 3600 + parts[1] * 60 + (parts.count == 3 ? parts[2] : 0)
    }

    /// Seconds east of Greenwich of `Z`, `GMT`, `+0100`, `+01:00`.
    private static func offset(_ text: String) -> Int? {
        if ["Z", "z", "GMT", "UTC", "UT"].contains(text) { return 0 }
        let digits = text.filter(\.isNumber)
        guard let sign = text.first, sign == "+" || sign == "-", digits.count == 4, let number = Int(digits) else { return nil }
        let seconds = number / 100 * 3600 + number % 100 * 60
        return sign == "-" ? -seconds : seconds
    }
}
