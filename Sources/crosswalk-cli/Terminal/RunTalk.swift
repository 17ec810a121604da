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

    func runStarted(_ run: RunIdentity, _ plan: WorkflowPlan) {
        let customer = run.customer.map { " for \($0)" } ?? ""
        Terminal.say("\(run.workflow)\(customer), run \(run.id)")
    }

    func phaseStarted(_ phase: PlannedPhase) { Terminal.say(phase.title) }

    func phaseSkipped(_ phase: PlannedPhase, reason: String) { Terminal.say("\(phase.title): skipped, \(reason)") }

    func taskStarted(_ task: PlannedTask) {
        clock.withLock { $0 = Clock() }
        Terminal.progress("  \(task.name) …")
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
        Terminal.progress("  \(task) … \(done)\(whole), \(Int(Double(done) / seconds)) a second")
    }

    func taskEnded(_ result: TaskResult, actions: [PlannedAction]) {
        Terminal.clearProgress()
        let outcome = result.outcome
        Terminal.say(
            "  \(result.task): \(result.state.rawValue), \(outcome.recordsIn) in, \(outcome.recordsOut) out, \(outcome.failed) failed, "
                + String(format: "%.1f s", result.duration))
        for note in outcome.notes { Terminal.say("    \(note)") }
        // A failure has been said already, as a line of the log.
        if result.state != .failed, let message = result.message { Terminal.say("    \(message)") }
        for action in actions { Terminal.say("    " + RunTalk.text(of: action)) }
    }

    func logged(_ line: LogLine) {
        guard line.level == .warning || line.level == .error else { return }
        Terminal.clearProgress()
        Terminal.say("  \(line.level.rawValue): \(line.message)")
    }

    private static func text(of action: PlannedAction) -> String {
        let money = action.amount.map { " \($0) \(action.currency ?? "")" } ?? ""
        return "would \(action.kind.rawValue) \(action.record)\(money)" + (action.reason.isEmpty ? "" : ": \(action.reason)")
    }
}
