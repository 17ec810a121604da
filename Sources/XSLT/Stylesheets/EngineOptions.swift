/// Steps that make transforms faster or more correct than the libraries alone. Each can be switched off, to find out which one a
/// difference comes from.
public struct EngineOptions: Sendable, Equatable {
    /// `a/b` in expressions is read as `child::a/child::b`, which means the same and is evaluated without walking whole subtrees.
    public var rewritesPaths: Bool
    /// Numbers are written as decimals, as XPath 1.0 asks, never with an exponent, and read as it asks; `format-number()` is our own.
    public var mendsNumbers: Bool
    /// `xsl:sort` knows the order of languages and of letter case on every machine.
    public var mendsSorting: Bool
    /// What libxslt reads wrongly of instructions and declarations is set right; `Docs/xslt.md` has the list.
    public var mendsInstructions: Bool
    /// Elements that the stylesheet cannot read are left out of the input tree.
    public var projects: Bool

    /// Record-local stylesheets run record by record; otherwise every document is transformed as a whole.
    public var streams: Bool
    /// What the stylesheet cannot read is left out of the text of records, before it is parsed.
    public var prunes: Bool
    /// libxml2 takes its memory from arenas, if the process installed them.
    public var usesArena: Bool
    /// Results are written by this room's own serialiser where it knows how.
    public var writesResults: Bool

    /// Makes options; all steps are on by default.
    public init(
        rewritesPaths: Bool = true, mendsNumbers: Bool = true, mendsSorting: Bool = true, mendsInstructions: Bool = true,
        projects: Bool = true, streams: Bool = true, prunes: Bool = true, usesArena: Bool = true, writesResults: Bool = true
    ) {
        self.rewritesPaths = rewritesPaths
        self.mendsNumbers = mendsNumbers
        self.mendsSorting = mendsSorting
        self.mendsInstructions = mendsInstructions
        self.projects = projects
        self.streams = streams
        self.prunes = prunes
        self.usesArena = usesArena
        self.writesResults = writesResults
    }

    /// All steps off: the libraries as they are.
    public static let plain = EngineOptions(
        rewritesPaths: false, mendsNumbers: false, mendsSorting: false, mendsInstructions: false, projects: false, streams: false,
        prunes: false, usesArena: false, writesResults: false)

    /// The names that the command knows the steps by.
    public static let names = [
        "rewrite-paths", "mend-numbers", "mend-sort", "mend-instructions", "projection", "streaming", "pruning", "arena",
        "serialiser",
    ]

    /// Switches a step by its name.
    ///
    /// - Returns: `false` for a name that is none of ``names``.
    public mutating func set(_ name: String, _ isOn: Bool) -> Bool {
        switch name {
        case "rewrite-paths": rewritesPaths = isOn
        case "mend-numbers": mendsNumbers = isOn
        case "mend-sort": mendsSorting = isOn
        case "mend-instructions": mendsInstructions = isOn
        case "projection": projects = isOn
        case "streaming": streams = isOn
        case "pruning": prunes = isOn
        case "arena": usesArena = isOn
        case "serialiser": writesResults = isOn
        default: return false
        }
        return true
    }
}
