internal import Foundation

extension FileLock {
    /// Takes a lock that others hold for short times.
    ///
    /// - Parameters:
    ///   - note: what it is held for, for those who come too late.
    ///   - patience: how long to wait; then the error of the last attempt is thrown.
    /// - Throws: ``LockError``, ``FileError``, and ``TaskFailure`` of class cancelled when the run is told to stop meanwhile.
    static func waiting(
        _ file: URL, purpose: String, note: String, now: Date, patience: Duration, stop: StopSignal
    ) async throws -> FileLock {
        let end = ContinuousClock.now + patience
        while true {
            do {
                let lock = try FileLock(file, purpose: purpose, now: now)
                try lock.note(note)
                return lock
            } catch let error as LockError {
                guard ContinuousClock.now < end else { throw error }
                guard !stop.isRequested else { throw TaskFailure(.cancelled, "stopped while waiting: \(error)") }
                try await Task.sleep(for: .milliseconds(50))
            }
        }
    }
}
