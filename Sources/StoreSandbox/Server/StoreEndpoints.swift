extension Endpoint {
    /// The store itself: the clock and the facts that a connection test reads.
    static let storeEndpoints = [
        Endpoint(.v2, "time", scope: "store_v2_information", ["GET": time]),
        Endpoint(.v2, "store", scope: "store_v2_information", ["GET": store]),
    ]

    /// `GET time`, the connection test.
    private static let time: Handler = { _, request in
        StoreAnswer(["time": JSONValue(request.now.seconds)], name: "time")
    }

    /// `GET store`.
    private static let store: Handler = { state, request in
        let zone: JSONValue = [
            "name": "Europe/London", "raw_offset": 0, "dst_offset": 3600, "dst_correction": false,
            "date_format": ["display": "jS M Y", "export": "jS M Y", "extended_display": "jS M Y @ g:i A"],
        ]
        return StoreAnswer(
            [
                "id": JSONValue(request.base.split(separator: "/").last.map(String.init)), "store_id": "1000001",
                "name": .string(state.name), "domain": "sandbox.example.test", "secure_url": "https://sandbox.example.test",
                "timezone": zone, "currency": .string(state.currency), "currency_symbol": "£", "decimal_places": 2,
                "decimal_separator": ".", "thousands_separator": ",", "weight_units": "KGS",
                "dimension_units": "Centimeters", "language": "en", "plan_name": "Sandbox", "plan_level": "Pro Plan",
                "is_price_entered_with_tax": .bool(state.isPriceEnteredWithTax), "default_channel_id": 1, "features": [:],
            ], name: "store")
    }
}
