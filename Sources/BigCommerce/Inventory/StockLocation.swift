import Workflow

/// Which of the shop's locations the ledger's stock is kept at.
enum StockLocation {
    /// The id of the configured location, or of the shop's default one.
    ///
    /// - Parameter setting: an id, a code or a label; `nil` asks for the default.
    /// - Throws: ``TaskFailure`` of class configuration that lists the locations.
    static func resolve(_ setting: String?, at store: StoreClient) async throws -> Int {
        if let setting, let id = Int(setting) { return id }
        let query: [(name: String, value: String)] = setting == nil ? [("is_default", "true")] : []
        let request = StoreRequest(
            path: "v3/inventory/locations", query: query, endpoint: "locations", scope: .readLocations)
        let locations = try await locations(request, store)
        guard let setting else {
            guard let id = locations.first?["id"]?.integer else {
                throw TaskFailure(.configuration, "the shop names no default location. Set 'location' to its id.")
            }
            return id
        }
        let wanted = StockLevel.key(setting)
        let found = locations.first { location in
            [location["code"], location["label"]].contains { $0?.text.map(StockLevel.key) == wanted }
        }
        guard let id = found?["id"]?.integer else {
            let known = locations.map { "\($0["id"]?.text ?? "?") \($0["code"]?.text ?? "")" }.joined(separator: ", ")
            throw TaskFailure(.configuration, "setting 'location': the shop has no location '\(setting)'; it has: \(known)")
        }
        return id
    }

    /// The list; a missing scope gets a second way out in its message.
    private static func locations(_ request: StoreRequest, _ store: StoreClient) async throws -> [JSONValue] {
        do {
            return try await store.send(request).records
        } catch let error as StoreError {
            guard case .scopeMissing = error else { throw error }
            throw TaskFailure(.configuration, "\(error) Or set 'location' to the location's id, normally 1.")
        }
    }
}
