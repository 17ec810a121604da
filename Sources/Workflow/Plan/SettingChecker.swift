/// Checks the settings of one task, or the fields of one connection, against their declarations.
struct SettingChecker {
    /// How messages call the owner, for instance `task 'import'`.
    let owner: String
    /// `setting` or `field`.
    let word: String
    let declarations: [SettingDeclaration]
    /// Connections of the run, name to type.
    let connections: [String: String]

    /// Reports what is unknown, missing or of the wrong kind, and fills in defaults.
    func check(_ given: [String: LocatedValue], at place: SourcePlace, _ findings: FindingList) -> SettingValues {
        var values: [String: SettingValue] = [:]
        let names = declarations.map(\.name)
        for (name, value) in given.sorted(by: { $0.key < $1.key }) where !names.contains(name) {
            findings.error(
                value.place, "unknown \(word) '\(name)' of \(owner)" + NearMiss.hint(for: name, among: names, listing: "\(word)s")
            )
        }
        for declaration in declarations {
            let located = given[declaration.name]
            let value = located?.value ?? declaration.defaultValue
            if declaration.isRequired, value == nil || value == .text("") {
                findings.error(
                    located?.place ?? place, "\(word) '\(declaration.name)' of \(owner) is missing: \(declaration.description)")
            } else if let located, located.value != .text("") {
                if let problem = problem(of: located.value, declaration) {
                    findings.error(located.place, "\(word) '\(declaration.name)' of \(owner) \(problem)")
                }
            }
            values[declaration.name] = value
        }
        return SettingValues(values)
    }

    /// What is wrong with a value, as the end of a sentence; `nil` when nothing is.
    private func problem(of value: SettingValue, _ declaration: SettingDeclaration) -> String? {
        switch (declaration.kind, value) {
        case (.list, .map), (.map, .list), (.map, .text), (.decimals, .list), (.decimals, .text):
            return "must be a \(declaration.kind == .list ? "list, for instance [one, two]" : "map of names and values")"
        case (.decimals, .map(let entries)): return problem(ofDecimals: entries)
        case (.list, _), (.map, _): return nil
        case (_, .list), (_, .map): return "must be a single value"
        case (let kind, .text(let text)):
            if text.contains("${"), word == "setting" {
                return "cannot hold ${NAME}: the environment is read in connection fields only"
            }
            return declaration.isSecret ? nil : problem(of: text, kind)
        }
    }

    /// What is wrong with the text of a scalar, as the end of a sentence.
    private func problem(of text: String, _ kind: SettingDeclaration.Kind) -> String? {
        switch kind {
        case .text, .path, .list, .map, .decimals: nil
        case .integer: Int(text) == nil ? "must be a whole number, not '\(text)'" : nil
        case .decimal: isDecimal(text) ? nil : "must be a plain decimal such as 12.50, not '\(text)'"
        case .duration:
            Duration(setting: text) == nil ? "must be a time such as 90s, 10m, 24h or 2d, or 0, not '\(text)'" : nil
        case .boolean: Bool(text) == nil ? "must be true or false, not '\(text)'" : nil
        case .date: CalendarDay(text) == nil ? "must be a day such as 2026-04-01, not '\(text)'" : nil
        case .choice(let choices):
            choices.contains(text) ? nil : "cannot be '\(text)'" + NearMiss.hint(for: text, among: choices, listing: "choices")
        case .inputFile, .outputFile: problem(ofFileName: text)
        case .connection(let types): problem(ofConnection: text, types)
        }
    }

    private func isDecimal(_ text: String) -> Bool { text.wholeMatch(of: /-?[0-9]+(\.[0-9]+)?/) != nil }

    /// The first entry, by name, whose value is no plain decimal.
    private func problem(ofDecimals entries: [String: SettingValue]) -> String? {
        for (name, value) in entries.sorted(by: { $0.key < $1.key }) {
            guard case .text(let text) = value, isDecimal(text) else {
                return "must give '\(name)' a plain decimal such as 12.50"
            }
        }
        return nil
    }

    /// Files of a run lie side by side in its folder.
    private func problem(ofFileName name: String) -> String? {
        guard name.contains("/") || name.contains("\\") || name.hasPrefix(".") else { return nil }
        return "must be a plain file name such as orders.xml, not '\(name)': the files of a run lie in the run's folder"
    }

    /// A connection must exist and be of a type that the task can use.
    private func problem(ofConnection name: String, _ types: [String]) -> String? {
        guard let type = connections[name] else {
            return "names the unknown connection '\(name)'"
                + NearMiss.hint(for: name, among: connections.keys, listing: "connections")
        }
        guard types.contains(type) else {
            return "needs a connection of type \(types.joined(separator: " or ")), but '\(name)' is of type \(type)"
        }
        return nil
    }
}
