internal import Foundation
internal import Workflow

/// How account references are made from names (sage50.md 7.2): letters of the name and a running number, `JOEH0001`.
struct AccountReferenceRules: Sendable, Equatable {
    enum Convention: String, Sendable, CaseIterable {
        case companyOtherwiseFullName = "CompanyOtherwiseFullName"
        case companyOtherwiseForenameSurname = "CompanyOtherwiseForenameSurname"
        case companyOtherwiseSurnameForename = "CompanyOtherwiseSurnameForename"
        case forenameSurname = "ForenameSurname"
        case surnameForename = "SurnameForename"
    }

    var convention = Convention.companyOtherwiseFullName
    var alphabeticLength = 4
    var numericLength = 4
    /// A prefix, or a pattern whose `?` are filled with the letters and then the number: `A???????`, `???-???`.
    var mask = ""
    /// What is stripped from the name first, as a regular expression.
    var strip = ""

    init() {}

    /// - Throws: ``TaskFailure`` of class configuration when references could not have at most 8 characters.
    init(_ values: SettingValues) throws {
        convention = values.text("account_reference_convention").flatMap(Convention.init(rawValue:)) ?? convention
        alphabeticLength = values.integer("account_reference_alphabetic_length") ?? alphabeticLength
        numericLength = values.integer("account_reference_numeric_length") ?? numericLength
        mask = (values.text("account_reference_mask") ?? "").uppercased()
        strip = values.text("account_reference_regular_expression") ?? ""
        let hasPattern = mask.contains("?")
        let length = hasPattern ? mask.count : mask.count + alphabeticLength + numericLength
        let places = mask.filter { $0 == "?" }.count
        guard length <= 8, (1...8).contains(numericLength), alphabeticLength >= 0, !hasPattern || places >= numericLength else {
            throw TaskFailure(
                .configuration,
                "account references would have \(length) characters with \(numericLength) digits; at most 8 with at least one digit "
                    + "fit. Shorten account_reference_alphabetic_length, account_reference_numeric_length or account_reference_mask."
            )
        }
        if !strip.isEmpty, (try? NSRegularExpression(pattern: strip)) == nil {
            throw TaskFailure(
                .configuration, "account_reference_regular_expression '\(strip)' is not a regular expression")
        }
    }

    /// The form of a reference for one name: fixed characters, and `#` where the digits go.
    func form(for contact: SalesOrderRecord.Contact) -> String {
        let letters = letters(of: contact)
        let digits = String(repeating: "#", count: numericLength)
        guard mask.contains("?") else { return mask + letters.prefix(alphabeticLength) + digits }
        let places = mask.filter { $0 == "?" }.count
        let wanted = places - numericLength
        // A pattern has a fixed length, so a short name is filled up.
        let filled = letters.prefix(wanted) + String(repeating: "X", count: max(0, wanted - letters.count))
        var rest = (filled + digits)[...]
        return String(mask.map { $0 == "?" ? rest.popFirst() ?? "X" : $0 })
    }

    /// Unaccented capitals and digits of the name; blanks never stand in a reference.
    private func letters(of contact: SalesOrderRecord.Contact) -> String {
        var name = name(of: contact)
        if !strip.isEmpty { name = name.replacingOccurrences(of: strip, with: "", options: .regularExpression) }
        let plain = name.folding(options: [.diacriticInsensitive], locale: Locale(identifier: "en_GB")).uppercased()
        let kept = plain.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        return kept.isEmpty ? "WEB" : kept
    }

    private func name(of contact: SalesOrderRecord.Contact) -> String {
        let forenameFirst = contact.forename + " " + contact.surname
        let surnameFirst = contact.surname + " " + contact.forename
        switch convention {
        case .companyOtherwiseFullName: return contact.company.isEmpty ? forenameFirst : contact.company
        case .companyOtherwiseForenameSurname: return contact.company.isEmpty ? forenameFirst : contact.company
        case .companyOtherwiseSurnameForename: return contact.company.isEmpty ? surnameFirst : contact.company
        case .forenameSurname: return forenameFirst
        case .surnameForename: return surnameFirst
        }
    }

    /// The reference with this running number; `nil` when the digits do not hold it.
    static func reference(_ form: String, number: Int) -> String? {
        let width = form.filter { $0 == "#" }.count
        let digits = String(number)
        guard digits.count <= width else { return nil }
        var rest = (String(repeating: "0", count: width - digits.count) + digits)[...]
        return String(form.map { $0 == "#" ? rest.popFirst() ?? "0" : $0 })
    }

    /// The running number in a reference of this form.
    static func number(in reference: String, form: String) -> Int? {
        Int(String(zip(form, reference).filter { $0.0 == "#" }.map(\.1)))
    }

    /// The form as a pattern for a search in the ledger.
    static func glob(_ form: String) -> String { form.replacing("#", with: "[0-9]") }

    static let declarations: [SettingDeclaration] = [
        .init("auto_generate_account_references", .boolean, default: "false", "new accounts get a reference made from the name"),
        .init(
            "account_reference_convention", .choice(Convention.allCases.map(\.rawValue)),
            default: "CompanyOtherwiseFullName", "which name the letters come from"),
        .init("account_reference_alphabetic_length", .integer, default: "4", "letters taken from the name"),
        .init("account_reference_numeric_length", .integer, default: "4", "digits of the running number"),
        .init("account_reference_mask", .text, "prefix, or pattern with ? for letters and digits, for instance ???-???"),
        .init("account_reference_regular_expression", .text, "what is stripped from the name first, for instance \\s*"),
    ]
}
