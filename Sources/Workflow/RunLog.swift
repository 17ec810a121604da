/// The log of one run. Tasks write one line for normal work, and one per record that needs a person.
///
/// An order number may be logged; a name, an address, a token may not.
public struct RunLog: Sendable {
    /// How much a line matters.
    public enum Level: String, Sendable, Codable, CaseIterable { case debug, info, warning, error }

    private let sink: @Sendable (Level, String) -> Void

    /// - Parameter sink: gets every line; may be called from many threads.
    public init(sink: @escaping @Sendable (Level, String) -> Void) { self.sink = sink }

    /// A log that keeps nothing.
    public static let discarding = RunLog { _, _ in }

    /// For the one who looks for a fault.
    public func debug(_ message: String) { sink(.debug, message) }
    /// Normal work.
    public func info(_ message: String) { sink(.info, message) }
    /// Odd, but nothing is lost.
    public func warning(_ message: String) { sink(.warning, message) }
    /// Something did not go through.
    public func error(_ message: String) { sink(.error, message) }
}
