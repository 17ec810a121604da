import Dispatch
import Foundation
import StoreSandbox
import Testing

/// `crosswalk reconcile`: the result on stdout, the exit code for scripts.
@Suite struct ReconcileCommandTests {
    /// Off the threads of Swift's concurrency: the sandbox store needs them to answer.
    private func reconcile(_ integration: Integration, _ more: String...) async throws -> CommandRun {
        let arguments = ["reconcile", integration.file("workflow.yaml").path] + more
        let environment = integration.environment
        return try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try CommandRun(arguments, environment: environment) })
            }
        }
    }

    @Test func whatIsNotRightIsListedWithTheCommandThatRepairsItAndEndsWithOne() async throws {
        try await Shopfront(orders: 2).open { integration, store in
            #expect(try await integration.run().exitCode == 0)
            let right = try await reconcile(integration)
            #expect(right.exitCode == 0, "\(right.output)\(right.errors)")
            #expect(right.output.contains("Shop and ledger agree."))

            let id = await store.state.orders[0].id
            await store.change { $0.changeOrder(id) { $0.fields["status_id"] = 11 } }
            let wrong = try await reconcile(integration)
            #expect(wrong.exitCode == 1)
            #expect(wrong.output.contains("sandbox/\(id)  shop not told"))
            #expect(wrong.output.contains("→ crosswalk workflow run \(integration.file("workflow.yaml").path)"))

            let json = try await reconcile(integration, "--json")
            #expect(json.exitCode == 1)
            let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
            let findings = object?["findings"] as? [[String: Any]]
            #expect(findings?.map { $0["class"] as? String } == ["shop-not-told"])
            #expect(try await reconcile(integration, "--since", "2099-01-01").exitCode == 0)
            #expect(try await reconcile(integration, "--since", "yesterday").exitCode == 2)
        }
    }

    @Test func aShopThatIsNotThereCannotBeCompared() async throws {
        let run = try await reconcile(try Integration(url: "http://127.0.0.1:9"))
        #expect(run.exitCode == 3)
        #expect(run.errors.contains("the shop cannot be reached at http://127.0.0.1:9"))
    }
}
