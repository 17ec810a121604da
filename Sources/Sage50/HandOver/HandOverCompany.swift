internal import Foundation
internal import Money
internal import Workflow

/// What has to be known of the company behind the folder: where its importer looks, how long to wait, and how Sage will round.
struct HandOverCompany: Sendable {
    var folder: URL
    /// From the hand-over of an order; zero does not wait.
    var wait = Duration.seconds(600)
    var overdue = Duration.seconds(86_400)
    var names = HandOverNames()
    var ordersPerFile = 100
    /// Compared without regard to case; empty when no error text says so.
    var importedBefore = ""
    /// Tax codes, currencies and decimals; nothing else of the company is known here.
    var codes = LedgerCodes()

    /// - Throws: ``TaskFailure`` of class configuration that names the field.
    init(_ connection: Connection, root: URL) throws {
        let values = connection.values
        let path = try values.requiredText("folder")
        folder = path.hasPrefix("/") ? URL(fileURLWithPath: path) : root.appendingPathComponent(path)
        wait = values.duration("wait") ?? wait
        overdue = values.duration("overdue") ?? overdue
        importedBefore = values.text("imported_before") ?? ""
        names = HandOverNames(
            file: values.text("file") ?? names.file, success: values.text("success_file") ?? names.success,
            fail: values.text("fail_file") ?? names.fail)
        do {
            try names.check()
            ordersPerFile = try HandOverCompany.number("orders_per_file", 1...10_000, values) ?? ordersPerFile
            codes = try HandOverCompany.codes(values)
        } catch let problem as HandOverProblem {
            throw TaskFailure(.configuration, "connection '\(connection.name)': \(problem.text)")
        }
    }

    private static func codes(_ values: SettingValues) throws -> LedgerCodes {
        var codes = LedgerCodes()
        codes.company.unitDecimals = try number("unit_decimals", 0...6, values) ?? 2
        codes.company.quantityDecimals = try number("quantity_decimals", 0...6, values) ?? 2
        for (name, rate) in values.map("tax_codes") {
            let number = name.uppercased().hasPrefix("T") ? name.dropFirst() : name[...]
            guard let id = Int(number), (0...99).contains(id), let percent = try? Amount(parsing: rate), !percent.isNegative
            else {
                throw HandOverProblem("field 'tax_codes': '\(name): \(rate)' is not a code from 0 to 99 and its rate in percent")
            }
            codes.taxCodes["T\(id)"] = LedgerCodes.TaxCode(code: "T\(id)", id: id, rate: percent)
        }
        let base = (values.text("base_currency") ?? "GBP").uppercased()
        let others = values.list("currencies").map { $0.uppercased() }.filter { $0 != base }
        codes.currencies = ([base] + others).enumerated().map { index, code in
            LedgerCodes.Currency(number: index + 1, code: code, rate: .one, isBase: index == 0)
        }
        let carriage = values.text("carriage_tax_code") ?? "1"
        guard let code = codes.taxCode(carriage) else {
            throw HandOverProblem("field 'carriage_tax_code': \(carriage) is not among 'tax_codes'")
        }
        codes.company.carriageTaxCode = code.code
        return codes
    }

    private static func number(_ name: String, _ range: ClosedRange<Int>, _ values: SettingValues) throws -> Int? {
        guard let number = values.integer(name) else { return nil }
        guard range.contains(number) else {
            throw HandOverProblem("field '\(name)' must be from \(range.lowerBound) to \(range.upperBound), not \(number)")
        }
        return number
    }
}

/// A fault of a connection's fields, without the connection's name.
struct HandOverProblem: Error {
    let text: String
    init(_ text: String) { self.text = text }
}
