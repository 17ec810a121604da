internal import Money

/// The ledger as it will be once the decided orders are posted: what the decision about the next order must see.
///
/// Orders are decided one by one and posted in groups (and in a dry run never). An account, a product, a truth or an allocation
/// of a decided order counts for the following ones at once.
final class LedgerView {
    let ledger: any Ledger
    let codes: LedgerCodes

    private var pendingAccounts: [String: Account] = [:]
    private var pendingTruth: [String: String] = [:]
    private var pendingOrders: [String: PostedOrder] = [:]
    /// Gross amount and currency number by truth id.
    private var pendingGross: [String: (gross: Amount, currency: Int)] = [:]
    private var pendingNumbers: Set<Int> = []
    /// Products read since the last group was posted, with what pending orders have allocated.
    private var products: [String: Product] = [:]
    /// Last number used per form of reference, in the ledger or by a pending account.
    private var lastNumbers: [String: Int] = [:]

    init(ledger: any Ledger, codes: LedgerCodes) {
        self.ledger = ledger
        self.codes = codes
    }

    func account(_ reference: String) async throws -> Account? {
        if let pending = pendingAccounts[reference.uppercased()] { return pending }
        return try await ledger.account(reference)
    }

    /// Accounts that agree in every field, pending ones included.
    func accounts(matching criteria: AccountCriteria) async throws -> [Account] {
        let pending = pendingAccounts.values.filter { account in
            (criteria.currency.map { account.currency == $0 } ?? true)
                && criteria.fields.allSatisfy { $0.key.value(of: account).uppercased() == $0.value.uppercased() }
        }
        return try await ledger.accounts(matching: criteria) + pending.sorted { $0.reference < $1.reference }
    }

    /// The next unused reference of a form; `nil` when its numbers are used up.
    func nextReference(_ form: String) async throws -> String? {
        if lastNumbers[form] == nil {
            let highest = try await ledger.highestAccountReference(matching: AccountReferenceRules.glob(form))
            lastNumbers[form] = highest.flatMap { AccountReferenceRules.number(in: $0, form: form) } ?? 0
        }
        let next = (lastNumbers[form] ?? 0) + 1
        guard let reference = AccountReferenceRules.reference(form, number: next) else { return nil }
        return reference
    }

    func truth(kind: String, externalID: String) async throws -> String? {
        if let pending = pendingTruth[kind + "\n" + externalID] { return pending }
        return try await ledger.truth(kind: kind, externalID: externalID)
    }

    /// What the order of an outside record comes to, in its currency; `nil` when it is not in the ledger or in another currency.
    func gross(ofOrder externalID: String, currency: OrderCurrency) async throws -> Amount? {
        if let pending = pendingGross[externalID] { return pending.currency == currency.number ? pending.gross : nil }
        guard let number = try await ledger.truth(kind: "SalesOrder", externalID: externalID).flatMap({ Int($0) }) else {
            return nil
        }
        return try await ledger.order(number: number)?.gross
    }

    func orders(customerOrderNumber: String) async throws -> [PostedOrder] {
        let posted = try await ledger.orders(customerOrderNumber: customerOrderNumber)
        return posted + (pendingOrders[customerOrderNumber].map { [$0] } ?? [])
    }

    func isUsed(orderNumber: Int) async throws -> Bool {
        if pendingNumbers.contains(orderNumber) { return true }
        return try await ledger.order(number: orderNumber) != nil
    }

    func product(_ stockCode: String) async throws -> Product? {
        let key = stockCode.uppercased()
        if let known = products[key] { return known }
        guard let product = try await ledger.product(stockCode) else { return nil }
        products[key] = product
        return product
    }

    /// Takes a decided order into account.
    ///
    /// - Parameter form: the form its new account's reference was made from, if one was.
    /// - Returns: the order as it will be, with the allocation that its lines will get; the number is 0 unless it was given.
    func add(_ posting: OrderPosting, referenceForm form: String?) -> PostedOrder {
        if let account = posting.newAccount {
            pendingAccounts[account.reference.uppercased()] = account
            if let form { lastNumbers[form] = AccountReferenceRules.number(in: account.reference, form: form) }
        }
        for product in posting.newProducts { products[product.stockCode.uppercased()] = product }
        let order = PostedOrder(
            number: posting.number ?? 0, accountReference: posting.accountReference,
            customerOrderNumber: posting.header.customerOrderNumber, gross: posting.gross,
            allocated: posting.lines.map { allocate($0, posting.allocates) })
        if let id = posting.truthID {
            pendingTruth["SalesOrder\n" + id] = String(order.number)
            pendingGross[id] = (posting.gross, posting.currency.number)
        }
        if let id = posting.customerTruthID { pendingTruth["Customer\n" + id] = posting.accountReference }
        if !order.customerOrderNumber.isEmpty { pendingOrders[order.customerOrderNumber] = order }
        if let number = posting.number { pendingNumbers.insert(number) }
        return order
    }

    private func allocate(_ line: OrderLine, _ allocates: Bool) -> Amount {
        guard allocates, line.kind == .product, var product = products[line.stockCode.uppercased()] else { return .zero }
        let taken = LedgerRules.allocation(of: line.quantity, free: product.freeStock)
        product.quantityAllocated += taken
        products[line.stockCode.uppercased()] = product
        return taken
    }

    /// The pending orders are in the ledger now, or were refused: what follows reads the ledger itself.
    func forgetPending() {
        pendingAccounts = [:]
        pendingTruth = [:]
        pendingOrders = [:]
        pendingGross = [:]
        pendingNumbers = []
        products = [:]
        lastNumbers = [:]
    }
}
