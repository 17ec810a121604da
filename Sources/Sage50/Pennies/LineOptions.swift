internal import Money

/// A way to post one line: its pieces, and by how much their total leaves the line's own.
struct LineOption: Sendable, Equatable {
    /// Quantity × unit price and what the ledger makes of it.
    struct Piece: Sendable, Equatable {
        var quantity: Amount
        var unitPrice: Amount
        var net: Amount
        var tax: Amount

        var gross: Amount { net + tax }
    }

    /// Pennies above (or, negative, below) the wanted gross amount.
    var delta: Int
    var pieces: [Piece]
    /// How far the net is from gross ÷ (1 + rate); then how far the prices are apart. Smaller is better.
    var distance = Amount.zero
    var spread = Amount.zero

    /// Pieces beyond the first.
    var splits: Int { pieces.count - 1 }
}

/// The ways to post one line, the best for each distance from its own total.
struct LineOptions: Sendable {
    /// How many pennies a line may leave its own total.
    static let reach = 2
    /// How far the unit prices of two pieces may be apart.
    static let widestSpread = Amount(micros: 50_000)

    let line: WantedLine
    let rules: LineArithmetic
    /// By distance: index 0 is `-reach` pennies.
    private(set) var best: [LineOption?]

    init(_ line: WantedLine, company: LedgerCodes.CompanySettings) throws(AmountError) {
        self.line = line
        rules = try LineArithmetic(line, company: company)
        best = Array(repeating: nil, count: 2 * LineOptions.reach + 1)
        try addSingles()
    }

    /// The option that reaches the line's own total plus `delta` pennies.
    func option(_ delta: Int) -> LineOption? { best[delta + LineOptions.reach] }

    /// Whether the line needs no change at all.
    var reachesItself: Bool { option(0)?.splits == 0 }

    mutating func offer(_ option: LineOption) {
        guard abs(option.delta) <= LineOptions.reach, !line.gross.isZero || option.delta == 0 else { return }
        let index = option.delta + LineOptions.reach
        if let known = best[index], !option.isBetter(than: known) { return }
        best[index] = option
    }

    /// One price for the whole line: the shop's own, then those around net ÷ quantity.
    private mutating func addSingles() throws(AmountError) {
        if let price = line.unitPrice {
            let option = try rules.option([(line.quantity, price)])
            if option.delta == 0 { return offer(option) }
        }
        var last: Amount?
        for pennies in -3...3 {
            let price = try rules.price(of: rules.net + Amount(micros: Int128(pennies) * Amount.penny.micros), line.quantity)
            guard price != last else { continue }
            last = price
            offer(try rules.option([(line.quantity, price)]))
        }
    }
}

extension LineOption {
    /// Fewer pieces, a net nearer to the shop's, prices nearer to each other; the earlier found wins a tie.
    fileprivate func isBetter(than other: LineOption) -> Bool {
        (splits, distance, spread) < (other.splits, other.distance, other.spread)
    }
}

/// Prices and amounts of one wanted line by the ledger's rules.
struct LineArithmetic: Sendable {
    let line: WantedLine
    let company: LedgerCodes.CompanySettings
    /// Gross ÷ (1 + rate), to six decimals.
    let ideal: Amount
    /// The same to the penny.
    let net: Amount

    init(_ line: WantedLine, company: LedgerCodes.CompanySettings) throws(AmountError) {
        self.line = line
        var company = company
        // Carriage is one amount, not quantity × price.
        if line.isCarriage { company.unitDecimals = 2 }
        self.company = company
        ideal = try line.gross.multiplied(by: Amount(100)).divided(by: Amount(100) + line.rate)
        net = ideal.rounded(to: 2)
    }

    /// One unit in the last place of a price.
    var unit: Amount { Amount(micros: (company.unitDecimals..<6).reduce(Int128(1)) { step, _ in step * 10 }) }

    /// The price nearest to `net` ÷ `quantity` that the company can hold.
    func price(of net: Amount, _ quantity: Amount) throws(AmountError) -> Amount {
        try net.divided(by: quantity).rounded(to: company.unitDecimals)
    }

    /// What the ledger makes of a quantity at a price.
    func piece(_ quantity: Amount, _ price: Amount) throws(AmountError) -> LineOption.Piece {
        let amounts = try LedgerRules.amounts(
            LedgerRules.PricedLine(quantity: quantity, unitPrice: price), rate: line.rate, company: company)
        return LineOption.Piece(
            quantity: quantity, unitPrice: price.rounded(to: company.unitDecimals), net: amounts.net, tax: amounts.tax)
    }

    func option(_ parts: [(quantity: Amount, price: Amount)]) throws(AmountError) -> LineOption {
        var pieces: [LineOption.Piece] = []
        for part in parts { pieces.append(try piece(part.quantity, part.price)) }
        return option(pieces)
    }

    func option(_ pieces: [LineOption.Piece]) -> LineOption {
        let off = pieces.map(\.gross).sum() - line.gross
        var option = LineOption(delta: Int(clamping: off.micros / Amount.penny.micros), pieces: pieces)
        option.distance = (pieces.map(\.net).sum() - ideal).magnitude
        let prices = pieces.map(\.unitPrice)
        option.spread = (prices.max() ?? .zero) - (prices.min() ?? .zero)
        return option
    }
}
