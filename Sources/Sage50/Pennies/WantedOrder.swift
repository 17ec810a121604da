internal import Money

/// An order as the shop charged it: what the ledger's own arithmetic has to reach.
struct WantedOrder: Sendable, Equatable {
    /// Goods, services, charges and at most one carriage, in the order of the lines. Message lines are left out.
    var lines: [WantedLine]
    /// What the shopper paid: the sum of the lines' gross amounts.
    var total: Amount
}

/// One line, or the carriage, in whole pennies of the order's currency.
struct WantedLine: Sendable, Equatable {
    /// How sentences name it: `line 2 (MUG-1)`, `carriage`.
    var place: String
    /// Above 0, within the company's decimals; 1 for carriage.
    var quantity = Amount.one
    /// As the shop charged it, after all discounts.
    var gross: Amount
    /// The shop's own net price of one unit; it is kept where it reaches the line's total. `nil` when there is none.
    var unitPrice: Amount?
    /// Percent.
    var rate: Amount
    /// `T1`. Pennies move between lines of one code before they move between codes.
    var code: String
    /// The line may be posted in pieces of different price.
    var maySplit = true
    /// Takes one amount in pennies; at most one line of an order.
    var isCarriage = false
}
