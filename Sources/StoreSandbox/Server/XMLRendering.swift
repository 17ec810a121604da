/// The XML form of V2: lists have plural names with singular children, links become `<link>`, null is the text `NULL`.
enum XMLRendering {
    /// The document of a value.
    static func bytes(of value: JSONValue, name: String) -> [UInt8] {
        var output = Array(#"<?xml version="1.0" encoding="UTF-8"?>"#.utf8) + [0x0A]
        write(value, name: name, to: &output)
        return output
    }

    /// Writes an element with what is in it.
    private static func write(_ value: JSONValue, name: String, to output: inout [UInt8]) {
        output += Array("<\(name)>".utf8)
        switch value {
        case .null: output += Array("NULL".utf8)
        case .bool(let flag): output += Array((flag ? "true" : "false").utf8)
        case .number(let text), .string(let text): output += escaped(text)
        case .array(let items): for item in items { write(item, name: singular(name, item), to: &output) }
        case .object(let object): writeMembers(object, to: &output)
        }
        output += Array("</\(name)>".utf8)
    }

    /// Writes an object's members, or the link it is.
    private static func writeMembers(_ object: JSONObject, to output: inout [UInt8]) {
        if object.members.count == 2, let url = object.text("url"), let resource = object.text("resource") {
            output += Array("<link rel=\"resource\" href=\"".utf8) + escaped(url + ".xml") + Array("\">".utf8)
            output += escaped(resource) + Array("</link>".utf8)
            return
        }
        for member in object.members { write(member.value, name: member.key, to: &output) }
    }

    /// The name of an item of a list.
    private static func singular(_ name: String, _ item: JSONValue) -> String {
        guard item.object != nil else { return "value" }
        if let known = names[name] { return known }
        return name.hasSuffix("s") ? String(name.dropLast()) : name + "_item"
    }

    /// Lists whose items are not called by the singular of their name.
    private static let names = [
        "addresses": "address", "shipping_addresses": "address", "product_options": "option", "form_fields": "field",
        "applied_discounts": "discount", "order_statuses": "status", "taxes": "tax", "line_items": "product",
        "statuses": "status",
    ]

    /// A text without markup.
    private static func escaped(_ text: String) -> [UInt8] {
        var output: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): output += Array("&amp;".utf8)
            case UInt8(ascii: "<"): output += Array("&lt;".utf8)
            case UInt8(ascii: ">"): output += Array("&gt;".utf8)
            case UInt8(ascii: "\""): output += Array("&quot;".utf8)
            default: output.append(byte)
            }
        }
        return output
    }
}
