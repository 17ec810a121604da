import Foundation
import Workflow

/// Tells the shop the status of orders that are in the ledger.
///
/// Delivery: at least once. The outbox keeps a message until the shop has acknowledged it or the order has been moved on; a
/// repeat finds the order in the wanted status and sends nothing.
struct UpdateOrdersTask: OutwardTask {
    /// Name of the connection to the store.
    let connection: String
    /// The file of orders to set.
    let input: String
    /// Status to set, by id, system name or label.
    let status: String
    /// Statuses an order may be in to be set.
    let sources: [String]
    /// The file of orders that the shop shows as wanted.
    let success: String
    /// The file of orders that could not be set.
    let fail: String
    /// Clock, pauses and network; tests hand in their own.
    var environment = ClientEnvironment.live

    /// Orders whose status is read in one go before they are written: small, so that what was read is still true.
    private static let chunk = 100
    /// After so many orders in a row that the shop could not process, the rest waits for the next run.
    private static let patience = 3

    /// Reads the present statuses and decides on each order.
    func plan(_ context: TaskContext) async throws -> TaskPlan {
        try await StoreClient.withStore(connection, context, environment) { store in
            let queue = try UpdateQueue(context, store: store.address.store, input: input)
            let rule = try await OrderUpdateRule.resolve(target: status, sources: sources, at: store)
            let present = try await StatusReader(store).statuses(of: queue.updates.map(\.id))
            let actions = queue.updates.map { action($0, rule, present[$0.id], store.address.store) }
            var outcome = TaskOutcome(recordsIn: actions.count + queue.unreadable.count)
            outcome.recordsOut = actions.count { $0.kind != .hold }
            outcome.failed = outcome.recordsIn - outcome.recordsOut
            outcome.notes = [store.requests.note]
            return TaskPlan(actions: actions, outcome: outcome)
        }
    }

    /// The payload is the order's id; the fingerprint is the status it was decided on.
    private func action(_ update: OrderUpdate, _ rule: OrderUpdateRule, _ present: ShopStatus?, _ store: String) -> PlannedAction
    {
        let (kind, reason): (PlannedAction.Kind, String) =
            switch rule.decide(present) {
            case .send: (.update, "set status \(rule.target.name)")
            case .alreadyThere: (.skip, "is in status \(rule.target.name) already")
            case .superseded(let reason): (.skip, reason)
            case .missing: (.hold, "the shop has no order \(update.id)")
            }
        return PlannedAction(
            record: "\(store)/\(update.id)", kind: kind, reason: reason,
            fingerprint: present.map { String($0.statusID) } ?? "none", payload: String(update.id))
    }

    /// Sets the planned orders, each decided anew, and writes both files.
    func apply(_ plan: TaskPlan, _ context: TaskContext) async throws -> TaskOutcome {
        try await StoreClient.withStore(connection, context, environment) { store in
            let queue = try UpdateQueue(context, store: store.address.store, input: input)
            let rule = try await OrderUpdateRule.resolve(target: status, sources: sources, at: store)
            var report = UpdateReport(context, store: store.address.store, unreadable: queue.unreadable)
            let planned = Set(plan.actions.compactMap { Int($0.payload) })
            let updates = queue.updates.filter { planned.contains($0.id) }
            do {
                try await send(updates, rule, store, &report, context)
            } catch {
                // What was told is told: the files say so even when the rest could not be sent.
                try report.write(success: success, fail: fail)
                throw error
            }
            try report.write(success: success, fail: fail)
            return outcome(report, plan, store)
        }
    }

    /// Chunk by chunk: read, decide, write.
    private func send(
        _ updates: [OrderUpdate], _ rule: OrderUpdateRule, _ store: StoreClient, _ report: inout UpdateReport,
        _ context: TaskContext
    ) async throws {
        var failuresInARow = 0
        for start in stride(from: 0, to: updates.count, by: UpdateOrdersTask.chunk) {
            let chunk = updates[start..<min(start + UpdateOrdersTask.chunk, updates.count)]
            // Read again, right before the writes: the shop decides, not the plan.
            let present = try await StatusReader(store).statuses(of: chunk.map(\.id))
            for update in chunk {
                try context.stopIfAsked()
                do {
                    try await settle(update, rule, present[update.id], store, &report, context)
                    failuresInARow = 0
                } catch let error as StoreError where error.concernsOneRecord || error.isOverload {
                    failuresInARow = error.isOverload ? failuresInARow + 1 : 0
                    try fail(update, error.description, &report, context)
                    if failuresInARow >= UpdateOrdersTask.patience { throw error }
                }
                context.progress.advanced(task: context.taskName, done: report.entries.count, total: updates.count)
            }
        }
    }

    /// One order: decide on the shop's present status, write if it must be, settle its messages.
    private func settle(
        _ update: OrderUpdate, _ rule: OrderUpdateRule, _ present: ShopStatus?, _ store: StoreClient,
        _ report: inout UpdateReport,
        _ context: TaskContext
    ) async throws {
        switch rule.decide(present) {
        case .send:
            try await put(update.id, rule.target, store)
            try settle(update, as: .acknowledged, context)
            report.add(update.id, "updated")
        case .alreadyThere:
            try settle(update, as: .acknowledged, context)
            report.add(update.id, "already")
        case .superseded(let reason):
            try settle(update, as: .superseded, context)
            context.log.info("order \(update.id): \(reason)")
            report.add(update.id, "superseded", reason)
        case .missing:
            try fail(update, "The shop has no order \(update.id); it may have been deleted for good.", &report, context)
        }
    }

    /// Only the status is sent: a fetched order sent back is refused for its read-only fields.
    private func put(_ id: Int, _ target: OrderStatuses.Status, _ store: StoreClient) async throws {
        let request = StoreRequest(
            method: .put, path: "v2/orders/\(id)", body: .object(["status_id": .integer(target.id)]), endpoint: "order update",
            scope: .writeOrders)
        let answer = try await store.send(request)
        if let now = answer.json.flatMap(ShopStatus.init), now.statusID != target.id {
            throw StoreError.unexpected(
                endpoint: request.endpoint,
                what: "the shop accepted the change of order \(id) but left it in status \(now.statusID).")
        }
    }

    /// Settles the messages of one order.
    private func settle(_ update: OrderUpdate, as state: StateStore.OutboxMessage.State, _ context: TaskContext) throws {
        for record in update.records { try context.state.settle(channel: UpdateQueue.channel, record: record, as: state) }
    }

    /// The message stays pending, so that the next run tries again.
    private func fail(_ update: OrderUpdate, _ reason: String, _ report: inout UpdateReport, _ context: TaskContext) throws {
        for record in update.records {
            try context.state.settle(channel: UpdateQueue.channel, record: record, as: .pending, error: reason)
        }
        context.log.warning("order \(update.id): \(reason)")
        report.fail(update.id, "StatusNotSet", reason)
    }

    /// Counts and remarks.
    private func outcome(_ report: UpdateReport, _ plan: TaskPlan, _ store: StoreClient) -> TaskOutcome {
        var outcome = TaskOutcome(
            recordsIn: plan.outcome.recordsIn, recordsOut: report.succeeded, failed: report.failed, files: [success, fail])
        for (name, text) in [
            ("already", "were in the wanted status already"), ("superseded", "have been moved on in the shop and were left"),
        ] {
            if report.count(name) > 0 { outcome.notes.append("\(report.count(name)) of the orders \(text)") }
        }
        outcome.notes.append(store.requests.note)
        return outcome
    }
}
