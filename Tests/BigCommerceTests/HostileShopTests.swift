import Foundation
import Testing
import Workflow
import XSLT

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
        let good =
            #"{"id": 8, "items_total": 1, "total_inc_tax": "5.00", "consignments": {"downloads": [{"line_items": ["#
            + #"{"id": 1, "quantity": 1}]}]}}"#
        for page in ["[\(order)]", "[\(order), \(good)]"] {
            let (outcome, bench) = try await download { url in url.contains("min_id=1&") ? page : "[]" }
            defer { bench.remove() }
            #expect(outcome.recordsOut == (page.contains("5.00") ? 1 : 0))
            #expect(outcome.failed == 1)
            #expect(try bench.state.held().count == 1)
        }
    }

    @Test("a full page on which no order has a number is held, and the pages after it are still downloaded")
    func onlyUnnumbered() async throws {
        let bench = try Bench("https://shop.invalid")
        defer { bench.remove() }
        var task = bench.download(["any"], pageSize: 1)
        task.environment.makeTransport = {
            Answers { url in
                if url.contains("/products") { return #"[{"id": 1, "quantity": 1}]"# }
                guard url.contains("min_id=1&") else { return "[]" }
                return url.contains("page=2") ? #"[{"id": 8, "items_total": 1, "total_inc_tax": "5.00"}]"# : #"[{"id": "x"}]"#
            }
        }
        let outcome = try await task.run(bench.context())
        #expect(outcome.counts == [2, 1, 1])
        #expect(try bench.orders().map { $0.text("id") } == ["8"])
        #expect(try bench.state.held().map(\.code) == ["NoOrderNumber"])
    }

    @Test("a shop that repeats a page without numbers for ever is told so")
    func endlessUnnumbered() async throws {
        let bench = try Bench("https://shop.invalid")
        defer { bench.remove() }
        var task = bench.download(["any"], pageSize: 1)
        task.environment.makeTransport = { Answers { _ in #"[{"id": "x"}]"# } }
        let error = await #expect(throws: TaskFailure.self) { try await task.run(bench.context()) }
        #expect(error?.message.contains("20 pages in a row hold no order with a number") == true)
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
