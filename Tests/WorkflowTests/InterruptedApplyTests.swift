import Foundation
import Testing

@testable import Workflow

/// A run that was carrying out a plan is gone on with: what it did itself is no reason to refuse, what others did is.
@Suite struct InterruptedApplyTests {
    /// How a person goes on.
    enum Way: CaseIterable { case applyAgain, resume }

    let bench: Workbench
    private static let actions = [
        PlannedAction(record: "demo/1", kind: .create, fingerprint: "account A", amount: "34.80", currency: "GBP"),
        PlannedAction(record: "demo/2", kind: .create, fingerprint: "account A", amount: "5.00", currency: "GBP"),
    ]
    private static let isThere = PlannedAction(record: "demo/1", kind: .skip, reason: "is order 12 already", existing: "12")

    init() throws {
        bench = try Workbench()
        try bench.workflow(
            """
            phases:
              - name: orders
                tasks:
                  - {name: fetch, type: fake, settings: {output: orders.xml}}
                  - {name: map, type: fake, settings: {input: orders.xml, output: sales.xml}}
                  - {name: post, type: fake.outward, settings: {input: sales.xml, output: posted.xml}}
                  - {name: after, type: fake, settings: {input: posted.xml, output: told.xml}}
              - {name: closing, tasks: [{name: report, type: report}, {name: archive, type: archive}]}
            """)
        bench.plans(Self.actions)
        bench.on("after") { _ in TaskOutcome() }
    }

    private func propose() async throws -> RunPlan { try await bench.runner().propose(bench.workflowFile, customer: nil).plan }

    private func apply(_ plan: RunPlan) async throws -> RunResult {
        try await bench.runner().apply(plan, bench.workflowFile, customer: nil)
    }

    private func goOn(_ way: Way, _ plan: RunPlan) async throws -> RunResult {
        bench.advance(days: 0.01)
        bench.forgetJournal()
        switch way {
        case .applyAgain: return try await apply(plan)
        case .resume: return try await bench.run(RunOptions(resumes: true))
        }
    }

    /// A run that posts the first order, notes it or not, and breaks off.
    private func breakOff(_ plan: RunPlan, noting state: RecordState) async throws -> RunResult {
        bench.on("post") { context in
            try context.records.advance(["demo/1"], to: .intended)
            if state != .intended { try context.records.advance(["demo/1"], to: state) }
            throw TaskFailure(.transient, "away")
        }
        let failed = try await apply(plan)
        #expect(failed.ending == .failed(.transient) && failed.isResumable)
        return failed
    }

    @Test(arguments: Way.allCases) func whatIsDoneIsNotDoneAgain(_ way: Way) async throws {
        let plan = try await propose()
        bench.on("after") { context in
            if context.mode == .live { throw TaskFailure(.transient, "away") }
            return TaskOutcome()
        }
        let failed = try await apply(plan)
        #expect(failed.ending == .failed(.transient) && failed.isResumable)

        bench.on("after") { _ in TaskOutcome() }
        let resumed = try await goOn(way, plan)
        #expect(resumed.ending == .success)
        #expect(resumed.run.id == failed.run.id && resumed.attempt == 2)
        // First the check, then what was left. Nothing is fetched, mapped or posted.
        #expect(bench.journal == ["after", "report", "after", "report"])
        #expect(Folders.names(in: URL(fileURLWithPath: try #require(resumed.archive))).contains("plan.json"))
    }

    @Test(arguments: Way.allCases, [RecordState.intended, .inLedger]) func whatItPostedItselfIsNoReasonToRefuse(
        _ way: Way, _ noted: RecordState
    ) async throws {
        let plan = try await propose()
        let failed = try await breakOff(plan, noting: noted)
        bench.plans([Self.isThere, Self.actions[1]])
        bench.on("post") { _ in TaskOutcome() }
        let seen = Seen<[PlannedAction.Kind]>()
        bench.applies { seen.set($0.map(\.kind)) }
        let resumed = try await goOn(way, plan)
        #expect(resumed.ending == .success && resumed.run.id == failed.run.id)
        #expect(seen.value == [.skip, .create])
    }

    @Test(arguments: Way.allCases) func whatAnotherRunPostedMeanwhileIs(_ way: Way) async throws {
        let plan = try await propose()
        _ = try await breakOff(plan, noting: .intended)
        try bench.state().advance([RecordStep("demo/1", .inLedger, number: "12", at: bench.now)], run: "another")
        bench.plans([Self.isThere, Self.actions[1]])
        let error = await #expect(throws: PlanError.self) { try await goOn(way, plan) }
        #expect(error?.failureClass == .refused)
        #expect(error?.description.contains("demo/1") == true && error?.description.contains("demo/2") == false)
    }

