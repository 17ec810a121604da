import Glibc

/// Bytes that are written again and again into the same memory.
final class TextBuffer {
    /// The memory.
    private(set) var base: UnsafeMutablePointer<UInt8>
    /// Its size.
    private var capacity: Int
    /// How many bytes were written.
    private(set) var count = 0

    /// Takes memory.
    init(capacity: Int = 1 << 16) {
        self.capacity = capacity
        base = .allocate(capacity: capacity)
    }

    deinit { base.deallocate() }

    /// What was written; valid until something more is.
    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }

    /// Forgets what was written after the first `count` bytes.
    func truncate(to count: Int) { self.count = count }

    /// Makes room for bytes that are written through ``base``.
    func reserve(_ size: Int) {
        guard count + size > capacity else { return }
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: max(2 * capacity, count + size))
        larger.update(from: base, count: count)
        base.deallocate()
        base = larger
        capacity = max(2 * capacity, count + size)
    }

    /// Appends bytes.
    @inline(__always)
    func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress else { return }
        reserve(bytes.count)
        memcpy(base + count, start, bytes.count)
        count += bytes.count
    }

    /// Appends one byte.
    @inline(__always)
    func append(byte: UInt8) {
        if count == capacity { reserve(1) }
        base[count] = byte
        count += 1
    }

    /// Appends bytes.
    func append(_ bytes: some Collection<UInt8>) {
        if bytes.withContiguousStorageIfAvailable({ append($0) }) == nil { Array(bytes).withUnsafeBufferPointer { append($0) } }
    }
}
