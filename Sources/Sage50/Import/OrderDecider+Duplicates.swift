internal import Money
internal import Workflow

/// Finding out that an order is in the ledger already (sage50.md 7.4, R4).
extension OrderDecider {
    /// The reason a person gave for closing this record; posting it all the same would double what was entered by hand.
    func settlement(_ record: SalesOrderRecord) throws -> String? {
        guard let id = record.correlationID, case .settled(let reason)? = try state.heldRecord(id)?.state else { return nil }
        return reason
    }

    /// - Returns: the order in the ledger; `nil` when it has to be posted.
    /// - Throws: ``Rejection`` when the ledger and what is remembered contradict each other.
    func alreadyPosted(_ record: SalesOrderRecord) async throws -> PostedOrder? {
        guard settings.preventsDuplicates else { return nil }
        if let id = record.correlationID {
            if let number = try await view.truth(kind: "SalesOrder", externalID: id) {
                return try await order(number, record)
            }
            if let known = try state.truth(kind: "SalesOrder", externalID: id) {
                return try await remembered(known.internalID, id)
            }
            // No truth, yet a number: the state store was changed by hand. One such record is held, and stops no other.
            if let number = try state.record(id)?.number { return try await remembered(number, id) }
        }
        return try await sameCustomerOrderNumber(record)
    }

    private func order(_ number: String, _ record: SalesOrderRecord) async throws -> PostedOrder {
        let value = Int(number) ?? 0
        if let order = try await view.ledger.order(number: value) { return order }
        // Pending in this group (number 0), or deleted in the ledger since: posted once is posted, a person deleted it on purpose.
        return PostedOrder(
            number: value, accountReference: record.accountReference ?? "",
            customerOrderNumber: record.header.customerOrderNumber, gross: .zero)
    }

    /// The state store knows the order and the ledger's own truth does not: adopted by hand, or the ledger is an older copy.
    private func remembered(_ number: String, _ id: String) async throws -> PostedOrder {
        if let value = Int(number), let order = try await view.ledger.order(number: value) { return order }
        throw Rejection(
            .duplicate,
            "order \(id) was posted as sales order \(number), but the ledger has no such order. Was an older copy of the company "
                + "restored? Enter the order by hand, or correct the truth record, before importing again.")
    }

    /// Sage itself does not stop a second order with the same customer order number (R4), so it is looked for.
    ///
    /// The same number with the same total is the same order. With another total it may be another customer's own number: a person
    /// must say so. An order known under another id (a second store's) is a different one.
    private func sameCustomerOrderNumber(_ record: SalesOrderRecord) async throws -> PostedOrder? {
        let number = record.header.customerOrderNumber
        guard !number.isEmpty else { return nil }
        try await checkWholeOrder(record)
        let strangers = try await strangers(number)
        guard let stranger = strangers.first else { return nil }
        guard let paid = try total(of: record) else { return stranger }
        if let same = strangers.first(where: { $0.gross == paid }) { return same }
        throw Rejection(
            .duplicate,
            "sales order \(stranger.number) on account \(stranger.accountReference) carries the customer order number \(number) "
                + "already, with \(stranger.gross.formatted(decimals: 2)) instead of \(paid.formatted(decimals: 2)). If it is the "
                + "same sale, settle this record; if not, change the customer order number of one of them.")
    }

    /// Orders with this customer order number that a person or another program entered.
    private func strangers(_ number: String) async throws -> [PostedOrder] {
        var strangers: [PostedOrder] = []
        for order in try await view.orders(customerOrderNumber: number) where order.number != 0 {
            if try await view.ledger.externalID(ofOrder: order.number) == nil { strangers.append(order) }
        }
        return strangers
    }

    /// Somebody may have entered the shop's whole order as one before its parts arrive.
    private func checkWholeOrder(_ record: SalesOrderRecord) async throws {
        guard let part = record.part else { return }
        let whole = String(record.header.customerOrderNumber.dropLast("/\(part.number)".count))
        guard !whole.isEmpty, let stranger = try await strangers(whole).first else { return }
        throw Rejection(
            .duplicate,
            "sales order \(stranger.number) on account \(stranger.accountReference) carries the customer order number \(whole) "
                + "already, with \(stranger.gross.formatted(decimals: 2)); this is part \(part.number) of \(part.count) of it. If it "
                + "is the same sale, settle this record; if not, change that order's customer order number.")
    }

    private func total(of record: SalesOrderRecord) throws -> Amount? {
        let isReduced = record.part != nil || record.orderTotal?.refunded != nil
        let paid = isReduced ? record.orderTotal : try TotalGate.recorded(for: record, in: state) ?? record.orderTotal
        return paid?.amount.rounded(to: 2)
    }
}
