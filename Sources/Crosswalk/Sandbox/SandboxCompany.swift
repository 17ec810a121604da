internal import Foundation
internal import Sage50

/// Makes embedded companies for the command.
public enum SandboxCompany {
    /// Makes a ledger file with UK defaults, products and customers.
    ///
    /// - Parameters:
    ///   - path: the file to make; it must not exist.
    ///   - products: a products file of the interchange format.
    ///   - customers: a customers file of the interchange format.
    /// - Returns: how many of each it holds, and what had to be shortened or left out.
    /// - Throws: ``LedgerError``, ``TaskFailure``, `XSLTError`.
    public static func make(
        _ path: String, products: String?, customers: String?
    ) throws -> (products: Int, customers: Int, notes: [String]) {
        let report = try EmbeddedCompany.create(
            at: URL(fileURLWithPath: path), products: products.map { URL(fileURLWithPath: $0) },
            customers: customers.map { URL(fileURLWithPath: $0) })
        return (report.products, report.customers, report.notes)
    }
}
