import Foundation
import GRDB
import StoreSandbox
import Testing

/// What people do to files and processes: copies put back, files deleted, runs started by the dozen.
@Suite(.serialized) struct OperatorTests {
    /// What is done to the state of the customer while no run is on.
    enum Harm: String, CaseIterable {
        case deleted, putBack, logDeleted, cutShort, emptied, scribbledOver
    }

    /// What is done, and where the process died before: between ledger and state, or between shop and state.
    static let harms: [(Harm, String)] =
        FaultTests.isCampaign
        ? Harm.allCases.flatMap { [($0, "import.after-commit"), ($0, "update.after-send")] }
        : [(.deleted, "update.after-send"), (.putBack, "import.after-commit"), (.cutShort, "import.after-commit")]

    @Test(arguments: harms) func harmToTheStateLosesAndDoublesNothing(_ harm: Harm, _ place: String) async throws {
        try await ChaosBench.open(seed: 21) { bench in
            try await bench.sell(3)
            #expect(try await bench.finish(), "\(bench.lastWords)")
            let state = bench.integration.file("var/default/state.sqlite")
            let copy = bench.integration.file("state.copy")
            try DatabaseQueue(path: state.path).backup(to: DatabaseQueue(path: copy.path))
            try await bench.sell(3)
            #expect(try await bench.kill(at: place))
            try Self.inflict(harm, on: state, copy)
            let refuses = harm == .cutShort || harm == .scribbledOver
            if refuses {
                let run = try await bench.integration.run()
                #expect(run.exitCode == 2 && run.errors.contains(state.path), "\(run.exitCode) \(run.errors)")
                try Self.remove(state)
            }
            #expect(try await bench.finish(), "\(bench.lastWords)")
            let complaints = try await bench.complaints()
            #expect(complaints == [], "\(complaints)")
        }
    }

    private static func inflict(_ harm: Harm, on state: URL, _ copy: URL) throws {
        switch harm {
        case .deleted: try remove(state)
        case .putBack:
            try remove(state)
            try FileManager.default.copyItem(at: copy, to: state)
        case .logDeleted: try FileManager.default.removeItem(atPath: state.path + "-wal")
        case .cutShort: try fold(state) { $0.prefix($0.count / 2) }
        case .emptied:
            try remove(state)
            try Data().write(to: state)
        case .scribbledOver: try fold(state) { Data(repeating: 0x20, count: $0.count) }
        }
    }

    /// The state and its companions are gone.
    private static func remove(_ state: URL) throws {
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: state.path + suffix) }
    }

    /// Puts other contents in place of a database that is one file.
    private static func fold(_ state: URL, _ change: (Data) -> Data) throws {
        let database = try DatabaseQueue(path: state.path)
        try database.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        try database.close()
        let data = try Data(contentsOf: state)
        try remove(state)
        try change(data).write(to: state)
    }

    @Test func aLedgerThatWasPutBackIsNoticedAndNothingIsDoubled() async throws {
        try await ChaosBench.open(seed: 22) { bench in
            try await bench.sell(2)
            #expect(try await bench.finish(), "\(bench.lastWords)")
            let (company, copy) = (bench.integration.company, bench.integration.file("company.copy"))
            try DatabaseQueue(path: company.path).backup(to: DatabaseQueue(path: copy.path))
            try await bench.sell(2)
            #expect(try await bench.finish(), "\(bench.lastWords)")
            for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: company.path + suffix) }
            try FileManager.default.copyItem(at: copy, to: company)

            let before = try bench.integration.ledger()
            #expect(try await bench.finish(), "\(bench.lastWords)")
            #expect(try bench.integration.ledger() == before)
            let reconcile = try await bench.integration.command("reconcile", nil)
            #expect(reconcile.exitCode != 0)
            let lost = await bench.store.state.orders.suffix(2).map(\.id)
            for id in lost { #expect(reconcile.output.contains("sandbox/\(id)"), "\(reconcile.output)") }
        }
    }

    @Test func ofManyRunsAtOnceOneCarriesAndTheOthersAreTurnedAway() async throws {
        try await ChaosBench.open(seed: 23) { bench in
            try await bench.sell(6)
            let runs = try (0..<5).map { try bench.integration.start(errors: "run-\($0).txt") }
            var codes: [Int32?] = []
            for run in runs { codes.append(try await run.exitCode(within: .seconds(60))) }
            #expect(codes.contains(0) && codes.allSatisfy { $0 == 0 || $0 == 4 }, "\(codes)")
            #expect(try await bench.finish(), "\(bench.lastWords)")
            #expect(try await bench.complaints() == [])
        }
    }

    @Test func twoWorkflowsOfOneCustomerCarryingTheSameOrdersAtOncePostEachOnce() async throws {
        try await ChaosBench.open(seed: 25) { bench in
            let text = try String(contentsOf: bench.integration.file("workflow.yaml"), encoding: .utf8)
            try bench.integration.write("second.yaml", text.replacing("name: orders\nstart", with: "name: second\nstart"))
            try await bench.sell(8)
            let runs = try ["workflow.yaml", "second.yaml"].map { try bench.integration.start($0, errors: $0 + ".txt") }
            for run in runs { #expect(try await run.exitCode(within: .seconds(90)) == 0, "\(run.errors)") }
            #expect(try await bench.finish(), "\(bench.lastWords)")
            let complaints = try await bench.complaints()
            #expect(complaints == [], "\(complaints)")
        }
    }

    /// An order that goes to several addresses is one sales order for each; the shop hears of it when all are posted.
    @Test(arguments: ["import.after-intent", "import.after-commit", "import.after-state", "update.after-send"])
    func anOrderInPartsSurvivesTheDeathOfTheProcess(_ place: String) async throws {
        try await ChaosBench.open(seed: 24) { bench in
            try bench.integration.change("start_date:", to: "parameters: {SeveralAddresses: one-order-each}\nstart_date:")
            try await bench.sell(3, .twoAddresses)
            #expect(try await bench.kill(at: place))
            #expect(try await bench.finish(), "\(bench.lastWords)")
            #expect(try bench.held().isEmpty)
            let posted = try await DatabaseQueue(path: bench.integration.company.path).read { db in
                try String.fetchAll(db, sql: "SELECT EXTERNAL_ID FROM X_TRUTH WHERE KIND = 'SalesOrder' ORDER BY 1")
            }
            let orders = await bench.store.state.orders
            #expect(posted == orders.map(\.id).flatMap { ["sandbox/\($0)/1", "sandbox/\($0)/2"] })
            #expect(orders.allSatisfy { $0.facts.statusID == 9 })
        }
    }
}
