import Foundation

extension HTTPReply {
    /// Whether the body is a web page, by its type or, where a proxy forgot that, by its first character.
    var isHTML: Bool {
        if headers["content-type"]?.lowercased().contains("html") == true { return true }
        return body.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 } == UInt8(ascii: "<")
    }

    /// The error for an answer that will not change by asking again.
    func refusal(of request: StoreRequest, at address: StoreAddress) -> StoreError {
        let endpoint = request.endpoint
        switch status {
        case 300...399: return .redirected(endpoint: endpoint, to: redirectionHost)
        case 401: return .tokenRefused(store: address.store)
        case _ where isHTML: return .answeredHTML(endpoint: endpoint, status: status)
        case 403: return .scopeMissing(store: address.store, endpoint: endpoint, scope: request.scope)
        case 404: return .notFound(endpoint: endpoint, path: request.path)
        case 500...: return .busy(endpoint: endpoint, status: status, attempts: 1)
        default: return .refused(endpoint: endpoint, status: status, message: message)
        }
    }

    /// Only the host: the rest of a location may hold what should not be logged.
    private var redirectionHost: String { headers["location"].flatMap { URL(string: $0)?.host } ?? "another address" }

    /// The shop's own words: V2 sends an array with `message`, V3 an object with `title` and `errors`; both may be missing.
    var message: String {
        guard let json = try? JSONParser.parse(body) else { return "no reason given" }
        let object = json.elements.first ?? json
        var words = [object["message"]?.text ?? object["title"]?.text].compactMap { $0 }
        for member in object["errors"]?.members ?? [] {
            if let text = member.value.text { words.append("\(member.name): \(text)") }
        }
        for error in object["errors"]?.elements ?? [] {
            if let text = error["message"]?.text ?? error.text { words.append(text) }
        }
        let text = words.joined(separator: "; ")
        return text.isEmpty ? "no reason given" : String(text.prefix(400))
    }
}
