import Workflow

/// The order statuses of a store: ids are fixed, merchants may rename the labels.
struct OrderStatuses: Sendable {
    /// One status.
    struct Status: Sendable, Equatable {
        let id: Int
        /// The system's name, for instance `Awaiting Fulfillment`.
        let name: String
        /// What the merchant calls it; the same as ``name`` unless renamed.
        let label: String
    }

    /// A shopper reached the payment step; many of these never become orders.
    static let incomplete = 0
    /// The money went back.
    static let refunded = 4
    /// Called off.
    static let cancelled = 5
    /// Not paid.
    static let declined = 6
    /// A part of the money went back.
    static let partiallyRefunded = 14

    /// As the store lists them.
    let all: [Status]

    /// Asks the store: one request.
    static func load(from store: StoreClient) async throws -> OrderStatuses {
        let request = StoreRequest(path: "v2/order_statuses", endpoint: "order statuses", scope: .readOrders)
        let statuses = try await store.send(request).records.compactMap { record -> Status? in
            guard let id = record["id"]?.integer, let name = record["system_label"]?.text ?? record["name"]?.text else {
                return nil
            }
            return Status(id: id, name: name, label: record["custom_label"]?.text ?? name)
        }
        guard !statuses.isEmpty else {
            throw StoreError.unexpected(
                endpoint: request.endpoint, what: "the shop lists no order status. Check 'url' of the connection.")
        }
        return OrderStatuses(all: statuses)
    }

    /// The status with this id, system name or label; names are compared without regard to case.
    ///
    /// - Throws: ``TaskFailure`` of class configuration that lists the statuses of the store.
    func status(_ text: String, setting: String) throws -> Status {
        let wanted = text.trimmingWhitespace().lowercased()
        let found =
            Int(wanted).flatMap { id in all.first { $0.id == id } } ?? all.first { $0.name.lowercased() == wanted }
            ?? all.first { $0.label.lowercased() == wanted }
        guard let found else {
            let known = all.sorted { $0.id < $1.id }.map { status in
                "\(status.id) \(status.name)" + (status.label == status.name ? "" : " (\"\(status.label)\")")
            }
            throw TaskFailure(
                .configuration,
                "setting '\(setting)': the shop has no order status '\(text)'; it has: \(known.joined(separator: ", "))")
        }
        return found
    }

    /// The system's name of an id, or the id itself.
    func name(_ id: Int) -> String { all.first { $0.id == id }?.name ?? "status \(id)" }
}
