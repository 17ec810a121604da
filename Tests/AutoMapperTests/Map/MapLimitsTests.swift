import Testing
import Workflow
import XSLT

@testable import AutoMapper

/// The `limits` of a map task are read strictly.
struct MapLimitsTests {
    @Test func whatIsNotSetKeepsItsDefault() throws {
        #expect(try MapLimits.limits([:]) == .default)
        let limits = try MapLimits.limits(["seconds": "30", "output-megabytes": "5", "depth": "100"])
        #expect(limits.seconds == 30 && limits.outputBytes == 5_000_000 && limits.depth == 100)
        #expect(limits.memoryBytes == TransformLimits.default.memoryBytes)
    }

    @Test(arguments: [
        ("second", "1", "there is no limit 'second'; did you mean 'seconds'?"), ("seconds", "0", "cannot be '0'"),
        ("seconds", "1.5", "cannot be '1.5'"), ("memory-megabytes", "-1", "cannot be '-1'"),
        ("depth", "3001", "cannot be more than 3000"),
    ])
    func whatIsWrongIsToldBeforeAnythingRuns(_ name: String, _ value: String, _ words: String) {
        let failure = #expect(throws: TaskFailure.self) { try MapLimits.limits([name: value]) }
        #expect("\(String(describing: failure))".contains(words))
    }
}