    @Test func whatItOnlyMeantToPostMustBeAsPlanned() async throws {
        let plan = try await propose()
        _ = try await breakOff(plan, noting: .intended)
        bench.plans([PlannedAction(record: "demo/1", kind: .hold, reason: "no account A"), Self.actions[1]])
        await #expect(throws: PlanError.self) { try await goOn(.applyAgain, plan) }
    }

    @Test func aPlanThatWasCarriedOutIsNotCarriedOutAgain() async throws {
        let plan = try await propose()
        let first = try await apply(plan)
        #expect(first.ending == .success)
        let error = await #expect(throws: PlanError.self) { try await apply(plan) }
        #expect(error == .carriedOut(run: first.run.id))
        #expect(error?.failureClass == .refused)
    }

    @Test func aStopDuringTheCheckIsNoReasonToRefuse() async throws {
        let plan = try await propose()
        let options = RunOptions()
        bench.on("after") { context in
            if context.mode == .dryRun { options.stop.request() }
            return TaskOutcome()
        }
        let error = await #expect(throws: TaskFailure.self) {
            try await bench.runner().apply(plan, bench.workflowFile, customer: nil, options: options)
        }
        #expect(error?.failureClass == .cancelled)
        #expect(try await apply(plan).ending == .success)
    }

    /// A stock level has no life of its own as an order has.
    @Test(arguments: [(PlannedAction.Kind.skip, true), (.hold, false)])
    func aLevelThatNeedNotBeSentAnyMoreIsAsItWasApproved(_ now: PlannedAction.Kind, _ isGoneOnWith: Bool) async throws {
        let level = PlannedAction(record: "MUG-1", kind: .update, fingerprint: "4")
        bench.plans([level])
        let plan = try await propose()
        bench.on("post") { _ in throw TaskFailure(.transient, "away") }
        _ = try await apply(plan)
        bench.on("post") { _ in TaskOutcome() }
        bench.plans([PlannedAction(record: "MUG-1", kind: now, reason: "is 5 already", fingerprint: "5")])
        if isGoneOnWith {
            #expect(try await goOn(.applyAgain, plan).ending == .success)
        } else {
            await #expect(throws: PlanError.self) { try await goOn(.applyAgain, plan) }
        }
    }

    @Test func aStopThatComesWithItsLastTaskChangesNothing() async throws {
        let options = RunOptions()
        try bench.workflow("phases: [{name: orders, tasks: [{name: fetch, type: fake}, {name: post, type: fake.outward}]}]")
        bench.on("post") { _ in
            options.stop.request()
            return TaskOutcome()
        }
        let plan = try await propose()
        let result = try await bench.runner().apply(plan, bench.workflowFile, customer: nil, options: options)
        #expect(result.ending == .success)
    }

    @Test func theMappingOfThePlanIsKeptWithTheRunThatCarriesItOut() async throws {
        func uses(_ text: String) {
            bench.on("map") { context in
                try context.keepMapping(["base/a.xsl": Data(text.utf8)], parameters: ["Account": text])
                try Data(text.utf8).write(to: context.file("sales.xml"))
                return TaskOutcome()
            }
        }
        uses("v1")
        let plan = try await propose()
        #expect(Folders.names(in: bench.data().appendingPathComponent("mappings")) == [])
        uses("v2")
        bench.on("after") { context in
            try context.keepMapping(["base/a.xsl": Data("v2".utf8)], parameters: [:])
            return TaskOutcome()
        }
        let result = try await apply(plan)
        let then = MappingsOfThen(try #require(StoredMappings(of: URL(fileURLWithPath: result.folder))), in: bench.data())
        for (task, text) in [("map", "v1"), ("after", "v2")] {
            let used = try #require(then.use(by: task))
            #expect(try String(contentsOf: used.folder.appendingPathComponent("base/a.xsl"), encoding: .utf8) == text)
        }
        #expect(then.use(by: "map")?.parameters == ["Account": "v1"])
    }

    @Test(arguments: ["../outside", "/outside", "a//b"]) func aPackedMappingLeadsNowhereElse(_ path: String) throws {
        let folder = bench.root.appendingPathComponent("dry")
        try Folders.make(folder)
        _ = try PackedMapping([path: Data()]).write(to: folder)
        let store = ContentStore(bench.root.appendingPathComponent("kept/mappings"))
        #expect(throws: PlanError.self) { try PackedMapping.unpack(folder, into: store) }
        #expect(Folders.names(in: bench.root.appendingPathComponent("kept"), hidden: true) == [])
    }
}
