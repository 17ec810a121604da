internal import Foundation

/// How one run is to go.
public struct RunOptions: Sendable {
    public var mode: RunMode
    /// Goes on with the last run of this customer and workflow from the task that failed, in the same folder.
    public var resumes: Bool
    /// Parameters of the command line; they go over those of definition and customer.
    public var parameters: [String: String]
    /// Stops the run at the next safe place.
    public var stop: StopSignal

    public init(
        mode: RunMode = .live, resumes: Bool = false, parameters: [String: String] = [:], stop: StopSignal = StopSignal()
    ) {
        self.mode = mode
        self.resumes = resumes
        self.parameters = parameters
        self.stop = stop
    }
}

/// Names of runs, which are names of folders too.
enum RunID {
    /// Ends the name of a dry run's folder.
    static let dryRunSuffix = "-dry"
    private static let style = Date.VerbatimFormatStyle(
        format: """
            \(year: .defaultDigits)\(month: .twoDigits)\(day: .twoDigits)-\
            \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased))\(minute: .twoDigits)\(second: .twoDigits)
            """,
        locale: Locale(identifier: "en_US_POSIX"), timeZone: .gmt, calendar: Calendar(identifier: .gregorian))

    /// `20260303-091502-7f3a`: the start in UTC and four characters that keep runs of one second apart.
    static func make(_ start: Date, suffix: String, mode: RunMode) -> String {
        "\(start.formatted(style))-\(suffix)" + (mode == .dryRun ? dryRunSuffix : "")
    }

    /// The start of the run; `nil` when the name is not one of ours.
    static func start(of id: String) -> Date? { try? style.parseStrategy.parse(String(id.prefix(15))) }
}
