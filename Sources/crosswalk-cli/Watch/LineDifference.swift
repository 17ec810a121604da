/// Two texts compared line by line, written as `diff -u` writes it: what went with `-`, what came with `+`, a little around it.
struct LineDifference {
    private enum Row {
        case same(String)
        case removed(String)
        case added(String)

        var isChange: Bool { if case .same = self { false } else { true } }

        var text: String {
            switch self {
            case .same(let line): "  " + line
            case .removed(let line): "- " + line
            case .added(let line): "+ " + line
            }
        }
    }

    /// Unchanged lines shown before and after a change.
    private static let context = 2
    private let rows: [Row]

    init(from old: String, to new: String) {
        let before = LineDifference.lines(old)
        let after = LineDifference.lines(new)
        rows = LineDifference.rows(before, after)
    }

    var isEmpty: Bool { !rows.contains(where: \.isChange) }

    /// The changes with the lines around them; `…` stands for what was left out.
    var text: String {
        var shown: [String] = []
        var last = -1
        for index in visible {
            if index != last + 1 { shown.append("  …") }
            shown.append(rows[index].text)
            last = index
        }
        return shown.joined(separator: "\n")
    }

    private var visible: [Int] {
        let changes = rows.indices.filter { rows[$0].isChange }
        let near = changes.flatMap { max(0, $0 - Self.context)...min(rows.count - 1, $0 + Self.context) }
        return Set(near).sorted()
    }

    /// The last line break ends a line and begins none.
    private static func lines(_ text: String) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return lines.last == "" ? lines.dropLast() : lines
    }

    private static func rows(_ before: [String], _ after: [String]) -> [Row] {
        let difference = after.difference(from: before)
        var removed: [Int: String] = [:]
        var added: [Int: String] = [:]
        for change in difference {
            switch change {
            case .remove(let offset, let line, _): removed[offset] = line
            case .insert(let offset, let line, _): added[offset] = line
            }
        }
        var rows: [Row] = []
        var (old, new) = (0, 0)
        while old < before.count || new < after.count {
            if let line = removed[old] {
                rows.append(.removed(line))
                old += 1
            } else if let line = added[new] {
                rows.append(.added(line))
                new += 1
            } else {
                rows.append(.same(after[new]))
                (old, new) = (old + 1, new + 1)
            }
        }
        return rows
    }
}
