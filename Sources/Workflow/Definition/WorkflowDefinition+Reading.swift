internal import Foundation

extension WorkflowDefinition {
    static let keys = [
        "version", "name", "start_date", "timezone", "connections", "parameters", "overridable", "secrets", "notify",
        "phases",
    ]
    private static let phaseExample = "- {name: orders, tasks: [...]}"

    /// Reads the file's structure; whatever is wrong becomes a finding. `nil` when nothing useful can be read.
    static func read(_ file: URL, _ findings: FindingList) -> WorkflowDefinition? {
        guard let root = ConfigNode.read(file, findings), root.hasReadableVersion(WorkflowDefinition.version, findings),
            let section = ConfigSection(root, title: "the workflow", keys: keys, findings)
        else { return nil }
        let phases = section.items("phases", phaseExample).compactMap { PhaseDefinition($0, findings) }
        if section.node("phases") == nil { findings.error(section.place, "the workflow has no 'phases'") }
        let name = section.requiredText("name", "orders-to-ledger") ?? ""
        // The name is a part of file names.
        if name.contains(where: { "/\\:".contains($0) }) || name.hasPrefix(".") {
            findings.error(
                section.place(of: "name"), "the workflow's name must not contain a slash or colon or begin with a point")
        }
        return WorkflowDefinition(
            file: file, name: name,
            startDay: section.startDay(findings), timeZone: section.timeZone(findings) ?? .london,
            connections: section.map("connections").compactMap { ConnectionDefinition($0, customer: nil, findings) },
            parameters: section.parameters("parameters"), overridable: section.list("overridable"),
            grantedSecrets: section.grants("secrets"),
            notify: section.list("notify").map(\.text), phases: phases)
    }
}

extension PhaseDefinition {
    /// One item of `phases`; `nil`, with the reason reported, when it has no name.
    init?(_ node: ConfigNode, _ findings: FindingList) {
        let keys = ["name", "title", "enabled", "needs", "always", "tasks"]
        guard let section = ConfigSection(node, title: node.title("phase"), keys: keys, findings),
            let name = section.requiredText("name", "orders")
        else { return nil }
        self.name = name
        title = section.text("title") ?? name
        isEnabled = section.boolean("enabled", default: true)
        needs = section.list("needs")
        isAlways = section.node("always").map { _ in section.boolean("always", default: false) }
        tasks = section.items("tasks", "- {name: map, type: map, settings: {...}}")
            .compactMap { TaskDefinition($0, findings) }
        place = section.place
    }
}

extension TaskDefinition {
    /// One item of `tasks`; `nil`, with the reason reported, when it has no name or no type.
    init?(_ node: ConfigNode, _ findings: FindingList) {
        let keys = ["name", "type", "enabled", "break_on_failure", "can_resume", "on_failure", "settings"]
        guard let section = ConfigSection(node, title: node.title("task"), keys: keys, findings) else { return nil }
        let type = section.requiredText("type", "map")
        guard let name = section.requiredText("name", "map-orders"), let type else { return nil }
        // The name is a part of file names and of 'task.setting'.
        if name.contains(where: { ".:/\\".contains($0) }) {
            findings.error(section.place(of: "name"), "task name '\(name)' must not contain a point, colon or slash")
        }
        self.name = name
        self.type = LocatedText(text: type, place: section.place(of: "type"))
        isEnabled = section.boolean("enabled", default: true)
        breaksOnFailure = section.boolean("break_on_failure", default: true)
        canResume = section.boolean("can_resume", default: true)
        onFailure = section.text("on_failure").map { LocatedText(text: $0, place: section.place(of: "on_failure")) }
        settings = .located(section.map("settings"), customer: nil)
        place = section.place
    }
}

extension ConnectionDefinition {
    /// - Parameter customer: whose file the entry stands in; `nil` for the definition.
    init?(_ entry: ConfigNode.Entry, customer: String?, _ findings: FindingList) {
        guard case .map(let entries) = entry.value.content else {
            findings.error(entry.place, "connection '\(entry.key)' must be a map with 'type' and the type's fields")
            return nil
        }
        name = entry.key
        place = entry.place
        type = entries.first { $0.key == "type" }
            .flatMap { type in type.value.text.map { LocatedText(text: $0, place: type.place) } }
        fields = .located(entries.filter { $0.key != "type" }, customer: customer)
    }
}

extension [String: LocatedValue] {
    /// Entries by key; null counts as absent.
    static func located(_ entries: [ConfigNode.Entry], customer: String?) -> Self {
        Dictionary(
            entries.compactMap { entry in
                entry.value.settingValue.map {
                    (entry.key, LocatedValue(value: $0, place: entry.place, customer: customer))
                }
            }, uniquingKeysWith: { first, _ in first })
    }
}

extension ConfigNode {
    /// `task 'import'`, or `a task` while its name is unknown.
    fileprivate func title(_ kind: String) -> String {
        guard case .map(let entries) = content, let name = entries.first(where: { $0.key == "name" })?.value.text else {
            return "a \(kind)"
        }
        return "\(kind) '\(name)'"
    }

    /// Whether the file's `version` is one that this program reads. A newer file gets this one finding and no other, since
    /// every key in it may mean something else.
    func hasReadableVersion(_ newest: Int, _ findings: FindingList) -> Bool {
        guard case .map(let entries) = content else {
            findings.error(place, "the file must be a map of keys and values, beginning with version: \(newest)")
            return false
        }
        guard let entry = entries.first(where: { $0.key == "version" }), let text = entry.value.text else {
            findings.error(place, "'version' is missing; write version: \(newest)")
            return true
        }
        guard let version = Int(text), version > 0 else {
            findings.error(entry.place, "'version' must be a whole number from 1 to \(newest), not '\(text)'")
            return true
        }
        guard version <= newest else {
            findings.error(
                entry.place,
                "the file has version \(version), this crosswalk reads versions up to \(newest). "
                    + "Install a newer crosswalk.")
            return false
        }
        return true
    }
}

extension ConfigSection {
    /// `start_date`, which has to be there: without it the first run would take every order the shop ever had.
    fileprivate func startDay(_ findings: FindingList) -> CalendarDay? {
        guard let text = requiredText("start_date", "2026-04-01") else { return nil }
        guard let day = CalendarDay(text) else {
            findings.error(place(of: "start_date"), "'start_date' must be a day such as 2026-04-01, not '\(text)'")
            return nil
        }
        return day
    }

    /// `timezone`, `nil` when absent or unknown.
    func timeZone(_ findings: FindingList) -> TimeZone? {
        guard let text = text("timezone") else { return nil }
        guard let zone = TimeZone(identifier: text) else {
            let hint = NearMiss.nearest(to: text, among: TimeZone.knownTimeZoneIdentifiers).map { "; did you mean '\($0)'?" }
            findings.error(place(of: "timezone"), "unknown time zone '\(text)'" + (hint ?? " (for instance Europe/London)"))
            return nil
        }
        return zone
    }
}

extension TimeZone {
    /// Where a UK ledger's days begin and end.
    static var london: TimeZone { TimeZone(identifier: "Europe/London") ?? .gmt }
}
