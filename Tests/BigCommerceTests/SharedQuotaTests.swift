import Foundation
import StoreSandbox
import Testing
import Workflow

@testable import BigCommerce

/// Several clients of one store, as several processes are: each opens the file for itself.
@Suite("Shared quota") struct SharedQuotaTests {
    let start = Date(timeIntervalSince1970: 1_772_529_302)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("quota-\(UUID().uuidString)")

    func keeper(_ store: String = "demo", base: String = "https://api.bigcommerce.com") throws -> QuotaKeeper {
        QuotaKeeper(file: QuotaFile(try StoreAddress(base: base, store: store, token: "t"), in: folder))
    }

    var file: URL { folder.appendingPathComponent("demo@api.bigcommerce.com.quota") }

    func headers(left: Int) -> [String: String] {
        [
            "x-rate-limit-requests-quota": "150", "x-rate-limit-requests-left": String(left),
            "x-rate-limit-time-reset-ms": "15000", "x-rate-limit-time-window-ms": "30000",
        ]
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    @Test("what one client learns, another one of the same store keeps to, and one of another store does not")
    func learns() async throws {
        defer { remove() }
        try await keeper().observe(headers(left: 3), at: start)
        #expect(try await keeper().takePlace(at: start) == .seconds(15))
        #expect(try await keeper("other").takePlace(at: start) == .zero)
        #expect(try await keeper(base: "http://127.0.0.1:8080").takePlace(at: start) == .zero)
    }

    @Test("clients that come at the same moment take places one after the other: together they keep the pace of one")
    func places() async throws {
        defer { remove() }
        try await keeper().observe(headers(left: 18), at: start)
        var waits: [Duration] = []
        for _ in 0..<5 { waits.append(try await keeper().takePlace(at: start)) }
        #expect(waits[0] == .seconds(1))
        #expect(zip(waits, waits.dropFirst()).allSatisfy { $1 - $0 >= .seconds(1) })
        #expect(waits.allSatisfy { $0 <= .seconds(15) })
    }

    @Test("a store that asks one client to wait is left alone by all, no longer than five minutes")
    func pauses() async throws {
        defer { remove() }
        try await keeper().pause(seconds: 20, at: start)
        #expect(try await keeper().takePlace(at: start) == .seconds(20))
        #expect(try await keeper().takePlace(at: start.addingTimeInterval(21)) == .zero)
        try await keeper().pause(seconds: 1e9, at: start)
        #expect(try await keeper().takePlace(at: start) == .seconds(300))
    }

    @Test("a clock that goes back an hour, or on by one, delays nobody")
    func clock() async throws {
        defer { remove() }
        try await keeper().observe(headers(left: 0), at: start)
        try await keeper().pause(seconds: 200, at: start)
        #expect(try await keeper().takePlace(at: start.addingTimeInterval(-3600)) == .zero)
        try await keeper().observe(headers(left: 0), at: start)
        #expect(try await keeper().takePlace(at: start.addingTimeInterval(3600)) == .zero)
    }

    @Test(
        "a file that is damaged, cut or not ours counts as nothing known, and works again after the next answer",
        arguments: [
            "", "crosswalk-quota-1", "crosswalk-quota-1 quota=150 left=3", "crosswalk-quota-1 quota=nan left=3 window=30\n",
            "crosswalk-quota-1 quota=1e300 left=3 window=30\n", "crosswalk-quota-2 quota=150 left=0 window=30\n", "\u{0}\u{1}\n",
            String(repeating: "x", count: 100_000),
        ])
    func damaged(_ text: String) async throws {
        defer { remove() }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        #expect(try await keeper().takePlace(at: start) == .zero)
        try await keeper().observe(headers(left: 3), at: start)
        #expect(try await keeper().takePlace(at: start) == .seconds(15))
    }

    @Test("what a longer text left behind its end is not read")
    func leftovers() throws {
        let state = QuotaState(quota: 150, left: 3, windowEnds: start)
        #expect(QuotaState(text: state.text + "999 left=0\n") == state)
    }

    @Test("without a usable file a client keeps its own count")
    func noFile() async throws {
        defer { remove() }
        try FileManager.default.createDirectory(at: file, withIntermediateDirectories: true)
        let keeper = try keeper()
        await keeper.observe(headers(left: 3), at: start)
        #expect(await keeper.takePlace(at: start) == .seconds(15))
    }

    @Test("a holder of the lock that is stuck delays nobody for long")
    func stuck() async throws {
        defer { remove() }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let descriptor = open(file.path, O_RDWR | O_CREAT, 0o600)
        defer { close(descriptor) }
        #expect(flock(descriptor, LOCK_EX) == 0)
        #expect(try await keeper().takePlace(at: start) == .zero)
    }

    @Test("many clients at once lose no request from the count")
    func many() async throws {
        defer { remove() }
        try await keeper().observe(headers(left: 140), at: start)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                let keeper = try keeper()
                group.addTask { for _ in 0..<10 { _ = await keeper.takePlace(at: start) } }
            }
            try await group.waitForAll()
        }
        let address = try StoreAddress(base: "https://api.bigcommerce.com", store: "demo", token: "t")
        #expect(QuotaFile(address, in: folder).read().left == 60)
    }

    @Test("tasks of one integration share the quota of their store; a dry run reads it and writes nothing")
    func tasks() async throws {
        var options = SandboxOptions()
        options.quota = SandboxQuota(requests: 10, window: .seconds(3600))
        try await withShop(try shop(plainOrders(1...2)), options: options) { bench, _ in
            _ = try await bench.download().run(bench.context(.dryRun))
            #expect(!bench.exists("var/stores"))
            for _ in 0..<2 { _ = try await bench.download().run(bench.context()) }
            let stores = bench.folder.appendingPathComponent("var/stores")
            #expect(try FileManager.default.contentsOfDirectory(atPath: stores.path).count == 1)
            // Two requests of the dry run, two of each download.
            let address = try StoreAddress(base: bench.address, store: "sandbox", token: "t")
            #expect(QuotaFile(address, in: stores).read().left == 4)
        }
    }
}
