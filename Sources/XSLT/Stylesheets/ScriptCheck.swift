internal import CLibxslt

/// Finds `msxsl:script` blocks. libxslt skips them and would fail later, at the first call, with "unregistered function".
enum ScriptCheck {
    /// One error for each script block, with the functions it declares.
    static func findings(in document: xmlDocPtr, location: String) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        var next = xmlDocGetRootElement(document)?.pointee.children
        while let node = next {
            if isScript(node) {
                findings.append(Diagnostic(message: message(for: node), file: location, line: xmlGetLineNo(node)))
            }
            next = node.pointee.next
        }
        return findings
    }

    /// Whether a node is a script block.
    private static func isScript(_ node: xmlNodePtr) -> Bool {
        guard node.pointee.type == XML_ELEMENT_NODE, let namespace = node.pointee.ns?.pointee.href else { return false }
        return String(cString: node.pointee.name) == "script" && String(cString: namespace) == Namespace.microsoft
    }

    /// What people read about one block.
    private static func message(for node: xmlNodePtr) -> String {
        let functions = declaredFunctions(in: NodeCopy.element(node).text)
        let list = functions.isEmpty ? "no function" : functions.joined(separator: ", ")
        return "msxsl:script is not run here; it declares \(list). Use templates, EXSLT or the extension functions instead"
    }

    /// Names before `(…) {`, which is how the script languages in use (C#, JScript) declare functions.
    static func declaredFunctions(in code: String) -> [String] {
        let words: Set<String> = ["if", "for", "foreach", "while", "switch", "catch", "using", "lock", "function"]
        let pattern = /([A-Za-z_][A-Za-z0-9_]*)\s*\([^(){};]*\)\s*\{/
        var names: [String] = []
        for match in code.matches(of: pattern) where !words.contains(String(match.1)) && !names.contains(String(match.1)) {
            names.append(String(match.1))
        }
        return names
    }
}
