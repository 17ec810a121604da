import Foundation

/// What the client needs besides the network: a clock, a way to wait, and chance for the jitter.
struct ClientEnvironment: Sendable {
    /// The clock: windows of the quota and dates in headers are measured by it.
    var now: @Sendable () -> Date
    /// Waits; throws when the run is cancelled meanwhile.
    var sleep: @Sendable (Duration) async throws -> Void
    /// Evenly spread in `0..<1`.
    var random: @Sendable () -> Double
    /// Opens the network; one transport per client.
    var makeTransport: @Sendable () -> any HTTPTransport

    /// The real network, the real clock, real pauses.
    static let live = ClientEnvironment(
        now: { Date() }, sleep: { try await Task.sleep(for: $0) }, random: { Double.random(in: 0..<1) },
        makeTransport: { NetworkTransport() })
}
