public import Foundation

/// One configured connection: a shop or a ledger, with its secrets resolved.
///
/// It does not print its values: `description` shows name and type only.
public struct Connection: Sendable, CustomStringConvertible {
    public let name: String
    public let type: String
    public let values: SettingValues
    /// Whoever writes there holds this file's lock; `nil` when nobody need.
    let lockFile: URL?

    public init(name: String, type: String, values: SettingValues, lockFile: URL? = nil) {
        self.name = name
        self.type = type
        self.values = values
        self.lockFile = lockFile
    }

    public var description: String { "connection '\(name)' (\(type))" }
}

/// The connections of one run by name.
public struct ConnectionSet: Sendable {
    private let connections: [String: Connection]

    public init(_ connections: [Connection]) {
        self.connections = Dictionary(connections.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    public var names: [String] { connections.keys.sorted() }

    /// - Throws: ``TaskFailure`` of class configuration that lists the known names.
    public func connection(_ name: String) throws -> Connection {
        guard let connection = connections[name] else {
            throw TaskFailure(
                .configuration, "there is no connection '\(name)'; known are: \(names.joined(separator: ", "))")
        }
        return connection
    }
}
