import Workflow

/// Sets the status of orders one by one and settles their messages in batches.
///
/// A message is settled only after the shop has acknowledged its order. A crash before the batch is settled leaves messages pending
/// whose orders are set: the next run finds them in the wanted status and only settles them.
struct StatusSender {
    /// Orders whose status is read in one go before they are written: small, so that what was read is still true.
    static let chunk = 100
    /// After so many orders in a row that the shop could not process, the rest waits for the next run.
    private static let patience = 3

    /// From which statuses to which.
    let rule: OrderUpdateRule
    /// The shop.
    let store: StoreClient
    /// The run.
    let context: TaskContext
    private var settlements: [(records: [String], state: StateStore.OutboxMessage.State, error: String?)] = []
    private var failuresInARow = 0

    /// Nothing sent yet.
    init(rule: OrderUpdateRule, store: StoreClient, context: TaskContext) {
        self.rule = rule
        self.store = store
        self.context = context
    }

    /// Sets the orders of a chunk and settles what became of each together, also when it ends early.
    mutating func send(_ chunk: [OrderUpdate], _ present: [Int: ShopStatus], _ report: inout UpdateReport) async throws {
        do {
            for update in chunk { try await send(update, present[update.id], &report) }
        } catch {
            try settle()
            throw error
        }
        try settle()
    }

    /// One order; a refusal is its own affair until too many come in a row.
    private mutating func send(_ update: OrderUpdate, _ present: ShopStatus?, _ report: inout UpdateReport) async throws {
        try context.stopIfAsked()
        do {
            try await decide(update, present, &report)
            failuresInARow = 0
        } catch let error as StoreError where error.concernsOneRecord || error.isOverload {
            failuresInARow = error.isOverload ? failuresInARow + 1 : 0
            fail(update, error.description, &report)
            if failuresInARow >= StatusSender.patience { throw error }
        }
    }

    /// Decides on the shop's present status and writes if it must be.
    private mutating func decide(_ update: OrderUpdate, _ present: ShopStatus?, _ report: inout UpdateReport) async throws {
        switch rule.decide(present) {
        case .send:
            try await put(update.id)
            note(update, .acknowledged)
            report.add(update.id, "updated")
        case .alreadyThere:
            note(update, .acknowledged)
            report.add(update.id, "already")
        case .superseded(let reason):
            note(update, .superseded)
            context.log.info("order \(update.id): \(reason)")
            report.add(update.id, "superseded", reason)
        case .missing:
            fail(update, "The shop has no order \(update.id); it may have been deleted for good.", &report)
        }
    }

    /// Only the status is sent: a fetched order sent back is refused for its read-only fields.
    private func put(_ id: Int) async throws {
        let request = StoreRequest(
            method: .put, path: "v2/orders/\(id)", body: .object(["status_id": .integer(rule.target.id)]),
            endpoint: "order update", scope: .writeOrders)
        CrashPoint.reached("update.before-send")
        let answer = try await store.send(request)
        CrashPoint.reached("update.after-send")
        if let now = answer.json.flatMap(ShopStatus.init), now.statusID != rule.target.id {
            throw StoreError.unexpected(
                endpoint: request.endpoint,
                what: "the shop accepted the change of order \(id) but left it in status \(now.statusID).")
        }
    }

    /// Keeps in mind how the messages of an order are to be settled.
    private mutating func note(_ update: OrderUpdate, _ state: StateStore.OutboxMessage.State, error: String? = nil) {
        guard !update.records.isEmpty else { return }
        if let last = settlements.indices.last, settlements[last].state == state, settlements[last].error == error {
            settlements[last].records += update.records
        } else {
            settlements.append((update.records, state, error))
        }
    }

    /// The message stays pending, so that the next run tries again.
    private mutating func fail(_ update: OrderUpdate, _ reason: String, _ report: inout UpdateReport) {
        note(update, .pending, error: reason)
        context.log.warning("order \(update.id): \(reason)")
        report.fail(update.id, "StatusNotSet", reason)
    }

    /// Writes what is in mind, one transaction for each row of orders that ended alike.
    private mutating func settle() throws {
        for (records, state, error) in settlements {
            try context.state.settle(
                channel: UpdateQueue.channel, records: records, as: state, error: error, at: context.now())
        }
        if !settlements.isEmpty { CrashPoint.reached("update.after-settle") }
        settlements = []
    }
}
