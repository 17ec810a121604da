internal import Foundation
internal import Money
internal import Workflow
internal import XSLT

/// Reading what the importer wrote.
extension HandOverSession {
    /// Looks for answers to every file that somebody waits for.
    func readAnswers() throws {
        // A refused order may be imported after all: by an importer that tries again by itself.
        let open = entries.values.filter { $0.state != .differs }
        for file in Set(open.flatMap(\.files)).sorted() { try readAnswers(to: file) }
        try clearAnswered()
    }

    private func readAnswers(to file: String) throws {
        let imported = read(folder.names.successFile(of: file), success: true)
        let refused = read(folder.names.failFile(of: file), success: false)
        guard !imported.isEmpty || !refused.isEmpty else { return }
        answeredFiles.insert(file)
        let orders = Dictionary(
            entries.filter { $0.value.files.contains(file) }.map { ($0.value.id, $0.key) },
            uniquingKeysWith: { first, _ in first })
        let both = Set(imported.map(\.id)).intersection(refused.map(\.id))
        for (id, answer) in imported + refused {
            guard let order = orders[id] else {
                context.log.warning(
                    "an answer to \(file) names '\(id.prefix(60))', which nobody waits for: it was left alone")
                continue
            }
            guard !both.contains(id) else { continue }
            try take(answer, of: order, in: file)
        }
        for id in both.sorted() { try orders[id].map { try holdContradiction($0, file) } }
        try environment.reached(.answered)
    }

    /// The answers of a file that is there, whole, and not read before; otherwise none.
    private func read(_ name: String, success: Bool) -> [(id: String, answer: ImporterAnswer)] {
        guard let signature = folder.signature(name), seen[name] != signature else { return [] }
        do {
            let answers = try AnswerReader.read(folder.file(name), success: success, timeZone: context.timeZone)
            seen[name] = signature
            unreadable[name] = nil
            return answers
        } catch {
            unreadable[name] = "\(error)"
            return []
        }
    }

    private func take(_ answer: ImporterAnswer, of id: String, in file: String) throws {
        guard let entry = entries[id] else { return }
        answered.insert(id)
        switch (entry.state, answer) {
        case (.waiting, .imported(let order)), (.refused, .imported(let order)): try imported(id, entry, order)
        case (.waiting, .refused(let reasons)) where file == entry.files.last: try refused(id, entry, reasons)
        case (.settled, .imported(let order)): try importedTwice(id, order)
        case (.settled, .refused):
            entries[id] = nil
            var notes = StateStore.Notes()
            notes.facts = HandOverBook.forgetting(id)
            try context.state.commit(notes)
        case (.waiting, .refused), (.refused, .refused), (.differs, _): break
        }
    }

    /// Truth, message to the shop and the end of the waiting are one transaction; the success file follows.
    private func imported(_ id: String, _ entry: HandOverEntry, _ order: ImporterAnswer.Import, isOld: Bool = false) throws {
        var notes = StateStore.Notes()
        notes.truths = [
            StateStore.TruthRecord(
                kind: "SalesOrder", externalID: id, internalID: order.number == 0 ? "" : String(order.number),
                fingerprint: "handed over, total \(entry.total.formatted(decimals: 2)) \(entry.currency)", created: context.now())
        ]
        if order.number == 0 { context.log.warning("\(id): the importer gave no sales order number") }
        let posted = PostedOrder(
            number: order.number, accountReference: order.accountReference, customerOrderNumber: "", gross: .zero)
        let element = try book.records(id).success.allocating(order.allocated, positions: entry.positions)
        let record = isOld ? element.alreadyInLedger(as: posted) : element.imported(as: posted)
        if let total = order.total, total != entry.total {
            return try hold(id, record, total, number: order.number, notes)
        }
        let news = try news(of: id, record)
        notes.messages = news.messages
        notes.facts = HandOverBook.forgetting(id)
        notes.released = [id]
        try context.state.commit(notes)
        entries[id] = nil
        try files.addSuccess(news.record)
        outcome.recordsOut += 1
    }

    /// The order is in the ledger, but not with what the shopper paid: it is never handed over again, and the shop is not told.
    private func hold(_ id: String, _ record: XMLElement, _ total: Amount, number: Int, _ notes: StateStore.Notes) throws {
        guard var entry = entries[id] else { return }
        entry.state = .differs
        entries[id] = entry
        var notes = notes
        notes.facts = try HandOverBook.facts(id, entry)
        let difference = (total - entry.total).formatted(decimals: 2)
        let text =
            "sales order \(number) is in Sage with \(total.formatted(decimals: 2)) \(entry.currency), the shopper paid "
            + "\(entry.total.formatted(decimals: 2)): difference \(difference). Correct it in Sage, then settle it as entered-by-hand, "
            + "and compare 'unit_decimals' and 'tax_codes' of the connection with the company."
        outcome.notes.append("\(id): " + text)
        try refuse(id, record, [Rejection(.totalMismatch, text)], notes)
    }

    private func refused(_ id: String, _ entry: HandOverEntry, _ reasons: [String]) throws {
        let wasImported = reasons.contains { reason in
            !company.importedBefore.isEmpty && reason.range(of: company.importedBefore, options: .caseInsensitive) != nil
        }
        if wasImported { return try imported(id, entry, ImporterAnswer.Import(), isOld: true) }
        var entry = entry
        (entry.state, entry.unanswered) = (.refused, 0)
        entries[id] = entry
        var notes = StateStore.Notes()
        notes.facts = try HandOverBook.facts(id, entry)
        let words = reasons.isEmpty ? ["the importer gave no reason; look into its log"] : reasons
        try refuse(id, try book.records(id).came, words.map { Rejection(.importer, $0) }, notes)
    }

    /// A person entered the order, and the importer imported it too.
    private func importedTwice(_ id: String, _ order: ImporterAnswer.Import) throws {
        var notes = StateStore.Notes()
        notes.facts = HandOverBook.forgetting(id)
        try context.state.commit(notes)
        entries[id] = nil
        let text =
            "\(id) was settled by a person, and the importer imported it as well, as sales order \(order.number). Delete one."
        context.log.error(text)
        outcome.notes.append(text)
        outcome.failed += 1
    }

    private func holdContradiction(_ id: String, _ file: String) throws {
        let text =
            "the importer names it both in its success file and in its fail file for \(file). Look in Sage whether it is there, and "
            + "settle it."
        try refuse(id, try book.records(id).came, [Rejection(.importer, text)])
    }

    /// Files that nobody waits for any more go to the run's own folder, where they are archived with it.
    func clearAnswered() throws {
        let awaited = Set(entries.values.filter { $0.state == .waiting || $0.state == .settled }.flatMap(\.files))
        var notes = StateStore.Notes()
        for file in try book.files(connection: settings.posting.connection).union(answeredFiles).subtracting(awaited).sorted() {
            let result = folder.clear(file, into: context.workingFolder)
            outcome.files += result.moved
            for name in result.left {
                context.log.warning("\(name) has been dealt with but cannot be taken out of the folder; remove it there")
            }
            if result.left.isEmpty { notes.facts.append(HandOverBook.file(file, connection: nil)) }
        }
        try context.state.commit(notes)
        answeredFiles = []
    }
}
