/// What the API shows for fields that a document does not mention, in the order in which it shows them.
enum OrderTemplates {
    /// No money, as V2 writes it.
    private static let zero: JSONValue = "0.0000"

    /// An order without its links.
    static let order: JSONObject = [
        "id": 0, "customer_id": 0, "date_created": "", "date_modified": "", "date_shipped": "",
        "is_tax_inclusive_pricing": false, "status_id": 1, "status": "", "custom_status": "",
        "subtotal_ex_tax": zero, "subtotal_inc_tax": zero, "subtotal_tax": zero,
        "base_shipping_cost": zero, "shipping_cost_ex_tax": zero, "shipping_cost_inc_tax": zero, "shipping_cost_tax": zero,
        "shipping_cost_tax_class_id": 2,
        "base_handling_cost": zero, "handling_cost_ex_tax": zero, "handling_cost_inc_tax": zero, "handling_cost_tax": zero,
        "handling_cost_tax_class_id": 2,
        "base_wrapping_cost": zero, "wrapping_cost_ex_tax": zero, "wrapping_cost_inc_tax": zero, "wrapping_cost_tax": zero,
        "wrapping_cost_tax_class_id": 3,
        "total_ex_tax": zero, "total_inc_tax": zero, "total_tax": zero,
        "items_total": 0, "items_shipped": 0, "payment_method": "", "payment_provider_id": nil, "payment_status": "",
        "refunded_amount": zero, "order_is_digital": false,
        "store_credit_amount": zero, "gift_certificate_amount": zero, "discount_amount": zero, "coupon_discount": zero,
        "ip_address": "192.0.2.7", "ip_address_v6": "", "geoip_country": "United Kingdom", "geoip_country_iso2": "GB",
        "currency_id": 1, "currency_code": "GBP", "currency_exchange_rate": "1.0000000000",
        "default_currency_id": 1, "default_currency_code": "GBP", "store_default_currency_code": "GBP",
        "store_default_to_transactional_exchange_rate": "1.0000000000",
        "staff_notes": nil, "customer_message": "", "shipping_address_count": 0, "is_deleted": false,
        "ebay_order_id": "0", "cart_id": nil, "billing_address": .object(address),
        "is_email_opt_in": false, "credit_card_type": nil, "order_source": "www", "channel_id": 1,
        "external_source": nil, "external_id": nil, "external_merchant_id": nil, "external_order_id": "",
        "tax_provider_id": "BasicTaxProvider", "customer_locale": "en",
    ]

    /// A billing address.
    static let address: JSONObject = [
        "first_name": "", "last_name": "", "company": "", "street_1": "", "street_2": "", "city": "", "state": "", "zip": "",
        "country": "United Kingdom", "country_iso2": "GB", "phone": "", "email": "", "form_fields": [],
    ]

    /// A shipping address without its link.
    static let shippingAddress: JSONObject = [
        "id": 0, "order_id": 0, "first_name": "", "last_name": "", "company": "", "street_1": "", "street_2": "", "city": "",
        "zip": "", "country": "United Kingdom", "country_iso2": "GB", "state": "", "email": "", "phone": "",
        "items_total": 0, "items_shipped": 0, "shipping_method": "Standard delivery",
        "base_cost": zero, "cost_ex_tax": zero, "cost_inc_tax": zero, "cost_tax": zero, "cost_tax_class_id": 2,
        "base_handling_cost": zero, "handling_cost_ex_tax": zero, "handling_cost_inc_tax": zero, "handling_cost_tax": zero,
        "handling_cost_tax_class_id": 2, "shipping_zone_id": 1, "shipping_zone_name": "United Kingdom", "form_fields": [],
    ]

    /// An order line.
    static let line: JSONObject = [
        "id": 0, "order_id": 0, "product_id": 0, "variant_id": 0, "order_address_id": 0, "order_pickup_method_id": 0,
        "name": "", "name_customer": "", "name_merchant": "", "sku": "", "upc": "", "type": "physical",
        "base_price": zero, "price_ex_tax": zero, "price_inc_tax": zero, "price_tax": zero,
        "base_total": zero, "total_ex_tax": zero, "total_inc_tax": zero, "total_tax": zero, "discounted_total_inc_tax": zero,
        "weight": "0.4000", "width": zero, "height": zero, "depth": zero,
        "quantity": 1, "quantity_shipped": 0, "quantity_refunded": 0,
        "base_cost_price": zero, "cost_price_inc_tax": zero, "cost_price_ex_tax": zero, "cost_price_tax": zero,
        "is_refunded": false, "refund_amount": zero, "return_id": 0,
        "wrapping_id": 0, "wrapping_name": "", "base_wrapping_cost": zero, "wrapping_cost_ex_tax": zero,
        "wrapping_cost_inc_tax": zero, "wrapping_cost_tax": zero, "wrapping_message": "",
        "event_name": nil, "event_date": "", "fixed_shipping_cost": zero, "ebay_item_id": "", "ebay_transaction_id": "",
        "option_set_id": nil, "parent_order_product_id": nil, "is_bundled_product": false, "bin_picking_number": "",
        "external_id": nil, "fulfillment_source": "", "brand": "", "gift_certificate_id": nil,
        "applied_discounts": [], "product_options": [], "configurable_fields": [],
    ]
}
