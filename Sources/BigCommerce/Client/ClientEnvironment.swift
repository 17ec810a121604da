import Foundation

/// What the client needs besides the network: a clock, a way to wait, and chance for the jitter.
struct ClientEnvironment: Sendable {
    var now: @Sendable () -> Date
    /// Waits; throws when the run is cancelled meanwhile.
    var sleep: @Sendable (Duration) async throws -> Void
    /// Evenly spread in `0..<1`.
    var random: @Sendable () -> Double
    var makeTransport: @Sendable () -> any HTTPTransport

    static let live = ClientEnvironment(
        now: { Date() }, sleep: { try await Task.sleep(for: $0) }, random: { Double.random(in: 0..<1) },
        makeTransport: { NetworkTransport() })
}
