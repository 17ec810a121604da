import Testing

@Suite("BigCommerce") struct BigCommerceTests {}
