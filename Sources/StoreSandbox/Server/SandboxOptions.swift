public import Foundation

/// How a sandbox store behaves towards its clients.
public struct SandboxOptions: Sendable {
    /// The store's hash in paths.
    public var storeHash = "sandbox"
    /// Accepted tokens.
    public var tokens = [SandboxToken("sandbox-token")]
    /// User name and token of the legacy form; `nil` turns `/api/v2` off.
    public var legacyUser: (name: String, token: String)? = ("legacy", "legacy-token")
    /// Requests per window; `nil` announces a very large one.
    public var quota: SandboxQuota?
    /// The most objects on a page of V2 and of the V3 catalogue.
    public var largestPage = 250
    /// Lines of a consignment that the order list includes before it cuts.
    public var includedLines = 50
    /// Failures that are active from the start.
    public var failures: [FailureSwitch] = []
    /// Where the state is kept; `nil` keeps it in memory only.
    public var stateFile: URL?
    /// The address the server listens on.
    public var host = "127.0.0.1"
    /// The shop's clock: dates of orders that change, and of `/v2/time`.
    public var now: @Sendable () -> Instant = { .now }
    /// The clock that the quota's windows run by.
    public var quotaClock: @Sendable () -> ContinuousClock.Instant = { .now }

    /// A store without quota and failures, with the token `sandbox-token`.
    public init() {}
}

/// A token of a store API account with the scopes it was given.
public struct SandboxToken: Sendable, Hashable {
    /// What the client sends.
    public var value: String
    /// Scope names such as `store_v2_orders` or `store_v2_orders_read_only`; `nil` means all.
    public var scopes: Set<String>?

    /// A token, by default with every scope.
    public init(_ value: String, scopes: Set<String>? = nil) {
        self.value = value
        self.scopes = scopes
    }

    /// Whether the token opens an endpoint.
    func allows(_ scope: String, writing: Bool) -> Bool {
        guard let scopes else { return true }
        return scopes.contains(scope) || (!writing && scopes.contains(scope + "_read_only"))
    }
}

/// How many requests a store answers in a window of time.
public struct SandboxQuota: Sendable, Hashable {
    /// Answered in a window.
    public var requests: Int
    /// From the first request after the last window.
    public var window: Duration

    /// By default for 30 seconds, as the real store counts.
    public init(requests: Int, window: Duration = .seconds(30)) {
        self.requests = requests
        self.window = window
    }

    /// Reads `150/30` (requests/seconds), as the command line gives it.
    ///
    /// - Throws: ``SandboxError/badDocument(_:)``.
    public init(parsing text: String) throws(SandboxError) {
        let parts = text.split(separator: "/").map { Int($0) }
        guard parts.count == 2, let requests = parts[0], let seconds = parts[1], requests > 0, seconds > 0 else {
            throw .badDocument("the quota '\(text)' is not of the form REQUESTS/SECONDS, for instance 150/30")
        }
        self.init(requests: requests, window: .seconds(seconds))
    }
}
