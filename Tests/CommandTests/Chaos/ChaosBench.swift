import Foundation
import GRDB
import StoreSandbox
import Testing
import Workflow

/// A store that sells, an integration that carries, and a campaign that does its worst to the process in between.
final class ChaosBench {
    let integration: Integration
    let store: Store
    private let checker: Checker
    private var generator: OrderGenerator
    /// Seeded, so that a campaign that failed can be repeated.
    private var dice: Dice
    /// How long an undisturbed run takes.
    private var wholeRun: Duration = .seconds(1)

    private(set) var kills = 0
    private(set) var orders = 0

    /// - Parameter attempts: how often the client repeats a request.
    init(_ integration: Integration, _ store: Store, url: String, seed: UInt64, attempts: Int = 3) throws {
        self.integration = integration
        self.store = store
        dice = Dice(seed: seed)
        generator = OrderGenerator(seed: seed, catalogue: try Catalogue(products: Shopfront.products, seed: Shopfront.seed))
        checker = Checker(
            shop: url, company: integration.company, state: integration.file("var/default/state.sqlite"))
        try integration.change("attempts: 2", to: "attempts: \(attempts)")
        try integration.change("fail: sales-orders.fail.xml}", to: "fail: sales-orders.fail.xml, auto_allocate_stock: true}")
        let definition = try String(contentsOf: integration.file("workflow.yaml"), encoding: .utf8)
        try integration.write("workflow.yaml", definition + ChaosBench.inventoryAndArchive)
    }

    /// Shoppers order.
    func sell(_ count: Int, _ shape: OrderShape = .plain) async throws {
        let more = try (0..<count).map { _ in try generator.next(shape) }
        await store.change { state in for order in more { state.add(order) } }
        orders += count
    }

    /// Starts the run and kills it at a random moment of it.
    func killAtRandom() async throws {
        let delay = wholeRun * Double.random(in: 0...1.1, using: &dice)
        note(try await victim(killAfter: delay))
    }

    /// Starts a new run, which kills itself at a named place.
    ///
    /// - Returns: `false` when the run did not pass the place and ended.
    func kill(at place: String) async throws -> Bool {
        let victim = try await Victim(
            ["workflow", "run", integration.file("workflow.yaml").path], crashAt: place,
            errorFile: integration.file("errors.txt"))
        note(victim)
        return victim.ending == .killed
    }

    private func note(_ victim: Victim) {
        if victim.ending == .killed { kills += 1 }
    }

    /// Half of the restarts go on with the run that died, half begin a new one.
    private func victim(killAfter delay: Duration) async throws -> Victim {
        let resumes = Bool.random(using: &dice) ? ["--resume"] : []
        return try await Victim(
            ["workflow", "run", integration.file("workflow.yaml").path] + resumes, killAfter: delay,
            errorFile: integration.file("errors.txt"))
    }

    /// Restarts the run until it ends with nothing failed, or with records held.
    ///
    /// - Returns: whether it did within that many starts.
    @discardableResult
    func finish(within starts: Int = 3) async throws -> Bool {
        for _ in 0..<starts {
            let start = ContinuousClock.now
            let victim = try await Victim(
                ["workflow", "run", integration.file("workflow.yaml").path], errorFile: integration.file("errors.txt"))
            if victim.ending == .ended(0) || victim.ending == .ended(1) {
                wholeRun = ContinuousClock.now - start
                return true
            }
        }
        return false
    }

    /// Records that wait.
    func held() throws -> [String] { try integration.held().map(\.record) }

    /// What the run that ended last said.
    var lastWords: String { (try? String(contentsOf: integration.file("errors.txt"), encoding: .utf8)) ?? "" }

    /// What the independent checker finds wrong.
    func complaints() async throws -> [String] { try await checker.complaints() }

    /// Serves a store for as long as `body` needs.
    static func open(
        seed: UInt64, attempts: Int = 3, _ body: @escaping @Sendable (ChaosBench) async throws -> Void
    ) async throws {
        try await withSandbox(SandboxOptions(), state: Shopfront(orders: 0).state) { sandbox in
            let url = sandbox.baseURL.absoluteString
            try await body(try ChaosBench(try Integration(url: url), sandbox.store, url: url, seed: seed, attempts: attempts))
        }
    }

    private static let inventoryAndArchive = """

          - name: inventory
            tasks:
              - name: count-open-orders
                type: bigcommerce.count-open-orders
                settings: {connection: shop}
              - name: export-stock
                type: sage50.export-stock
                settings: {connection: ledger, output: products.xml, export: modified}
              - name: map-inventory
                type: map
                settings: {mapping: Zynk Products..BigCommerce Inventory, input: products.xml, output: inventory.xml}
              - name: update-inventory
                type: bigcommerce.update-inventory
                settings: {connection: shop, input: inventory.xml, ignore_unknown: ["*"]}
          - name: archive
            tasks:
              - {name: report, type: report}
              - {name: archive, type: archive}

        """
}

/// A small generator of random numbers with a seed (SplitMix64, by its published constants).
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
