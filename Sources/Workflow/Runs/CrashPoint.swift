internal import Foundation
internal import Synchronization

/// Named places at which a process kills itself when it is asked to, so that a test can prove that nothing is lost or doubled.
///
/// Asked by the environment variable `CROSSWALK_CRASH_AT`, read once: `import.after-commit` dies the first time the place is
/// reached, `import.after-commit:3` the third time, `any:17` at the seventeenth place whatever it is. Without the variable a place
/// costs one comparison. The death is SIGKILL: nothing is flushed, closed or unlocked, as after a power cut.
public enum CrashPoint {
    /// Every place there is, in the order of a run. A name that is not here is never reached.
    public static let names = [
        "run.started", "task.started",
        "download.page-stored", "download.file-written", "download.watermark-stored",
        "map.file-written", "map.records-stored",
        "import.before-intent", "import.after-intent", "import.after-commit", "import.after-state", "import.files-written",
        "update.before-send", "update.after-send", "update.after-settle", "update.files-written",
        "export.file-written", "export.watermark-stored",
        "stock.before-send", "stock.after-send", "stock.after-settle", "stock.files-written",
        "task.before-result", "task.ended", "archive.manifest-written", "archive.renamed", "run.closed",
    ]

    /// The process is at a place. Call it right before or after the act that the name tells.
    public static func reached(_ name: String) {
        guard let wanted else { return }
        assert(names.contains(name), "'\(name)' is missing in CrashPoint.names")
        guard wanted.isMet(by: name) else { return }
        FileHandle.standardError.write(Data("crosswalk: killed at \(name), as CROSSWALK_CRASH_AT asks\n".utf8))
        kill(getpid(), SIGKILL)
        // The signal to itself is delivered before the process runs on; a thread that is still in here must not.
        while true { pause() }
    }

    private static let wanted = ProcessInfo.processInfo.environment["CROSSWALK_CRASH_AT"].flatMap(Wanted.init)
}

extension CrashPoint {
    /// A place and how often it is passed before the process dies there.
    final class Wanted: Sendable {
        /// `nil` for any place.
        let name: String?
        private let left: Atomic<Int>

        /// Reads `NAME`, `NAME:COUNT` or `any:COUNT`; `nil` for a text that names no place or no count.
        init?(_ text: String) {
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            guard let name = parts.first.map(String.init), parts.count <= 2, name == "any" || CrashPoint.names.contains(name),
                let count = parts.count == 2 ? Int(parts[1]) : 1, count > 0
            else { return nil }
            self.name = name == "any" ? nil : name
            left = Atomic(count)
        }

        /// Counts a place that was reached; true exactly once.
        func isMet(by reached: String) -> Bool {
            guard name == nil || name == reached else { return false }
            return left.subtract(1, ordering: .relaxed).newValue == 0
        }
    }
}
