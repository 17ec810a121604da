import Foundation

/// An empty folder that is gone with this object.
final class TestFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("crosswalk-pennies-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func file(_ name: String) -> URL { url.appendingPathComponent(name) }

    /// Writes a text file into the folder.
    func write(_ text: String, to name: String) throws { try Data(text.utf8).write(to: file(name)) }
}
