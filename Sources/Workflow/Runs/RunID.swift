internal import Foundation

/// Names of runs, which are names of folders too: they sort by time.
enum RunID {
    /// Ends the name of a dry run's folder.
    static let dryRunSuffix = "-dry"

    /// `20260303-091502-7f3a`: the start in UTC and four characters that keep runs of one second apart.
    static func make(_ start: Date, suffix: String, mode: RunMode) -> String {
        let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: start)
        let numbers = [parts.year, parts.month, parts.day, parts.hour, parts.minute, parts.second].map { $0 ?? 0 }
        let time = numbers.map { $0 < 10 ? "0\($0)" : "\($0)" }
        let (day, clock) = (time.prefix(3).joined(), time.dropFirst(3).joined())
        return "\(day)-\(clock)-\(suffix)" + (mode == .dryRun ? dryRunSuffix : "")
    }

    /// The start of the run; `nil` when the name is not one of ours.
    static func start(of id: String) -> Date? {
        guard let match = id.prefixMatch(of: /(\d{4})(\d{2})(\d{2})-(\d{2})(\d{2})(\d{2})-/) else { return nil }
        let parts = match.output
        return calendar.date(
            from: DateComponents(
                year: Int(parts.1), month: Int(parts.2), day: Int(parts.3), hour: Int(parts.4), minute: Int(parts.5),
                second: Int(parts.6)))
    }

    private static var calendar: Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }
}
