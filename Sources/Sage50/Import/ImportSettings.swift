internal import Money
internal import Workflow

/// The settings of the import, checked (zynk-workflow.md 2.3 in snake case).
struct ImportSettings: Sendable {
    var posting = PostingSettings()
    var preventsDuplicates = true
    var createsCustomers = false
    var createsProducts = false
    /// Replaces a missing stock code, never an unknown one (R10).
    var defaultProductCode: String?
    var matchFields: [MatchField] = []
    /// `nil` while generation is off.
    var references: AccountReferenceRules?
    var createsDeliveryAddresses = false
    var readsSalesLedgerData = false
    var convertsCurrency = false
    var usesManualNumbers = false
    var allocatesStock = true
    var defaultBank: String?
    var vat = VATSettings()
    /// `nil` takes the exact one where the ledger can.
    var route: PostingRoute?

    init() {}

    /// - Throws: ``TaskFailure`` of class configuration for a value that the declaration alone cannot refuse.
    init(_ values: SettingValues) throws {
        posting = try PostingSettings(values)
        preventsDuplicates = values.text("prevent_duplicates") != "false"
        createsCustomers = values.boolean("auto_create_customer")
        createsProducts = values.boolean("auto_create_products")
        defaultProductCode = values.text("default_product_code")
        matchFields = try values.list("match_fields").map(ImportSettings.matchField)
        if values.boolean("auto_generate_account_references") { references = try AccountReferenceRules(values) }
        createsDeliveryAddresses = values.boolean("create_multiple_delivery_addresses")
        readsSalesLedgerData = values.boolean("read_sales_ledger_data")
        convertsCurrency = values.boolean("convert_to_account_currency")
        usesManualNumbers = values.boolean("use_manual_sales_order_number")
        allocatesStock = values.text("auto_allocate_stock") != "false"
        defaultBank = values.text("default_bank_account")
        vat = try VATSettings(values.map("vat_settings"))
        route = values.text("route").flatMap(PostingRoute.init(rawValue:))
    }

    private static func matchField(_ text: String) throws -> MatchField {
        guard let field = MatchField(rawValue: text) else {
            let known = MatchField.allCases.map(\.rawValue).joined(separator: ", ")
            throw TaskFailure(.configuration, "setting 'match_fields': '\(text)' is none of \(known)")
        }
        return field
    }

    static let declarations: [SettingDeclaration] =
        [
            .init("connection", .connection(["sage50-embedded"]), required: true, "the company to import into"),
            .init("prevent_duplicates", .boolean, default: "true", "an order that is in the ledger is not posted again"),
            .init(
                "auto_create_customer", .boolean, default: "false", "an unknown account is created instead of failing the order"),
            .init(
                "auto_create_products", .boolean, default: "false", "an unknown product is created instead of failing the order"),
            .init("default_product_code", .text, "stock code of lines that name none, for instance S1"),
            .init("match_fields", .list, "fields by which an account is found; all must agree"),
            .init(
                "create_multiple_delivery_addresses", .boolean, default: "false",
                "new delivery addresses are added to the account"),
            .init("read_sales_ledger_data", .boolean, default: "false", "a blank name or address is taken from the account"),
            .init("convert_to_account_currency", .boolean, default: "false", "an order in another currency is converted"),
            .init("use_manual_sales_order_number", .boolean, default: "false", "the order's own SalesOrderNumber is used"),
            .init("auto_allocate_stock", .boolean, default: "true", "free stock is reserved for the lines"),
            .init("default_bank_account", .text, "bank of payments that name none; the company's default when absent"),
            .init("vat_settings", .map, "tax codes by zone: base_sales, base_carriage, eu_…, eu_vat_reg_…, row_…"),
            .init(
                "route", .choice(PostingRoute.allCases.map(\.rawValue)),
                "exact: net and tax as given; plain: unit prices whose lines the ledger rounds to the same total"),
        ] + PostingSettings.declarations(success: "orders that are in the ledger, with their numbers")
        + AccountReferenceRules.declarations
}

/// Tax codes by delivery zone that override the record's (sage50.md 5.2).
struct VATSettings: Sendable, Equatable {
    enum Zone: String, Sendable, CaseIterable {
        case base
        case eu
        case euVATRegistered = "eu_vat_reg"
        case restOfWorld = "row"
    }

    /// The codes of one enabled zone.
    struct Codes: Sendable, Equatable {
        var sales: String
        var carriage: String
    }

    var zones: [Zone: Codes] = [:]

    init() {}

    /// Reads `base_sales: 1`, `base_carriage: 1` …; a zone is enabled by naming its codes.
    init(_ entries: [String: String]) throws {
        var rest = entries
        for zone in Zone.allCases {
            let sales = rest.removeValue(forKey: zone.rawValue + "_sales")
            let carriage = rest.removeValue(forKey: zone.rawValue + "_carriage")
            guard let first = sales ?? carriage else { continue }
            zones[zone] = Codes(sales: sales ?? first, carriage: carriage ?? first)
        }
        if let unknown = rest.keys.sorted().first {
            let known = Zone.allCases.flatMap { [$0.rawValue + "_sales", $0.rawValue + "_carriage"] }.joined(separator: ", ")
            throw TaskFailure(.configuration, "setting 'vat_settings': '\(unknown)' is none of \(known)")
        }
    }

    /// The codes that apply; `nil` when the zone is off or the country is not in the ledger's list.
    func codes(country: String, vatNumber: String, ledger: LedgerCodes) -> Codes? {
        guard !zones.isEmpty, let known = ledger.countries[country] else { return nil }
        let zone: Zone =
            if country == ledger.company.country { .base } else if !known.isEUMember { .restOfWorld } else {
                vatNumber.isEmpty ? .eu : .euVATRegistered
            }
        return zones[zone]
    }
}
