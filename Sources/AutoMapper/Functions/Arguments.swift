internal import Money
internal import XSLT

/// Reads the arguments of extension functions.
///
/// Shops write nothing, an empty text or `NULL` for a value they do not have; all three count as zero in money and as empty in texts.
struct Arguments {
    /// Name of the function, for errors.
    let function: String
    /// The values as the stylesheet gave them.
    let values: [XPathText]

    /// How many there are.
    var count: Int { values.count }

    /// The argument as text.
    func text(_ index: Int) -> String { values[index].string }

    /// The argument as text, empty when it is JSON's null.
    func value(_ index: Int) -> String { ShopText.value(text(index)) }

    /// The argument as an exact amount.
    ///
    /// - Throws: ``FunctionError/notAnAmount(function:reason:)``.
    func amount(_ index: Int) throws(FunctionError) -> Amount { try amount(text(index)) }

    /// The amounts of all nodes of an argument, in document order.
    func amounts(_ index: Int) throws(FunctionError) -> [Amount] {
        var amounts: [Amount] = []
        for text in values[index].all { amounts.append(try amount(text)) }
        return amounts
    }

    /// The argument as a whole number, for instance a position.
    func whole(_ index: Int) throws(FunctionError) -> Int {
        let amount = try amount(index)
        guard amount.isWhole(), let whole = Int(exactly: amount.floor) else {
            throw .notWhole(function: function, text: text(index))
        }
        return whole
    }

    private func amount(_ text: String) throws(FunctionError) -> Amount {
        do throws(AmountError) {
            return try Amount(parsing: text)
        } catch {
            // Nearly every argument is a number, so what else counts as zero is looked at only now.
            let value = text.trimmedBlanks
            guard value.isEmpty || value == ShopText.null else {
                throw .notAnAmount(function: function, reason: error.description)
            }
            return .zero
        }
    }
}

/// Why an extension function has no answer. The text starts with a code like the messages of the base stylesheets.
enum FunctionError: Error, CustomStringConvertible, Equatable {
    /// An argument is not a plain decimal, or the result is beyond what can be kept exactly.
    case notAnAmount(function: String, reason: String)
    /// A position or number of decimals with a fraction.
    case notWhole(function: String, text: String)
    /// A position beyond the nodes.
    case noSuchPart(function: String, index: Int, count: Int)
    /// Conditions of a lookup that are no pairs of column and value.
    case oddConditions(function: String)
    /// A text that is neither RFC 2822 nor ISO 8601.
    case notADate(text: String)
    /// A zone that this machine does not know.
    case noSuchZone(String)
    /// A part of a date format that is not supported.
    case badDateFormat(format: String, part: String)
    /// An expression that cannot be evaluated.
    case badXPath(expression: String, reason: String)

    var description: String {
        switch self {
        case .notAnAmount(let function, let reason): "E-AMOUNT: \(function): \(reason)"
        case .notWhole(let function, let text): "E-AMOUNT: \(function): '\(text.prefix(40))' is not a whole number"
        case .noSuchPart(let function, let index, let count):
            "E-AMOUNT: \(function): there is no part \(index), the list has \(count)"
        case .oddConditions(let function): "E-LOOKUP: \(function): conditions are pairs of a column and its value"
        case .notADate(let text):
            "E-DATE: '\(text.prefix(60))' is not a date (expected for instance 'Fri, 09 Aug 2013 13:18:20 +0000' or "
                + "'2013-08-09T13:18:20Z')"
        case .noSuchZone(let zone): "E-ZONE: there is no time zone '\(zone)'; use a name such as Europe/London"
        case .badDateFormat(let format, let part): "E-DATE: date format '\(format)': '\(part)' is not supported"
        case .badXPath(let expression, let reason): "E-XPATH: Select('\(expression)'): \(reason)"
        }
    }
}
