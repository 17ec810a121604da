import Foundation
import Testing
import XSLT

/// The engine gives what the recommendations ask for, with all its steps on and with all of them off.
struct ConformanceTests {
    @Test(arguments: ConformanceCase.all)
    func theOutputIsThatOfTheRecommendation(_ sample: ConformanceCase) throws {
        if sample.fails {
            #expect(throws: XSLTError.self) { try sample.output() }
        } else {
            let output = try sample.output()
            #expect((output == sample.expected) != sample.isKnown, "\(output)")
        }
    }

    /// The mends are listed by their cases: everywhere else libxslt alone is right.
    @Test(arguments: ConformanceCase.all.filter { !$0.fails })
    func onlyMendedCasesDifferFromTheLibraryAlone(_ sample: ConformanceCase) {
        #expect(
            ((try? sample.output(.plain)) == sample.expected) == (!sample.isMended && !sample.isKnown || sample.isAlwaysMended))
    }

    @Test(.enabled(if: ParityCase.isPossible), arguments: ConformanceCase.all.filter { !$0.fails })
    func onlyMendedCasesDifferFromXsltproc(_ sample: ConformanceCase) throws {
        #expect((try sample.outputOfXsltproc() == sample.expected) != (sample.isMended || sample.isKnown))
    }

    @Test func thereAreEnoughCases() {
        #expect(ConformanceCase.all.count >= 350)
    }
}
