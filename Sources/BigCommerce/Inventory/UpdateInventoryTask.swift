import Foundation
import Workflow
import XSLT

/// Sets the shop's stock to the ledger's levels.
///
/// Delivery: at least once. A level stays noted as unsent until the shop has acknowledged it; sending an absolute level twice
/// changes nothing.
struct UpdateInventoryTask: OutwardTask {
    /// Name of the connection to the store.
    let connection: String
    /// The file of levels.
    let input: String
    /// The file of levels that the shop acknowledged.
    let success: String
    /// The file of levels that could not be set.
    let fail: String
    /// Id, code or label; `nil` is the shop's default location.
    let location: String?
    /// Stock codes that need not be in the shop; a `*` at the end stands for any text.
    let ignoredUnknown: [String]
    /// Clock, pauses and network; tests hand in their own.
    var environment = ClientEnvironment.live

    /// Notes the levels as unsent (in a live run), finds their codes in the shop, and decides on each.
    func plan(_ context: TaskContext) async throws -> TaskPlan {
        let file = try InventoryFile(try context.existingFile(input))
        let memory = StockMemory(context.state)
        if context.mode == .live { try memory.remember(file.levels) }
        let levels = file.levels + (try memory.unsent(besides: file.levels))
        guard !levels.isEmpty else { return UpdateInventoryTask.emptyPlan(file) }
        return try await StoreClient.withStore(connection, context, environment) { store in
            let location = try await StockLocation.resolve(location, at: store)
            let catalogue = try await ShopCatalogue(store, location: location, codes: levels.map(\.sku))
            let decider = StockDecider(
                catalogue: catalogue, location: location, acknowledged: try memory.acknowledged(), ignoredUnknown: ignoredUnknown)
            let actions = try levels.compactMap { try decider.action($0) }
            if context.mode == .live { try memory.forget(needless(levels, actions, decider)) }
            return TaskPlan(actions: actions, outcome: plannedOutcome(levels, actions, file, store))
        }
    }

    /// The plan when there is nothing to ask the shop about.
    private static func emptyPlan(_ file: InventoryFile) -> TaskPlan {
        let count = file.unreadable.count
        return TaskPlan(
            outcome: TaskOutcome(recordsIn: count, failed: count, notes: count == 0 ? ["no stock levels to send"] : []))
    }

    /// Levels that need no sending after all: the shop has them already, or need not have the code.
    private func needless(_ levels: [StockLevel], _ actions: [PlannedAction], _ decider: StockDecider) -> [StockLevel] {
        let kinds = Dictionary(actions.map { ($0.record, $0.kind) }, uniquingKeysWith: { first, _ in first })
        return levels.filter { kinds[$0.sku] == .skip || (kinds[$0.sku] == nil && decider.isIgnored($0.sku)) }
    }

    /// What a dry run reports.
    private func plannedOutcome(
        _ levels: [StockLevel], _ actions: [PlannedAction], _ file: InventoryFile, _ store: StoreClient
    ) -> TaskOutcome {
        let held = actions.count { $0.kind == .hold }
        let repeats = levels.count { $0.isRepeat }
        let unchanged = actions.count { $0.kind == .skip }
        var outcome = TaskOutcome(
            recordsIn: levels.count + file.unreadable.count, recordsOut: actions.count - held,
            failed: held + file.unreadable.count)
        if repeats > 0 { outcome.notes.append("\(repeats) levels of earlier runs had not been acknowledged and are among them") }
        if unchanged > 0 { outcome.notes.append("\(unchanged) levels are in the shop already and are not sent") }
        let silent = levels.count - actions.count
        if silent > 0 {
            outcome.notes.append("\(silent) codes are not in the shop: reported before, or listed in ignore_unknown")
        }
        outcome.notes.append("deciding took \(store.requests.note)")
        return outcome
    }

    /// Sends the planned levels and writes both files.
    func apply(_ plan: TaskPlan, _ context: TaskContext) async throws -> TaskOutcome {
        let file = try InventoryFile(try context.existingFile(input))
        var report = try InventoryReport(context, success: success, fail: fail)
        for (record, reason) in file.unreadable { try report.add(failed: record, "LevelNotReadable", reason) }
        for action in plan.actions where action.kind == .hold {
            try report.add(
                failed: InventoryReport.element(action.record, Int(action.payload) ?? 0), "StockNotKept", action.reason)
        }
        let updates = try plan.actions.filter { $0.kind == .update }.map { try StockAction(payload: $0.payload) }
        var notes = plan.outcome.notes
        if !updates.isEmpty {
            do {
                notes.append(try await send(updates, &report, context))
            } catch {
                // What the shop took is taken: the files say so even when the rest could not be sent.
                _ = try report.finish()
                throw error
            }
        }
        let unchanged = plan.actions.count { $0.kind == .skip }
        let files = try report.finish()
        CrashPoint.reached("stock.files-written")
        return TaskOutcome(
            recordsIn: plan.outcome.recordsIn, recordsOut: report.sent + unchanged, failed: report.failed, files: files,
            notes: notes)
    }

    /// Sends all levels, grouped by location, and answers the remark on the requests it took.
    private func send(_ updates: [StockAction], _ report: inout InventoryReport, _ context: TaskContext) async throws -> String {
        let memory = StockMemory(context.state)
        return try await StoreClient.withStore(connection, context, environment) { store in
            var sender = AdjustmentSender(store)
            for (_, group) in Dictionary(grouping: updates, by: \.location).sorted(by: { $0.key < $1.key }) {
                for start in stride(from: 0, to: group.count, by: AdjustmentSender.largestBatch) {
                    let batch = Array(group[start..<min(start + AdjustmentSender.largestBatch, group.count)])
                    try await sender.send(batch) {
                        try context.stopIfAsked()
                        CrashPoint.reached("stock.before-send")
                    } accepted: { actions in
                        CrashPoint.reached("stock.after-send")
                        try memory.acknowledge(actions.map(\.stockLevel))
                        CrashPoint.reached("stock.after-settle")
                        try report.add(sent: actions)
                        context.progress.advanced(task: context.taskName, done: report.sent, total: updates.count)
                    } refused: { action, words in
                        try report.add(
                            failed: InventoryReport.element(action.sku, action.level), "StockRefused",
                            "The shop refuses the level \(action.level) of '\(action.sku)': \(words). Look at it in the shop."
                        )
                    }
                }
            }
            return "sending took \(store.requests.note)"
        }
    }
}
