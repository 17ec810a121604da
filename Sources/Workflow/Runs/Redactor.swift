internal import Foundation

/// Masks the secrets of a run in any text that leaves a task: log lines, messages, notes.
struct Redactor: Sendable {
    static let mask = "•••"
    /// Longest first, so that a secret which contains another is masked whole.
    private let secrets: [String]

    /// Texts of fewer than four characters are left alone: masking them would make every message unreadable and protect nothing.
    init(secrets: some Sequence<String>) {
        self.secrets = secrets.filter { $0.count >= 4 }.sorted { $0.count > $1.count }
    }

    /// The text with every secret masked, also one whose last letter carries a mark that follows it in the text.
    func callAsFunction(_ text: String) -> String {
        secrets.reduce(text) { $0.replacingOccurrences(of: $1, with: Redactor.mask, options: .literal) }
    }
}
