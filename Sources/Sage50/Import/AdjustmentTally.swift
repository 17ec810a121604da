/// How many orders of a run were adjusted, and how.
struct AdjustmentTally {
    private var orders = 0
    private var kinds: [Adjustment.Kind: Int] = [:]

    mutating func add(_ posting: OrderPosting) {
        guard !posting.adjustments.isEmpty else { return }
        orders += 1
        for adjustment in posting.adjustments { kinds[adjustment.kind, default: 0] += 1 }
    }

    /// `12 orders adjusted: 9 line splits, 3 penny lines`; `nil` when none was.
    var note: String? {
        guard orders > 0 else { return nil }
        let parts = Adjustment.Kind.allCases.compactMap { kind in
            kinds[kind].map { "\($0) \($0 == 1 ? kind.name : kind.names)" }
        }
        return "\(orders) \(orders == 1 ? "order" : "orders") adjusted: \(parts.joined(separator: ", "))"
    }
}

extension Adjustment.Kind {
    /// What one of them is called.
    fileprivate var name: String {
        switch self {
        case .splitLine: "line split"
        case .movedPenny: "penny moved"
        case .carriageLine: "carriage line"
        case .pennyLine: "penny line"
        case .toleranceLine: "rounding difference booked"
        }
    }

    /// What several of them are called.
    fileprivate var names: String {
        switch self {
        case .splitLine: "line splits"
        case .movedPenny: "pennies moved"
        case .carriageLine: "carriage lines"
        case .pennyLine: "penny lines"
        case .toleranceLine: "rounding differences booked"
        }
    }
}
