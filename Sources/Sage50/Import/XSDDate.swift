internal import Foundation

/// Instants as XSD dateTime in the customer's time zone.
enum XSDDate {
    /// For instance `2026-03-03T09:16:14+01:00`.
    static func text(_ instant: Date, in zone: TimeZone) -> String {
        instant.formatted(
            Date.ISO8601FormatStyle(timeZone: zone).year().month().day().time(includingFractionalSeconds: false)
                .timeZone(separator: .colon))
    }
}
