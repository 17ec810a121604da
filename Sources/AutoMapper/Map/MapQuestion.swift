/// What must be answered before records go on: records refused for the same reason wait for one answer, so it is asked once.
struct MapQuestion: CustomStringConvertible {
    /// Correlation ids in the order of the file, as many as are shown.
    private var records: [String]
    /// How many there are.
    private var count = 1
    let code: String
    /// The sentence, without the name of a record where several wait.
    let text: String

    /// More names than these are only counted.
    private static let namesShown = 10

    fileprivate init(_ record: String, code: String, text: String) {
        records = [record]
        self.code = code
        self.text = text
    }

    /// Another record waits for the same answer.
    fileprivate mutating func add(_ record: String) {
        count += 1
        if records.count < Self.namesShown { records.append(record) }
    }

    /// `demo/1042, demo/1043: E-TAXCODE: no tax code for …`
    var description: String {
        let names = records.joined(separator: ", ")
        let rest = count - records.count
        return "\(names)\(rest > 0 ? " and \(rest) more" : ""): \(code): \(text)"
    }
}

/// The questions of a file, in the order in which they came up.
struct MapQuestions {
    private var questions: [MapQuestion] = []
    private var known: [String: Int] = [:]

    /// A file whose every record asks something else must not fill the memory.
    private static let most = 1000

    /// Adds what a record waits for.
    ///
    /// - Returns: questions that have to be asked now, because there are too many to wait for more of the same.
    mutating func add(_ failure: MapFailure) -> [MapQuestion] {
        let text = Self.withoutRecord(failure.message)
        let key = "\(failure.code) \(text)"
        if let index = known[key] {
            questions[index].add(failure.record)
            return []
        }
        let full = questions.count < Self.most ? [] : takeAll()
        known[key] = questions.count
        questions.append(MapQuestion(failure.record, code: failure.code, text: text))
        return full
    }

    /// All that are left; then there are none.
    mutating func takeAll() -> [MapQuestion] {
        defer {
            questions = []
            known = [:]
        }
        return questions
    }

    /// Messages of the base stylesheets begin with `order 1042: `.
    private static func withoutRecord(_ message: String) -> String {
        message.replacing(#/^(order|product) [^ ]+: /#, with: "")
    }
}
