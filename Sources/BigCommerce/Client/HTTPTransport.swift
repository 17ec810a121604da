import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix

/// One answer of the server, read to its end.
struct HTTPReply: Sendable {
    /// The HTTP status, 100 to 599.
    var status: Int
    /// Values by lower-case name.
    var headers: [String: String]
    /// All bytes, unpacked.
    var body: [UInt8]
}

/// Why there is no answer.
enum TransportError: Error, Equatable {
    /// No connection: unknown host, refused, no route, certificate not accepted.
    case unreachable(String)
    /// The connection ended before the answer was complete.
    case cut(String)
    /// Silence for longer than the patience.
    case timedOut
    /// More bytes than any answer of this API has.
    case tooLarge
    /// The run was told to stop.
    case cancelled
}

/// Carries one request over the network, without any retry of its own.
protocol HTTPTransport: Sendable {
    /// Sends and reads the answer to its end, whatever its status.
    func send(_ method: String, url: String, headers: [(String, String)], body: [UInt8]?) async throws(TransportError)
        -> HTTPReply
    /// Closes its connections.
    func close() async
}

/// The transport over AsyncHTTPClient.
struct NetworkTransport: HTTPTransport {
    /// 250 orders with all their lines are 1 to 2 MB; 250 orders of 50 lines each come near 40.
    static let largestBody = 64 * 1024 * 1024
    /// The longest a single request may take, answer included.
    static let patience: TimeAmount = .seconds(90)

    private let client: HTTPClient

    /// Opens nothing yet; connections come with the first request.
    init() {
        // Redirects are not followed: the token would go to wherever the answer points.
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(10), read: .seconds(60)),
            decompression: .enabled(limit: .size(NetworkTransport.largestBody)))
        // A refused connection is reported at once; the store client decides whether to try again.
        configuration.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    func close() async { try? await client.shutdown() }

    func send(
        _ method: String, url: String, headers: [(String, String)], body: [UInt8]?
    ) async throws(TransportError) -> HTTPReply {
        var request = HTTPClientRequest(url: url)
        request.method = HTTPMethod(rawValue: method)
        request.headers = HTTPHeaders(headers)
        request.body = body.map { .bytes($0) }
        do {
            let response = try await client.execute(request, timeout: NetworkTransport.patience)
            let body = try await response.body.collect(upTo: NetworkTransport.largestBody)
            let fields = response.headers.map { ($0.name.lowercased(), $0.value) }
            return HTTPReply(
                status: Int(response.status.code), headers: Dictionary(fields, uniquingKeysWith: { first, _ in first }),
                body: Array(body.readableBytesView))
        } catch {
            throw NetworkTransport.transportError(error)
        }
    }

    /// System errors of an attempt to connect; any other comes from a connection that stood.
    private static let noConnection: Set<CInt> = [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, EHOSTDOWN, ENETDOWN, EADDRNOTAVAIL]

    /// What an error of the network library means here.
    private static func transportError(_ error: any Error) -> TransportError {
        switch error {
        case is CancellationError: return .cancelled
        case is NIOTooManyBytesError: return .tooLarge
        case let error as HTTPClientError: return transportError(error)
        case is NIOConnectionError: return .unreachable("the connection was refused, or the host is not known")
        case let error as IOError where noConnection.contains(error.errnoCode):
            return .unreachable(String(cString: strerror(error.errnoCode)).lowercased())
        default:
            let text = String(describing: error)
            // A handshake that fails is a connection that never was; anything else broke on the way.
            return text.contains("handshake") || text.contains("sslError") || text.contains("CERTIFICATE")
                ? .unreachable("no secure connection: \(text.prefix(160))") : .cut(String(text.prefix(160)))
        }
    }

    /// What an error of the HTTP client means here.
    private static func transportError(_ error: HTTPClientError) -> TransportError {
        switch error {
        case .cancelled: .cancelled
        case .connectTimeout: .unreachable("no answer to the attempt to connect")
        case .deadlineExceeded, .readTimeout, .writeTimeout: .timedOut
        default: .cut(error.shortDescription)
        }
    }
}
