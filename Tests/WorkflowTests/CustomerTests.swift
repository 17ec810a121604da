import Foundation
import Testing

@testable import Workflow

/// Customers on top of a definition.
@Suite struct CustomerTests {
    let bench: Workbench

    init() throws {
        bench = try Workbench()
        try bench.workflow(
            """
            parameters: {Account: WEBSALES, Bank: "1200", Note: base}
            overridable: [a.tax_code]
            secrets: {acme: [ACME_TOKEN]}
            connections: {shop: {type: shop, url: 'https://base.invalid', token: '${TOKEN}'}, books: {type: ledger, file: base.sqlite}}
            phases: [{name: one, tasks: [{name: a, type: fake, settings: {tax_code: 1, output: a.txt}}, {name: b, type: fake}]}]
            """)
        try customer("acme", "version: 1\nname: Acme Ltd")
    }

    private let environment = ["TOKEN": "t0ps3cret", "ACME_TOKEN": "acm3s3cret"]

    private func customer(_ id: String, _ yaml: String) throws { try bench.write("customers/\(id)/customer.yaml", yaml) }

    private func plan(_ id: String?, _ parameters: [String: String] = [:]) throws -> WorkflowPlan {
        try bench.runner(environment: environment).plan(bench.workflowFile, customer: id, parameters: parameters)
    }

    @Test func theCommandLineGoesOverTheCustomerOverTheDefinition() throws {
        try customer("acme", "version: 1\nparameters: {Bank: 1210, Note: acme}")
        let parameters = try plan("acme", ["Note": "now", "Extra": "1"]).parameters
        #expect(parameters == ["Account": "WEBSALES", "Bank": "1210", "Note": "now", "Extra": "1"])
    }

    @Test func aCustomersFieldsGoOverTheConnection() throws {
        try customer("acme", "version: 1\nconnections: {shop: {url: 'https://acme.invalid', token: '${ACME_TOKEN}'}}")
        let shop = try plan("acme").connections.connection("shop").values
        #expect(shop.text("url") == "https://acme.invalid")
        #expect(shop.text("token") == "acm3s3cret")
    }

    @Test(arguments: [
        "var/bolt/books.sqlite", "base.sqlite", "var/acme/../bolt/books.sqlite", "/var/books.sqlite", "var/acme/link/x",
    ])
    func aCustomersLedgerLiesInItsOwnFolders(_ path: String) throws {
        try bench.write("var/bolt/books.sqlite", "")
        try bench.write("var/acme/own.sqlite", "")
        try FileManager.default.createSymbolicLink(
            at: bench.data("acme").appendingPathComponent("link"), withDestinationURL: bench.data("bolt"))
        try customer("acme", "version: 1\nconnections: {books: {file: \(path)}}")
        let findings = bench.check(customer: "acme", environment: environment)
        #expect(findings.count == 1)
        #expect(findings.first?.contains("names a file outside the customer's folders: \(path)") ?? false)
        try customer("acme", "version: 1\nconnections: {books: {file: var/acme/new.sqlite}}")
        #expect(bench.check(customer: "acme", environment: environment) == [])
    }

    @Test(arguments: ["stylesheets", "lookups"]) func aCustomersFolderIsNoLinkToAnothers(_ part: String) throws {
        try bench.write("customers/bolt/\(part)/x.xml", "<x/>")
        try FileManager.default.createSymbolicLink(
            atPath: bench.root.appendingPathComponent("customers/acme/\(part)").path, withDestinationPath: "../bolt/\(part)")
        #expect(
            bench.check(customer: "acme", environment: environment).contains { $0.contains("leads out of the customer's folder") }
        )
    }

    @Test func anAliasAsKeyIsRefusedBeforeItIsExpanded() throws {
        let bomb = (1...30).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]" }.joined(separator: "\n")
        for key in ["? *a30\n: x", "*a30 : x", "{[*a30]: x}: y", "m: {[*a30]:x}"] {
            try customer("acme", "version: 1\na0: &a0 [x]\n\(bomb)\n\(key)\n? *a29\n: z")
            #expect(bench.check(customer: "acme", environment: environment).contains { $0.contains("a key is an alias") })
        }
    }

    @Test func aCustomersConnectionOfAnotherTypeReplacesIt() throws {
        try customer("acme", "version: 1\nconnections: {shop: {type: ledger, file: var/acme/acme.sqlite}}")
        let shop = try plan("acme").connections.connection("shop")
        #expect(shop.type == "ledger")
        #expect(shop.values.text("url") == nil)
    }

    @Test func anOverridableSettingReachesTheTask() async throws {
        try customer("acme", "version: 1\nsettings: {a.tax_code: 4}")
        let result = try await bench.run(customer: "acme", environment: environment)
        let text = try String(contentsOfFile: result.folder + "/a.txt", encoding: .utf8)
        #expect(text == "tax code 4")
    }

    @Test(arguments: [
        ("a.output: b.txt", "a customer may not change 'a.output': the workflow's 'overridable' does not name it"),
        ("a.tax_cod: 4", "task 'a' has no setting 'tax_cod'; did you mean 'tax_code'?"),
        ("c.tax_code: 4", "there is no task 'c'"),
        ("tax_code: 4", "must be a task and a setting"),
        ("a.tax_code: four", "setting 'tax_code' of task 'a' must be a whole number, not 'four'"),
    ])
    func otherSettingsAreRefusedWithTheLine(_ setting: String, _ expected: String) throws {
        try customer("acme", "version: 1\nsettings:\n  \(setting)")
        let findings = bench.check(customer: "acme", environment: environment)
        #expect(findings.count == 1)
        #expect(findings[0].hasPrefix("customers/acme/customer.yaml:3: error: "))
        #expect(findings[0].contains(expected))
    }

    @Test func whereCustomersExistOneMustBeNamed() throws {
        try customer("bolt", "version: 1")
        #expect(
            bench.check(environment: environment) == [
                "error: this integration has customers; name one with --customer: acme, bolt"
            ])
    }

    @Test(arguments: ["acne", "../acme", ""])
    func anUnknownCustomerIsToldWhoIsKnown(_ id: String) throws {
        let error = #expect(throws: CustomerError.self) { try plan(id) }
        #expect(error?.description.contains("there is no customer '\(id)'") == true)
        #expect(error?.description.contains("acme") == true)
    }

    @Test func aCustomerThatIsSwitchedOffDoesNotRun() async throws {
        try customer("acme", "version: 1\nenabled: false")
        await #expect(throws: CustomerError.self) { try await bench.run(customer: "acme", environment: environment) }
    }

    @Test func everyCustomerHasItsOwnState() async throws {
        try customer("bolt", "version: 1\ntimezone: America/New_York")
        _ = try await bench.run(customer: "acme", environment: environment)
        _ = try await bench.run(customer: "bolt", environment: environment)
        #expect(try bench.state("acme").runs().map(\.identity.customer) == ["acme"])
        #expect(try bench.state("bolt").runs().count == 1)
        #expect(try plan("bolt").timeZone.identifier == "America/New_York")
    }

    @Test func theDirectoryListsCustomersAndTheirFaults() throws {
        try customer("bolt", "version: 1\nenabeld: false")
        try bench.write("customers/notes/readme.txt", "no customer")
        let directory = CustomerDirectory(IntegrationFolder(root: bench.root))
        #expect(directory.ids() == ["acme", "bolt"])
        #expect(directory.all().map(\.findings.count) == [0, 1])
        #expect(try directory.customer("acme")?.name == "Acme Ltd")
        #expect(throws: DefinitionError.self) { try directory.customer("bolt") }
    }
}
