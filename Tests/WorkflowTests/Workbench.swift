import Foundation
import Synchronization
import Workflow

/// An integration in a temporary folder, with tasks that do what a test tells them.
///
/// `Sendable`: its mutable state is guarded by mutexes.
final class Workbench: Sendable {
    typealias Behaviour = @Sendable (TaskContext) async throws -> TaskOutcome

    let root: URL
    private let behaviours = Mutex<[String: Behaviour]>([:])
    private let calls = Mutex<[String]>([])
    private let gone = Mutex<[String: String]>([:])
    private let listeners = Mutex<[@Sendable ([PlannedAction]) -> Void]>([])
    private let planned = Mutex<[PlannedAction]?>(nil)
    private let clock = Mutex(Date(timeIntervalSince1970: 1_772_528_400))  // 2026-03-03 09:00:00 UTC

    init() throws {
        root = FileManager.default.temporaryDirectory.appendingPathComponent("workflow-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    var workflowFile: URL { root.appendingPathComponent("workflow.yaml") }
    var now: Date { clock.withLock { $0 } }
    /// Names of the tasks in the order in which they ran.
    var journal: [String] { calls.withLock { $0 } }

    /// What `fake.source` no longer has, with the reason.
    var withdrawn: [String: String] { gone.withLock { $0 } }
    func withdraws(_ records: [String: String]) { gone.withLock { $0 = records } }

    /// What `fake.outward` plans; `nil` for its own single action.
    var actions: [PlannedAction]? { planned.withLock { $0 } }
    func plans(_ actions: [PlannedAction]) { planned.withLock { $0 = actions } }

    /// Told what `fake.outward` is given to apply.
    func applies(_ listener: @escaping @Sendable ([PlannedAction]) -> Void) { listeners.withLock { $0.append(listener) } }
    fileprivate func applying(_ actions: [PlannedAction]) { listeners.withLock { $0 }.forEach { $0(actions) } }

    func data(_ customer: String? = nil) -> URL { IntegrationFolder(root: root).data(customer: customer) }

    func advance(days: Double) { clock.withLock { $0 += days * 86_400 } }

    func forgetJournal() { calls.withLock { $0 = [] } }

    /// What the task of that name does; without one it writes its output and succeeds.
    func on(_ task: String, _ behaviour: @escaping Behaviour) { behaviours.withLock { $0[task] = behaviour } }

    func write(_ path: String, _ text: String, mode: Int = 0o644) throws {
        let file = root.appendingPathComponent(path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
    }

    /// Writes a workflow file: the usual head, `rest` below it.
    func workflow(_ rest: String) throws {
        try write("workflow.yaml", "version: 1\nname: orders\nstart_date: 2026-01-01\n" + rest)
    }

    func runner(environment: [String: String] = [:], events: any RunEvents = SilentEvents()) -> WorkflowRunner {
        let ids = Counter()
        return WorkflowRunner(
            registry: registry, environment: environment, events: events,
            now: { self.now }, makeSuffix: { String(format: "%04x", ids.next() + self.journal.count * 16) })
    }

    func run(
        customer: String? = nil, _ options: RunOptions = RunOptions(), environment: [String: String] = [:],
        events: any RunEvents = SilentEvents()
    ) async throws -> RunResult {
        try await runner(environment: environment, events: events).run(workflowFile, customer: customer, options: options)
    }

    func check(customer: String? = nil, environment: [String: String] = [:]) -> [String] {
        runner(environment: environment).check(workflowFile, customer: customer)
            .map { $0.description.replacingOccurrences(of: root.path + "/", with: "") }
    }

    func state(_ customer: String? = nil) throws -> StateStore {
        try StateStore(file: data(customer).appendingPathComponent("state.sqlite"))
    }

    var registry: TaskRegistry {
        let settings = [
            SettingDeclaration("connection", .connection(["shop"]), "the shop"),
            SettingDeclaration("ledger", .connection(["ledger"]), "the ledger"),
            SettingDeclaration("input", .inputFile, "file to read"),
            SettingDeclaration("output", .outputFile, "file to write"),
            SettingDeclaration("tax_code", .integer, default: "1", "tax code"),
            SettingDeclaration("price", .decimal, "a price"),
            SettingDeclaration("since", .date, "a day"),
            SettingDeclaration("quiet", .boolean, "says nothing"),
            SettingDeclaration("export", .choice(["all", "modified"]), "what to export"),
            SettingDeclaration("statuses", .list, "statuses"),
            SettingDeclaration("names", .map, "names"),
        ]
        let fake = TaskType(name: "fake", summary: "a fake", settings: settings) { FakeTask(bench: self, settings: $0) }
        let outward = TaskType(name: "fake.outward", summary: "writes outside", settings: settings) {
            FakeOutwardTask(bench: self, settings: $0)
        }
        let teller = TaskType(name: "fake.teller", summary: "tells the shop", settings: settings, outbox: "order-status") {
            FakeTask(bench: self, settings: $0)
        }
        let source = TaskType(name: "fake.source", summary: "brings records", settings: settings) {
            FakeSource(bench: self, settings: $0)
        }
        let report = TaskType(name: "report", summary: "a report", settings: settings, role: .report) {
            FakeTask(bench: self, settings: $0)
        }
        let shop = ConnectionType(
            name: "shop",
            fields: [
                SettingDeclaration("url", .text, required: true, "address of the shop"),
                SettingDeclaration("token", .text, required: true, secret: true, "access token"),
            ])
        let ledger = ConnectionType(
            name: "ledger", fields: [SettingDeclaration("file", .path, required: true, "company file")]
        ) { values, integration in values.text("file").map { integration.root.appendingPathComponent($0 + ".lock") } }
        return TaskRegistry(
            tasks: [fake, outward, teller, source, report] + WorkflowTasks.taskTypes, connections: [shop, ledger])
    }

    fileprivate func perform(
        _ settings: SettingValues, _ context: TaskContext, text: String? = nil
    ) async throws -> TaskOutcome {
        calls.withLock { $0.append(context.taskName) }
        if let behaviour = behaviours.withLock({ $0[context.taskName] }) { return try await behaviour(context) }
        if let input = settings.text("input") { _ = try context.existingFile(input) }
        guard let output = settings.text("output") else { return TaskOutcome(recordsIn: 1, recordsOut: 1) }
        try Data((text ?? "tax code \(settings.text("tax_code") ?? "")").utf8).write(to: context.file(output))
        return TaskOutcome(recordsIn: 1, recordsOut: 1, files: [output])
    }
}

/// Counts up.
final class Counter: Sendable {
    private let value = Mutex(0)
    func next() -> Int {
        value.withLock {
            $0 += 1
            return $0
        }
    }
}

/// Keeps what a task saw, for the test to look at.
final class Seen<Value: Sendable>: Sendable {
    private let stored = Mutex<Value?>(nil)
    var value: Value? { stored.withLock { $0 } }
    func set(_ value: Value) { stored.withLock { $0 = value } }
}

/// Does what the workbench says for its name.
private struct FakeTask: WorkflowTask {
    let bench: Workbench
    let settings: SettingValues

    func run(_ context: TaskContext) async throws -> TaskOutcome { try await bench.perform(settings, context) }
}

/// A ``FakeTask`` that brings records in.
private struct FakeSource: RecordSource {
    let bench: Workbench
    let settings: SettingValues

    func run(_ context: TaskContext) async throws -> TaskOutcome { try await bench.perform(settings, context) }
    func withdrawn(_ records: [String], _ context: TaskContext) async throws -> [String: String] { bench.withdrawn }
}

/// Plans what the workbench says, or one action; applying it is recorded in the state store.
private struct FakeOutwardTask: OutwardTask {
    let bench: Workbench
    let settings: SettingValues

    func plan(_ context: TaskContext) async throws -> TaskPlan {
        if let actions = bench.actions { return TaskPlan(actions: actions, outcome: TaskOutcome(recordsIn: actions.count)) }
        try context.state.record(facts: ["planned": "yes"], kind: "test")
        try context.hold("demo/2", code: "Test", message: "cannot go", payload: "<order/>")
        return TaskPlan(
            actions: [PlannedAction(record: "demo/1", kind: .create, amount: "34.80", currency: "GBP")],
            outcome: TaskOutcome(recordsIn: 2, recordsOut: 1, failed: 1))
    }

    func apply(_ plan: TaskPlan, _ context: TaskContext) async throws -> TaskOutcome {
        try context.state.record(facts: ["applied": "yes"], kind: "test")
        bench.applying(plan.actions)
        guard bench.actions != nil else { return plan.outcome }
        let text = plan.actions.map { "\($0.kind.rawValue) \($0.record)" }.joined(separator: "\n")
        return try await bench.perform(settings, context, text: text)
    }
}

/// Keeps all that a run says.
final class Heard: RunEvents {
    private let lines = Mutex<[String]>([])
    var text: String { lines.withLock { $0.joined(separator: "\n") } }
    private func note(_ line: String) { lines.withLock { $0.append(line) } }

    func runStarted(_ run: RunIdentity, _ plan: WorkflowPlan) { note("run \(run.workflow)") }
    func phaseStarted(_ phase: PlannedPhase) { note("phase \(phase.title)") }
    func phaseSkipped(_ phase: PlannedPhase, reason: String) { note("skipped \(phase.title): \(reason)") }
    func taskStarted(_ task: PlannedTask) { note("task \(task.name)") }
    func progressed(task: String, done: Int, total: Int?) { note("\(task) \(done)/\(total ?? 0)") }
    func taskEnded(_ result: TaskResult, actions: [PlannedAction]) {
        note("\(result.task) \(result.state) \(result.message ?? "")")
    }
    func logged(_ line: LogLine) { note("\(line.level): \(line.message)") }
    func runEnded(_ result: RunResult) { note("ended \(result.ending.word) \(result.message ?? "")") }
}
