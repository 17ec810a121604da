import Foundation
import Testing
import Workflow

@testable import Sage50

/// The connection and the task as a workflow file writes them.
@Suite struct HandOverWorkflowTests {
    private let root: URL

    init() throws {
        root = FileManager.default.temporaryDirectory.appendingPathComponent("hand-over-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: root.appendingPathComponent("exchange"), withIntermediateDirectories: true)
    }

    /// The connection's fields start in line 6.
    private func workflow(_ fields: String, settings: String = "{connection: sage}") throws -> URL {
        let file = root.appendingPathComponent("workflow.yaml")
        try """
        version: 1
        name: test
        start_date: 2026-01-01
        connections:
          sage:
        \(fields)
        phases:
          - name: hand-over
            tasks:
              - {name: hand-over, type: sage50.hand-over-sales-orders, settings: \(settings)}
        """.write(to: file, atomically: true, encoding: .utf8)
        return file
    }

    private var runner: WorkflowRunner {
        WorkflowRunner(
            registry: TaskRegistry(tasks: Sage50Tasks.taskTypes, connections: Sage50Tasks.connectionTypes), environment: [:],
            events: SilentEvents(), now: { Bench.now })
    }

    private func errors(in file: URL) -> [Finding] {
        runner.check(file, customer: nil).filter { $0.severity == .error }
    }

    @Test func theDocumentedConnectionIsAccepted() throws {
        defer { try? FileManager.default.removeItem(at: root) }
        let file = try workflow(
            """
                type: sage50-hand-over
                folder: exchange
                wait: 10m
                overdue: 2d
                unit_decimals: 4
                tax_codes: {0: 0, 1: 20, 5: 5, 9: 0}
                currencies: [EUR]
            """,
            settings:
                "{connection: sage, order_prefix: HB-, hand_over_again: {harbour/1042: 2}, rounding: {tolerance: 0.02, nominal: 7999}}"
        )
        #expect(errors(in: file).map(\.description) == [])
        let plan = try runner.plan(file, customer: nil)
        let connection = try plan.connections.connection("sage")
        let company = try HandOverCompany(connection, root: root)
        #expect(company.wait == .seconds(600) && company.overdue == .seconds(172_800))
        #expect(company.codes.company.unitDecimals == 4)
        #expect(company.codes.taxCodes.keys.sorted() == ["T0", "T1", "T5", "T9"])
        #expect(company.codes.currencies.map(\.code) == ["GBP", "EUR"])
    }

    @Test(arguments: [
        (
            field: "    wait: 10",
            message: "field 'wait' of connection 'sage' must be a time such as 90s, 10m, 24h or 2d, or 0, not '10'"
        ),
        (
            field: "    tax_codes: {1: twenty}",
            message: "field 'tax_codes' of connection 'sage' must give '1' a plain decimal such as 12.50"
        ),
        (
            field: "    unit_decimals: two",
            message: "field 'unit_decimals' of connection 'sage' must be a whole number, not 'two'"
        ),
        (field: "    waits: 10m", message: "unknown field 'waits' of connection 'sage'; did you mean 'wait'?"),
    ]) func aWrongFieldIsReportedWithItsLine(_ sample: (field: String, message: String)) throws {
        defer { try? FileManager.default.removeItem(at: root) }
        let file = try workflow("    type: sage50-hand-over\n    folder: exchange\n" + sample.field)
        #expect(errors(in: file).map(\.message) == [sample.message])
        #expect(errors(in: file).first?.place?.line == 8)
    }
}
