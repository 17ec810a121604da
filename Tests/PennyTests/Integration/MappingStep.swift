import Foundation
import XSLT

/// From `orders.xml` to `sales-orders.xml` by the base stylesheet, isolation of bad records included.
struct MappingStep {
    private let integration: Integration

    /// Why an order was refused: the code, and the sentence that the bookkeeper reads.
    typealias Refusal = (code: String, sentence: String)

    /// What came of a file of orders.
    struct Mapped {
        /// The sales orders as the import will read them.
        let salesOrders: String
        /// By order id.
        let refused: [Int: Refusal]
        /// Of the task alone.
        let seconds: Double
    }

    init() throws {
        integration = try Integration(
            given: "orders.xml",
            tasks: [
                """
                name: map, type: map, settings: {mapping: BigCommerce Orders..Zynk Sales Orders, input: orders.xml, \
                output: sales-orders.xml, parameters: {VoucherBank: "1260", StoreCreditBank: "1250"}}
                """
            ])
    }

    func map(_ tills: [Till]) async throws -> Mapped {
        let run = try await integration.run(HandedIn(text: OrderElement.file(tills)))
        var refused: [Int: Refusal] = [:]
        try run.forEachRecord(of: "sales-orders.map-fail.xml", ["orders", "order"]) { record in
            refused[Int(record.text("id") ?? "") ?? 0] = record.refusal
        }
        let mapped = Mapped(salesOrders: try run.text("sales-orders.xml"), refused: refused, seconds: run.seconds("map"))
        try run.discard()
        return mapped
    }
}

extension XMLElement {
    /// The first error of a failed record.
    var refusal: MappingStep.Refusal {
        (text("Errors", "Error", "Name") ?? "no code", text("Errors", "Error", "Description") ?? "no sentence")
    }
}
