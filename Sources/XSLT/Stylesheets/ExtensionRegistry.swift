/// Functions written in Swift that stylesheets reach by namespace and name. They are pure and are called from many threads.
public struct ExtensionRegistry: Sendable {
    /// The body of a function: arguments in, one value out. An error stops the transform, with file, line and its description.
    public typealias Body = @Sendable ([XPathValue]) throws -> XPathValue
    /// The body of a function that reads texts only; else as ``Body``.
    public typealias TextBody = @Sendable ([XPathText]) throws -> XPathValue

    /// A registered function.
    struct Function: Sendable {
        /// How many arguments a call may have.
        let arguments: ClosedRange<Int>
        /// What it does.
        let body: AnyBody
        /// What it is called by, as C compares it.
        let name: [CChar]
        /// The namespace, as C compares it.
        let namespace: [CChar]
    }

    /// What a function does with which form of its arguments.
    enum AnyBody: Sendable {
        /// Nodes come as trees.
        case values(Body)
        /// Nodes come as their texts.
        case texts(TextBody)
    }

    /// What a stylesheet calls a function by.
    struct Key: Hashable, Sendable {
        /// The namespace that the prefix of a call stands for.
        let namespace: String
        /// The local name.
        let name: String
    }

    /// The functions by what stylesheets call them.
    private(set) var functions: [Key: Function] = [:]

    /// An empty registry.
    public init() {}

    /// Adds a function, in place of one of the same name. Nodes are copied for every call, with all they hold.
    ///
    /// - Parameter arguments: how many arguments a call may have; another count is an error at the call.
    public mutating func register(
        _ name: String, namespace: String, arguments: ClosedRange<Int>,
        _ body: @escaping Body
    ) {
        add(name, namespace, arguments, .values(body))
    }

    /// Adds a function that reads the texts of nodes and nothing else of them, which costs no copies of trees; else as above.
    public mutating func registerOnTexts(
        _ name: String, namespace: String, arguments: ClosedRange<Int>,
        _ body: @escaping TextBody
    ) {
        add(name, namespace, arguments, .texts(body))
    }

    private mutating func add(_ name: String, _ namespace: String, _ arguments: ClosedRange<Int>, _ body: AnyBody) {
        functions[Key(namespace: namespace, name: name)] = Function(
            arguments: arguments, body: body, name: Array(name.utf8CString), namespace: Array(namespace.utf8CString))
    }
}
