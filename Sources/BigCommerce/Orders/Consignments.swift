/// What an order's `consignments` object says: its lines and where they go.
///
/// Shape: `shipping[]` (address, costs and method in one), `pickups[]`, `downloads[]`, `email.gift_certificates[]`, each with
/// `line_items`. The lines are cut at 50 per consignment, then with a `__warning__`; some stores answer links or nothing instead.
struct Consignments {
    /// Lines of all consignments by line id.
    private(set) var lines: [JSONValue] = []
    /// Shipping consignments without their lines.
    private(set) var addresses: [JSONValue] = []
    /// Pickup consignments without their lines.
    private(set) var pickups: [JSONValue] = []
    /// Whether the shop says, or shows by a link, that lines are missing.
    private(set) var areCut = false
    /// Whether each consignment's id is the address id that its lines name. Where it is not, the addresses must be asked for.
    private(set) var namesItsAddresses = true

    /// Reads what the order carries; `nil` and links give no lines.
    init(_ value: JSONValue?) {
        // With consignment_structure=object there is one object; without it, an array of one.
        for object in value.map({ $0.elements.isEmpty ? [$0] : $0.elements }) ?? [] { read(object) }
        lines.sort { ($0["id"]?.integer ?? .max) < ($1["id"]?.integer ?? .max) }
    }

    /// Takes the four kinds of consignments of one object.
    private mutating func read(_ object: JSONValue) {
        if object["__warning__"] != nil || object["resource"] != nil { areCut = true }
        for consignment in object["shipping"]?.elements ?? [] {
            let addressID = consignment["id"]?.integer
            for line in takeLines(of: consignment) {
                if let named = line["order_address_id"]?.integer, named != addressID { namesItsAddresses = false }
                lines.append(line.with("order_address_id", consignment["id"] ?? .integer(0)))
            }
            if !Consignments.isWarning(consignment) { addresses.append(consignment.without("line_items", "__warning__")) }
        }
        for pickup in object["pickups"]?.elements ?? [] {
            lines += takeLines(of: pickup).map { $0.with("order_address_id", .integer(0)) }
            if !Consignments.isWarning(pickup) { pickups.append(pickup.without("line_items", "__warning__")) }
        }
        for other in (object["downloads"]?.elements ?? []) + (object["email"]?["gift_certificates"]?.elements ?? []) {
            lines += takeLines(of: other).map { $0.with("order_address_id", .integer(0)) }
        }
    }

    /// The full lines of one consignment; a warning or a link among them marks the order as cut.
    private mutating func takeLines(of consignment: JSONValue) -> [JSONValue] {
        if consignment["__warning__"] != nil { areCut = true }
        if case .object? = consignment["line_items"] { areCut = true }
        let items = consignment["line_items"]?.elements ?? []
        let full = items.filter { $0["id"] != nil && $0["quantity"] != nil }
        if full.count < items.count { areCut = true }
        return full
    }

    /// Whether the element is nothing but the note that something was cut.
    private static func isWarning(_ consignment: JSONValue) -> Bool {
        consignment["__warning__"] != nil && consignment["id"] == nil
    }
}

extension JSONValue {
    /// An object with a member at the end unless it has one of that name.
    func with(_ name: String, _ value: JSONValue) -> JSONValue {
        guard case .object(let members) = self, self[name] == nil else { return self }
        return .object(members + [JSONMember(name: name, value: value)])
    }

    /// An object without the members of these names.
    func without(_ names: String...) -> JSONValue {
        guard case .object(let members) = self else { return self }
        return .object(members.filter { !names.contains($0.name) })
    }
}
