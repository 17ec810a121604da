import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

extension StoreAnswer {
    /// The answer as JSON.
    func response(escapingSlashes: Bool) -> Response {
        guard let value else { return Response(status: .init(code: status)) }
        let bytes = value.bytes(escapingSlashes: escapingSlashes)
        return Response(
            status: .init(code: status), headers: [.contentType: contentType],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// The answer as XML.
    func xmlResponse() -> Response {
        guard let value else { return Response(status: .init(code: status)) }
        return Response(
            status: .init(code: status), headers: [.contentType: "application/xml"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: XMLRendering.bytes(of: value, name: name))))
    }
}

extension Response {
    /// Adds headers of any name.
    mutating func add(_ fields: [(name: String, value: String)]) {
        for (name, value) in fields {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
    }
}

/// Thrown to end a connection without the rest of an answer.
struct CutConnection: Error {
    /// Closes the connection before the first byte; the error ends the request, whose answer nobody can receive any more.
    static func before(_ channel: any Channel) -> CutConnection {
        channel.close(mode: .all, promise: nil)
        return CutConnection()
    }

    /// The first byte of a body, under the length of the whole, and then the end of the connection.
    static func after(_ body: ResponseBody) -> ResponseBody {
        ResponseBody(contentLength: body.contentLength.map { max($0, 2) } ?? 2) { writer in
            try await writer.write(ByteBuffer(string: "["))
            throw CutConnection()
        }
    }
}
