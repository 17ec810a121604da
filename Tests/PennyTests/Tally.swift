import Money

/// What became of the orders of one route.
struct Tally {
    let route: Route
    var posted = 0
    /// Orders in the ledger with another total than the shopper paid; must stay empty.
    var mismatches: [String] = []
    /// Orders in the ledger that are wrong otherwise: receipts, pieces, or a line that a plain ledger would compute differently.
    var faults: [String] = []
    /// Orders that needed a remedy, by its kind.
    var remedies: [String: Int] = [:]
    /// Orders held though there is no reason to, by code.
    var held: [String: Int] = [:]
    /// Orders of which everything came back before the import: rightly in no ledger.
    var skipped = 0
    /// The first held order of each code with the reason and the order itself.
    var examples: [String] = []
    /// Seconds in the import.
    var seconds = 0.0

    var heldCount: Int { held.values.reduce(0, +) }

    init(_ route: Route) { self.route = route }

    /// Counts a chunk of orders.
    ///
    /// - Parameters:
    ///   - refused: code and sentence by order id of what the mapping refused.
    ///   - entries: what the ledger holds of them.
    mutating func add(
        _ tills: [Till], refused: [Int: MappingStep.Refusal], _ imported: LedgerStep.Imported, _ entries: [Int: LedgerAudit.Entry]
    ) {
        seconds += imported.seconds
        for till in tills {
            let id = till.basket.id
            if let entry = entries[id] {
                addPosted(till, entry, imported.remedies[id] ?? [])
            } else if till.kept.isZero {
                skipped += 1
            } else {
                addHeld(till, imported.held[id] ?? refused[id] ?? ("lost", "it is in no file"))
            }
        }
    }

    /// Adds what another part of the same experiment found.
    mutating func add(_ other: Tally) {
        posted += other.posted
        skipped += other.skipped
        seconds += other.seconds
        mismatches += other.mismatches
        faults += other.faults
        examples += other.examples
        remedies.merge(other.remedies, uniquingKeysWith: +)
        held.merge(other.held, uniquingKeysWith: +)
    }

    private mutating func addHeld(_ till: Till, _ held: (code: String, sentence: String)) {
        self.held[held.code, default: 0] += 1
        guard self.held[held.code] == 1 else { return }
        examples.append("\(route.title), order \(till.basket.id): \(held.code): \(held.sentence)\n\(OrderElement(till).xml)")
    }

    private mutating func addPosted(_ till: Till, _ entry: LedgerAudit.Entry, _ remedies: [String]) {
        posted += 1
        for kind in Set(remedies) { self.remedies[kind, default: 0] += 1 }
        let name = "\(route.title), order \(till.basket.id): "
        if entry.gross != till.kept || entry.headGross != till.kept {
            mismatches.append(
                name + "lines \(entry.gross), head \(entry.headGross), paid \(till.kept)\n\(OrderElement(till).xml)")
        }
        if entry.receipts != till.kept { faults.append(name + "receipts \(entry.receipts), paid \(till.kept)") }
        if entry.pieces.filter({ $0.key.hasPrefix("P") }) != till.basket.pieces {
            faults.append(name + "pieces \(entry.pieces), bought \(till.basket.pieces)")
        }
        if route != .exact, !entry.isPlain { faults.append(name + "a line is not what Sage computes") }
    }
}

extension Basket {
    /// Pieces to be sent, by stock code.
    fileprivate var pieces: [String: Amount] {
        lines.reduce(into: [:]) { pieces, line in
            guard !line.sku.isEmpty, line.quantity > line.refunded else { return }
            pieces[line.sku, default: .zero] += Amount(line.quantity - line.refunded)
        }
    }
}
