import Foundation
import Money

extension Experiment.Figures {
    /// The figures as a reader wants them: ours by route, the reference beside.
    func table(_ population: Experiment.Population) -> String {
        let kinds = Set(tallies.flatMap(\.remedies.keys)).sorted(), codes = Set(tallies.flatMap(\.held.keys)).sorted()
        var rows: [[String]] = [
            ["\(orders) orders"] + tallies.map(\.route.title) + ["reference, 2 dp", "reference, 4 dp"],
            ["posted"] + tallies.map { String($0.posted) } + [String(orders), String(orders)],
            ["another total than paid"] + tallies.map { share($0.mismatches.count) }
                + [2, 4].map { share(referenceMismatches[$0] ?? 0) },
        ]
        rows += kinds.map { kind in ["needed \(kind)"] + tallies.map { share($0.remedies[kind] ?? 0) } }
        rows += codes.map { code in ["held, \(code)"] + tallies.map { share($0.held[code] ?? 0) } }
        rows.append(["held"] + tallies.map { share($0.heldCount) })
        rows.append(["left out, everything refunded"] + tallies.map { share($0.skipped) })
        return "\n\(population.rawValue)\n" + Self.aligned(rows)
            + "\nlargest difference of the reference: \(referenceWorst.formatted(decimals: 2))\n"
    }

    /// A count, and what part of all orders it is.
    private func share(_ count: Int) -> String {
        guard count > 0 else { return "0" }
        return "\(count) (\(String(format: "%.3g", Double(count) * 100 / Double(orders))) %)"
    }

    private static func aligned(_ rows: [[String]]) -> String {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0 }
        return rows.map { row in
            row.enumerated().map { column, text in
                let blanks = String(repeating: " ", count: widths[column] - text.count)
                return column == 0 ? text + blanks : blanks + text
            }.joined(separator: "   ")
        }.joined(separator: "\n")
    }
}
