import XSLT

/// Writes orders as the reference product's download does: the API's field names as elements, JSON null as `NULL`.
struct OrderXML {
    /// Characters that XML cannot hold and that were replaced with U+FFFD.
    private(set) var replacedCharacters = 0

    /// Names of the items of the lists whose items have a name of their own; others hold `item` (objects) or `value` (scalars).
    private static let itemNames = [
        "products": "product", "shipping_addresses": "address", "applied_discounts": "discount", "product_options": "option",
        "coupons": "coupon", "fees": "fee", "form_fields": "field", "configurable_fields": "field", "pickups": "pickup",
        "refunds": "refund", "transactions": "transaction", "payments": "payment", "items": "item",
    ]
    /// Members that the order object holds as links and that ``element(_:)`` writes as lists.
    private static let sublists: Set<String> = ["products", "shipping_addresses", "coupons", "fees", "consignments"]

    /// The `order` element: the order's fields in the shop's order, then its lists. What was not asked for is left out.
    mutating func element(_ order: ShopOrder) -> XMLElement {
        var element = XMLElement("order")
        for member in order.fields.members where !OrderXML.sublists.contains(member.name) {
            append(member.name, member.value, to: &element)
        }
        let orderID = JSONValue.integer(order.id)
        append("products", .array(order.lines.map { $0.with("order_id", orderID) }), to: &element)
        append("shipping_addresses", .array(order.addresses.map { $0.with("order_id", orderID) }), to: &element)
        append("coupons", .array(order.coupons), to: &element)
        append("fees", .array(order.fees), to: &element)
        for (name, list) in [("pickups", order.pickups), ("refunds", order.refunds), ("transactions", order.transactions)]
        where !list.isEmpty {
            append(name, .array(list), to: &element)
        }
        return element
    }

    /// The element for the fail file: the fields of a listed order that could not be completed.
    mutating func element(held listed: JSONValue) -> XMLElement {
        var element = XMLElement("order")
        for member in listed.members where !OrderXML.sublists.contains(member.name) {
            append(member.name, member.value, to: &element)
        }
        return element
    }

    /// Adds a member unless it is a link.
    private mutating func append(_ name: String, _ value: JSONValue, to parent: inout XMLElement) {
        guard !OrderXML.isLink(value) else { return }
        parent.append(element(name, value))
    }

    /// Any value as an element.
    private mutating func element(_ name: String, _ value: JSONValue) -> XMLElement {
        var element = XMLElement(OrderXML.elementName(name))
        switch value {
        case .null: element.children = [.text("NULL")]
        case .array(let items):
            for item in items { append(OrderXML.itemName(in: name, item), item, to: &element) }
        case .object(let members):
            for member in members { append(member.name, member.value, to: &element) }
        case .number(let digits): element.children = [.text(JSONValue.plainDigits(digits))]
        case .string(let text) where !text.isEmpty: element.children = [.text(representable(text))]
        case .string: break
        case .bool(let flag): element.children = [.text(flag ? "true" : "false")]
        }
        return element
    }

    /// What an item of a list is called.
    private static func itemName(in list: String, _ item: JSONValue) -> String {
        if let name = itemNames[list] { return name }
        if case .object = item { return "item" }
        return "value"
    }

    /// `{"url": …, "resource": …}`: a place to ask, not a value.
    private static func isLink(_ value: JSONValue) -> Bool {
        guard case .object(let members) = value, !members.isEmpty else { return false }
        return members.allSatisfy { $0.name == "url" || $0.name == "resource" }
    }

    /// A member name as element name; what a name cannot hold becomes `_`, so that a new field of the shop never breaks the file.
    private static func elementName(_ name: String) -> String {
        if name.utf8.allSatisfy(isPlain), let first = name.utf8.first, !isDigit(first) { return name }
        let cleaned = name.utf8.map { isPlain($0) ? Character(Unicode.Scalar($0)) : "_" }
        return (cleaned.first.map { $0.isNumber } ?? true ? "_" : "") + String(cleaned)
    }

    /// A letter, a digit or `_`, of ASCII.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"): true
        default: isDigit(byte)
        }
    }

    /// A digit of ASCII.
    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// The text with what XML cannot hold replaced.
    private mutating func representable(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0xEF }) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x9, 0xA, 0xD: result.append(scalar)
            case ..<0x20, 0xFFFE, 0xFFFF:
                replacedCharacters += 1
                result.append("\u{FFFD}")
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
