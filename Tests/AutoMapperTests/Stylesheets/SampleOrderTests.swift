import Foundation
import Testing
import XSLT

@testable import AutoMapper

/// Real orders through the base mapping.
struct SampleOrderTests {
    /// The order published with the reference product.
    @Test(.enabled(if: Fixture.sample("big_commerce_orders.xml") != nil, "the published samples are not beside the package"))
    func publishedSampleKeepsItsTotals() throws {
        let file = try #require(Fixture.sample("big_commerce_orders.xml"))
        let request = TransformRequest(
            input: .file(file), translator: .mapping("BigCommerce Orders..Zynk Sales Orders"), layers: Mapped.layers)
        let order = try #require(Mapped.root(of: request.run()).first("SalesOrders")?.first("SalesOrder"))
        let item = try #require(order.first("SalesOrderItems")?.first("Item"))
        #expect(item.text("TotalNet") == "489.00")
        #expect(item.text("TotalTax") == "97.80")
        #expect(order.text("OrderTotal") == "586.80")
        #expect(order.first("OrderTotal")?.attribute("currency") == "GBP")
        #expect(order.first("PaymentAmount") == nil, "cash on delivery has not been paid")
        #expect(order.first("SalesOrderNumber") == nil)
    }
}
