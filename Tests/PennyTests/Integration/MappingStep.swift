import Foundation
import XSLT

/// From `orders.xml` to `sales-orders.xml` by the base stylesheet, isolation of bad records included.
struct MappingStep {
    private let integration: Integration

    /// What came of a file of orders.
    struct Mapped {
        /// The sales orders as the import will read them.
        let salesOrders: String
        /// Code by order id of what the mapping refused.
        let refused: [Int: String]
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
        var refused: [Int: String] = [:]
        try run.forEachRecord(of: "sales-orders.map-fail.xml", ["orders", "order"]) { record in
            refused[Int(record.text("id") ?? "") ?? 0] = record.errorCode
        }
        let mapped = Mapped(salesOrders: try run.text("sales-orders.xml"), refused: refused, seconds: run.seconds("map"))
        try run.discard()
        return mapped
    }
}

extension XMLElement {
    /// The code of the first error of a failed record.
    var errorCode: String { text("Errors", "Error", "Name") ?? "no code" }
}
