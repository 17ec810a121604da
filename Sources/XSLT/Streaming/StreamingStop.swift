/// Why streaming ended before the end of the input.
enum StreamingStop: Error {
    /// The input, the stylesheet or the output is at fault.
    case failed(XSLTError)
    /// The document is not of the kind that can be streamed, although the stylesheet is; as a whole it may well be fine.
    case unsuitable(String)
    /// Somebody asked for a stop.
    case cancelled
}

/// Runs what throws errors of this room where stops are thrown.
func stopping<Result>(_ body: () throws(XSLTError) -> Result) throws(StreamingStop) -> Result {
    do throws(XSLTError) {
        return try body()
    } catch {
        throw .failed(error)
    }
}
