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
    var fit: Fit

    /// How well the pieces stand for the line. Smaller is better: fewer pieces, a net nearer to the shop's, closer prices.
    struct Fit: Sendable, Comparable {
        /// Pieces beyond the first.
        var splits: Int
        /// Between the net and gross ÷ (1 + rate).
        var distance: Amount
        /// Between the highest and the lowest price.
        var spread: Amount

        static func < (left: Fit, right: Fit) -> Bool {
            (left.splits, left.distance, left.spread) < (right.splits, right.distance, right.spread)
        }
    }
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
    var reachesItself: Bool { option(0)?.fit.splits == 0 }

    /// Keeps the option when nothing as good is known for its distance; the one found first wins a tie.
    mutating func offer(_ first: LineOption.Piece, _ second: LineOption.Piece? = nil, _ third: LineOption.Piece? = nil) {
        let gross = first.gross + (second?.gross ?? .zero) + (third?.gross ?? .zero)
        let delta = Int(clamping: (gross - line.gross).micros / Amount.penny.micros)
        guard abs(delta) <= LineOptions.reach, !line.gross.isZero || delta == 0 else { return }
        let index = delta + LineOptions.reach
        let fit = rules.fit(first, second, third)
        if let known = best[index], known.fit <= fit { return }
        best[index] = LineOption(delta: delta, pieces: [first, second, third].compactMap { $0 }, fit: fit)
    }

    /// One price for the whole line: the shop's own, then those around net ÷ quantity.
    private mutating func addSingles() throws(AmountError) {
        if let price = line.unitPrice {
            let piece = try rules.piece(line.quantity, price)
            if piece.gross == line.gross { offer(piece) }
        }
        var last: Amount?
        for pennies in -3...3 {
            let price = try rules.price(of: rules.net + Amount(micros: Int128(pennies) * Amount.penny.micros), line.quantity)
            guard price != last else { continue }
            last = price
            offer(try rules.piece(line.quantity, price))
        }
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

    /// How well pieces stand for the line.
    func fit(_ first: LineOption.Piece, _ second: LineOption.Piece?, _ third: LineOption.Piece?) -> LineOption.Fit {
        guard let second else { return LineOption.Fit(splits: 0, distance: (first.net - ideal).magnitude, spread: .zero) }
        let last = third ?? second
        let highest = max(first.unitPrice, second.unitPrice, last.unitPrice)
        let lowest = min(first.unitPrice, second.unitPrice, last.unitPrice)
        let net = first.net + second.net + (third?.net ?? .zero)
        return LineOption.Fit(splits: third == nil ? 1 : 2, distance: (net - ideal).magnitude, spread: highest - lowest)
    }
}
