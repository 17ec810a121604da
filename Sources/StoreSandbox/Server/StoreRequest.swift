/// A request as the endpoints see it.
struct StoreRequest: Sendable {
    /// Which of the shop's two interfaces was called; their errors, dates and empty lists differ.
    enum Version: Sendable { case v2, v3 }

    /// The interface that was called.
    var version: Version
    /// In capital letters.
    var method: String
    /// Path segments after the version.
    var segments: [String]
    /// Query parameters in their order, decoded once.
    var query: [(name: String, value: String)] = []
    /// The body; empty when there is none.
    var body: [UInt8] = []
    /// `http://127.0.0.1:8080/stores/H`, the beginning of the links.
    var base: String
    /// What goes wrong with this request.
    var failures = RequestFailures()
    /// The shop's clock.
    var now: Instant
    /// The largest page.
    var largestPage: Int
    /// How many lines of a consignment the list includes.
    var includedLines: Int
    /// Ids from the path, in order.
    var ids: [Int] = []

    /// The last value of a parameter.
    func parameter(_ name: String) -> String? { query.last { $0.name == name }?.value }

    /// The items of a comma list; empty when the parameter is absent.
    func list(_ name: String) -> [String] {
        parameter(name)?.split(separator: ",").map { $0.trimmingBlanks } ?? []
    }

    /// The body as a JSON object.
    ///
    /// - Throws: ``APIFailure`` 400.
    func object() throws(APIFailure) -> JSONObject {
        guard let value = try? JSONValue(parsing: body), let object = value.object else { throw .invalidBody(version) }
        return object
    }
}

extension StringProtocol {
    /// The text without blanks at its ends.
    var trimmingBlanks: String {
        let start = drop { $0 == " " }
        let end = start.reversed().drop { $0 == " " }
        return String(end.reversed())
    }
}
