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

    /// Reads the present statuses and decides on each order.
    func plan(_ context: TaskContext) async throws -> TaskPlan {
        try await StoreClient.withStore(connection, context, environment) { store in
            let queue = try UpdateQueue(context, store: store.address.store, input: input)
            guard !queue.updates.isEmpty else { return UpdateOrdersTask.emptyPlan(queue) }
            let rule = try await OrderUpdateRule.resolve(target: status, sources: sources, at: store)
            let present = try await StatusReader(store).statuses(of: queue.updates.map(\.id))
            let actions = queue.updates.map { action($0, rule, present[$0.id], store.address.store) }
            var outcome = TaskOutcome(recordsIn: actions.count + queue.unreadable.count)
            outcome.recordsOut = actions.count { $0.kind != .hold }
            outcome.failed = outcome.recordsIn - outcome.recordsOut
            outcome.notes = UpdateOrdersTask.notes(on: queue) + [store.requests.note]
            return TaskPlan(actions: actions, outcome: outcome)
        }
    }

    /// The plan when there is nothing to ask the shop about.
    private static func emptyPlan(_ queue: UpdateQueue) -> TaskPlan {
        let count = queue.unreadable.count
        let notes = count == 0 && queue.waiting.isEmpty ? ["the shop has been told everything"] : notes(on: queue)
        return TaskPlan(outcome: TaskOutcome(recordsIn: count, failed: count, notes: notes))
    }

    /// What is said of orders that are not told yet.
    private static func notes(on queue: UpdateQueue) -> [String] {
        guard !queue.waiting.isEmpty else { return [] }
        let ids = queue.waiting.prefix(5).map(String.init).joined(separator: ", ")
        return [
            "not told yet, as only some of their parts are in the ledger: orders \(ids)\(queue.waiting.count > 5 ? ", …" : "")"
        ]
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
            var report = UpdateReport(context, store: store.address.store, unreadable: queue.unreadable)
            let planned = Set(plan.actions.compactMap { Int($0.payload) })
            let updates = queue.updates.filter { planned.contains($0.id) }
            do {
                if !updates.isEmpty { try await send(updates, store, &report, context) }
            } catch {
                // What was told is told: the files say so even when the rest could not be sent.
                try report.write(success: success, fail: fail)
                throw error
            }
            try report.write(success: success, fail: fail)
            CrashPoint.reached("update.files-written")
            let remarks = plan.actions.isEmpty ? plan.outcome.notes : UpdateOrdersTask.notes(on: queue) + [store.requests.note]
            return outcome(report, recordsIn: plan.outcome.recordsIn, remarks)
        }
    }

    /// Chunk by chunk: read, decide, write, settle.
    private func send(_ updates: [OrderUpdate], _ store: StoreClient, _ report: inout UpdateReport, _ context: TaskContext)
        async throws
    {
        let rule = try await OrderUpdateRule.resolve(target: status, sources: sources, at: store)
        var sender = StatusSender(rule: rule, store: store, context: context)
        for start in stride(from: 0, to: updates.count, by: StatusSender.chunk) {
            let chunk = Array(updates[start..<min(start + StatusSender.chunk, updates.count)])
            // Read again, right before the writes: the shop decides, not the plan.
            let present = try await StatusReader(store).statuses(of: chunk.map(\.id))
            try await sender.send(chunk, present, &report)
            context.progress.advanced(task: context.taskName, done: report.entries.count, total: updates.count)
        }
    }

    /// Counts and remarks.
    private func outcome(_ report: UpdateReport, recordsIn: Int, _ remarks: [String]) -> TaskOutcome {
        var outcome = TaskOutcome(
            recordsIn: recordsIn, recordsOut: report.succeeded, failed: report.failed, files: [success, fail])
        for (name, text) in [
            ("already", "were in the wanted status already"), ("superseded", "have been moved on in the shop and were left"),
        ] {
            if report.count(name) > 0 { outcome.notes.append("\(report.count(name)) of the orders \(text)") }
        }
        outcome.notes += remarks
        return outcome
    }
}
