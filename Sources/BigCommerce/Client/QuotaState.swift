import Foundation

/// What is known of a store's quota, which all programs connected to the store share.
///
/// The shop tells with each answer how many requests are left in its window. While plenty are left nothing is delayed; below a
/// fifth the rest is spread over what remains of the window; the last few are left to others. Each request takes the next place
/// in the row, so that several processes together keep the pace of one.
struct QuotaState: Sendable, Equatable {
    /// The longest pause that is kept for others, in seconds.
    static let longestPause = 300.0

    /// Requests per window; 0 while unknown.
    var quota = 0
    /// Requests left in the window, as far as is known.
    var left = 0
    /// Length of a window, in seconds.
    var window = 30.0
    /// When the window ends; `nil` while unknown.
    var windowEnds: Date?
    /// The place in time of the last request that had to wait.
    var lastPlace: Date?
    /// Before this no request is sent: the shop asked one of us to wait.
    var pausedUntil: Date?

    /// Takes a place for one more request; the next answer corrects the count.
    ///
    /// - Returns: how long to wait before it is sent.
    mutating func takePlace(at now: Date) -> Duration {
        forgetThePast(at: now)
        defer { left -= 1 }
        let start = max(now, pausedUntil ?? now)
        guard let windowEnds, quota > 0, left * 5 < quota else { return .seconds(start.timeIntervalSince(now)) }
        let usable = left - max(1, quota / 50)
        let pace = usable > 0 ? windowEnds.timeIntervalSince(now) / Double(usable) : .infinity
        let place = max(start, min(windowEnds, max(start, lastPlace ?? start).addingTimeInterval(min(pace, 3600))))
        lastPlace = place
        return .seconds(place.timeIntervalSince(now))
    }

    /// Reads the four headers of an answer; answers without them (legacy accounts, platform errors) change nothing.
    mutating func observe(_ headers: [String: String], at now: Date) {
        guard let quota = QuotaState.number(headers["x-rate-limit-requests-quota"]),
            let left = QuotaState.number(headers["x-rate-limit-requests-left"]),
            let reset = QuotaState.number(headers["x-rate-limit-time-reset-ms"])
        else { return }
        self.quota = quota
        self.left = left
        window = Double(max(QuotaState.number(headers["x-rate-limit-time-window-ms"]) ?? 30_000, 1)) / 1000
        windowEnds = now.addingTimeInterval(min(Double(reset) / 1000, window))
    }

    /// Keeps everybody from sending for a while.
    mutating func pause(seconds: Double, at now: Date) {
        let end = now.addingTimeInterval(min(max(seconds, 0), QuotaState.longestPause))
        pausedUntil = max(pausedUntil ?? end, end)
    }

    /// Drops what is over, and what cannot be: a window that ends later than a window is long was noted before the clock went back.
    private mutating func forgetThePast(at now: Date) {
        if let end = windowEnds, end <= now || end > now.addingTimeInterval(window + 1) {
            windowEnds = nil
            lastPlace = nil
            left = quota
        }
        if let place = lastPlace, place > now.addingTimeInterval(window + 1) { lastPlace = nil }
        if let end = pausedUntil, end <= now || end > now.addingTimeInterval(QuotaState.longestPause + 1) { pausedUntil = nil }
    }

    /// A header that is a whole number of at least 0.
    private static func number(_ text: String?) -> Int? {
        guard let text, let value = Int(text.trimmingCharacters(in: .whitespaces)), (0..<1_000_000_000).contains(value) else {
            return nil
        }
        return value
    }
}

extension QuotaState {
    /// First word of the text form, with its version.
    private static let mark = "crosswalk-quota-1"

    /// One line of text: the mark, then `name=value`, dates as seconds since 1970.
    var text: String {
        var words = [QuotaState.mark, "quota=\(quota)", "left=\(left)", "window=\(window)"]
        for (name, date) in [("ends", windowEnds), ("place", lastPlace), ("paused", pausedUntil)] {
            if let date { words.append("\(name)=\(date.timeIntervalSince1970)") }
        }
        return words.joined(separator: " ") + "\n"
    }

    /// Reads the first line; `nil` for anything that ``text`` did not write whole.
    init?(text: String) {
        guard let end = text.firstIndex(of: "\n") else { return nil }
        let words = text[..<end].split(separator: " ")
        guard words.first.map(String.init) == QuotaState.mark else { return nil }
        var values: [String: Double] = [:]
        for word in words.dropFirst() {
            let pair = word.split(separator: "=")
            guard pair.count == 2, let value = Double(pair[1]), value.magnitude < 1e12 else { return nil }
            values[String(pair[0])] = value
        }
        guard let quota = values["quota"], let left = values["left"], let window = values["window"], window > 0 else {
            return nil
        }
        self.init(quota: Int(quota), left: Int(left), window: window)
        windowEnds = values["ends"].map { Date(timeIntervalSince1970: $0) }
        lastPlace = values["place"].map { Date(timeIntervalSince1970: $0) }
        pausedUntil = values["paused"].map { Date(timeIntervalSince1970: $0) }
    }
}
