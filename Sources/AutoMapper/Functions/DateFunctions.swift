internal import Foundation
internal import Money
internal import XSLT

/// `urn:DateFunctions` of the reference product, and `urn:crosswalk:dates`.
enum DateFunctions {
    /// The namespace of the reference product's functions.
    static let namespace = "urn:DateFunctions"
    /// The namespace of our own.
    static let ownNamespace = "urn:crosswalk:dates"

    /// Adds `DateFormat`, `AddDays`, `AddMonths`, `AddYears` and `ledger-date` to a registry.
    static func register(in registry: inout ExtensionRegistry) {
        registry.function("DateFormat", in: namespace, 1...2) { arguments in
            .string(try formatted(ShopDate(parsing: arguments.value(0)), arguments, format: 1))
        }
        registry.function("AddDays", in: namespace, 2...3) { arguments in
            let seconds = try seconds(ofDays: arguments)
            return .string(try formatted(ShopDate(parsing: arguments.value(0)).adding(seconds: seconds), arguments, format: 2))
        }
        registry.function("AddMonths", in: namespace, 2...3) { arguments in
            let date = try ShopDate(parsing: arguments.value(0)).adding(months: arguments.whole(1))
            return .string(try formatted(date, arguments, format: 2))
        }
        registry.function("AddYears", in: namespace, 2...3) { arguments in
            let date = try ShopDate(parsing: arguments.value(0)).adding(months: 12 * arguments.whole(1))
            return .string(try formatted(date, arguments, format: 2))
        }
        registry.function("ledger-date", in: ownNamespace, 2...2) { arguments in
            .string(try ShopDate(parsing: arguments.value(0)).day(in: arguments.text(1)))
        }
    }

    private static func formatted(
        _ date: ShopDate, _ arguments: Arguments, format index: Int
    ) throws(FunctionError) -> String {
        guard arguments.count > index else { return try DotNetFormat("s").string(from: date) }
        return try DotNetFormat(arguments.text(index)).string(from: date)
    }

    /// Days may have a fraction: half a day is twelve hours.
    private static func seconds(ofDays arguments: Arguments) throws(FunctionError) -> Int {
        let days = try arguments.amount(1)
        guard let seconds = Int(exactly: (days.micros * 86_400) / Amount.scale), abs(seconds) < 400_000_000_000 else {
            throw .notWhole(function: arguments.function, text: arguments.text(1))
        }
        return seconds
    }
}
