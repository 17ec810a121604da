import Foundation
import GRDB
import Money
import Sage50
import XSLT

/// From `sales-orders.xml` into an embedded company of its own, by one route, with the gate.
final class LedgerStep {
    let route: Route
    let audit: LedgerAudit
    private let integration: Integration

    /// What an import did with the orders it was given.
    struct Imported {
        /// Kinds of adjustment by order id, one for each that was made.
        var remedies: [Int: [String]] = [:]
        /// By order id.
        var held: [Int: MappingStep.Refusal] = [:]
        /// Of the task alone.
        var seconds = 0.0
    }

    init(_ route: Route) throws {
        self.route = route
        integration = try Integration(
            given: "sales-orders.xml",
            tasks: [
                """
                name: import, type: sage50.import-sales-orders, settings: {connection: ledger, input: sales-orders.xml, \
                success: success.xml, fail: fail.xml, route: \(route.setting)}
                """
            ],
            connections: "{ledger: {type: sage50-embedded, file: company.sqlite}}")
        let file = integration.folder.file("company.sqlite")
        try LedgerStep.makeCompany(at: file, integration.folder)
        audit = try LedgerAudit(file, unitDecimals: route.unitDecimals)
    }

    /// - Parameter isGated: otherwise nothing tells the import what the shopper paid, so it has nothing to compare with.
    func take(_ salesOrders: String, _ tills: [Till], isGated: Bool = true) async throws -> Imported {
        var handedIn = HandedIn(text: salesOrders)
        if isGated {
            for till in tills {
                handedIn.totals["demo/\(till.basket.id)"] = "\(till.total.inc.formatted(decimals: 2)) GBP"
            }
        } else {
            handedIn.text = salesOrders.replacing(/<x:OrderTotal.*?<\/x:OrderTotal>/, with: "")
        }
        return try imported(by: await integration.run(handedIn))
    }

    private func imported(by run: FinishedRun) throws -> Imported {
        var imported = Imported(seconds: run.seconds("import"))
        let path = ["Company", "SalesOrders", "SalesOrder"]
        try run.forEachRecord(of: "success.xml", path) { record in
            let adjustments = record.first("Adjustments")?.all("Adjustment") ?? []
            imported.remedies[LedgerStep.id(record)] = adjustments.map { $0.attribute("kind") ?? "no kind" }
        }
        try run.forEachRecord(of: "fail.xml", path) { record in
            imported.held[LedgerStep.id(record)] = record.refusal
        }
        try run.discard()
        return imported
    }

    private static func id(_ record: XMLElement) -> Int { Int(record.text("CustomerOrderNumber") ?? "") ?? 0 }

    private static func makeCompany(at file: URL, _ folder: TestFolder) throws {
        let codes = [0: 0, 5: 5, 20: 1]
        let products = BasketMaker.rates.flatMap { rate in
            (1...BasketMaker.productsPerRate).map { number in
                """
                <Product><Sku>P\(rate)-\(number)</Sku><Name>Goods</Name><SalePrice>1</SalePrice>\
                <QtyInStock>1000000</QtyInStock><TaxCode>\(codes[rate] ?? 1)</TaxCode></Product>
                """
            }
        }
        try folder.write("<Company><Products>\(products.joined())</Products></Company>", to: "products.xml")
        try folder.write(
            """
            <Company><Customers><Customer><AccountReference>WEBSALES</AccountReference><CompanyName>Web shop</CompanyName>\
            <Currency>GBP</Currency><TaxCode>1</TaxCode></Customer></Customers></Company>
            """, to: "customers.xml")
        try EmbeddedCompany.create(at: file, products: folder.file("products.xml"), customers: folder.file("customers.xml"))
    }
}
