import Foundation
import Workflow

/// How often and after which pause a request is repeated.
struct RetryPolicy: Sendable {
    /// Attempts in all when the shop answers 429 or 5xx.
    var attemptsWhenBusy = 8
    /// Attempts in all when there is no connection or it breaks.
    var attemptsWhenUnreachable = 5
    /// Attempts in all when the answer is no JSON: maintenance passes, a wrong address stays.
    var attemptsWhenUnreadable = 3
    /// Longest pause of our own, in seconds.
    var longestPause = 60.0
    /// Longest pause that is taken because the server asks for it, in seconds.
    var longestServerPause = 300.0

    /// As often as usual.
    init() {}

    /// What a connection says: its field `attempts` stands for all three numbers.
    ///
    /// - Throws: ``TaskFailure`` of class configuration that names the field.
    init(_ connection: Connection) throws {
        guard let attempts = connection.values.integer("attempts") else { return }
        guard (1...20).contains(attempts) else {
            throw TaskFailure(.configuration, "connection field 'attempts': \(attempts) is not between 1 and 20.")
        }
        (attemptsWhenBusy, attemptsWhenUnreachable, attemptsWhenUnreadable) = (attempts, attempts, attempts)
    }

    /// Whether the same request may succeed a little later. 501, 505 and 507 (plan limit) stay as they are.
    static func isWorthRepeating(_ status: Int) -> Bool {
        switch status {
        case 408, 409, 425, 429, 500, 502, 503, 504, 509: true
        default: false
        }
    }

    /// Seconds to wait after attempt number `attempt` (from 1): the server's own delay, else 0.5 s doubled each time, both with
    /// jitter so that several customers' runs do not come back at the same moment. Writes and 429 without headers wait longer.
    func pause(attempt: Int, serverDelay: Double?, status: Int?, isWrite: Bool, random: Double) -> Double {
        if let serverDelay { return serverDelay + random * 0.5 }
        let first = (status == 429 ? 2.0 : 0.5) * (isWrite ? 2 : 1)
        let grown = min(longestPause, first * Double(1 << min(attempt - 1, 10)))
        return grown * (0.5 + random / 2)
    }

    /// The longer of what the headers ask for, in seconds; `nil` when they ask for nothing.
    static func serverDelay(_ reply: HTTPReply, now: Date) -> Double? {
        var delays: [Double] = []
        if reply.status == 429, let reset = reply.headers["x-rate-limit-time-reset-ms"].flatMap(Double.init), reset >= 0 {
            delays.append(reset / 1000)
        }
        for name in ["x-retry-after", "retry-after"] {
            guard let text = reply.headers[name] else { continue }
            if let seconds = Double(text), seconds >= 0, seconds.isFinite {
                delays.append(seconds)
            } else if let date = ShopDate.parse(text) {
                delays.append(max(0, date.timeIntervalSince(now)))
            }
        }
        return delays.max()
    }
}
