/// The words of an XPath 1.0 expression.
///
/// Whether `*`, `div` or `and` is an operator depends on what stands before it (XPath 1.0, 3.7): after an operand it is one.
struct XPathLexer {
    /// One word.
    enum Token: Equatable {
        /// A name with or without prefix, an axis, or a lone `*` as a step.
        case name(String)
        case variable(String)
        case literal
        case number
        /// Operators and punctuation: `+`, `div`, `(`, `::`, `//`.
        case symbol(String)
    }

    private static let pairs = ["//", "::", "!=", "<=", ">=", ".."]
    private static let wordOperators: Set<String> = ["and", "or", "div", "mod"]
    private static let afterOperand: Set<String> = [")", "]", ".", ".."]

    /// The words in their order; what is no XPath comes out as symbols, because this only looks, it does not judge.
    static func tokens(of expression: String) -> [Token] {
        var tokens: [Token] = []
        var rest = Substring(expression)
        while let first = rest.first {
            if first.isWhitespace {
                rest.removeFirst()
            } else if first == "'" || first == "\"" {
                rest = rest.dropFirst().drop { $0 != first }.dropFirst()
                tokens.append(.literal)
            } else if first.isNumber || (first == "." && rest.dropFirst().first?.isNumber == true) {
                rest = rest.drop { $0.isNumber || $0 == "." }
                tokens.append(.number)
            } else if first == "$" {
                rest = rest.dropFirst()
                tokens.append(.variable(name(&rest)))
            } else if first.isLetter || first == "_" {
                tokens.append(word(&rest, isAfterOperand: isOperand(tokens.last)))
            } else if first == "*" {
                rest.removeFirst()
                tokens.append(isOperand(tokens.last) ? .symbol("*") : .name("*"))
            } else {
                let symbol = pairs.first { rest.hasPrefix($0) } ?? String(first)
                rest = rest.dropFirst(symbol.count)
                tokens.append(.symbol(symbol))
            }
        }
        return tokens
    }

    /// A name, or an operator that is written as a word.
    private static func word(_ rest: inout Substring, isAfterOperand: Bool) -> Token {
        let text = name(&rest)
        return isAfterOperand && wordOperators.contains(text) ? .symbol(text) : .name(text)
    }

    /// A name with its prefix; two colons end an axis, one a prefix.
    private static func name(_ rest: inout Substring) -> String {
        let first = rest.prefix(while: isNamePart)
        rest = rest[first.endIndex...]
        guard rest.hasPrefix(":"), !rest.hasPrefix("::") else { return String(first) }
        rest = rest.dropFirst()
        guard rest.first != "*" else {
            rest = rest.dropFirst()
            return "*"
        }
        let local = rest.prefix(while: isNamePart)
        rest = rest[local.endIndex...]
        return "\(first):\(local)"
    }

    private static func isNamePart(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || "-_.".contains(character)
    }

    private static func isOperand(_ token: Token?) -> Bool {
        switch token {
        case .name, .variable, .literal, .number: true
        case .symbol(let symbol): afterOperand.contains(symbol)
        case nil: false
        }
    }
}
