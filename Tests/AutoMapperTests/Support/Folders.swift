import Foundation

/// Runs `body` with an empty folder that is gone afterwards.
func withTemporaryFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
        .appendingPathComponent("crosswalk-mapper-\(UUID().uuidString)")
    try makeFolder(folder)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
}

/// The same for work that waits.
func withTemporaryFolder<Result>(_ body: (URL) async throws -> Result) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
        .appendingPathComponent("crosswalk-mapper-\(UUID().uuidString)")
    try makeFolder(folder)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder)
}

func makeFolder(_ url: URL) throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
}

/// Writes a text, making the folders on the way.
func write(_ text: String, to url: URL) throws {
    try makeFolder(url.deletingLastPathComponent())
    try Data(text.utf8).write(to: url)
}
