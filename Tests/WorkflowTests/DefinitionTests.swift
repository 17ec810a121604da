import Foundation
import Testing

@testable import Workflow

/// A fault in a workflow file and the line of the message about it.
struct Fault: CustomTestStringConvertible, Sendable {
    let what: String
    /// Below `version`, `name` and `start_date`, so its first line is line 4.
    let yaml: String
    let expected: String

    var testDescription: String { what }

    static let all = [
        Fault(
            what: "a key with a typo", yaml: "phase: []\nphases: []",
            expected: "workflow.yaml:4: error: unknown key 'phase' of the workflow; did you mean 'phases'?"),
        Fault(
            what: "a setting with a typo",
            yaml: """
                phases:
                  - name: one
                    tasks:
                      - name: map
                        type: fake
                        settings:
                          ouput: x.xml
                """,
            expected: "workflow.yaml:10: error: unknown setting 'ouput' of task 'map'; did you mean 'output'?"),
        Fault(
            what: "a task type with a typo", yaml: "phases:\n  - name: one\n    tasks:\n      - {name: a, type: fale}",
            expected: "workflow.yaml:7: error: unknown type 'fale' of task 'a'; did you mean 'fake'?"),
        Fault(
            what: "a task type that is nothing known", yaml: "phases: [{name: one, tasks: [{name: a, type: magento}]}]",
            expected:
                "workflow.yaml:4: error: unknown type 'magento' of task 'a'; types are: archive, fake, fake.outward, fake.source, fake.teller, report"
        ),
        Fault(
            what: "a setting that is no number", yaml: task("tax_code: one"),
            expected: "workflow.yaml:4: error: setting 'tax_code' of task 'a' must be a whole number, not 'one'"),
        Fault(
            what: "a price with a comma", yaml: task("price: '12,50'"),
            expected: "workflow.yaml:4: error: setting 'price' of task 'a' must be a plain decimal such as 12.50, not '12,50'"),
        Fault(
            what: "a day that does not exist", yaml: task("since: 2026-02-30"),
            expected: "workflow.yaml:4: error: setting 'since' of task 'a' must be a day such as 2026-04-01, not '2026-02-30'"),
        Fault(
            what: "yes for true", yaml: task("quiet: yes"),
            expected: "workflow.yaml:4: error: setting 'quiet' of task 'a' must be true or false, not 'yes'"),
        Fault(
            what: "a choice with a typo", yaml: task("export: modifed"),
            expected: "workflow.yaml:4: error: setting 'export' of task 'a' cannot be 'modifed'; did you mean 'modified'?"),
        Fault(
            what: "a list where a value belongs", yaml: task("tax_code: [1, 2]"),
            expected: "workflow.yaml:4: error: setting 'tax_code' of task 'a' must be a single value"),
        Fault(
            what: "a map where a list belongs", yaml: task("statuses: {a: b}"),
            expected: "workflow.yaml:4: error: setting 'statuses' of task 'a' must be a list, for instance [one, two]"),
        Fault(
            what: "a file outside the run", yaml: task("output: ../x.xml"),
            expected: "workflow.yaml:4: error: setting 'output' of task 'a' must be a plain file name such as orders.xml, "
                + "not '../x.xml': the files of a run lie in the run's folder"),
        Fault(
            what: "an unknown connection", yaml: task("connection: shpo") + "\nconnections: \(shop)",
            expected: "workflow.yaml:4: error: setting 'connection' of task 'a' names the unknown connection 'shpo'; "
                + "did you mean 'shop'?"),
        Fault(
            what: "a connection of the wrong type",
            yaml: task("connection: books") + "\nconnections: {books: {type: ledger, file: a.sqlite}}",
            expected: "workflow.yaml:4: error: setting 'connection' of task 'a' needs a connection of type shop, "
                + "but 'books' is of type ledger"),
        Fault(
            what: "an unknown connection type", yaml: "phases: []\nconnections:\n  shop: {type: shoop}",
            expected: "workflow.yaml:6: error: unknown type 'shoop' of connection 'shop'; did you mean 'shop'?"),
        Fault(
            what: "a missing field", yaml: "phases: []\nconnections:\n  books: {type: ledger}",
            expected: "workflow.yaml:6: error: field 'file' of connection 'books' is missing: company file"),
        Fault(
            what: "the same task twice",
            yaml: "phases:\n - {name: one, tasks: [{name: a, type: fake}]}\n"
                + " - {name: two, tasks: [{name: a, type: fake}]}",
            expected: "workflow.yaml:6: error: task 'a' exists already (workflow.yaml:5); names must be unique"),
        Fault(
            what: "the need of a later phase",
            yaml: "phases:\n - {name: one, needs: [two], tasks: []}\n - {name: two, tasks: []}",
            expected:
                "workflow.yaml:5: error: phase 'one' needs 'two', which is no phase before it; there are no phases before it"),
        Fault(
            what: "an unknown on_failure task",
            yaml: "phases: [{name: one, tasks: [{name: a, type: fake, on_failure: alrm}, "
                + "{name: alarm, type: fake}]}]",
            expected: "workflow.yaml:4: error: 'on_failure' of task 'a' names the unknown task 'alrm'; did you mean 'alarm'?"),
        Fault(
            what: "an overridable setting that does not exist", yaml: task("tax_code: 1") + "\noverridable:\n  - a.tax_cod",
            expected: "workflow.yaml:6: error: 'a.tax_cod' in 'overridable': task 'a' has no setting 'tax_cod'; "
                + "did you mean 'tax_code'?"),
        Fault(
            what: "a time zone with a typo", yaml: "phases: []\ntimezone: Europe/Londn",
            expected: "workflow.yaml:5: error: unknown time zone 'Europe/Londn'; did you mean 'Europe/London'?"),
        Fault(
            what: "a parameter from the environment", yaml: "phases: []\nparameters: {Token: '${TOKEN}'}",
            expected: "workflow.yaml:5: error: parameter 'Token' of the workflow: ${NAME} is read in connection fields only, "
                + "because a secret must not reach a stylesheet. Write the value itself."),
        Fault(
            what: "a setting from the environment", yaml: task("tax_code: '${CODE}'"),
            expected: "workflow.yaml:4: error: setting 'tax_code' of task 'a' cannot hold ${NAME}: "
                + "the environment is read in connection fields only"),
        Fault(
            what: "an input that nobody writes",
            yaml: "phases: [{name: one, tasks: [{name: a, type: fake, settings: {output: orders.xml}}, "
                + "{name: b, type: fake, settings: {input: order.xml}}]}]",
            expected: "workflow.yaml:4: warning: task 'b' reads 'order.xml', which no task before it writes; "
                + "did you mean 'orders.xml'?"),
        Fault(what: "a tab", yaml: "phases:\n\t- name: one", expected: "workflow.yaml:5: error: not valid YAML: "),
        Fault(
            what: "a key twice", yaml: "phases: []\nphases: []", expected: "error: not valid YAML: the same key twice: phases"),
        Fault(
            what: "housekeeping of nothing", yaml: "phases: [{name: z, tasks: [{name: a, type: archive, settings: {keep: 0}}]}]",
            expected: "workflow.yaml:4: error: task 'a': setting 'keep' must be 1 or more, not 0"),
    ]

