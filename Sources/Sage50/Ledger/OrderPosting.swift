internal import Money

/// One sales order, decided to the last penny, ready to be written as one unit.
struct OrderPosting: Sendable, Equatable {
    /// Correlation id of the record, for messages.
    var record: String
    /// Under which id the order is remembered in the truth table; `nil` for a record without an id.
    var truthID: String?
    /// Under which id the account is remembered; `nil` when the customer has no id.
    var customerTruthID: String?
    /// Hash or text of what the decision was made on, kept with the truth.
    var fingerprint = ""

    var accountReference: String
    /// Created with the order.
    var newAccount: Account?
    /// Created with the order.
    var newProducts: [Product] = []
    /// Added to the account with the order.
    var newDeliveryAddress: DeliveryAddress?

    /// Honoured only with manual numbering; `nil` lets the ledger assign the next free number (R2).
    var number: Int?
    var header = OrderHeader()
    var currency = OrderCurrency()
    var lines: [OrderLine] = []
    var carriage: CarriageLine?
    var discount: NetValueDiscount?
    /// The first goes to the order's own columns; further ones are gift certificates and store credit.
    var payments: [OrderPayment] = []
    /// Reserve free stock for the lines (R28).
    var allocates = false
    /// What was changed so that the ledger's total is the shop's.
    var adjustments: [OrderAdjustment] = []

    /// Net of lines and carriage after the whole-order discount, in the order's currency.
    var net: Amount { lines.map(\.netAfterOrderDiscount).sum() + (carriage?.net ?? .zero) }
    var tax: Amount { lines.map(\.tax).sum() + (carriage?.tax ?? .zero) }
    var gross: Amount { net + tax }
}

/// The texts and dates of an order's head; lengths are within the columns already.
struct OrderHeader: Sendable, Equatable {
    var date: LedgerDate?
    var despatchDate: LedgerDate?
    /// `0` sales order, `1` quotation, `2` proforma.
    var typeCode = 0
    var typeText = "Sales Order"
    var name = ""
    var address = PostalAddress()
    var deliveryName = ""
    var deliveryAddress = PostalAddress()
    var contactName = ""
    var telephone = ""
    var vatNumber = ""
    var customerOrderNumber = ""
    var takenBy = ""
    var notes = ["", "", ""]
    var analysis = ["", "", ""]
    var consignment = ""
    var courier: Int?
    var settlementDays = 0
    var settlementRate = Amount.zero
    var globalNominal = ""
    var globalDetails = ""
    var globalTaxCode = ""
    var globalDepartment: Int?
}

/// The currency an order is written in.
struct OrderCurrency: Sendable, Equatable {
    /// `CURRENCY.NUMBER`.
    var number = 1
    var code = "GBP"
    /// Units of the order's currency for one unit of the base currency; 1 for the base itself.
    var rate = Amount.one
    var isBase = true

    /// An amount of the order in base currency, rounded once (decision 16).
    func base(_ amount: Amount) throws(AmountError) -> Amount {
        isBase ? amount : try amount.divided(by: rate).rounded(to: 2)
    }
}

/// One change to an order, as its success record tells it.
struct OrderAdjustment: Sendable, Equatable {
    var kind: Adjustment.Kind
    /// Position of the record's item, from 1; 0 for carriage, `nil` for the order as a whole.
    var position: Int?
    /// What was moved or added, gross; 0 for a line that was only split.
    var amount: Amount
    var text: String
}

/// One line of an order in the order's currency.
struct OrderLine: Sendable, Equatable {
    var stockCode: String
    /// Position of the record's item it stands for, from 1; 0 for carriage, `nil` for a line of the order as a whole.
    var position: Int?
    var description = ""
    /// Long text of a service line.
    var text = ""
    var comment1 = ""
    var comment2 = ""
    var unitOfSale = ""
    var jobNumber = ""
    var externalReference = ""
    var kind = Kind.product
    var quantity = Amount.zero
    var unitPrice = Amount.zero
    var discountAmount = Amount.zero
    var discountRate = Amount.zero
    /// Before the line discount.
    var fullNet = Amount.zero
    /// After the line discount.
    var net = Amount.zero
    var tax = Amount.zero
    /// The line's share of the whole-order discount, net.
    var orderDiscount = Amount.zero
    var taxCode = ""
    var taxCodeID = 0
    var taxRate = Amount.zero
    var nominalCode = ""
    var department = 0

    enum Kind: Sendable, Equatable {
        /// Moves stock and can be allocated.
        case product
        /// A product record without quantities, or a chargeable line without a record.
        case unstocked
        case service
        /// Text only; never reaches the nominal ledger.
        case message
    }

    var netAfterOrderDiscount: Amount { net - orderDiscount }
    var gross: Amount { netAfterOrderDiscount + tax }
}

/// The one carriage amount of an order (R17).
struct CarriageLine: Sendable, Equatable {
    var net: Amount
    var tax: Amount
    var taxCode: String
    var taxRate: Amount
    var nominalCode: String
    var department: Int
}

/// A whole-order discount (R21): its net amount in all and how it is described.
struct NetValueDiscount: Sendable, Equatable {
    var net: Amount
    var rate: Amount
    var description: String
    var comment1: String
    var comment2: String
}

/// A payment that goes with an order; complete by construction (sage50.md 6).
struct OrderPayment: Sendable, Equatable {
    enum Kind: Int, Sendable {
        case alreadyReceived = 0
        /// Posted and allocated when the invoice is posted.
        case salesReceipt = 3
    }

    var amount: Amount
    var bank: String
    var kind: Kind
    var reference: String
}

/// An order that is in the ledger.
struct PostedOrder: Sendable, Equatable {
    var number: Int
    var accountReference: String
    var customerOrderNumber: String
    /// In the order's currency.
    var gross: Amount
    /// Really allocated per line, in the order of the lines.
    var allocated: [Amount] = []
}

/// How the posting of one order ended.
enum PostingResult: Sendable, Equatable {
    case posted(PostedOrder)
    case refused(Rejection)
}
