import Foundation
import Testing
import XSLT

@testable import AutoMapper

/// Files the tests read.
enum Fixture {
    /// A file of the suite's own folder.
    static func url(_ name: String) throws -> URL {
        try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil)).appendingPathComponent(name)
    }

    /// The root of the package, found from this file.
    static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The base stylesheets as they lie in the package, embedded or not.
    static let base = BaseStylesheets(folder: package.appendingPathComponent("Stylesheets"))

    /// A published sample beside the package; absent on most machines.
    static func sample(_ name: String) -> URL? {
        let roots = [package.deletingLastPathComponent(), package.deletingLastPathComponent().deletingLastPathComponent()]
        return roots.map { $0.appendingPathComponent("shared/data/zynk-samples").appendingPathComponent(name) }
            .first { FileManager.default.fileExists(atPath: $0.path) }
    }
}

/// Mapping by the base stylesheets of the package.
enum Mapped {
    static let layers = MapperLayers(base: Fixture.base)

    /// Transforms a text and gives the root of the output.
    static func text(_ xml: String, _ mapping: String, _ parameters: [String: String] = [:]) throws -> XMLElement {
        let request = TransformRequest(
            input: .bytes(Array(xml.utf8), name: "orders.xml"), translator: .mapping(mapping), layers: layers,
            parameters: parameters)
        return try root(of: request.run())
    }

    static func root(of result: TransformResult) throws -> XMLElement {
        try XMLDocument(bytes: result.output, name: "output").root
    }
}
