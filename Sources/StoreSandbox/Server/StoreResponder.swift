import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// The connection a request came on.
struct ConnectionContext: InitializableFromSource {
    /// For closing it.
    let channel: any Channel

    /// Made by the server for each request.
    init(source: ApplicationRequestContextSource) { channel = source.channel }
}

/// Answers requests as the store does: failures that were asked for first, then credentials, quota, path and method.
struct StoreResponder: HTTPResponder {
    /// Requests need their connection, for the failure that cuts it.
    typealias Context = ConnectionContext

    /// What is served.
    let store: Store
    /// How it behaves.
    let options: SandboxOptions

    /// One request, from the failures that hit it to the encoded answer.
    func respond(to request: Request, context: Context) async throws -> Response {
        let path = request.uri.path
        let body = try await bytes(of: request)
        if path.hasPrefix("/sandbox/") {
            return await ControlDesk(store: store).answer(request, path: path, body: body).response(escapingSlashes: false)
        }
        let failures = await store.admit(method: request.method.rawValue, path: path)
        if let delay = failures.delay(.slow) { try await Task.sleep(for: delay) }
        if failures.contains(.cutConnection) { throw CutConnection.before(context.channel) }
        if let failure = await injected(failures) { return failure }
        var response = await answer(request, body: body, failures: failures)
        if failures.contains(.cutBody) { response.body = CutConnection.after(response.body) }
        return response
    }

    /// The whole body.
    private func bytes(of request: Request) async throws -> [UInt8] {
        Array(buffer: try await request.body.collect(upTo: 64 * 1024 * 1024))
    }

    /// Credentials and quota, then the endpoint.
    private func answer(_ request: Request, body: [UInt8], failures: RequestFailures) async -> Response {
        let gate = Gate(options: options)
        var version = StoreRequest.Version.v2
        do throws(APIFailure) {
            let admitted = try gate.admit(request)
            version = admitted.version
            let reading = await store.spend()
            guard !reading.isSpent else { return spent(reading, version: version) }
            let answer = await carryOut(admitted, request, body: body, failures: failures)
            return encode(answer, request, admitted, failures, quota: reading)
        } catch {
            version = gate.version(of: request)
            var response = error.answer(version).response(escapingSlashes: version == .v2)
            response.add(await store.quotaReading().headers)
            return response
        }
    }

    /// The endpoint's answer, or its refusal in the form of the version.
    private func carryOut(
        _ admitted: Gate.Admission, _ request: Request, body: [UInt8], failures: RequestFailures
    ) async -> StoreAnswer {
        do throws(APIFailure) {
            if failures.contains(.conflict) { throw APIFailure(409, "The resource was changed by another request. Try again.") }
            var call = StoreRequest(
                version: admitted.version, method: request.method.rawValue, segments: admitted.segments,
                query: Query.pairs(request.uri.query ?? ""), body: body, base: admitted.base, failures: failures,
                now: options.now(), largestPage: options.largestPage, includedLines: options.includedLines)
            let handler = try Endpoint.handler(for: &call, token: admitted.token)
            try ContentRules.check(request, body: body)
            return try await store.answer(call, by: handler)
        } catch {
            return error.answer(admitted.version)
        }
    }

    /// The answer in the form that the client takes, with the rate headers.
    private func encode(
        _ answer: StoreAnswer, _ request: Request, _ admitted: Gate.Admission, _ failures: RequestFailures, quota: QuotaReading
    ) -> Response {
        var answer = answer
        if admitted.version == .v2, let value = answer.value { answer.value = ShapeSwap(failures).applied(to: value) }
        var response =
            switch ContentRules.form(request, suffix: admitted.suffix, version: admitted.version, failures) {
            case .json: answer.response(escapingSlashes: admitted.version == .v2)
            case .xml: answer.xmlResponse()
            case .none: APIFailure(406, "The requested content type cannot be given.").answer(.v2).response(escapingSlashes: true)
            }
        response.add(quota.headers)
        return response
    }

    /// 429 with the rate headers.
    private func spent(_ reading: QuotaReading, version: StoreRequest.Version) -> Response {
        var response = APIFailure(429, "You have exceeded the rate limit.").answer(version).response(escapingSlashes: false)
        response.add(reading.headers)
        return response
    }

    /// The answers that a failure switch gives in place of the real one.
    private func injected(_ failures: RequestFailures) async -> Response? {
        if failures.contains(.tooManyRequestsBare) { return Response(status: .tooManyRequests) }
        if let delay = failures.delay(.tooManyRequests) {
            var reading = await store.quotaReading()
            (reading.left, reading.reset) = (0, delay)
            return spent(reading, version: .v2)
        }
        if failures.contains(.internalError) {
            return APIFailure(500, "The server encountered an error.").answer(.v3).response(escapingSlashes: false)
        }
        if failures.contains(.unavailableHTML) {
            let page = "<html><head><title>Maintenance</title></head><body><h1>We will be back soon</h1></body></html>"
            return Response(
                status: .serviceUnavailable, headers: [.contentType: "text/html"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: page)))
        }
        return nil
    }
}
