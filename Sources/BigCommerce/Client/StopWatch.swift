/// Ends work that waits for the network soon after the run was told to stop: a slow shop must not hold a person up.
struct StopWatch: Sendable {
    /// What an answer that is on its way is given, so that most requests end with a known outcome.
    private static let grace = Duration.seconds(1)
    /// How often it is asked whether to stop.
    private static let interval = Duration.milliseconds(100)

    private let isStopRequested: @Sendable () -> Bool

    /// - Parameter isStopRequested: whether the run was told to stop.
    init(_ isStopRequested: @escaping @Sendable () -> Bool) { self.isStopRequested = isStopRequested }

    /// Does the work, and cancels it when the run is told to stop and the grace is over.
    ///
    /// - Throws: what the work throws; ``TaskFailure`` of class cancelled when it was ended here.
    func limit<Result: Sendable>(_ work: @escaping @Sendable () async throws -> Result) async throws -> Result {
        try await withThrowingTaskGroup(of: Result.self) { group in
            group.addTask(operation: work)
            group.addTask {
                while !isStopRequested() { try await Task.sleep(for: StopWatch.interval) }
                try await Task.sleep(for: StopWatch.grace)
                throw StoreClient.cancelled
            }
            defer { group.cancelAll() }
            guard let result = try await group.next() else { throw StoreClient.cancelled }
            return result
        }
    }
}
