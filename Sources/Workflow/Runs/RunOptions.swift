/// How one run is to go.
public struct RunOptions: Sendable {
    public var mode: RunMode
    /// Goes on with the last run of this customer and workflow from the task that failed, in the same folder.
    public var resumes: Bool
    /// Parameters of the command line; they go over those of definition and customer.
    public var parameters: [String: String]
    /// Stops the run at the next safe place.
    public var stop: StopSignal
    /// How long a task waits for a ledger that another run is writing to, before it fails.
    public var ledgerPatience: Duration = .seconds(60)

    public init(
        mode: RunMode = .live, resumes: Bool = false, parameters: [String: String] = [:], stop: StopSignal = StopSignal()
    ) {
        self.mode = mode
        self.resumes = resumes
        self.parameters = parameters
        self.stop = stop
    }
}
