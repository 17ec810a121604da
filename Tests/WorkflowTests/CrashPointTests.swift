import Testing

@testable import Workflow

/// What `CROSSWALK_CRASH_AT` asks for; that a process really dies is shown on the built command.
@Suite struct CrashPointTests {
    @Test func aPlaceIsMetOnceAtItsCount() throws {
        let wanted = try #require(CrashPoint.Wanted("import.after-commit:2"))
        let places = ["import.after-commit", "map.file-written", "import.after-commit", "import.after-commit"]
        #expect(places.map(wanted.isMet(by:)) == [false, false, true, false])
    }

    @Test func anyCountsEveryPlace() throws {
        let wanted = try #require(CrashPoint.Wanted("any:2"))
        #expect(["run.started", "run.closed", "run.closed"].map(wanted.isMet(by:)) == [false, true, false])
    }

    @Test(arguments: ["", "nowhere", "import.after-commit:0", "import.after-commit:x", "any:1:2"])
    func whatNamesNoPlaceIsIgnored(_ text: String) { #expect(CrashPoint.Wanted(text) == nil) }

    @Test func everyPlaceHasOneName() { #expect(Set(CrashPoint.names).count == CrashPoint.names.count) }
}
