/// Functions written in Swift that stylesheets reach by namespace and name. They are pure and are called from many threads.
public struct ExtensionRegistry: Sendable {
    /// The body of a function: arguments in, one value out. An error stops the transform, with file, line and its description.
    public typealias Body = @Sendable ([XPathValue]) throws -> XPathValue

    /// A registered function.
    struct Function: Sendable {
        /// How many arguments a call may have.
        let arguments: ClosedRange<Int>
        /// What it does.
        let body: Body
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

    /// Adds a function, in place of one of the same name.
    ///
    /// - Parameter arguments: how many arguments a call may have; another count is an error at the call.
    public mutating func register(
        _ name: String, namespace: String, arguments: ClosedRange<Int>,
        _ body: @escaping Body
    ) {
        functions[Key(namespace: namespace, name: name)] = Function(arguments: arguments, body: body)
    }
}
