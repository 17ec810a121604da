import Foundation

/// Keeps this program within the shop's quota, together with every other process that works with the same store.
actor QuotaKeeper {
    /// What this client knows; all there is to know when the file cannot be used.
    private var state: QuotaState
    private let file: QuotaFile?

    /// - Parameters:
    ///   - state: what is known at the start.
    ///   - file: where the knowledge is shared; `nil` keeps it to this client.
    init(_ state: QuotaState = QuotaState(), file: QuotaFile? = nil) {
        self.state = state
        self.file = file
    }

    /// Takes a place for one more request and answers how long to wait for it. Nothing is locked during the wait.
    func takePlace(at now: Date) async -> Duration { await change { $0.takePlace(at: now) } }

    /// Reads what an answer says of the quota.
    func observe(_ headers: [String: String], at now: Date) async { await change { $0.observe(headers, at: now) } }

    /// Keeps all clients of the store from sending for a while, because the shop asked this one to wait.
    func pause(seconds: Double, at now: Date) async { await change { $0.pause(seconds: seconds, at: now) } }

    /// Changes the shared state, or this client's own.
    private func change<Result: Sendable>(_ change: @Sendable (inout QuotaState) -> Result) async -> Result {
        if let shared = await file?.change(change) {
            state = shared.state
            return shared.result
        }
        return change(&state)
    }
}
