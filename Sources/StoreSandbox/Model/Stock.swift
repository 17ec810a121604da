/// Stock levels at every location, with the delay the real store has between an adjustment and the moment it can be read.
public struct Stock: Sendable {
    /// One thing that is counted: a product, or a variant of one.
    public struct Key: Sendable, Hashable {
        public var location: Int
        public var product: Int
        /// The variant when the product is tracked by variant, else `nil`.
        public var variant: Int?

        /// What is counted, and where.
        public init(location: Int, product: Int, variant: Int?) {
            self.location = location
            self.product = product
            self.variant = variant
        }
    }

    /// A level, and what readers still see of the level before.
    struct Level: Sendable {
        var quantity: Int
        var visible: Int
        var visibleFrom: ContinuousClock.Instant
    }

    /// Everything that was ever set.
    private(set) var levels: [Key: Level] = [:]

    /// The true level; `nil` when it was never set.
    public func quantity(_ key: Key) -> Int? { levels[key]?.quantity }

    /// The level that a reader sees at `moment`.
    func visible(_ key: Key, at moment: ContinuousClock.Instant = .now) -> Int {
        guard let level = levels[key] else { return 0 }
        return moment >= level.visibleFrom ? level.quantity : level.visible
    }

    /// Sets a level.
    ///
    /// - Parameter delay: how long readers go on seeing the old one.
    public mutating func set(_ key: Key, to quantity: Int, visibleAfter delay: Duration = .zero) {
        let now = ContinuousClock.now
        levels[key] = Level(quantity: quantity, visible: visible(key, at: now), visibleFrom: now + delay)
    }
}

extension Product {
    /// What is counted for a variant at a location; `nil` when stock is not kept.
    func stockKey(variant: Int?, location: Int) -> Stock.Key? {
        switch tracking {
        case .none: nil
        case .product: Stock.Key(location: location, product: id, variant: nil)
        case .variant: variant.map { Stock.Key(location: location, product: id, variant: $0) }
        }
    }
}
