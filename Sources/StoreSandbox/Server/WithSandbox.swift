public import Foundation

/// A running store, as tests use it.
public struct Sandbox: Sendable {
    /// `http://127.0.0.1:PORT`, what a client takes for `https://api.bigcommerce.com`.
    public let baseURL: URL
    /// The store that is served, for looking behind the API.
    public let store: Store
}

/// Runs a store on a free port for as long as `body` needs it.
///
///     try await withSandbox(options, state: state) { sandbox in
///         let client = Client(url: sandbox.baseURL, storeHash: "sandbox", token: "sandbox-token")
///     }
public func withSandbox<Result: Sendable>(
    _ options: SandboxOptions = SandboxOptions(), state: StoreState = StoreState(),
    _ body: @Sendable (Sandbox) async throws -> Result
) async throws -> Result {
    let server = SandboxServer(state: state, options: options)
    let port = try await server.start(port: 0)
    guard let url = URL(string: "http://\(options.host):\(port)") else {
        throw SandboxError.cannotListen(host: options.host, port: port, reason: "the host makes no address")
    }
    do {
        let result = try await body(Sandbox(baseURL: url, store: server.store))
        try await server.stop()
        return result
    } catch {
        try? await server.stop()
        throw error
    }
}
