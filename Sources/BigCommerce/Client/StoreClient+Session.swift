import Foundation
import Workflow

extension StoreClient {
    /// Opens the store of a connection for the time of `body` and closes its connections whatever happens.
    ///
    /// - Throws: what `body` throws; a ``StoreError`` becomes a ``TaskFailure`` that names the task.
    static func withStore<Result>(
        _ connection: String, _ context: TaskContext, _ environment: ClientEnvironment,
        _ body: (StoreClient) async throws -> Result
    ) async throws -> Result {
        let connection = try context.connections.connection(connection)
        let address = try StoreAddress(connection)
        let store = StoreClient(
            address, environment: environment, policy: try RetryPolicy(connection), quota: context.quota(of: address),
            log: context.log, isStopRequested: { context.isStopRequested })
        do {
            let result = try await body(store)
            await store.close()
            return result
        } catch {
            await store.close()
            guard let error = error as? StoreError else { throw error }
            throw TaskFailure(error.failureClass, "task '\(context.taskName)': \(error)")
        }
    }
}

extension TaskContext {
    /// What all runs of the integration know of a store's quota. A dry run reads it and keeps to itself what it learns.
    fileprivate func quota(of address: StoreAddress) -> QuotaKeeper {
        let file = QuotaFile(address, in: integration.root.appendingPathComponent("var/stores"))
        return mode == .live ? QuotaKeeper(file: file) : QuotaKeeper(file.read())
    }

    /// To be asked between two records, so that a run stops cleanly.
    ///
    /// - Throws: ``TaskFailure`` of class cancelled.
    func stopIfAsked() throws {
        if isStopRequested || Task.isCancelled { throw StoreClient.cancelled }
    }
}
