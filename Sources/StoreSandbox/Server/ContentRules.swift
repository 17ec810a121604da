import HTTPTypes
import HummingbirdCore

/// Which form an answer takes, and which form a body must have.
enum ContentRules {
    /// The two forms of V2; V3 knows JSON only.
    enum Form { case json, xml }

    /// The form of the answer: `Accept` wins over the suffix, the suffix over the store's default.
    ///
    /// - Returns: `nil` when the client accepts neither (406).
    static func form(
        _ request: Request, suffix: String?, version: StoreRequest.Version, _ failures: RequestFailures
    ) -> Form? {
        guard version == .v2 else { return .json }
        let accept = request.headers[.accept] ?? ""
        if accept.contains("application/json") { return .json }
        if accept.contains("application/xml") || accept.contains("text/xml") { return .xml }
        guard accept.isEmpty || accept.contains("*/*") || accept.contains("application/*") else { return nil }
        if let suffix { return suffix == "xml" ? .xml : .json }
        return accept.isEmpty && failures.contains(.xmlDefault) ? .xml : .json
    }

    /// Refuses bodies that are not declared to be JSON.
    ///
    /// - Throws: ``APIFailure`` 415.
    static func check(_ request: Request, body: [UInt8]) throws(APIFailure) {
        guard !body.isEmpty, !(request.headers[.contentType] ?? "").contains("application/json") else { return }
        throw APIFailure(415, "The content type of the request body is not supported; send application/json.")
    }
}
