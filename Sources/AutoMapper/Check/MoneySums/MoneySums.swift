/// Finds where an expression computes money with XPath's own numbers, which are binary fractions and lose pennies.
struct MoneySums {
    /// Variables and parameters that hold money, without the dollar sign.
    let variables: Set<String>

    /// The functions to use instead, each once: `money:add`. Empty when nothing is computed.
    func remedies(in expression: XPathExpression) -> [String] {
        var found: [String] = []
        collect(expression, into: &found)
        return found
    }

    /// Whether a value is an amount of money.
    func isMoney(_ expression: XPathExpression) -> Bool {
        switch expression {
        case .path(let last, _, _): Self.isMoneyName(last)
        case .variable(let name): variables.contains(name)
        case .negation(let inner): isMoney(inner)
        case .operation(let symbol, let left, let right):
            (Self.arithmetic[symbol] != nil || symbol == "|") && (isMoney(left) || isMoney(right))
        case .call(let name, let arguments):
            Self.moneyResults.contains(name) || (Self.passing.contains(name) && arguments.first.map(isMoney) == true)
        case .constant: false
        }
    }

    private func collect(_ expression: XPathExpression, into found: inout [String]) {
        switch expression {
        case .operation(let symbol, let left, let right):
            if let remedy = Self.arithmetic[symbol], isMoney(left) || isMoney(right) { add(remedy, to: &found) }
            collect(left, into: &found)
            collect(right, into: &found)
        case .negation(let inner):
            if isMoney(inner) { add("money:subtract", to: &found) }
            collect(inner, into: &found)
        case .call(let name, let arguments):
            if let remedy = Self.numeric[name], arguments.first.map(isMoney) == true { add(remedy, to: &found) }
            for argument in arguments { collect(argument, into: &found) }
        case .path(_, let start, let predicates):
            if let start { collect(start, into: &found) }
            for predicate in predicates { collect(predicate, into: &found) }
        case .variable, .constant: return
        }
    }

    private func add(_ remedy: String, to found: inout [String]) {
        if !found.contains(remedy) { found.append(remedy) }
    }
}

extension MoneySums {
    /// Operators, and what computes the same exactly.
    private static let arithmetic = [
        "+": "money:add", "-": "money:subtract", "*": "money:multiply", "div": "money:divide", "mod": "money:share",
    ]

    /// Functions that make a binary fraction of their first argument, and what to use instead.
    private static let numeric = [
        "sum": "money:sum", "number": "money:format", "round": "money:format", "format-number": "money:format",
        "floor": "money:floor", "ceiling": "money:ceiling",
    ]

    /// Functions whose value is money whatever they are given.
    private static let moneyResults: Set<String> = [
        "money:add", "money:subtract", "money:multiply", "money:divide", "money:sum", "money:net", "money:tax", "money:share",
        "money:shares", "money:fit", "money:format",
    ]

    /// Functions whose value is money when their first argument is.
    private static let passing: Set<String> = [
        "number", "string", "sum", "round", "floor", "ceiling", "format-number", "normalize-space", "text:value", "concat",
    ]

    private static let endings = ["_tax", "amount", "cost", "price", "total", "discount", "totalnet", "totaltax"]

    /// Counts that are called totals in the shop's orders.
    private static let counts: Set<String> = ["items_total", "orders_total"]

    /// Whether an element or attribute of that name holds money, in the shop's words or the interchange format's.
    static func isMoneyName(_ name: String) -> Bool {
        let local = (name.split(separator: ":").last.map(String.init) ?? name).lowercased()
        return endings.contains { local.hasSuffix($0) } && !counts.contains(local)
    }
}
