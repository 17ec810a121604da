import Foundation
import Testing

@testable import Workflow

/// A plan is carried out as it was approved, or not at all.
@Suite struct ApprovalTests {
    let bench: Workbench
    private static let actions = [
        PlannedAction(
            record: "demo/1", kind: .create, fingerprint: "account A", payload: "<a/>", amount: "34.80", currency: "GBP"),
        PlannedAction(record: "demo/2", kind: .skip, reason: "is there"),
    ]

    init() throws {
        bench = try Workbench()
        try bench.workflow(
            """
            connections: {shop: {type: shop, url: "http://localhost", token: "${TOKEN}"}}
            phases:
              - name: orders
                tasks:
                  - {name: fetch, type: fake, settings: {connection: shop, output: orders.xml}}
                  - {name: post, type: fake.outward, settings: {input: orders.xml, output: posted.xml}}
                  - {name: after, type: fake, settings: {input: posted.xml, output: told.xml}}
              - {name: closing, tasks: [{name: report, type: report}, {name: archive, type: archive}]}
            """)
        bench.plans(Self.actions)
        bench.on("after") { context in
            // A dry run has no file of what was written.
            guard context.mode == .live else { return TaskOutcome() }
            return TaskOutcome(notes: [try String(contentsOf: context.existingFile("posted.xml"), encoding: .utf8)])
        }
    }

    private func propose() async throws -> RunPlan {
        try await bench.runner(environment: environment).propose(bench.workflowFile, customer: nil).plan
    }

    @discardableResult
    private func apply(_ plan: RunPlan) async throws -> RunResult {
        try await bench.runner(environment: environment).apply(plan, bench.workflowFile, customer: nil)
    }

    private let environment = ["TOKEN": "hush-hush"]
    private func isWritten() throws -> Bool { try bench.state().fact(kind: "test", key: "applied") != nil }

    @Test func aPlanSurvivesItsFile() async throws {
        let plan = try await propose()
        #expect(plan.tasks.map(\.task) == ["post"])
        #expect(plan.tasks.first?.actions == Self.actions)
        #expect(try RunPlan(json: plan.json, name: "plan.json") == plan)
    }

