import Foundation
import Workflow

/// What the shop answered: the status and the JSON, `nil` for 204 and empty bodies.
struct StoreAnswer: Sendable {
    /// The HTTP status, 200 to 299.
    var status: Int
    /// The body.
    var json: JSONValue?

    /// The list of a V2 answer (bare array, nothing when empty) or a V3 answer (`data`).
    var records: [JSONValue] {
        switch json {
        case .array(let elements)?: elements
        case .object?: json?["data"]?.elements ?? []
        default: []
        }
    }
}

/// Talks to one store: adds token and headers, keeps the quota, repeats what is worth repeating, and classifies the rest.
final class StoreClient: Sendable {
    /// The store that is talked to.
    let address: StoreAddress
    /// How many requests were made, and for what.
    let requests = RequestCounter()
    private let environment: ClientEnvironment
    private let policy: RetryPolicy
    private let transport: any HTTPTransport
    private let quota: QuotaKeeper
    private let log: RunLog

    private let isStopRequested: @Sendable () -> Bool

    /// Opens a client; ``close()`` ends it.
    ///
    /// - Parameters:
    ///   - quota: what is known of the store's quota, shared with other processes or not.
    ///   - isStopRequested: whether the run was told to stop; then no request and no pause goes on for long.
    init(
        _ address: StoreAddress, environment: ClientEnvironment = .live, policy: RetryPolicy = RetryPolicy(),
        quota: QuotaKeeper = QuotaKeeper(), log: RunLog, isStopRequested: @escaping @Sendable () -> Bool = { false }
    ) {
        self.quota = quota
        self.address = address
        self.environment = environment
        self.policy = policy
        self.log = log
        self.isStopRequested = isStopRequested
        transport = environment.makeTransport()
    }

    /// Closes the connections; the client cannot be used afterwards.
    func close() async { await transport.close() }

    /// Sends a request until it is answered for good.
    ///
    /// - Returns: any answer of the 2xx family.
    /// - Throws: ``StoreError``, or ``TaskFailure`` of class cancelled.
    func send(_ request: StoreRequest) async throws -> StoreAnswer {
        try await StopWatch(isStopRequested).limit { try await self.sendPatiently(request) }
    }

    /// Sends a request until it is answered for good, however long that takes.
    private func sendPatiently(_ request: StoreRequest) async throws -> StoreAnswer {
        var attempt = 1
        while true {
            try await wait(quota.takePlace(at: environment.now()))
            switch try await attemptOnce(request) {
            case .answer(let answer): return answer
            case .retry(let reason, let serverDelay, let status, let limit):
                guard attempt < limit else { throw reason(attempt) }
                try await pause(request, attempt: attempt, of: limit, serverDelay: serverDelay, status: status)
                attempt += 1
            }
        }
    }

    /// How one attempt ended when it did not fail for good.
    private enum Attempt {
        case answer(StoreAnswer)
        /// `error` makes the failure from the number of attempts once `limit` is reached.
        case retry(error: (Int) -> StoreError, serverDelay: Double?, status: Int?, limit: Int)
    }

    /// One request over the network, and what its end means.
    private func attemptOnce(_ request: StoreRequest) async throws -> Attempt {
        requests.add(request.endpoint)
        let reply: HTTPReply
        do {
            reply = try await transport.send(
                request.method.rawValue, url: "\(address.base)/stores/\(address.store)/\(request.target)",
                headers: headers(for: request), body: request.body.map { Array($0.serialized.utf8) })
        } catch {
            return try retry(after: error, request)
        }
        await quota.observe(reply.headers, at: environment.now())
        return try judge(reply, request)
    }

    /// `Accept` is always sent: without it some stores answer XML.
    private func headers(for request: StoreRequest) -> [(String, String)] {
        var headers = [("Accept", "application/json"), ("X-Auth-Token", address.token), ("User-Agent", "crosswalk/0.1")]
        if request.body != nil { headers.append(("Content-Type", "application/json")) }
        return headers
    }

