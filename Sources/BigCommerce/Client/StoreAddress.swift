import Foundation
import Workflow

/// Which store of the shop is talked to, and with which token.
///
/// Its description shows address and store only; the token leaves this value in one header and nowhere else.
struct StoreAddress: Sendable, CustomStringConvertible {
    /// Scheme, host and port without a path's trailing slash: `https://api.bigcommerce.com`.
    let base: String
    /// The store's hash, which is also the store's name in correlation ids.
    let store: String
    /// Access token of an API account of the store.
    let token: String

    /// Address and store, nothing secret.
    var description: String { "store '\(store)' at \(base)" }

    /// - Throws: ``TaskFailure`` of class configuration that names the field of the connection.
    init(base: String, store: String, token: String) throws {
        let trimmed = base.trimmingCharacters(in: .whitespaces)
        guard let url = URL(string: trimmed), let scheme = url.scheme?.lowercased(), let host = url.host, url.query == nil,
            url.user == nil, ["https", "http"].contains(scheme)
        else {
            throw StoreAddress.wrong("url", "'\(trimmed)' is no web address; expected for instance https://api.bigcommerce.com")
        }
        guard scheme == "https" || StoreAddress.isLoopback(host) else {
            throw StoreAddress.wrong("url", "'\(trimmed)' would send the token unencrypted; write https://")
        }
        guard !store.isEmpty, store.utf8.allSatisfy(StoreAddress.isHashCharacter) else {
            throw StoreAddress.wrong("store_hash", "'\(store)' is no store hash; it consists of letters and digits")
        }
        let token = token.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !token.isEmpty, token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw StoreAddress.wrong("token", "it is empty or holds blanks; copy the access token of the API account again")
        }
        self.base = String(trimmed.reversed().drop { $0 == "/" }.reversed())
        self.store = store
        self.token = token
    }

    /// The store a connection describes.
    init(_ connection: Connection) throws {
        try self.init(
            base: connection.values.text("url") ?? "https://api.bigcommerce.com",
            store: connection.values.requiredText("store_hash"), token: connection.values.requiredText("token"))
    }

    /// A failure that names the field.
    private static func wrong(_ field: String, _ what: String) -> TaskFailure {
        TaskFailure(.configuration, "connection field '\(field)': \(what).")
    }

    /// What may stand in the path of a request without changing it.
    private static func isHashCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
    }

    /// Plain http is allowed on this machine only, for the sandbox store.
    private static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || host == "[::1]"
            || host.wholeMatch(of: /127\.\d{1,3}\.\d{1,3}\.\d{1,3}/) != nil
    }
}
