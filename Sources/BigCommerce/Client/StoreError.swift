import Workflow

/// What can go wrong between this program and the shop. The description says what to do next; it never holds the token.
enum StoreError: ClassifiedError, Equatable {
    /// 401.
    case tokenRefused(store: String)
    /// 403 with the scope that the call needs.
    case scopeMissing(store: String, endpoint: String, scope: Scope)
    /// 404.
    case notFound(endpoint: String, path: String)
    /// Another 4xx with the shop's own words.
    case refused(endpoint: String, status: Int, message: String)
    /// No connection to the address.
    case unreachable(address: String, reason: String)
    /// 429 or 5xx until the patience was used up.
    case busy(endpoint: String, status: Int, attempts: Int)
    /// The connection was cut or silent until the patience was used up.
    case interrupted(endpoint: String, reason: String, attempts: Int)
    /// The server asks for a longer pause than a run should take.
    case askedToWait(endpoint: String, seconds: Int)
    /// A web page where JSON was due.
    case answeredHTML(endpoint: String, status: Int)
    /// A body that is neither JSON nor a web page.
    case notJSON(endpoint: String, reason: String)
    /// More bytes than any answer should have.
    case tooLarge(endpoint: String)
    /// 3xx with the host it points to.
    case redirected(endpoint: String, to: String)
    /// JSON, but not the shape that was agreed.
    case unexpected(endpoint: String, what: String)

    /// What the engine does next; a refusal of a single record is handled by the tasks before this is asked.
    var failureClass: FailureClass {
        switch self {
        case .unreachable, .busy, .interrupted, .askedToWait, .answeredHTML, .notJSON: .transient
        case .notFound, .refused, .tooLarge, .unexpected, .tokenRefused, .scopeMissing, .redirected: .configuration
        }
    }

    /// Whether the shop understood the call and said no to what was in it, so that other records may still pass.
    var concernsOneRecord: Bool {
        switch self {
        case .notFound, .refused, .unexpected: true
        default: false
        }
    }

    /// Whether the shop was reached and could not process the call, which may be the fault of the one record in it.
    var isOverload: Bool {
        switch self {
        case .busy, .notJSON: true
        default: false
        }
    }

    /// What failed, where, and what to do next.
    var description: String {
        switch self {
        case .tokenRefused(let store):
            "token refused: store '\(store)' does not accept the access token (401). Check store_hash and token of the "
                + "connection; a token belongs to one store. Create a new API account in the shop if it was deleted."
        case .scopeMissing(let store, let endpoint, let scope):
            "missing scope: the token of store '\(store)' may not read or write \(endpoint) (403). Add the scope "
                + "\(scope.rawValue) (\"\(scope.label)\") to the API account in the shop and use its token."
        case .notFound(let endpoint, let path):
            "\(endpoint): the shop knows no \(path) (404). Check url and store_hash if nothing is found."
        case .refused(let endpoint, let status, let message): "\(endpoint): the shop refused the request (\(status)): \(message)"
        case .unreachable(let address, let reason):
            "the shop cannot be reached at \(address): \(reason). Check the network and 'url' of the connection, then run again."
        case .busy(let endpoint, let status, let attempts):
            "\(endpoint): the shop answered \(status) \(attempts) times in a row. It is overloaded or being maintained; "
                + "run again later."
        case .interrupted(let endpoint, let reason, let attempts):
            "\(endpoint): no complete answer in \(attempts) attempts (\(reason)). Check the network, then run again."
        case .askedToWait(let endpoint, let seconds):
            "\(endpoint): the shop asks to wait \(seconds) seconds, which is longer than a run waits. Run again later."
        case .answeredHTML(let endpoint, let status):
            "\(endpoint): the shop answered HTML instead of JSON (\(status)). It is being maintained, or 'url' of the connection "
                + "is a web page and not the API (https://api.bigcommerce.com)."
        case .notJSON(let endpoint, let reason): "\(endpoint): the answer is \(reason). Run again; report it if it stays."
        case .tooLarge(let endpoint): "\(endpoint): the answer is larger than 64 MB. Set a smaller page_size."
        case .redirected(let endpoint, let to):
            "\(endpoint): the shop redirects to \(to). Redirects are not followed, because the token would go there: "
                + "correct 'url'."
        case .unexpected(let endpoint, let what): "\(endpoint): \(what)"
        }
    }
}
