internal import Money
public import Workflow

/// Planned actions added up: how many of each kind, and how much money in which currency.
public struct ActionTotals {
    private let actions: [PlannedAction]

    public init(_ actions: [PlannedAction]) { self.actions = actions }

    /// For instance `create 12: 1040.20 GBP, 99.00 EUR`; one line per kind that occurs, in a fixed order.
    public var lines: [String] {
        PlannedAction.Kind.allCases.compactMap { kind in
            let ofKind = actions.filter { $0.kind == kind }
            guard !ofKind.isEmpty else { return nil }
            let money = ActionTotals.sums(ofKind)
            return "\(kind.rawValue) \(ofKind.count)" + (money.isEmpty ? "" : ": \(money.joined(separator: ", "))")
        }
    }

    /// Sums by currency. An amount that is no decimal cannot come from our tasks; it is left out rather than added wrongly.
    private static func sums(_ actions: [PlannedAction]) -> [String] {
        var sums: [String: Amount] = [:]
        for action in actions {
            guard let amount = action.amount.flatMap({ try? Amount(parsing: $0) }) else { continue }
            sums[action.currency ?? "", default: .zero] += amount
        }
        return sums.sorted { $0.key < $1.key }.map { "\($0.value.formatted(decimals: 2)) \($0.key)" }
    }
}
