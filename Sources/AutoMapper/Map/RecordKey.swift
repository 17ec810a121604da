internal import XSLT

/// Correlation id of a record: the store and its own id.
enum RecordKey {
    /// Where a record has its own id, the best place first.
    private static let ids = ["id", "Id", "Sku", "sku"]
    /// Our own namespace.
    private static let own = "urn:crosswalk"

    /// The child elements of a record that are looked at, as a streaming transform names them.
    static let children = ids + ["{\(own)}Store"]

    /// - Parameters:
    ///   - root: the document element, whose `store` counts where the record names none.
    ///   - number: counted from 1; tells a record without an id.
    static func of(_ record: XMLElement, root: XMLElement?, number: Int) -> String {
        let id = ids.lazy.compactMap { name in
            record.elements.first { $0.name == name && $0.namespace == record.namespace }?.text.trimmedBlanks
        }.first { !$0.isEmpty }
        guard let id else { return "\(record.name) \(number) of the file" }
        let named = record.elements.first { $0.name == "Store" && $0.namespace == own }?.text
        let store = named ?? root?.attribute("store") ?? ""
        return store.isEmpty ? id : "\(store)/\(id)"
    }
}
