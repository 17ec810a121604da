internal import CArena
internal import CLibxslt
import Glibc

/// Memory that libxml2 takes for one document after another, without the locks and the searches of `malloc`.
public enum Arena {
    /// Whether the process has arenas. Written once, before threads.
    nonisolated(unsafe) private static var isInstalled = false

    /// Gives libxml2 the arenas' functions, for the whole process and for good.
    ///
    /// Only a command may call this, before anything else of this room: memory that libxml2 took before would be freed by the wrong
    /// function. Does nothing where address space is scarce.
    public static func install() {
        guard !isInstalled, cw_arena_reserve() == 1 else { return }
        isInstalled = xmlMemSetup(cw_arena_free, cw_arena_malloc, cw_arena_realloc, cw_arena_strdup) == 0
    }

    /// Runs `body` with all memory of libxml2 from this thread's arena. What outlives it stays valid.
    static func scope<Result, Failure: Error>(
        _ isWanted: Bool, _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        guard isWanted, isInstalled else { return try body() }
        _ = cw_arena_begin()
        defer { _ = cw_arena_end() }
        return try body()
    }

    /// Hands the arena of this thread on; the last thing a thread does.
    static func release() {
        if isInstalled { cw_arena_release() }
    }
}
