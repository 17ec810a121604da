import Foundation
import Testing

@testable import AutoMapper

/// Every place where the reference product's mapping loses or changes data, and the cases that prove that the base mapping does not.
///
/// The letters and numbers are those of the list of defects: M money, D dates, A addresses, T texts, L lines, I identity, S stock.
struct ReferenceDefectTests {
    /// One defect of the list.
    struct Defect: Sendable, CustomTestStringConvertible {
        /// `M4 NaN, Infinity, exponents`.
        let testDescription: String
        let mapping: String
        /// Folders of cases beside the base stylesheets.
        let cases: [String]

        init(_ title: String, of mapping: String = "bigcommerce-orders-to-zynk-sales-orders", _ cases: String...) {
            (testDescription, self.mapping, self.cases) = (title, mapping, cases)
        }

        /// `M4`.
        var row: String { String(testDescription.prefix { $0 != " " }) }
    }

    static let money = [
        Defect("M1 unit price rounded again", "the-order-that-shows-most-defects", "fractions-of-a-penny-are-shared"),
        Defect(
            "M2 discounts in the wrong base", "inclusive-store-coupon", "exclusive-store-discount-on-the-order",
            "free-shipping-coupon"),
        Defect("M3 discount divided by pieces", "discount-named-by-no-line", "the-order-that-shows-most-defects"),
        Defect(
            "M4 NaN, Infinity, exponents", "line-removed", "empty-discount", "letters-in-a-price", "price-is-not-a-number",
            "price-with-exponent", "price-with-thousands-separator"),
        Defect(
            "M5 handling, wrapping and fees vanish", "handling-taxed-like-shipping", "handling-taxed-otherwise",
            "handling-without-shipping", "fees"),
        Defect(
            "M6 only two tax codes", "reduced-rate", "rate-added-by-parameter", "rate-without-code", "tax-codes-by-table",
            "many-pieces-at-prices-in-pennies"),
        Defect(
            "M7 no tax is not one thing", "export", "export-taxed-like-home", "free-sample-beside-goods", "gift-certificate-sold",
            "price-too-small-for-tax", "price-too-small-for-tax-abroad", "tax-codes-by-table", "digital-service-to-the-eu",
            "tax-code-table-without-the-row"),
        Defect(
            "M8 carriage tax ignored", "postage-taxed-by-the-goods", "postage-taxed-by-the-goods-in-an-exclusive-store",
            "postage-taxed-like-nothing"),
        Defect("M9 display currency", "the-order-that-shows-most-defects", "currency-absent", "currency-unknown"),
        Defect(
            "M10 base currency and rate", "foreign-currency", "foreign-currency-without-rate", "payment-by-currency",
            "currency-without-hundredths"),
        Defect(
            "M11 payment whether paid or not", "not-paid-yet", "method-counts-as-paid", "authorised-only",
            "payment-method-not-paid-whatever-the-status", "payment-method-without-a-row"),
        Defect(
            "M12 gift certificates, store credit, refunds", "gift-certificate-redeemed", "store-credit-redeemed",
            "store-credit-outside-the-total", "paid-by-certificate-alone", "captured-by-transactions", "payment-methods-by-table",
            "line-and-postage-refunded", "all-refunded", "everything-refunded-by-its-refunds"),
        Defect("M13 payment reference", "payment-has-a-provider-id", "captured-by-transactions"),
        Defect("M14 payment type", "method-counts-as-paid", "payment-methods-by-table"),
    ]

    static let datesAndPeople = [
        Defect("D1 only some offsets parse", "date-with-one-digit-and-west-of-greenwich", "date-unreadable"),
        Defect("D2 ISO dates", "date-in-iso-form"),
        Defect(
            "D3 offset thrown away, tax point", "night-hours-fall-on-the-next-day", "tax-point-paid", "tax-point-shipped",
            "tax-point-shipped-but-not-yet"),
        Defect(
            "A1 country name for its code", "country-without-code", "country-unknown", "isle-of-man-is-home", "jersey-is-export",
            "northern-ireland-code", "northern-ireland-by-postcode", "eu-delivery"),
        Defect("A2 digital and picked up", "digital-goods-only", "picked-up-in-the-shop"),
        Defect(
            "A3 several delivery addresses", "several-addresses-as-messages", "several-addresses-refused",
            "one-order-for-each-address", "one-order-for-each-address-with-its-own-carriage",
            "all-goods-to-one-of-several-addresses", "several-addresses-in-two-zones"),
        Defect("A4 long names", "long-name-and-street", "long-name-with-company"),
        Defect("A5 e-mail and telephone lost", "contact-of-the-delivery-kept", "contact-of-the-bill-in-a-free-field"),
        Defect(
            "A6 VAT number unread", "vat-number-in-a-form-field", "vat-number-of-no-such-form", "eu-business-by-parameter",
            "eu-business-by-table"),
        Defect("A7 guests share an id", "guest-without-own-account", "registered-customer"),
    ]

