import Money

/// Many baskets through mapping, import and gate on several routes, and through the reference's arithmetic beside them.
struct Experiment {
    /// Which baskets are made.
    enum Population: String {
        case wide = "all kinds of baskets"
        case retail = "retail baskets: 20 % VAT in the price, 1 to 4 lines, postage"
    }

    let population: Population
    private(set) var figures: Figures
    private var maker: BasketMaker
    private let mapping: MappingStep
    private let ledgers: [LedgerStep]

    /// What an experiment found.
    struct Figures {
        var orders = 0
        /// By route.
        var tallies: [Tally]
        /// Orders whose total differs in the ledger when the reference carried them, by decimals of unit prices.
        var referenceMismatches = [2: 0, 4: 0]
        /// The largest difference among them.
        var referenceWorst = Amount.zero
        /// Seconds in the mapping.
        var mappingSeconds = 0.0
    }

    /// - Parameter part: another part has other baskets, with ids of its own.
    private init(_ population: Population, routes: [Route], part: Int) throws {
        self.population = population
        maker = BasketMaker(seed: UInt64(part), firstID: part * 1_000_000 + 1)
        mapping = try MappingStep()
        ledgers = try routes.map { try LedgerStep($0) }
        figures = Figures(tallies: routes.map { Tally($0) })
    }

    /// Carries baskets in parts side by side, each into companies of its own: the same baskets on every machine.
    ///
    /// - Parameter progress: gets the number of orders of one part each time that a chunk of it is done.
    static func run(
        _ count: Int, of population: Population, routes: [Route], parts: Int = 4,
        progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws -> Figures {
        try await withThrowingTaskGroup(of: Figures.self) { group in
            for part in 1...parts {
                group.addTask {
                    var experiment = try Experiment(population, routes: routes, part: part)
                    try await experiment.run(count / parts + (part <= count % parts ? 1 : 0), progress)
                    return experiment.figures
                }
            }
            return try await group.reduce(into: Figures(tallies: routes.map { Tally($0) })) { $0.add($1) }
        }
    }

    /// Files and memory are of one chunk, however many there are.
    private mutating func run(_ count: Int, _ progress: (Int) -> Void) async throws {
        let chunk = 500
        for start in stride(from: 0, to: count, by: chunk) {
            try await runChunk(min(chunk, count - start))
            progress(figures.orders)
        }
    }

    private mutating func runChunk(_ count: Int) async throws {
        var tills: [Till] = []
        for _ in 0..<count { tills.append(try Till(population == .wide ? try maker.wide() : maker.retail())) }
        figures.orders += count
        for till in tills { try figures.compareReference(till) }
        let mapped = try await mapping.map(tills)
        figures.mappingSeconds += mapped.seconds
        for (index, ledger) in ledgers.enumerated() {
            let imported = try await ledger.take(mapped.salesOrders, tills)
            figures.tallies[index].add(tills, refused: mapped.refused, imported, try ledger.audit.newEntries())
        }
    }
}

extension Experiment.Figures {
    fileprivate mutating func compareReference(_ till: Till) throws(AmountError) {
        for decimals in [2, 4] {
            let difference = (try ReferenceArithmetic(unitDecimals: decimals).total(till) - till.paid).magnitude
            if !difference.isZero { referenceMismatches[decimals, default: 0] += 1 }
            referenceWorst = max(referenceWorst, difference)
        }
    }

    /// Adds what another part found.
    fileprivate mutating func add(_ other: Self) {
        orders += other.orders
        mappingSeconds += other.mappingSeconds
        referenceMismatches.merge(other.referenceMismatches, uniquingKeysWith: +)
        referenceWorst = max(referenceWorst, other.referenceWorst)
        for (index, tally) in other.tallies.enumerated() { tallies[index].add(tally) }
    }
}
