internal import Crosswalk
internal import Foundation
internal import Synchronization

/// What a run says on stderr while it goes: a progress line for a person, plain lines for a log file.
final class RunTalk: RunEvents {
    /// When the running task started, for the rate; and when the line was drawn last.
    private struct Clock {
        var started = ContinuousClock.now
        var drawn = ContinuousClock.now
    }

    private let clock = Mutex(Clock())
    /// Stands before each line, to tell whose it is.
    private let prefix: String
    private let showsProgress: Bool

    init(prefix: String = "", showsProgress: Bool = true) {
        self.prefix = prefix
        self.showsProgress = showsProgress
    }

    func runStarted(_ run: RunIdentity, _ plan: WorkflowPlan) {
        let customer = run.customer.map { " for \($0)" } ?? ""
        say("\(run.workflow)\(customer), run \(run.id)")
    }

    func phaseStarted(_ phase: PlannedPhase) { say(phase.title) }

    func phaseSkipped(_ phase: PlannedPhase, reason: String) { say("\(phase.title): skipped, \(reason)") }

    func taskStarted(_ task: PlannedTask) {
        clock.withLock { $0 = Clock() }
        progress("  \(task.name) …")
    }

    func progressed(task: String, done: Int, total: Int?) {
        let seconds: Double? = clock.withLock { clock in
            let now = ContinuousClock.now
            guard now - clock.started > .seconds(1), now - clock.drawn > .milliseconds(100) else { return nil }
            clock.drawn = now
            return (now - clock.started) / .seconds(1)
        }
        guard let seconds else { return }
        let whole = total.map { " of \($0)" } ?? ""
        progress("  \(task) … \(done)\(whole), \(Int(Double(done) / seconds)) a second")
    }

    func taskEnded(_ result: TaskResult, actions: [PlannedAction]) {
        clearProgress()
        let outcome = result.outcome
        say(
            "  \(result.task): \(result.state.rawValue), \(outcome.recordsIn) in, \(outcome.recordsOut) out, \(outcome.failed) failed, "
                + String(format: "%.1f s", result.duration))
        for note in outcome.notes { say("    \(note)") }
        // A failure has been said already, as a line of the log.
        if result.state != .failed, let message = result.message { say("    \(message)") }
    }

    func logged(_ line: LogLine) {
        guard line.level == .warning || line.level == .error else { return }
        clearProgress()
        say("  \(line.level.rawValue): \(line.message)")
    }

    private func say(_ text: String) { Terminal.say(prefix + text) }

    private func progress(_ text: String) {
        if showsProgress { Terminal.progress(prefix + text) }
    }

    private func clearProgress() {
        if showsProgress { Terminal.clearProgress() }
    }
}
