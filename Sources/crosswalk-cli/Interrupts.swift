internal import Crosswalk
internal import Dispatch
internal import Foundation

/// Turns the first Ctrl-C or SIGTERM into a polite stop, and leaves the second to the system's default, which ends the process.
final class Interrupts {
    private let sources: [any DispatchSourceSignal]

    init(stop: StopSignal) {
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                signal(number, SIG_DFL)
                Terminal.say("\nstopping after the record in hand; once more stops at once")
                stop.request()
            }
            source.resume()
            return source
        }
    }

    deinit { sources.forEach { $0.cancel() } }
}
