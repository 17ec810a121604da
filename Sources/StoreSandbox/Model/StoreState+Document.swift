public import Foundation
import Money

extension StoreState {
    /// The whole store as one JSON document, which ``init(document:)`` reads.
    public var document: JSONValue {
        let labels = statuses.filter { $0.label != $0.name }
        return [
            "name": .string(name), "currency": .string(currency), "is_price_entered_with_tax": .bool(isPriceEnteredWithTax),
            "status_labels": .object(JSONObject(labels.map { .init(key: String($0.id), value: .string($0.label)) })),
            "locations": JSONValue(locations.map(\.document)), "products": JSONValue(products.map(\.document)),
            "stock": JSONValue(stock.documents), "orders": .array(orders.map(\.document)),
        ]
    }

    /// Reads a store document; everything in it may be left out.
    ///
    /// - Throws: ``SandboxError/badDocument(_:)`` that names the part which cannot be read.
    public init(document: JSONValue) throws(SandboxError) {
        guard document.object != nil else { throw .badDocument("the document is no JSON object") }
        self.init()
        name = document["name"]?.text ?? name
        currency = document["currency"]?.text ?? currency
        isPriceEnteredWithTax = document["is_price_entered_with_tax"]?.boolean ?? false
        for (index, status) in statuses.enumerated() {
            statuses[index].label = document["status_labels"]?[String(status.id)]?.text ?? status.label
        }
        if let items = document["locations"]?.items, !items.isEmpty { locations = items.map(StockLocation.init(document:)) }
        for item in document["products"]?.items ?? [] { products.append(try Product(document: item)) }
        for item in document["stock"]?.items ?? [] { try stock.add(document: item) }
        for item in document["orders"]?.items ?? [] { add(try Order(document: item)) }
    }

    /// Reads a state file.
    ///
    /// - Throws: ``SandboxError/stateFile(path:reason:)``.
    public init(file: URL) throws(SandboxError) {
        do {
            try self.init(document: JSONValue(parsing: Array(try Data(contentsOf: file))))
        } catch {
            throw .stateFile(path: file.path, reason: "\(error)")
        }
    }

    /// Writes a state file under a temporary name and renames it, so that a reader never sees half of it.
    ///
    /// - Throws: ``SandboxError/stateFile(path:reason:)``.
    public func write(to file: URL) throws(SandboxError) {
        do {
            try Data(document.bytes()).write(to: file, options: .atomic)
        } catch {
            throw .stateFile(path: file.path, reason: "\(error)")
        }
    }
}

extension StockLocation {
    /// As the state file keeps it.
    fileprivate var document: JSONObject {
        ["id": JSONValue(id), "code": .string(code), "label": .string(label), "enabled": .bool(isEnabled)]
    }

    /// Reads what the state file keeps.
    fileprivate init(document: JSONValue) {
        self.init(
            id: document["id"]?.integer ?? 1, code: document["code"]?.text ?? "", label: document["label"]?.text ?? "",
            isEnabled: document["enabled"]?.boolean ?? true)
    }
}

extension Product {
    /// As the state file keeps it.
    fileprivate var document: JSONObject {
        [
            "id": JSONValue(id), "name": .string(name), "sku": .string(sku), "price": .string(price.description),
            "inventory_tracking": .string(tracking.rawValue), "type": .string(type),
            "inventory_warning_level": JSONValue(warningLevel), "is_visible": .bool(isVisible),
            "date_modified": .string(modified.iso8601), "variants": JSONValue(variants.map(\.document)),
        ]
    }

    /// Reads what the state file keeps.
    fileprivate init(document: JSONValue) throws(SandboxError) {
        guard let id = document["id"]?.integer, let sku = document["sku"]?.text else {
            throw .badDocument("a product needs \"id\" and \"sku\": \(document.json.prefix(80))")
        }
        guard let price = try? Amount(parsing: document["price"]?.text ?? "0") else {
            throw .badDocument("product \(sku): the price is no plain decimal")
        }
        self.init(
            id: id, name: document["name"]?.text ?? sku, sku: sku, price: price,
            tracking: document["inventory_tracking"]?.text.flatMap(InventoryTracking.init) ?? .product,
            type: document["type"]?.text ?? "physical",
            modified: document["date_modified"]?.text.flatMap { Instant(parsing: $0) } ?? Instant(seconds: 0),
            variants: document["variants"]?.items?.map(Variant.init(document:)) ?? [])
        warningLevel = document["inventory_warning_level"]?.integer ?? 0
        isVisible = document["is_visible"]?.boolean ?? true
    }
}

extension Variant {
    /// As the state file keeps it.
    fileprivate var document: JSONObject {
        [
            "id": JSONValue(id), "sku": .string(sku), "option_name": JSONValue(option?.name),
            "option_value": JSONValue(option?.value), "inventory_warning_level": JSONValue(warningLevel),
        ]
    }

    /// Reads what the state file keeps.
    fileprivate init(document: JSONValue) {
        let name = document["option_name"]?.text
        self.init(
            id: document["id"]?.integer ?? 0, sku: document["sku"]?.text ?? "",
            option: name.map { ($0, document["option_value"]?.text ?? "") })
        warningLevel = document["inventory_warning_level"]?.integer ?? 0
    }
}

extension Stock {
    /// All levels, by product, variant and location.
    fileprivate var documents: [JSONObject] {
        levels.sorted {
            ($0.key.product, $0.key.variant ?? 0, $0.key.location) < ($1.key.product, $1.key.variant ?? 0, $1.key.location)
        }
        .map { key, level in
            [
                "location_id": JSONValue(key.location), "product_id": JSONValue(key.product),
                "variant_id": key.variant.map { JSONValue($0) } ?? nil, "quantity": JSONValue(level.quantity),
            ]
        }
    }

    /// Takes over one level.
    fileprivate mutating func add(document: JSONValue) throws(SandboxError) {
        guard let product = document["product_id"]?.integer, let quantity = document["quantity"]?.integer else {
            throw .badDocument("a stock level needs \"product_id\" and \"quantity\": \(document.json.prefix(80))")
        }
        let key = Key(location: document["location_id"]?.integer ?? 1, product: product, variant: document["variant_id"]?.integer)
        set(key, to: quantity)
    }
}
