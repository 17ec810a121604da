/// The switches that are on, and the draw of lots that decides whom they hit.
struct FailurePlan: Sendable {
    /// What is on, with what is left of counts and skips.
    private(set) var switches: [FailureSwitch]
    /// Draws for switches that hit a share of the requests.
    private var dice = SeededGenerator(seed: 1)

    /// The switches that are on from the start.
    init(_ switches: [FailureSwitch]) { self.switches = switches }

    /// Switches more on.
    mutating func add(_ more: [FailureSwitch]) { switches += more }

    /// Switches everything off.
    mutating func removeAll() { switches = [] }

    /// The failures that hit a request; counts and skips are used up.
    mutating func hits(method: String, path: String) -> RequestFailures {
        var hits: [FailureSwitch] = []
        for index in switches.indices where concerns(switches[index], method: method, path: path) {
            if switches[index].skip > 0 {
                switches[index].skip -= 1
                continue
            }
            guard switches[index].percent >= 100 || dice.below(100) < switches[index].percent else { continue }
            if let count = switches[index].count { switches[index].count = count - 1 }
            hits.append(switches[index])
        }
        switches.removeAll { $0.count == 0 }
        return RequestFailures(hits)
    }

    /// Whether a switch is meant for such a request.
    private func concerns(_ failure: FailureSwitch, method: String, path: String) -> Bool {
        failure.kind.concerns(method: method, path: path)
            && (failure.method.map { $0 == method } ?? true) && (failure.path.map { path.contains($0) } ?? true)
    }
}

extension FailureSwitch.Kind {
    /// Whether the kind means anything for such a request, so that a count is not used up by another.
    fileprivate func concerns(method: String, path: String) -> Bool {
        switch self {
        case .missingLines: method == "GET" && path.contains("/v2/orders")
        case .delayedStock: path.contains("/inventory/adjustments/")
        case .conflict: method == "PUT"
        case .xmlDefault, .swappedNumbers, .swappedNulls: path.contains("/v2/")
        case .tooManyRequests, .tooManyRequestsBare, .internalError, .unavailableHTML, .cutConnection, .cutBody, .slow: true
        }
    }
}

/// The failures that hit one request.
struct RequestFailures: Sendable {
    /// The switches that hit.
    private let hits: [FailureSwitch]

    /// The failures of a request, none by default.
    init(_ hits: [FailureSwitch] = []) { self.hits = hits }

    /// Whether a kind hits.
    func contains(_ kind: FailureSwitch.Kind) -> Bool { hits.contains { $0.kind == kind } }

    /// The wait that goes with a kind; `nil` when it does not hit.
    func delay(_ kind: FailureSwitch.Kind) -> Duration? {
        hits.first { $0.kind == kind }.map { .milliseconds($0.milliseconds) }
    }
}
