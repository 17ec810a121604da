public import Foundation
internal import Money
public import Workflow

/// Joins the shop's orders, the truth records, the ledger's orders and the shop's statuses. Reads only.
public struct Reconciler {
    private let plan: WorkflowPlan
    private let state: StateStore
    private let registry: TaskRegistry
    private let log: RunLog
    private let commands: RepairCommands

    /// - Parameters:
    ///   - path: the workflow file, as the user named it.
    ///   - runner: how the workflow file is read.
    /// - Throws: ``DefinitionError``, ``CustomerError``, ``StateStoreError``.
    public init(
        at path: String, customer: String?, runner: WorkflowRunner, registry: TaskRegistry = .crosswalk, log: RunLog = .discarding
    ) throws {
        plan = try runner.plan(URL(fileURLWithPath: path), customer: customer)
        let file = plan.integration.stateFile(customer: plan.customer?.id)
        // Before the first run there is no state, and reading must not make one.
        state = try StateStore(file: FileManager.default.fileExists(atPath: file.path) ? file : nil)
        commands = RepairCommands(workflow: path, customer: customer)
        self.registry = registry
        self.log = log
    }

    /// Compares the orders created since a day; `nil` takes the workflow's start date.
    ///
    /// - Throws: ``TaskFailure`` when the workflow has no shop that can be asked, and what shop and ledger throw.
    public func reconcile(since: Date?) async throws -> Reconciliation {
        var result = Reconciliation(since: since ?? plan.startDate)
        // The shop first, the ledger last: what a run posts meanwhile is then at worst in the ledger already.
        for shop in try shops() {
            try await withShop(shop) { orders in
                let evidence = try await shopSide(orders, since: result.since)
                let ledger = try await ledger(result: &result)
                for order in evidence { result.add(try judge(order, ledger)) }
            }
        }
        if isRunning { result.notes.append("a run was going on meanwhile: compare again when it has ended") }
        return result
    }

    // MARK: The shop

    /// What opens each shop of the workflow.
    private func shops() throws -> [PortRequest] {
        let requests = try plan.connections.names.compactMap { name -> PortRequest? in
            let connection = try plan.connections.connection(name)
            guard registry.connectionType(connection.type)?.shopOrders != nil else { return nil }
            return PortRequest(
                connection: connection, integration: plan.integration, log: log,
                sourceStatuses: statuses("statuses", of: "bigcommerce.download-orders", at: name),
                untoldStatuses: statuses("source_statuses", of: "bigcommerce.update-orders", at: name))
        }
        guard !requests.isEmpty else {
            throw TaskFailure(.configuration, "the workflow '\(plan.name)' has no connection to a shop that can be compared")
        }
        return requests
    }

    /// The statuses in a setting of the enabled tasks of one type that work with a connection.
    private func statuses(_ setting: String, of type: String, at connection: String) -> [String] {
        plan.phases.filter(\.isEnabled).flatMap(\.tasks)
            .filter { $0.isEnabled && $0.type.name == type && $0.settings.text("connection") == connection }
            .flatMap { $0.settings.list(setting) }
    }

    /// Opens a shop for the time of `body`.
    private func withShop(_ request: PortRequest, _ body: (any ShopOrders) async throws -> Void) async throws {
        guard let open = registry.connectionType(request.connection.type)?.shopOrders else { return }
        let orders = try await open(request)
        do {
            try await body(orders)
        } catch {
            await orders.close()
            throw error
        }
        await orders.close()
    }

    /// The orders of a shop, with what was refunded where that matters.
    private func shopSide(_ shop: any ShopOrders, since: Date) async throws -> [OrderEvidence] {
        var evidence: [OrderEvidence] = []
        try await shop.forEach(createdFrom: since) { evidence.append(OrderEvidence(store: shop.store, shop: $0)) }
        for index in evidence.indices where evidence[index].shop.mayHaveRefunds {
            evidence[index].refunded = try Amount(parsing: try await shop.refunded(evidence[index].shop.id))
        }
        return evidence
    }

    // MARK: The ledger and the state

    /// The ledger of the workflow's import; `nil` when it cannot be asked.
    private func ledger(result: inout Reconciliation) async throws -> LedgerIndex? {
        for name in plan.connections.names {
            let connection = try plan.connections.connection(name)
            guard let open = registry.connectionType(connection.type)?.ledgerOrders else { continue }
            let ledger = try await open(PortRequest(connection: connection, integration: plan.integration, log: log))
            return LedgerIndex(try await ledger.all())
        }
        let note = "the ledger cannot be asked; what was confirmed as posted stands for it, and amounts are not compared"
        if !result.notes.contains(note) { result.notes.append(note) }
        return nil
    }

    /// Adds the other three sides to an order of the shop and judges it.
    private func judge(_ order: OrderEvidence, _ ledger: LedgerIndex?) throws -> ReconciledOrder {
        var evidence = order
        evidence.truths = try state.truths(kind: "SalesOrder", order: order.record)
        evidence.held = try state.heldRecords(order: order.record)
        evidence.messages = try state.messages(channel: "order-status", order: order.record)
        evidence.recordedTotal = try state.fact(kind: "order-total", key: order.record)
        if let ledger {
            evidence.ledger = ledger.posted(for: order.record)
            evidence.strangers = ledger.strangers(to: order.shop.id, of: order.store)
        } else {
            evidence.isLedgerKnown = false
            evidence.ledger = evidence.truths.map {
                LedgerOrderView(
                    number: $0.internalID, account: "", customerOrderNumber: "", gross: "0.00", externalID: $0.externalID)
            }
        }
        return OrderJudge(commands: commands, lastRun: try lastRun()).judge(evidence)
    }

    /// Start of the last run that was not a dry run.
    private func lastRun() throws -> Date? {
        try state.runs(limit: 20).first { $0.mode == .live && $0.identity.workflow == plan.name }?.started
    }

    /// Whether a run of the workflow holds its lock now.
    private var isRunning: Bool {
        let file = plan.dataFolder.appendingPathComponent("\(plan.name).lock")
        guard FileManager.default.fileExists(atPath: file.path) else { return false }
        do {
            _ = try FileLock(file, purpose: "reconciliation", now: Date())
            return false
        } catch {
            return error is LockError
        }
    }
}
