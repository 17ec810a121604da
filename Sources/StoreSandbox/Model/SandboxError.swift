/// Why the sandbox could not be filled, started or saved.
public enum SandboxError: Error, Equatable, CustomStringConvertible {
    /// A document of the state (or of a control request) that cannot be understood.
    case badDocument(String)
    /// The state file cannot be read or written.
    case stateFile(path: String, reason: String)
    /// The port cannot be bound.
    case cannotListen(host: String, port: Int, reason: String)

    /// The sentence for a person.
    public var description: String {
        switch self {
        case .badDocument(let reason): "the store cannot be filled: \(reason)"
        case .stateFile(let path, let reason): "store file \(path): \(reason)"
        case .cannotListen(let host, let port, let reason):
            "cannot listen on \(host):\(port): \(reason). Choose another port, or 0 for any free one"
        }
    }
}
