import Crosswalk
import Foundation
import GRDB
import Money
import StoreSandbox
import Testing

/// Reconciliation names every fault and invents none.
@Suite(.serialized) struct ReconcileTests {
    /// A shop whose orders have all been posted by one run.
    func withPostedOrders(_ count: Int, _ body: @Sendable (Bench, Store, [Int]) async throws -> Void) async throws {
        let catalogue = try Catalogue(products: 40, seed: 3)
        var state = catalogue.state()
        var generator = OrderGenerator(seed: 3, catalogue: catalogue)
        for _ in 0..<count { state.add(try generator.next(.plain)) }
        try await withSandbox(Bench.options, state: state) { sandbox in
            let bench = try Bench(sandbox)
            let result = try await bench.run()
            #expect(result.ending == .success, "\(result.message ?? "")")
            try await body(bench, sandbox.store, await sandbox.store.state.orders.map(\.id))
        }
    }

    func reconcile(_ bench: Bench, since: Date? = nil) async throws -> Reconciliation {
        let runner = WorkflowRunner(registry: .crosswalk, environment: ["TOKEN": "sandbox-token"])
        return try await Reconciler(at: bench.file.path, customer: nil, runner: runner).reconcile(since: since)
    }

    @Test func afterARunEveryOrderIsPosted() async throws {
        try await withPostedOrders(5) { bench, _, ids in
            let result = try await reconcile(bench)
            #expect(result.isRight && result.findings.isEmpty)
            #expect(result.counts == ["posted": ids.count])
        }
    }

    @Test func aTotalThatLeavesOutWhatACertificatePaidIsNoFault() async throws {
        try await withPostedOrders(1) { bench, store, ids in
            let text = try #require(await store.state.orders.first?.fields["total_inc_tax"]?.text)
            let rest = try Amount(parsing: text) - Amount(parsing: "0.5")
            await store.set(ids[0], "total_inc_tax", "0.5000")
            #expect(try await reconcile(bench).findings.map(\.orderClass) == [.changed])
            await store.set(ids[0], "gift_certificate_amount", .string(rest.formatted(decimals: 4)))
            #expect(try await reconcile(bench).findings.isEmpty)
        }
    }

    @Test(arguments: PlantedFault.allCases) func oneFaultIsNamedAndNothingElse(_ fault: PlantedFault) async throws {
        try await withPostedOrders(3) { bench, store, ids in
            try await fault.plant(in: ids[1], bench, store)
            let result = try await reconcile(bench)
            #expect(result.findings.map(\.record) == ["demo/\(ids[1])"])
            #expect(result.findings.map(\.orderClass) == [fault.expected])
            #expect(result.findings.allSatisfy { !$0.reason.isEmpty && $0.repair?.isEmpty == false })
            #expect(result.counts == ["posted": 2, fault.expected.rawValue: 1])
        }
    }

    @Test func allFaultsTogetherAreNamedEachOnce() async throws {
        let faults = PlantedFault.allCases
        try await withPostedOrders(faults.count + 2) { bench, store, ids in
            for (fault, id) in zip(faults, ids) { try await fault.plant(in: id, bench, store) }
            let result = try await reconcile(bench)
            #expect(result.findings.map(\.record) == ids.prefix(faults.count).map { "demo/\($0)" })
            #expect(result.findings.map(\.orderClass) == faults.map(\.expected))
            #expect(result.total == ids.count)
            #expect(result.count(.posted) == 2)
        }
    }

    @Test func whatIsNotToldOrNeverTakenIsRepairedByTheCommandThatIsNamed() async throws {
        try await withPostedOrders(4) { bench, store, ids in
            try await PlantedFault.notTold.plant(in: ids[0], bench, store)
            try await PlantedFault.neverTaken.plant(in: ids[1], bench, store)
            let repairs = try await reconcile(bench).findings.map(\.repair)
            #expect(repairs == Array(repeating: "crosswalk workflow run \(bench.file.path)", count: 2))
            _ = try await bench.run()
            let after = try await reconcile(bench)
            #expect(after.isRight, "\(after.findings)")
        }
    }

