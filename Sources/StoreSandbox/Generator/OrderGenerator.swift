public import Money

/// Invents orders whose arithmetic is that of a real store: the same orders for the same seed on every machine.
///
///     let catalogue = try Catalogue(products: 120, seed: 1)
///     var generator = OrderGenerator(seed: 1, catalogue: catalogue)
///     let orders = try generator.orders(250)
///
/// About 85 of a hundred orders are plain; the others take their shape from ``OrderShape`` in turn, so that 280 orders show
/// every shape.
public struct OrderGenerator: Sendable {
    /// Of a hundred orders, how many are priced with tax.
    public var inclusiveShare = 50
    /// What can be bought.
    let items: [CatalogueItem]
    /// Decides everything.
    var dice: SeededGenerator
    /// Ids of lines and the like.
    private var numbers = OrderNumbers()
    /// The id of the next order.
    private var nextID: Int
    /// When the last order came in.
    private var clock: Instant
    /// Orders so far.
    private var count = 0
    /// Orders so far that are not plain.
    private var oddCount = 0

    /// - Parameters:
    ///   - firstID: the id of the first order; abandoned checkouts leave gaps after it.
    ///   - start: when the first order comes in; the next ones follow minutes apart.
    public init(
        seed: UInt64 = 1, catalogue: Catalogue, firstID: Int = 1001, start: Instant = Instant(seconds: 1_772_438_400)
    ) {
        items = catalogue.items
        dice = SeededGenerator(seed: seed)
        nextID = firstID
        clock = start
    }

    /// The next orders.
    ///
    /// - Throws: `AmountError`, which no generated amount causes.
    public mutating func orders(_ count: Int) throws(AmountError) -> [Order] {
        var orders: [Order] = []
        for _ in 0..<count { orders.append(try next()) }
        return orders
    }

    /// The next order.
    ///
    /// - Parameter shape: `nil` takes the shape whose turn it is.
    public mutating func next(_ shape: OrderShape? = nil) throws(AmountError) -> Order {
        let shape = shape ?? turn()
        var draft = plainDraft()
        try apply(shape, to: &draft)
        return try draft.order(&numbers)
    }

    /// Every seventh order is an odd one; the odd shapes follow each other.
    private mutating func turn() -> OrderShape {
        count += 1
        guard count % 7 == 4 else { return .plain }
        oddCount += 1
        return OrderShape.odd[(oddCount - 1) % OrderShape.odd.count]
    }

    /// A paid retail order.
    private mutating func plainDraft() -> OrderDraft {
        let id = nextID
        nextID += dice.chance(10) ? dice.between(2...4) : 1
        clock = clock.advanced(bySeconds: dice.between(20...600))
        var draft = OrderDraft(id: id, isInclusive: dice.chance(inclusiveShare), created: clock)
        let person = People.address(&dice)
        draft.lines = (0..<dice.between(1...5)).map { _ in line(draft.isInclusive) }
        draft.deliveries = [(person, deliveryCost())]
        draft.fields["customer_id"] = JSONValue(dice.chance(40) ? 0 : dice.between(1...4000))
        pay(&draft)
        if dice.chance(20) { draft.fields["customer_message"] = "Please leave with a neighbour." }
        draft.fields["billing_address"] = .object(person)
        return draft
    }

    /// A captured payment.
    private mutating func pay(_ draft: inout OrderDraft) {
        draft.fields["payment_method"] = .string(dice.pick(["Credit Card", "Credit Card", "PayPal"]) ?? "Credit Card")
        draft.fields["payment_provider_id"] = .string("bt\(draft.id)")
        draft.fields["payment_status"] = "captured"
    }

    /// What one delivery costs; sometimes nothing.
    private mutating func deliveryCost() -> Amount {
        Amount(micros: Int128(dice.pick([495, 395, 0, 695]) ?? 495) * Amount.penny.micros)
    }

    /// A line of some item that passes.
    mutating func line(_ isInclusive: Bool, where passes: (CatalogueItem) -> Bool = { !$0.isDigital }) -> DraftLine {
        let item = dice.pick(items.filter(passes)) ?? items[0]
        let option = item.optionName.map { ($0, item.optionValue ?? "") }
        let quantity = dice.chance(70) ? 1 : dice.between(2...6)
        return DraftLine(
            name: item.name, sku: item.sku, productID: item.productID, variantID: item.variantID,
            type: item.isDigital ? "digital" : "physical", unit: isInclusive ? item.grossPrice : item.netPrice,
            quantity: quantity, rate: item.taxRate, option: option)
    }
}

extension StoreState {
    /// A store filled with an invented catalogue and invented orders; two of its statuses have labels of the merchant's own.
    ///
    /// - Throws: `AmountError`, which no generated amount causes.
    public static func generated(orders count: Int, products: Int = 120, seed: UInt64 = 1) throws(AmountError) -> StoreState {
        let catalogue = try Catalogue(products: products, seed: seed)
        var state = catalogue.state()
        state.statuses[OrderStatus.shipped].label = "Dispatched"
        state.statuses[OrderStatus.awaitingFulfillment].label = "Ready to pack"
        var generator = OrderGenerator(seed: seed, catalogue: catalogue)
        for order in try generator.orders(count) { state.add(order) }
        return state
    }
}
