import Foundation
import Testing

@testable import AutoMapper

/// The cases beside the base stylesheets, each a rule of the mapping.
struct StylesheetCaseTests {
    static let cases = MappingCases(Mapped.layers).all()

    @Test(arguments: cases)
    func baseMappingPassesItsCase(_ mappingCase: MappingCase) {
        let result = MappingCases(Mapped.layers).run(mappingCase)
        #expect(result.passed, "\(mappingCase): \(result.difference ?? "")")
    }

    @Test func everyBaseMappingHasCases() {
        #expect(
            Set(Self.cases.map(\.mapping)) == [
                "bigcommerce-orders-to-zynk-sales-orders", "zynk-sales-orders-to-bigcommerce-order-updates",
                "zynk-products-to-bigcommerce-inventory",
            ])
    }

    @Test func baseMappingsHaveNoFindings() throws {
        let checked = Set(Self.cases.map(\.mapping))
        #expect(try MappingCheck(Mapped.layers).findings().filter { checked.contains($0.mapping) } == [])
    }
}
