/// The address a file of a layer has inside libxslt: `layer://1/lib/money.xsl`.
///
/// A scheme of our own makes every reference of a stylesheet come out as an address that says which layer asked, and
/// makes everything else (paths, `file:`, `http:`) recognisable as not ours. People are shown the real path.
struct LayerAddress: Equatable {
    /// The scheme of files in layers.
    static let scheme = "layer://"
    /// The scheme of `base:name`: the next layer below that has the name.
    static let below = "base:"

    /// The layer, counted from the nearest; `nil` for a source that is in none.
    var layer: Int?
    /// The name within the layer.
    var name: String

    /// The address as libxslt sees it.
    var text: String {
        Self.scheme + (layer.map(String.init) ?? "source") + "/" + Self.encoded(name)
    }

    /// The address of a file.
    init(layer: Int?, name: String) {
        self.layer = layer
        self.name = name
    }

    /// Reads an address; `nil` when it is not of our scheme.
    init?(_ text: String) {
        guard text.hasPrefix(Self.scheme) else { return nil }
        let rest = text.dropFirst(Self.scheme.count)
        guard let slash = rest.firstIndex(of: "/"), let name = Self.decoded(rest[rest.index(after: slash)...]) else { return nil }
        layer = Int(rest[..<slash])
        self.name = name
    }

    /// Whether the address may reach the loader at all.
    static func isOurs(_ address: String) -> Bool {
        address.hasPrefix(scheme) || address.hasPrefix(below)
    }

    /// Percent-encodes what a URI path cannot hold, so that libxml2 can resolve references against it.
    private static func encoded(_ name: String) -> String {
        var result = ""
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "~"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return result
    }

    /// Undoes percent-encoding; `nil` when what comes out is not text.
    static func decoded(_ name: some StringProtocol) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(name.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
