import Foundation
import Workflow

/// Downloads the orders of some statuses into one file, lines, addresses and coupons included.
///
/// Delivery: an order is downloaded as often as it is found in a wanted status; that it is posted once is the import's promise.
struct DownloadOrdersTask: WorkflowTask {
    /// Name of the connection to the store.
    let connection: String
    /// Ids, system names or labels; `any` alone stands for all.
    let statuses: [String]
    /// `YYYY-MM-DD` in the run's time zone; orders created earlier are left alone. `nil` takes the workflow's start date.
    let startDate: String?
    /// The file of orders.
    let output: String
    /// The file of orders that could not be read completely; written only when there are some.
    let fail: String
    /// Orders per request, 1 to 250.
    let pageSize: Int
    /// Whether the payments of each order are asked for.
    let withTransactions: Bool
    /// Whether only orders changed since the last safe download are listed.
    let onlyChanged: Bool
    /// Minutes by which a download reads behind the watermark, as changes may become visible late.
    let overlapMinutes: Int
    /// Clock, pauses and network; tests hand in their own.
    var environment = ClientEnvironment.live

    /// Lists one status after the other and writes each order as it comes.
    func run(_ context: TaskContext) async throws -> TaskOutcome {
        let createdFrom = try OrderQuery.createdFrom(startDate, context)
        return try await StoreClient.withStore(connection, context, environment) { store in
            let watermark = try onlyChanged ? OrderWatermark(context, store: store.address.store) : nil
            let wanted = try await WantedStatuses.resolve(statuses, at: store)
            var sink = try OrderSink(context, store: store.address.store, output: output, fail: fail, watermark: watermark)
            var assembler = OrderAssembler(store, withTransactions: withTransactions)
            for statusID in wanted.ids {
                let query = OrderQuery(
                    statusID: statusID, createdFrom: createdFrom, modifiedFrom: watermark?.from(overlapMinutes: overlapMinutes),
                    pageSize: pageSize)
                try await download(query, store, wanted, &assembler, &sink, context)
            }
            var outcome = try sink.finish()
            let notes = try await notes(&outcome, store, assembler, wanted, context)
            outcome.notes += notes
            return outcome
        }
    }

    /// One list, page by page; an order that cannot be trusted is held and the rest goes on.
    private func download(
        _ query: OrderQuery, _ store: StoreClient, _ wanted: WantedStatuses, _ assembler: inout OrderAssembler,
        _ sink: inout OrderSink, _ context: TaskContext
    ) async throws {
        var lister = OrderLister(store, query)
        while let page = try await lister.next() {
            for listed in page where sink.isNew(listed) {
                try context.stopIfAsked()
                guard wanted.accepts(listed), query.accepts(listed) else {
                    sink.leaveOut(listed)
                    continue
                }
                do {
                    try sink.write(try await assembler.assemble(listed))
                } catch let hold as ShopOrder.Hold {
                    try sink.hold(listed, hold)
                }
            }
            try sink.endPage()
        }
    }

    /// What the run report should say besides the counts.
    private func notes(
        _ outcome: inout TaskOutcome, _ store: StoreClient, _ assembler: OrderAssembler, _ wanted: WantedStatuses,
        _ context: TaskContext
    ) async throws -> [String] {
        var notes: [String] = []
        if outcome.recordsIn == 0 {
            let (text, hasOrders) = await whatThereIs(store, wanted)
            notes.append(text)
            // Once orders have been carried, a day without any is a quiet day; before that it is a wrong setting.
            if hasOrders, try !context.state.hasRecords() { outcome.nothingMovedReason = text }
        }
        if assembler.completed > 0 {
            let count = assembler.completed
            notes.append(
                "\(count) \(count == 1 ? "order" : "orders") came with lines missing and were completed by extra requests")
        }
        return notes + [store.requests.note]
    }

    /// For a download of nothing: which statuses the shop's orders are in, so that a wrong setting is seen at once.
    private func whatThereIs(_ store: StoreClient, _ wanted: WantedStatuses) async -> (text: String, hasOrders: Bool) {
        let nothing = "the shop has no orders in status \(wanted.names) that are to be downloaded"
        let request = StoreRequest(path: "v2/orders/count", endpoint: "order count", scope: .readOrders)
        // A remark only: a shop that cannot count still has been read to its end.
        guard let answer = try? await store.send(request) else { return (nothing, false) }
        let counts = (answer.json?["statuses"]?.elements ?? []).compactMap { status -> String? in
            guard let count = status["count"]?.integer, count > 0, let name = status["name"]?.text else { return nil }
            return "\(count) \(name)"
        }
        return counts.isEmpty ? (nothing, false) : ("\(nothing); it has: \(counts.joined(separator: ", "))", true)
    }
}
