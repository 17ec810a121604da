internal import XSLT

/// What a stylesheet said: its code (`W-NAME`) and the sentence after it.
struct MapMessage {
    /// How much a person must care.
    enum Weight {
        /// Normal work: a record left out by the filter.
        case notice
        case warning
        /// A message without code.
        case talk
    }

    /// `nil` for a message without code.
    let code: String?
    let text: String

    init(_ diagnostic: Diagnostic) {
        text = diagnostic.message
        code = MapMessage.code(in: diagnostic.message).map { String($0) }
    }

    var weight: Weight {
        switch code?.first {
        case "N": .notice
        case "W", "E": .warning
        default: .talk
        }
    }

    /// The first code in a text; errors of extension functions have their name before it.
    static func code(in text: String) -> Substring? {
        text.firstMatch(of: #/\b([ENW]-[A-Z]+(?:-[A-Z]+)*): /#)?.1
    }
}
