internal import CLibxslt

/// What one thread is doing right now: parsing, compiling or transforming. All callbacks of the C libraries end up here.
///
/// A session belongs to one thread and one operation. Callbacks only record; errors are thrown after the C call returned,
/// because no Swift error may cross a C frame.
final class Session {
    /// The session of each thread; process-wide handlers find theirs through it.
    static let active = ThreadLocal<Session>()

    /// What people call the thing being worked on.
    let source: String
    /// Everything said so far.
    var diagnostics: [Diagnostic] = []
    /// How many of them are errors.
    var errorCount = 0
    /// The first thing that was asked for and is never granted.
    var refusal: String?
    /// Where in the stylesheet it was asked for.
    var refusalPlace: String?
    /// The circle of imports that was found.
    var cycle: [String]?
    /// A limit that was reached.
    var limit: (what: String, limit: String)?
    /// Which files may be read, while a stylesheet is compiled or run.
    var resolver: LayerResolver?
    /// The running transform; tells where in the stylesheet a message comes from.
    var transform: xsltTransformContextPtr?
    /// The functions that the running transform may call.
    var extensions = ExtensionRegistry()
    /// Those that it has called.
    var calls = ExtensionCalls.Table()
    /// What is changed in stylesheets when they are loaded; reading one for anything but compiling changes nothing.
    var options = EngineOptions.plain
    /// The bounds of the running transform.
    var limits = TransformLimits.default
    /// The patterns of `format-number()` that the running transform has used.
    var decimalPatterns = FormatNumber.Cache()
    /// The orders of languages that the running transform has sorted by.
    var collations: [String: Collation] = [:]
    /// Strips white space in place of libxslt, where a document says what is kept.
    var spaceStripping: SpaceStripping?
    /// Takes the time of the running transform, if that was asked for.
    var profiler: Profiler?
    /// libxslt announces an error by a heading with its place; the text follows in a second call.
    var heading: Heading?

    /// The C side of this session: owner and callbacks, at an address that stays.
    let sink: UnsafeMutablePointer<cw_sink>

    /// A session about the thing that people call `source`.
    init(source: String) {
        self.source = source
        sink = .allocate(capacity: 1)
        sink.initialize(to: cw_sink(owner: nil, message: receiveMessage, error: receiveError))
        sink.pointee.owner = Unmanaged.passUnretained(self).toOpaque()
    }

    deinit {
        sink.deallocate()
    }

    /// Runs `body` with all messages of this thread coming here.
    func run<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
        let saved = cw_begin_errors(sink)
        defer {
            cw_end_errors(saved)
            xmlResetLastError()
        }
        return try Session.active.with(self, body)
    }

    /// Routes libxslt's process-wide messages to the session of the calling thread; without one they are dropped, never printed.
    static func installProcessHandlers() {
        let process = UnsafeMutablePointer<cw_sink>.allocate(capacity: 1)
        process.initialize(to: cw_sink(owner: nil, message: receiveProcessMessage, error: receiveProcessError))
        cw_set_process_sink(process)
    }
}

/// A message of a session's own handlers.
private let receiveMessage: @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>?, UnsafePointer<CChar>?) -> Void = {
    guard let owner = $0, let format = $1, let text = $2 else { return }
    Unmanaged<Session>.fromOpaque(owner).takeUnretainedValue().receive(String(cString: text), format: String(cString: format))
}

/// A structured error of libxml2 for a session.
private let receiveError: @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<xmlError>?) -> Void = {
    guard let owner = $0, let error = $1 else { return }
    Unmanaged<Session>.fromOpaque(owner).takeUnretainedValue().receive(error.pointee)
}

/// A message of the process-wide handler.
private let receiveProcessMessage:
    @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>?, UnsafePointer<CChar>?) -> Void = {
        guard let format = $1, let text = $2 else { return }
        Session.active.current?.receive(String(cString: text), format: String(cString: format))
    }

/// libxslt's process-wide handler never gets structured errors; the shape of the sink asks for a function.
private let receiveProcessError: @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<xmlError>?) -> Void = { _, _ in }
