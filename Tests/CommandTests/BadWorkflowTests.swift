import Foundation
import Testing

/// Wrong workflow files and wrong arguments: found before anything is asked of the shop, always with exit code 2.
@Suite struct BadWorkflowTests {
    /// Nobody answers there, and nobody is asked.
    private let integration: Integration

    init() throws { integration = try Integration(url: "http://127.0.0.1:9") }

    /// `check` and `run` find the same.
    private func expectRefused(_ words: String..., arguments: [String] = [], environment: [String: String]? = nil) async throws {
        let (check, run) =
            arguments.isEmpty
            ? (try await integration.check(environment: environment), try await integration.run(environment: environment))
            : (try await integration.check(arguments[0], arguments[1]), try await integration.run(arguments[0], arguments[1]))
        #expect(check.exitCode == 2)
        #expect(run.exitCode == 2)
        for word in words {
            #expect((check.output + check.errors).contains(word))
            #expect(run.errors.contains(word))
        }
        #expect(!FileManager.default.fileExists(atPath: integration.file("var").path))
    }

    private func addCustomers() throws {
        for id in ["harbour-books", "mill-lane"] { try integration.write("customers/\(id)/customer.yaml", "version: 1") }
    }

    @Test func theIntegrationItselfHasNoErrors() async throws {
        let check = try await integration.check()
        #expect(check.exitCode == 0, "\(check.output)\(check.errors)")
    }

    @Test func anUnknownCustomerIsToldWhoIsKnown() async throws {
        try addCustomers()
        try await expectRefused(
            "there is no customer 'mill-lone'", "harbour-books", "mill-lane", arguments: ["--customer", "mill-lone"])
    }

    @Test func whereCustomersExistOneMustBeNamed() async throws {
        try addCustomers()
        try await expectRefused("--customer", "harbour-books", "mill-lane")
    }

    @Test func anUnknownTaskTypeIsNamedWithItsLineAndANearMiss() async throws {
        try integration.change("type: bigcommerce.download-orders", to: "type: bigcommerce.download-order")
        try await expectRefused(
            "workflow.yaml:11: error:", "'bigcommerce.download-order'", "did you mean 'bigcommerce.download-orders'")
    }

    @Test func anUnknownConnectionIsNamedWithTheKnownOnes() async throws {
        try integration.change("{connection: ledger", to: "{connection: ledgr")
        try await expectRefused("workflow.yaml:18: error:", "'ledgr'", "ledger")
    }

    @Test func anUnknownMappingIsNamedBeforeTheDownload() async throws {
        try integration.change("mapping: Zynk Sales Orders..", to: "mapping: Zynk Sale Orders..")
        try await expectRefused(
            "workflow.yaml:", "there is no mapping 'Zynk Sale Orders..BigCommerce Order Updates'",
            "did you mean 'Zynk Sales Orders..BigCommerce Order Updates'")
    }

    @Test func aMisspeltKeyIsNamedWithItsLineAndANearMiss() async throws {
        try integration.change("tasks:", to: "taks:")
        try await expectRefused("workflow.yaml:9: error:", "'taks'", "did you mean 'tasks'")
    }

    @Test func brokenYAMLNamesTheLine() async throws {
        try integration.change("output: orders.xml}", to: "output: orders.xml")
        try await expectRefused("workflow.yaml:1", "error:")
    }

    @Test func aMissingVariableIsNamedAndNotItsValue() async throws {
        try await expectRefused("workflow.yaml:5: error:", "TOKEN", "not set", environment: [:])
    }

    @Test func aMissingWorkflowFileIsNamed() async throws {
        try FileManager.default.removeItem(at: integration.file("workflow.yaml"))
        try await expectRefused("workflow.yaml", "no such file")
    }

    @Test(arguments: [0, 21]) func attemptsOutOfRangeAreRefused(_ attempts: Int) async throws {
        try integration.change("attempts: 2", to: "attempts: \(attempts)")
        let run = try await integration.run()
        #expect(run.exitCode == 2)
        #expect(run.errors.contains("'attempts'") && run.errors.contains("between 1 and 20"))
    }
}
