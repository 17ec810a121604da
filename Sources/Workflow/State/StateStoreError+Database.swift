internal import Foundation
internal import GRDB

extension StateStoreError {
    /// What an error of the database means for the run: the disk is full, or the store cannot be written for another reason.
    ///
    /// - Returns: any other error as it is.
    static func explaining(_ error: any Error, in file: URL) -> any Error {
        guard let error = error as? DatabaseError else { return error }
        return StateStoreError.unusable(path: file.path, reason: error.message ?? "SQLite error \(error.resultCode.rawValue)")
    }
}
