public import Workflow
internal import XSLT

extension FailureClass {
    /// The class of any error that this house throws; what it does not know is a bug and answers `nil`.
    public init?(of error: any Error) {
        switch error {
        case let error as any ClassifiedError: self = error.failureClass
        case let error as XSLTError: self = FailureClass(error)
        case is CancellationError: self = .cancelled
        default: return nil
        }
    }

    /// Input that is bad is the record's fault, everything before the input is read is a matter of configuration.
    private init(_ error: XSLTError) {
        switch error {
        case .notWellFormed, .terminated, .failed, .limitExceeded, .ofRecord: self = .record
        case .unreadableFile, .forbidden, .invalidStylesheet, .importCycle, .cannotWrite, .badXPath: self = .configuration
        }
    }
}
