/// How much of XML a document may use.
public enum DocumentTrust: Sendable {
    /// Data from outside: any DOCTYPE is refused.
    case data
    /// Files that belong to an integration: an internal DTD with its entities is allowed, external ones never.
    case trusted
}
