internal import Workflow
internal import XSLT

/// Lets the state store catch up with the ledger after a process died between the two.
///
/// The ledger's own truth is written with the order (decision 20). An order that was about to be posted and is in the ledger is noted
/// as posted, and the shop is told, whether or not the order is ever downloaded again.
struct ImportCatchUp {
    let context: TaskContext
    let view: LedgerView

    func run() async throws {
        var notes = StateStore.Notes()
        for record in try context.records.all(in: .intended) {
            guard let number = try await view.ledger.truth(kind: "SalesOrder", externalID: record.id) else { continue }
            context.log.warning(
                "order \(record.id) is in the ledger as \(number) though run \(record.run) ended before it could note so")
            notes.truths.append(
                StateStore.TruthRecord(
                    kind: "SalesOrder", externalID: record.id, internalID: number, fingerprint: "", created: context.now()))
            if let message = message(record.id, number) { notes.messages.append(message) }
        }
        notes.released = notes.truths.map(\.externalID)
        try context.state.commit(notes, run: context.run.id)
    }

    /// What the shop is told. Of a part of an order nothing: whether the other parts are posted is known when they come again.
    private func message(_ id: String, _ number: String) -> StateStore.OutboxMessage? {
        let parts = id.split(separator: "/", maxSplits: 1)
        guard parts.count == 2, !parts[1].contains("/") else { return nil }
        let record = XMLElement(
            "SalesOrder",
            children: [
                .element(XMLElement("Id", text: String(parts[1]))),
                .element(XMLElement("SalesOrderNumber", text: number)),
                .element(XMLElement("Store", namespace: Interchange.namespace, children: [.text(String(parts[0]))])),
                .element(XMLElement("AlreadyInLedger", namespace: Interchange.namespace, children: [.text("true")])),
            ])
        return StateStore.OutboxMessage(channel: "order-status", record: id, payload: record.xml)
    }
}