    static let textsLinesIdentity = [
        Defect("T1 notes overflow", "long-message"),
        Defect("T2 staff notes leak", "staff-notes-kept-inside", "staff-notes-asked-for"),
        Defect("T3 entities", "entities-and-control-characters"),
        Defect("T4 gift texts", "gift-card-and-event", "gift-texts-left-out"),
        Defect("L1 options lost", "options-beyond-the-comments", "the-order-that-shows-most-defects"),
        Defect("L2 empty SKU", "no-sku", "no-sku-default-code", "no-sku-other-default-code", "no-sku-but-a-row-for-the-product"),
        Defect("L3 SKU too long or padded", "sku-too-long", "sku-with-blanks"),
        Defect("L4 quantity shipped", "part-shipped"),
        Defect("L5 bundles", "bundle-with-its-parts", "bundle-parent-only", "bundle-children-only"),
        Defect(
            "L6 refunded lines", "piece-refunded", "piece-refunded-and-its-refund", "refund-of-no-line-in-particular",
            "price-reduced-by-a-refund", "partly-refunded-without-its-refunds"),
        Defect("L7 carriage without identity", "courier-of-the-shipping-method", "shipping-method-not-kept", "carriage-nominal"),
        Defect("I1 order number", "order-number-with-offset", "order-number-beyond-seven-digits"),
        Defect(
            "I2 one shop only", of: "zynk-sales-orders-to-bigcommerce-order-updates", "orders-of-one-store",
            "part-of-a-split-order"),
        Defect("I3 taken by", "source-of-the-order", "taken-by-the-same-for-all"),
        Defect("I4 deleted and cancelled orders", "statuses-left-out"),
    ]

    static let stock = [
        stock("S1 half pieces", "whole-numbers-only"), stock("S2 allocated empty or absent", "allocated-absent-or-empty"),
        stock("S3 items without stock", "item-types-without-stock"),
        stock("S4 assemblies that could be built", "assemblies-that-could-be-built", "assemblies-in-stock-only"),
        stock("S5 warning level", "warning-level"),
        stock(
            "S6 inactive or unpublished", "inactive-skipped", "inactive-sent-as-zero", "unpublished-sent", "unpublished-skipped",
            "unpublished-sent-as-zero"),
        stock("S7 negative stock", "negative-stock"), stock("S8 open shop orders", "open-shop-orders-subtracted"),
        stock("S9 safety stock and cap", "safety-stock-and-cap", "open-shop-orders-subtracted"),
    ]

    static let badInput = [
        Defect(
            "B1 letters, exponents, separators", "letters-in-a-price", "price-with-exponent", "price-with-thousands-separator"),
        Defect("B2 negative quantity", "quantity-below-zero"),
        Defect("B3 totals that contradict the lines", "does-not-add-up", "a-penny-beside-its-sum"),
        Defect("B4 tax missing", "price-with-tax-missing"), Defect("B5 country unknown", "country-unknown"),
        Defect("B6 currency unknown", "currency-unknown"),
        Defect("B7 discount larger than the order", "discount-larger-than-the-line", "total-below-zero"),
    ]

    static let all = money + datesAndPeople + textsLinesIdentity + stock + badInput

    private static let cases = Dictionary(grouping: MappingCases(Mapped.layers).all(), by: \.description)

    @Test(arguments: all)
    func defectIsMended(_ defect: Defect) throws {
        for name in defect.cases {
            let found = try #require(Self.cases["\(defect.mapping)/\(name)"]?.first, "there is no case \(name)")
            let result = MappingCases(Mapped.layers).run(found)
            #expect(result.passed, "\(name): \(result.difference ?? "")")
        }
    }

    @Test func noRowOfTheListIsForgotten() {
        let numbers = ["M": 14, "D": 3, "A": 7, "T": 4, "L": 7, "I": 4, "S": 9, "B": 7]
        let rows = numbers.flatMap { letter, count in (1...count).map { "\(letter)\($0)" } }
        #expect(Self.all.map(\.row).sorted() == rows.sorted())
    }

    private static func stock(_ title: String, _ cases: String...) -> Defect {
        Defect(title, mapping: "zynk-products-to-bigcommerce-inventory", cases: cases)
    }
}

extension ReferenceDefectTests.Defect {
    fileprivate init(_ title: String, mapping: String, cases: [String]) {
        (testDescription, self.mapping, self.cases) = (title, mapping, cases)
    }
}
