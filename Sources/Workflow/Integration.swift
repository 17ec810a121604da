public import Foundation

/// An integration on disk: the folder that holds `workflow.yaml`, `customers/`, `stylesheets/`, `lookups/` and `var/`.
public struct IntegrationFolder: Sendable, Equatable {
    public let root: URL

    public init(root: URL) { self.root = root }

    public var stylesheets: URL { root.appendingPathComponent("stylesheets") }
    public var lookups: URL { root.appendingPathComponent("lookups") }
    public var customers: URL { root.appendingPathComponent("customers") }

    /// Where a customer's state, runs and archive live; an integration without customers uses `var/default`.
    public func data(customer: String?) -> URL {
        root.appendingPathComponent("var").appendingPathComponent(customer ?? "default")
    }

    /// The file of a customer's ``StateStore``; there is none before the first run.
    public func stateFile(customer: String?) -> URL { data(customer: customer).appendingPathComponent("state.sqlite") }
}

/// A customer of an integration: its folder, and what it may set over the definition.
public struct Customer: Sendable, Equatable {
    public let id: String
    public let folder: URL
    public let isEnabled: Bool
    /// Mapping parameters that override the definition's.
    public let parameters: [String: String]
    /// What people call it; `nil` when its file does not say.
    public let name: String?

    public init(id: String, folder: URL, isEnabled: Bool = true, parameters: [String: String] = [:], name: String? = nil) {
        self.name = name
        self.id = id
        self.folder = folder
        self.isEnabled = isEnabled
        self.parameters = parameters
    }

    public var stylesheets: URL { folder.appendingPathComponent("stylesheets") }
    public var lookups: URL { folder.appendingPathComponent("lookups") }
}
