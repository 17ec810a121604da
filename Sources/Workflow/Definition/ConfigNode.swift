internal import Foundation
internal import Yams

/// A node of a YAML file with its line. Scalars keep their text, so `1.10` stays `1.10` and `yes` stays `yes`.
struct ConfigNode {
    /// What the node holds.
    enum Content {
        case null
        case scalar(String)
        case list([ConfigNode])
        case map([Entry])
    }

    /// One key of a map.
    struct Entry {
        let key: String
        let place: SourcePlace
        let value: ConfigNode
    }

    let content: Content
    let place: SourcePlace

    /// Text of a scalar, `nil` for everything else.
    var text: String? { if case .scalar(let text) = content { text } else { nil } }

    /// The node as a value of a setting; `nil` for null.
    var settingValue: SettingValue? {
        switch content {
        case .null: nil
        case .scalar(let text): .text(text)
        case .list(let items): .list(items.compactMap(\.settingValue))
        case .map(let entries):
            .map(
                Dictionary(
                    entries.compactMap { entry in entry.value.settingValue.map { (entry.key, $0) } },
                    uniquingKeysWith: { first, _ in first }))
        }
    }
}

extension ConfigNode {
    /// Reads a YAML file. What is wrong with it becomes a finding, and the answer `nil`.
    static func read(_ file: URL, _ findings: FindingList) -> ConfigNode? {
        let shown = file.relativePath
        guard FileManager.default.fileExists(atPath: file.path) else {
            findings.error(SourcePlace(file: shown, line: 0), "there is no such file; check the path")
            return nil
        }
        do {
            let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
            guard !Self.hasAliasAsKey(text) else {
                findings.error(SourcePlace(file: shown, line: 0), "a key is an alias (*name) or a list; write the key itself")
                return nil
            }
            guard let root = try Yams.compose(yaml: text) else {
                findings.error(SourcePlace(file: shown, line: 0), "the file is empty")
                return nil
            }
            var reader = Conversion(file: shown)
            guard let node = reader.node(root, line: 1) else {
                findings.error(SourcePlace(file: shown, line: 0), "the file has more than \(Conversion.limit) values")
                return nil
            }
            return node
        } catch let error as YamlError {
            let (line, problem) = error.lineAndProblem
            findings.error(SourcePlace(file: shown, line: line), "not valid YAML: \(problem)")
        } catch {
            findings.error(SourcePlace(file: shown, line: 0), "cannot be read: \(error.localizedDescription)")
        }
        return nil
    }

    /// Whether a key is, or holds, an alias. Yams compares keys with everything in them, and a few nested aliases in a key would
    /// keep it busy for ever before our own limit is asked.
    private static func hasAliasAsKey(_ text: String) -> Bool {
        let text = text.replacing(/\$\{[^}\n]*\}/, with: "")
        return text.contains(/(^|[\s\[{,:-])&\S/.anchorsMatchLineEndings())
            && text.contains(/\*[^\s,\[\]{}]+\s*:|[\]}]\s*:|(^|[\s\[{,-])\?\s/.anchorsMatchLineEndings())
    }

    /// Turns the nodes of Yams, whose aliases are expanded, into ours.
    private struct Conversion {
        /// A few nested aliases can stand for billions of values; no definition needs more than this.
        static let limit = 50_000

        let file: String
        private var count = 0

        /// - Parameter file: path to show in findings.
        init(file: String) { self.file = file }

        /// The node and all below it; `nil` beyond the limit. Where Yams knows no line, that of the parent counts.
        mutating func node(_ node: Node, line parent: Int) -> ConfigNode? {
            count += 1
            guard count <= Conversion.limit else { return nil }
            let line = node.mark?.line ?? parent
            let place = SourcePlace(file: file, line: line)
            switch node {
            case .scalar(let scalar): return ConfigNode(content: content(of: scalar), place: place)
            case .alias: return ConfigNode(content: .null, place: place)
            case .sequence(let sequence):
                var items: [ConfigNode] = []
                for item in sequence {
                    guard let item = self.node(item, line: line) else { return nil }
                    items.append(item)
                }
                return ConfigNode(content: .list(items), place: place)
            case .mapping(let mapping):
                return entries(mapping, line: line).map { ConfigNode(content: .map($0), place: place) }
            }
        }

        /// A scalar that is quoted is text even when it says `null`.
        private func content(of scalar: Node.Scalar) -> Content {
            let isNull = scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
            return isNull ? .null : .scalar(scalar.string)
        }

        /// The entries of a map; `<<` brings in those of another map that are not given here.
        private mutating func entries(_ mapping: Node.Mapping, line: Int) -> [Entry]? {
            var entries: [Entry] = []
            var merged: [Entry] = []
            for (key, value) in mapping {
                let keyLine = key.mark?.line ?? line
                guard let value = node(value, line: keyLine) else { return nil }
                if key.string == "<<", case .map(let others) = value.content {
                    merged += others
                } else {
                    entries.append(
                        Entry(key: key.string ?? "", place: SourcePlace(file: file, line: keyLine), value: value))
                }
            }
            let given = Set(entries.map(\.key))
            return entries + merged.filter { !given.contains($0.key) }
        }
    }
}

extension YamlError {
    /// Where the text stops being YAML (0 when unknown), and why.
    fileprivate var lineAndProblem: (line: Int, problem: String) {
        switch self {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            (mark.line, (context.map { "\($0.text): " } ?? "") + "\(problem) (column \(mark.column))")
        case .duplicatedKeysInMapping(let duplicates, let context):
            (context.mark.line, "the same key twice: \(duplicates.joined(separator: ", "))")
        case .reader(let problem, _, _, _): (0, problem)
        default: (0, "\(self)")
        }
    }
}
