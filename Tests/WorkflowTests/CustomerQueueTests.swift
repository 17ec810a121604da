import Foundation
import Synchronization
import Testing

@testable import Workflow

/// Many customers at once.
@Suite struct CustomerQueueTests {
    /// Lets so many tasks go on together as are expected.
    private actor Gate {
        private var waiting: [CheckedContinuation<Void, Never>] = []
        private var missing: Int
        init(_ count: Int) { missing = count }

        func pass() async {
            missing -= 1
            if missing > 0 { return await withCheckedContinuation { waiting.append($0) } }
            waiting.forEach { $0.resume() }
            waiting = []
        }
    }

    @Test func customersRunAtTheSameTime() async {
        // Ends only if all three are in there together.
        let gate = Gate(3)
        let results = await CustomerQueue(["a", "b", "c"], jobs: 3, stop: StopSignal()).run { id in
            await gate.pass()
            return id
        }
        #expect(results == ["a", "b", "c"])
    }

    @Test func noMoreRunAtATimeThanJobs() async {
        let counts = Mutex((present: 0, most: 0))
        _ = await CustomerQueue((1...9).map(String.init), jobs: 2, stop: StopSignal()).run { _ in
            counts.withLock {
                $0.present += 1
                $0.most = max($0.most, $0.present)
            }
            for _ in 0..<10 { await Task.yield() }
            counts.withLock { $0.present -= 1 }
        }
        #expect(counts.withLock { $0.most } <= 2)
    }

    @Test func oneThatBlocksItsThreadDoesNotKeepOthersFromTheirs() async {
        // More blocked customers than the machine has cores: the last one frees them.
        let count = ProcessInfo.processInfo.activeProcessorCount + 2
        let lock = NSCondition()
        let isFree = Mutex(false)
        let results = await CustomerQueue((0...count).map(String.init), jobs: count + 1, stop: StopSignal()).run { id in
            lock.withLock {
                if id == String(count) {
                    isFree.withLock { $0 = true }
                    lock.broadcast()
                } else {
                    while !isFree.withLock({ $0 }) { lock.wait() }
                }
            }
            return 1
        }
        #expect(results.count == count + 1)
    }

    @Test func aStopStartsNobodyElse() async {
        let stop = StopSignal()
        let results = await CustomerQueue(["a", "b", "c"], jobs: 1, stop: stop).run { id in
            stop.request()
            return id
        }
        #expect(results == ["a"])
    }
}
