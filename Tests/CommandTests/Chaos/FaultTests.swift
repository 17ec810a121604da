import Foundation
import StoreSandbox
import Testing

/// A shop, a disk and a ledger that misbehave: every run ends done or held, and the checker is satisfied.
///
/// `Scripts/faults` runs the full campaign: every switch alone and all of them together, at 1, 10 and 50 %.
@Suite(.serialized) struct FaultTests {
    /// Switches that are on together, and how many of a hundred requests each hits.
    struct Trouble: Sendable, CustomTestStringConvertible {
        let kinds: [FailureSwitch.Kind]
        let percent: Int

        var testDescription: String { "\(kinds.count == 1 ? kinds[0].rawValue : "everything") at \(percent) %" }

        var switches: [FailureSwitch] { kinds.map { FailureSwitch($0, percent: percent, milliseconds: 60) } }
    }

    static let isCampaign = ProcessInfo.processInfo.environment["CROSSWALK_FAULTS"] == "all"
    private static let kinds = FailureSwitch.Kind.allCases

    /// All together at half of the requests would be no shop any more: of each answer some switch always hits.
    static let troubles =
        isCampaign
        ? [1, 10, 50].flatMap { percent in kinds.map { Trouble(kinds: [$0], percent: percent) } }
            + [1, 10].map { Trouble(kinds: kinds, percent: $0) }
            + [50].map { Trouble(kinds: [.missingLines, .swappedNumbers, .swappedNulls, .slow, .delayedStock], percent: $0) }
        : [Trouble(kinds: kinds, percent: 2), Trouble(kinds: [.missingLines, .swappedNumbers, .swappedNulls], percent: 50)]

    @Test(arguments: troubles) func aShopInTroubleLosesAndDoublesNothing(_ trouble: Trouble) async throws {
        try await ChaosBench.open(seed: 11, attempts: 15) { bench in
            try await bench.sell(6)
            await bench.store.add(failures: trouble.switches)
            #expect(try await bench.finish(within: 6), "\(bench.lastWords)")
            await bench.store.removeFailures()
            #expect(try await bench.complaints() == [])
            // What was held for the shop's fault goes through once the shop is well.
            #expect(try await bench.finish(), "\(bench.lastWords)")
            #expect(try await bench.complaints() == [])
            #expect(try bench.held().isEmpty)
        }
    }

    @Test(arguments: [1, 40, 120, 400, 900]) func aDiskThatIsFullLosesAndDoublesNothing(_ blocks: Int) async throws {
        try await ChaosBench.open(seed: 12) { bench in
            try await bench.sell(20)
            let run = try await bench.integration.run(hindrance: .fullDisk(blocks: blocks))
            #expect(run.exitCode == 0 || run.exitCode == 2, "\(run.errors)")
            #expect(run.exitCode == 0 || !run.errors.isEmpty)
            #expect(try await bench.finish(), "\(bench.lastWords)")
            #expect(try await bench.complaints() == [])
        }
    }

    /// A disk of its own for the state and the files of the runs; only root can make one, and not in every container.
    @Test(.enabled(if: SmallDisk.canBeMade), arguments: isCampaign ? [4, 60, 150, 300, 500, 700, 900, 1200, 1600] : [150, 700])
    func aSmallDiskThatFillsUpLosesAndDoublesNothing(_ kibibytes: Int) async throws {
        try await ChaosBench.open(seed: 15) { bench in
            let disk = try SmallDisk(bench.integration.file("var"), kibibytes: kibibytes)
            defer { disk.remove() }
            try await bench.sell(20)
            let run = try await bench.integration.run()
            #expect(run.exitCode == 0 || run.exitCode == 2, "\(run.errors)")
            #expect(run.exitCode == 0 || run.errors.contains("pace"), "\(run.errors)")
            try disk.grow()
            #expect(try await bench.finish(), "\(bench.lastWords)")
            #expect(try await bench.complaints() == [])
        }
    }

    @Test func aLedgerThatIsLockedForAWhileIsWaitedFor() async throws {
        try await ChaosBench.open(seed: 13) { bench in
            try await bench.sell(4)
            let ledger = try Occupied(bench.integration.company)
            let store = bench.store
            let run = try bench.integration.start()
            // The run is at the ledger when it has read the orders; then somebody keeps it for another moment.
            #expect(await eventually(within: .seconds(30)) { await store.requests.contains { $0.key == "GET /v2/orders" } })
            try await Task.sleep(for: .milliseconds(1500))
            try ledger.leave()
            #expect(try await run.exitCode(within: .seconds(30)) != nil)
            #expect(try await bench.finish(), "\(bench.lastWords)")
            #expect(try await bench.complaints() == [])
        }
    }

    /// Root is made to obey permissions with `setpriv`, which is part of Debian; where it is missing this cannot be shown to root.
    @Test(.enabled(if: Hindrance.permissionsHold), arguments: ["var/default", "var/default/runs", "."])
    func aFolderThatCannotBeWrittenLosesAndDoublesNothing(_ name: String) async throws {
        try await ChaosBench.open(seed: 14) { bench in
            try await bench.sell(2)
            #expect(try await bench.finish(), "\(bench.lastWords)")
            try await bench.sell(3)
            let folder = bench.integration.file(name)
            try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: folder.path)
            let run = try await bench.integration.run(hindrance: .permissions)
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path)
            #expect(run.exitCode == 2 && run.errors.contains(bench.integration.root.path), "\(run.exitCode) \(run.errors)")
            #expect(try bench.integration.ledger().count == 2)
            #expect(try await bench.finish(), "\(bench.lastWords)")
            #expect(try await bench.complaints() == [])
        }
    }
}
