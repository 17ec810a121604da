import StoreSandbox
import Testing
import Workflow

/// One bad order among good ones: it is held with its reason, the others go through, and the exit code is 1.
@Suite struct BadOrderTests {
    /// How an order is spoilt, and what a person must read about it.
    struct Spoilt: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let words: [String]
        let spoil: @Sendable (inout Order) -> Void
    }

    static let all = [
        Spoilt(testDescription: "letters in a price", words: ["12abc"]) { order in
            for name in ["price_ex_tax", "price_inc_tax", "total_ex_tax"] { order.lines[0][name] = "12abc" }
        },
        Spoilt(testDescription: "no lines", words: ["its lines hold 0"]) { $0.lines = [] },
        Spoilt(testDescription: "no lines, and the shop counts none", words: ["the order has no line left to import"]) { order in
            order.lines = []
            order.fields["items_total"] = 0
        },
        Spoilt(testDescription: "a SKU of 31 characters", words: ["ABCDEFGHIJABCDEFGHIJABCDEFGHIJ1", "more than 30 characters"]) {
            order in
            order.lines[0]["sku"] = "ABCDEFGHIJABCDEFGHIJABCDEFGHIJ1"
        },
    ]

    @Test(arguments: all) func itIsHeldAndTheOthersGoThrough(_ spoilt: Spoilt) async throws {
        var shop = try Shopfront(orders: 6)
        let bad = shop.spoil(2, spoilt.spoil)
        let good = shop.state.orders.map(\.id).filter { $0 != bad }
        try await shop.open { integration, store in
            let run = try await integration.run()
            #expect(run.exitCode == 1)
            #expect(run.output.contains("1 held"))
            #expect(try integration.ledger() == good)

            let held = try integration.held()
            #expect(held.map(\.record) == ["sandbox/\(bad)"])
            for word in spoilt.words { #expect(held.first?.message.contains(word) == true, "\(held.first?.message ?? "")") }

            let moved = await store.state.orders.filter { $0.facts.statusID != OrderStatus.awaitingFulfillment }
            #expect(moved.map(\.id) == good, "the shop moves on what the ledger has, and nothing else")
        }
    }
}
