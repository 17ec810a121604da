import Foundation
import Money
import StoreSandbox
import Testing
import Workflow
import XSLT

@testable import BigCommerce

@Suite("Update inventory") struct UpdateInventoryTests {
    /// `MUG` is simple, `BOX` has no stock kept, `SHIRT-S`/`SHIRT-L` are tracked by variant, `PEN-RED` by its product `PEN`.
    static func catalogue(simple count: Int = 0) -> StoreState {
        var state = StoreState()
        state.products = [
            Product(id: 1, name: "Mug", sku: "MUG", price: .one),
            Product(id: 2, name: "Box", sku: "BOX", price: .one, tracking: .none),
            Product(
                id: 3, name: "Shirt", sku: "SHIRT", price: .one, tracking: .variant,
                variants: [
                    Variant(id: 31, sku: "SHIRT-S", option: ("Size", "S")),
                    Variant(id: 32, sku: "SHIRT-L", option: ("Size", "L")),
                ]),
            Product(
                id: 4, name: "Pen", sku: "PEN", price: .one, tracking: .product,
                variants: [
                    Variant(id: 41, sku: "PEN-RED", option: ("Ink", "Red")),
                    Variant(id: 42, sku: "PEN-BLUE", option: ("Ink", "Blue")),
                ]),
        ]
        for index in 0..<count {
            state.products.append(Product(id: 100 + index, name: "P\(index)", sku: "P\(index)", price: .one))
        }
        return state
    }

    func inventory(_ levels: KeyValuePairs<String, String>) -> String {
        "<inventories>"
            + levels.map { "<inventory><sku>\($0.key)</sku><inventory_level>\($0.value)</inventory_level></inventory>" }.joined()
            + "</inventories>"
    }

    func failures(_ bench: Bench) throws -> [XMLElement] {
        try bench.records("inventory.fail.xml", ["inventories", "inventory"])
    }

    func level(_ store: Store, _ product: Int, _ variant: Int? = nil) async -> Int? {
        await store.state.stock.quantity(Stock.Key(location: 1, product: product, variant: variant))
    }

    func adjustments(_ store: Store) async -> Int {
        await store.requests.filter { $0.key.contains("adjustments") }.values.reduce(0, +)
    }

