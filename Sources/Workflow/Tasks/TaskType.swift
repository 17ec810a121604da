public import Foundation

/// A kind of task that a room registers: its name in the workflow file, its settings, and how to make one.
public struct TaskType: Sendable {
    /// For instance `bigcommerce.download-orders`.
    public let name: String
    /// One line for `crosswalk workflow show`.
    public let summary: String
    public let settings: [SettingDeclaration]
    /// What the engine has to know about it.
    public let role: Role
    /// The outbox channel that the task empties; it runs even when a task before it failed, as long as messages wait.
    public let outbox: String?
    /// Makes the task from settings that have been checked against ``settings``.
    public let make: @Sendable (SettingValues) throws -> any WorkflowTask

    /// The part that a task plays in a run.
    public enum Role: Sendable, Equatable {
        /// Carries records.
        case work
        /// Writes the report of the run; its first file is the report.
        case report
        /// Asks the engine to archive the run.
        case archive
    }

    public init(
        name: String, summary: String, settings: [SettingDeclaration], role: Role = .work, outbox: String? = nil,
        make: @escaping @Sendable (SettingValues) throws -> any WorkflowTask
    ) {
        self.name = name
        self.summary = summary
        self.settings = settings
        self.role = role
        self.outbox = outbox
        self.make = make
    }
}

/// A kind of connection: its name in the workflow file and its fields.
public struct ConnectionType: Sendable {
    /// For instance `bigcommerce` or `sage50-embedded`.
    public let name: String
    public let fields: [SettingDeclaration]
    /// The file whose lock keeps two writers apart; `nil` for a system that keeps its own order, as a shop does.
    public let lockFile: (@Sendable (SettingValues, IntegrationFolder) -> URL?)?
    /// Opens the shop's orders for reading; `nil` when it is no shop.
    public let shopOrders: (@Sendable (PortRequest) async throws -> any ShopOrders)?
    /// Opens the ledger's orders for reading; `nil` when it is no ledger, or one that cannot be asked.
    public let ledgerOrders: (@Sendable (PortRequest) async throws -> any LedgerOrders)?

    public init(
        name: String, fields: [SettingDeclaration], lockFile: (@Sendable (SettingValues, IntegrationFolder) -> URL?)? = nil,
        shopOrders: (@Sendable (PortRequest) async throws -> any ShopOrders)? = nil,
        ledgerOrders: (@Sendable (PortRequest) async throws -> any LedgerOrders)? = nil
    ) {
        self.name = name
        self.fields = fields
        self.lockFile = lockFile
        self.shopOrders = shopOrders
        self.ledgerOrders = ledgerOrders
    }
}

/// One setting of a task or field of a connection.
public struct SettingDeclaration: Sendable {
    /// What a value must look like.
    public enum Kind: Sendable, Equatable {
        case text
        case integer
        /// Plain decimal text.
        case decimal
        case boolean
        /// A calendar date, `YYYY-MM-DD`.
        case date
        case choice([String])
        case list
        /// Name to text.
        case map
        /// Name to plain decimal text.
        case decimals
        /// A time: `90s`, `10m`, `24h`, `2d`, or `0`.
        case duration
        /// A file of the run that this task reads.
        case inputFile
        /// A file of the run that this task writes.
        case outputFile
        /// A path outside the run, relative to the integration's folder.
        case path
        /// Name of a connection of one of these types.
        case connection([String])
    }

    public let name: String
    public let kind: Kind
    public let isRequired: Bool
    public let defaultValue: SettingValue?
    public let description: String
    /// Only a field marked secret may hold `${NAME}` or `file:`; its value never prints.
    public let isSecret: Bool

    public init(
        _ name: String, _ kind: Kind, required: Bool = false, default defaultValue: SettingValue? = nil, secret: Bool = false,
        _ description: String
    ) {
        self.name = name
        self.kind = kind
        self.isRequired = required
        self.defaultValue = defaultValue
        self.isSecret = secret
        self.description = description
    }
}

/// A value as written in YAML; scalars keep their text, so `1.10` stays `1.10`.
public enum SettingValue: Sendable, Equatable, ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
    case text(String)
    case list([SettingValue])
    case map([String: SettingValue])

    public init(stringLiteral value: String) { self = .text(value) }
    public init(arrayLiteral elements: SettingValue...) { self = .list(elements) }
}

/// Checked settings of one task or fields of one connection, defaults filled in.
public struct SettingValues: Sendable {
    private let values: [String: SettingValue]

    public init(_ values: [String: SettingValue]) { self.values = values }

    /// Text of a scalar; `nil` when absent or empty.
    public func text(_ name: String) -> String? {
        guard case .text(let text)? = values[name], !text.isEmpty else { return nil }
        return text
    }

    /// Text of a setting whose presence the schema guarantees.
    public func requiredText(_ name: String) throws -> String {
        guard let text = text(name) else { throw TaskFailure(.configuration, "setting '\(name)' is missing") }
        return text
    }

    public func integer(_ name: String) -> Int? { text(name).flatMap { Int($0) } }

    /// `true` or `false`; absent is `false`.
    public func boolean(_ name: String) -> Bool { text(name) == "true" }

    /// The texts of a list; a single scalar counts as a list of one.
    public func list(_ name: String) -> [String] {
        switch values[name] {
        case .text(let text)?: return text.isEmpty ? [] : [text]
        case .list(let items)?: return items.compactMap { if case .text(let text) = $0 { text } else { nil } }
        case .map?, nil: return []
        }
    }

    /// A time of kind ``SettingDeclaration/Kind/duration``; `nil` when absent.
    public func duration(_ name: String) -> Duration? { text(name).flatMap { Duration(setting: $0) } }

    /// Name to text.
    public func map(_ name: String) -> [String: String] {
        guard case .map(let entries)? = values[name] else { return [:] }
        return entries.compactMapValues { if case .text(let text) = $0 { text } else { nil } }
    }
}

extension Duration {
    /// Reads a time as settings write it: a whole number and its unit (`90s`, `10m`, `24h`, `2d`), or `0`.
    ///
    /// - Returns: `nil` for anything else, also for a number without a unit: nobody should have to guess what 10 means.
    init?(setting text: String) {
        let seconds: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        if text == "0" {
            self = .zero
            return
        }
        guard let unit = text.last.flatMap({ seconds[$0] }), let count = Int(text.dropLast()), count >= 0, count <= 1_000_000,
            text.first != "+"
        else { return nil }
        self = .seconds(count * unit)
    }
}
