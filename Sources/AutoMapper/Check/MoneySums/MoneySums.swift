internal import XSLT

/// Finds where an expression computes money with XPath's own numbers, which are binary fractions and lose pennies.
struct MoneySums {
    /// Variables and parameters that hold money, without the dollar sign.
    let variables: Set<String>

    /// The functions to use instead, each once: `money:add`. Empty when nothing is computed, and for a text that is no expression.
    func remedies(in text: String) -> [String] {
        guard let expression = XPathExpression(text) else { return [] }
        var found: [String] = []
        collect(expression, into: &found)
        return found
    }

    /// Whether a value is an amount of money.
    func isMoney(_ text: String) -> Bool { XPathExpression(text).map(isMoney) ?? false }

    private func isMoney(_ expression: XPathExpression) -> Bool {
        switch expression {
        case .path(let path): isMoney(path)
        case .variable(let name, _): variables.contains(name.description)
        case .minus(let inner): isMoney(inner)
        case .binary(let operation, let left, let right):
            (Self.arithmetic[operation] != nil || operation == .union) && (isMoney(left) || isMoney(right))
        case .call(let name, let arguments, _):
            Self.moneyResults.contains(name.description)
                || (Self.passing.contains(name.description) && arguments.first.map(isMoney) == true)
        case .number, .literal: false
        }
    }

    /// By the name of its last step; a path without steps is what it starts from.
    private func isMoney(_ path: XPathPath) -> Bool {
        guard let last = path.steps.last else {
            if case .filter(let inner, _) = path.start { return isMoney(inner) }
            return false
        }
        if case .name(let name) = last.test { return Self.isMoneyName(name.local) }
        return false
    }

    private func collect(_ expression: XPathExpression, into found: inout [String]) {
        switch expression {
        case .binary(let operation, let left, let right):
            if let remedy = Self.arithmetic[operation], isMoney(left) || isMoney(right) { add(remedy, to: &found) }
            collect(left, into: &found)
            collect(right, into: &found)
        case .minus(let inner):
            if isMoney(inner) { add("money:subtract", to: &found) }
            collect(inner, into: &found)
        case .call(let name, let arguments, _):
            if let remedy = Self.numeric[name.description], arguments.first.map(isMoney) == true { add(remedy, to: &found) }
            for argument in arguments { collect(argument, into: &found) }
        case .path(let path): collect(path, into: &found)
        case .variable, .number, .literal: return
        }
    }

    private func collect(_ path: XPathPath, into found: inout [String]) {
        if case .filter(let inner, let predicates) = path.start {
            for expression in [inner] + predicates { collect(expression, into: &found) }
        }
        for predicate in path.steps.flatMap(\.predicates) { collect(predicate, into: &found) }
    }

    private func add(_ remedy: String, to found: inout [String]) {
        if !found.contains(remedy) { found.append(remedy) }
    }
}

extension MoneySums {
    /// Operators, and what computes the same exactly.
    private static let arithmetic: [XPathOperator: String] = [
        .plus: "money:add", .minus: "money:subtract", .times: "money:multiply", .divided: "money:divide", .modulo: "money:share",
    ]

    /// Functions that make a binary fraction of their first argument, and what to use instead.
    private static let numeric = [
        "sum": "money:sum", "number": "money:format", "round": "money:format", "format-number": "money:format",
        "floor": "money:floor", "ceiling": "money:ceiling",
    ]

    /// Functions whose value is money whatever they are given.
    private static let moneyResults: Set<String> = [
        "money:add", "money:subtract", "money:multiply", "money:divide", "money:sum", "money:net", "money:tax", "money:share",
        "money:shares", "money:fit", "money:format", "money:at-least-zero",
    ]

    /// Functions whose value is money when their first argument is.
    private static let passing: Set<String> = [
        "number", "string", "sum", "round", "floor", "ceiling", "format-number", "normalize-space", "text:value", "concat",
    ]

    private static let endings = ["_tax", "amount", "cost", "price", "total", "discount", "totalnet", "totaltax"]

    /// Counts that are called totals in the shop's orders.
    private static let counts: Set<String> = ["items_total", "orders_total"]

    /// Whether an element or attribute of that name holds money, in the shop's words or the interchange format's.
    ///
    /// - Parameter name: without its prefix.
    static func isMoneyName(_ name: String) -> Bool {
        let local = name.lowercased()
        return endings.contains { local.hasSuffix($0) } && !counts.contains(local)
    }
}