    private static let shop = "{shop: {type: shop, url: x, token: '${TOKEN}'}}"

    private static func task(_ settings: String) -> String {
        "phases: [{name: one, tasks: [{name: a, type: fake, settings: {\(settings)}}]}]"
    }
}

/// What a check of a workflow file says.
@Suite struct DefinitionTests {
    let bench: Workbench

    init() throws { bench = try Workbench() }

    @Test(arguments: Fault.all)
    func aFaultIsReportedWithItsLine(_ fault: Fault) throws {
        try bench.workflow(fault.yaml)
        let findings = bench.check(environment: ["TOKEN": "secret-token"])
        #expect(findings.contains { $0.contains(fault.expected) }, "\(findings)")
    }

    @Test func allFindingsComeAtOnceInTheOrderOfTheLines() throws {
        try bench.write(
            "workflow.yaml",
            """
            version: 1
            start_date: soon
            phases:
              - name: one
                tasks:
                  - {name: a, type: fale}
                  - {name: b, type: fake, settings: {tax_code: x, since: y}}
            """)
        let findings = bench.check()
        #expect(findings.count == 5)
        #expect(findings.map { String($0.prefix(16)) } == [1, 2, 6, 7, 7].map { "workflow.yaml:\($0):" })
    }

    @Test func aNewerFileIsRefusedWithOneFinding() throws {
        try bench.write("workflow.yaml", "version: 2\nstages: []")
        #expect(
            bench.check() == [
                "workflow.yaml:1: error: the file has version 2, this crosswalk reads versions up to 1. Install a newer crosswalk."
            ])
    }

    @Test func theStartDateIsRequired() throws {
        try bench.write("workflow.yaml", "version: 1\nname: orders\nphases: []")
        #expect(
            bench.check() == [
                "workflow.yaml:1: error: 'start_date' of the workflow is missing (for instance start_date: 2026-04-01)"
            ])
    }

    @Test func aMissingFileIsAFinding() {
        let findings = bench.check()
        #expect(findings.count == 1)
        #expect(findings.first?.hasPrefix("workflow.yaml: error: there is no such file") == true)
    }

    @Test func aFaultyWorkflowDoesNotRun() async throws {
        try bench.workflow("phases: [{name: one, tasks: [{name: a, type: fale}]}]")
        let error = await #expect(throws: DefinitionError.self) { try await bench.run() }
        #expect(error?.failureClass == .configuration)
        #expect(FileManager.default.fileExists(atPath: bench.data().path) == false)
    }

    @Test func valuesKeepTheirText() throws {
        try bench.workflow("phases: []\nparameters: {Price: 1.10, Account: 0012, Yes: yes, Empty: }")
        let plan = try bench.runner().plan(bench.workflowFile, customer: nil)
        #expect(plan.parameters == ["Price": "1.10", "Account": "0012", "Yes": "yes", "Empty": ""])
    }

    @Test func anchorsAndMergesWork() throws {
        try bench.workflow(
            """
            phases:
              - name: one
                tasks:
                  - {name: a, type: fake, settings: &usual {tax_code: 4, output: a.xml}}
                  - {name: b, type: fake, settings: {<<: *usual, output: b.xml}}
            """)
        let tasks = try bench.runner().plan(bench.workflowFile, customer: nil).phases[0].tasks
        #expect(tasks.map { $0.settings.text("tax_code") } == ["4", "4"])
        #expect(tasks.map { $0.settings.text("output") } == ["a.xml", "b.xml"])
    }

    @Test func aFileOfBillionsOfValuesIsRefused() throws {
        let levels = (1...9).map { "l\($0): &l\($0) [\(Array(repeating: "*l\($0 - 1)", count: 10).joined(separator: ","))]" }
        try bench.workflow("l0: &l0 [x]\n" + levels.joined(separator: "\n"))
        #expect(bench.check() == ["workflow.yaml: error: the file has more than 50000 values"])
    }

    @Test(arguments: [("ouput", "output"), ("oputput", "output"), ("outptu", "output"), ("magento", nil), ("x", nil)])
    func nearMissesAreSuggested(_ word: String, _ expected: String?) {
        #expect(NearMiss.nearest(to: word, among: ["input", "output", "mapping"]) == expected)
    }
}
