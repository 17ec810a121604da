internal import Foundation

/// A day without a time, `YYYY-MM-DD`.
struct CalendarDay: Sendable, Equatable {
    private let components: DateComponents

    /// - Returns: `nil` when the text is not such a day; `2026-02-30` is none.
    init?(_ text: String) {
        guard text.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) != nil else { return nil }
        let parts = text.split(separator: "-").compactMap { Int($0) }
        let components = DateComponents(year: parts[0], month: parts[1], day: parts[2])
        guard components.isValidDate(in: Calendar(identifier: .gregorian)) else { return nil }
        self.components = components
    }

    /// The instant at which the day begins in a time zone.
    func start(in timeZone: TimeZone) -> Date? {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        return calendar.date(from: components)
    }
}
