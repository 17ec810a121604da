internal import Foundation
internal import Money
internal import XSLT

extension SalesOrderRecord {
    /// Reads the order's own payment, and one per instrument in our namespace: gift certificate, store credit, card.
    ///
    /// A card payment that is listed there as well as in the order's own fields is one payment; the two must agree.
    mutating func readPayments(_ element: XMLElement, _ reader: FieldReader, _ findings: inout Findings) {
        var own = Payment()
        own.amount = reader.amount("PaymentAmount", &findings)
        own.bank = reader.code("BankAccount", 8, &findings)
        own.reference = reader.text("PaymentRef", 30, &findings)
        own.kind = SalesOrderRecord.paymentKind(reader.text("PaymentType") ?? "", &findings)
        let listed = (element.crosswalk("Payments")?.all("Payment") ?? []).compactMap { Payment($0, &findings) }
        let cards = listed.filter { $0.instrument == .card }
        guard let amount = own.amount, !cards.isEmpty else {
            payments = cards.isEmpty ? [own] + listed : cards + listed.filter { $0.instrument != .card }
            return
        }
        if cards.compactMap(\.amount).sum() != amount {
            findings.reject(
                .payment,
                "PaymentAmount is \(amount), the card payments in Payments are \(cards.compactMap(\.amount).sum()). Correct the "
                    + "stylesheet that writes them.")
        }
        payments = [own] + listed.filter { $0.instrument != .card }
    }

    fileprivate static func paymentKind(_ text: String, _ findings: inout Findings) -> OrderPayment.Kind? {
        switch text {
        case "": return nil
        case "SalesReceipt": return .salesReceipt
        case "PaymentAlreadyReceived": return .alreadyReceived
        default:
            findings.reject(.value, "PaymentType '\(text.prefix(40))' is neither SalesReceipt nor PaymentAlreadyReceived.")
            return nil
        }
    }
}

extension SalesOrderRecord.Payment {
    /// Reads a `Payment` of our namespace: `instrument`, `amount` (or the element's text), `bank`, `reference`, `type`.
    ///
    /// - Returns: `nil` when it cannot be read.
    init?(_ element: XMLElement, _ findings: inout Findings) {
        do {
            amount = try Amount(parsing: element.attribute("amount") ?? element.text)
        } catch {
            findings.reject(.value, "Payments/Payment: \(error). Correct the stylesheet that writes it.")
            return nil
        }
        // Without the word it is what was written before there was one: something beside the card.
        let word = element.attribute("instrument") ?? Instrument.giftCertificate.rawValue
        guard let known = Instrument(rawValue: word) else {
            let all = Instrument.allCases.map(\.rawValue).joined(separator: ", ")
            findings.reject(.value, "Payments/Payment: instrument '\(word.prefix(40))' is none of \(all).")
            return nil
        }
        instrument = known
        bank = element.attribute("bank").flatMap { $0.isEmpty ? nil : $0 }
        reference = Shortening.fit(element.attribute("reference") ?? "", 30, "Payment/@reference", &findings)
        let type = element.attribute("type") ?? ""
        kind = type.isEmpty ? .salesReceipt : SalesOrderRecord.paymentKind(type, &findings)
    }
}
