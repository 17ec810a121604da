/// What an endpoint answers, before it is encoded.
struct StoreAnswer: Sendable {
    /// The HTTP status.
    var status: Int
    /// `nil` is an empty body.
    var value: JSONValue?
    /// The name of the value in XML, for instance `orders` for a list of them.
    var name: String
    /// The media type of the body.
    var contentType = "application/json"

    /// An answer with a body, or with `nil` without one.
    init(status: Int = 200, _ value: JSONValue?, name: String = "resource") {
        self.status = status
        self.value = value
        self.name = name
    }

    /// 204 without a body.
    static let noContent = StoreAnswer(status: 204, nil)

    /// A list of V2: a bare array, and 204 when it is empty.
    static func list(_ items: [JSONObject], name: String) -> StoreAnswer {
        items.isEmpty ? .noContent : StoreAnswer(JSONValue(items), name: name)
    }
}

/// An answer that refuses the request, in the form of the version that was called.
struct APIFailure: Error, Sendable {
    /// The HTTP status.
    var status: Int
    /// V2's `message`, V3's `title`.
    var title: String
    /// V2's `details`, V3's `errors`.
    var details: JSONObject = [:]
    /// The media type of the body.
    var contentType = "application/json"

    /// A refusal.
    init(_ status: Int, _ title: String, details: JSONObject = [:], contentType: String = "application/json") {
        self.status = status
        self.title = title
        self.details = details
        self.contentType = contentType
    }

    /// 404 for what does not exist.
    static let notFound = APIFailure(404, "The requested resource was not found.")

    /// 400 for a parameter that the list does not know.
    static func unsupported(field: String) -> APIFailure {
        APIFailure(400, "The field '\(field)' is not supported by this resource.")
    }

    /// 400 for a value that cannot be.
    static func invalid(field: String) -> APIFailure { APIFailure(400, "The field '\(field)' is invalid.") }

    /// 400 for a body that is not JSON.
    static func invalidBody(_ version: StoreRequest.Version) -> APIFailure {
        APIFailure(400, version == .v2 ? "The request body is not valid JSON." : "Input is invalid.")
    }

    /// 422 of the Inventory API.
    static func unprocessable(_ title: String) -> APIFailure {
        APIFailure(422, title, contentType: "application/problem+json")
    }

    /// The answer with the body of that version.
    func answer(_ version: StoreRequest.Version) -> StoreAnswer {
        var answer = StoreAnswer(status: status, version == .v2 ? arrayForm : objectForm, name: "errors")
        answer.contentType = contentType
        return answer
    }

    /// V2's body: a list of errors.
    private var arrayForm: JSONValue {
        var error: JSONObject = ["status": JSONValue(status), "message": .string(title)]
        if !details.members.isEmpty { error["details"] = .object(details) }
        return JSONValue([error])
    }

    /// V3's body: a problem object.
    private var objectForm: JSONValue {
        [
            "status": JSONValue(status), "title": .string(title),
            "type": "https://developer.bigcommerce.com/api-docs/getting-started/api-status-codes", "errors": .object(details),
        ]
    }
}
