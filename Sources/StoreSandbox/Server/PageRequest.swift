/// Which part of a list is wanted.
struct PageRequest: Sendable {
    /// From 1.
    var page: Int
    /// Objects on a page.
    var limit: Int

    /// Reads `page` and `limit` (default 50).
    ///
    /// - Parameter largest: the most objects on a page; the request's own limit when left out.
    /// - Throws: ``APIFailure`` 413 over the largest page in V2; V3 lowers the limit silently.
    init(_ request: StoreRequest, largest: Int? = nil) throws(APIFailure) {
        let largest = largest ?? request.largestPage
        guard let page = Int(request.parameter("page") ?? "1"), page > 0 else { throw .invalid(field: "page") }
        guard let limit = Int(request.parameter("limit") ?? "50"), limit > 0 else { throw .invalid(field: "limit") }
        guard limit <= largest || request.version == .v3 else {
            throw APIFailure(
                413, "The specified limit exceeds the maximum allowed.", details: ["max_limit": JSONValue(largest)])
        }
        self.page = page
        self.limit = min(limit, largest)
    }

    /// The page of a list; empty past its end.
    func slice<T>(of list: [T]) -> [T] {
        let (start, overflow) = (page - 1).multipliedReportingOverflow(by: limit)
        guard !overflow, start < list.count else { return [] }
        return Array(list[start..<min(start + limit, list.count)])
    }

    /// The envelope of V3 around a page.
    func envelope<T>(of list: [T], _ render: (T) -> JSONObject) -> StoreAnswer {
        let part = slice(of: list)
        let pages = max(1, (list.count + limit - 1) / limit)
        var links: JSONObject = [:]
        if page > 1 { links["previous"] = .string("?page=\(page - 1)&limit=\(limit)") }
        links["current"] = .string("?page=\(page)&limit=\(limit)")
        if page < pages { links["next"] = .string("?page=\(page + 1)&limit=\(limit)") }
        return StoreAnswer([
            "data": JSONValue(part.map(render)),
            "meta": [
                "pagination": [
                    "total": JSONValue(list.count), "count": JSONValue(part.count), "per_page": JSONValue(limit),
                    "current_page": JSONValue(page), "total_pages": JSONValue(pages), "links": .object(links),
                ]
            ],
        ])
    }
}

extension StoreRequest {
    /// Refuses parameters that the list does not know.
    ///
    /// - Throws: ``APIFailure`` 400.
    func allowOnly(_ names: Set<String>) throws(APIFailure) {
        for (name, _) in query where !names.contains(name) { throw .unsupported(field: name) }
    }
}
