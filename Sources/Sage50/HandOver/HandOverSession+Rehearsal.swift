internal import Money
internal import Workflow
internal import XSLT

/// What a dry run shows.
extension HandOverSession {
    /// What would become of a record; the folder and the state stay as they are.
    func rehearse(_ element: XMLElement) throws -> PlannedAction {
        outcome.recordsIn += 1
        let (id, standing) = try standing(of: element)
        var action = PlannedAction(record: id ?? "order without id in line \(element.line)", kind: .skip, payload: element.xml)
        switch standing {
        case .fresh(let decided): try plan(decided, &action)
        case .settled(let reason): action.reason = "settled as \(reason)"
        case .inLedger(let truth):
            action.reason = truth.internalID.isEmpty ? "is in the ledger already" : "is sales order \(truth.internalID) already"
        case .waiting, .answered:
            let since = id.flatMap { entries[$0]?.since }.map { XSDDate.text($0, in: context.timeZone) } ?? ""
            action.reason = "handed over at \(since), waits for an answer"
        case .twice: action.reason = "is in this file twice"
        case .differs: (action.kind, action.reason) = (.hold, differing(id ?? "").description)
        case .refused(let text): (action.kind, action.reason) = (.hold, Rejection(.importer, text).description)
        }
        return action
    }

    private func plan(_ decided: DecidedHandOver, _ action: inout PlannedAction) throws {
        for warning in decided.warnings { context.log.warning("\(decided.name): \(warning)") }
        switch decided.verdict {
        case .refused(let rejections):
            action.kind = .hold
            action.reason = rejections.map(\.description).joined(separator: " | ")
            try files.addFailure(decided.element.failed(rejections, date: XSDDate.text(context.now(), in: context.timeZone)))
            outcome.failed += 1
        case .ready(let ready):
            action.kind = .create
            action.reason = "handed over as \(ready.id), \(ready.posting.lines.count) lines"
            action.fingerprint = ready.posting.summary
            action.amount = ready.posting.gross.formatted(decimals: 2)
            action.currency = ready.posting.currency.code
        }
    }
}
