extension Endpoint {
    /// Payments and refunds of an order, in V3.
    static let orderPaymentEndpoints = [
        Endpoint(.v3, "orders/#/transactions", scope: "store_v2_transactions", ["GET": listTransactions]),
        Endpoint(.v3, "orders/#/payment_actions/refunds", scope: "store_v2_orders", ["GET": listRefunds]),
    ]

    /// `GET orders/{id}/transactions`.
    private static let listTransactions: Handler = { (state, request) throws(APIFailure) in
        try PageRequest(request).envelope(of: try find(state, request).transactions) { $0 }
    }

    /// `GET orders/{id}/payment_actions/refunds`.
    private static let listRefunds: Handler = { (state, request) throws(APIFailure) in
        try PageRequest(request).envelope(of: try find(state, request).refunds) { $0 }
    }
}
