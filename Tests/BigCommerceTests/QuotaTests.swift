import Foundation
import Testing

@testable import BigCommerce

@Suite("Quota and retries") struct QuotaTests {
    let start = Date(timeIntervalSince1970: 1_772_529_302)

    func headers(left: Int, quota: Int = 150, reset: Int = 15_000) -> [String: String] {
        [
            "x-rate-limit-requests-quota": String(quota), "x-rate-limit-requests-left": String(left),
            "x-rate-limit-time-reset-ms": String(reset), "x-rate-limit-time-window-ms": "30000",
        ]
    }

    /// The wait for one more request after an answer with these headers.
    func delay(_ headers: [String: String]) -> Duration {
        var state = QuotaState()
        state.observe(headers, at: start)
        return state.takePlace(at: start)
    }

    @Test("nothing is delayed while more than a fifth of the quota is left")
    func fullSpeed() {
        var state = QuotaState()
        #expect(state.takePlace(at: start) == .zero)
        #expect(delay(headers(left: 30)) == .zero)
    }

    @Test("below a fifth, the rest is spread over what remains of the window, and the last few are left to others")
    func slowsDown() {
        #expect(delay(headers(left: 18)) == .seconds(1))
        #expect(delay(headers(left: 3)) == .seconds(15))
    }

    @Test("requests on their way count, and a new window sets everything back")
    func windows() {
        var state = QuotaState()
        state.observe(headers(left: 30), at: start)
        _ = state.takePlace(at: start)
        #expect(state.takePlace(at: start) > .zero)
        #expect(state.takePlace(at: start.addingTimeInterval(16)) == .zero)
    }

    @Test("headers that are missing or no numbers change nothing", arguments: [nil, "", "NaN", "-5"])
    func nonsense(_ value: String?) {
        var headers = headers(left: 0)
        headers["x-rate-limit-time-reset-ms"] = value
        #expect(delay(headers) == .zero)
    }

    @Test("the longest of the server's delays wins, in seconds or as a date")
    func serverDelay() {
        func delay(_ headers: [String: String]) -> Double? {
            RetryPolicy.serverDelay(HTTPReply(status: 429, headers: headers, body: []), now: start)
        }
        #expect(delay(["x-rate-limit-time-reset-ms": "1500"]) == 1.5)
        #expect(delay(["x-rate-limit-time-reset-ms": "1500", "x-retry-after": "4", "retry-after": "3"]) == 4)
        #expect(delay(["retry-after": "Tue, 03 Mar 2026 09:15:12 +0000"]) == 10)
        #expect(delay(["retry-after": "soon"]) == nil)
        #expect(delay([:]) == nil)
    }

    @Test("without the server's word the pause doubles from attempt to attempt, is never zero and never above a minute")
    func pauses() {
        let policy = RetryPolicy()
        let pauses = (1...10).map {
            policy.pause(attempt: $0, serverDelay: nil, status: 503, isWrite: false, random: 0)
        }
        #expect(Array(pauses.prefix(3)) == [0.25, 0.5, 1])
        #expect(pauses.last == 30)
        #expect(policy.pause(attempt: 1, serverDelay: nil, status: 429, isWrite: false, random: 0) == 1)
        #expect(policy.pause(attempt: 1, serverDelay: nil, status: 503, isWrite: true, random: 0.5) == 0.75)
    }

    @Test("only what may pass later is repeated")
    func repeatable() {
        #expect([429, 500, 502, 503, 504, 509, 409].allSatisfy(RetryPolicy.isWorthRepeating))
        #expect(![400, 401, 403, 404, 413, 422, 501, 505, 507].contains(where: RetryPolicy.isWorthRepeating))
    }

    @Test(
        "dates of both spellings are read, others are not",
        arguments: [
            ("Tue, 03 Mar 2026 09:15:02 +0000", 1_772_529_302.0), ("Tue, 03 Mar 2026 11:15:02 +0200", 1_772_529_302),
            ("Tue, 03 Mar 2026 09:15:02 GMT", 1_772_529_302), ("2026-03-03T09:15:02Z", 1_772_529_302), ("", nil),
            ("yesterday", nil),
        ])
    func dates(_ text: String, seconds: Double?) {
        #expect(ShopDate.parse(text)?.timeIntervalSince1970 == seconds)
        #expect(ShopDate.query(start) == "2026-03-03T09:15:02Z")
    }
}