    @Test("a level goes to where the shop keeps the stock, whatever the letter case of the code")
    func targets() async throws {
        try await withShop(Self.catalogue()) { bench, store in
            try bench.write("inventory.xml", inventory(["mug ": "5", "SHIRT-S": "6", "SHIRT-L": "0", "PEN": "8"]))
            let outcome = try await bench.updateInventory().run(bench.context())
            #expect(outcome.counts == [4, 4, 0])
            #expect(await level(store, 1) == 5)
            #expect(await level(store, 3, 31) == 6)
            #expect(await level(store, 3, 32) == 0)
            #expect(await level(store, 4) == 8)
            #expect(await adjustments(store) == 1)
            #expect(
                try bench.state.facts(kind: "stock-acknowledged") == ["mug": "5", "SHIRT-S": "6", "SHIRT-L": "0", "PEN": "8"])
        }
    }

    @Test("what cannot be set is in the fail file with what to do, and the rest goes through")
    func impossible() async throws {
        try await withShop(Self.catalogue()) { bench, store in
            try bench.write(
                "inventory.xml",
                inventory([
                    "MUG": "1", "BOX": "1", "SHIRT": "1", "PEN-RED": "1", "NONE": "1", "": "1", "A": "1.5", "B": "-1", "C": "x",
                ]))
            let outcome = try await bench.updateInventory().run(bench.context())
            #expect(outcome.counts == [9, 1, 8])
            let reasons = try failures(bench).map { $0.text("Errors", "Error", "Description") ?? "" }
            for words in [
                "keeps no stock for 'BOX'", "whose stock the shop keeps per variant", "Use the product's main code ('PEN')",
                "no product or variant with the code 'NONE'", "has no 'sku'", "which is no whole number",
                "takes no level below 0",
            ] {
                #expect(reasons.contains { $0.contains(words) }, "\(words)")
            }
            #expect(await level(store, 1) == 1)
        }
    }

    @Test("unchanged is equal to the acknowledged level and to the shop's: what staff changed is sent again")
    func unchanged() async throws {
        try await withShop(Self.catalogue()) { bench, store in
            try bench.write("inventory.xml", inventory(["MUG": "5", "PEN": "8"]))
            _ = try await bench.updateInventory().run(bench.context())
            #expect(await adjustments(store) == 1)
            let second = try await bench.updateInventory().run(bench.context())
            #expect(second.counts == [2, 2, 0])
            #expect(second.notes.contains("2 levels are in the shop already and are not sent"))
            #expect(await adjustments(store) == 1)
            await store.change { $0.stock.set(Stock.Key(location: 1, product: 1, variant: nil), to: 4) }
            _ = try await bench.updateInventory().run(bench.context())
            #expect(await level(store, 1) == 5)
            #expect(await adjustments(store) == 2)
        }
    }

    @Test("a level that becomes visible late is believed by its acknowledgement, and sending it again harms nobody")
    func delayedVisibility() async throws {
        try await withShop(Self.catalogue(), failures: [FailureSwitch(.delayedStock, milliseconds: 60_000)]) { bench, store in
            try bench.write("inventory.xml", inventory(["MUG": "5"]))
            #expect(try await bench.updateInventory().run(bench.context()).counts == [1, 1, 0])
            #expect(try bench.state.facts(kind: "stock-acknowledged") == ["MUG": "5"])
            #expect(try await bench.updateInventory().run(bench.context()).counts == [1, 1, 0])
            #expect(await adjustments(store) == 2)
        }
    }

    @Test("a refused request is narrowed down until the bad item alone is in the fail file")
    func bisect() async throws {
        try await withShop(Self.catalogue(simple: 60)) { bench, store in
            let items = (0..<60).map { StockAction(sku: "P\($0)", level: $0, location: 1, product: 100 + $0) }
            // Tracked by product: as a variant it is refused, and the shop's answer refuses the whole request.
            let bad = StockAction(sku: "BAD", level: 1, location: 1, variant: 41)
            let client = try bench.client()
            var sender = AdjustmentSender(client)
            var accepted: [String] = []
            var refused: [String] = []
            try await sender.send(items[..<37] + [bad] + items[37...]) {
            } accepted: {
                accepted += $0.map(\.sku)
            } refused: { item, words in
                refused.append("\(item.sku): \(words)")
            }
            await client.close()
            #expect(accepted == items.map(\.sku))
            #expect(refused.count == 1)
            #expect(refused.first?.contains("tracked by product") == true)
            #expect(await adjustments(store) <= 14)
            #expect(await level(store, 159) == 59)
        }
    }

    @Test("when everything is refused it is not the items: the task stops after twenty")
    func everythingRefused() async throws {
        try await withShop(Self.catalogue(simple: 60)) { bench, store in
            let items = (0..<60).map { StockAction(sku: "P\($0)", level: $0, location: 1, variant: 41) }
            let client = try bench.client()
            var sender = AdjustmentSender(client)
            var refused = 0
            await #expect(throws: StoreError.self) {
                try await sender.send(items) {
                } accepted: { _ in
                } refused: { _, _ in
                    refused += 1
                }
            }
            await client.close()
            #expect(refused == 20)
        }
    }

    @Test("a location that the shop does not have is a mistake of the set-up")
    func unknownLocation() async throws {
        try await withShop(Self.catalogue()) { bench, _ in
            try bench.write("inventory.xml", inventory(["MUG": "5"]))
            for location in ["77", "Leeds"] {
                let error = await #expect(throws: TaskFailure.self) {
                    try await bench.updateInventory(location: location).run(bench.context())
                }
                #expect(error?.failureClass == .configuration)
                #expect(error?.message.contains("setting 'location'") == true)
            }
        }
    }

    @Test("a level that could not be sent is sent by the next run though the file does not hold it")
    func unsentIsRepeated() async throws {
        try await withShop(Self.catalogue(), failures: [FailureSwitch(.internalError, path: "adjustments")]) { bench, store in
            try bench.write("inventory.xml", inventory(["MUG": "5"]))
            await #expect(throws: TaskFailure.self) { try await bench.updateInventory().run(bench.context()) }
            #expect(try bench.state.facts(kind: "stock-acknowledged").isEmpty)
            await store.removeFailures()
            try bench.write("inventory.xml", inventory(["PEN": "8"]))
            #expect(try await bench.updateInventory().run(bench.context()).counts == [2, 2, 0])
            #expect(await level(store, 1) == 5)
            try bench.write("inventory.xml", inventory([:]))
            #expect(try await bench.updateInventory().run(bench.context()).counts == [0, 0, 0])
        }
    }

    @Test("an unknown code is reported once and found as soon as the shop has it; a listed one is not reported at all")
    func unknownCodes() async throws {
        try await withShop(Self.catalogue()) { bench, store in
            try bench.write("inventory.xml", inventory(["NEW": "5", "PACK-1": "3"]))
            #expect(try await bench.updateInventory(ignoring: ["pack*"]).run(bench.context()).counts == [2, 0, 1])
            try bench.write("inventory.xml", inventory([:]))
            #expect(try await bench.updateInventory(ignoring: ["pack*"]).run(bench.context()).counts == [1, 0, 0])
            #expect(try failures(bench).isEmpty)
            await store.change { $0.products.append(Product(id: 9, name: "New", sku: "NEW", price: .one)) }
            _ = try await bench.updateInventory().run(bench.context())
            #expect(await level(store, 9) == 5)
        }
    }

    @Test("many codes cost whole pages, not one request each")
    func requests() async throws {
        try await withShop(Self.catalogue(simple: 2500)) { bench, store in
            let records = (0..<2500).map { "<inventory><sku>P\($0)</sku><inventory_level>7</inventory_level></inventory>" }
                .joined()
            try bench.write("inventory.xml", "<inventories>\(records)</inventories>")
            #expect(try await bench.updateInventory().run(bench.context()).counts == [2500, 2500, 0])
            // One for the location, three pages of levels, ten of products, two of adjustments.
            #expect(await store.requestTotal <= 30)
            #expect(await adjustments(store) == 2)
        }
    }

    @Test("a dry run sends nothing and remembers nothing")
    func dryRun() async throws {
        try await withShop(Self.catalogue()) { bench, store in
            try bench.write("inventory.xml", inventory(["MUG": "5", "NONE": "1"]))
            let plan = try await bench.updateInventory().plan(bench.context(.dryRun))
            #expect(plan.actions.map(\.kind) == [.update, .hold])
            #expect(try await bench.updateInventory().run(bench.context(.dryRun)).counts == [2, 1, 1])
            #expect(await adjustments(store) == 0)
            #expect(try bench.state.facts(kind: "stock-unsent").isEmpty)
        }
    }

    @Test("a code given twice with two levels is refused, with the same level it is sent once")
    func twice() async throws {
        try await withShop(Self.catalogue()) { bench, store in
            try bench.write("inventory.xml", inventory(["MUG": "5", "mug": "6", "PEN": "8", "PEN ": "8"]))
            #expect(try await bench.updateInventory().run(bench.context()).counts == [3, 1, 2])
            #expect(await level(store, 1) == nil)
            #expect(await level(store, 4) == 8)
        }
    }
}
