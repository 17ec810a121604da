/// Counts requests in fixed windows of time, shared by everyone who calls the store.
struct QuotaMeter: Sendable {
    /// What is allowed.
    private let quota: SandboxQuota
    /// Tells the time; handed in, so that a test can end a window.
    private let now: @Sendable () -> ContinuousClock.Instant
    /// When the present window began.
    private var windowStart: ContinuousClock.Instant
    /// Requests in the present window.
    private var used = 0

    /// A store without a quota announces one that nobody reaches.
    init(quota: SandboxQuota?, now: @escaping @Sendable () -> ContinuousClock.Instant) {
        self.quota = quota ?? SandboxQuota(requests: 10_000_000)
        self.now = now
        windowStart = now()
    }

    /// Takes one request.
    mutating func spend() -> QuotaReading {
        let now = now()
        if now - windowStart >= quota.window {
            windowStart = now
            used = 0
        }
        used += 1
        return reading(at: now)
    }

    /// What the headers say without taking a request.
    var present: QuotaReading { reading(at: now()) }

    private func reading(at now: ContinuousClock.Instant) -> QuotaReading {
        QuotaReading(
            quota: quota.requests, left: max(0, quota.requests - used), isSpent: used > quota.requests,
            window: quota.window, reset: max(.zero, quota.window - (now - windowStart)))
    }
}

/// What the four headers say about the quota.
struct QuotaReading: Sendable {
    /// Requests in a window.
    var quota: Int
    /// Requests that remain in this window.
    var left: Int
    /// Whether the request that was just taken is one too many.
    var isSpent: Bool
    /// Length of a window.
    var window: Duration
    /// Time until the next window.
    var reset: Duration

    /// The headers, with their names as the shop writes them.
    var headers: [(name: String, value: String)] {
        [
            ("X-Rate-Limit-Time-Window-Ms", String(window.milliseconds)),
            ("X-Rate-Limit-Time-Reset-Ms", String(reset.milliseconds)),
            ("X-Rate-Limit-Requests-Quota", String(quota)),
            ("X-Rate-Limit-Requests-Left", String(left)),
        ]
    }
}

extension Duration {
    /// Whole milliseconds, rounded up so that a client that waits them is never early.
    var milliseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    }
}
