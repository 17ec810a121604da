/// A date format in the words of the reference product, whose functions take .NET format strings.
///
/// Custom formats are supported whole except eras; of the one-letter standard formats `d`, `D`, `s`, `u` and `o`, with British order.
struct DotNetFormat {
    /// English month names; stylesheets for this ledger expect no others.
    static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ]
    /// English weekday names, Sunday first.
    static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]

    /// A piece of a format: letters of one kind, or literal text.
    private enum Part: Equatable {
        case field(Character, Int)
        case literal(String)
    }

    private let format: String
    private let parts: [Part]

    /// Reads a format.
    ///
    /// - Throws: ``FunctionError/badDateFormat(format:part:)``.
    init(_ format: String) throws(FunctionError) {
        self.format = format
        parts = try DotNetFormat.parts(of: DotNetFormat.custom(for: format))
    }

    /// The date in this format.
    ///
    /// - Throws: ``FunctionError/badDateFormat(format:part:)`` for a letter that means nothing.
    func string(from date: ShopDate) throws(FunctionError) -> String {
        var result = ""
        for part in parts {
            switch part {
            case .literal(let text): result += text
            case .field(let letter, let count): result += try field(letter, count, of: date)
            }
        }
        return result
    }
}

extension DotNetFormat {
    /// Standard formats spelled out; a percent sign marks a custom format of one letter.
    private static func custom(for format: String) throws(FunctionError) -> String {
        guard format.count == 1 else { return format.hasPrefix("%") ? String(format.dropFirst()) : format }
        switch format {
        case "d": return "dd/MM/yyyy"
        case "D": return "dd MMMM yyyy"
        case "s": return "yyyy-MM-dd'T'HH:mm:ss"
        case "u": return "yyyy-MM-dd HH:mm:ss'Z'"
        case "o": return "yyyy-MM-dd'T'HH:mm:ss.fffffffK"
        default: throw .badDateFormat(format: format, part: format)
        }
    }

    private static func parts(of format: String) throws(FunctionError) -> [Part] {
        var parts: [Part] = []
        var rest = format[...]
        while let letter = rest.first {
            switch letter {
            case "'", "\"":
                let text = rest.dropFirst().prefix { $0 != letter }
                guard text.endIndex < rest.endIndex else { throw .badDateFormat(format: format, part: String(rest)) }
                parts.append(.literal(String(text)))
                rest = rest[rest.index(after: text.endIndex)...]
            case "\\":
                parts.append(.literal(String(rest.dropFirst().prefix(1))))
                rest = rest.dropFirst(2)
            case _ where letter.isLetter:
                let run = rest.prefix { $0 == letter }
                parts.append(.field(letter, run.count))
                rest = rest[run.endIndex...]
            default:
                parts.append(.literal(String(letter)))
                rest = rest.dropFirst()
            }
        }
        return parts
    }

    private func field(_ letter: Character, _ count: Int, of date: ShopDate) throws(FunctionError) -> String {
        let day = date.civil, hour = date.secondOfDay / 3600
        switch letter {
        case "y": return count <= 2 ? (day.year % 100).padded(count) : day.year.padded(count)
        case "M": return name(DotNetFormat.months[day.month - 1], count) ?? day.month.padded(count)
        case "d": return name(DotNetFormat.weekdays[day.weekday], count) ?? day.day.padded(count)
        case "H": return hour.padded(min(count, 2))
        case "h": return (hour % 12 == 0 ? 12 : hour % 12).padded(min(count, 2))
        case "m": return (date.secondOfDay / 60 % 60).padded(min(count, 2))
        case "s": return (date.secondOfDay % 60).padded(min(count, 2))
        case "f": return String(repeating: "0", count: count)
        case "F": return ""
        case "t": return String((hour < 12 ? "AM" : "PM").prefix(count))
        case "z": return offset(of: date, count: count)
        case "K": return date.offset.map { $0 == 0 ? "Z" : offset(of: date, count: 3) } ?? ""
        default: throw .badDateFormat(format: format, part: String(letter))
        }
    }

    /// Three letters ask for the short name, four for the whole.
    private func name(_ name: String, _ count: Int) -> String? {
        count < 3 ? nil : count == 3 ? String(name.prefix(3)) : name
    }

    private func offset(of date: ShopDate, count: Int) -> String {
        let offset = date.offset ?? 0
        let hours = (offset.magnitude / 3600), minutes = offset.magnitude / 60 % 60
        let sign = offset < 0 ? "-" : "+"
        return count < 3 ? sign + Int(hours).padded(count) : "\(sign)\(Int(hours).padded(2)):\(Int(minutes).padded(2))"
    }
}
