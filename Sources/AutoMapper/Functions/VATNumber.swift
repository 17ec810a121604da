/// A VAT identification number of an EU country or Northern Ireland, checked for its form only.
///
/// Whether the number is registered can be asked nowhere offline; the form keeps a telephone number or "n/a" from making an order
/// free of tax.
struct VATNumber: CustomStringConvertible {
    /// Prefix and number without blanks and dots: `DE123456789`.
    let description: String

    /// `nil` for a text that is no such number.
    init?(parsing text: String) {
        let plain = text.uppercased().filter { !" .-/".contains($0) }
        guard let forms = VATNumber.forms[plain.prefix(2)], plain.allSatisfy(\.isASCII) else { return nil }
        let number = plain.dropFirst(2)
        guard forms.contains(where: { VATNumber.fits(number, form: $0) }) else { return nil }
        description = plain
    }

    /// A form has one letter per character: `9` a digit, `A` a letter, `X` either; others stand for themselves.
    private static func fits(_ number: Substring, form: String) -> Bool {
        number.count == form.count
            && zip(number, form).allSatisfy { character, place in
                switch place {
                case "9": character.isNumber
                case "A": character.isLetter
                case "X": character.isNumber || character.isLetter
                default: character == place
                }
            }
    }

    /// The structures published by the European Commission, by prefix.
    private static let forms: [Substring: [String]] = [
        "AT": ["U99999999"], "BE": ["9999999999"], "BG": ["999999999", "9999999999"], "CY": ["99999999A"],
        "CZ": ["99999999", "999999999", "9999999999"], "DE": ["999999999"], "DK": ["99999999"], "EE": ["999999999"],
        "EL": ["999999999"], "ES": ["X9999999X"], "FI": ["99999999"], "FR": ["XX999999999"], "HR": ["99999999999"],
        "HU": ["99999999"], "IE": ["9X99999A", "9999999AA"], "IT": ["99999999999"], "LT": ["999999999", "999999999999"],
        "LU": ["99999999"], "LV": ["99999999999"], "MT": ["99999999"], "NL": ["999999999B99"], "PL": ["9999999999"],
        "PT": ["999999999"], "RO": ["99", "999", "9999", "99999", "999999", "9999999", "99999999", "999999999", "9999999999"],
        "SE": ["999999999999"], "SI": ["99999999"], "SK": ["9999999999"], "XI": ["999999999", "999999999999"],
    ]
}
