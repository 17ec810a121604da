@testable import XSLT

/// What a transform came to.
enum Outcome: Equatable {
    /// Its output.
    case output([UInt8])
    /// The first error.
    case error(String)
    /// More than it may use.
    case limit

    /// Runs a transform.
    init(_ body: () throws -> [UInt8]) {
        do {
            self = .output(try body())
        } catch let error as XSLTError {
            var cause = error
            while case .ofRecord(_, let inner) = cause { cause = inner }
            if case .limitExceeded = cause {
                self = .limit
            } else {
                self = .error(cause.diagnostics.first { $0.severity == .error }.map { "\($0)" } ?? "\(cause)")
            }
        } catch {
            self = .error("\(error)")
        }
    }

    /// Of the document as a whole.
    static func whole(_ document: [UInt8], _ stylesheet: Stylesheet) -> Outcome {
        Outcome {
            let input = try XMLDocument(source: BytesSource(document, name: "in.xml"))
            return try stylesheet.compile().transform(input).output
        }
    }

    /// Of the document record by record, if the analysis agrees.
    static func streamed(
        _ document: [UInt8], _ stylesheet: Stylesheet, path: [String]? = nil, options: StreamingOptions, pieceSize: Int = .max
    ) -> Outcome {
        Outcome {
            let sink = BytesSink()
            _ = try StreamingTransform(stylesheet, recordPath: path, options: options).run(
                from: BytesSource(document, name: "in.xml", pieceSize: pieceSize), to: sink)
            return sink.bytes
        }
    }

    /// For people.
    var text: String {
        switch self {
        case .output(let bytes): "output \(String(decoding: bytes, as: UTF8.self))"
        case .error(let text): "error \(text)"
        case .limit: "limit"
        }
    }
}

/// A stylesheet around templates.
func sheet(_ body: String) -> Stylesheet {
    let start = "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>"
    return limited(Array("\(start)\(body)</xsl:stylesheet>".utf8))
}

/// A stylesheet that ends soon.
func limited(_ bytes: [UInt8]) -> Stylesheet {
    Stylesheet(
        StylesheetSource(name: "s.xsl", bytes: bytes),
        limits: TransformLimits(
            depth: 60, variables: 500, operations: 100_000, outputBytes: 1 << 20, memoryBytes: nil, seconds: nil))
}
