internal import Crosswalk
internal import Dispatch
internal import Foundation

/// Turns the first Ctrl-C or SIGTERM into a polite stop, and leaves the second to the system's default, which ends the process.
///
/// A polite stop that takes too long (a stylesheet in the midst of a large file, a ledger that does not answer) becomes the same as the
/// second signal. Nothing is lost by it: what is written is noted before or with it, and the next run finds where this one was.
final class Interrupts {
    /// Five seconds less what it takes to say so.
    private static let patience = 4.5
    private let sources: [any DispatchSourceSignal]

    init(stop: StopSignal) {
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                signal(number, SIG_DFL)
                Terminal.say("\nstopping after the record in hand; once more stops at once")
                stop.request()
                DispatchQueue.global().asyncAfter(deadline: .now() + Interrupts.patience) {
                    Terminal.say("the record in hand took too long: stopped at once; go on with --resume")
                    _exit(ExitStatus.interrupted.rawValue)
                }
            }
            source.resume()
            return source
        }
    }

    deinit { sources.forEach { $0.cancel() } }
}
