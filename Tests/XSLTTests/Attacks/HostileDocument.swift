import Testing

/// A document that is hard to cut into records.
struct HostileDocument: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let bytes: [UInt8]

    init(_ name: String, _ bytes: [UInt8]) {
        testDescription = name
        self.bytes = bytes
    }

    init(_ text: String) {
        self.init(text.debugDescription, Array(text.utf8))
    }
}
