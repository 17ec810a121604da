import Crosswalk
import Foundation
import StoreSandbox

/// A store with plain orders, and what tests spoil about it.
struct Shopfront {
    static let seed: UInt64 = 3
    static let products = 40
    var options = SandboxOptions()
    var state: StoreState

    /// - Parameter orders: how many plain orders wait in the shop.
    init(orders: Int) throws {
        let catalogue = try Catalogue(products: Shopfront.products, seed: Shopfront.seed)
        state = catalogue.state()
        var generator = OrderGenerator(seed: Shopfront.seed, catalogue: catalogue)
        for _ in 0..<orders { state.add(try generator.next(.plain)) }
    }

    /// Changes the order at a position and answers with its id.
    mutating func spoil(_ position: Int, _ change: (inout Order) -> Void) -> Int {
        let id = state.orders[position].id
        state.changeOrder(id, change)
        return id
    }

    /// Serves the store while `body` works with an integration that is connected to it.
    func open(_ body: @escaping @Sendable (Integration, Store) async throws -> Void) async throws {
        try await withSandbox(options, state: state) { sandbox in
            try await body(try Integration(url: sandbox.baseURL.absoluteString), sandbox.store)
        }
    }
}

/// A started command that a test can interrupt.
///
/// Waiting is done off the threads of Swift's concurrency: the sandbox store needs them to answer.
final class StartedCommand: Sendable {
    private let process: Process
    private let errorFile: URL

    init(_ arguments: [String], environment: [String: String], errors: URL) throws {
        errorFile = errors
        try Data().write(to: errors)
        process = Process()
        process.executableURL = CommandRun.executable
        process.arguments = arguments
        process.environment = environment.merging(["PATH": "/usr/bin:/bin"]) { given, _ in given }
        process.standardError = try FileHandle(forWritingTo: errors)
        process.standardOutput = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
    }

    /// What it has said so far.
    var errors: String { (try? String(contentsOf: errorFile, encoding: .utf8)) ?? "" }

    /// Sends a signal, for instance SIGINT as Ctrl-C does.
    func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// The signal that ended it; `nil` when it ended by itself, or has not ended.
    var deadlySignal: Int32? {
        !process.isRunning && process.terminationReason == .uncaughtSignal ? process.terminationStatus : nil
    }

    /// The exit code; `nil` when it still ran after the time, and then it is ended.
    func exitCode(within patience: Duration) async throws -> Int32? {
        guard await eventually(within: patience, { !self.process.isRunning }) else {
            kill(process.processIdentifier, SIGKILL)
            return nil
        }
        return process.terminationStatus
    }
}

/// Asks again and again until a condition holds; `false` when it did not hold in time.
func eventually(within patience: Duration, _ condition: @Sendable () async throws -> Bool) async rethrows -> Bool {
    let end = ContinuousClock.now + patience
    while ContinuousClock.now < end {
        if try await condition() { return true }
        try? await Task.sleep(for: .milliseconds(20))
    }
    return false
}
