internal import Foundation

/// What a customer's `customer.yaml` says.
struct CustomerDefinition: Sendable {
    static let version = 1
    static let keys = ["version", "name", "enabled", "timezone", "parameters", "connections", "settings"]

    let customer: Customer
    /// `nil` leaves the definition's.
    let timeZone: TimeZone?
    let connections: [ConnectionDefinition]
    /// `task.setting` to value.
    let settings: [String: LocatedValue]

    /// Whether a folder of the customer's is in truth somewhere else, for instance another customer's.
    private static func leadsOut(_ part: URL, of folder: URL) -> Bool {
        guard Folders.exists(part) else { return false }
        return !part.resolvingSymlinksInPath().path.hasPrefix(folder.resolvingSymlinksInPath().path + "/")
    }

    /// Reads the file; whatever is wrong becomes a finding. `nil` when nothing useful can be read.
    static func read(id: String, folder: URL, _ findings: FindingList) -> CustomerDefinition? {
        let file = folder.appendingPathComponent("customer.yaml")
        guard let root = ConfigNode.read(file, findings), root.hasReadableVersion(version, findings),
            let section = ConfigSection(root, title: "customer '\(id)'", keys: keys, findings)
        else { return nil }
        let customer = Customer(
            id: id, folder: folder, isEnabled: section.boolean("enabled", default: true),
            parameters: section.parameters("parameters"), name: section.text("name"))
        for part in [customer.stylesheets, customer.lookups] where leadsOut(part, of: folder) {
            findings.error(
                SourcePlace(file: part.relativePath, line: 0),
                "is a link that leads out of the customer's folder: a customer reads its own files only. Put the files there")
        }
        return CustomerDefinition(
            customer: customer, timeZone: section.timeZone(findings),
            connections: section.map("connections").compactMap { ConnectionDefinition($0, customer: id, findings) },
            settings: .located(section.map("settings"), customer: id))
    }
}
