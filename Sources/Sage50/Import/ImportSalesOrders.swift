internal import Foundation
internal import Workflow
internal import XSLT

/// Imports sales orders of the interchange format into a Sage company (`sage50.import-sales-orders`).
///
/// Delivery guarantee: exactly once per correlation id, as long as duplicates are prevented. Order, allocation, receipts and truth
/// are one commit of the ledger. Repeating a run changes nothing and reports every order as already in the ledger.
struct ImportSalesOrders: OutwardTask {
    let settings: ImportSettings
    /// Opens the company of a connection.
    let connect: @Sendable (Connection, TaskContext) throws -> any Ledger

    /// Live: reads, decides and posts in one pass, memory for one group of orders. A dry run is the plan alone.
    func run(_ context: TaskContext) async throws -> TaskOutcome {
        guard context.mode == .live else { return try await plan(context).outcome }
        let reader = try XMLRecordReader(salesOrders: context.existingFile(settings.posting.input))
        return try await importing(context) { try reader.next() }
    }

    func plan(_ context: TaskContext) async throws -> TaskPlan {
        let reader = try XMLRecordReader(salesOrders: context.existingFile(settings.posting.input))
        let session = try await ImportSession(settings, context, try ledger(context))
        var actions: [PlannedAction] = []
        do {
            while let element = try reader.next() { actions.append(try await session.rehearse(element)) }
            try session.finish()
        } catch let error as XSLTError {
            throw TaskFailure(.configuration, "task '\(context.taskName)': \(error)")
        }
        return TaskPlan(actions: actions, outcome: session.outcome)
    }

    /// Performs a plan: everything is decided again and compared before the first order is posted (decision 26).
    func apply(_ plan: TaskPlan, _ context: TaskContext) async throws -> TaskOutcome {
        let planned = try PlannedOrders(plan)
        try await planned.checkUnchanged(
            done: "posted", decide: ImportSession(settings, context, try ledger(context)).rehearse)
        var rest = planned.elements[...]
        return try await importing(context) { rest.popFirst() }
    }

    /// Posts what `next` gives, and finishes the files whatever stops it: what is in the ledger must be told.
    private func importing(_ context: TaskContext, next: () throws -> XMLElement?) async throws -> TaskOutcome {
        let session = try await ImportSession(settings, context, try ledger(context))
        try await ImportCatchUp(context: context, view: session.view, connection: settings.posting.connection).run()
        var failure: (any Error)?
        do {
            while let element = try next() {
                try await session.take(element)
                if Task.isCancelled || context.isStopRequested {
                    failure = TaskFailure(.cancelled, "stopped after \(session.outcome.recordsIn) orders; go on with --resume")
                    break
                }
            }
        } catch {
            failure = error
        }
        if !(failure is LedgerError) {
            do { try await session.postGroup() } catch { failure = failure ?? error }
        }
        do { try session.finish() } catch { failure = failure ?? error }
        CrashPoint.reached("import.files-written")
        guard let failure else { return session.outcome }
        if let failure = failure as? any ClassifiedError { throw failure }
        throw TaskFailure(
            .configuration,
            "task '\(context.taskName)': \(failure). \(session.outcome.recordsOut) orders before it are in the ledger.")
    }

    private func ledger(_ context: TaskContext) throws -> any Ledger {
        try connect(context.connections.connection(settings.posting.connection), context)
    }
}
