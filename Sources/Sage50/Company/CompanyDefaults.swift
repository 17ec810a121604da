internal import GRDB

/// What a new UK company starts with: tax codes, currencies, countries, nominal and bank accounts, departments, settings.
enum CompanyDefaults {
    static func insert(into db: Database, companyName: String, stamp: String) throws {
        for code in taxCodes { try db.insertRow("TAX_CODE", code.row, stamp: stamp) }
        for (code, name) in nominals {
            try db.insertRow("NOMINAL_LEDGER", ["ACCOUNT_REF": code, "NAME": name], stamp: stamp)
        }
        for (index, bank) in banks.enumerated() {
            let row: RowValues = [
                "ACCOUNT_REF": bank.code, "NAME": bank.name, "TYPE": "Current", "CURRENCY": bank.currency, "NUMBER": index + 1,
            ]
            try db.insertRow("BANK", row, stamp: stamp)
        }
        for (index, currency) in currencies.enumerated() {
            let row: RowValues = [
                "NUMBER": index + 1, "CODE": currency.code, "SYMBOL": currency.symbol, "NAME": currency.name,
                "BASE_CURRENCY": index == 0 ? 1 : 0, "RATE": currency.rate, "EMU_MEMBER": currency.code == "EUR" ? 1 : 0,
            ]
            try db.insertRow("CURRENCY", row, stamp: stamp)
        }
        for (code, name) in countries {
            let row: RowValues = ["CODE": code, "NAME": name, "EU_MEMBER": europeanUnion.contains(code) ? 1 : 0]
            try db.insertRow("COUNTRY_CODE", row, stamp: stamp)
        }
        for number in 0...9 {
            let name = number == 0 ? "Default" : "Department \(number)"
            try db.insertRow("DEPARTMENT", ["NUMBER": number, "NAME": name], stamp: stamp)
        }
        try db.insertRow("COMPANY", settings(companyName), stamp: stamp)
    }

    private static func settings(_ name: String) -> RowValues {
        [
            "NAME": name, "ALLOW_NEGATIVE_STOCK": 1, "SOP_CARRIAGE_NOM_CODE": "4905", "SOP_CARRIAGE_TAX_CODE": "T1",
            "NOM_DEFAULT_BANK": "1200", "NOM_DEFAULT_SALES": "4000", "NOM_DEBTORS": "1100", "NOM_TAX_SALES": "2200",
            "NOM_DISCOUNT_SALES": "4009", "COUNTRY_CODE": "GB",
        ]
    }

    private struct TaxCodeDefault {
        let number: Int
        let description: String
        var rate = "0"
        var onReturn = 1
        var euSales = 0
        var euPurchase = 0
        var reverse = 0

        var row: RowValues {
            [
                "TAX_CODE": "T\(number)", "TAX_CODE_ID": number, "DESCRIPTION": description, "TAX_RATE": rate,
                "VAT_INCLUDE": onReturn, "EURO_SALES": euSales, "EURO_PURCHASE": euPurchase, "IS_REVERSECHARGE": reverse,
            ]
        }
    }

    /// The codes of version 27.1 and later (sage50.md 2.4).
    private static let taxCodes: [TaxCodeDefault] = [
        .init(number: 0, description: "Zero rated transactions"),
        .init(number: 1, description: "Standard rated transactions", rate: "20"),
        .init(number: 2, description: "Exempt transactions"),
        .init(number: 4, description: "Sale of goods to VAT registered EU customers (NI)", euSales: 1),
        .init(number: 5, description: "Reduced rate transactions", rate: "5"),
        .init(number: 7, description: "Zero rated purchases of goods from the EU (NI)", euPurchase: 1),
        .init(number: 8, description: "Standard rated purchases of goods from the EU (NI)", euPurchase: 1),
        .init(number: 9, description: "Transactions not involving VAT", onReturn: 0),
        .init(number: 20, description: "Domestic reverse charge", reverse: 1),
        .init(number: 22, description: "Services to VAT registered EU customers", euSales: 1),
    ]

    private static let nominals: [(String, String)] = [
        ("1001", "Stock"), ("1100", "Debtors Control Account"), ("1200", "Bank Current Account"),
        ("1210", "Bank Deposit Account"), ("1230", "Petty Cash"), ("1240", "Company Credit Card"),
        ("1250", "Credit Card Receipts"), ("1260", "Web Payments Clearing"), ("1270", "Euro Bank Account"),
        ("1280", "Dollar Bank Account"), ("2100", "Creditors Control Account"), ("2200", "Sales Tax Control Account"),
        ("2201", "Purchase Tax Control Account"), ("2202", "VAT Liability"), ("4000", "Sales North"), ("4001", "Sales South"),
        ("4002", "Sales Scotland"), ("4009", "Discounts Allowed"), ("4100", "Sales Export"), ("4101", "Sales Type E"),
        ("4200", "Sales of Assets"), ("4900", "Miscellaneous Income"), ("4905", "Distribution and Carriage"),
        ("5000", "Materials Purchased"), ("5001", "Materials Imported"), ("5003", "Packaging"), ("5100", "Carriage"),
        ("5200", "Opening Stock"), ("5201", "Closing Stock"), ("7999", "Rounding Differences"), ("9998", "Suspense Account"),
        ("9999", "Mispostings Account"),
    ]

    private static let banks: [(code: String, name: String, currency: Int)] = [
        ("1200", "Bank Current Account", 1), ("1210", "Bank Deposit Account", 1), ("1230", "Petty Cash", 1),
        ("1240", "Company Credit Card", 1), ("1250", "Credit Card Receipts", 1), ("1260", "Web Payments Clearing", 1),
        ("1270", "Euro Bank Account", 2), ("1280", "Dollar Bank Account", 3),
    ]

    /// The base currency first. Rates are for rehearsing; a company that trades in foreign currency keeps its own.
    private static let currencies: [(code: String, symbol: String, name: String, rate: String)] = [
        ("GBP", "£", "Pound Sterling", "1"), ("EUR", "€", "Euro", "1.15"), ("USD", "$", "US Dollar", "1.25"),
        ("CAD", "$", "Canadian Dollar", "1.7"), ("AUD", "$", "Australian Dollar", "1.9"), ("JPY", "¥", "Japanese Yen", "185"),
        ("CHF", "Fr", "Swiss Franc", "1.1"), ("SEK", "kr", "Swedish Krona", "13"), ("NOK", "kr", "Norwegian Krone", "13.5"),
        ("DKK", "kr", "Danish Krone", "8.6"), ("PLN", "zł", "Polish Zloty", "5"), ("NZD", "$", "New Zealand Dollar", "2.1"),
    ]
}
