/// What must be answered before records go on: records refused for the same reason wait for one answer, so it is asked once.
struct MapQuestion: CustomStringConvertible {
    /// Correlation ids in the order of the file.
    private(set) var records: [String]
    let code: String
    /// The sentence, without the name of a record where several wait.
    let text: String

    /// More names than these are only counted.
    private static let namesShown = 10

    /// The questions of a file in the order in which they came up.
    static func all(of failures: [MapFailure]) -> [MapQuestion] {
        var questions: [MapQuestion] = []
        var known: [String: Int] = [:]
        for failure in failures {
            let text = withoutRecord(failure.message)
            if let index = known["\(failure.code) \(text)"] {
                questions[index].records.append(failure.record)
            } else {
                known["\(failure.code) \(text)"] = questions.count
                questions.append(MapQuestion(records: [failure.record], code: failure.code, text: text))
            }
        }
        return questions
    }

    /// Messages of the base stylesheets begin with `order 1042: `.
    private static func withoutRecord(_ message: String) -> String {
        message.replacing(#/^(order|product) [^ ]+: /#, with: "")
    }

    /// `demo/1042, demo/1043: E-TAXCODE: no tax code for …`
    var description: String {
        let names = records.prefix(Self.namesShown).joined(separator: ", ")
        let rest = records.count - Self.namesShown
        return "\(names)\(rest > 0 ? " and \(rest) more" : ""): \(code): \(text)"
    }
}
