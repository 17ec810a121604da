import Foundation
import Money
import XSLT

@testable import Sage50

/// The importer on the other machine: takes files out of a folder, refuses what the real one refuses, and computes totals with the
/// ledger's own rules from unit price, quantity and tax code alone.
///
/// It shares no state with the task. Elements of our namespace, `TotalNet` and `TotalTax` are ignored, as the format's field
/// reference has it.
final class SimulatedImporter: Sendable {
    /// How it behaves; changed by tests.
    struct Ways: Sendable {
        var accounts: Set<String> = ["WEBSALES"]
        var company = LedgerCodes.CompanySettings()
        var rates: [String: Amount] = ["0": .zero, "1": Amount(20), "2": .zero, "5": Amount(5), "9": .zero]
        /// Writes net and tax of each line into the success file.
        var tellsTotals = true
        /// Leaves the file where it is instead of taking it.
        var leavesFile = false
        /// Takes the file and writes nothing.
        var isMute = false
    }

    struct Sale: Sendable, Equatable {
        var id: String
        var orderNumber: String
        var gross: Amount
    }

    let folder: URL
    let ways = Locked(Ways())
    /// Everything it ever put into its ledger.
    let sales = Locked<[Sale]>([])
    /// Names of the files it has taken, in their order.
    let taken = Locked<[String]>([])
    private let known = Locked<Set<String>>([])

    init(folder: URL) { self.folder = folder }

    /// Imports every new file in the folder.
    func look() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        for name in names
        where name.hasPrefix("sales-orders") && name.hasSuffix(".xml") && !name.contains(".success.")
            && !name.contains(".fail.") && !(ways.value.leavesFile && taken.value.contains(name))
        {
            try take(name)
        }
    }

    private func take(_ name: String) throws {
        let file = folder.appendingPathComponent(name)
        let orders = try XMLDocument(file: file).root.first("SalesOrders")?.all("SalesOrder") ?? []
        taken.change { $0.append(name) }
        if !ways.value.leavesFile { try FileManager.default.removeItem(at: file) }
        var (success, fail): (String, String) = ("", "")
        for order in orders {
            do throws(Refusal) { success += try imported(order) } catch { fail += refused(order, error.text) }
        }
        guard !ways.value.isMute else { return }
        let stem = String(name.dropLast(4))
        try write(success, stem + ".success.xml")
        try write(fail, stem + ".fail.xml")
    }

    struct Refusal: Error {
        let text: String
    }

    private func write(_ orders: String, _ name: String) throws {
        guard !orders.isEmpty else { return }
        try "<?xml version=\"1.0\"?><Company><SalesOrders>\(orders)</SalesOrders></Company>"
            .write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }

    private func imported(_ order: XMLElement) throws(Refusal) -> String {
        let id = order.text("Id") ?? ""
        guard !known.value.contains(id) else { throw Refusal(text: "A record with this Id was imported before") }
        guard ways.value.accounts.contains(order.text("AccountReference") ?? "") else {
            throw Refusal(text: "Account \(order.text("AccountReference") ?? "") could not be found")
        }
        guard (order.text("CustomerOrderNumber") ?? "").count <= 60 else { throw Refusal(text: "String would be truncated") }
        guard order.text("VatInclusive") == "false" else { throw Refusal(text: "prices include tax") }
        var (items, gross): (String, Amount) = ("", .zero)
        for item in (order.first("SalesOrderItems")?.all("Item") ?? []) where item.text("Sku") != "M" {
            let amounts = try amounts(item)
            gross += amounts.net + amounts.tax
            items += "<Item><Sku>\(item.text("Sku") ?? "")</Sku>\(told(amounts))<QtyAllocated>1</QtyAllocated></Item>"
        }
        var carriage = ""
        if let line = order.first("Carriage") {
            let amounts = try amounts(line)
            gross += amounts.net + amounts.tax
            carriage = "<Carriage><UnitPrice>\(amounts.net)</UnitPrice>\(told(amounts))</Carriage>"
        }
        known.change { $0.insert(id) }
        let sale = Sale(id: id, orderNumber: order.text("CustomerOrderNumber") ?? "", gross: gross)
        sales.change { $0.append(sale) }
        return "<SalesOrder><Id>\(id)</Id><Errors/><SalesOrderNumber>\(90_129 + sales.value.count)</SalesOrderNumber>"
            + "<AccountReference>WEBSALES</AccountReference><SalesOrderItems>\(items)</SalesOrderItems>\(carriage)</SalesOrder>"
    }

    /// Net and tax as Sage rounds them; a price is held with the company's decimals.
    private func amounts(_ item: XMLElement) throws(Refusal) -> LedgerRules.LineAmounts {
        guard let rate = ways.value.rates[item.text("TaxCode") ?? ""] else { throw Refusal(text: "Tax code is not valid") }
        guard let quantity = try? Amount(parsing: item.text("QtyOrdered") ?? ""),
            let price = try? Amount(parsing: item.text("UnitPrice") ?? ""), quantity > .zero
        else { throw Refusal(text: "Input string was not in a correct format") }
        let line = LedgerRules.PricedLine(quantity: quantity, unitPrice: price)
        do { return try LedgerRules.amounts(line, rate: rate, company: ways.value.company) } catch {
            throw Refusal(text: "Arithmetic overflow")
        }
    }

    private func told(_ amounts: LedgerRules.LineAmounts) -> String {
        ways.value.tellsTotals ? "<TotalNet>\(amounts.net)</TotalNet><TotalTax>\(amounts.tax)</TotalTax>" : ""
    }

    private func refused(_ order: XMLElement, _ text: String) -> String {
        "<SalesOrder><Id>\(order.text("Id") ?? "")</Id><Errors><Error><Date>2026-03-03T09:16:14.5673107+00:00</Date>"
            + "<Name>Validation</Name><Description>\(text)</Description></Error></Errors></SalesOrder>"
    }
}
