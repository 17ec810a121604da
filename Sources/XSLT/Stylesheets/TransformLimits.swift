import Glibc

/// Bounds on what one transform may use. Every value is the largest that is allowed; `nil` lifts the bound.
public struct TransformLimits: Sendable, Equatable {
    /// Nested templates and instructions. libxslt's own default; the stack of the engine's thread is sized for it.
    public var depth: Int
    /// Variables and parameters alive at once.
    public var variables: Int
    /// Steps of XPath and of instructions, the bound on endless work.
    public var operations: UInt?
    /// Bytes of serialised output.
    public var outputBytes: Int?
    /// Bytes by which the process may grow while a transform runs. Looked at from time to time, so a step that doubles what is
    /// there may go beyond it once.
    public var memoryBytes: Int?
    /// Seconds that a transform may take: some steps are long.
    public var seconds: Int?

    /// Makes limits; see each property.
    public init(
        depth: Int = 3000, variables: Int = 15_000, operations: UInt? = 20_000_000_000, outputBytes: Int? = 2_000_000_000,
        memoryBytes: Int? = TransformLimits.fairShare, seconds: Int? = 900
    ) {
        self.depth = depth
        self.variables = variables
        self.operations = operations
        self.outputBytes = outputBytes
        self.memoryBytes = memoryBytes
        self.seconds = seconds
    }

    /// A quarter of the machine's memory, at most 4 GiB: a last step may double it.
    public static let fairShare = min(4 << 30, sysconf(Int32(_SC_PHYS_PAGES)) / 4 * sysconf(Int32(_SC_PAGESIZE)))

    /// Wide enough for a document of 100,000 orders, narrow enough to end what would never end.
    public static let `default` = TransformLimits()
    /// No bound on work, memory and output; depth stays bounded because the stack is.
    public static let none = TransformLimits(operations: nil, outputBytes: nil, memoryBytes: nil, seconds: nil)
}
