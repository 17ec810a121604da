import Foundation
import HTTPTypes
import HummingbirdCore

/// Reads the address of a request and checks its credentials.
struct Gate: Sendable {
    /// A request that may go on.
    struct Admission: Sendable {
        var version: StoreRequest.Version
        var segments: [String]
        var token: SandboxToken
        /// The beginning of links.
        var base: String
        /// `xml` or `json` when the path ended in it.
        var suffix: String?
    }

    /// Hash, tokens and the legacy user.
    let options: SandboxOptions

    /// The version a path belongs to, for the form of errors.
    func version(of request: Request) -> StoreRequest.Version { request.uri.path.contains("/v3/") ? .v3 : .v2 }

    /// Checks path and credentials.
    ///
    /// - Throws: ``APIFailure`` 404 for a path of no store, 401 for wrong credentials, 403 for a trailing slash in V3.
    func admit(_ request: Request) throws(APIFailure) -> Admission {
        var segments = request.uri.path.split(separator: "/").map(String.init)
        let host = request.head.authority ?? "\(options.host)"
        let base: String
        let token: SandboxToken
        if segments.count > 2, segments[0] == "stores" {
            guard segments[1] == options.storeHash else { throw .notFound }
            segments.removeFirst(2)
            base = "http://\(host)/stores/\(options.storeHash)"
            token = try self.token(request, version: segments[0])
        } else if segments.count > 1, segments[0] == "api", segments[1] == "v2" {
            segments.removeFirst()
            base = "http://\(host)/api"
            token = try legacyToken(request)
        } else {
            throw .notFound
        }
        guard let version = Gate.versions[segments.removeFirst()], !segments.isEmpty else { throw .notFound }
        if version == .v3, request.uri.path.hasSuffix("/") { throw APIFailure(403, "Authentication Required") }
        let suffix = Gate.takeSuffix(&segments, version)
        return Admission(version: version, segments: segments, token: token, base: base, suffix: suffix)
    }

    /// By path segment.
    private static let versions: [String: StoreRequest.Version] = ["v2": .v2, "v3": .v3]

    /// `orders.xml` becomes `orders`.
    private static func takeSuffix(_ segments: inout [String], _ version: StoreRequest.Version) -> String? {
        let last = segments[segments.count - 1].split(separator: ".", maxSplits: 1).map(String.init)
        guard version == .v2, last.count == 2, ["xml", "json"].contains(last[1]) else { return nil }
        segments[segments.count - 1] = last[0]
        return last[1]
    }

    /// The token of the request; 401 when it is missing or wrong.
    private func token(_ request: Request, version: String) throws(APIFailure) -> SandboxToken {
        guard let name = HTTPField.Name("X-Auth-Token"), let value = request.headers[name] else {
            throw APIFailure(401, "No credentials were supplied in the request.")
        }
        guard let token = options.tokens.first(where: { $0.value == value }) else {
            let valid = "are not a valid combination for this store."
            throw APIFailure(401, "Unauthorized - the \(version) Auth client ID or token in the request \(valid)")
        }
        return token
    }

    /// The legacy user's rights; 401 when name or token are wrong.
    private func legacyToken(_ request: Request) throws(APIFailure) -> SandboxToken {
        guard let user = options.legacyUser, let header = request.headers[.authorization] else {
            throw APIFailure(401, "No credentials were supplied in the request.")
        }
        let expected = "Basic " + Data("\(user.name):\(user.token)".utf8).base64EncodedString()
        guard header == expected else { throw APIFailure(401, "The credentials in the request are not valid.") }
        return SandboxToken(user.token)
    }
}

extension Endpoint {
    /// Finds who carries out a request, and fills in its ids.
    ///
    /// - Throws: ``APIFailure`` 404 for an unknown path, 405 for a method it does not have, 403 for a missing scope.
    static func handler(for request: inout StoreRequest, token: SandboxToken) throws(APIFailure) -> Handler {
        for endpoint in all {
            guard let ids = endpoint.match(request) else { continue }
            guard let handler = endpoint.handlers[request.method] else {
                throw APIFailure(405, "The requested method is not supported by this resource.")
            }
            guard token.allows(endpoint.scope, writing: request.method != "GET") else {
                throw APIFailure(403, "You don't have a required scope to access the endpoint")
            }
            request.ids = ids
            return handler
        }
        throw .notFound
    }
}
