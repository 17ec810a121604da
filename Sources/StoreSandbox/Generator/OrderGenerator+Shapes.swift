import Money

/// What each shape changes in a plain order.
extension OrderGenerator {
    /// Turns a plain order into one of that shape.
    mutating func apply(_ shape: OrderShape, to draft: inout OrderDraft) throws(AmountError) {
        switch shape {
        case .plain: break
        case .incomplete, .archived, .awaitingPayment, .cashOnDelivery, .cancelled, .alreadyShipped, .refunded,
            .partiallyRefunded:
            applyProgress(shape, to: &draft)
        case .digital, .mixed, .twoAddresses, .pickup, .export: applyDelivery(shape, to: &draft)
        case .customLine, .bundle, .giftCertificateLine, .giftWrap, .manyLines, .veryManyLines, .zeroRated, .reducedRate:
            applyLines(shape, to: &draft)
        case .lineDiscount, .manualDiscount, .couponPerItem, .couponPercentage, .couponPerTotal, .couponShipping,
            .couponFreeShipping, .couponPromotion:
            try applyDiscount(shape, to: &draft)
        case .foreignCurrency, .displayCurrency, .storeCredit, .giftCertificate, .fee, .handling: applyMoney(shape, to: &draft)
        case .nullTexts, .emptyTexts, .nonLatin, .longMessage: applyTexts(shape, to: &draft)
        }
    }

    /// Orders that are not simply paid and waiting.
    private mutating func applyProgress(_ shape: OrderShape, to draft: inout OrderDraft) {
        switch shape {
        case .incomplete: unpaid(&draft, status: OrderStatus.incomplete, method: "")
        case .awaitingPayment: unpaid(&draft, status: 7, method: "Bank Deposit")
        case .cashOnDelivery: unpaid(&draft, status: OrderStatus.awaitingFulfillment, method: "Cash on Delivery")
        case .cancelled: unpaid(&draft, status: OrderStatus.cancelled, method: "Credit Card")
        case .archived: draft.fields["is_deleted"] = true
        case .alreadyShipped:
            draft.fields["status_id"] = JSONValue(OrderStatus.shipped)
            draft.fields["date_shipped"] = .string(draft.created.advanced(bySeconds: 7200).rfc2822)
        case .refunded:
            draft.fields["status_id"] = JSONValue(OrderStatus.refunded)
            draft.refundedLines = draft.lines.indices
        default:
            draft.lines.append(line(draft.isInclusive))
            draft.fields["status_id"] = JSONValue(OrderStatus.partiallyRefunded)
            draft.refundedLines = 0..<1
        }
    }

    /// No money came in.
    private func unpaid(_ draft: inout OrderDraft, status: Int, method: String) {
        draft.isPaid = false
        draft.fields["status_id"] = JSONValue(status)
        draft.fields["payment_method"] = .string(method)
        draft.fields["payment_status"] = ""
        draft.fields["payment_provider_id"] = nil
    }

    /// Orders that go elsewhere, or nowhere.
    private mutating func applyDelivery(_ shape: OrderShape, to draft: inout OrderDraft) {
        switch shape {
        case .digital:
            draft.lines = [line(draft.isInclusive) { $0.isDigital }]
            draft.deliveries = []
        case .mixed: draft.lines.append(line(draft.isInclusive) { $0.isDigital })
        case .twoAddresses:
            var second = line(draft.isInclusive)
            second.delivery = 1
            draft.lines.append(second)
            draft.deliveries.append((People.address(&dice), Amount(micros: 395 * Amount.penny.micros)))
        case .pickup:
            for index in draft.lines.indices { draft.lines[index].pickup = 1 }
            draft.deliveries = []
            draft.pickups = [
                [
                    "id": JSONValue(draft.id), "pickup_method_id": 1, "pickup_method_display_name": "Collect in store",
                    "collection_instructions": "Bring your order number.", "collection_time_description": "9 to 5",
                    "location": ["id": 1, "name": "Default location", "city": "Leeds"],
                ]
            ]
        default:
            draft.isTaxFree = true
            draft.deliveries = draft.deliveries.map { (People.abroad($0.address), $0.cost) }
            draft.fields["billing_address"] = .object(draft.deliveries[0].address)
        }
    }

