internal import Foundation

/// Which files there were, and when each was last written: enough to see that something has changed.
struct FileSnapshot: Equatable {
    private struct Stamp: Equatable {
        var modified: Date?
        var size: Int?
    }

    private var stamps: [String: Stamp] = [:]

    /// - Parameters:
    ///   - files: counted whatever they are called.
    ///   - folders: searched whole for stylesheets and lookups; one that does not exist is empty.
    init(files: [URL], folders: [URL]) {
        for file in files + folders.flatMap(FileSnapshot.sources) {
            let values = try? file.resourceValues(forKeys: [.contentModificationDateKey, .fileSizeKey])
            stamps[file.path] = Stamp(modified: values?.contentModificationDate, size: values?.fileSize)
        }
    }

    /// Names of the files that differ, sorted.
    func changes(since earlier: FileSnapshot) -> [String] {
        Set(stamps.keys).union(earlier.stamps.keys).filter { stamps[$0] != earlier.stamps[$0] }
            .map { URL(fileURLWithPath: $0).lastPathComponent }.sorted()
    }

    private static func sources(in folder: URL) -> [URL] {
        let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return (all?.compactMap { $0 as? URL } ?? []).filter { ["xsl", "xslt", "csv"].contains($0.pathExtension) }
    }
}
