import Foundation
import Testing
import Workflow

/// How phases and tasks follow one another, and what a run leaves behind.
@Suite struct RunTests {
    let bench: Workbench

    init() throws {
        bench = try Workbench()
        try bench.workflow(
            """
            phases:
              - name: download
                tasks:
                  - {name: fetch, type: fake, settings: {output: orders.xml}}
                  - {name: map, type: fake, settings: {input: orders.xml, output: sales.xml}}
              - name: upload
                tasks:
                  - {name: stock, type: fake}
              - name: closing
                tasks:
                  - {name: report, type: report, settings: {output: report.html}}
                  - {name: archive, type: archive}
            """)
    }

    @Test func tasksRunInOrderAndAreRecorded() async throws {
        let result = try await bench.run()
        #expect(bench.journal == ["fetch", "map", "stock", "report"])
        #expect(result.ending == .success)
        #expect(result.totals.recordsIn == 4)
        #expect(result.totals.failed == 0)
        let state = try bench.state()
        let run = try #require(try state.run(result.run.id))
        #expect(run.ending == .success)
        #expect(run.folder == "archive/\(result.run.id)")
        #expect(try state.taskResults(run.identity.id).map(\.task) == ["fetch", "map", "stock", "report", "archive"])
        #expect(try state.log(run.identity.id).filter { $0.task == "map" }.map(\.message) == ["in 1, out 1, failed 0"])
    }
}
