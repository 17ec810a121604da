/// The text of a document made of a chunk, and where its parts stand in the input.
final class ChunkDocument {
    /// The text, UTF-8.
    let text = TextBuffer()
    /// Where the start tags stand that were put before the input's own bytes.
    var openingPlaces: [Chunk.Place] = []
    /// Where the input's own bytes begin.
    var place = Chunk.Place(line: 1, column: 1)
    /// Whether the first record of the input was put in, for what the stylesheet writes around the records.
    var hasPilot = false
    /// Whether it was put before the input's own bytes.
    var opensWithPilot = false

    /// An empty document.
    init() {}

    /// A document made by hand.
    init(text bytes: [UInt8]) { text.append(bytes) }

    /// Starts anew.
    fileprivate func begin(_ opening: [UInt8], _ places: [Chunk.Place], _ pilot: [UInt8]?, at place: Chunk.Place) {
        text.truncate(to: 0)
        text.append(opening)
        openingPlaces = places
        hasPilot = false
        if let pilot { put(pilot) }
        opensWithPilot = hasPilot
        self.place = place
    }

    /// Puts the first record of the input in.
    fileprivate func put(_ pilot: [UInt8]) {
        text.append(pilot)
        hasPilot = true
    }
}

/// The first record of the input, for a stylesheet that reads it for what it writes around the records.
///
/// It stands before the records of every document that is made, so that all of them are framed alike; its own output is part of
/// the frame.
struct Pilot: Sendable {
    /// Its XML as it stands in the input, in UTF-8.
    let text: [UInt8]
    /// Which one of ``Chunk/atoms`` of the first chunk it is. Those before it fail.
    let atom: Int
}

extension Chunk {
    /// The parts that records may be taken apart at: each holds one record, what precedes it and, for the last, what follows.
    var atoms: [Range<Int>] {
        var atoms: [Range<Int>] = []
        var start = 0
        for (index, unit) in units.enumerated() where unit.isRecord {
            atoms.append(start..<index + 1)
            start = index + 1
        }
        if start < units.count, let last = atoms.popLast() { atoms.append(last.lowerBound..<units.count) }
        return atoms
    }

    /// Writes the document of the whole chunk.
    ///
    /// - Parameters:
    ///   - others: whether to keep the elements that stand beside the records.
    ///   - pilot: is in the first chunk, and put into the documents of all others.
    ///   - pruner: leaves out of records what the stylesheet never reads.
    func write(_ document: ChunkDocument, pilot: Pilot?, others: Bool = true, pruner: ChunkPruner? = nil) {
        document.begin(opening, openingPlaces, isFirst ? nil : pilot?.text, at: place)
        if others, pruner == nil {
            document.text.append(slice(0..<bytes.count))
        } else {
            for unit in units { append(unit, to: document, element: others || unit.isRecord, pruner: pruner) }
            document.text.append(slice((units.last?.end ?? 0)..<bytes.count))
        }
        document.text.append(closing)
    }

    /// Writes the document of some atoms, in their ancestors.
    ///
    /// - Parameters:
    ///   - range: which of ``atoms``.
    ///   - pilot: is put in where it is not one of them.
    ///   - edges: whether the start and the end of the input are part of it where the range touches them.
    ///   - elements: whether to write the elements, or only what stands between them.
    func write(
        _ document: ChunkDocument, atoms range: Range<Int>, pilot: Pilot?, edges: Bool = true, elements: Bool = true
    ) {
        let atoms = atoms
        let first = atoms[range.lowerBound].lowerBound, last = atoms[range.upperBound - 1].upperBound
        let hasStart = edges && isFirst && range.lowerBound == 0
        let hasEnd = edges && isLast && range.upperBound == atoms.count
        let opens = hasStart || !isFirst
        let needsPilot = pilot.map { !isFirst || range.lowerBound > $0.atom } ?? false
        document.begin(
            opens ? opening : ancestors, opens ? openingPlaces : [], needsPilot ? pilot?.text : nil,
            at: place(of: units[first].leading))
        for index in first..<last {
            let isInStart = isFirst && !hasStart && range.lowerBound == 0 && index < atoms[0].upperBound
            append(units[index], to: document, leading: !isInStart, element: elements, pruner: nil)
        }
        // What opens the document comes before its first record.
        if let pilot, !needsPilot, !elements { document.put(pilot.text) }
        if hasEnd { document.text.append(slice(units[last - 1].end..<bytes.count)) }
        document.text.append(hasEnd ? closing : ancestorsClosing)
    }

    /// Appends what precedes an element, and the element.
    private func append(
        _ unit: Unit, to document: ChunkDocument, leading: Bool = true, element: Bool, pruner: ChunkPruner?
    ) {
        if leading { document.text.append(slice(unit.leading..<unit.start)) }
        guard element else { return }
        let bytes = slice(unit.start..<unit.end)
        if let pruner, unit.isRecord, pruner.append(bytes, to: document.text) { return }
        document.text.append(bytes)
    }

    /// Bytes of the chunk.
    private func slice(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes[range])
    }

    /// Where a position of the bytes is in the input.
    private func place(of position: Int) -> Place {
        place.moved(over: slice(0..<position))
    }
}
