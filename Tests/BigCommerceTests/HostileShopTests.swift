import Foundation
import Testing
import Workflow

@testable import BigCommerce

/// A shop that answers whatever hurts most.
@Suite("A hostile shop") struct HostileShopTests {
    /// Answers every request by its path, without a network.
    private struct Answers: HTTPTransport {
        let answer: @Sendable (String) -> String

        func send(_ method: String, url: String, headers: [(String, String)], body: [UInt8]?) async throws(TransportError)
            -> HTTPReply
        {
            HTTPReply(status: 200, headers: ["content-type": "application/json"], body: Array(answer(url).utf8))
        }

        func close() async {}
    }

    private func download(_ answer: @escaping @Sendable (String) -> String) async throws -> (TaskOutcome, Bench) {
        let bench = try Bench("https://shop.invalid")
        var task = bench.download(["any"])
        task.environment.makeTransport = { Answers(answer: answer) }
        return (try await task.run(bench.context()), bench)
    }

    @Test(
        "ids and quantities that no shop has are held or left, and never end the process",
        arguments: [
            #"{"id": 9223372036854775807, "items_total": 1}"#, #"{"id": "../../x"}"#, #"{"id": -1}"#, #"{"id": 1e30}"#,
            #"{"id": 7, "items_total": 1, "consignments": {"downloads": [{"line_items": ["#
                + #"{"id": 1, "quantity": 9223372036854775807}, {"id": 2, "quantity": 9223372036854775807}]}]}}"#,
        ])
    func absurdNumbers(_ order: String) async throws {
        do {
            let (outcome, bench) = try await download { url in
                return url.contains("order_statuses") ? "[]" : url.contains("min_id=1&") ? "[\(order)]" : "[]"
            }
            defer { bench.remove() }
            #expect(outcome.recordsOut == 0)
        } catch {
            // A page from which the next one cannot be asked for ends the download with the reason.
            #expect("\(error)".contains("order list: "))
        }
    }

    @Test("a list that repeats its page for ever holds the order")
    func endlessLines() async throws {
        let lines = "[" + (1...250).map { #"{"id": \#($0), "quantity": 1}"# }.joined(separator: ",") + "]"
        let (outcome, bench) = try await download { url in
            if url.contains("order_statuses") { return "[]" }
            if url.contains("/products") { return lines }
            return url.contains("min_id=1&") ? #"[{"id": 7, "items_total": 3, "total_inc_tax": "1.00"}]"# : "[]"
        }
        defer { bench.remove() }
        #expect(outcome.failed == 1)
        #expect(try bench.state.held().first?.code == "ListNeverEnds")
    }

    @Test("ids at both ends of the range are asked for apart")
    func farIDs() {
        #expect(StatusReader.groups([.max, .min, 1, 2]) == [[.min], [1, 2], [.max]])
    }
}
