internal import ArgumentParser
internal import Crosswalk

/// The exit codes of the command, the same for every subcommand.
enum ExitStatus: Int32 {
    case done = 0
    case someRecordsFailed = 1
    case usageOrConfiguration = 2
    case systemUnreachable = 3
    case lockedByAnotherRun = 4
    case planRefused = 5
    case nothingMoved = 6
    case bug = 70
    case interrupted = 130

    /// How bad it is, for the worst of many: a quiet shop is less than a held record, a lock passes sooner than an outage.
    var severity: Int {
        let order: [ExitStatus] = [
            .done, .nothingMoved, .someRecordsFailed, .lockedByAnotherRun, .systemUnreachable, .planRefused,
            .usageOrConfiguration,
            .bug, .interrupted,
        ]
        return order.firstIndex(of: self) ?? order.count
    }

    /// The code to end with, thrown by commands whose work is done but not without fault.
    var exit: ExitCode { ExitCode(rawValue) }
}

extension ExitStatus {
    init(_ failure: FailureClass) {
        self =
            switch failure {
            case .transient: .systemUnreachable
            case .record: .someRecordsFailed
            case .configuration: .usageOrConfiguration
            case .locked: .lockedByAnotherRun
            case .cancelled: .interrupted
            case .refused: .planRefused
            }
    }
}
