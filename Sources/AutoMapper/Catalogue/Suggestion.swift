/// Helps with a word that is not known: the one that was probably meant, else all there are.
enum Suggestion {
    /// `; did you mean 'TaxCodes'?` or `; parameters are: …`.
    static func hint(for word: String, among known: [String], listing what: String) -> String {
        if let near = nearest(to: word, among: known) { return "; did you mean '\(near)'?" }
        return known.isEmpty ? "; there are no \(what)" : "; \(what) are: \(known.joined(separator: ", "))"
    }

    /// The known word that needs the fewest changes of a letter, `nil` when it would be more than a third of them.
    static func nearest(to word: String, among known: [String]) -> String? {
        let limit = max(1, word.count / 3)
        return known.map { ($0, distance(Array(word.lowercased()), Array($0.lowercased()))) }
            .filter { $0.1 <= limit }.min { $0.1 < $1.1 }?.0
    }

    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var row = Array(0...right.count)
        for i in left.indices {
            var diagonal = row[0]
            row[0] = i + 1
            for j in right.indices {
                let replaced = diagonal + (left[i] == right[j] ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(replaced, min(diagonal, row[j]) + 1)
            }
        }
        return row[right.count]
    }
}
