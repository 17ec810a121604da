internal import XSLT

/// Looks through a stylesheet for sums on money that XPath's numbers would do.
struct MoneySumCheck {
    /// One expression.
    struct Finding: Equatable, CustomStringConvertible {
        /// Name of the file within its layer.
        let file: String
        let line: Int
        let expression: String
        let remedies: [String]

        var description: String {
            "\(file):\(line): '\(expression)' computes money in binary fractions, which lose pennies; use "
                + "\(remedies.joined(separator: " and ")) (urn:crosswalk:money)"
        }
    }

    private static let xslNamespace = "http://www.w3.org/1999/XSL/Transform"
    private let file: String

    init(file: String) { self.file = file }

    /// The findings in the order of the document.
    func findings(in root: XMLElement) -> [Finding] {
        let global = moneyVariables(of: root.elements.filter(Self.isDeclaration), known: [])
        return root.elements.flatMap { top -> [Finding] in
            let declarations = Self.isDeclaration(top) ? [] : Self.declarations(in: top)
            // Twice, because a variable may be made of one that comes before it.
            let once = moneyVariables(of: declarations, known: global)
            return findings(in: top, MoneySums(variables: moneyVariables(of: declarations, known: once)))
        }
    }

    private func findings(in element: XMLElement, _ sums: MoneySums) -> [Finding] {
        let own = Self.expressions(of: element).compactMap { expression -> Finding? in
            let remedies = sums.remedies(in: expression)
            let shown = expression.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            return remedies.isEmpty ? nil : Finding(file: file, line: element.line, expression: shown, remedies: remedies)
        }
        return own + element.elements.flatMap { findings(in: $0, sums) }
    }

    /// The expressions of an element: `select` and `test` of an instruction, and what stands in braces in a result element.
    private static func expressions(of element: XMLElement) -> [String] {
        if element.namespace == xslNamespace {
            return ["select", "test", "value"].compactMap { element.attribute($0) }
        }
        return element.attributes.flatMap { AttributeTemplate.expressions(in: $0.value) }
    }
}

extension MoneySumCheck {
    /// The names that hold money wherever they are declared among `declarations`.
    private func moneyVariables(of declarations: [XMLElement], known: Set<String>) -> Set<String> {
        let sums = MoneySums(variables: known)
        var money: Set<String> = []
        var others: Set<String> = []
        for declaration in declarations {
            guard let name = declaration.attribute("name") else { continue }
            if holdsMoney(declaration, sums) { money.insert(name) } else { others.insert(name) }
        }
        return known.subtracting(others).union(money.subtracting(others))
    }

    /// By its value where that is plain; a parameter without one by its name.
    private func holdsMoney(_ declaration: XMLElement, _ sums: MoneySums) -> Bool {
        if let select = declaration.attribute("select") { return sums.isMoney(select) }
        if declaration.elements.count == 1, let only = declaration.elements.first, only.name == "value-of",
            let select = only.attribute("select")
        {
            return sums.isMoney(select)
        }
        return declaration.name == "param" && declaration.elements.isEmpty
            && MoneySums.isMoneyName(declaration.attribute("name") ?? "")
    }

    private static func isDeclaration(_ element: XMLElement) -> Bool {
        element.namespace == xslNamespace && (element.name == "variable" || element.name == "param")
    }

    private static func declarations(in element: XMLElement) -> [XMLElement] {
        element.elements.flatMap { (isDeclaration($0) ? [$0] : []) + declarations(in: $0) }
    }
}
