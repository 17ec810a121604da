import Foundation

/// The two streams of the command: stdout is the result, stderr the talk.
enum Terminal {
    /// Whether a person is watching stderr.
    static let isInteractive = isatty(FileHandle.standardError.fileDescriptor) == 1

    /// Writes a line of talk.
    static func say(_ text: String) { write(text + "\n", to: .standardError) }

    /// Writes a line of the result.
    static func result(_ text: String) { write(text + "\n", to: .standardOutput) }

    /// Replaces the progress line; only for a person.
    static func progress(_ text: String) {
        guard isInteractive else { return }
        write("\r\u{1B}[2K" + text, to: .standardError)
    }

    /// Takes the progress line away.
    static func clearProgress() { progress("") }

    /// A reader that has gone away (`crosswalk … | head`) is no error of ours.
    private static func write(_ text: String, to handle: FileHandle) {
        try? handle.write(contentsOf: Data(text.utf8))
    }
}
