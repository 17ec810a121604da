internal import Foundation
internal import Workflow
internal import XSLT

/// Hands sales orders over to an importer on another machine through a folder (`sage50.hand-over-sales-orders`).
///
/// A task of its own and not a driver of the import: the import asks its ledger for accounts, products and orders before it decides,
/// and gets an answer when it posts. A folder knows nothing, and its answers come minutes or days later, perhaps to another run. What
/// needs no ledger is shared: reading the record, the ledger's arithmetic and the search for prices, the gate, the success and fail
/// files, truth, outbox and held records.
///
/// Delivery guarantee: at most one hand-over per order without an answer. The state store has an order as handed over before the file
/// gets its name, and no run writes it again by itself. Until the importer's success file names an order, the shop is not told;
/// when it never does, the order is held for a person.
struct HandOverSalesOrders: OutwardTask {
    let settings: HandOverSettings
    var environment = HandOverEnvironment()

    func run(_ context: TaskContext) async throws -> TaskOutcome {
        guard context.mode == .live else { return try await plan(context).outcome }
        let reader = try XMLRecordReader(salesOrders: context.existingFile(settings.posting.input))
        return try await handingOver(context) { try reader.next() }
    }

    func plan(_ context: TaskContext) async throws -> TaskPlan {
        let reader = try XMLRecordReader(salesOrders: context.existingFile(settings.posting.input))
        let session = try session(context)
        var actions: [PlannedAction] = []
        do {
            while let element = try reader.next() { actions.append(try session.rehearse(element)) }
            try session.files.finish()
        } catch let error as XSLTError {
            throw TaskFailure(.configuration, "task '\(context.taskName)': \(error)")
        }
        return TaskPlan(actions: actions, outcome: session.outcome)
    }

    /// Performs a plan: everything is decided again and compared before the first order is handed over (decision 26).
    func apply(_ plan: TaskPlan, _ context: TaskContext) async throws -> TaskOutcome {
        let planned = try PlannedOrders(plan)
        try await planned.checkUnchanged(done: "handed over", decide: session(context).rehearse)
        var rest = planned.elements[...]
        return try await handingOver(context) { rest.popFirst() }
    }

    /// Answers first, then the orders that `next` gives, then answers again; the files are finished whatever stops it.
    private func handingOver(_ context: TaskContext, next: () throws -> XMLElement?) async throws -> TaskOutcome {
        let session = try session(context)
        var failure: (any Error)?
        do {
            try await session.alone {
                try session.recover()
                try session.readAnswers()
                while !context.isStopRequested, !Task.isCancelled, let element = try next() { try session.take(element) }
                try session.handOver()
            }
            try await session.awaitAnswers()
        } catch {
            failure = error
        }
        do { try session.finish() } catch { failure = failure ?? error }
        if failure == nil, context.isStopRequested || Task.isCancelled {
            failure = TaskFailure(.cancelled, "stopped after \(session.outcome.recordsIn) orders; go on with --resume")
        }
        guard let failure else { return session.outcome }
        if let failure = failure as? any ClassifiedError { throw failure }
        throw TaskFailure(.configuration, "task '\(context.taskName)': \(failure)")
    }

    private func session(_ context: TaskContext) throws -> HandOverSession {
        let connection = try context.connections.connection(settings.posting.connection)
        let company = try HandOverCompany(connection, root: context.integration.root)
        return try HandOverSession(settings, context, company, environment)
    }
}
