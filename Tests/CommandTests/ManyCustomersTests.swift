import Foundation
import StoreSandbox
import Testing

/// `workflow run --all-customers --jobs N` on the built command.
@Suite(.serialized) struct ManyCustomersTests {
    @Test func oneWhoseShopIsAwayDoesNotKeepTheOthersAndTheWorstCodeCounts() async throws {
        try await Shopfront(orders: 3).open { integration, _ in
            // The first has a shop that nobody answers for, the second the sandbox.
            for (id, url) in [("away", "url: \"http://127.0.0.1:9\", token: \"${TOKEN}\""), ("here", "")] {
                let connections = url.isEmpty ? "" : "connections: {shop: {\(url)}}\n"
                try integration.write("customers/\(id)/customer.yaml", "version: 1\n" + connections)
            }
            try integration.change("start_date", to: "secrets: {away: [TOKEN]}\nstart_date")
            let run = try await integration.run("--all-customers", "--jobs", "2")
            #expect(run.exitCode == 3, "\(run.output)\n\(run.errors)")
            #expect(try integration.ledger().count == 3)
            let lines = run.errors.split(separator: "\n")
            #expect(lines.contains { $0.hasPrefix("[here] ") } && lines.contains { $0.hasPrefix("[away] ") })
            #expect(lines.allSatisfy { $0.hasPrefix("[") || $0.hasPrefix("error: ") }, "\(run.errors)")
        }
    }

    @Test func theirResultsAreOneJSONArray() async throws {
        try await Shopfront(orders: 1).open { integration, _ in
            for id in ["a", "b"] { try integration.write("customers/\(id)/customer.yaml", "version: 1\n") }
            let run = try await integration.run("--all-customers", "--jobs", "2", "--dry-run", "--json")
            let results = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [[String: Any]]
            #expect(results?.compactMap { ($0["run"] as? [String: Any])?["customer"] as? String } == ["a", "b"])
        }
    }
}
