import Foundation
import Testing

@testable import Workflow

/// Secrets come from the environment or a private file and never come out again.
@Suite struct SecretTests {
    let bench: Workbench

    init() throws { bench = try Workbench() }

    private func connection(_ token: String, url: String = "https://example.invalid", grants: String = "") throws {
        try bench.workflow(
            """
            \(grants)
            connections:
              shop:
                type: shop
                url: \(url)
                token: \(token)
            phases: [{name: one, tasks: [{name: a, type: fake, settings: {connection: shop}}, {name: arch, type: archive}]}]
            """)
    }

    private func token(_ environment: [String: String] = [:]) throws -> String? {
        try bench.runner(environment: environment).plan(bench.workflowFile, customer: nil)
            .connections.connection("shop").values.text("token")
    }

    @Test func aVariableFillsASecretAndAnAddress() throws {
        try connection("'${TOKEN}'", url: "'https://${HOST}:${PORT}/'")
        let plan = try bench.runner(environment: ["TOKEN": "t0ps3cret", "HOST": "shop", "PORT": "8080"])
            .plan(bench.workflowFile, customer: nil)
        let shop = try plan.connections.connection("shop")
        #expect(shop.values.text("token") == "t0ps3cret")
        #expect(shop.values.text("url") == "https://shop:8080/")
    }

    /// What a system echoes back may make one character of a secret's last letter and what follows it.
    @Test func aSecretIsMaskedWhateverFollowsIt() {
        let redact = Redactor(secrets: ["t0ps3cret"])
        #expect(redact("no t0ps3cret\u{301} here").unicodeScalars.elementsEqual("no •••\u{301} here".unicodeScalars))
    }

    @Test func aMissingVariableIsNamedWithFieldAndLine() throws {
        try connection("'${TOKEN}'")
        #expect(
            bench.check() == [
                "workflow.yaml:9: error: field 'token' of connection 'shop' needs the environment variable TOKEN, which is not set: "
                    + "export TOKEN before the run"
            ])
    }

    @Test func aSecretInTheFileIsRefusedAndNotRepeated() throws {
        try connection("t0ps3cret")
        let findings = bench.check()
        #expect(findings.count == 1)
        #expect(findings[0].contains("field 'token' of connection 'shop' is a secret and must not stand in the file"))
        #expect(!findings[0].contains("t0ps3cret"))
    }

    @Test func aPrivateFileFillsASecret() throws {
        try connection("file:secrets/token")
        try bench.write("secrets/token", "t0ps3cret\n", mode: 0o600)
        #expect(try token() == "t0ps3cret")
    }

    @Test(arguments: [(0o640, "others may read (mode 0640)"), (0o604, "others may read (mode 0604)")])
    func aFileThatOthersMayReadIsRefused(_ mode: Int, _ expected: String) throws {
        try connection("file:token")
        try bench.write("token", "t0ps3cret", mode: mode)
        let findings = bench.check()
        #expect(findings.count == 1)
        #expect(findings[0].contains(expected))
    }

    @Test func aMissingOrEmptySecretFileIsNamed() throws {
        try connection("file:token")
        #expect(bench.check()[0].contains("names a file that is not there"))
        try bench.write("token", "\n", mode: 0o600)
        #expect(bench.check()[0].contains("names an empty file"))
    }

    @Test func aCustomerReadsOnlyWhatItIsGranted() throws {
        try connection("'${TOKEN}'")
        let fields = "connections: {shop: {token: '${ACME_TOKEN}'}}"
        try bench.write("customers/acme/customer.yaml", "version: 1\n\(fields)")
        let environment = ["TOKEN": "t0ps3cret", "ACME_TOKEN": "acm3s3cret"]
        let refused = bench.check(customer: "acme", environment: environment)
        #expect(
            refused == [
                "customers/acme/customer.yaml:2: error: field 'token' of connection 'shop' reads ACME_TOKEN, which is not granted to "
                    + "the customer: add it to the customer's 'secrets' in the workflow"
            ])
        try bench.write("customers/acme/customer.yaml", "version: 1\nsecrets: [ACME_TOKEN]\n\(fields)")
        #expect(bench.check(customer: "acme", environment: environment).contains { $0.contains("unknown key 'secrets'") })
        try connection("'${TOKEN}'", grants: "secrets: {acme: [ACME_TOKEN]}")
        try bench.write("customers/acme/customer.yaml", "version: 1\n\(fields)")
        #expect(bench.check(customer: "acme", environment: environment) == [])
    }

    @Test func aCustomerCannotHaveTheWorkflowsSecretSentElsewhere() throws {
        try connection("'${TOKEN}'")
        try bench.write("customers/acme/customer.yaml", "version: 1\nconnections: {shop: {url: 'https://evil.invalid'}}")
        #expect(
            bench.check(customer: "acme", environment: ["TOKEN": "t0ps3cret"]) == [
                "customers/acme/customer.yaml:2: error: a customer that changes connection 'shop' must give its own 'token', too: "
                    + "the workflow's secret is sent only where the workflow says"
            ])
    }

    @Test func aCustomersSecretFileStaysInItsFolder() throws {
        try connection("'${TOKEN}'")
        try bench.write("token", "t0ps3cret", mode: 0o600)
        try bench.write("customers/acme/customer.yaml", "version: 1\nconnections: {shop: {token: 'file:../../token'}}")
        let findings = bench.check(customer: "acme")
        #expect(findings.count == 1)
        #expect(findings[0].contains("outside the customer's folder"))
    }

    @Test func noSecretLeavesTheRun() async throws {
        try connection("'${TOKEN}'")
        let secret = "t0ps3cret-value"
        bench.on("a") { context in
            let token = try context.connections.connection("shop").values.requiredText("token")
            context.log.info("calling with \(token)")
            throw TaskFailure(.record, "401 for \(token) at \(try context.connections.connection("shop"))")
        }
        let heard = Heard()
        let result = try await bench.run(environment: ["TOKEN": secret], events: heard)
        #expect(result.message == "401 for ••• at connection 'shop' (shop)")
        #expect(!heard.text.contains(secret))
        #expect(heard.text.contains("calling with •••"))
        let files = try #require(FileManager.default.enumerator(at: bench.data(), includingPropertiesForKeys: nil))
        for case let file as URL in files {
            let bytes = (try? Data(contentsOf: file)) ?? Data()
            #expect(bytes.range(of: Data(secret.utf8)) == nil, "\(file.path)")
        }
    }
}
