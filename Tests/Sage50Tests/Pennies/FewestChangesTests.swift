import Money
import Testing

@testable import Sage50

/// What the search promises, held against plain counting.
@Suite struct FewestChangesTests {
    /// Every way to price single pieces within reach, the slow way: the fewest pennies that have to move, `nil` when none fits.
    private func fewestPennies(_ grosses: [Int]) -> Int? {
        let reachable = Set(
            (0...grosses.reduce(0, max) + 10).map { $0 + Int((Double($0) / 5).rounded(.toNearestOrAwayFromZero)) })
        var sums: [Int: Int] = [0: 0]
        for gross in grosses {
            var next: [Int: Int] = [:]
            for (sum, cost) in sums {
                for delta in -2...2 where reachable.contains(gross + delta) && (gross > 0 || delta == 0) {
                    next[sum + delta] = min(next[sum + delta] ?? .max, cost + abs(delta))
                }
            }
            sums = next
        }
        return sums[0].map { $0 / 2 }
    }

    @Test func singlePiecesMoveAsFewPenniesAsThereIsNeedFor() throws {
        var seed: UInt64 = 7
        func next(_ bound: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % bound
        }
        for _ in 0..<300 {
            let grosses = (0...next(5)).map { _ in next(5_000) + 10 }
            let lines = grosses.map { WantedLine.goods(1, Amount(micros: Int128($0) * 10_000).description) }
            let found = try PennySearch(company: .init()).plain(WantedOrder(lines))
            if let fewest = fewestPennies(grosses) {
                #expect(found.adjustments.count == fewest, "\(grosses)")
            } else {
                #expect(found.adjustments.map(\.kind).contains(.pennyLine), "\(grosses)")
            }
        }
    }

    @Test func aPennyMovesWithinItsCodeRatherThanToAnother() throws {
        // The book could take the penny of the mug, but so can the postage, which has the mug's code.
        let wanted = [WantedLine.goods(1, "9.99"), .goods(1, "12.50", rate: 0), .carriage("3.95")]
        let found = try PennySearch(company: .init()).plain(WantedOrder(wanted))
        #expect(found.lines.map(\.gross.description) == ["9.98", "12.5", "3.96"])
        #expect(found.adjustments.count == 1)
    }

    @Test func aLineIsSplitBeforeAPennyGoesToAnotherCode() throws {
        let wanted = [WantedLine.goods(3, "29.97"), .goods(1, "12.50", rate: 0)]
        let found = try PennySearch(company: .init()).plain(WantedOrder(wanted))
        #expect(found.adjustments.map(\.kind) == [.splitLine])
        #expect(found.lines.last?.gross == wanted[1].gross)
    }

    @Test func aPennyGoesToAnotherCodeBeforeThereIsAPennyLine() throws {
        let wanted = [WantedLine.goods(1, "9.99"), .goods(1, "12.50", rate: 0)]
        let found = try PennySearch(company: .init()).plain(WantedOrder(wanted))
        #expect(found.adjustments.map(\.kind) == [.movedPenny])
        #expect(found.texts == ["1 × 8.32 (8.32 + 1.66)", "1 × 12.51 (12.51 + 0.00)"])
    }

    @Test func carriageIsHalvedWhereNothingOfItsCodeCanTakeThePenny() throws {
        let wanted = [WantedLine.goods(2, "12.50", rate: 0, maySplit: false), .carriage("4.95")]
        let found = try PennySearch(company: .init()).plain(WantedOrder(wanted))
        #expect(found.adjustments.map(\.kind) == [.carriageLine])
        #expect(found.lines.map(\.role) == [.line, .carriage, .carriageLine])
        #expect(found.lines.dropFirst().map(\.gross).sum() == wanted[1].gross)
    }

