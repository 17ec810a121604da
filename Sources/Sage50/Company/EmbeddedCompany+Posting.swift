internal import GRDB
internal import Money

extension EmbeddedCompany: Ledger {
    var capabilities: LedgerCapabilities {
        let all: LedgerCapabilities = [
            .createsAccounts, .createsProducts, .fixesTax, .allocatesStock, .takesReceipts, .postsAsOneUnit, .readsStock,
        ]
        return fixesTax ? all : all.subtracting(.fixesTax)
    }

    /// All postings share one commit (decision 27), each inside a savepoint of its own: a refused order is rolled back to its
    /// savepoint, and a crash before the commit leaves none of them, truth included.
    func post(_ postings: [OrderPosting]) throws -> [PostingResult] {
        try writing { db, stamp in
            let ownTax = fixesTax ? nil : OwnTax(company: try settings(db))
            return try postings.map { posting in
                try db.run("SAVEPOINT posting")
                do {
                    try ownTax?.check(posting)
                    let order = try OrderWriter(db: db, stamp: stamp, posting: posting).write()
                    try db.run("RELEASE posting")
                    return .posted(order)
                } catch let rejection as Rejection {
                    try db.run("ROLLBACK TO posting")
                    try db.run("RELEASE posting")
                    return .refused(rejection)
                }
            }
        }
    }
}

extension Database {
    /// Runs a statement without arguments, compiled once; GRDB's own savepoints are compiled for every order.
    fileprivate func run(_ sql: String) throws { try cachedStatement(sql: sql).execute() }
}

/// Writes one order and everything that belongs to it inside a savepoint.
struct OrderWriter {
    let db: Database
    let stamp: String
    let posting: OrderPosting

    /// - Throws: ``Rejection`` when the order cannot stand: account gone, number used, already posted, a table's check.
    func write() throws -> PostedOrder {
        if let account = posting.newAccount { try EmbeddedCompany.insert(account, db, stamp) }
        for product in posting.newProducts { try EmbeddedCompany.insert(product, db, stamp) }
        try checkAccount()
        if let delivery = posting.newDeliveryAddress {
            try EmbeddedCompany.insert(delivery, account: posting.accountReference, db, stamp)
        }
        let number = try orderNumber()
        let allocated = try posting.lines.map(allocate)
        try EmbeddedCompany.refusing("order \(number)") {
            try db.insertRow("SALES_ORDER", try headerRow(number, allocated), stamp: stamp)
            for (index, line) in posting.lines.enumerated() {
                try db.insertRow("SOP_ITEM", try lineRow(line, number, index + 1, allocated[index]), stamp: stamp)
            }
        }
        for (index, payment) in posting.payments.enumerated() { try record(payment, number, index + 1) }
        try recordTruth(number)
        return PostedOrder(
            number: number, accountReference: posting.accountReference,
            customerOrderNumber: posting.header.customerOrderNumber, gross: posting.gross, allocated: allocated)
    }

    /// The account was looked up before the transaction began; somebody may have removed it since.
    private func checkAccount() throws {
        let statement = try db.cachedStatement(sql: "SELECT 1 FROM SALES_LEDGER WHERE ACCOUNT_REF = ? AND RECORD_DELETED = 0")
        guard try Int.fetchOne(statement, arguments: [posting.accountReference]) == 1 else {
            throw Rejection(.account, "account \(posting.accountReference) is not in the sales ledger any more; import again")
        }
    }

    /// The caller's number when it is free, else the next one (R2).
    private func orderNumber() throws -> Int {
        guard let number = posting.number else {
            return (try Int.fetchOne(db.cachedStatement(sql: "SELECT MAX(ORDER_NUMBER) FROM SALES_ORDER")) ?? 0) + 1
        }
        let statement = try db.cachedStatement(sql: "SELECT 1 FROM SALES_ORDER WHERE ORDER_NUMBER = ?")
        guard try Int.fetchOne(statement, arguments: [number]) == nil else {
            throw Rejection(
                .orderNumberUsed, "sales order number \(number) is in use; give another one or switch manual numbering off")
        }
        return number
    }

    /// Reserves what is free of the line's product (R28); short stock is no failure.
    private func allocate(_ line: OrderLine) throws -> Amount {
        guard posting.allocates, line.kind == .product else { return .zero }
        let select = try db.cachedStatement(sql: "SELECT QTY_IN_STOCK, QTY_ALLOCATED FROM STOCK WHERE STOCK_CODE = ?")
        guard let row = try Row.fetchOne(select, arguments: [line.stockCode]) else { return .zero }
        let held = try row.amount("QTY_ALLOCATED")
        let taken = LedgerRules.allocation(of: line.quantity, free: try row.amount("QTY_IN_STOCK") - held)
        guard !taken.isZero else { return .zero }
        let update = try db.cachedStatement(
            sql: "UPDATE STOCK SET QTY_ALLOCATED = ?, RECORD_MODIFY_DATE = ? WHERE STOCK_CODE = ?")
        try update.execute(arguments: [(held + taken).description, stamp, line.stockCode])
        return taken
    }

    /// An order has columns for one payment only, so all of them are listed beside it.
    private func record(_ payment: OrderPayment, _ order: Int, _ position: Int) throws {
        var row: RowValues = [
            "ORDER_NUMBER": order, "RECEIPT_NUMBER": position, "BANK_REF": payment.bank, "PAYMENT_REF": payment.reference,
            "PAYMENT_TYPE": payment.kind.rawValue,
        ]
        row.set("AMOUNT", payment.amount)
        try EmbeddedCompany.refusing("receipt of order \(order)") { try db.insertRow("X_RECEIPT", row, stamp: stamp) }
    }

    private func recordTruth(_ number: Int) throws {
        if let id = posting.truthID { try record("SalesOrder", id, String(number)) }
        if let id = posting.customerTruthID { try record("Customer", id, posting.accountReference) }
    }

    /// The first answer stays: an order that is imported again on purpose does not change what the first import was.
    private func record(_ kind: String, _ externalID: String, _ internalID: String) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO X_TRUTH (KIND, EXTERNAL_ID, INTERNAL_ID, FINGERPRINT, CREATED) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (KIND, EXTERNAL_ID) DO NOTHING
                """)
        try statement.execute(arguments: [kind, externalID, internalID, posting.fingerprint, stamp])
    }
}