    /// Orders with lines of an unusual kind or number.
    private mutating func applyLines(_ shape: OrderShape, to draft: inout OrderDraft) {
        let inclusive = draft.isInclusive
        switch shape {
        case .customLine:
            draft.lines.append(
                DraftLine(
                    name: "Engraving, 12 letters", sku: "", productID: 0, variantID: 0, unit: Amount(8), quantity: 1,
                    rate: Amount(20)))
        case .bundle:
            var child = line(inclusive)
            child.unit = .zero
            child.parent = 0
            draft.lines.append(child)
        case .giftCertificateLine:
            draft.lines.append(
                DraftLine(
                    name: "Gift certificate", sku: "", productID: 0, variantID: 0, type: "giftcertificate", unit: Amount(25),
                    quantity: 1, rate: .zero))
        case .giftWrap:
            draft.lines[0].wrapping = ("Red box", "Happy birthday, Ann!", Amount(micros: 250 * Amount.penny.micros))
        case .manyLines: draft.lines = (0..<dice.between(51...70)).map { _ in line(inclusive) }
        case .veryManyLines: draft.lines = (0..<dice.between(251...280)).map { _ in line(inclusive) }
        case .zeroRated: draft.lines = (0..<2).map { _ in line(inclusive) { $0.taxRate.isZero && !$0.isDigital } }
        default: draft.lines = (0..<3).map { _ in line(inclusive) { $0.taxRate == Amount(5) && !$0.isDigital } }
        }
    }

    /// Orders with other currencies, means of payment or costs.
    private func applyMoney(_ shape: OrderShape, to draft: inout OrderDraft) {
        switch shape {
        case .foreignCurrency:
            for name in ["currency_code", "default_currency_code"] { draft.fields[name] = "EUR" }
            for name in ["currency_id", "default_currency_id"] { draft.fields[name] = 2 }
            draft.fields["store_default_to_transactional_exchange_rate"] = "1.1600000000"
        case .displayCurrency:
            draft.fields["currency_code"] = "EUR"
            draft.fields["currency_id"] = 2
            draft.fields["currency_exchange_rate"] = "1.1600000000"
        case .storeCredit: draft.fields["store_credit_amount"] = "1.0000"
        case .giftCertificate: draft.fields["gift_certificate_amount"] = "1.0000"
        case .fee: draft.fees = [("Small order fee", Amount(micros: 150 * Amount.penny.micros))]
        default: draft.handling = Amount(micros: 120 * Amount.penny.micros)
        }
    }

    /// Fields that the shop leaves `null` or empty, as it pleases.
    private static let optionalTexts = [
        "staff_notes", "customer_message", "external_source", "cart_id", "external_id", "external_order_id",
    ]

    /// Orders with difficult texts.
    private func applyTexts(_ shape: OrderShape, to draft: inout OrderDraft) {
        switch shape {
        case .nullTexts: for name in OrderGenerator.optionalTexts { draft.fields[name] = .null }
        case .emptyTexts: for name in OrderGenerator.optionalTexts { draft.fields[name] = "" }
        case .nonLatin:
            draft.deliveries = draft.deliveries.map { (People.nonLatin($0.address), $0.cost) }
            draft.fields["billing_address"] = .object(draft.deliveries[0].address)
        default:
            draft.fields["staff_notes"] = "Called twice <b>\"urgent\"</b> & paid"
            draft.fields["customer_message"] = .string(
                "Please leave the parcel with the neighbour at number 14 if nobody answers,\r\nand mind the dog, thank you! 🐕")
        }
    }
}
