import Foundation

/// Keeps this program within the shop's quota, which all programs connected to the store share.
///
/// The shop tells with each answer how many requests are left in its window. While plenty are left nothing is delayed; below a
/// fifth the rest is spread over what remains of the window; the last few are left to others.
actor QuotaKeeper {
    /// Requests per window; 0 while unknown.
    private var quota = 0
    /// Requests left in the window, as far as is known.
    private var left = 0
    /// When the window ends; `nil` while unknown.
    private var windowEnds: Date?

    /// How long to wait before the next request.
    func delay(at now: Date) -> Duration {
        guard let windowEnds, quota > 0 else { return .zero }
        let remaining = windowEnds.timeIntervalSince(now)
        guard remaining > 0, left * 5 < quota else { return .zero }
        let reserve = max(1, quota / 50)
        let usable = left - reserve
        return .seconds(usable > 0 ? remaining / Double(usable) : remaining)
    }

    /// One more request is on its way; the next answer corrects the count.
    func spend() { left -= 1 }

    /// Reads the four headers of an answer; answers without them (legacy accounts, platform errors) change nothing.
    func observe(_ headers: [String: String], at now: Date) {
        guard let quota = QuotaKeeper.number(headers["x-rate-limit-requests-quota"]),
            let left = QuotaKeeper.number(headers["x-rate-limit-requests-left"]),
            let reset = QuotaKeeper.number(headers["x-rate-limit-time-reset-ms"])
        else { return }
        self.quota = quota
        self.left = left
        let window = QuotaKeeper.number(headers["x-rate-limit-time-window-ms"]) ?? 30_000
        windowEnds = now.addingTimeInterval(Double(min(reset, max(window, 1))) / 1000)
    }

    /// A header that is a whole number of at least 0.
    private static func number(_ text: String?) -> Int? {
        guard let text, let value = Int(text.trimmingCharacters(in: .whitespaces)), value >= 0 else { return nil }
        return value
    }
}
