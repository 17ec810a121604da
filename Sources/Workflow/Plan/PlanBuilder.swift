internal import Foundation

/// Turns a definition and a customer into a plan, and says everything that is wrong with them.
struct PlanBuilder {
    let registry: TaskRegistry
    let environment: [String: String]
    private let findings = FindingList()

    /// - Parameter environment: where `${NAME}` is looked up.
    init(registry: TaskRegistry, environment: [String: String]) {
        self.registry = registry
        self.environment = environment
    }

    /// - Parameters:
    ///   - customer: id that a command named; `nil` for none.
    ///   - parameters: those of the command line, which go over all others.
    /// - Throws: ``DefinitionError`` with all findings, ``CustomerError`` when the customer is not clear.
    func plan(_ file: URL, customer id: String?, parameters: [String: String]) throws -> WorkflowPlan {
        let integration = IntegrationFolder(root: file.deletingLastPathComponent())
        let definition = WorkflowDefinition.read(file, findings)
        let customer = try customer(id, of: integration)
        let plan = definition.flatMap { self.plan($0, customer, integration, parameters) }
        guard let plan, !findings.hasErrors else { throw DefinitionError(findings: findings.sorted) }
        return plan
    }

    /// An unclear customer is thrown as what it is, unless the definition has errors, too: then all are told together.
    private func customer(_ id: String?, of integration: IntegrationFolder) throws -> CustomerDefinition? {
        do {
            return try CustomerDirectory(integration).definition(id, findings)
        } catch  where findings.hasErrors {
            findings.error(nil, error.description)
            throw DefinitionError(findings: findings.sorted)
        }
    }

    /// Checks everything that can be checked, even where something before was wrong.
    private func plan(
        _ definition: WorkflowDefinition, _ customer: CustomerDefinition?, _ integration: IntegrationFolder,
        _ parameters: [String: String]
    ) -> WorkflowPlan? {
        StructureCheck(definition: definition, findings: findings).run()
        let resolver = SecretResolver(
            environment: environment, root: integration.root,
            customer: customer.map { ($0.customer.folder, definition.grantedSecrets[$0.customer.id] ?? []) })
        let paths = CustomerPaths(integration: integration, customer: customer?.customer)
        let built = ConnectionBuilder(registry: registry, resolver: resolver, paths: paths, findings: findings)
            .build(definition.connections, customer: customer?.connections ?? [])
        let overrides = SettingOverrides(definition: definition, registry: registry, customer: customer, findings: findings)
        let surroundings = TaskSurroundings(
            integration: integration, customer: customer?.customer,
            parameters: definition.parameters.merging(customer?.customer.parameters ?? [:]) { $1 }.merging(parameters) { $1 },
            timeZone: customer?.timeZone ?? definition.timeZone)
        let tasks = TaskBuilder(
            registry: registry, connections: built.connections, overrides: overrides.byTask(), surroundings: surroundings,
            findings: findings)
        let phases = definition.phases.map { tasks.phase($0, of: definition) }
        FileFlowCheck(definition: definition, phases: phases, findings: findings).run()
        guard let startDate = definition.startDay?.start(in: surroundings.timeZone) else { return nil }
        return WorkflowPlan(
            file: definition.file, name: definition.name, integration: integration, customer: customer?.customer,
            startDate: startDate, timeZone: surroundings.timeZone, parameters: surroundings.parameters,
            connections: ConnectionSet(built.connections), phases: phases, warnings: findings.sorted,
            notify: definition.notify, redactor: Redactor(secrets: built.secrets), secretVariables: built.variables)
    }
}
