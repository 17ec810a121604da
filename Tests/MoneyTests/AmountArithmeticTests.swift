import Money
import Testing

@Suite struct AmountArithmeticTests {
    private func amount(_ text: String) throws -> Amount { try Amount(parsing: text) }

    @Test(arguments: [
        ("0.005", 2, "0.01"), ("-0.005", 2, "-0.01"), ("0.0049", 2, "0.00"), ("1.005", 2, "1.01"), ("2.675", 2, "2.68"),
        ("-2.675", 2, "-2.68"), ("12.5", 0, "13"), ("-12.5", 0, "-13"), ("7", 2, "7.00"), ("1.25", 8, "1.25000000"),
    ])
    func roundingIsHalfAwayFromZero(_ text: String, _ decimals: Int, _ shown: String) throws {
        #expect(try amount(text).formatted(decimals: decimals) == shown)
    }

    @Test(arguments: [
        ("3.78552631578947", "3.785526"), ("24.980000000000004", "24.98"), ("0.0000005", "0.000001"), ("-0.0000005", "-0.000001"),
        ("0.00000049", "0"), ("9.9999999", "10"), ("5", "5"),
    ])
    func binaryResidueIsRoundedAtTheSixthDecimal(_ text: String, _ value: String) throws {
        #expect(try Amount(rounding: text).description == value)
    }

    @Test(arguments: ["1e-7", "NaN", "1,5", "", "1.2.3"])
    func roundingReadsNothingThatParsingRefuses(_ text: String) {
        #expect(throws: AmountError.notADecimal(text)) { try Amount(rounding: text) }
    }

    @Test(arguments: [
        ("1.25", "1.25", "1.5625"), ("0.000001", "0.5", "0.000001"), ("0.000001", "0.4", "0"), ("-3", "0.333333", "-0.999999"),
        ("999999999", "999999999", "999999998000000001"),
    ])
    func productsAreExactOrRoundedAtTheSixthDecimal(_ left: String, _ right: String, _ product: String) throws {
        #expect(try amount(left).multiplied(by: amount(right)).description == product)
    }

    @Test(arguments: [
        ("1", "3", "0.333333"), ("2", "3", "0.666667"), ("-2", "3", "-0.666667"), ("2", "-3", "-0.666667"), ("10", "4", "2.5"),
    ])
    func quotientsAreRoundedHalfAwayFromZero(_ left: String, _ right: String, _ quotient: String) throws {
        #expect(try amount(left).divided(by: amount(right)).description == quotient)
    }

    @Test func whatCannotBeComputedIsAnError() throws {
        let huge = try amount("1000000000000000000")
        #expect(throws: AmountError.outOfRange("1000000000000000000 × 1000000000000000000")) { try huge.multiplied(by: huge) }
        #expect(throws: AmountError.divisionByZero) { try Amount.one.divided(by: .zero) }
    }

    @Test(arguments: [
        ("14.99", "20", "12.49", "2.50"), ("9.99", "20", "8.33", "1.66"), ("0.99", "20", "0.83", "0.16"),
        ("29.97", "20", "24.98", "4.99"),
        ("139.93", "20", "116.61", "23.32"), ("105.00", "5", "100.00", "5.00"), ("12.50", "0", "12.50", "0.00"),
        ("-14.99", "20", "-12.49", "-2.50"),
        ("0.01", "20", "0.01", "0.00"),
    ])
    func grossSplitsIntoNetAndTheRest(_ gross: String, _ rate: String, _ net: String, _ tax: String) throws {
        let split = try amount(gross).splitGross(percent: amount(rate))
        #expect(split.net.formatted(decimals: 2) == net)
        #expect(split.tax.formatted(decimals: 2) == tax)
    }

    @Test func netAndTaxOfAnyAmountAddUpAndTaxIsWithinAPennyOfTheRate() throws {
        for pence in 1...20_000 {
            for rate in [Amount(20), Amount(5), .zero] {
                let gross = Amount(micros: Int128(pence) * 10_000)
                let split = try gross.splitGross(percent: rate)
                #expect(split.net + split.tax == gross)
                let ledgersTax = try split.net.tax(percent: rate)
                #expect((split.tax - ledgersTax).magnitude <= .penny)
            }
        }
    }

    struct Sharing: Sendable, CustomTestStringConvertible {
        let total: String
        let weights: [String]
        let parts: [String]
        var testDescription: String { "\(total) over \(weights.joined(separator: ", "))" }

        static let all = [
            Sharing(total: "10", weights: ["1", "1", "1"], parts: ["3.34", "3.33", "3.33"]),
            Sharing(total: "-10", weights: ["1", "1", "1"], parts: ["-3.34", "-3.33", "-3.33"]),
            Sharing(total: "0.02", weights: ["5", "5", "5"], parts: ["0.01", "0.01", "0"]),
            Sharing(total: "5", weights: ["0", "0"], parts: ["5", "0"]), Sharing(total: "5", weights: [], parts: []),
            Sharing(total: "10", weights: ["20", "0", "20"], parts: ["5", "0", "5"]),
            Sharing(total: "100", weights: ["99.99", "0.01"], parts: ["99.99", "0.01"]),
            Sharing(total: "0.005", weights: ["1", "1"], parts: ["0.005", "0"]),
        ]
    }

    @Test(arguments: Sharing.all)
    func partsAddUpToTheWhole(_ sharing: Sharing) throws {
        let parts = try amount(sharing.total).shared(over: sharing.weights.map { try amount($0) })
        #expect(parts.map(\.description) == sharing.parts)
        let total = try amount(sharing.total)
        #expect(sharing.weights.isEmpty || parts.sum() == total)
    }

    @Test(arguments: [("1.5", 1), ("-1.5", -2), ("2", 2), ("-2", -2), ("0.999999", 0), ("-0.000001", -1)])
    func theFloorIsNeverAboveTheValue(_ text: String, _ floor: Int) throws {
        #expect(try amount(text).floor == Int128(floor))
    }

    @Test func amountsCompareAndHashByValue() throws {
        #expect(try amount("1.10") == amount("1.1"))
        #expect(try Set([amount("1.10"), amount("1.1")]).count == 1)
        #expect(try amount("-2") < amount("-1.999999"))
        #expect(try amount("2.50").isWhole(decimals: 2))
        #expect(try !amount("2.505").isWhole(decimals: 2))
    }
}
