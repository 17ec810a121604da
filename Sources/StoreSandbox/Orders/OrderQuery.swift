import Money

/// The filters, the order and the page of a `GET /v2/orders`.
struct OrderQuery: Sendable {
    /// All must hold.
    private var filters: [@Sendable (Order) -> Bool] = []
    /// By id, oldest first, unless told otherwise.
    private var sort = Sort(field: "id", isDescending: false)
    /// Which part is wanted.
    let page: PageRequest
    /// What the orders carry besides their fields.
    let includes: OrderIncludes

    /// One criterion of the `sort` parameter.
    private struct Sort {
        var field: String
        var isDescending: Bool
    }

    /// Reads the parameters.
    ///
    /// - Throws: ``APIFailure`` 400 for an unknown parameter or value, 413 for a page that is too large.
    init(_ request: StoreRequest) throws(APIFailure) {
        page = try PageRequest(request)
        includes = try OrderIncludes(request)
        var showsDeleted = false
        for (name, value) in request.query {
            switch name {
            case "page", "limit", "include", "consignment_structure": break
            case "sort": sort = try OrderQuery.sort(value)
            case "is_deleted": showsDeleted = value == "true" || value == "1"
            default: try addFilter(name, value)
            }
        }
        filters.append { [showsDeleted] in $0.facts.isDeleted == showsDeleted }
    }

    /// The orders of the page.
    func orders(of all: [Order]) -> [Order] { page.slice(of: sorted(matches(of: all))) }

    /// Every order that passes the filters, by id.
    func matches(of all: [Order]) -> [Order] {
        all.filter { order in filters.allSatisfy { $0(order) } }
    }

    /// Reads `field` or `field:asc` or `field:desc`.
    private static func sort(_ text: String) throws(APIFailure) -> Sort {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        let fields = ["id", "customer_id", "date_created", "date_modified", "status_id", "channel_id", "external_id"]
        guard fields.contains(parts[0]), parts.count < 3, parts.count == 1 || ["asc", "desc"].contains(parts[1]) else {
            throw .invalid(field: "sort")
        }
        return Sort(field: parts[0], isDescending: parts.last == "desc")
    }

    /// The orders by the criterion, equal ones by id.
    private func sorted(_ orders: [Order]) -> [Order] {
        let ascending =
            switch sort.field {
            case "customer_id": orders.sorted { ($0.facts.customerID, $0.id) < ($1.facts.customerID, $1.id) }
            case "date_created": orders.sorted { ($0.facts.created, $0.id) < ($1.facts.created, $1.id) }
            case "date_modified": orders.sorted { ($0.facts.modified, $0.id) < ($1.facts.modified, $1.id) }
            case "status_id": orders.sorted { ($0.facts.statusID, $0.id) < ($1.facts.statusID, $1.id) }
            case "channel_id": orders.sorted { ($0.facts.channelID, $0.id) < ($1.facts.channelID, $1.id) }
            case "external_id":
                orders.sorted { ($0.fields.text("external_id") ?? "", $0.id) < ($1.fields.text("external_id") ?? "", $1.id) }
            default: orders
            }
        return sort.isDescending ? ascending.reversed() : ascending
    }
}

extension OrderQuery {
    /// Adds the filter of a parameter; 400 for an unknown one.
    private mutating func addFilter(_ name: String, _ value: String) throws(APIFailure) {
        switch name {
        case "min_id", "max_id", "customer_id", "status_id", "channel_id": try addNumberFilter(name, value)
        case "min_total", "max_total": try addTotalFilter(name, value)
        case "min_date_created", "max_date_created", "min_date_modified", "max_date_modified": addDateFilter(name, value)
        case "email": filters.append { $0.fields["billing_address"]?["email"]?.text?.lowercased() == value.lowercased() }
        case "cart_id", "external_order_id", "payment_method": filters.append { $0.fields.text(name) == value }
        default: throw .unsupported(field: name)
        }
    }

    /// Filters of whole numbers.
    private mutating func addNumberFilter(_ name: String, _ value: String) throws(APIFailure) {
        // A list such as 1,11 is refused here: the shop takes one status only.
        guard let number = Int(value) else { throw .invalid(field: name) }
        switch name {
        case "min_id": filters.append { $0.id >= number }
        case "max_id": filters.append { $0.id <= number }
        case "customer_id": filters.append { $0.facts.customerID == number }
        case "status_id": filters.append { $0.facts.statusID == number }
        default: filters.append { $0.facts.channelID == number }
        }
    }

    /// Filters of the order total.
    private mutating func addTotalFilter(_ name: String, _ value: String) throws(APIFailure) {
        guard let total = try? Amount(parsing: value) else { throw .invalid(field: name) }
        filters.append { name == "min_total" ? $0.facts.total >= total : $0.facts.total <= total }
    }

    /// A date that cannot be read is ignored, as the shop does: the first orders come back and no error tells.
    private mutating func addDateFilter(_ name: String, _ value: String) {
        guard let moment = Instant(parsing: value) else { return }
        switch name {
        case "min_date_created": filters.append { $0.facts.created >= moment }
        case "max_date_created": filters.append { $0.facts.created <= moment }
        case "min_date_modified": filters.append { $0.facts.modified >= moment }
        default: filters.append { $0.facts.modified <= moment }
        }
    }
}
