internal import Workflow
internal import XSLT

/// Lets the state store catch up with the ledger: a process died between the two, the state was lost, or an older copy of it was
/// put back.
///
/// The ledger's own truth is written with the order (decision 20). What it holds of an order that the state knows as not posted is
/// noted as posted, and the shop is told, whether or not the order is ever downloaded again. Of an order that the state does not know
/// the truth is noted alone: the shop was told, or offers the order again.
struct ImportCatchUp {
    let context: TaskContext
    let view: LedgerView
    /// Name of the connection; each ledger has a mark of its own up to which it has been read.
    let connection: String

    private static let kind = "SalesOrder"
    private var mark: String { "ledger-truths:\(connection)" }

    func run() async throws {
        try await noteIntended()
        var last = try context.state.watermark(mark)
        var page = try await firstPage(after: last)
        while let end = page.last {
            try note(page)
            if ImportCatchUp.text(end) != last {
                last = ImportCatchUp.text(end)
                try context.state.setWatermark(mark, to: ImportCatchUp.text(end))
            }
            page = try await view.ledger.truths(kind: ImportCatchUp.kind, after: end.position)
        }
    }

    /// From the last one that was read; from the first one when that is not where it was: the ledger is another, or an older copy.
    private func firstPage(after last: String?) async throws -> [LedgerTruth] {
        if let last, let position = last.split(separator: " ").first.flatMap({ Int($0) }) {
            let page = try await view.ledger.truths(kind: ImportCatchUp.kind, after: position - 1)
            if page.first.map(ImportCatchUp.text) == last { return page }
        }
        return try await view.ledger.truths(kind: ImportCatchUp.kind, after: 0)
    }

    private static func text(_ truth: LedgerTruth) -> String { "\(truth.position) \(truth.externalID)" }

    /// Orders that were about to be posted, and are.
    private func noteIntended() async throws {
        var found: [LedgerTruth] = []
        for record in try context.records.all(in: .intended) {
            guard let number = try await view.ledger.truth(kind: ImportCatchUp.kind, externalID: record.id) else { continue }
            found.append(LedgerTruth(position: 0, externalID: record.id, internalID: number))
        }
        try note(found)
    }

    /// Truths that the state has already change nothing.
    private func note(_ truths: [LedgerTruth]) throws {
        var (notes, unknown): (StateStore.Notes, [StateStore.TruthRecord]) = (.init(), [])
        for truth in truths {
            let record = StateStore.TruthRecord(
                kind: ImportCatchUp.kind, externalID: truth.externalID, internalID: truth.internalID, fingerprint: "",
                created: context.now())
            guard let state = try context.records.state(of: truth.externalID), state.isBeforePosting else {
                unknown.append(record)
                continue
            }
            context.log.warning(
                "order \(truth.externalID) is in the ledger as \(truth.internalID) though no run has noted so")
            notes.truths.append(record)
            if let message = message(truth) { notes.messages.append(message) }
        }
        notes.released = notes.truths.map(\.externalID)
        try context.state.commit(notes, run: context.run.id)
        try context.state.record(truths: unknown)
    }

    /// What the shop is told. Of a part of an order nothing: whether the other parts are posted is known when they come again.
    private func message(_ truth: LedgerTruth) -> StateStore.OutboxMessage? {
        let parts = truth.externalID.split(separator: "/", maxSplits: 1)
        guard parts.count == 2, !parts[1].contains("/") else { return nil }
        let record = XMLElement(
            "SalesOrder",
            children: [
                .element(XMLElement("Id", text: String(parts[1]))),
                .element(XMLElement("SalesOrderNumber", text: truth.internalID)),
                .element(XMLElement("Store", namespace: Interchange.namespace, children: [.text(String(parts[0]))])),
                .element(XMLElement("AlreadyInLedger", namespace: Interchange.namespace, children: [.text("true")])),
            ])
        return StateStore.OutboxMessage(channel: "order-status", record: truth.externalID, payload: record.xml)
    }
}

extension RecordState {
    /// Whether an order in this state is not known to be in the ledger.
    fileprivate var isBeforePosting: Bool {
        switch self {
        case .seen, .mapped, .intended, .held: true
        case .inLedger, .told, .archived, .ignored: false
        }
    }
}
