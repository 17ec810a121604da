internal import Foundation
internal import Money
internal import StoreSandbox

/// A local store with generated orders, for the command and for demonstrations.
public struct SandboxStore: Sendable {
    /// What the store holds when no state file exists yet.
    public enum Content: Sendable {
        /// The same numbers and seed give the same orders and products.
        case generated(orders: Int, products: Int, seed: UInt64)
    }

    private let server: SandboxServer

    /// - Parameters:
    ///   - hash: part of the store's address.
    ///   - token: what a client must send.
    ///   - quota: `150/30` is 150 requests in 30 seconds; `nil` sets no limit.
    ///   - stateFile: keeps the store; when it exists it is served.
    /// - Throws: ``TaskFailure`` for an unreadable quota or state file.
    public init(hash: String, token: String, quota: String?, stateFile: String?, content: Content) throws {
        var options = SandboxOptions()
        options.storeHash = hash
        options.tokens = [SandboxToken(token)]
        options.stateFile = stateFile.map { URL(fileURLWithPath: $0) }
        do {
            options.quota = try quota.map { text throws(SandboxError) in try SandboxQuota(parsing: text) }
            server = SandboxServer(state: try SandboxStore.state(options.stateFile, content), options: options)
        } catch let error as SandboxError {
            throw TaskFailure(.configuration, error.description)
        }
    }

    /// Serves until the process ends.
    ///
    /// - Parameter onStart: called with the port once the store answers.
    /// - Throws: ``TaskFailure`` when the port cannot be opened.
    public func serve(port: Int, onStart: @Sendable (Int) throws -> Void) async throws {
        do {
            try onStart(try await server.start(port: port))
        } catch let error as SandboxError {
            throw TaskFailure(.transient, error.description)
        }
        while !Task.isCancelled { try await Task.sleep(for: .seconds(3600)) }
    }

    private static func state(_ file: URL?, _ content: Content) throws -> StoreState {
        if let file, FileManager.default.fileExists(atPath: file.path) { return try StoreState(file: file) }
        switch content {
        case .generated(let orders, let products, let seed):
            let catalogue = try Catalogue(products: products, seed: seed)
            var state = catalogue.state()
            var generator = OrderGenerator(seed: seed, catalogue: catalogue)
            for order in try generator.orders(orders) { _ = state.add(order) }
            return state
        }
    }
}
