/// Finds the word that a person probably meant, for the errors of every room.
public enum NearMiss {
    /// "; did you mean 'output'?" or, when nothing is near, the list of what is known.
    public static func hint(for word: String, among known: some Sequence<String>, listing what: String) -> String {
        let words = known.sorted()
        if let near = nearest(to: word, among: words) { return "; did you mean '\(near)'?" }
        return words.isEmpty ? "; there are no \(what)" : "; \(what) are: \(words.joined(separator: ", "))"
    }

    /// The nearest known word, `nil` when more than a third of the letters would have to change.
    static func nearest(to word: String, among known: [String]) -> String? {
        let limit = max(1, word.count / 3)
        return known.map { ($0, distance(word.lowercased(), $0.lowercased())) }
            .filter { $0.1 <= limit }.min { $0.1 < $1.1 }?.0
    }

    /// Number of insertions, deletions, replacements and swaps of neighbours between two words.
    static func distance(_ left: String, _ right: String) -> Int {
        let a = Array(left), b = Array(right)
        var rows = [[Int](0...b.count)]
        for i in 0..<a.count {
            var row = [i + 1]
            for j in 0..<b.count {
                var best = min(rows[i][j] + (a[i] == b[j] ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, rows[i - 1][j - 1] + 1) }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[a.count][b.count]
    }
}
