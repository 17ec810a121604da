import Foundation
import Testing

@testable import Workflow

/// What the ledger held before Crosswalk came is marked as posted.
@Suite struct AdoptionTests {
    let bench: Workbench

    init() throws {
        bench = try Workbench()
        try bench.workflow("phases: [{name: one, tasks: [{name: post, type: fake.outward}]}]")
        bench.plans([
            PlannedAction(record: "demo/1", kind: .skip, reason: "is sales order 7 already", existing: "7"),
            PlannedAction(record: "demo/2", kind: .create),
            PlannedAction(record: "demo/3", kind: .hold, reason: "sales order 9 has another total"),
            PlannedAction(record: "demo/4", kind: .skip, reason: "settled"),
        ])
    }

    private func adopt(onlyLooks: Bool) async throws -> Adoption {
        try await bench.runner().adopt(bench.workflowFile, customer: nil, onlyLooks: onlyLooks)
    }

    @Test func lookingMarksNothing() async throws {
        let adoption = try await adopt(onlyLooks: true)
        #expect(adoption.adopted.map(\.record) == ["demo/1"])
        #expect(!Folders.exists(bench.data().appendingPathComponent("state.sqlite")))
    }

    @Test func whatTheLedgerHoldsIsKnownAsPostedUnderItsNumber() async throws {
        let adoption = try await adopt(onlyLooks: false)
        #expect(adoption.fresh == 1)
        #expect(adoption.held.map(\.record) == ["demo/3"])
        #expect(try bench.state().truth(kind: "SalesOrder", externalID: "demo/1")?.internalID == "7")
        #expect(try bench.state().record("demo/1")?.state == .inLedger)
        bench.advance(days: 0.01)
        let again = try await adopt(onlyLooks: false)
        #expect(again.adopted == [])
        #expect(again.known == 1)
    }
}
