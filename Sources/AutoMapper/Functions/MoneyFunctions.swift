internal import Money
internal import XSLT

/// `urn:crosswalk:money`: decimal arithmetic for stylesheets. XSLT's own numbers are binary fractions and lose pennies.
///
/// Amounts go in and come out as text. Every result is checked against the range of ``Amount`` when it is used again.
enum MoneyFunctions {
    /// The namespace of the functions.
    static let namespace = "urn:crosswalk:money"

    /// Adds the functions to a registry.
    static func register(in registry: inout ExtensionRegistry) {
        registerArithmetic(in: &registry)
        registerTax(in: &registry)
        registerShares(in: &registry)
        registerForms(in: &registry)
    }

    private static func registerArithmetic(in registry: inout ExtensionRegistry) {
        registry.function("add", in: namespace, 2...2) { text(try $0.amount(0) + $0.amount(1)) }
        registry.function("subtract", in: namespace, 2...2) { text(try $0.amount(0) - $0.amount(1)) }
        registry.function("multiply", in: namespace, 2...2) { arguments in
            text(try exactly(arguments) { (left, right) throws(AmountError) in try left.multiplied(by: right) })
        }
        registry.function("divide", in: namespace, 2...2) { arguments in
            text(try exactly(arguments) { (left, right) throws(AmountError) in try left.divided(by: right) })
        }
        registry.function("sum", in: namespace, 1...1) { text(try $0.amounts(0).sum()) }
        registry.function("compare", in: namespace, 2...2) { arguments in
            let left = try arguments.amount(0), right = try arguments.amount(1)
            return .number(left == right ? 0 : left < right ? -1 : 1)
        }
        registry.function("at-least-zero", in: namespace, 1...1) { text(max(try $0.amount(0), .zero)) }
        // Half a penny, which rounding may have moved either of them by: sums that a reader sees as the same amount.
        registry.function("is-near", in: namespace, 2...2) { arguments in
            .boolean((try arguments.amount(0) - arguments.amount(1)).magnitude <= halfPenny)
        }
    }

    private static func registerTax(in registry: inout ExtensionRegistry) {
        registry.function("net", in: namespace, 2...2) { .string(try split($0).net.formatted(decimals: 2)) }
        registry.function("tax", in: namespace, 2...2) { .string(try split($0).tax.formatted(decimals: 2)) }
        registry.function("rate-of", in: namespace, 3...3) { arguments in
            let rates = try TaxRates(arguments.text(2), function: arguments.function)
            return .string(try rates.rate(inc: arguments.amount(0), ex: arguments.amount(1))?.description ?? "")
        }
        registry.function("knows-rate", in: namespace, 2...2) { arguments in
            .boolean(try TaxRates(arguments.text(0), function: arguments.function).contains(arguments.amount(1)))
        }
    }

    private static func registerShares(in registry: inout ExtensionRegistry) {
        registry.function("share", in: namespace, 3...3) { arguments in
            let parts = try shares(of: arguments.amount(0), over: arguments.amounts(1), arguments)
            return text(try part(arguments, of: parts))
        }
        // All parts at once: an order of 250 lines would else be shared out 250 times.
        registry.function("shares", in: namespace, 2...2) { arguments in
            .nodes(parts(try shares(of: arguments.amount(0), over: arguments.amounts(1), arguments)))
        }
        registry.function("fit", in: namespace, 2...2) { arguments in
            .nodes(parts(try fitted(to: arguments.amount(0), arguments.amounts(1))))
        }
    }

    private static func registerForms(in registry: inout ExtensionRegistry) {
        registry.function("format", in: namespace, 2...2) { arguments in
            .string(try arguments.amount(0).formatted(decimals: max(0, arguments.whole(1))))
        }
        registry.function("floor", in: namespace, 1...1) { .string(try $0.amount(0).floor.description) }
        registry.function("ceiling", in: namespace, 1...1) { .string((-(try -$0.amount(0)).floor).description) }
    }
}

extension MoneyFunctions {
    private static let halfPenny = Amount(micros: Amount.penny.micros / 2)

    private static func text(_ amount: Amount) -> XPathValue { .string(amount.description) }

    /// Two amounts combined, an error of arithmetic named after the function.
    private static func exactly(
        _ arguments: Arguments, _ combine: (Amount, Amount) throws(AmountError) -> Amount
    ) throws(FunctionError) -> Amount {
        let left = try arguments.amount(0), right = try arguments.amount(1)
        do throws(AmountError) {
            return try combine(left, right)
        } catch {
            throw .notAnAmount(function: arguments.function, reason: error.description)
        }
    }

    private static func split(_ arguments: Arguments) throws(FunctionError) -> (net: Amount, tax: Amount) {
        let gross = try arguments.amount(0), rate = try arguments.amount(1)
        do throws(AmountError) {
            return try gross.splitGross(percent: rate)
        } catch {
            throw .notAnAmount(function: arguments.function, reason: error.description)
        }
    }

    private static func shares(
        of total: Amount, over weights: [Amount], _ arguments: Arguments
    ) throws(FunctionError) -> [Amount] {
        do throws(AmountError) {
            return try total.shared(over: weights)
        } catch {
            throw .notAnAmount(function: arguments.function, reason: error.description)
        }
    }

    /// The parts in pennies, so that they add up to `total` where rounding alone keeps them from it: at most a penny for each
    /// part that is not zero. Parts that are really different from the total are rounded as they are.
    ///
    /// Each part is rounded by itself and the pennies that are left over go to those that lost most by it, the earlier first. A
    /// share in proportion would move a large part by more than its own rounding, and its tax away from its net. No part changes
    /// its sign: what rounds to 0.00 does not become -0.01.
    private static func fitted(to total: Amount, _ parts: [Amount]) -> [Amount] {
        let movable = parts.indices.filter { !parts[$0].isZero }
        var fitted = parts.map { $0.rounded(to: 2) }
        let limit = Amount(micros: Amount.penny.micros * Int128(movable.count))
        guard (total - parts.sum()).magnitude <= limit else { return fitted }
        var rest = total.rounded(to: 2) - fitted.sum()
        let step = rest.isNegative ? -Amount.penny : Amount.penny
        let losses = movable.map { (index: $0, loss: rest.isNegative ? fitted[$0] - parts[$0] : parts[$0] - fitted[$0]) }
        let order = losses.sorted { ($1.loss, $0.index) < ($0.loss, $1.index) }.map(\.index)
        var hasMoved = true
        while !rest.isZero, hasMoved {
            hasMoved = false
            for index in order where !rest.isZero && keepsSign(fitted[index] + step, of: parts[index]) {
                fitted[index] += step
                rest -= step
                hasMoved = true
            }
        }
        return fitted
    }

    private static func keepsSign(_ amount: Amount, of part: Amount) -> Bool {
        amount.isZero || amount.isNegative == part.isNegative
    }

    /// Amounts as nodes. Pennies, and further decimals only where an amount has them.
    private static func parts(_ amounts: [Amount]) -> [XMLElement] {
        amounts.map { XMLElement("part", text: $0.isWhole(decimals: 2) ? $0.formatted(decimals: 2) : $0.description) }
    }

    private static func part(_ arguments: Arguments, of parts: [Amount]) throws(FunctionError) -> Amount {
        let index = try arguments.whole(2)
        guard parts.indices.contains(index - 1) else {
            throw .noSuchPart(function: arguments.function, index: index, count: parts.count)
        }
        return parts[index - 1]
    }
}