    /// The next attempt after one that brought no answer.
    private func retry(after error: TransportError, _ request: StoreRequest) throws -> Attempt {
        let endpoint = request.endpoint
        let limit = policy.attemptsWhenUnreachable
        switch error {
        case .cancelled: throw StoreClient.cancelled
        case .tooLarge: throw StoreError.tooLarge(endpoint: endpoint)
        case .unreachable(let reason):
            let base = address.base
            return .retry(
                error: { _ in .unreachable(address: base, reason: reason) }, serverDelay: nil, status: nil, limit: limit)
        case .cut(let reason):
            return .retry(
                error: { .interrupted(endpoint: endpoint, reason: "the connection was cut: \(reason)", attempts: $0) },
                serverDelay: nil, status: nil, limit: limit)
        case .timedOut:
            return .retry(
                error: { .interrupted(endpoint: endpoint, reason: "it took too long", attempts: $0) }, serverDelay: nil,
                status: nil, limit: limit)
        }
    }

    /// What an answer means: done, once more, or an error that stays.
    private func judge(_ reply: HTTPReply, _ request: StoreRequest) throws -> Attempt {
        let status = reply.status
        let endpoint = request.endpoint
        if (200...299).contains(status) { return readable(reply, request) }
        if RetryPolicy.isWorthRepeating(status) {
            let error: (Int) -> StoreError = {
                reply.isHTML
                    ? .answeredHTML(endpoint: endpoint, status: status)
                    : .busy(endpoint: endpoint, status: status, attempts: $0)
            }
            let delay = RetryPolicy.serverDelay(reply, now: environment.now())
            return .retry(error: error, serverDelay: delay, status: status, limit: policy.attemptsWhenBusy)
        }
        throw reply.refusal(of: request, at: address)
    }

    /// An answer whose body is no JSON was cut short or comes from something in between; it is asked for again.
    private func readable(_ reply: HTTPReply, _ request: StoreRequest) -> Attempt {
        let endpoint = request.endpoint
        guard reply.status != 204, !reply.body.isEmpty else { return .answer(StoreAnswer(status: reply.status)) }
        do {
            return .answer(StoreAnswer(status: reply.status, json: try JSONParser.parse(reply.body)))
        } catch {
            let failure: StoreError =
                reply.isHTML
                ? .answeredHTML(endpoint: endpoint, status: reply.status)
                : .notJSON(endpoint: endpoint, reason: error.description)
            return .retry(
                error: { _ in failure }, serverDelay: nil, status: reply.status, limit: policy.attemptsWhenUnreadable)
        }
    }

    /// Waits before the next attempt, and says so in the log.
    private func pause(_ request: StoreRequest, attempt: Int, of limit: Int, serverDelay: Double?, status: Int?) async throws {
        if let serverDelay, serverDelay > policy.longestServerPause {
            throw StoreError.askedToWait(endpoint: request.endpoint, seconds: Int(min(serverDelay, 1e9)))
        }
        let seconds = policy.pause(
            attempt: attempt, serverDelay: serverDelay, status: status, isWrite: request.method != .get,
            random: environment.random())
        let what = status.map { "the shop answered \($0)" } ?? "no answer"
        let rounded = (seconds * 10).rounded() / 10
        log.info("\(request.endpoint): \(what), next attempt (\(attempt + 1) of \(limit)) in \(rounded) s")
        if status == 429 { await quota.pause(seconds: seconds, at: environment.now()) }
        try await wait(.seconds(seconds))
    }

    /// Waits, or ends with a failure of class cancelled when the run is told to stop.
    private func wait(_ duration: Duration) async throws {
        do {
            try Task.checkCancellation()
            if duration > .zero { try await environment.sleep(duration) }
        } catch is CancellationError {
            throw StoreClient.cancelled
        }
    }

    /// The failure of a run that was told to stop.
    static let cancelled = TaskFailure(.cancelled, "stopped while talking to the shop; run again to go on.")
}
