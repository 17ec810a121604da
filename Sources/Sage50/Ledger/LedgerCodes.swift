internal import Money

/// The small tables of a company: what an order may name, and what applies when it names nothing.
struct LedgerCodes: Sendable, Equatable {
    var taxCodes: [String: TaxCode] = [:]
    /// Nominal code to name.
    var nominals: [String: String] = [:]
    /// Number to name.
    var departments: [Int: String] = [:]
    var currencies: [Currency] = []
    /// Nominal code of each bank account to its currency number; inactive ones are left out.
    var banks: [String: Int] = [:]
    var countries: [String: Country] = [:]
    var company = CompanySettings()

    struct TaxCode: Sendable, Equatable {
        /// `T1`.
        var code: String
        /// The number in the code: 1.
        var id: Int
        /// Percent.
        var rate: Amount
    }

    struct Currency: Sendable, Equatable {
        /// 1-based.
        var number: Int
        /// ISO 4217.
        var code: String
        /// Units of this currency for one unit of the base currency.
        var rate: Amount
        var isBase: Bool
    }

    struct Country: Sendable, Equatable {
        var code: String
        var isEUMember: Bool
    }

    /// Settings of the `COMPANY` table that the import obeys.
    struct CompanySettings: Sendable, Equatable {
        var name = ""
        var country = "GB"
        var quantityDecimals = 2
        var unitDecimals = 2
        /// A line discount is taken off the unit price, which is rounded again (R12).
        var discountsUnitPrice = false
        var defaultBank = "1200"
        var defaultSalesNominal = "4000"
        var carriageNominal = "4905"
        var carriageTaxCode = "T1"
        var nonVATCode = "T9"
        /// Orders dated on or before this day are refused; `nil` while the switch is off.
        var closedUntil: LedgerDate?
    }

    var baseCurrency: Currency? { currencies.first(where: \.isBase) }

    func currency(_ code: String) -> Currency? { currencies.first { $0.code == code } }
    func currency(number: Int) -> Currency? { currencies.first { $0.number == number } }

    /// Accepts both spellings: `1` of the XML and `T1` of the tables.
    func taxCode(_ text: String) -> TaxCode? {
        let trimmed = text.uppercased()
        return taxCodes[trimmed.hasPrefix("T") ? trimmed : "T" + trimmed]
    }
}
