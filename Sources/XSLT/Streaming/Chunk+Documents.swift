/// The text of a document made of a chunk, and where its parts stand in the input.
struct ChunkDocument {
    /// The text, UTF-8.
    var text: [UInt8] = []
    /// Where the start tags stand that were put before the input's own bytes.
    var openingPlaces: [Chunk.Place] = []
    /// Where the input's own bytes begin.
    var place = Chunk.Place(line: 1, column: 1)
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
    /// - Parameter others: whether to keep the elements that stand beside the records.
    func write(_ document: inout ChunkDocument, others: Bool = true) {
        begin(&document, at: 0, opening: opening, openingPlaces)
        if others {
            document.text.append(contentsOf: bytes)
        } else {
            for unit in units { append(unit, to: &document, element: unit.isRecord) }
            document.text.append(contentsOf: bytes[(units.last?.end ?? 0)...])
        }
        document.text.append(contentsOf: closing)
    }

    /// Writes the document of some atoms, in their ancestors.
    ///
    /// - Parameters:
    ///   - range: which of ``atoms``.
    ///   - edges: whether the start and the end of the input are part of it where the range touches them.
    ///   - elements: whether to write the elements, or only what stands between them.
    func write(_ document: inout ChunkDocument, atoms range: Range<Int>, edges: Bool = true, elements: Bool = true) {
        let atoms = atoms
        let first = atoms[range.lowerBound].lowerBound, last = atoms[range.upperBound - 1].upperBound
        let hasStart = edges && isFirst && range.lowerBound == 0
        let hasEnd = edges && isLast && range.upperBound == atoms.count
        if hasStart || !isFirst {
            begin(&document, at: units[first].leading, opening: opening, openingPlaces)
        } else {
            begin(&document, at: range.lowerBound == 0 ? units[first].start : units[first].leading, opening: ancestors, [])
        }
        for index in first..<last {
            let isInStart = isFirst && !hasStart && range.lowerBound == 0 && index < atoms[0].upperBound
            append(units[index], to: &document, leading: !isInStart, element: elements)
        }
        if hasEnd { document.text.append(contentsOf: bytes[units[last - 1].end...]) }
        document.text.append(contentsOf: hasEnd ? closing : ancestorsClosing)
    }

    /// Starts a document at a position of the bytes.
    private func begin(_ document: inout ChunkDocument, at position: Int, opening: [UInt8], _ places: [Place]) {
        document.text.removeAll(keepingCapacity: true)
        document.text.append(contentsOf: opening)
        document.openingPlaces = places
        document.place = place(of: position)
    }

    /// Appends what precedes an element, and the element.
    private func append(_ unit: Unit, to document: inout ChunkDocument, leading: Bool = true, element: Bool) {
        if leading { document.text.append(contentsOf: bytes[unit.leading..<unit.start]) }
        if element { document.text.append(contentsOf: bytes[unit.start..<unit.end]) }
    }

    /// Where a position of the bytes is in the input.
    private func place(of position: Int) -> Place {
        guard position > 0 else { return place }
        let line = line(of: position)
        guard let last = bytes[..<position].lastIndex(of: UInt8(ascii: "\n")) else {
            return Place(line: line, column: place.column + position)
        }
        return Place(line: line, column: position - last)
    }
}
