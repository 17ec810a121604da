import Glibc

/// A value of its own for each thread. It does not own the object; whoever sets it clears it in the same scope.
struct ThreadLocal<Object: AnyObject>: Sendable {
    /// Immutable after init; pthread keys may be used from every thread.
    private let key: pthread_key_t

    /// Takes one of the keys of the process; make few of these, as statics.
    init() {
        var key = pthread_key_t()
        let status = pthread_key_create(&key, nil)
        precondition(status == 0, "the process has no thread-specific keys left")
        self.key = key
    }

    /// The object set on this thread, if any.
    var current: Object? {
        pthread_getspecific(key).map { Unmanaged<Object>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Sets the object while `body` runs and puts the former one back.
    func with<Result, Failure: Error>(_ object: Object, _ body: () throws(Failure) -> Result) throws(Failure) -> Result {
        let former = pthread_getspecific(key)
        pthread_setspecific(key, Unmanaged.passUnretained(object).toOpaque())
        defer {
            pthread_setspecific(key, former)
            withExtendedLifetime(object) {}
        }
        return try body()
    }
}
