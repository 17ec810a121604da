/// What a stylesheet writes around the output of the records, as bytes.
///
/// A record-local stylesheet makes `P·A·S` of records whose output is A, `P·B·S` of others, and `P·A·B·S` of both. Three such outputs
/// tell P and S: the lengths add up, and wherever the border is drawn so that all three agree, putting pieces together there gives the
/// same bytes. That the three agree at all is the proof that the stylesheet treats these records as its analysis says.
struct OutputFrame: Equatable {
    /// P.
    let prefix: [UInt8]
    /// S.
    let suffix: [UInt8]
    /// Whether the output of records stands among text; `nil` where nothing depends on it.
    let isMixed: Bool?

    /// Finds the frame; `nil` when the outputs contradict it.
    ///
    /// - Parameters:
    ///   - first: `X·A·S`, from records at the start of the document, which may write something of their own before.
    ///   - second: `P·B·S`.
    ///   - both: `X·A·B·S`.
    ///   - needsPlace: whether it must be known whether records stand among text.
    init?(first: ChunkOutput, second: ChunkOutput, both: ChunkOutput, needsPlace: Bool) {
        let a = first.bytes, b = second.bytes, ab = both.bytes
        let frame = a.count + b.count - ab.count
        guard frame >= 0, frame <= b.count, first.isMixed == second.isMixed, first.isMixed == both.isMixed,
            !needsPlace || first.isMixed != nil
        else { return nil }
        let least = max(0, a.count - Self.commonStart(a, ab))
        let most = min(frame, Self.commonEnd(b, ab) - b.count + frame, Self.commonEnd(a, b))
        guard least <= most else { return nil }
        prefix = Array(b[..<(frame - least)])
        suffix = Array(b[(b.count - least)...])
        isMixed = first.isMixed
    }

    /// How many bytes two texts share from the start.
    private static func commonStart(_ a: [UInt8], _ b: [UInt8]) -> Int {
        zip(a, b).prefix { $0 == $1 }.reduce(0) { count, _ in count + 1 }
    }

    /// How many bytes two texts share back from the end.
    private static func commonEnd(_ a: [UInt8], _ b: [UInt8]) -> Int {
        zip(a.reversed(), b.reversed()).prefix { $0 == $1 }.reduce(0) { count, _ in count + 1 }
    }

    /// The part of an output that comes from its records; `nil` when the frame is not around it.
    ///
    /// - Parameters:
    ///   - isFirst: whether all before it is written too.
    ///   - isLast: whether all behind it is written too.
    func content(of output: ChunkOutput, isFirst: Bool, isLast: Bool) -> ArraySlice<UInt8>? {
        guard output.isMixed == isMixed else { return nil }
        var content = output.bytes[...]
        if !isFirst {
            guard content.starts(with: prefix) else { return nil }
            content = content.dropFirst(prefix.count)
        }
        if !isLast {
            guard content.count >= suffix.count, content.suffix(suffix.count).elementsEqual(suffix) else { return nil }
            content = content.dropLast(suffix.count)
        }
        return content
    }
}
