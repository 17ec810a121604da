/// One way in which the store misbehaves, and how often.
///
/// As JSON (`POST /sandbox/failures`): `{"kind": "internal-error", "count": 1, "percent": 100, "path": "/v2/orders",
/// "method": "GET", "skip": 0, "milliseconds": 500}`; everything but `kind` may be left out.
public struct FailureSwitch: Sendable, Hashable {
    /// What goes wrong.
    public enum Kind: String, Sendable, CaseIterable {
        /// 429 with the rate headers; `milliseconds` until the reset.
        case tooManyRequests = "too-many-requests"
        /// 429 with neither headers nor body, as under platform load.
        case tooManyRequestsBare = "too-many-requests-bare"
        /// 500 with a JSON body.
        case internalError = "internal-error"
        /// 503 with an HTML page.
        case unavailableHTML = "unavailable-html"
        /// 409, as after two quick updates of one object.
        case conflict
        /// The connection ends before the first byte of the answer.
        case cutConnection = "cut-connection"
        /// The request is carried out, then the connection ends in the middle of the answer.
        case cutBody = "cut-body"
        /// The answer comes `milliseconds` late.
        case slow
        /// Stock that was set is seen `milliseconds` later.
        case delayedStock = "delayed-stock"
        /// `include=consignments.line_items` gives no lines and no warning.
        case missingLines = "missing-lines"
        /// Amounts are JSON numbers, whole numbers are strings.
        case swappedNumbers = "swapped-numbers"
        /// Empty texts are `null` and `null` texts are empty.
        case swappedNulls = "swapped-nulls"
        /// V2 answers in XML when the request has no `Accept`.
        case xmlDefault = "xml-default"
    }

    /// What goes wrong.
    public var kind: Kind
    /// How many requests it hits before it is used up; `nil` is without end.
    public var count: Int?
    /// Of a hundred requests that it could hit, how many it does; drawn by a generator with a fixed seed.
    public var percent: Int
    /// Only requests whose path contains this text.
    public var path: String?
    /// Only requests of this method.
    public var method: String?
    /// How many requests it lets pass first.
    public var skip: Int
    /// The length of waits; each kind says which.
    public var milliseconds: Int

    /// Everything but the kind has a default: each request, all of them.
    public init(
        _ kind: Kind, count: Int? = nil, percent: Int = 100, path: String? = nil, method: String? = nil, skip: Int = 0,
        milliseconds: Int = 500
    ) {
        self.kind = kind
        self.count = count
        self.percent = percent
        self.path = path
        self.method = method
        self.skip = skip
        self.milliseconds = milliseconds
    }

    /// Reads the JSON form.
    ///
    /// - Throws: ``SandboxError/badDocument(_:)`` that lists the kinds when it is an unknown one.
    public init(json: JSONValue) throws(SandboxError) {
        guard let name = json["kind"]?.text, let kind = Kind(rawValue: name) else {
            let kinds = Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw .badDocument("a failure needs a \"kind\", one of: \(kinds)")
        }
        self.init(
            kind, count: json["count"]?.integer, percent: json["percent"]?.integer ?? 100, path: json["path"]?.text,
            method: json["method"]?.text, skip: json["skip"]?.integer ?? 0, milliseconds: json["milliseconds"]?.integer ?? 500)
    }

    /// The JSON form.
    var json: JSONObject {
        [
            "kind": .string(kind.rawValue), "count": count.map { JSONValue($0) } ?? nil, "percent": JSONValue(percent),
            "path": JSONValue(path), "method": JSONValue(method), "skip": JSONValue(skip),
            "milliseconds": JSONValue(milliseconds),
        ]
    }
}
