internal import Foundation

/// Time stamps of the company's rows: UTC, microseconds, sortable as text.
enum TimeStamp {
    /// - Parameter last: a stamp that the result must be later than, even when the clock was set back; empty for none.
    static func text(_ instant: Date, after last: String) -> String {
        let text = text(microseconds: Int64((instant.timeIntervalSince1970 * 1_000_000).rounded()))
        guard text <= last, let previous = microseconds(last) else { return text }
        return self.text(microseconds: previous + 1)
    }

    private static func text(microseconds: Int64) -> String {
        let (seconds, fraction) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
        let parts = calendar.dateComponents(
            [.year, .month, .day, .hour, .minute, .second], from: Date(timeIntervalSince1970: TimeInterval(seconds)))
        let day = [pad(parts.year, 4), pad(parts.month, 2), pad(parts.day, 2)].joined(separator: "-")
        let time = [pad(parts.hour, 2), pad(parts.minute, 2), pad(parts.second, 2)].joined(separator: ":")
        return "\(day) \(time).\(pad(Int(fraction), 6))"
    }

    /// The stamp in XSD form, as `DateModified` is written: `2026-03-03T09:15:02.000000Z`.
    static func xsd(_ stamp: String) -> String { stamp.replacing(" ", with: "T") + "Z" }

    private static func microseconds(_ stamp: String) -> Int64? {
        let numbers = stamp.split { !$0.isNumber }.compactMap { Int($0) }
        guard numbers.count == 7 else { return nil }
        let parts = DateComponents(
            year: numbers[0], month: numbers[1], day: numbers[2], hour: numbers[3], minute: numbers[4], second: numbers[5])
        return calendar.date(from: parts).map { Int64($0.timeIntervalSince1970) * 1_000_000 + Int64(numbers[6]) }
    }

    private static let calendar: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }()

    private static func pad(_ number: Int?, _ width: Int) -> String {
        let digits = String(number ?? 0)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
