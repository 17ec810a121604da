import Foundation

/// The file through which tasks and processes share what they know of one store's quota.
///
/// It is locked for the moment in which it is read and written, never while anybody waits. It may be lost or damaged at any time:
/// then the quota is unknown until the next answer of the shop.
struct QuotaFile: Sendable {
    /// For instance `var/stores/demo@api.bigcommerce.com.quota`.
    let url: URL
    /// More than the text ever has.
    private static let longest = 1024
    /// Attempts to get the lock, some milliseconds apart, before a holder that is stuck is ignored.
    private static let patience = 40

    /// The file of a store in a folder.
    init(_ address: StoreAddress, in folder: URL) {
        let host = address.base.split(separator: "/").dropFirst().joined(separator: "-")
        let plain = host.unicodeScalars.map { scalar -> Character in
            let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
            return isPlain || scalar == "." || scalar == "-" ? Character(scalar) : "_"
        }
        url = folder.appendingPathComponent("\(address.store)@\(String(plain)).quota")
    }

    /// What the file says now; nothing known when it says nothing.
    func read() -> QuotaState {
        guard let handle = try? FileHandle(forReadingFrom: url), let data = try? handle.read(upToCount: QuotaFile.longest) else {
            return QuotaState()
        }
        return QuotaState(text: String(decoding: data, as: UTF8.self)) ?? QuotaState()
    }

    /// Reads, changes and writes the state while no other process does.
    ///
    /// - Returns: `nil` when the file cannot be used; then nothing was changed.
    func change<Result>(_ change: (inout QuotaState) -> Result) async -> (state: QuotaState, result: Result)? {
        let folder = url.deletingLastPathComponent()
        try? FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let descriptor = open(url.path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
        // Closing ends the lock, and so does the death of the process.
        defer { close(descriptor) }
        guard await QuotaFile.lock(descriptor) else { return nil }
        var state = QuotaFile.read(descriptor)
        let result = change(&state)
        return QuotaFile.write(state.text, descriptor) ? (state, result) : nil
    }

    /// Takes the lock; `false` when somebody keeps it.
    private static func lock(_ descriptor: Int32) async -> Bool {
        for _ in 0..<patience {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
            try? await Task.sleep(for: .milliseconds(5))
        }
        return false
    }

    /// The state in an open file.
    private static func read(_ descriptor: Int32) -> QuotaState {
        var bytes = [UInt8](repeating: 0, count: longest)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        return QuotaState(text: String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self)) ?? QuotaState()
    }

    /// Writes the line over what was there. What a longer text leaves behind stands after the line's end and is not read.
    private static func write(_ text: String, _ descriptor: Int32) -> Bool {
        let bytes = Array(text.utf8)
        return pwrite(descriptor, bytes, bytes.count, 0) == bytes.count && ftruncate(descriptor, off_t(bytes.count)) == 0
    }
}
