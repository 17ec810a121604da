import Money
import Testing

@Suite struct AmountParsingTests {
    struct Reading: Sendable, CustomTestStringConvertible {
        let text: String
        let value: String
        var testDescription: String { "'\(text)'" }

        static let all = [
            Reading(text: "0", value: "0"), Reading(text: "20", value: "20"), Reading(text: "8.3250", value: "8.325"),
            Reading(text: "-0.01", value: "-0.01"), Reading(text: "+5", value: "5"), Reading(text: " 12.50\n", value: "12.5"),
            Reading(text: "\t7 ", value: "7"), Reading(text: "1.", value: "1"), Reading(text: ".5", value: "0.5"),
            Reading(text: "007", value: "7"), Reading(text: "1.0000000000", value: "1"), Reading(text: "-0", value: "0"),
            Reading(text: "0.000001", value: "0.000001"), Reading(text: "999999999999.999999", value: "999999999999.999999"),
            Reading(text: "1000000000000000000", value: "1000000000000000000"),
        ]
    }

    @Test(arguments: Reading.all)
    func plainDecimalsAreReadExactly(_ reading: Reading) throws {
        #expect(try Amount(parsing: reading.text).description == reading.value)
    }

    @Test(arguments: [
        "", " ", ".", "-", "+", "--1", "+-1", "1-", "1,234.50", "1.234,50", "1 000", "1e3", "1E3", "12abc", "£5", "5.0.0", "NaN",
        "nan", "inf", "Infinity", "0x10", "１２", "1\u{00A0}", "½", "NULL",
    ])
    func everythingElseIsNoDecimal(_ text: String) {
        #expect(throws: AmountError.notADecimal(text)) { try Amount(parsing: text) }
    }

    @Test(arguments: ["0.0000001", "1.1234567", "-2.0000009"])
    func aSeventhDecimalThatIsNotZeroIsNotRoundedAway(_ text: String) {
        #expect(throws: AmountError.tooManyDecimals(text)) { try Amount(parsing: text) }
    }

    @Test(arguments: [
        "1000000000000000000.000001", "1000000000000000001", "-1000000000000000001", String(repeating: "9", count: 60),
    ])
    func whatDoesNotFitIsAnErrorAndNoWrapAround(_ text: String) {
        #expect(throws: AmountError.outOfRange(text)) { try Amount(parsing: text) }
    }

    @Test func anErrorTellsTheTextAndWhatWasExpected() {
        #expect(AmountError.notADecimal("1e3").description.contains("'1e3' is not a plain decimal number"))
        #expect(AmountError.outOfRange(String(repeating: "9", count: 90)).description.count < 130)
    }
}
