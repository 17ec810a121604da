internal import CLibxslt
import Glibc

/// Ends transforms that take more memory or time than their limits allow, and those that somebody asks to stop.
///
/// libxslt counts steps, and a step may double a text or a tree. An allocator that refuses is unsafe in it, so a thread of our
/// own looks at the process from time to time and makes the transform reach its limit of steps; the step that is under way ends
/// first. The thread lives while there is something to watch.
final class Watchdog: Sendable {
    /// The one of the process.
    static let shared = Watchdog()

    /// Why a transform was ended.
    enum End {
        /// It went over a limit.
        case excess(what: String, limit: String)
        /// Somebody asked for it.
        case stop
    }

    /// A transform that is being watched.
    fileprivate struct Watched {
        /// Alive as long as this is in the table.
        let transform: xsltTransformContextPtr
        let limits: TransformLimits
        let isStopped: (@Sendable () -> Bool)?
        let started: SuspendingClock.Instant
        /// Bytes of the process when it was looked at first.
        var baseline: Int?
        /// Why it is being ended.
        var end: End?
    }

    /// What is watched, and whether a thread does it.
    ///
    /// `@unchecked Sendable`: the pointers are touched under the lock only, and there only through atomic stores.
    private struct State: @unchecked Sendable {
        var watched: [Int: Watched] = [:]
        var nextNumber = 0
        var isAwake = false
    }

    /// A monitor, because the thread sanitizer does not know the locks of `Synchronization`.
    private let state = Monitor(State())

    /// Between two looks, in microseconds: a doubling that started small is far below a gigabyte in this time.
    private static let interval: UInt32 = 20_000
    /// Looks at nothing before the thread ends, so that many short transforms do not start one each.
    private static let patience = 50

    /// Watches a transform while `body` runs.
    ///
    /// - Returns: the body's result, and why it was ended, if it was.
    func watch<Result>(
        _ transform: xsltTransformContextPtr, _ limits: TransformLimits, isStopped: (@Sendable () -> Bool)?,
        _ body: () -> Result
    ) -> (result: Result, end: End?) {
        guard limits.memoryBytes != nil || limits.seconds != nil || isStopped != nil else { return (body(), nil) }
        nonisolated(unsafe) let transform = transform
        let (number, mustWake) = state.withLock { state in
            state.nextNumber += 1
            state.watched[state.nextNumber] = Watched(
                transform: transform, limits: limits, isStopped: isStopped, started: .now)
            defer { state.isAwake = true }
            return (state.nextNumber, !state.isAwake)
        }
        if mustWake { wake() }
        let result = body()
        let end = state.withLock { $0.watched.removeValue(forKey: number)?.end }
        return (result, end)
    }

    /// Starts the thread. If none can be made, the limits of steps and output still hold.
    private func wake() {
        var thread = pthread_t()
        let status = pthread_create(
            &thread, nil,
            { _ in
                Watchdog.shared.keepWatch()
                return nil
            }, nil)
        if status == 0 { pthread_detach(thread) } else { state.withLock { $0.isAwake = false } }
    }

    /// Looks until there has been nothing to see for a while.
    private func keepWatch() {
        var idle = 0
        while idle < Watchdog.patience || !fallAsleep() {
            usleep(Watchdog.interval)
            idle = look() ? 0 : idle + 1
        }
    }

    /// Whether there was still nothing to watch, so that the thread may end.
    private func fallAsleep() -> Bool {
        state.withLock { state in
            guard state.watched.isEmpty else { return false }
            state.isAwake = false
            return true
        }
    }

    /// Judges everything that runs; answers whether anything does.
    private func look() -> Bool {
        state.withLock { state in
            guard !state.watched.isEmpty else { return false }
            let bytes = Watchdog.residentBytes, now = SuspendingClock.now
            for number in state.watched.keys { state.watched[number]?.judge(bytes: bytes, now: now) }
            return true
        }
    }

    /// What the process holds in memory, in bytes; 0 where the system does not tell.
    private static var residentBytes: Int {
        let file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return 0 }
        defer { close(file) }
        var buffer = [UInt8](repeating: 0, count: 128)
        let count = read(file, &buffer, buffer.count)
        guard count > 0 else { return 0 }
        let fields = String(decoding: buffer[..<count], as: UTF8.self).split(separator: " ")
        return fields.count > 1 ? (Int(fields[1]) ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE))) : 0
    }
}

extension Watchdog.Watched {
    /// Stops the transform when it is over a limit or somebody asked for it. Memory is that of the process: transforms side by side share it.
    fileprivate mutating func judge(bytes: Int, now: SuspendingClock.Instant) {
        let start = baseline ?? bytes
        baseline = start
        if end == nil {
            if let most = limits.memoryBytes, bytes - start > most {
                end = .excess(what: "bytes of memory", limit: "\(most)")
            } else if let most = limits.seconds, now - started > .seconds(most) {
                end = .excess(what: "seconds", limit: "\(most)")
            } else if isStopped?() == true {
                end = .stop
            }
        }
        // Every time, as libxslt may set its state again on the way out.
        if end != nil { cw_stop_transform(transform) }
    }
}
