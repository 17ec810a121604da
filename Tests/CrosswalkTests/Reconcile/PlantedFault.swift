import Crosswalk
import Foundation
import GRDB
import Money
import StoreSandbox
import Testing

/// What goes wrong with one order after a run that posted it, done behind the engine's back.
enum PlantedFault: String, CaseIterable, CustomTestStringConvertible {
    case deletedInTheLedger, movedOnUnposted, neverTaken, doubled, enteredTwiceByHand, amountChanged, notTold, held
    case cancelled, refunded, partlyRefunded, edited

    var testDescription: String { rawValue }

    /// The class that names it.
    var expected: OrderClass {
        switch self {
        case .deletedInTheLedger, .movedOnUnposted, .neverTaken: .missing
        case .doubled, .enteredTwiceByHand: .doubled
        case .amountChanged: .amountDiffers
        case .notTold: .notTold
        case .held: .held
        case .cancelled, .refunded, .partlyRefunded, .edited: .changed
        }
    }

    /// Plants it in one order.
    func plant(in id: Int, _ bench: Bench, _ store: Store) async throws {
        let number = "CUST_ORDER_NUMBER = '\(id)'"
        switch self {
        case .deletedInTheLedger: try bench.ledger("UPDATE SALES_ORDER SET RECORD_DELETED = 1 WHERE \(number)")
        case .movedOnUnposted, .neverTaken:
            try bench.forget(id)
            if self == .neverTaken { await store.set(id, "status_id", 11) }
        case .doubled: try bench.copyOrder(id, gross: nil)
        case .enteredTwiceByHand:
            // Two by hand, none of ours: the number and the total tell that they are this sale.
            try bench.copyOrder(id, gross: nil)
            try bench.ledger("DELETE FROM X_TRUTH WHERE EXTERNAL_ID = 'demo/\(id)'")
        case .amountChanged: try bench.ledger("UPDATE SALES_ORDER SET FOREIGN_INVOICE_GROSS = '1.23' WHERE \(number)")
        case .notTold: await store.set(id, "status_id", 11)
        case .held:
            try bench.forget(id)
            await store.set(id, "status_id", 11)
            try bench.stateSQL(
                """
                INSERT INTO heldRecord (record, task, code, message, payload, run, firstSeen, lastSeen, attempts, state)
                VALUES ('demo/\(id)', 'import', 'E-X', 'no such account', '', 'r', '2026-03-03', '2026-03-03', 1, 'held')
                """)
        case .cancelled: await store.set(id, "status_id", 5)
        case .refunded: await store.set(id, "status_id", 4)
        case .partlyRefunded:
            await store.change { state in
                state.changeOrder(id) { order in
                    order.fields["status_id"] = 14
                    order.refunds = [["id": 1, "total_amount": "0.5"]]
                }
            }
        case .edited: await store.set(id, "total_inc_tax", "0.5000")
        }
    }
}

extension Store {
    /// Sets one field of an order.
    func set(_ id: Int, _ field: String, _ value: JSONValue) { change { $0.changeOrder(id) { $0.fields[field] = value } } }
}

extension Bench {
    /// Runs a statement on the ledger.
    func ledger(_ sql: String) throws { try database().write { try $0.execute(sql: sql) } }

    /// Runs a statement on the state store.
    func stateSQL(_ sql: String) throws { try DatabaseQueue(path: state.path).write { try $0.execute(sql: sql) } }

    /// Makes as if the order had never been posted or seen.
    func forget(_ id: Int) throws {
        try ledger("DELETE FROM SALES_ORDER WHERE CUST_ORDER_NUMBER = '\(id)'")
        try ledger("DELETE FROM X_TRUTH WHERE EXTERNAL_ID = 'demo/\(id)'")
        try stateSQL("DELETE FROM truth WHERE externalID = 'demo/\(id)'")
        try stateSQL("DELETE FROM outbox WHERE record = 'demo/\(id)'")
        try stateSQL("DELETE FROM record WHERE id = 'demo/\(id)'")
    }

    /// Enters the sales order of an order once more, under the next number.
    func copyOrder(_ id: Int, gross: String?) throws {
        try database().write { db in
            guard
                var row = try Row.fetchOne(db, sql: "SELECT * FROM SALES_ORDER WHERE CUST_ORDER_NUMBER = '\(id)'").map({
                    Dictionary($0, uniquingKeysWith: { first, _ in first })
                })
            else { return }
            row["ORDER_NUMBER"] = try Int.fetchOne(db, sql: "SELECT MAX(ORDER_NUMBER) + 1 FROM SALES_ORDER")?.databaseValue
            if let gross { row["FOREIGN_INVOICE_GROSS"] = gross.databaseValue }
            let names = row.keys.sorted()
            try db.execute(
                sql:
                    "INSERT INTO SALES_ORDER (\(names.joined(separator: ", "))) VALUES (\(names.map { _ in "?" }.joined(separator: ", ")))",
                arguments: StatementArguments(names.map { row[$0] }))
        }
    }
}
