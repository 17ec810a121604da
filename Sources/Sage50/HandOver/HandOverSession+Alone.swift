internal import Foundation
internal import Workflow

/// One run at a time at the folder (decision 40), whichever customer, workflow or process it belongs to.
extension HandOverSession {
    /// Does something with the folder while no other run does, on what is known by then: another run of this customer may have handed
    /// the same orders over since.
    ///
    /// - Throws: ``LockError`` when another run keeps the folder, and what `body` throws.
    func alone(_ body: () throws -> Void) async throws {
        let lock = try await lock(patience: environment.patience)
        defer { withExtendedLifetime(lock) {} }
        entries = try book.entries(connection: settings.connection)
        try body()
    }

    /// As ``alone(_:)``, but without waiting.
    ///
    /// - Returns: `false` when another run is at the folder; then nothing was done.
    func aloneNow(_ body: () throws -> Void) async throws -> Bool {
        let lock: FileLock?
        do { lock = try await self.lock(patience: .zero) } catch is LockError { return false }
        defer { withExtendedLifetime(lock) {} }
        entries = try book.entries(connection: settings.connection)
        try body()
        return true
    }

    /// - Returns: `nil` on a share that knows no locks; then the log says so.
    private func lock(patience: Duration) async throws -> FileLock? {
        do {
            return try await context.lock(
                folder.lockFile, purpose: "the hand-over folder \(folder.url.path)", patience: patience)
        } catch let error as FileError where [ENOLCK, EOPNOTSUPP, ENOSYS].contains(error.code) {
            context.log.warning(
                "\(folder.url.path) cannot be locked (\(String(cString: strerror(error.code)))): see to it that only one run at a time "
                    + "hands over there")
            return nil
        }
    }
}
