/// The value of a top-level stylesheet parameter.
public enum ParameterValue: Sendable, Equatable {
    /// Text, passed as it is whatever quotes it holds.
    case string(String)
    /// A decimal number as text, such as `-12.50`.
    case number(String)
    /// `true()` or `false()`.
    case boolean(Bool)
    /// An expression, evaluated with the root of the document as context node.
    case xpath(String)
}
