import Foundation
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// A local BigCommerce store over HTTP.
///
///     let server = SandboxServer(state: state)
///     let port = try await server.start(port: 0)
///     // the shop's API is at http://127.0.0.1:PORT/stores/sandbox/v2, with X-Auth-Token: sandbox-token
///     await server.stop()
public final class SandboxServer: Sendable {
    /// The store that is served.
    public let store: Store
    /// How the store behaves.
    private let options: SandboxOptions
    /// The running service.
    private let runner = ServerRunner()

    /// A store with this state, not yet served.
    public init(state: StoreState = StoreState(), options: SandboxOptions = SandboxOptions()) {
        store = Store(state: state, options: options)
        self.options = options
    }

    /// Serves until ``stop()``; returns when the port is open.
    ///
    /// - Parameter port: 0 takes any free one.
    /// - Returns: the port.
    /// - Throws: ``SandboxError/cannotListen(host:port:reason:)``.
    @discardableResult
    public func start(port: Int = 0) async throws -> Int { try await runner.start(self, port: port) }

    /// Ends the service, waits for it and saves the state.
    public func stop() async throws {
        await runner.stop()
        try await store.save()
    }

    /// Serves until the task is cancelled, then saves the state.
    ///
    /// - Parameter onStart: called with the port once it is open.
    public func run(port: Int, onStart: @escaping @Sendable (Int) async -> Void = { _ in }) async throws {
        await onStart(try await start(port: port))
        await withTaskCancellationHandler {
            await runner.wait()
        } onCancel: {
            Task { await runner.stop() }
        }
        try await stop()
    }

    /// The HTTP service, not yet running.
    func application(port: Int, onStart: @escaping @Sendable (Int) async -> Void) -> some ApplicationProtocol {
        var logger = Logger(label: "sandbox")
        logger.logLevel = .critical
        return Application(
            responder: StoreResponder(store: store, options: options),
            configuration: ApplicationConfiguration(address: .hostname(options.host, port: port)),
            onServerRunning: { channel in await onStart(channel.localAddress?.port ?? port) },
            logger: logger)
    }

    /// The address that is listened on.
    var host: String { options.host }
}

/// Holds the task that serves.
private actor ServerRunner {
    /// The service; `nil` when there is none.
    private var task: Task<Void, any Error>?

    /// Starts the service and waits for its port.
    func start(_ server: SandboxServer, port: Int) async throws -> Int {
        let (ports, announcement) = AsyncThrowingStream<Int, any Error>.makeStream()
        let application = server.application(port: port) { announcement.yield($0) }
        task = Task {
            do {
                try await application.run()
                announcement.finish()
            } catch {
                announcement.finish(
                    throwing: SandboxError.cannotListen(host: server.host, port: port, reason: "\(error)"))
            }
        }
        for try await port in ports { return port }
        throw SandboxError.cannotListen(host: server.host, port: port, reason: "the service ended at once")
    }

    /// Waits until the service ends.
    func wait() async { _ = await task?.result }

    /// Ends the service and waits for its end.
    func stop() async {
        task?.cancel()
        _ = await task?.result
        task = nil
    }
}
