import Foundation
import Testing
import XSLT

@testable import AutoMapper

/// Evaluates expressions as a stylesheet would: through the engine, with every function registered.
enum Evaluated {
    /// The text of an expression whose context node is the root element of `input`.
    ///
    /// - Parameter files: further files in the stylesheet's folder, for instance `lookups/colours.csv`.
    static func text(_ expression: String, input: String = "<r/>", files: [String: String] = [:]) throws -> String {
        try withTemporaryFolder { folder in
            let stylesheet = folder.appendingPathComponent("expression.xsl")
            try write(source(expression), to: stylesheet)
            for (name, text) in files { try write(text, to: folder.appendingPathComponent(name)) }
            let request = TransformRequest(
                input: .bytes(Array(input.utf8), name: "input.xml"), translator: .stylesheet(stylesheet),
                layers: MapperLayers(stylesheet: stylesheet, base: .embedded))
            return String(decoding: try request.run().output, as: UTF8.self)
        }
    }

    private static func source(_ expression: String) -> String {
        let escaped = expression.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
        return """
            <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:money="urn:crosswalk:money"
                xmlns:dates="urn:crosswalk:dates" xmlns:text="urn:crosswalk:text" xmlns:date="urn:DateFunctions"
                xmlns:file="urn:FileFunctions" xmlns:node="urn:NodeFunctions" xmlns:map="urn:MappingFunctions"
                xmlns:lookup="urn:crosswalk:lookup">
              <xsl:output method="text"/>
              <xsl:template match="/*"><xsl:value-of select="\(escaped)"/></xsl:template>
            </xsl:stylesheet>
            """
    }
}

/// An expression and what it must give; a table of them is a test.
struct Expected: Sendable, CustomTestStringConvertible {
    let expression: String
    let result: String

    init(_ expression: String, _ result: String) {
        self.expression = expression
        self.result = result
    }

    var testDescription: String { expression }
}