    @Test func applyingDoesWhatWasPlannedAndWhatFollowsFromIt() async throws {
        let plan = try await propose()
        bench.forgetJournal()
        bench.advance(days: 0.01)
        let result = try await apply(plan)
        // First the check, then the run. Nothing is fetched again; the file that was fetched for the plan is there.
        #expect(bench.journal == ["after", "report", "post", "after", "report"])
        #expect(result.ending == .success)
        #expect(result.tasks.first { $0.task == "after" }?.outcome.notes == ["create demo/1\nskip demo/2"])
        let archive = URL(fileURLWithPath: try #require(result.archive))
        #expect(Set(Folders.names(in: archive)).isSuperset(of: ["orders.xml", "plan.json", "posted.xml"]))
        #expect(try isWritten())
    }

    @Test(arguments: [
        (
            "its fingerprint",
            PlannedAction(record: "demo/1", kind: .create, fingerprint: "account B", amount: "34.80", currency: "GBP")
        ),
        ("its money", PlannedAction(record: "demo/1", kind: .create, fingerprint: "account A", amount: "34.81", currency: "GBP")),
        ("its kind", PlannedAction(record: "demo/1", kind: .skip, reason: "is order 7")),
        ("its being there", PlannedAction(record: "demo/9", kind: .create)),
    ])
    func whatMovedIsRefusedByNameBeforeTheFirstWrite(_ change: String, _ now: PlannedAction) async throws {
        let plan = try await propose()
        bench.plans([now, Self.actions[1]])
        let error = await #expect(throws: PlanError.self) { try await apply(plan) }
        #expect(error?.failureClass == .refused)
        #expect(error?.description.contains("demo/1") == true)
        #expect(error?.description.contains("demo/2") == false)
        #expect(try !isWritten())
        // What the check needed is gone, the plan's own files are there.
        #expect(Folders.names(in: bench.data().appendingPathComponent("runs")) == [plan.run.id])
    }

    @Test func newRecordsAreNoReasonToRefuse() async throws {
        let plan = try await propose()
        bench.plans(Self.actions + [PlannedAction(record: "demo/3", kind: .create)])
        let result = try await apply(plan)
        #expect(result.tasks.first { $0.task == "after" }?.outcome.notes == ["create demo/1\nskip demo/2"])
    }

    @Test func aChangedFileOfThePlanIsRefused() async throws {
        let plan = try await propose()
        let file = bench.data().appendingPathComponent("runs/\(plan.run.id)/orders.xml")
        try Data("other".utf8).write(to: file)
        await #expect(throws: PlanError.self) { try await apply(plan) }
        try FileManager.default.removeItem(at: file)
        await #expect(throws: PlanError.self) { try await apply(plan) }
        #expect(try !isWritten())
    }

    @Test func aChangedWorkflowFileIsRefused() async throws {
        let plan = try await propose()
        let text = try String(contentsOf: bench.workflowFile, encoding: .utf8)
        try bench.write("workflow.yaml", text + "\n# a word\n")
        let error = await #expect(throws: PlanError.self) { try await apply(plan) }
        #expect(error == .definitionChanged)
    }

    @Test func aPlanOfANewerVersionOrOfAnotherWorkflowIsRefused() async throws {
        var plan = try await propose()
        let newer = String(decoding: try plan.json, as: UTF8.self).replacing("\"version\" : 1", with: "\"version\" : 2")
        #expect(throws: PlanError.newer("p")) { try RunPlan(json: Data(newer.utf8), name: "p") }
        #expect(throws: PlanError.self) { try RunPlan(json: Data("{}".utf8), name: "p") }
        plan.run = RunIdentity(id: plan.run.id, workflow: "other", customer: nil)
        await #expect(throws: PlanError.self) { try await apply(plan) }
    }

    /// A plan is a file that somebody hands over; its names must not lead out of the folders that they stand for.
    @Test(arguments: ["../../state.sqlite", "/etc/passwd", ".hidden", "a/b", ""])
    func aPlanWhoseNamesAreNoPlainNamesIsRefused(_ name: String) async throws {
        let plan = try await propose()
        var (files, run) = (plan, plan)
        files.files[0].name = name
        run.run = RunIdentity(id: name, workflow: plan.run.workflow, customer: nil)
        for changed in [files, run] {
            let error = try #require(throws: PlanError.self) { try RunPlan(json: changed.json, name: "p") }
            guard case .unreadable("p", let reason) = error else { throw error }
            #expect(reason.contains("no plain name"))
        }
    }

    @Test func noSecretGetsIntoAPlan() async throws {
        #expect(!String(decoding: try await propose().json, as: UTF8.self).contains("hush-hush"))
        bench.plans([PlannedAction(record: "demo/1", kind: .create, payload: "<note>hush-hush</note>")])
        await #expect(throws: PlanError.holdsSecret) { try await propose() }
    }

    @Test func aFailedDryRunGivesNoPlan() async throws {
        bench.on("fetch") { _ in throw TaskFailure(.transient, "away") }
        await #expect(throws: PlanError.notMade("away")) { try await propose() }
    }

    @Test func whatTheDryRunLearnedOfARecordIsKnownToTheRun() async throws {
        bench.on("fetch") { context in
            try context.state.record(facts: ["demo/1": "34.80 GBP", "other": "x"], kind: "order-total")
            try Data("x".utf8).write(to: context.file("orders.xml"))
            return TaskOutcome()
        }
        let plan = try await propose()
        #expect(try bench.state().facts(kind: "order-total") == [:])
        try await apply(plan)
        #expect(try bench.state().facts(kind: "order-total") == ["demo/1": "34.80 GBP"])
    }

    @Test func theDigestIsThatOfTheStandard() {
        let digests = ["", "abc", String(repeating: "a", count: 1000)].map { ContentDigest.hex(of: Data($0.utf8)) }
        #expect(
            digests == [
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3",
            ])
    }
}
