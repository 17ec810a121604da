internal import Dispatch

/// Works for many customers at once.
public struct CustomerQueue: Sendable {
    /// Ids in the order in which they are started.
    let customers: [String]
    /// How many at a time; at least 1.
    let jobs: Int
    /// Told to stop, the queue starts no further customer.
    let stop: StopSignal

    public init(_ customers: [String], jobs: Int, stop: StopSignal) {
        self.customers = customers
        self.jobs = max(1, jobs)
        self.stop = stop
    }

    /// Works for every customer and waits for all of them.
    ///
    /// Each works on a thread of its own: one that waits for a slow disk or a busy ledger keeps no other from its work.
    ///
    /// - Returns: the results of those that were started, in the order of the ids.
    public func run<Result: Sendable>(_ body: @escaping @Sendable (String) async -> Result) async -> [Result] {
        await withTaskGroup(of: (Int, Result).self) { group in
            var results: [Int: Result] = [:]
            var waiting = customers.enumerated().makeIterator()
            var running = 0
            while true {
                while running < jobs, !stop.isRequested, let (index, id) = waiting.next() {
                    running += 1
                    group.addTask(executorPreference: CustomerThread(id)) { (index, await body(id)) }
                }
                guard let (index, result) = await group.next() else { break }
                running -= 1
                results[index] = result
            }
            return results.sorted { $0.key < $1.key }.map(\.value)
        }
    }
}

/// Runs the pieces of one customer's work one after the other, apart from those of the others.
///
/// `Sendable`: its only property is a queue, which is thread-safe.
private final class CustomerThread: TaskExecutor {
    private let queue: DispatchQueue

    init(_ customer: String) { queue = DispatchQueue(label: "customer \(customer)") }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
