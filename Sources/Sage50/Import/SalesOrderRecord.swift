internal import Money

/// A sales order as the interchange file gives it, typed: what was given and what was not (zynk-workflow.md 3.1).
struct SalesOrderRecord: Sendable, Equatable {
    /// The shop's order id; `nil` gives no protection against duplicates.
    var id: String?
    /// The shop's store, from our own namespace.
    var store: String?
    /// `nil` for a guest: shops send id 0 for all of them, and 0 must not tie them to one account.
    var customerID: String?
    var accountReference: String?
    var salesOrderNumber: Int?
    var type = Kind.productInvoice
    var currency: String?
    /// `false` says that amounts are in base currency.
    var currencyUsed: Bool?
    var foreignRate: Amount?
    /// Overrides the task's `prices_include_tax`.
    var vatInclusive: Bool?
    var invoiceAddress: Contact?
    /// Present but blank is not the same as absent (R9).
    var deliveryAddress: Contact?
    var items: [Item] = []
    var carriage: Item?
    var discount = Discount()
    var payments: [Payment] = []
    /// The total the stylesheet passed on, and its currency.
    var orderTotal: RecordedTotal?
    /// Set when the shop's order goes to several addresses and this is the order for one of them.
    var part: Part?
    /// Dates, texts and globals that go to the order as they are.
    var header = OrderHeader()

    enum Kind: String, Sendable, CaseIterable {
        case productInvoice = "ProductInvoice"
        case sopInvoice = "SopInvoice"
        case quote = "SopQuote"
        case proforma = "SopProforma"

        var code: Int {
            switch self {
            case .productInvoice, .sopInvoice: 0
            case .quote: 1
            case .proforma: 2
            }
        }

        var text: String {
            switch self {
            case .productInvoice, .sopInvoice: "Sales Order"
            case .quote: "Quotation"
            case .proforma: "Proforma"
            }
        }
    }

    /// An address with the person and company in it (3.2).
    struct Contact: Sendable, Equatable {
        var company = ""
        /// Title, forename, middle name, surname, suffix, joined by blanks.
        var person = ""
        var forename = ""
        var surname = ""
        var address = PostalAddress()
        /// ISO 3166 alpha-2, upper case; empty when not given.
        var country = ""
        var telephone = ""
        var fax = ""
        var mobile = ""
        var email = ""
        var website = ""

        /// Company if there is one, otherwise the person (R8).
        var name: String { company.isEmpty ? person : company }
        var isBlank: Bool { name.isEmpty && address.isBlank }
    }

    /// An order line or the carriage (3.3).
    struct Item: Sendable, Equatable {
        /// Position in the order, from 1; 0 for carriage.
        var position: Int
        /// The shop's line id.
        var id = ""
        var sku: String?
        var name = ""
        var description = ""
        var comments = ""
        var text = ""
        var unitOfSale = ""
        var reference = ""
        var quantity: Amount?
        var unitPrice: Amount?
        var discountAmount: Amount?
        var discountPercentage: Amount?
        /// Line net and tax as the shopper paid them; both or none.
        var exact: Exact?
        var taxCode: String?
        var nominalCode: String?
        var department: Int?
        var type = Product.ItemType.stock
        /// Something in it could not be read, so that nothing further is said about it.
        var isUnreadable = false

        struct Exact: Sendable, Equatable {
            var net: Amount
            var tax: Amount
        }

        /// How messages name the line: `line 2 (MUG-1)`, `carriage`.
        var place: String { position == 0 ? "carriage" : sku.map { "line \(position) (\($0))" } ?? "line \(position)" }
    }

    /// A whole-order discount as given.
    struct Discount: Sendable, Equatable {
        var amount: Amount?
        var percentage: Amount?
        var description = ""
        var comment1 = ""
        var comment2 = ""
    }

    /// A payment as given; which parts are missing decides whether it is recorded.
    struct Payment: Sendable, Equatable {
        var instrument = Instrument.card
        var amount: Amount?
        var bank: String?
        var kind: OrderPayment.Kind?
        var reference = ""

        /// What the shopper paid with.
        enum Instrument: String, Sendable, CaseIterable {
            /// Whatever reaches a bank: card, wallet, transfer.
            case card
            case giftCertificate = "gift-certificate"
            case storeCredit = "store-credit"

            /// How messages name it.
            var name: String {
                switch self {
                case .card: "card"
                case .giftCertificate: "gift certificate"
                case .storeCredit: "store credit"
                }
            }
        }
    }

    /// One of the orders that a shop's order with several delivery addresses became.
    struct Part: Sendable, Equatable {
        /// From 1.
        var number: Int
        /// How many there are.
        var count: Int
        /// What the shopper paid for all of them.
        var wholeTotal: RecordedTotal
    }

    /// `<store>/<id>`, or `<id>` without a store; `nil` without an id. The id of a part ends with its number: `demo/1042/2`.
    var correlationID: String? { id.map(correlationID(of:)) }

    /// The correlation id of the shop's whole order.
    var wholeID: String? {
        guard let part, let id else { return correlationID }
        return correlationID(of: String(id.dropLast("/\(part.number)".count)))
    }

    /// The correlation ids of the other parts.
    var siblingIDs: [String] {
        guard let part, let whole = wholeID else { return [] }
        return (1...part.count).filter { $0 != part.number }.map { "\(whole)/\($0)" }
    }

    private func correlationID(of id: String) -> String { store.map { "\($0)/\(id)" } ?? id }
}

/// What the shopper paid for an order.
struct RecordedTotal: Sendable, Equatable {
    var amount: Amount
    /// ISO 4217; `nil` when not told.
    var currency: String?
    /// What the shop gave back of the whole order before it came here; the amount is without it.
    var refunded: Amount?
}
