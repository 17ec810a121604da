/// The names of the files in a hand-over folder.
///
/// A file's name says what is in it, so that the same orders always have the same name (decision 25). The importer's answers are
/// found by the name of the file they answer.
struct HandOverNames: Sendable, Equatable {
    /// With `{first}` (Id of the first order), `{count}` and `{digest}` (of the content).
    var file = "sales-orders-{first}-{digest}.xml"
    /// With `{name}` (the file's name without `.xml`) and `{file}`.
    var success = "{name}.success.xml"
    var fail = "{name}.fail.xml"

    /// - Throws: ``HandOverProblem`` that names the field.
    func check() throws {
        let sample = fileName(first: "1", count: 1, digest: "0")
        let all = [("file", sample), ("success_file", successFile(of: sample)), ("fail_file", failFile(of: sample))]
        for (field, name) in all {
            guard !name.isEmpty, !name.contains("/"), !name.contains("\\"), !name.hasPrefix(".") else {
                throw HandOverProblem("field '\(field)' must be a plain file name, not '\(name)': everything lies in one folder")
            }
            guard !name.contains("{"), !name.contains("}") else {
                throw HandOverProblem(
                    "field '\(field)': '\(name)' holds a brace; known are {first}, {count}, {digest}, {name}, {file}")
            }
        }
        guard Set(all.map(\.1)).count == 3 else {
            throw HandOverProblem("fields 'file', 'success_file' and 'fail_file' must give three different names")
        }
    }

    func fileName(first: String, count: Int, digest: String) -> String {
        file.replacing("{first}", with: HandOverNames.plain(first)).replacing("{count}", with: String(count))
            .replacing("{digest}", with: digest)
    }

    func successFile(of file: String) -> String { answer(success, file) }
    func failFile(of file: String) -> String { answer(fail, file) }

    private func answer(_ pattern: String, _ file: String) -> String {
        let name = file.lowercased().hasSuffix(".xml") ? String(file.dropLast(4)) : file
        return pattern.replacing("{name}", with: name).replacing("{file}", with: file)
    }

    /// An order's id as it can stand in a file name on Windows.
    private static func plain(_ id: String) -> String {
        String(id.prefix(60).map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") ? $0 : "-" })
    }

    /// A digest of what a file will hold: FNV-1a in 64 bits. It tells contents apart; it protects against nobody.
    static func digest(_ parts: [String]) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for part in parts {
            for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
            // A byte that UTF-8 never holds, so that ["ab", "c"] and ["a", "bc"] differ.
            hash = (hash ^ 0xff) &* 0x0000_0100_0000_01b3
        }
        let text = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - text.count) + text
    }
}
