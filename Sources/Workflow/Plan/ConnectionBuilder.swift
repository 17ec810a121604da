/// Merges the connections of definition and customer, resolves their secrets and checks their fields.
struct ConnectionBuilder {
    let registry: TaskRegistry
    let resolver: SecretResolver
    let paths: CustomerPaths
    let findings: FindingList

    /// Connections by name, and the secret values in them.
    struct Built {
        var connections: [Connection] = []
        var secrets: Set<String> = []
        /// Names of the environment variables that were read.
        var variables: Set<String> = []
    }

    /// The connections that could be built; what prevents the others has been reported.
    func build(_ definition: [ConnectionDefinition], customer: [ConnectionDefinition]) -> Built {
        var built = Built()
        for connection in merged(definition, customer) { build(connection, into: &built) }
        return built
    }

    /// A customer's connection of another type replaces the definition's; otherwise its fields go over the definition's.
    private func merged(_ base: [ConnectionDefinition], _ over: [ConnectionDefinition]) -> [ConnectionDefinition] {
        var result = base
        for connection in over {
            guard let index = result.firstIndex(where: { $0.name == connection.name }) else {
                result.append(connection)
                continue
            }
            let old = result[index]
            let isReplaced = connection.type.map { $0.text != old.type?.text } ?? false
            result[index] =
                isReplaced
                ? connection
                : ConnectionDefinition(
                    name: old.name, type: connection.type ?? old.type,
                    fields: old.fields.merging(connection.fields) { $1 }, place: connection.place)
        }
        return result
    }

    /// Builds one connection, or reports why it cannot be.
    private func build(_ connection: ConnectionDefinition, into built: inout Built) {
        guard let typeName = connection.type else {
            let types = registry.connectionTypes.map(\.name).joined(separator: ", ")
            findings.error(connection.place, "connection '\(connection.name)' has no 'type'; types are: \(types)")
            return
        }
        guard let type = registry.connectionType(typeName.text) else {
            findings.error(
                typeName.place,
                "unknown type '\(typeName.text)' of connection '\(connection.name)'"
                    + NearMiss.hint(for: typeName.text, among: registry.connectionTypes.map(\.name), listing: "types"))
            return
        }
        guard keepsSecretsAtHome(connection, type) else {
            // Made without values, so that tasks which name it are not reported, too.
            built.connections.append(Connection(name: connection.name, type: type.name, values: SettingValues([:])))
            return
        }
        let resolved = resolve(connection, type, into: &built)
        // What could not be read has been reported; it must not be reported again as missing.
        let checker = SettingChecker(
            owner: "connection '\(connection.name)'", word: "field",
            declarations: type.fields.filter { !resolved.unreadable.contains($0.name) }, connections: [:])
        let values = checker.check(resolved.fields, at: connection.place, findings)
        built.connections.append(
            Connection(
                name: connection.name, type: type.name, values: values,
                lockFile: type.lockFile?(values, paths.integration)))
    }

    /// The definition's secret goes where the definition says: a customer that could change the address alone would have it sent
    /// to a machine of its own.
    private func keepsSecretsAtHome(_ connection: ConnectionDefinition, _ type: ConnectionType) -> Bool {
        let fields = type.fields.filter { connection.fields[$0.name] != nil }
        guard let lent = fields.first(where: { $0.isSecret && connection.fields[$0.name]?.customer == nil }),
            let changed = fields.compactMap({ connection.fields[$0.name] }).first(where: { $0.customer != nil })
        else { return true }
        findings.error(
            changed.place,
            "a customer that changes connection '\(connection.name)' must give its own '\(lent.name)', too: the workflow's secret is "
                + "sent only where the workflow says")
        return false
    }

    /// Fills in the environment and the secret files; fields for which that failed are taken out and named.
    private func resolve(
        _ connection: ConnectionDefinition, _ type: ConnectionType, into built: inout Built
    ) -> (fields: [String: LocatedValue], unreadable: Set<String>) {
        var fields = connection.fields
        var unreadable: Set<String> = []
        for field in type.fields {
            guard let located = fields[field.name], case .text(let text) = located.value, !text.isEmpty else { continue }
            do throws(SecretResolver.Problem) {
                let value = try resolve(text, isSecret: field.isSecret, isCustomers: located.customer != nil)
                if field.kind == .path, located.customer != nil { try paths.check(value) }
                if field.isSecret { built.secrets.insert(value) }
                built.variables.formUnion(text.matches(of: /\$\{([^}]*)\}/).map { String($0.1) })
                fields[field.name] = LocatedValue(value: .text(value), place: located.place, customer: located.customer)
            } catch {
                findings.error(located.place, "field '\(field.name)' of connection '\(connection.name)' \(error.message)")
                fields[field.name] = nil
                unreadable.insert(field.name)
            }
        }
        return (fields, unreadable)
    }

    /// The value of one field.
    private func resolve(_ text: String, isSecret: Bool, isCustomers: Bool) throws(SecretResolver.Problem) -> String {
        isSecret ? try resolver.secret(text, isCustomers: isCustomers) : try resolver.expand(text, isCustomers: isCustomers)
    }
}
