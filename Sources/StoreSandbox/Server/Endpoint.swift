/// One path of the API with what can be done there.
struct Endpoint: Sendable {
    /// Carries out a request on the store.
    typealias Handler = @Sendable (inout StoreState, StoreRequest) throws(APIFailure) -> StoreAnswer

    /// V2 or V3.
    var version: StoreRequest.Version
    /// Segments after the version; `#` stands for a number.
    var pattern: [String]
    /// The OAuth scope without its `_read_only`.
    var scope: String
    /// By method.
    var handlers: [String: Handler]

    /// An endpoint by its path, for instance `orders/#/products`.
    init(_ version: StoreRequest.Version, _ path: String, scope: String, _ handlers: [String: Handler]) {
        self.version = version
        pattern = path.split(separator: "/").map(String.init)
        self.scope = scope
        self.handlers = handlers
    }

    /// The numbers in the path; `nil` when the path is another one.
    func match(_ request: StoreRequest) -> [Int]? {
        guard request.version == version, request.segments.count == pattern.count else { return nil }
        var ids: [Int] = []
        for (segment, wanted) in zip(request.segments, pattern) {
            if wanted == "#" {
                guard let id = Int(segment) else { return nil }
                ids.append(id)
            } else if segment != wanted {
                return nil
            }
        }
        return ids
    }

    /// Every endpoint of the store.
    static let all =
        storeEndpoints + orderEndpoints + orderListEndpoints + shipmentEndpoints + orderPaymentEndpoints + inventoryEndpoints
        + catalogueEndpoints
}
