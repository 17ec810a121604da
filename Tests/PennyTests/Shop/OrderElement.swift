import Money

/// An order as `bigcommerce.download-orders` writes it to `orders.xml`: the API's field names, amounts with four decimals.
struct OrderElement {
    let till: Till
    private var basket: Basket { till.basket }

    init(_ till: Till) { self.till = till }

    /// Several orders as one file of the store `demo`.
    static func file(_ tills: [Till]) -> String {
        "<orders store=\"demo\">\n\(tills.map { OrderElement($0).xml }.joined(separator: "\n"))\n</orders>"
    }

    var xml: String {
        """
        <order><id>\(basket.id)</id><customer_id>0</customer_id><date_created>Tue, 03 Mar 2026 09:15:02 +0000</date_created>\
        <is_tax_inclusive_pricing>\(basket.store.isInclusive)</is_tax_inclusive_pricing><status_id>11</status_id>\
        <status>Awaiting Fulfillment</status>\(totals)\
        <items_total>\(basket.lines.map(\.quantity).reduce(0, +))</items_total><items_shipped>0</items_shipped>\
        <payment_method>Credit Card</payment_method><payment_provider_id>bt\(basket.id)</payment_provider_id>\
        <payment_status>\(hasRefunds ? "partially refunded" : "captured")</payment_status><refunded_amount>0.0000</refunded_amount><is_deleted>false</is_deleted>\
        <currency_code>GBP</currency_code><default_currency_code>GBP</default_currency_code>\
        <store_default_currency_code>GBP</store_default_currency_code><staff_notes>NULL</staff_notes><customer_message/>\
        <billing_address>\(address)</billing_address>\
        <products>\(basket.lines.indices.map(product).joined())</products>\
        <shipping_addresses>\(delivery)</shipping_addresses>\
        <coupons>\(basket.coupons.map(coupon).joined())</coupons>\
        <fees>\(basket.fees.indices.map(fee).joined())</fees>\(refunds)</order>
        """
    }

    private var totals: String {
        taxed("subtotal", till.subtotal) + taxed("shipping_cost", till.shipping) + taxed("handling_cost", till.handling)
            + taxed("wrapping_cost", till.wrapping) + taxed("total", till.total)
            + amount("store_credit_amount", till.credit) + amount("gift_certificate_amount", till.voucher)
            + amount("discount_amount", till.discountAmount) + amount("coupon_discount", till.couponDiscount)
    }

    private func product(_ index: Int) -> String {
        let line = basket.lines[index], figures = till.lines[index]
        let isVoucher = line.sku.isEmpty
        let total = basket.store.tellsDiscountedTotals ? amount("discounted_total_inc_tax", figures.charged.inc) : ""
        return """
            <product><id>\(basket.id * 100 + index)</id><name>Goods \(line.sku)</name><sku>\(line.sku)</sku>\
            <order_address_id>\(isVoucher || basket.shipping == nil ? 0 : basket.id)</order_address_id>\
            <type>\(isVoucher ? "giftcertificate" : "physical")</type>\(taxed("price", figures.piece))\
            \(amount("total_ex_tax", figures.list.ex))\(amount("total_inc_tax", figures.list.inc))\
            \(amount("total_tax", figures.charged.tax))\(total)<quantity>\(line.quantity)</quantity>\
            <quantity_refunded>\(line.refunded)</quantity_refunded>\(taxed("wrapping_cost", figures.wrapping))\
            <applied_discounts>\(line.discounts.map(discount).joined())</applied_discounts></product>
            """
    }

    private func discount(_ discount: Basket.Discount) -> String {
        "<discount><id>\(discount.id)</id>\(amount("amount", discount.amount))<code>\(discount.isCoupon ? "SPRING" : "NULL")</code>"
            + "<target>\(discount.isOfOrder ? "order" : "product")</target></discount>"
    }

    private func coupon(_ coupon: Basket.Coupon) -> String {
        "<coupon><coupon_id>7</coupon_id><code>SPRING</code><type>\(coupon.type)</type>\(amount("discount", coupon.discount))</coupon>"
    }

    private func fee(_ index: Int) -> String {
        "<fee><id>\(index + 1)</id><type>custom_fee</type><display_name_merchant>\(basket.fees[index].name)</display_name_merchant>"
            + taxed("cost", till.fees[index]) + "</fee>"
    }

    private var hasRefunds: Bool { till.refunds.contains { !$0.isZero } }

    /// One refund with an item for each line of which pieces came back, as V3 tells it: numbers without trailing zeros.
    private var refunds: String {
        guard hasRefunds else { return "" }
        let items = zip(basket.lines, till.refunds).enumerated().filter { $1.0.refunded > 0 }.map { index, refund in
            "<item><item_type>PRODUCT</item_type><item_id>\(basket.id * 100 + index)</item_id>"
                + "<quantity>\(refund.0.refunded)</quantity><requested_amount>\(refund.1)</requested_amount></item>"
        }
        return "<refunds><refund><id>\(basket.id)</id><total_amount>\(till.refunds.sum())</total_amount>"
            + "<items>\(items.joined())</items></refund></refunds>"
    }

    private var delivery: String {
        guard basket.shipping != nil else { return "" }
        return "<address><id>\(basket.id)</id>\(address)<shipping_method>Tracked 48</shipping_method></address>"
    }

    private var address: String {
        """
        <first_name>Ann</first_name><last_name>Lee</last_name><company/><street_1>1 High Street</street_1><street_2/>\
        <city>Leeds</city><zip>LS1 1AA</zip><country_iso2>\(basket.country)</country_iso2>
        """
    }

    /// `NAME_ex_tax`, `NAME_inc_tax` and `NAME_tax`.
    private func taxed(_ name: String, _ taxed: TaxedAmount) -> String {
        amount(name + "_ex_tax", taxed.ex) + amount(name + "_inc_tax", taxed.inc) + amount(name + "_tax", taxed.tax)
    }

    private func amount(_ name: String, _ amount: Amount) -> String { "<\(name)>\(amount.formatted(decimals: 4))</\(name)>" }
}
