internal import Crypto
internal import Foundation

/// The names of contents: plans and stored mappings are known by their SHA-256.
enum ContentDigest {
    /// 64 hexadecimal digits.
    static func hex(of data: Data) -> String {
        SHA256.hash(data: data).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}
