import Foundation
import GRDB
import StoreSandbox
import Testing

/// The checker of the campaigns complains when there is something to complain about.
@Suite(.serialized) struct CheckerTests {
    /// What is done behind the engine's back to one order each, and the word that tells it.
    enum Damage: String, CaseIterable {
        case lost = "LOST"
        case doubled = "DOUBLED"
        case untold = "UNTOLD"
        case otherTotal = "posted 1.23"
        case reservedTwice = "pieces reserved"
        case otherStock = "the shop offers"
        case waiting = "waits in the outbox"
    }

    @Test func itSeesEveryKindOfDamage() async throws {
        try await ChaosBench.open(seed: 7) { bench in
            try await bench.sell(Damage.allCases.count + 1)
            #expect(try await bench.finish(), "\(bench.lastWords)")
            #expect(try await bench.complaints() == [])
            let ids = await bench.store.state.orders.map(\.id)
            for (damage, id) in zip(Damage.allCases, ids) { try await inflict(damage, on: id, ids[ids.count - 1], bench) }
            let complaints = try await bench.complaints()
            for damage in Damage.allCases {
                #expect(complaints.contains { $0.contains(damage.rawValue) }, "\(damage): \(complaints)")
            }
        }
    }

    private func inflict(_ damage: Damage, on id: Int, _ other: Int, _ bench: ChaosBench) async throws {
        let ledger = try DatabaseQueue(path: bench.integration.company.path)
        let state = try DatabaseQueue(path: bench.integration.file("var/default/state.sqlite").path)
        let order = "CUST_ORDER_NUMBER = '\(id)'"
        switch damage {
        case .lost: try await ledger.write { try $0.execute(sql: "DELETE FROM SALES_ORDER WHERE \(order)") }
        case .doubled:
            try await ledger.write {
                try $0.execute(sql: "UPDATE SALES_ORDER SET CUST_ORDER_NUMBER = '\(other)' WHERE \(order)")
            }
        case .untold: await bench.store.change { $0.changeOrder(id) { $0.fields["status_id"] = 11 } }
        case .otherTotal:
            try await ledger.write { try $0.execute(sql: "UPDATE SALES_ORDER SET FOREIGN_INVOICE_GROSS = '1.23' WHERE \(order)") }
        case .reservedTwice:
            try await ledger.write {
                try $0.execute(
                    sql: "UPDATE STOCK SET QTY_ALLOCATED = '77' WHERE STOCK_CODE = (SELECT MIN(STOCK_CODE) FROM STOCK)")
            }
        case .otherStock: try await ledger.write { try $0.execute(sql: "UPDATE STOCK SET QTY_IN_STOCK = '4711'") }
        case .waiting:
            try await state.write { try $0.execute(sql: "UPDATE outbox SET state = 'pending' WHERE record = 'sandbox/\(id)'") }
        }
    }
}
