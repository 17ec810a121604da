/// The store: its state, its quota and its list of requests, changed by one request at a time.
public actor Store {
    /// What the store knows.
    public private(set) var state: StoreState
    /// How many requests came, by method and path with numbers replaced by `#`.
    public private(set) var requests: [String: Int] = [:]

    /// What goes wrong.
    private var plan: FailurePlan
    /// What is left of the quota.
    private var meter: QuotaMeter
    /// How the store behaves.
    private let options: SandboxOptions
    /// Whether a change waits for the state file to be written.
    private var isSavePlanned = false

    /// A store with this state.
    init(state: StoreState, options: SandboxOptions) {
        self.state = state
        self.options = options
        plan = FailurePlan(options.failures)
        meter = QuotaMeter(quota: options.quota, now: options.quotaClock)
    }

    /// Changes the store behind the API's back, as a merchant does in the control panel.
    @discardableResult
    public func change<T: Sendable>(_ body: @Sendable (inout StoreState) throws -> T) rethrows -> T {
        defer { planSave() }
        return try body(&state)
    }

    /// Switches failures on.
    public func add(failures: [FailureSwitch]) { plan.add(failures) }

    /// Switches every failure off.
    public func removeFailures() { plan.removeAll() }

    /// The switches that are on, with what is left of their counts.
    public var failures: [FailureSwitch] { plan.switches }

    /// Begins the counting of requests again.
    public func forgetRequests() { requests = [:] }

    /// Notes a request and draws the failures that hit it.
    func admit(method: String, path: String) -> RequestFailures {
        requests[method + " " + Store.shape(path), default: 0] += 1
        return plan.hits(method: method, path: path)
    }

    /// Takes one request from the quota.
    func spend() -> QuotaReading { meter.spend() }

    /// Reads the quota without taking from it.
    func quotaReading() -> QuotaReading { meter.present }

    /// Carries out a request.
    func answer(_ request: StoreRequest, by handler: Endpoint.Handler) throws(APIFailure) -> StoreAnswer {
        defer { if request.method != "GET" { planSave() } }
        return try handler(&state, request)
    }

    /// Writes the state file now; nothing happens without one.
    ///
    /// - Throws: ``SandboxError/stateFile(path:reason:)``.
    func save() throws(SandboxError) {
        isSavePlanned = false
        if let file = options.stateFile { try state.write(to: file) }
    }

    /// Writes the state file a little later, once for all changes until then: a thousand status changes are not a thousand files.
    /// A file that cannot be written now is reported when the server stops.
    private func planSave() {
        guard options.stateFile != nil, !isSavePlanned else { return }
        isSavePlanned = true
        Task {
            try? await Task.sleep(for: .milliseconds(300))
            if isSavePlanned { try? save() }
        }
    }

    /// `/stores/H/v2/orders/1042` becomes `/v2/orders/#`.
    private static func shape(_ path: String) -> String {
        var segments = path.split(separator: "/").map { Int($0) == nil ? String($0) : "#" }
        if segments.first == "stores" { segments.removeFirst(min(2, segments.count)) }
        return "/" + segments.joined(separator: "/")
    }
}
