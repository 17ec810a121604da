import Money

/// Many baskets through mapping, import and gate on several routes, and through the reference's arithmetic beside them.
struct Experiment {
    /// Which baskets are made.
    enum Population: String {
        case wide = "all kinds of baskets"
        case retail = "retail baskets: 20 % VAT in the price, 1 to 4 lines, postage"
    }

    let population: Population
    private(set) var orders = 0
    private(set) var tallies: [Tally]
    /// Orders whose total differs in the ledger when the reference carried them, by decimals of unit prices.
    private(set) var referenceMismatches = [2: 0, 4: 0]
    /// The largest difference among them.
    private(set) var referenceWorst = Amount.zero
    /// Seconds in the mapping.
    private(set) var mappingSeconds = 0.0

    private var maker: BasketMaker
    private let mapping: MappingStep
    private let ledgers: [LedgerStep]

    init(_ population: Population, routes: [Route], seed: UInt64) throws {
        self.population = population
        maker = BasketMaker(seed: seed)
        mapping = try MappingStep()
        ledgers = try routes.map { try LedgerStep($0) }
        tallies = routes.map { Tally($0) }
    }

    /// Carries more baskets. Files and memory are of one chunk, however many there are.
    mutating func run(_ count: Int, chunk: Int = 500) async throws {
        var left = count
        while left > 0 {
            try await runChunk(min(chunk, left))
            left -= chunk
        }
    }

    private mutating func runChunk(_ count: Int) async throws {
        var tills: [Till] = []
        for _ in 0..<count { tills.append(try Till(population == .wide ? try maker.wide() : maker.retail())) }
        orders += count
        for till in tills { try compareReference(till) }
        let mapped = try await mapping.map(tills)
        mappingSeconds += mapped.seconds
        for (index, ledger) in ledgers.enumerated() {
            let imported = try await ledger.take(mapped.salesOrders, tills)
            tallies[index].add(tills, refused: mapped.refused, imported, try ledger.audit.newEntries())
        }
    }

    private mutating func compareReference(_ till: Till) throws(AmountError) {
        for decimals in [2, 4] {
            let difference = (try ReferenceArithmetic(unitDecimals: decimals).total(till) - till.paid).magnitude
            if !difference.isZero { referenceMismatches[decimals, default: 0] += 1 }
            referenceWorst = max(referenceWorst, difference)
        }
    }
}
