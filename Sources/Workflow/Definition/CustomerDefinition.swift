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

    /// Reads the file; whatever is wrong becomes a finding. `nil` when nothing useful can be read.
    static func read(id: String, folder: URL, _ findings: FindingList) -> CustomerDefinition? {
        let file = folder.appendingPathComponent("customer.yaml")
        guard let root = ConfigNode.read(file, findings), root.hasReadableVersion(version, findings),
            let section = ConfigSection(root, title: "customer '\(id)'", keys: keys, findings)
        else { return nil }
        let customer = Customer(
            id: id, folder: folder, isEnabled: section.boolean("enabled", default: true),
            parameters: section.parameters("parameters"), name: section.text("name"))
        return CustomerDefinition(
            customer: customer, timeZone: section.timeZone(findings),
            connections: section.map("connections").compactMap { ConnectionDefinition($0, customer: id, findings) },
            settings: .located(section.map("settings"), customer: id))
    }
}
