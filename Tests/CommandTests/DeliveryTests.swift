import Foundation
import StoreSandbox
import Synchronization
import Testing

/// Plan, apply, retry and adopt, on the built command against a store and a company.
@Suite(.serialized) struct DeliveryTests {
    private func plan(_ integration: Integration) async throws -> String {
        let file = integration.file("plan.json").path
        let run = try await integration.command("workflow", "plan", ["-o", file])
        try #require(run.exitCode == 0, "\(run.errors)")
        return file
    }

    @Test func applyWritesWhatADirectRunWouldHaveWritten() async throws {
        let dumps = Mutex<[[String]]>([])
        for isPlanned in [false, true] {
            try await Shopfront(orders: 6).open { integration, store in
                if isPlanned {
                    let file = try await plan(integration)
                    #expect(try integration.ledger() == [], "a plan writes nothing")
                    let apply = try await integration.command("workflow", "apply", [file])
                    #expect(apply.exitCode == 0, "\(apply.errors)")
                } else {
                    #expect(try await integration.run().exitCode == 0)
                }
                #expect(await store.state.orders.allSatisfy { $0.facts.statusID == 9 }, "the shop is told")
                let dump = try integration.dump()
                dumps.withLock { $0.append(dump) }
            }
        }
        let both = dumps.withLock { $0 }
        #expect(both[0].count > 20)
        #expect(both[0] == both[1])
    }

