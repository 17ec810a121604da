internal import Money

/// What the import needs to know of a stock record.
struct Product: Sendable, Equatable {
    /// What a record is; only `stock` has quantities that mean something (sage50.md 8.2).
    enum ItemType: String, Sendable, CaseIterable {
        case stock = "Stock"
        case nonStock = "NonStock"
        case service = "Service"
    }

    /// At most 30 characters.
    var stockCode: String
    var description = ""
    var type = ItemType.stock
    /// Net.
    var salesPrice = Amount.zero
    /// `T1`; empty when the record names none.
    var taxCode = ""
    var nominalCode = ""
    var department = 0
    var unitOfSale = ""
    var isInactive = false
    var quantityInStock = Amount.zero
    var quantityAllocated = Amount.zero

    /// In stock less allocated; may be negative.
    var freeStock: Amount { quantityInStock - quantityAllocated }
}

/// The quantities of a stock record.
struct StockLevel: Sendable, Equatable {
    var stockCode: String
    var type: Product.ItemType
    var inStock: Amount
    var allocated: Amount
    var isPublished: Bool
    /// Time stamp of the last change in the ledger's own form; sorts by time.
    var modified: String

    var free: Amount { inStock - allocated }
}

/// A whole stock record as the export writes it.
struct StockRecord: Sendable, Equatable {
    var stockCode: String
    /// Text and code columns by name; absent means empty.
    var texts: [String: String] = [:]
    /// Decimal columns by name.
    var decimals: [String: Amount] = [:]
    /// Number and flag columns by name.
    var numbers: [String: Int] = [:]
    var type = Product.ItemType.stock
    var quantityBreaks: [QuantityBreak] = []
    var components: [Component] = []
    /// Time stamp of the last change, UTC.
    var modified = ""

    /// One step of a quantity discount table.
    struct QuantityBreak: Sendable, Equatable {
        /// `A` to `E`.
        var table: String
        var quantity: Amount
        var percentage: Amount
    }

    /// What an assembly is built from.
    struct Component: Sendable, Equatable {
        var stockCode: String
        var quantity: Amount
    }
}
