internal import Foundation
internal import Synchronization

/// The two streams of the command: stdout is the result, stderr the talk.
enum Terminal {
    /// Whether a person is watching stderr.
    static let isInteractive = isatty(FileHandle.standardError.fileDescriptor) == 1

    /// Writes a line of talk.
    static func say(_ text: String) { write(harmless(text) + "\n", to: .standardError) }

    /// Writes a line of the result.
    static func result(_ text: String) { write(harmless(text) + "\n", to: .standardOutput) }

    /// The text without what steers a terminal: shops, shoppers and stylesheets write parts of what is said here. Control
    /// characters and the marks that turn the direction of writing become U+FFFD; line breaks and tabs stay.
    static func harmless(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: steers) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { result.append(steers(scalar) ? "\u{FFFD}" : scalar) }
        return String(result)
    }

    private static func steers(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x9, 0xA: false
        case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// Replaces the progress line; only for a person.
    static func progress(_ text: String) {
        guard isInteractive else { return }
        write("\r\u{1B}[2K" + text, to: .standardError)
    }

    /// Takes the progress line away.
    static func clearProgress() { progress("") }

    /// A reader that has gone away (`crosswalk … | head`) is no error of ours.
    private static func write(_ text: String, to handle: FileHandle) {
        // Many customers may speak at once: a text is not torn by another's.
        turn.withLock { _ in try? handle.write(contentsOf: Data(text.utf8)) }
    }

    private static let turn = Mutex(())
}
