/// Where a node can be.
enum Place: Hashable {
    /// An element of the input by its path; ``PathTree/root`` is the document's root.
    case element(Int)
    /// Any node below that element, whatever its name and depth.
    case below(Int)
    /// A text, a comment or a processing instruction directly in that element.
    case text(in: Int)
    /// An attribute or a namespace of that element.
    case attribute(of: Int)
    /// An attribute or a namespace of an element below that element.
    case attributeBelow(Int)
    /// A node of a tree that the stylesheet made.
    case tree
    /// An attribute in such a tree.
    case treeAttribute
}

/// What is known of a value without running anything.
struct AbstractValue: Equatable {
    /// The types it can have.
    struct Kinds: OptionSet, Equatable {
        let rawValue: UInt8
        static let nodes = Kinds(rawValue: 1)
        static let number = Kinds(rawValue: 2)
        static let string = Kinds(rawValue: 4)
        static let boolean = Kinds(rawValue: 8)
        static let any: Kinds = [.nodes, .number, .string, .boolean]
    }

    var kinds: Kinds
    /// Where its nodes can be.
    var places: Set<Place> = []
    /// It depends on the first record of the input.
    var readsFirst = false
    /// It can hold what `generate-id()` gave, which is another text in every run.
    var isIdentity = false

    static let string = AbstractValue(kinds: .string)
    static let number = AbstractValue(kinds: .number)
    static let boolean = AbstractValue(kinds: .boolean)
    /// A tree that the stylesheet made.
    static let tree = AbstractValue(kinds: .nodes, places: [.tree])
    /// Anything that is not of the input.
    static let anything = AbstractValue(kinds: .any, places: [.tree, .treeAttribute])

    /// Nodes of these places.
    static func nodes(_ places: Set<Place>) -> AbstractValue {
        AbstractValue(kinds: .nodes, places: places)
    }

    /// Either of both.
    func joined(_ other: AbstractValue) -> AbstractValue {
        AbstractValue(
            kinds: kinds.union(other.kinds), places: places.union(other.places), readsFirst: readsFirst || other.readsFirst,
            isIdentity: isIdentity || other.isIdentity)
    }
}
