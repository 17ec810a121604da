import Foundation
import GRDB
import StoreSandbox
import Testing

/// A shop or a ledger that cannot be used: exit code 3 when it may be usable later, 2 when a person has to change something.
@Suite struct BadSystemTests {
    @Test func aRefusedTokenIsToldWithTheStore() async throws {
        try await Shopfront(orders: 1).open { integration, _ in
            let run = try await integration.run(environment: ["TOKEN": "wr0ng-t0ken"])
            #expect(run.exitCode == 2)
            #expect(run.errors.contains("401") && run.errors.contains("store 'sandbox'") && run.errors.contains("store_hash"))
            #expect(!(run.errors + run.output).contains("wr0ng-t0ken"))
        }
    }

    @Test func aMissingScopeIsNamed() async throws {
        var shop = try Shopfront(orders: 1)
        shop.options.tokens = [SandboxToken("sandbox-token", scopes: ["store_v2_orders_read_only"])]
        try await shop.open { integration, _ in
            let run = try await integration.run()
            #expect(run.exitCode == 2)
            #expect(run.errors.contains("403") && run.errors.contains("scope store_v2_orders"))
            #expect(run.errors.contains("Orders: modify"))
        }
    }

    @Test func aShopThatIsNotThereIsNamedWithItsAddress() async throws {
        let integration = try Integration(url: "http://127.0.0.1:9")
        let run = try await integration.run()
        #expect(run.exitCode == 3)
        #expect(run.errors.contains("the shop cannot be reached at http://127.0.0.1:9"))
    }

    @Test func aShopThatAnswersHTMLIsToldSo() async throws {
        var shop = try Shopfront(orders: 1)
        shop.options.failures = [FailureSwitch(.unavailableHTML)]
        try await shop.open { integration, store in
            let run = try await integration.run()
            #expect(run.exitCode == 3)
            #expect(run.errors.contains("HTML instead of JSON (503)"))
            #expect(await store.requests.values.reduce(0, +) == 2, "the field 'attempts' of the connection says two")
        }
    }

    @Test func aLedgerThatSomebodyHoldsIsToldSo() async throws {
        try await Shopfront(orders: 2).open { integration, store in
            var configuration = Configuration()
            configuration.allowsUnsafeTransactions = true
            let other = try DatabaseQueue(path: integration.company.path, configuration: configuration)
            try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN EXCLUSIVE") }
            let run = try await integration.run()
            #expect(run.exitCode == 3)
            #expect(run.errors.contains("somebody else holds") && run.errors.contains("company.sqlite"))
            try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
            // Nothing is lost: the same run goes on.
            #expect(try await integration.run("--resume").exitCode == 0)
            #expect(try integration.ledger() == (await store.state.orders.map(\.id)))
        }
    }

    @Test(arguments: ["", "what a bookkeeper wrote down", "database"])
    func aLedgerFileThatIsNotOursIsLeftAlone(_ content: String) async throws {
        try await Shopfront(orders: 1).open { integration, _ in
            try FileManager.default.removeItem(at: integration.company)
            if content == "database" {
                let foreign = try DatabaseQueue(path: integration.company.path)
                try await foreign.write { try $0.execute(sql: "CREATE TABLE recipe (name TEXT)") }
                try foreign.close()
            } else {
                try integration.write("company.sqlite", content)
            }
            let before = try Data(contentsOf: integration.company)
            let run = try await integration.run()
            #expect(run.exitCode == 2)
            #expect(run.errors.contains("company.sqlite") && run.errors.contains("is not"))
            #expect(try Data(contentsOf: integration.company) == before)
        }
    }

    @Test func aFolderThatCannotBeMadeIsNamed() async throws {
        // A file in its place: root may write into any folder.
        let integration = try Integration(url: "http://127.0.0.1:9")
        try integration.write("var", "not a folder")
        let run = try await integration.run()
        #expect(run.exitCode == 2)
        #expect(run.errors.contains("cannot make the folder") && run.errors.contains("/var/default"))
    }

    @Test func aFullDiskIsToldAndLeavesNoHalfFile() async throws {
        try await Shopfront(orders: 150).open { integration, _ in
            let run = try await integration.run(hindrance: .fullDisk(blocks: 300))
            #expect(run.exitCode == 2)
            #expect(run.errors.contains("orders.xml: cannot be written") && run.errors.contains("Nothing was left behind"))
            #expect(try integration.ledger().isEmpty)
            #expect(try await integration.run("--resume").exitCode == 0)
            #expect(try integration.ledger().count == 150)
        }
    }

    @Test func aMappingThatDoesNotExistIsNamedWithANearMiss() async throws {
        try await Shopfront(orders: 1).open { integration, _ in
            try integration.change("mapping: BigCommerce Orders..Zynk", to: "mapping: BigCommerce Order..Zynk")
            let run = try await integration.run()
            #expect(run.exitCode == 2)
            #expect(run.errors.contains("BigCommerce Order..Zynk Sales Orders"))
            #expect(run.errors.contains("did you mean 'BigCommerce Orders..Zynk Sales Orders'"))
        }
    }
}
