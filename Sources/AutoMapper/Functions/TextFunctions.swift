internal import XSLT

/// `urn:crosswalk:text`: texts of a shop for fields of limited length.
enum TextFunctions {
    /// The namespace of the functions.
    static let namespace = "urn:crosswalk:text"

    /// Adds `value`, `clean`, `wrap`, `lists` and `vat-number` to a registry.
    static func register(in registry: inout ExtensionRegistry) {
        registry.function("value", in: namespace, 1...1) { .string($0.value(0)) }
        registry.function("clean", in: namespace, 1...1) { .string(ShopText.clean($0.text(0))) }
        registry.function("wrap", in: namespace, 3...3) { arguments in
            let lines = ShopText.wrapped(arguments.text(0), width: try arguments.whole(1))
            let index = try arguments.whole(2) - 1
            return .string(lines.indices.contains(index) ? lines[index] : "")
        }
        registry.function("vat-number", in: namespace, 1...1) { .string(VATNumber(parsing: $0.value(0))?.description ?? "") }
        registry.function("lists", in: namespace, 2...2) { .boolean(ShopText.list($0.text(0), contains: $0.text(1))) }
    }
}
