internal import ArgumentParser
internal import Crosswalk
internal import Foundation

/// `crosswalk sandbox store|company|catalogue`.
struct SandboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox", abstract: "A local shop and a rehearsal ledger to play with.",
        subcommands: [StoreCommand.self, CompanyCommand.self, CatalogueCommand.self])

    /// A shop over HTTP on this machine.
    struct StoreCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "store", abstract: "Serve a local BigCommerce store with generated orders until it is stopped.",
            discussion: """
                The access token is read from CROSSWALK_SANDBOX_TOKEN; without it, it is 'sandbox-token'.
                Example:
                  crosswalk sandbox store --orders 250 --products 120 --port 8080 --quota 150/30
                """)

        @Option(help: "Orders to generate.") var orders = 250
        @Option(help: "Products to generate.") var products = 120
        @Option(help: "The same seed gives the same orders and products.") var seed: UInt64 = 1
        @Option(help: "The store's hash, part of its address.") var storeHash = "demo"
        @Option(help: "Port on 127.0.0.1; 0 takes a free one.") var port = 8080
        @Option(help: "Write the port to this file once the store answers.", completion: .file()) var portFile: String?
        @Option(help: "Requests per seconds that the store allows, for instance 150/30; unlimited when absent.") var quota:
            String?
        @Option(
            help: "Keep the store in this JSON file; when it exists, it is served instead of generated orders.",
            completion: .file())
        var state: String?

        func validate() throws {
            guard (0...65_535).contains(port) else { throw ValidationError("--port \(port) is not a port; give 0 to 65535") }
        }

        func run() async throws {
            let token = ProcessInfo.processInfo.environment["CROSSWALK_SANDBOX_TOKEN"] ?? "sandbox-token"
            let store = try SandboxStore(
                hash: storeHash, token: token, quota: quota, stateFile: state,
                content: .generated(orders: orders, products: products, seed: seed))
            let (portFile, hash) = (portFile, storeHash)
            try await store.serve(port: port) { port in
                Terminal.say("store '\(hash)' at http://127.0.0.1:\(port)/stores/\(hash), stop with Ctrl-C")
                if let portFile { try AtomicFile.write(Data("\(port)".utf8), to: URL(fileURLWithPath: portFile)) }
            }
        }
    }

    /// A ledger file.
    struct CompanyCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "company", abstract: "Make an embedded company: a ledger file for trying and rehearsing.",
            discussion: """
                Products and customers are files of the interchange format (root Company).
                Example:
                  crosswalk sandbox company var/company.sqlite --products products.xml --customers customers.xml
                """)

        @Argument(help: "The file to make; it must not exist.", completion: .file()) var file: String
        @Option(help: "Products to start with, XML.", completion: .file(extensions: ["xml"])) var products: String?
        @Option(help: "Customers to start with, XML.", completion: .file(extensions: ["xml"])) var customers: String?

        func run() throws {
            let made = try SandboxCompany.make(file, products: products, customers: customers)
            for note in made.notes { Terminal.say("note: \(note)") }
            Terminal.say("\(file): \(made.products) products, \(made.customers) customers")
        }
    }

    /// The products of a generated store, for the ledger.
    struct CatalogueCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "catalogue", abstract: "Write the products of a generated store as a products file for a ledger.",
            discussion: "Example:\n  crosswalk sandbox catalogue --products 120 --seed 1 --output products.xml")

        @Option(help: "Products to generate.") var products = 120
        @Option(help: "The seed of the store.") var seed: UInt64 = 1
        @Option(help: "The file to write.", completion: .file(extensions: ["xml"])) var output: String

        func run() throws { try SandboxCatalogue(products: products, seed: seed).write(to: URL(fileURLWithPath: output)) }
    }
}
