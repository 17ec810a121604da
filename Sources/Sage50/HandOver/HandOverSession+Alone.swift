internal import Foundation
internal import Workflow

/// One run at a time at the folder (decision 40), whichever customer, workflow or process it belongs to.
extension HandOverSession {
    /// Does something with the folder while no other run does, on what is known by then: another run of this customer may have handed
    /// the same orders over since.
    ///
    /// - Parameter patience: how long to wait for another run; `nil` for as long as is usual.
    /// - Throws: ``LockError`` when another run keeps the folder, and what `body` throws.
    func alone(patience: Duration? = nil, _ body: () throws -> Void) async throws {
        let lock = try await lock(patience: patience ?? environment.patience)
        defer { withExtendedLifetime(lock) {} }
        entries = try book.entries(connection: settings.posting.connection)
        try body()
    }

    /// As ``alone(patience:_:)``, but at once or, when another run is at the folder, not at all.
    func aloneNow(_ body: () throws -> Void) async throws {
        do { try await alone(patience: .zero, body) } catch is LockError {}
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