    @Test func applyRefusesWhenTheLedgerHasMoved() async throws {
        try await Shopfront(orders: 2).open { integration, store in
            let file = try await plan(integration)
            try integration.sql("DELETE FROM SALES_LEDGER WHERE ACCOUNT_REF = 'WEBSALES'")
            let apply = try await integration.command("workflow", "apply", [file])
            #expect(apply.exitCode == 5, "\(apply.errors)")
            for order in await store.state.orders { #expect(apply.errors.contains("sandbox/\(order.id)"), "\(apply.errors)") }
            #expect(try integration.ledger() == [])
        }
    }

    @Test func applyRefusesWhenTheShopHasMoved() async throws {
        try await Shopfront(orders: 3).open { integration, store in
            let file = try await plan(integration)
            let moved = await store.state.orders[1].id
            await store.change { $0.changeOrder(moved) { $0.fields["status_id"] = 5 } }
            let apply = try await integration.command("workflow", "apply", [file])
            #expect(apply.exitCode == 5, "\(apply.errors)")
            #expect(apply.errors.contains("1 record has moved"), "\(apply.errors)")
            #expect(apply.errors.contains("sandbox/\(moved)"))
            #expect(try integration.ledger() == [])
        }
    }

    /// Somebody kills an apply; half of the people apply again, half resume.
    @Test(
        arguments: ["import.after-intent", "import.after-commit", "import.after-state", "update.after-send", "run.closed:2"],
        [true, false])
    func aKilledApplyIsGoneOnWith(_ place: String, byApplyingAgain: Bool) async throws {
        try await Shopfront(orders: 3).open { integration, store in
            let file = try await plan(integration)
            let environment = integration.environment.merging(["CROSSWALK_CRASH_AT": place]) { $1 }
            let killed = try await integration.command("workflow", "apply", [file], environment: environment)
            #expect(killed.errors.contains("killed at \(place.prefix { $0 != ":" })"), "\(killed.errors)")
            // The first is the end of the check, the second that of the run: then all is done.
            if place != "run.closed:2" {
                let healed =
                    byApplyingAgain
                    ? try await integration.command("workflow", "apply", [file]) : try await integration.run("--resume")
                #expect(healed.exitCode == 0, "\(healed.errors)")
            }
            let orders = await store.state.orders
            #expect(try integration.ledger() == orders.map(\.id))
            #expect(orders.allSatisfy { $0.facts.statusID == 9 })

            let again = try await integration.command("workflow", "apply", [file])
            #expect(again.exitCode == 5 && again.errors.contains("has carried it out"), "\(again.errors)")
            #expect(try integration.ledger().count == orders.count)
        }
    }

    @Test func whatAnApplyHeldIsRetriedWithTheMappingThatWasApproved() async throws {
        try await Shopfront(orders: 2).open { integration, _ in
            let sheet = "stylesheets/bigcommerce-orders-to-zynk-sales-orders.xsl"
            try integration.write(sheet, Self.sheet(nominal: "9876"))
            let file = try await plan(integration)
            // Corrected after the approval: what was approved is held all the same.
            try integration.write(sheet, Self.sheet(nominal: "4001"))
            #expect(try await integration.command("workflow", "apply", [file]).exitCode == 1)
            let then = try await integration.command("runs", "retry", ["--mapping", "then"])
            #expect(then.exitCode == 1, "\(then.output)\n\(then.errors)")
            #expect(then.output.contains(#/- +<NominalCode>9876/#) && then.output.contains(#/\+ +<NominalCode>4001/#))
            #expect(try integration.ledger() == [])
            let now = try await integration.command("runs", "retry", ["--mapping", "now"])
            #expect(now.exitCode == 0, "\(now.output)\n\(now.errors)")
            #expect(try integration.ledger().count == 2 && integration.held().isEmpty)
        }
    }

    /// A retry that dies leaves its records held, or done.
    @Test(arguments: ["task.started", "import.after-intent", "import.after-commit", "update.after-send"])
    func aKilledRetryIsRetried(_ place: String) async throws {
        try await Shopfront(orders: 2).open { integration, store in
            let sheet = "stylesheets/bigcommerce-orders-to-zynk-sales-orders.xsl"
            try integration.write(sheet, Self.sheet(nominal: "9876"))
            #expect(try await integration.run().exitCode == 1)
            try integration.write(sheet, Self.sheet(nominal: "4001"))
            let environment = integration.environment.merging(["CROSSWALK_CRASH_AT": place]) { $1 }
            let killed = try await integration.command("runs", "retry", environment: environment)
            #expect(killed.errors.contains("killed at \(place)"), "\(killed.errors)")
            let retry = try await integration.command("runs", "retry")
            let healed = try await integration.run()
            #expect(healed.exitCode == 0, "\(retry.output)\n\(retry.errors)\n\(healed.errors)")
            let orders = await store.state.orders
            #expect(try integration.ledger() == orders.map(\.id))
            #expect(orders.allSatisfy { $0.facts.statusID == 9 })
            #expect(try integration.held() == [])
        }
    }

    /// A stylesheet of the integration that gives every line a nominal code.
    private static func sheet(nominal: String) -> String {
        """
        <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
          <xsl:import href="base:bigcommerce-orders-to-zynk-sales-orders.xsl"/>
          <xsl:template match="product" mode="nominal-code"><NominalCode>\(nominal)</NominalCode></xsl:template>
        </xsl:stylesheet>
        """
    }

    @Test func aDryRunPrintsOneLinePerRecordAndTheTotals() async throws {
        try await Shopfront(orders: 3).open { integration, store in
            let run = try await integration.run("--dry-run")
            #expect(run.exitCode == 0, "\(run.errors)")
            for order in await store.state.orders { #expect(run.output.contains("sandbox/\(order.id)")) }
            #expect(run.output.contains(#/create 3: \d+\.\d\d GBP/#), "\(run.output)")
        }
    }

    @Test func retryUsesTheMappingOfThenOrOfNowAndShowsTheDifference() async throws {
        try await Shopfront(orders: 2).open { integration, store in
            let sheet = "stylesheets/bigcommerce-orders-to-zynk-sales-orders.xsl"
            try integration.write(sheet, Self.sheet(nominal: "9876"))
            #expect(try await integration.run().exitCode == 1)
            #expect(try integration.held().count == 2)

            try integration.write(sheet, Self.sheet(nominal: "4001"))
            let then = try await integration.command("runs", "retry", ["--mapping", "then"])
            #expect(then.exitCode == 1, "\(then.errors)")
            #expect(then.output.contains("with the mapping of the run that held them"))
            #expect(try integration.ledger() == [])

            let now = try await integration.command("runs", "retry", ["--mapping", "now"])
            #expect(now.exitCode == 0, "\(now.output)\n\(now.errors)")
            #expect(
                now.output.contains(#/- +<NominalCode>9876/#) && now.output.contains(#/\+ +<NominalCode>4001/#), "\(now.output)")
            let orders = await store.state.orders
            #expect(try integration.ledger() == orders.map(\.id))
            #expect(try integration.held() == [])
            #expect(await store.state.orders.allSatisfy { $0.facts.statusID == 9 })
        }
    }

    @Test func retryLeavesOutWhatTheShopHasCancelled() async throws {
        try await Shopfront(orders: 1).open { integration, store in
            try integration.write("stylesheets/bigcommerce-orders-to-zynk-sales-orders.xsl", Self.sheet(nominal: "9876"))
            #expect(try await integration.run().exitCode == 1)
            try FileManager.default.removeItem(at: integration.file("stylesheets/bigcommerce-orders-to-zynk-sales-orders.xsl"))
            let order = await store.state.orders[0].id
            await store.change { $0.changeOrder(order) { $0.fields["status_id"] = 5 } }
            let retry = try await integration.command("runs", "retry")
            #expect(retry.exitCode == 1)
            #expect(retry.errors.contains("sandbox/\(order) is left out"), "\(retry.errors)")
            #expect(try integration.ledger() == [])
        }
    }

    @Test func adoptMarksWhatTheLedgerHolds() async throws {
        try await Shopfront(orders: 2).open { integration, store in
            #expect(try await integration.run().exitCode == 0)
            // As if both orders had been entered by another program before the cut-over.
            try integration.sql("DELETE FROM X_TRUTH")
            try FileManager.default.removeItem(at: integration.file("var"))
            await store.change { state in
                for order in state.orders { state.changeOrder(order.id) { $0.fields["status_id"] = 11 } }
            }
            let adopt = try await integration.command("runs", "adopt")
            #expect(adopt.exitCode == 0, "\(adopt.errors)")
            #expect(adopt.output.contains("2 marked as posted"), "\(adopt.output)")
            let before = try integration.dump()
            let run = try await integration.run()
            #expect(run.exitCode == 0, "\(run.errors)")
            #expect(try integration.dump() == before)
            #expect(await store.state.orders.allSatisfy { $0.facts.statusID == 9 })
        }
    }

    @Test func aRunThatMovedNothingThoughTheShopHasOrdersIsNoSuccess() async throws {
        try await Shopfront(orders: 2).open { integration, _ in
            try integration.change("statuses: [Awaiting Fulfillment]", to: "statuses: [Shipped]")
            let run = try await integration.run()
            #expect(run.exitCode == 6, "\(run.errors)")
            #expect(run.output.contains("2 Awaiting Fulfillment"), "\(run.output)")
        }
    }

    @Test func checkCountsWhatAFirstRunWouldTake() async throws {
        try await Shopfront(orders: 3).open { integration, store in
            let check = try await integration.check()
            #expect(check.output.contains("a first run would take 3 orders in status Awaiting Fulfillment"), "\(check.output)")
            #expect(try await integration.run().exitCode == 0)
            #expect(!(try await integration.check()).output.contains("a first run"))
        }
    }

    /// The death of the process at the places around the ledger and the shop; the campaign of Scripts/chaos has all of them.
    @Test(arguments: ["import.after-intent", "import.after-commit", "import.after-state", "update.after-send"])
    func aProcessThatDiesLosesAndDoublesNothing(_ place: String) async throws {
        try await Shopfront(orders: 3).open { integration, store in
            let environment = integration.environment.merging(["CROSSWALK_CRASH_AT": place]) { $1 }
            let killed = try await integration.run(environment: environment)
            #expect(killed.errors.contains("killed at \(place)"), "\(killed.errors)")
            let healed = try await integration.run()
            #expect(healed.exitCode == 0, "\(healed.errors)")
            let orders = await store.state.orders
            #expect(try integration.ledger() == orders.map(\.id))
            #expect(await store.state.orders.allSatisfy { $0.facts.statusID == 9 })
        }
    }
}
