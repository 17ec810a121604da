internal import Money

/// Turns an order with net and tax per line into one that a ledger without fixed tax rounds to the same total.
struct PlainRoute {
    let codes: LedgerCodes

    /// A whole-order discount goes into the lines, because the ledger would compute their tax anew (R23).
    ///
    /// - Throws: ``Rejection`` when no unit prices reach the order's total.
    func plain(_ posting: OrderPosting) throws -> OrderPosting {
        let sources = posting.lines.indices.filter { posting.lines[$0].kind != .message }
        let order = WantedOrder(
            lines: sources.map { wanted(posting.lines[$0]) } + (posting.carriage.map { [wanted($0)] } ?? []),
            total: posting.gross)
        let found: PlainOrder
        do throws(PennyFailure) { found = try PennySearch(company: codes.company).plain(order) } catch {
            throw Rejection(
                .totalMismatch,
                "this ledger computes the tax of every line itself, and \(error). Enter the order by hand; nothing was posted.")
        }
        return put(found, sources, into: posting)
    }

    private func wanted(_ line: OrderLine) -> WantedLine {
        let number = line.position.map { "line \($0) " } ?? ""
        return WantedLine(
            place: "\(number)(\(line.stockCode))", quantity: line.quantity, gross: line.gross, unitPrice: line.unitPrice,
            rate: line.taxRate, code: line.taxCode)
    }

    private func wanted(_ carriage: CarriageLine) -> WantedLine {
        WantedLine(
            place: "carriage", gross: carriage.net + carriage.tax, rate: carriage.taxRate, code: carriage.taxCode,
            isCarriage: true)
    }

    /// - Parameter sources: the posting's line for each wanted one; carriage comes after the last.
    private func put(_ found: PlainOrder, _ sources: [Int], into posting: OrderPosting) -> OrderPosting {
        var plain = posting
        plain.discount = nil
        var priced: [Int: [OrderLine]] = [:]
        var added: [OrderLine] = []
        for line in found.lines {
            let source = line.wanted < sources.count ? posting.lines[sources[line.wanted]] : nil
            switch (line.role, source) {
            case (.line, let source?): priced[sources[line.wanted], default: []].append(source.priced(line))
            case (.carriage, _):
                plain.carriage?.net = line.net
                plain.carriage?.tax = line.tax
            default: added += (source ?? posting.carriage.flatMap(carriageLine)).map { [$0.beside(line)] } ?? []
            }
        }
        plain.lines = posting.lines.indices.flatMap { priced[$0] ?? [posting.lines[$0]] } + added
        plain.adjustments += found.adjustments.map { adjustment in
            let position = adjustment.wanted < sources.count ? posting.lines[sources[adjustment.wanted]].position : 0
            return OrderAdjustment(
                kind: adjustment.kind, position: position, amount: adjustment.amount, text: adjustment.text)
        }
        return plain
    }

    /// Carriage as the pattern of a line.
    private func carriageLine(_ carriage: CarriageLine) -> OrderLine? {
        guard let code = codes.taxCode(carriage.taxCode) else { return nil }
        var line = OrderLine(stockCode: "S1", position: 0, description: "Carriage", kind: .unstocked)
        (line.taxCode, line.taxCodeID, line.taxRate) = (code.code, code.id, code.rate)
        (line.nominalCode, line.department) = (carriage.nominalCode, carriage.department)
        return line
    }
}

extension OrderLine {
    /// The line, or a piece of it, at a price that has all discounts in it.
    fileprivate func priced(_ line: PlainLine) -> OrderLine {
        var piece = self
        (piece.quantity, piece.unitPrice) = (line.quantity, line.unitPrice)
        (piece.fullNet, piece.net, piece.tax) = (line.net, line.net, line.tax)
        (piece.discountAmount, piece.discountRate, piece.orderDiscount) = (.zero, .zero, .zero)
        return piece
    }

    /// A line without product record that is booked as this one is.
    fileprivate func beside(_ line: PlainLine) -> OrderLine {
        var added = OrderLine(stockCode: taxRate.isZero ? "S2" : "S1", position: position, kind: .unstocked)
        added.description = line.role == .pennyLine ? "Rounding" : description
        (added.taxCode, added.taxCodeID, added.taxRate) = (taxCode, taxCodeID, taxRate)
        (added.nominalCode, added.department) = (nominalCode, department)
        return added.priced(line)
    }
}
