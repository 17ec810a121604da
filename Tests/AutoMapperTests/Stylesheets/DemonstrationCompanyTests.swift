import Foundation
import Testing
import XSLT

@testable import AutoMapper

/// The stock records of the ledger's own demonstration company through the inventory mapping.
struct DemonstrationCompanyTests {
    @Test(.enabled(if: Fixture.sample("sage50-demo-products.xml") != nil, "the published samples are not beside the package"))
    func levelsAreWholeNotNegativeAndOnlyOfStockItems() throws {
        let file = try #require(Fixture.sample("sage50-demo-products.xml"))
        let products = try XMLDocument(file: file).root.first("Products")?.all("Product") ?? []
        let stocked = products.filter { !["NonStock", "Service"].contains($0.text("ItemType") ?? "Stock") }
        let request = TransformRequest(
            input: .file(file), translator: .mapping("Zynk Products..BigCommerce Inventory"), layers: Mapped.layers)
        let inventory = try Mapped.root(of: request.run()).all("inventory")
        #expect(products.count == 105 && stocked.count == 88)
        #expect(
            inventory.compactMap { $0.text("sku") } == stocked.compactMap { $0.text("Sku")?.trimmingCharacters(in: .whitespaces) }
        )
        for item in inventory {
            #expect(item.text("inventory_level")?.wholeMatch(of: #/\d+/#) != nil, "\(item.xml)")
            #expect(item.text("inventory_warning_level")?.wholeMatch(of: #/\d+/#) != nil, "\(item.xml)")
        }
    }
}
