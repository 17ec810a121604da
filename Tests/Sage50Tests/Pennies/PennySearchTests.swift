import Money
import Testing

@testable import Sage50

/// The golden cases of the plain route: what each order becomes, and how many changes that takes.
@Suite struct PennySearchTests {
    struct Golden: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let wanted: [WantedLine]
        /// `quantity × price (net + tax)`; carriage without quantity.
        let plain: [String]
        var changes: [Adjustment.Kind] = []
    }

    static let cases: [Golden] = [
        Golden(
            testDescription: "3 × 9.99", wanted: [.goods(3, "29.97")],
            plain: ["2 × 8.32 (16.64 + 3.33)", "1 × 8.33 (8.33 + 1.67)"], changes: [.splitLine]),
        Golden(
            testDescription: "7 × 19.99", wanted: [.goods(7, "139.93")],
            plain: ["6 × 16.66 (99.96 + 19.99)", "1 × 16.65 (16.65 + 3.33)"], changes: [.splitLine]),
        Golden(
            testDescription: "100 × 0.99", wanted: [.goods(100, "99.00")],
            plain: ["50 × 0.82 (41.00 + 8.20)", "50 × 0.83 (41.50 + 8.30)"], changes: [.splitLine]),
        Golden(
            testDescription: "9.99 and postage 4.95", wanted: [.goods(1, "9.99"), .carriage("4.95")],
            plain: ["1 × 8.32 (8.32 + 1.66)", "4.13 + 0.83"], changes: [.movedPenny]),
        // One penny moved; the example in the reference splits a line and moves a penny for the same total.
        Golden(
            testDescription: "three lines and postage 3.95",
            wanted: [.goods(2, "29.98"), .goods(3, "14.97"), .goods(1, "19.99"), .carriage("3.95")],
            plain: ["2 × 12.49 (24.98 + 5.00)", "3 × 4.16 (12.48 + 2.50)", "1 × 16.66 (16.66 + 3.33)", "3.28 + 0.66"],
            changes: [.movedPenny]),
        Golden(
            testDescription: "12.99 alone", wanted: [.goods(1, "12.99")],
            plain: ["1 × 10.82 (10.82 + 2.16)", "penny 1 × 0.01 (0.01 + 0.00)"], changes: [.pennyLine]),
        Golden(
            testDescription: "120.00 less coupon 12.00", wanted: [.goods(1, "108.00")], plain: ["1 × 90.00 (90.00 + 18.00)"]),
        Golden(
            testDescription: "3 × 24.00 less 10.00", wanted: [.goods(3, "62.00")],
            plain: ["2 × 17.23 (34.46 + 6.89)", "1 × 17.21 (17.21 + 3.44)"], changes: [.splitLine]),
        Golden(
            testDescription: "50.00 net with handling and wrapping",
            wanted: [.goods(1, "60.00"), .goods(1, "3.60"), .carriage("3.00")],
            plain: ["1 × 50.00 (50.00 + 10.00)", "1 × 3.00 (3.00 + 0.60)", "2.50 + 0.50"]),
        Golden(
            testDescription: "100.00 net at 5 %", wanted: [.goods(1, "105.00", rate: 5)], plain: ["1 × 100.00 (100.00 + 5.00)"]),
        Golden(
            testDescription: "book at 0 %, mug, postage",
            wanted: [.goods(1, "12.50", rate: 0), .goods(1, "8.99"), .carriage("3.95")],
            plain: ["1 × 12.50 (12.50 + 0.00)", "1 × 7.49 (7.49 + 1.50)", "3.29 + 0.66"]),
        Golden(
            testDescription: "120.00, of which 100.00 by gift certificate", wanted: [.goods(1, "120.00")],
            plain: ["1 × 100.00 (100.00 + 20.00)"]),
        Golden(
            testDescription: "export to the US", wanted: [.goods(1, "50.00", rate: 0)], plain: ["1 × 50.00 (50.00 + 0.00)"]),
        // zynk-workflow.md 9.0: carriage takes the penny that no price of the mugs can give.
        Golden(
            testDescription: "the order that shows most defects",
            wanted: [.goods(3, "26.97"), .goods(1, "12.50", rate: 0), .goods(1, "2.40"), .carriage("6.15")],
            plain: ["3 × 7.49 (22.47 + 4.49)", "1 × 12.50 (12.50 + 0.00)", "1 × 2.00 (2.00 + 0.40)", "5.13 + 1.03"],
            changes: [.movedPenny]),
    ]

    @Test(arguments: cases)
    func goldenCasesReachTheShopsTotalWithFewestChanges(_ golden: Golden) throws {
        let found = try PennySearch(company: .init()).plain(WantedOrder(golden.wanted))
        #expect(found.texts == golden.plain)
        #expect(found.adjustments.map(\.kind) == golden.changes)
        #expect(found.gross == golden.wanted.map(\.gross).sum())
    }
}

extension WantedLine {
    static func goods(_ quantity: Int, _ gross: String, rate: Int = 20, price: String? = nil, maySplit: Bool = true) -> WantedLine
    {
        WantedLine(
            place: "the goods", quantity: Amount(quantity), gross: amount(gross), unitPrice: price.map(amount),
            rate: Amount(rate),
            code: "T\(rate)", maySplit: maySplit)
    }

    static func carriage(_ gross: String, rate: Int = 20) -> WantedLine {
        WantedLine(place: "carriage", gross: amount(gross), rate: Amount(rate), code: "T\(rate)", isCarriage: true)
    }

    /// A test's own figures; a slip shows as a wrong total.
    private static func amount(_ text: String) -> Amount { (try? Amount(parsing: text)) ?? .zero }
}

extension WantedOrder {
    init(_ lines: [WantedLine]) { self.init(lines: lines, total: lines.map(\.gross).sum()) }
}

extension PlainOrder {
    var texts: [String] { lines.map(\.text) }
}

extension PlainLine {
    /// As the golden cases write it.
    var text: String {
        let amounts = "\(net.formatted(decimals: 2)) + \(tax.formatted(decimals: 2))"
        switch role {
        case .line: return "\(quantity) × \(unitPrice.formatted(decimals: 2)) (\(amounts))"
        case .carriage: return amounts
        case .carriageLine: return "S " + amounts
        case .pennyLine: return "penny \(quantity) × \(unitPrice.formatted(decimals: 2)) (\(amounts))"
        }
    }
}
