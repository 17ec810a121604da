import Foundation
import StoreSandbox
import Testing
import Workflow
import XSLT

@Suite("Orders of every shape") struct GeneratedOrdersTests {
    @Test("with 'any', every order that counts is downloaded complete, whatever its shape")
    func everyShape() async throws {
        try await withShop(try StoreState.generated(orders: 280)) { bench, store in
            let outcome = try await bench.download(["any"]).run(bench.context())
            let state = await store.state
            let taken = state.orders.filter { !$0.facts.isDeleted && ![0, 5, 6].contains($0.facts.statusID) }
            #expect(outcome.counts == [taken.count, taken.count, 0], "\(outcome)")
            let orders = try bench.orders()
            #expect(orders.map { $0.text("id") } == taken.map { String($0.id) })
            for (order, expected) in zip(orders, taken) {
                let id = expected.id
                #expect(order.first("products")?.elements.count == expected.lines.count, "lines of \(id)")
                #expect(order.first("shipping_addresses")?.elements.count == expected.addresses.count, "addresses of \(id)")
                // A coupon on postage alone shows nowhere in the order; the postage is the reduced one already.
                let coupons = expected.coupons.filter { ![3, 4].contains($0.integer("type")) }
                #expect(order.first("coupons")?.elements.count == coupons.count, "coupons of \(id)")
                #expect(order.first("fees")?.elements.count == expected.fees.count, "fees of \(id)")
                #expect((order.first("refunds")?.elements.count ?? 0) == expected.refunds.count, "refunds of \(id)")
                #expect((order.first("pickups")?.elements.count ?? 0) == expected.pickups.count, "pickups of \(id)")
                #expect(order.text("total_inc_tax") == expected.fields.text("total_inc_tax"), "total of \(id)")
            }
            #expect(try bench.state.facts(kind: "order-total").count == taken.count)
        }
    }

    @Test("the published sample's elements are all there, under the same names and at the same places")
    func sampleNames() async throws {
        let sample = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("../shared/data/zynk-samples/big_commerce_orders.xml")
            .standardizedFileURL
        guard FileManager.default.fileExists(atPath: sample.path) else {
            print("skipped: \(sample.path) is not there")
            return
        }
        let published = try paths(of: XMLDocument(file: sample).root)
        var generator = OrderGenerator(catalogue: try Catalogue(products: 20, seed: 1))
        var state = StoreState()
        state.add(try generator.next(.manualDiscount))
        try await withShop(state) { bench, _ in
            _ = try await bench.download(["any"]).run(bench.context())
            let ours = try paths(of: XMLDocument(file: bench.folder.appendingPathComponent("orders.xml")).root)
            #expect(published.subtracting(ours).sorted() == [])
        }
    }

    /// Paths of all elements from the root down.
    private func paths(of element: XMLElement, under path: String = "") -> Set<String> {
        let own = "\(path)/\(element.name)"
        return element.elements.reduce(into: [own]) { $0.formUnion(paths(of: $1, under: own)) }
    }

    @Test("a run that is told to stop ends between two orders and leaves no half file")
    func stops() async throws {
        try await withShop(try shop(plainOrders(1...3))) { bench, _ in
            let stop = StopSignal()
            stop.request()
            let failure = await #expect(throws: TaskFailure.self) {
                try await bench.download().run(bench.context(stop: stop))
            }
            #expect(failure?.failureClass == .cancelled)
            #expect(!bench.exists("orders.xml"))
        }
    }
}
