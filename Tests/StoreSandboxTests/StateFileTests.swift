import Foundation
import StoreSandbox
import Testing

@Suite("State file") struct StateFileTests {
    @Test("a store that stops is found again as it was")
    func roundTrip() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sandbox-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var options = SandboxOptions()
        options.stateFile = folder.appending(path: "store.json")
        let state = try StoreState.generated(orders: 300)
        let id = state.orders[1].id
        try await withSandbox(options, state: state) { sandbox async throws in
            #expect(try await Shop(sandbox).send("PUT", "/v2/orders/\(id)", body: #"{"status_id":2}"#).status == 200)
        }
        let found = try StoreState(file: try #require(options.stateFile))
        #expect(found.order(id)?.facts.statusID == 2)
        #expect(found.orders.count == 300)
        var expected = state
        expected.changeOrder(id) { $0.fields = found.order(id)?.fields ?? [:] }
        #expect(found.document == expected.document)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["store.json"])
    }

    @Test("a file that is no store says where and why")
    func badFile() throws {
        #expect(throws: SandboxError.self) { try StoreState(file: URL(filePath: "/nowhere/store.json")) }
        #expect(throws: SandboxError.badDocument("a product needs \"id\" and \"sku\": {\"id\":1}")) {
            try StoreState(document: ["products": [["id": 1]]])
        }
        #expect(throws: JSONSyntaxError(reason: "a comma or } expected", offset: 8)) { try JSONValue(parsing: #"{"a": 1 "b"}"#) }
    }

    @Test("a port that is taken is an error that names it")
    func portTaken() async throws {
        let first = SandboxServer()
        let port = try await first.start()
        let second = SandboxServer()
        let error = await #expect(throws: SandboxError.self) { try await second.start(port: port) }
        #expect(error?.description.contains("127.0.0.1:\(port)") == true)
        try await first.stop()
    }
}

@Suite("Moments") struct InstantTests {
    @Test(
        "both forms are read with any offset",
        arguments: [
            "Tue, 03 Mar 2026 09:15:02 +0000", "3 Mar 2026 09:15:02 GMT", "2026-03-03T09:15:02Z", "2026-03-03T10:15:02+01:00",
            "2026-03-03 09:15:02", "Tue, 03 Mar 2026 04:15:02 -0500", "2026-03-03T10:15:02 0100",
        ])
    func reading(text: String) { #expect(Instant(parsing: text)?.seconds == 1_772_529_302) }

    @Test("what is written is what was read, at the edges of months and years too")
    func writing() {
        for (seconds, rfc, iso) in [
            (0, "Thu, 01 Jan 1970 00:00:00 +0000", "1970-01-01T00:00:00Z"),
            (951_782_399, "Mon, 28 Feb 2000 23:59:59 +0000", "2000-02-28T23:59:59Z"),
            (951_782_400, "Tue, 29 Feb 2000 00:00:00 +0000", "2000-02-29T00:00:00Z"),
            (1_772_529_302, "Tue, 03 Mar 2026 09:15:02 +0000", "2026-03-03T09:15:02Z"),
        ] {
            #expect(Instant(seconds: seconds).rfc2822 == rfc)
            #expect(Instant(seconds: seconds).iso8601 == iso)
            #expect(Instant(parsing: rfc)?.seconds == seconds)
        }
    }

    @Test(
        "what is no date is none",
        arguments: ["", "yesterday", "2026-13-01", "03/03/2026", "2026-03-03T25:00:00Z", "2026-03-03T08%3A00%3A00Z"])
    func refusing(text: String) { #expect(Instant(parsing: text) == nil) }
}

@Suite("JSON") struct JSONTests {
    @Test("digits and order are kept, escapes are understood")
    func roundTrip() throws {
        let text = #"{"b":1234567890.1234,"a":[true,null,"\u00e9\ud83d\ude00\n\/"],"c":{}}"#
        let value = try JSONValue(parsing: text)
        #expect(value.json == #"{"b":1234567890.1234,"a":[true,null,"é😀\n/"],"c":{}}"#)
        #expect(String(decoding: value.bytes(escapingSlashes: true), as: UTF8.self).contains(#"\/"#))
    }

    @Test("what is not JSON is refused", arguments: ["", "{", "[1,]", #"{"a" 1}"#, "nul", "[1] 2", "\"a", #""\x""#, "-"])
    func refusing(text: String) { #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: text) } }

    @Test("a text nested without end is refused, not a crash")
    func depth() {
        #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: String(repeating: "[", count: 100_000)) }
    }
}
