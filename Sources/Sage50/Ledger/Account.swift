/// A customer account of the sales ledger.
struct Account: Sendable, Equatable {
    /// At most 8 characters, upper case (R1).
    var reference: String
    var name = ""
    var contactName = ""
    var tradeContact = ""
    var address = PostalAddress()
    /// ISO 3166 alpha-2; empty when unknown.
    var country = ""
    var telephone = ""
    var telephone2 = ""
    var fax = ""
    var email = ""
    var email2 = ""
    var email3 = ""
    var website = ""
    var deliveryName = ""
    var deliveryAddress = PostalAddress()
    var analysis = ["", "", ""]
    var department = 0
    /// `T1`; empty when the account names none.
    var taxCode = ""
    /// The account's tax code wins over the product's.
    var overridesTaxCode = false
    var nominalCode = ""
    /// The account's nominal code wins over the product's.
    var overridesNominalCode = false
    var vatNumber = ""
    /// `CURRENCY.NUMBER`, 1-based.
    var currency = 1
    var creditLimit = "0"
    var balance = "0"
    var priceList = ""
    var terms = ""
    var paymentDueDays = 0
    var settlementDays = 0
    var settlementRate = "0"
    var isOnHold = false
    var isInactive = false
    var status = 0
    var statusText = ""
    /// `YYYY-MM-DD`; empty when unknown.
    var opened = ""
}

/// Five address lines by the convention street 1, street 2, town, county, postcode (R7).
struct PostalAddress: Sendable, Equatable {
    var lines: [String]

    init(_ lines: [String] = []) { self.lines = Array((lines + ["", "", "", "", ""]).prefix(5)) }

    var isBlank: Bool { lines.allSatisfy(\.isEmpty) }
    var postcode: String { lines[4] }

    /// The `C_ADDRESS` form: blank lines squeezed out.
    var squeezed: PostalAddress { PostalAddress(lines.filter { !$0.isEmpty }) }
}

/// One more delivery address of an account (`SALES_DEL_ADDR`).
struct DeliveryAddress: Sendable, Equatable {
    var name = ""
    var address = PostalAddress()
    var contactName = ""
    var telephone = ""
    var email = ""
    var country = ""
}

/// What an account must agree in to be taken for the customer of an order; all given fields count.
struct AccountCriteria: Sendable, Equatable {
    /// Column of `SALES_LEDGER` and the value to compare, without regard to case and outer blanks.
    var fields: [MatchField: String]
    /// Takes part only when the order names a currency and conversion is off.
    var currency: Int?
}

/// A field by which accounts are matched (sage50.md 7.1), named as the setting writes it.
enum MatchField: String, Sendable, CaseIterable {
    case companyName = "company_name"
    case telephone, fax, email, website, postcode
    case mobile
    case telephone2 = "telephone_2"
    case email2 = "email_2"
    case email3 = "email_3"
    case tradeContact = "trade_contact"
    case custom1 = "custom_1"
    case custom2 = "custom_2"
    case custom3 = "custom_3"

    /// Where the ledger keeps it. Sage has no column for a mobile number; the second telephone holds it.
    var column: String {
        switch self {
        case .companyName: "NAME"
        case .telephone: "TELEPHONE"
        case .mobile, .telephone2: "TELEPHONE_2"
        case .fax: "FAX"
        case .email: "E_MAIL"
        case .email2: "E_MAIL2"
        case .email3: "E_MAIL3"
        case .website: "WEB_ADDRESS"
        case .postcode: "ADDRESS_5"
        case .tradeContact: "TRADE_CONTACT"
        case .custom1: "ANALYSIS_1"
        case .custom2: "ANALYSIS_2"
        case .custom3: "ANALYSIS_3"
        }
    }

    /// The account's own value of the field.
    func value(of account: Account) -> String {
        switch self {
        case .companyName: account.name
        case .telephone: account.telephone
        case .mobile, .telephone2: account.telephone2
        case .fax: account.fax
        case .email: account.email
        case .email2: account.email2
        case .email3: account.email3
        case .website: account.website
        case .postcode: account.address.postcode
        case .tradeContact: account.tradeContact
        case .custom1: account.analysis[0]
        case .custom2: account.analysis[1]
        case .custom3: account.analysis[2]
        }
    }
}
