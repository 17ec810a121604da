internal import Foundation
internal import Workflow

extension MapperLayers {
    /// The mappings as a task of an earlier run used them.
    init(_ then: MappingsOfThen.Use, customer: Customer?) {
        let ofCustomer = customer.map { Customer(id: $0.id, folder: then.folder.appendingPathComponent("customer")) }
        self.init(
            customer: ofCustomer, integration: IntegrationFolder(root: then.folder.appendingPathComponent("integration")),
            base: BaseStylesheets(folder: then.folder.appendingPathComponent("base")))
    }

    /// Everything that a mapping can read, in the shape that ``init(_:customer:)`` takes. Cases are left out.
    static func sources(_ surroundings: TaskSurroundings, base: BaseStylesheets) throws -> [String: Data] {
        var sources: [String: Data] = [:]
        if let customer = surroundings.customer {
            try add(customer.stylesheets, as: "customer/stylesheets", to: &sources)
            try add(customer.lookups, as: "customer/lookups", to: &sources)
        }
        try add(surroundings.integration.stylesheets, as: "integration/stylesheets", to: &sources)
        try add(surroundings.integration.lookups, as: "integration/lookups", to: &sources)
        if let folder = base.folder {
            try add(folder, as: "base", to: &sources)
        } else {
            for (name, bytes) in EmbeddedStylesheets.files { sources["base/\(name)"] = Data(bytes) }
        }
        return sources
    }

    /// Adds the files below a folder. One that is not there has none; a link is not followed, as the engine follows none out of it.
    private static func add(_ folder: URL, as name: String, to sources: inout [String: Data]) throws {
        guard FileManager.default.fileExists(atPath: folder.path) else { return }
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
            let parts = path.split(separator: "/")
            guard parts.first != "tests", !parts.contains(where: { $0.hasPrefix(".") }) else { continue }
            let file = folder.appendingPathComponent(path)
            let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
            guard attributes[.type] as? FileAttributeType == .typeRegular else { continue }
            sources["\(name)/\(path)"] = try Data(contentsOf: file)
        }
    }
}
