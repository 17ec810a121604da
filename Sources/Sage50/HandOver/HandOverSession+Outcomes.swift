internal import Foundation
internal import Money
internal import Workflow
internal import XSLT

/// What becomes of single orders: told, refused, left out, still waiting.
extension HandOverSession {
    /// Fail file and held record of an order that is not in the ledger, or not as it should be.
    func refuse(_ name: String, _ element: XMLElement, _ rejections: [Rejection], _ further: StateStore.Notes = .init()) throws {
        let now = context.now()
        guard let first = rejections.first else { return }
        var notes = further
        notes.held.append(
            HeldRecord(
                record: name, task: context.taskName, code: first.code.rawValue,
                message: rejections.map(\.text).joined(separator: " "), payload: element.xml, run: context.run.id, firstSeen: now,
                lastSeen: now))
        try context.state.commit(notes)
        try files.addFailure(element.failed(rejections, date: XSDDate.text(now, in: context.timeZone)))
        outcome.failed += 1
        context.log.error("\(name): \(rejections.map(\.description).joined(separator: " | "))")
    }

    /// An order that an earlier run saw answered: the shop is told again, if it has not acknowledged (decision 22).
    func repeatSuccess(_ id: String, _ element: XMLElement, _ truth: StateStore.TruthRecord) throws {
        let order = PostedOrder(
            number: Int(truth.internalID) ?? 0, accountReference: "", customerOrderNumber: "", gross: .zero)
        let (record, messages) = try news(of: id, element.alreadyInLedger(as: order))
        var notes = StateStore.Notes()
        notes.messages = messages
        notes.released = [id]
        try context.state.commit(notes)
        try files.addSuccess(record)
        outcome.recordsOut += 1
    }

    /// An order that a person has closed: entered by hand, the shop is told; ignored, it is not. An answer that comes all the same
    /// is still looked for: it would mean that the order is in the ledger twice.
    func leaveOut(_ id: String, _ element: XMLElement, _ reason: String) throws {
        outcome.notes.append("\(id) was left out: settled as \(reason)")
        var notes = StateStore.Notes()
        switch entries[id]?.state {
        case .waiting?:
            entries[id]?.state = .settled
            if let entry = entries[id] { notes.facts = try HandOverBook.facts(id, entry) }
            if let file = entries[id]?.files.first(where: folder.isThere) {
                outcome.notes.append(
                    "\(file) still lies in the folder with \(id): take it out before the importer imports it, too")
            }
        case .refused?, .differs?:
            notes.facts = HandOverBook.forgetting(id)
            entries[id] = nil
        case .settled?, nil: break
        }
        guard reason.hasPrefix("entered-by-hand") else { return try context.state.commit(notes) }
        let nobody = PostedOrder(number: 0, accountReference: "", customerOrderNumber: "", gross: .zero)
        let (record, messages) = try news(of: id, element.alreadyInLedger(as: nobody))
        notes.messages = messages
        try context.state.commit(notes)
        try files.addSuccess(record)
        outcome.recordsOut += 1
    }

    /// Why an order waits that is in the ledger with another total.
    func differing(_ id: String) -> Rejection {
        let told = (try? context.state.heldRecord(id))?.flatMap {
            $0.code == Rejection.Code.totalMismatch.rawValue ? $0.message : nil
        }
        return Rejection(
            .totalMismatch,
            told ?? "it is in the ledger with a total that is not what the shopper paid. Correct it in Sage, then settle it here."
        )
    }

    /// Waits for answers as long as the connection says, counted for each order from its hand-over. Others may use the folder meanwhile;
    /// a look that would meet one of them is left out.
    func awaitAnswers() async throws {
        if let end = endOfWaiting {
            let count = entries.values.count { $0.state == .waiting }
            context.log.info("\(count) orders wait for the importer, at most until \(XSDDate.text(end, in: context.timeZone))")
        }
        while endOfWaiting != nil {
            guard !context.isStopRequested, !Task.isCancelled else { return }
            try await environment.pause(HandOverSession.interval)
            try await aloneNow { try readAnswers() }
        }
    }

    /// Up to when the run waits; `nil` when there is no order to wait for, or it has waited long enough.
    private var endOfWaiting: Date? {
        let last = entries.values.filter { $0.state == .waiting }.map(\.since).max()
        let end = last?.addingTimeInterval(TimeInterval(company.wait.components.seconds))
        return end.flatMap { context.now() < $0 ? $0 : nil }
    }

    /// Says who waits and since when, and holds what has waited too long, so that a person sees it.
    func reportWaiting() throws {
        let waiting = entries.filter { $0.value.state == .waiting }
        guard let oldest = waiting.values.map(\.since).min() else { return }
        let untouched = Set(waiting.values.flatMap(\.files)).filter(folder.isThere).count
        let place = untouched == 0 ? "" : "; \(untouched) files still lie in the folder untouched"
        outcome.notes.append(
            "\(waiting.count) orders wait for an answer since \(XSDDate.text(oldest, in: context.timeZone))\(place)")
        let limit = context.now().addingTimeInterval(-TimeInterval(company.overdue.components.seconds))
        for (id, entry) in waiting.sorted(by: { $0.key < $1.key }) where entry.since <= limit {
            try refuse(id, try book.records(id).came, [overdue(id, entry)])
        }
    }

    private func overdue(_ id: String, _ entry: HandOverEntry) -> Rejection {
        let file = entry.files.last ?? ""
        let state =
            folder.isThere(file)
            ? "The file still lies in the folder: is the importer running?"
            : "The file was taken: look in Sage whether the order is there."
        return Rejection(
            .noAnswer,
            "it was handed over in \(file) at \(XSDDate.text(entry.since, in: context.timeZone)), and the importer has not answered. "
                + "\(state) It is not handed over again by itself. When it is in Sage, settle it as entered-by-hand; when it surely is "
                + "not, allow one more time with hand_over_again: {\(id): \(entry.unanswered + 1)}.")
    }
}
