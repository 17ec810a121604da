internal import CLibxslt
import Glibc

/// Runs work on a thread whose stack is large enough for the deepest recursion that ``TransformLimits`` allows.
///
/// libxslt recurses on the C stack. The main thread has 8 MiB, Dispatch and Swift concurrency workers have 512 KiB, where a
/// depth of 3000 templates crashes. Nested calls stay on the thread they are on.
public enum EngineThread {
    /// The stack in bytes, of which only touched pages cost memory. libxslt copies trees by recursion, and 3000 templates
    /// of 256 nested elements make a tree of 768,000 levels, which takes some 100 MiB.
    private static let stackSizes = [256 << 20, 32 << 20]

    /// Marks the threads made here.
    private final class Mark {}
    /// Set on threads that were made here.
    private static let mark = ThreadLocal<Mark>()

    /// Runs `body` there and waits for it. Wrap a loop over many records in one call: a thread takes some 30 µs to start.
    public static func run<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
        if mark.current != nil { return try body() }
        return try withoutActuallyEscaping(body) { (escaping) throws(Failure) in
            let work = Work { () throws(Failure) in try mark.with(Mark(), escaping) }
            start(work)
            guard let outcome = work.outcome else { return try escaping() }
            return try outcome.get()
        }
    }

    /// Lets all threads of the process allocate from one heap; for a program that works on one document at a time.
    ///
    /// Documents are built on the thread made here, and glibc gives a second thread a heap that grows in small steps, each a
    /// system call: a fifth of the time of a transform of 100 MB.
    public static func shareOneHeap() { mallopt(M_ARENA_MAX, 1) }

    /// Runs `main` on this thread and `other` on `count` more, and waits for all. Where no thread can be made there are fewer.
    static func run(_ main: () -> Void, beside count: Int, _ other: @escaping @Sendable () -> Void) {
        let works = (0..<count).map { _ in Work<Void, Never> { mark.with(Mark(), other) } }
        let threads = works.compactMap(begin)
        main()
        threads.forEach { pthread_join($0, nil) }
        withExtendedLifetime(works) {}
    }

    /// Lets each thread allocate from a heap of its own, after ``shareOneHeap()``.
    static func giveEachThreadItsHeap() { mallopt(M_ARENA_MAX, 64) }

    /// Starts the thread and waits for its end. Where address space is scarce a smaller stack is tried; if no thread can
    /// be made at all, `outcome` stays empty.
    private static func start(_ work: AnyWork) {
        if let thread = begin(work) { pthread_join(thread, nil) }
    }

    /// The running thread, with the largest stack that can be had. The work must live until it has ended.
    private static func begin(_ work: AnyWork) -> pthread_t? {
        for size in stackSizes {
            if let thread = begin(work, stackSize: size) { return thread }
        }
        return nil
    }

    /// The running thread, `nil` when none of that stack could be made.
    private static func begin(_ work: AnyWork, stackSize: Int) -> pthread_t? {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setstacksize(&attributes, stackSize)
        defer { pthread_attr_destroy(&attributes) }
        var thread = pthread_t()
        let context = Unmanaged.passUnretained(work).toOpaque()
        let status = pthread_create(
            &thread, &attributes,
            { context in
                if let context { Unmanaged<AnyWork>.fromOpaque(context).takeUnretainedValue().perform() }
                return nil
            }, context)
        return status == 0 ? thread : nil
    }
}

/// Work without its types, for the C function that starts a thread.
private class AnyWork {
    /// Does the work.
    func perform() {}
}

/// Work and what came of it. The starter waits, so the two threads never touch it at once.
private final class Work<Result, Failure: Error>: AnyWork {
    /// The work.
    private let body: () throws(Failure) -> Result
    /// What came of it, `nil` before.
    private(set) var outcome: Swift.Result<Result, Failure>?

    /// Keeps the work for later.
    init(_ body: @escaping () throws(Failure) -> Result) {
        self.body = body
    }

    override func perform() {
        do throws(Failure) {
            outcome = .success(try body())
        } catch {
            outcome = .failure(error)
        }
    }
}
