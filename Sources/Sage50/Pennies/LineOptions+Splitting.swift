internal import Money

extension LineOptions {
    /// Adds the ways to post the line in two pieces: a few units at a price of their own, the bulk at another.
    ///
    /// The number of units in the small piece is 1, 2, 3, half, or what makes the pieces' prices differ by one unit in the last
    /// place; the bulk's price is near net ÷ quantity and the other one follows. So the work does not grow with the quantity.
    mutating func addPairs() throws(AmountError) {
        guard !line.isCarriage else { return try addCarriagePair() }
        guard line.maySplit, line.quantity > .one, !line.gross.isZero else { return }
        let low = try lowPrice()
        for small in try smallPieces(low) {
            let bulk = line.quantity - small
            for step in -1...2 {
                let price = low + Amount(micros: Int128(step) * rules.unit.micros)
                guard !price.isNegative else { continue }
                try addPairs(rules.piece(bulk, price), small)
            }
        }
    }

    /// Adds the ways to post the line in three pieces: of two that differ by one unit, one is parted once more, which changes
    /// only how their taxes round.
    mutating func addTriples() throws(AmountError) {
        guard line.maySplit, !line.isCarriage, line.quantity > Amount(2), !line.gross.isZero else { return }
        let low = try lowPrice()
        guard !low.isNegative else { return }
        let high = low + rules.unit
        for target in targets(within: 2) {
            let atHigh = try unitsAtHighPrice(target, low)
            guard atHigh.isWhole(), atHigh > .zero, atHigh < line.quantity else { continue }
            let atLow = line.quantity - atHigh
            for parted in (1...5).map({ Amount($0) }) {
                if parted < atHigh {
                    try offer(rules.piece(atHigh - parted, high), rules.piece(parted, high), rules.piece(atLow, low))
                }
                if parted < atLow {
                    try offer(rules.piece(atLow - parted, low), rules.piece(parted, low), rules.piece(atHigh, high))
                }
            }
        }
    }

    /// The small piece takes the price that brings the line's net to a target.
    private mutating func addPairs(_ bulk: LineOption.Piece, _ small: Amount) throws(AmountError) {
        var last: Amount?
        for target in targets(within: 2) {
            let price = try rules.price(of: target - bulk.net, small)
            guard price != last, !price.isNegative, (price - bulk.unitPrice).magnitude <= LineOptions.widestSpread else {
                continue
            }
            last = price
            offer(bulk, try rules.piece(small, price))
        }
    }

    /// Carriage is one amount in the ledger; its second half becomes a line.
    private mutating func addCarriagePair() throws(AmountError) {
        guard line.gross > Amount.penny + Amount.penny else { return }
        let half = Amount(micros: rules.net.micros / Amount.penny.micros / 2 * Amount.penny.micros)
        for offset in 0...5 {
            let first = half - Amount(micros: Int128(offset) * Amount.penny.micros)
            guard first > .zero else { return }
            for target in targets(within: 1) where target > first {
                try offer(rules.piece(.one, target - first), rules.piece(.one, first))
            }
        }
    }

    /// The line's net, and pennies around it, from below: with equal distance the lower net is the one that was named first.
    private func targets(within pennies: Int) -> [Amount] {
        (-pennies...pennies).map { rules.net + Amount(micros: Int128($0) * Amount.penny.micros) }
    }

    /// The highest price whose bulk does not exceed the line's net.
    private func lowPrice() throws(AmountError) -> Amount {
        let price = try rules.price(of: rules.ideal, line.quantity)
        return try line.quantity.multiplied(by: price) > rules.ideal ? price - rules.unit : price
    }

    /// How many units at one unit above the low price bring the net to the target.
    private func unitsAtHighPrice(_ target: Amount, _ low: Amount) throws(AmountError) -> Amount {
        try (target - line.quantity.multiplied(by: low)).divided(by: rules.unit)
    }

    private func smallPieces(_ low: Amount) throws(AmountError) -> [Amount] {
        let half = Amount(Int(clamping: line.quantity.floor / 2))
        var sizes = [Amount(1), Amount(2), Amount(3), half]
        for target in targets(within: 1) {
            let atHigh = try unitsAtHighPrice(target, low)
            guard atHigh.isWhole(), atHigh > .zero, atHigh < line.quantity else { continue }
            sizes += [min(atHigh, line.quantity - atHigh)]
        }
        var seen: Set<Amount> = []
        return sizes.filter { $0 > .zero && $0 + $0 <= line.quantity && seen.insert($0).inserted }
    }
}
