/// A map of a configuration file with a fixed set of keys: unknown ones are findings, known ones are read by kind.
struct ConfigSection {
    /// How messages call it, for instance `task 'import'`.
    let title: String
    let place: SourcePlace
    private let entries: [String: ConfigNode.Entry]
    private let findings: FindingList

    /// - Returns: `nil`, with a finding, when the node is not a map.
    init?(_ node: ConfigNode, title: String, keys: [String], _ findings: FindingList) {
        guard case .map(let entries) = node.content else {
            findings.error(node.place, "\(title) must be a map of keys and values (keys are: \(keys.joined(separator: ", ")))")
            return nil
        }
        for entry in entries where !keys.contains(entry.key) {
            findings.error(
                entry.place,
                "unknown key '\(entry.key)' of \(title)" + NearMiss.hint(for: entry.key, among: keys, listing: "keys"))
        }
        self.title = title
        self.place = node.place
        self.entries = Dictionary(entries.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        self.findings = findings
    }

    /// The node of a key; `nil` when absent or null.
    func node(_ key: String) -> ConfigNode? {
        guard let value = entries[key]?.value else { return nil }
        if case .null = value.content { return nil }
        return value
    }

    /// Where the key stands, or the section when it is absent.
    func place(of key: String) -> SourcePlace { entries[key]?.place ?? place }

    /// Text of a scalar.
    func text(_ key: String) -> String? {
        guard let node = node(key) else { return nil }
        if node.text == nil { findings.error(node.place, "'\(key)' of \(title) must be a single value") }
        return node.text
    }

    /// Text that has to be there and not empty.
    func requiredText(_ key: String, _ example: String) -> String? {
        let text = text(key)
        if node(key) == nil || text == "" {
            findings.error(place, "'\(key)' of \(title) is missing (for instance \(key): \(example))")
        }
        return text
    }

    /// `true` or `false`.
    func boolean(_ key: String, default defaultValue: Bool) -> Bool {
        guard let text = text(key) else { return defaultValue }
        guard let value = Bool(text) else {
            findings.error(place(of: key), "'\(key)' of \(title) must be true or false, not '\(text)'")
            return defaultValue
        }
        return value
    }

    /// The scalars of a list with their lines.
    func list(_ key: String) -> [LocatedText] {
        guard let node = node(key) else { return [] }
        guard case .list(let items) = node.content else {
            findings.error(node.place, "'\(key)' of \(title) must be a list, for instance \(key): [one, two]")
            return []
        }
        return items.compactMap { item in
            if item.text == nil { findings.error(item.place, "'\(key)' of \(title) must be a list of single values") }
            return item.text.map { LocatedText(text: $0, place: item.place) }
        }
    }

    /// The items of a list of maps.
    func items(_ key: String, _ example: String) -> [ConfigNode] {
        guard let node = node(key) else { return [] }
        guard case .list(let items) = node.content else {
            findings.error(node.place, "'\(key)' of \(title) must be a list (for instance \(example))")
            return []
        }
        return items
    }

    /// The entries of a map whose keys are free.
    func map(_ key: String) -> [ConfigNode.Entry] {
        guard let node = node(key) else { return [] }
        guard case .map(let entries) = node.content else {
            findings.error(node.place, "'\(key)' of \(title) must be a map of names and values")
            return []
        }
        return entries
    }

    /// Customer to the names it is granted.
    func grants(_ key: String) -> [String: Set<String>] {
        var grants: [String: Set<String>] = [:]
        for entry in map(key) {
            guard case .list(let names) = entry.value.content else {
                findings.error(
                    entry.place, "'\(key)' of \(title) must give customer '\(entry.key)' a list, for instance [SHOP_TOKEN]")
                continue
            }
            grants[entry.key, default: []].formUnion(names.compactMap(\.text))
        }
        return grants
    }

    /// Name to text. Nothing from the environment may come in: a parameter is seen by stylesheets and logs.
    func parameters(_ key: String) -> [String: String] {
        var parameters: [String: String] = [:]
        for entry in map(key) {
            guard let text = entry.value.text ?? (entry.value.settingValue == nil ? "" : nil) else {
                findings.error(entry.place, "parameter '\(entry.key)' of \(title) must be a single value")
                continue
            }
            if text.contains("${") {
                findings.error(
                    entry.place,
                    "parameter '\(entry.key)' of \(title): ${NAME} is read in connection fields only, "
                        + "because a secret must not reach a stylesheet. Write the value itself.")
            }
            parameters[entry.key] = text
        }
        return parameters
    }
}

/// A text and the line it stands on.
struct LocatedText: Sendable, Equatable {
    let text: String
    let place: SourcePlace
}

/// A setting's value, the line it stands on, and who wrote it.
struct LocatedValue: Sendable, Equatable {
    let value: SettingValue
    let place: SourcePlace
    /// The customer whose file it stands in; `nil` for the definition.
    let customer: String?
}
