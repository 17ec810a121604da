internal import Foundation
internal import Money
internal import XSLT

/// What is wrong with one record, and what was mended: all findings, not only the first.
struct Findings: Sendable, Equatable {
    var rejections: [Rejection] = []
    /// Sentences for the log; they name fields and lengths, never a person's data.
    var warnings: [String] = []

    mutating func reject(_ code: Rejection.Code, _ text: String) { rejections.append(Rejection(code, text)) }
    mutating func warn(_ text: String) { warnings.append(text) }

    /// All that was found, and at the end what stopped the search.
    ///
    /// - Throws: the error itself when it is not the order's fault.
    func rejections(endedBy error: any Error) throws -> [Rejection] {
        switch error {
        case let rejection as Rejection: rejections + [rejection]
        case let error as AmountError: rejections + [Rejection(.value, "the order cannot be computed: \(error)")]
        default: throw error
        }
    }
}

/// Reads the children of one element as typed values and notes what cannot be read.
///
/// Absent and `xsi:nil="true"` are the same: not given. An empty element is an empty text, and an error for a number or a date
/// (zynk-workflow.md 3). Unknown elements are ignored.
struct FieldReader {
    /// In front of every finding, for instance `line 2 (MUG-1): `.
    let place: String
    let timeZone: TimeZone
    /// First child of each name outside of any namespace; a record is asked for some fifty names.
    private let fields: [String: XMLElement]

    init(element: XMLElement, place: String = "", timeZone: TimeZone) {
        self.place = place
        self.timeZone = timeZone
        let pairs = element.children.compactMap { node in
            if case .element(let child) = node, child.namespace == nil { (child.name, child) } else { nil }
        }
        fields = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    /// The text without outer blanks; `nil` when not given.
    func text(_ name: String) -> String? {
        guard let child = fields[name], !child.isNil else { return nil }
        return child.text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// A text that is shortened to the column's length with a warning; it describes and does not identify (R5).
    func text(_ name: String, _ length: Int, _ findings: inout Findings) -> String {
        Shortening.fit(text(name) ?? "", length, place + name, &findings)
    }

    /// A code or reference: too long is an error, because a shortened code may hit another record (R6). `nil` when absent or empty.
    func code(_ name: String, _ length: Int, _ findings: inout Findings) -> String? {
        guard let text = text(name), !text.isEmpty else { return nil }
        guard text.count <= length else {
            findings.reject(
                .fieldLength,
                "\(place)\(name) '\(text.prefix(80))' has \(text.count) characters, the ledger takes \(length). A code is never "
                    + "shortened, because it might then mean something else; correct it where it comes from.")
            return nil
        }
        return text
    }

    /// A plain decimal; letters, separators, exponents, `NaN` and an empty element are findings. What a stylesheet computed in
    /// binary (`24.980000000000004`) is read to six decimals.
    func amount(_ name: String, _ findings: inout Findings) -> Amount? {
        guard let text = text(name) else { return nil }
        do { return try Amount(rounding: text) } catch {
            findings.reject(
                .value, "\(place)\(name): \(empty(text) ?? error.description). Correct it in the file or the stylesheet.")
            return nil
        }
    }

    /// A whole number within the range.
    func integer(_ name: String, _ range: ClosedRange<Int>, _ findings: inout Findings) -> Int? {
        guard let text = text(name) else { return nil }
        if let number = Int(text), range.contains(number) { return number }
        let reason = "'\(text.prefix(40))' is not a whole number from \(range.lowerBound) to \(range.upperBound)"
        findings.reject(.value, "\(place)\(name): \(empty(text) ?? reason).")
        return nil
    }

    /// `true`, `false`, `1` or `0`.
    func boolean(_ name: String, _ findings: inout Findings) -> Bool? {
        guard let text = text(name) else { return nil }
        switch text {
        case "true", "1": return true
        case "false", "0": return false
        default:
            findings.reject(.value, "\(place)\(name): \(empty(text) ?? "'\(text.prefix(40))' is neither true nor false").")
            return nil
        }
    }

    /// A day; the year 1 means that there is none.
    func date(_ name: String, _ findings: inout Findings) -> LedgerDate? {
        guard let text = text(name) else { return nil }
        if let date = LedgerDate(xsd: text, in: timeZone) { return date.isNoDate ? nil : date }
        let reason = "'\(text.prefix(40))' is not a date (expected for instance 2026-03-03T09:15:00)"
        findings.reject(.value, "\(place)\(name): \(empty(text) ?? reason).")
        return nil
    }

    private func empty(_ text: String) -> String? {
        text.isEmpty ? "the element is empty; leave it out when there is no value" : nil
    }
}

/// Shortens texts to a column.
enum Shortening {
    /// - Parameter field: how the warning names the field; the value itself may be personal and is not shown.
    static func fit(_ text: String, _ length: Int, _ field: String, _ findings: inout Findings) -> String {
        guard text.count > length else { return text }
        findings.warn("\(field) has \(text.count) characters and was shortened to \(length)")
        return String(text.prefix(length))
    }
}

extension XMLElement {
    /// Whether the element carries `xsi:nil="true"`.
    var isNil: Bool { attributes.contains { $0.name == "nil" && ($0.value == "true" || $0.value == "1") } }

    /// The first child of our own namespace with this name.
    func crosswalk(_ name: String) -> XMLElement? {
        elements.first { $0.name == name && $0.namespace == Interchange.namespace }
    }
}

/// Names of the interchange format ("Zynk XML").
enum Interchange {
    /// Our own elements beside the format's.
    static let namespace = "urn:crosswalk"
    static let schemaInstance = "http://www.w3.org/2001/XMLSchema-instance"
    static let salesOrderPath = ["Company", "SalesOrders", "SalesOrder"]
}
