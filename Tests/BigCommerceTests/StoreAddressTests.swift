import Testing
import Workflow

@testable import BigCommerce

@Suite("Connections and requests") struct StoreAddressTests {
    @Test(
        "the token travels over https, or on this machine",
        arguments: ["https://api.bigcommerce.com/", "http://127.0.0.1:80", "http://localhost:8080"])
    func accepted(_ url: String) throws {
        let address = try StoreAddress(base: url, store: "abc123", token: " t0ken\n")
        #expect(!address.base.hasSuffix("/"))
        #expect(address.token == "t0ken")
        #expect(!"\(address)".contains("t0ken"))
    }

    @Test(
        "anything else is refused by the name of the field",
        arguments: [
            ("http://api.bigcommerce.com", "h", "t", "url"), ("api.bigcommerce.com", "h", "t", "url"),
            ("https://user:pw@host", "h", "t", "url"), ("http://127.0.0.1.evil.example", "h", "t", "url"),
            ("ftp://x", "h", "t", "url"), ("https://x", "h/../y", "t", "store_hash"), ("https://x", "", "t", "store_hash"),
            ("https://x", "h", "a b", "token"), ("https://x", "h", "a\r\nX: y", "token"), ("https://x", "h", "", "token"),
        ])
    func refused(_ url: String, store: String, token: String, field: String) {
        let failure = #expect(throws: TaskFailure.self) { try StoreAddress(base: url, store: store, token: token) }
        #expect(failure?.failureClass == .configuration)
        #expect(failure?.message.contains("connection field '\(field)'") == true)
    }

    @Test("values of a query are encoded exactly once")
    func query() {
        let request = StoreRequest(
            path: "v3/catalog/products", query: [("sku:in", "A B,C&D+é"), ("limit", "250")], endpoint: "x", scope: .readProducts)
        #expect(request.target == "v3/catalog/products?sku:in=A%20B,C%26D%2B%C3%A9&limit=250")
    }

    @Test("ids within a page of each other share a request, lone ones do not")
    func groups() {
        #expect(StatusReader.groups([5, 3, 3, 252, 253, 9000]) == [[3, 5, 252], [253], [9000]])
        #expect(StatusReader.groups([]).isEmpty)
    }

    @Test(
        "an answer that stays is told by class and words",
        arguments: [
            (401, "", "token refused", FailureClass.configuration), (403, "{}", "missing scope", .configuration),
            (404, "[]", "knows no v2/orders/1", .configuration), (301, "", "redirects to evil.example", .configuration),
            (403, "<html>", "answered HTML", .transient), (501, "", "answered 501", .transient),
            (422, #"{"title":"Bad","errors":{"sku":"odd"}}"#, "refused the request (422): Bad; sku: odd", .configuration),
            (400, #"[{"status":404,"message":"No such field"}]"#, "(400): No such field", .configuration),
            (418, "{truncated", "no reason given", .configuration),
        ])
    func refusals(_ status: Int, body: String, words: String, failureClass: FailureClass) throws {
        let reply = HTTPReply(status: status, headers: ["location": "https://evil.example/x?y"], body: Array(body.utf8))
        let address = try StoreAddress(base: "https://x", store: "h", token: "t")
        let error = reply.refusal(of: StoreRequest(path: "v2/orders/1", endpoint: "order", scope: .readOrders), at: address)
        #expect(error.description.contains(words))
        #expect(error.failureClass == failureClass)
    }

    @Test("the tasks and the connection are registered under their names")
    func registration() throws {
        #expect(
            BigCommerceTasks.taskTypes.map(\.name)
                == [
                    "bigcommerce.download-orders", "bigcommerce.update-orders", "bigcommerce.count-open-orders",
                    "bigcommerce.update-inventory",
                ])
        #expect(BigCommerceTasks.connectionTypes.map(\.name) == ["bigcommerce"])
        #expect(BigCommerceTasks.connectionTypes[0].fields.filter(\.isSecret).map(\.name) == ["token"])
        for type in BigCommerceTasks.taskTypes {
            _ = try type.make(SettingValues(["connection": "shop", "status": "Completed"]))
        }
        #expect(throws: TaskFailure.self) {
            try BigCommerceTasks.taskTypes[0].make(SettingValues(["connection": "shop", "page_size": "251"]))
        }
    }
}