    @Test func theProposedCreditIsWhatTheLedgerHasTooMuch() async throws {
        try await withPostedOrders(3) { bench, store, ids in
            try await PlantedFault.cancelled.plant(in: ids[0], bench, store)
            try await PlantedFault.partlyRefunded.plant(in: ids[1], bench, store)
            let findings = try await reconcile(bench).findings
            #expect(findings[0].proposedCredit == findings[0].ledgerTotal)
            #expect(findings[1].proposedCredit == "0.50")
        }
    }

    @Test func aChangeThatAPersonHasDealtWithIsNotNamedAgain() async throws {
        try await withPostedOrders(4) { bench, store, ids in
            let faults: [PlantedFault] = [.cancelled, .partlyRefunded, .edited]
            for (fault, id) in zip(faults, ids) { try await fault.plant(in: id, bench, store) }
            let history = try RunHistory(at: bench.file.path, customer: nil)
            for order in try await reconcile(bench).findings {
                try history.settle(order.record, reason: "entered-by-hand: credit 7")
            }
            let after = try await reconcile(bench)
            #expect(after.isRight, "\(after.findings)")
            #expect(throws: TaskFailure.self) { try history.settle("demo/999999", reason: "entered-by-hand: no such order") }
        }
    }

    @Test func whatTheWorkflowDoesNotTakeIsNoFault() async throws {
        try await withPostedOrders(1) { bench, store, ids in
            await store.change { state in
                for (offset, status) in [0, 1, 5, 6, 7, 12, 4].enumerated() {
                    guard let order = state.order(ids[0]) else { return }
                    var copy = order
                    copy.fields["id"] = JSONValue(ids[0] + 10 + offset)
                    copy.fields["status_id"] = JSONValue(status)
                    state.add(copy)
                }
            }
            let result = try await reconcile(bench)
            #expect(result.isRight)
            #expect(result.counts == ["posted": 1, "ignored": 7])
        }
    }

    @Test func anOrderThatCameAfterTheLastRunIsDueAndNoFault() async throws {
        try await withPostedOrders(1) { bench, store, ids in
            await store.change { state in
                guard let order = state.order(ids[0]) else { return }
                var copy = order
                copy.fields["id"] = JSONValue(ids[0] + 10)
                copy.fields["status_id"] = 11
                copy.fields["date_modified"] = "Tue, 01 Dec 2099 09:15:02 +0000"
                state.add(copy)
            }
            let result = try await reconcile(bench)
            #expect(result.isRight)
            #expect(result.counts == ["posted": 1, "due": 1])
        }
    }

    @Test func anotherCustomersOwnNumberIsNoDouble() async throws {
        try await withPostedOrders(1) { bench, _, ids in
            try bench.copyOrder(ids[0], gross: "9999.99")
            try bench.ledger("UPDATE SALES_ORDER SET ACCOUNT_REF = 'OTHER' WHERE FOREIGN_INVOICE_GROSS = '9999.99'")
            #expect(try await reconcile(bench).isRight)
        }
    }

    @Test func onlyOrdersSinceTheDayAreCompared() async throws {
        try await withPostedOrders(2) { bench, store, ids in
            try await PlantedFault.doubled.plant(in: ids[0], bench, store)
            let result = try await reconcile(bench, since: Date(timeIntervalSince1970: 4_000_000_000))
            #expect(result.total == 0 && result.isRight)
        }
    }

    @Test func beforeTheFirstRunNothingIsMadeAndAllIsDue() async throws {
        try await withSandbox(Bench.options, state: Bench.store(orders: 3)) { sandbox in
            let bench = try Bench(sandbox)
            let result = try await reconcile(bench)
            #expect(result.isRight)
            #expect(!FileManager.default.fileExists(atPath: bench.state.path))
        }
    }
}
