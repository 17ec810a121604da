internal import Foundation

/// Which files outside a run a customer's connections may name: those of its own folders, never another customer's ledger.
struct CustomerPaths {
    let integration: IntegrationFolder
    /// `nil` without a customer.
    let customer: Customer?

    /// Checks a path, relative to the integration's folder, that a customer wrote.
    ///
    /// - Throws: ``SecretResolver/Problem`` when it leads, symbolic links followed, out of the customer's folders.
    func check(_ path: String) throws(SecretResolver.Problem) {
        guard let customer else { return }
        let root = URL(fileURLWithPath: integration.root.path, isDirectory: true)
        let file = Self.real(URL(fileURLWithPath: path, relativeTo: root))
        let homes = [integration.data(customer: customer.id), customer.folder]
        guard !homes.contains(where: { file.hasPrefix(Self.real($0) + "/") }) else { return }
        throw SecretResolver.Problem(
            message: "names a file outside the customer's folders: \(path); it may lie below var/\(customer.id) or "
                + "customers/\(customer.id)")
    }

    /// The path without points and links. What does not exist yet is judged by the folder it would be made in.
    private static func real(_ url: URL) -> String {
        let url = url.absoluteURL.standardizedFileURL
        guard url.pathComponents.count > 1, !Folders.exists(url), !isLink(url) else { return url.resolvingSymlinksInPath().path }
        return real(url.deletingLastPathComponent()) + "/" + url.lastPathComponent
    }

    /// Whether a symbolic link stands there, whether or not it leads anywhere.
    private static func isLink(_ url: URL) -> Bool {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: url.path)) != nil
    }
}
