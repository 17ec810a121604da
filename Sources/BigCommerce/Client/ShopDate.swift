import Foundation

/// Dates in the shop's two spellings.
enum ShopDate {
    /// English names, whatever the locale of the machine.
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// Reads `Tue, 03 Mar 2026 09:15:02 +0000` (also `GMT`) and `2026-03-03T09:15:02Z` or with an offset.
    ///
    /// - Returns: `nil` for anything else.
    static func parse(_ text: String) -> Date? { rfc2822(text) ?? iso8601(text) }

    /// `2026-03-03T09:15:02Z`, which needs no encoding in a query.
    static func query(_ date: Date) -> String {
        date.formatted(
            .iso8601.year().month().day().timeSeparator(.colon).time(includingFractionalSeconds: false).timeZone(
                separator: .omitted))
    }

    /// Midnight at the start of `YYYY-MM-DD` in a time zone; `nil` when the text is no calendar date.
    static func startOfDay(_ text: String, in timeZone: TimeZone) -> Date? {
        guard let match = text.wholeMatch(of: /(\d{4})-(\d{2})-(\d{2})/), let year = Int(match.1), let month = Int(match.2),
            let day = Int(match.3)
        else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        let components = DateComponents(year: year, month: month, day: day)
        guard let date = calendar.date(from: components) else { return nil }
        return calendar.dateComponents([.year, .month, .day], from: date) == components ? date : nil
    }

    /// The spelling of V2.
    private static func rfc2822(_ text: String) -> Date? {
        let pattern = /(?:\w{3}, )?(\d{1,2}) (\w{3}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) (?:([+-])(\d{2})(\d{2})|GMT|UTC)/
        guard let match = text.wholeMatch(of: pattern), let month = months.firstIndex(of: String(match.2)) else { return nil }
        var offset = 0
        if let sign = match.7, let hours = match.8.flatMap({ Int($0) }), let minutes = match.9.flatMap({ Int($0) }) {
            offset = (hours * 3600 + minutes * 60) * (sign == "-" ? -1 : 1)
        }
        var calendar = Calendar(identifier: .gregorian)
        guard let zone = TimeZone(secondsFromGMT: offset) else { return nil }
        calendar.timeZone = zone
        return calendar.date(
            from: DateComponents(
                year: Int(match.3), month: month + 1, day: Int(match.1), hour: Int(match.4), minute: Int(match.5),
                second: Int(match.6)))
    }

    /// The spelling of V3.
    private static func iso8601(_ text: String) -> Date? {
        try? Date(text, strategy: .iso8601)
    }
}
