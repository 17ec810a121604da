import Testing
import XSLT

@testable import AutoMapper

/// `urn:crosswalk:money`.
struct MoneyFunctionTests {
    static let table = [
        Expected("money:add('0.1', '0.2')", "0.3"),
        Expected("money:subtract('10.0000', '12.5')", "-2.5"),
        Expected("money:subtract('', 'NULL')", "0"),
        Expected("money:subtract('5', /r/absent)", "5"),
        Expected("money:multiply('0.8325', 3)", "2.4975"),
        Expected("money:divide('10', '3')", "3.333333"),
        Expected("money:sum(/r/a)", "0.6"),
        Expected("money:net('29.97', '20')", "24.98"),
        Expected("money:tax('29.97', '20')", "4.99"),
        Expected("money:net('0.00', '')", "0.00"),
        Expected("money:format('1234567890123.455', 2)", "1234567890123.46"),
        Expected("money:format('-0.005', 2)", "-0.01"),
        Expected("money:compare('2.00', '2')", "0"),
        Expected("money:compare('-1', '2')", "-1"),
        Expected("money:is-near('1.004', '1.00')", "true"),
        Expected("money:at-least-zero('-0.01')", "0"),
        Expected("money:at-least-zero('0.01')", "0.01"),
        Expected("money:is-near('1.005', '1.00')", "true"),
        Expected("money:is-near('1.006', '1.00')", "false"),
        Expected("money:floor('-0.5')", "-1"),
        Expected("money:floor('10.1')", "10"),
        Expected("money:ceiling('0.5')", "1"),
        Expected("money:ceiling('-0.5')", "0"),
        Expected("money:share('10.00', /r/a, 1)", "1.67"),
        Expected("money:share('10.00', /r/a, 3)", "5"),
        Expected("money:shares('10.00', /r/a)[2]", "3.33"),
        Expected("money:sum(money:shares('10.0001', /r/a))", "10.0001"),
        Expected("money:shares('10.00', /r/absent)", ""),
        Expected("string(money:knows-rate('20=1 5=5', '20.0'))", "true"),
        Expected("string(money:knows-rate('20=1 5=5', '1'))", "false"),
    ]

    @Test(arguments: table)
    func functionGivesExactDecimals(_ expected: Expected) throws {
        let input = "<r><a>0.1</a><a>0.2</a><a>0.3</a></r>"
        #expect(try Evaluated.text(expected.expression, input: input) == expected.result)
    }

    static let rates = [
        Expected("money:rate-of('9.9900', '8.3250', '20=1 5=5 0=0')", "20"),
        Expected("money:rate-of('0.99', '0.83', '20=1 5=5 0=0')", "20"),
        Expected("money:rate-of('105', '100', '20 5 0')", "5"),
        Expected("money:rate-of('12.50', '12.50', '20 5 0')", "0"),
        Expected("money:rate-of('117.5', '100', '20 5 0')", "17.5"),
        Expected("money:rate-of('0', '0', '20 5 0')", ""),
        Expected("money:rate-of('0.02', '0.02', '20 5 0')", ""),
        Expected("money:rate-of('0.03', '0.03', '20 5 0')", "0"),
    ]

    @Test(arguments: rates)
    func rateIsToldByTwoPricesOrNotAtAll(_ expected: Expected) throws {
        #expect(try Evaluated.text(expected.expression) == expected.result)
    }

    @Test func fittedPartsAddUpAndNoneMovesByMoreThanAPenny() throws {
        let input = "<r>" + String(repeating: "<a>0.004</a>", count: 50) + "</r>"
        #expect(try Evaluated.text("count(money:fit('0.20', /r/a)[. = '0.01'])", input: input) == "20")
        #expect(try Evaluated.text("count(money:fit('0.20', /r/a)[. = '0.00'])", input: input) == "30")
    }

    @Test func largePartIsNotMovedByThePenniesOfSmallOnes() throws {
        let input = "<r><a>28.43</a><a>9.0376</a><a>16.1368</a><a>11816</a><a>3.99</a><a>0</a></r>"
        let fitted = ["28.43", "9.04", "16.13", "11816.00", "3.99", "0.00"]
        for (index, expected) in fitted.enumerated() {
            #expect(try Evaluated.text("money:fit('11873.59', /r/a)[\(index + 1)]", input: input) == expected)
        }
    }

    @Test func partsAreFittedDownwardsToo() throws {
        let input = "<r><a>0.005</a><a>0.009</a><a>0.006</a><a>0</a></r>"
        #expect(try Evaluated.text("money:sum(money:fit('0.02', /r/a))", input: input) == "0.02")
        #expect(try Evaluated.text("money:fit('0.02', /r/a)[1]", input: input) == "0.00")
        #expect(try Evaluated.text("money:fit('0.00', /r/a)[2]", input: input) == "0.00")
    }

    @Test func partsThatDoNotBelongToTheTotalAreOnlyRounded() throws {
        let input = "<r><a>10.004</a><a>5</a></r>"
        #expect(try Evaluated.text("money:fit('99.00', /r/a)[1]", input: input) == "10.00")
    }

    @Test func sharesOfAnOrderAreThoseAskedForOneByOne() throws {
        let input = "<r>" + (1...60).map { "<a>\($0).07</a>" }.joined() + "</r>"
        for index in [1, 17, 60] {
            let one = try Evaluated.text("money:share('123.45', /r/a, \(index))", input: input)
            #expect(try Evaluated.text("money:compare(money:shares('123.45', /r/a)[\(index)], '\(one)')", input: input) == "0")
        }
    }

    @Test(arguments: ["money:add('1,234.50', 0)", "money:add('12abc', 0)", "money:add(0 div 0, 0)", "money:add('1e3', 0)"])
    func lenientNumbersAreRefused(_ expression: String) {
        #expect { try Evaluated.text(expression) } throws: { String(describing: $0).contains("E-AMOUNT: add:") }
    }

    @Test func divisionByZeroStopsTheRecord() {
        #expect { try Evaluated.text("money:divide(1, 0)") } throws: { String(describing: $0).contains("a division by zero") }
    }

    @Test func hugeAmountsAreRefusedNotWrappedAround() {
        let huge = "money:multiply('100000000000000000', '100000000000000000')"
        #expect { try Evaluated.text(huge) } throws: { String(describing: $0).contains("larger than any amount") }
    }
}
