internal import Foundation

/// What to show of an error whose type the engine does not know.
enum ErrorText {
    /// Our own errors describe themselves; those of Foundation say it better in their localised text.
    static func of(_ error: any Error) -> String {
        switch error {
        case let error as any ClassifiedError: error.description
        case is CocoaError, is POSIXError: error.localizedDescription
        default: "\(error)"
        }
    }

    /// The class of an error; what carries none is taken for a fault of the set-up, which needs a person.
    static func failureClass(of error: any Error) -> FailureClass {
        switch error {
        case let error as any ClassifiedError: error.failureClass
        case is CancellationError: .cancelled
        default: .configuration
        }
    }
}