    @Test func aLineWithTheShopsOwnPriceMayStillTakeAPenny() throws {
        var company = LedgerCodes.CompanySettings()
        company.unitDecimals = 4
        let wanted = [WantedLine.goods(1, "19.99", price: "16.6583"), .carriage("4.95")]
        let found = try PennySearch(company: company).plain(WantedOrder(wanted))
        #expect(found.adjustments.map(\.kind) == [.movedPenny])
        let alone = try PennySearch(company: company).plain(WantedOrder([wanted[0]]))
        #expect(alone.lines.map(\.unitPrice.description) == ["16.6583"])
    }

    @Test func aLineThatMustStayWholeIsNeverSplit() throws {
        let wanted = [WantedLine.goods(3, "29.97", maySplit: false), .goods(1, "19.99"), .carriage("3.95")]
        let found = try PennySearch(company: .init()).plain(WantedOrder(wanted))
        #expect(found.lines.count == 3)
        #expect(throws: PennyFailure.unreachable(total: wanted[0].gross)) {
            try PennySearch(company: .init()).plain(WantedOrder([wanted[0]]))
        }
    }

    @Test func aFreeLineStaysFree() throws {
        let wanted = [WantedLine.goods(1, "9.99"), .goods(1, "0.00"), .carriage("4.95")]
        let found = try PennySearch(company: .init()).plain(WantedOrder(wanted))
        #expect(found.lines[1].gross.isZero)
    }

    @Test func linesThatDoNotAddUpAreNotSearched() throws {
        let wanted = WantedOrder(lines: [.goods(1, "10.00")], total: Amount(11))
        #expect(throws: PennyFailure.contradiction(lines: Amount(10), total: Amount(11))) {
            try PennySearch(company: .init()).plain(wanted)
        }
        #expect(throws: PennyFailure.contradiction(lines: Amount(micros: 10_005_000), total: Amount(micros: 10_005_000))) {
            try PennySearch(company: .init()).plain(WantedOrder([.goods(1, "10.005")]))
        }
    }

    @Test(arguments: [2, 3, 4])
    func whatTheLedgerMakesOfThePiecesIsTheTotalForAnyDecimals(_ decimals: Int) throws {
        var company = LedgerCodes.CompanySettings()
        company.unitDecimals = decimals
        for quantity in [1, 2, 3, 7, 12, 50, 99, 100, 250] {
            for pence in [1, 19, 49, 99, 999, 1_299, 1_999] where quantity * pence > 10 {
                let gross = Amount(micros: Int128(quantity * pence) * 10_000)
                for rate in [0, 5, 20] {
                    let line = WantedLine.goods(quantity, gross.description, rate: rate)
                    let found = try PennySearch(company: company).plain(WantedOrder([line]))
                    #expect(found.gross == gross)
                    #expect(found.lines.filter { $0.role == .line }.map(\.quantity).sum() == line.quantity)
                    for piece in found.lines {
                        let made = try LedgerRules.amounts(
                            .init(quantity: piece.quantity, unitPrice: piece.unitPrice), rate: line.rate, company: company)
                        #expect(made.net == piece.net && made.tax == piece.tax)
                        #expect(piece.unitPrice.isWhole(decimals: decimals))
                    }
                }
            }
        }
    }

    @Test func fiftyUnreachableLinesAreBalancedAmongThemselves() throws {
        let lines = Array(repeating: WantedLine.goods(1, "9.99"), count: 50)
        let found = try PennySearch(company: .init()).plain(WantedOrder(lines))
        #expect(found.lines.count == 50)
        #expect(found.adjustments.count == 25)
    }

    @Test func theSameOrderAlwaysGivesTheSameAnswer() throws {
        let wanted = WantedOrder([.goods(7, "139.93"), .goods(3, "29.97"), .goods(1, "9.99", rate: 5), .carriage("4.95")])
        let first = try PennySearch(company: .init()).plain(wanted)
        for _ in 0..<5 { #expect(try PennySearch(company: .init()).plain(wanted) == first) }
    }
}
