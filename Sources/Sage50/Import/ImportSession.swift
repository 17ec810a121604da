internal import Foundation
internal import Money
internal import Workflow
internal import XSLT

/// One pass over the input: decides every order and, in groups, posts them.
///
/// Belongs to the task that runs it. Up to `groupSize` orders share one commit of the ledger, which precedes everything that tells
/// of them: success file, outbox, state (decision 27). A crash in between leaves orders that the next run finds in the ledger's own
/// truth and reports as already posted.
final class ImportSession {
    static let groupSize = 100

    let settings: ImportSettings
    let context: TaskContext
    let view: LedgerView
    let files: OrderFiles
    private(set) var outcome = TaskOutcome()

    private let decider: OrderDecider
    private var tally = AdjustmentTally()
    private var group: [DecidedOrder] = []

    init(_ settings: ImportSettings, _ context: TaskContext, _ ledger: any Ledger) async throws {
        self.settings = settings
        self.context = context
        let route = try PostingRoute(asked: settings.route, ledger: ledger.capabilities)
        view = LedgerView(ledger: ledger, codes: try await ledger.codes())
        try settings.posting.tolerance?.check(against: view.codes)
        files = try OrderFiles(success: context.file(settings.posting.success), fail: context.file(settings.posting.fail))
        decider = OrderDecider(
            settings: settings, route: route, view: view, state: context.state, timeZone: context.timeZone,
            today: LedgerDate(context.now(), in: context.timeZone))
        outcome.files = [settings.posting.success, settings.posting.fail]
    }

    /// Decides one record. An order that the same group holds already is posted first, so that its number is known.
    func decide(_ element: XMLElement) async throws -> DecidedOrder {
        outcome.recordsIn += 1
        return try await decider.decide(element)
    }

    // MARK: Posting

    /// Takes a record into the group and posts the group when it is full.
    func take(_ element: XMLElement) async throws {
        var order = try await decide(element)
        if case .alreadyPosted(let posted) = order.verdict, posted.number == 0, !group.isEmpty {
            try await postGroup()
            order = try await decider.decide(element)
        }
        if case .post(let posting) = order.verdict { _ = view.add(posting, referenceForm: order.referenceForm) }
        group.append(order)
        if group.count >= ImportSession.groupSize { try await postGroup() }
        context.progress.advanced(task: context.taskName, done: outcome.recordsIn, total: nil)
    }

    /// Posts the group in one commit, then tells of it in the order of the input.
    func postGroup() async throws {
        let orders = group
        group = []
        let postings = orders.compactMap { if case .post(let posting) = $0.verdict { posting } else { nil } }
        CrashPoint.reached("import.before-intent")
        // Without protection against duplicates an order is posted as often as it comes: it has no one life to keep.
        if settings.preventsDuplicates { try context.records.advance(postings.compactMap(\.truthID), to: .intended) }
        CrashPoint.reached("import.after-intent")
        var results = (postings.isEmpty ? [] : try await view.ledger.post(postings))[...]
        CrashPoint.reached("import.after-commit")
        view.forgetPending()
        var news = StateStore.Notes()
        for order in orders {
            warn(order)
            switch order.verdict {
            case .alreadyPosted(let posted):
                try await tell(order, order.element.alreadyInLedger(as: posted), posted, &news)
            case .refused(let rejections): try refuse(order, rejections)
            case .settled(let reason): try await leaveOut(order, reason, &news)
            case .post(let posting):
                switch results.popFirst() {
                case .posted(let posted)?:
                    tally.add(posting)
                    try await tell(order, order.element.imported(as: posted, posting), posted, &news)
                case .refused(let rejection)?: try refuse(order, [rejection])
                case nil: try refuse(order, [Rejection(.ledger, "the ledger gave no answer for this order; import again")])
                }
            }
        }
        news.released = news.truths.map(\.externalID)
        try context.state.commit(news, run: context.run.id)
        CrashPoint.reached("import.after-state")
    }

    /// Success file, truth and outbox of an order that is in the ledger.
    private func tell(
        _ order: DecidedOrder, _ record: XMLElement, _ posted: PostedOrder, _ news: inout StateStore.Notes
    ) async throws {
        try await addSuccess(order, record, &news)
        guard let id = order.record.correlationID else { return }
        news.truths.append(
            StateStore.TruthRecord(
                kind: "SalesOrder", externalID: id, internalID: String(posted.number), fingerprint: order.fingerprint,
                created: context.now()))
    }

    /// An order that a person has closed: entered by hand, the shop is told like of any other order in the ledger; ignored, it is
    /// neither posted nor told.
    private func leaveOut(_ order: DecidedOrder, _ reason: String, _ news: inout StateStore.Notes) async throws {
        outcome.notes.append("\(order.name) was left out: settled as \(reason)")
        guard order.record.correlationID != nil, let record = order.settledRecord else { return }
        try await addSuccess(order, record, &news)
    }

    /// Success file and outbox. The shop hears of an order in several parts once, when none of them waits any more.
    private func addSuccess(_ order: DecidedOrder, _ record: XMLElement, _ news: inout StateStore.Notes) async throws {
        var record = record
        let waiting = try await waitingParts(of: order)
        record.appendWaiting(waiting)
        try files.addSuccess(record)
        outcome.recordsOut += 1
        guard waiting.isEmpty, let id = order.record.wholeID else { return }
        news.messages.append(StateStore.OutboxMessage(channel: "order-status", record: id, payload: record.xml))
    }

    private func waitingParts(of order: DecidedOrder) async throws -> [String] {
        let waiting = try await decider.waitingParts(of: order.record)
        if !waiting.isEmpty {
            outcome.notes.append(
                "\(order.name) is in the ledger, \(waiting.joined(separator: ", ")) not yet: the shop is told when all parts are")
        }
        return waiting
    }

    /// Fail file and held record of an order that is not in the ledger.
    private func refuse(_ order: DecidedOrder, _ rejections: [Rejection]) throws {
        let now = context.now()
        try files.addFailure(order.element.failed(rejections, date: XSDDate.text(now, in: context.timeZone)))
        outcome.failed += 1
        guard let first = rejections.first else { return }
        context.log.error("\(order.name): \(rejections.map(\.description).joined(separator: " | "))")
        try context.state.hold(
            HeldRecord(
                record: order.name, task: context.taskName, code: first.code.rawValue,
                message: rejections.map(\.text).joined(separator: " "), payload: order.element.xml, run: context.run.id,
                firstSeen: now, lastSeen: now))
    }

    /// Both files appear under their names; the outcome says what was adjusted.
    func finish() throws {
        try files.finish()
        if let note = tally.note { outcome.notes.append(note) }
    }

    // MARK: Rehearsing

    /// What would become of a record, written to the files as a live run would write it; the ledger and the state stay as they are.
    func rehearse(_ element: XMLElement) async throws -> PlannedAction {
        let order = try await decide(element)
        warn(order)
        switch order.verdict {
        case .post(let posting):
            let posted = view.add(posting, referenceForm: order.referenceForm)
            tally.add(posting)
            var record = element.imported(as: posted, posting)
            record.appendWaiting(try await waitingParts(of: order))
            try files.addSuccess(record)
            outcome.recordsOut += 1
        case .alreadyPosted(let posted):
            try files.addSuccess(element.alreadyInLedger(as: posted))
            outcome.recordsOut += 1
        case .refused(let rejections):
            try files.addFailure(element.failed(rejections, date: XSDDate.text(context.now(), in: context.timeZone)))
            outcome.failed += 1
        case .settled(let reason):
            outcome.notes.append("\(order.name) would be left out: settled as \(reason)")
            guard let record = order.settledRecord else { break }
            try files.addSuccess(record)
            outcome.recordsOut += 1
        }
        return order.action
    }

    private func warn(_ order: DecidedOrder) {
        for warning in order.warnings { context.log.warning("\(order.name): \(warning)") }
    }
}

extension DecidedOrder {
    /// What the decision was made on; empty for an order that is not posted.
    var fingerprint: String {
        if case .post(let posting) = verdict { posting.fingerprint } else { "" }
    }

    /// The success record of an order that a person entered by hand; `nil` for one that was ignored.
    var settledRecord: XMLElement? {
        guard case .settled(let reason) = verdict, reason.hasPrefix("entered-by-hand") else { return nil }
        let order = PostedOrder(number: 0, accountReference: "", customerOrderNumber: "", gross: .zero)
        return element.alreadyInLedger(as: order)
    }

    /// The decision as a plan shows it.
    var action: PlannedAction {
        var action = PlannedAction(record: name, kind: .create, payload: element.xml)
        switch verdict {
        case .post(let posting):
            let account =
                posting.newAccount == nil ? "account \(posting.accountReference)" : "new account \(posting.accountReference)"
            action.reason = "sales order on \(account), \(posting.lines.count) lines"
            if !posting.adjustments.isEmpty { action.reason += "; " + posting.adjustments.map(\.text).joined(separator: "; ") }
            action.fingerprint = posting.fingerprint
            action.amount = posting.gross.formatted(decimals: 2)
            action.currency = posting.currency.code
        case .alreadyPosted(let posted):
            action.kind = .skip
            action.existing = posted.number > 0 ? String(posted.number) : nil
            action.reason = posted.number > 0 ? "is sales order \(posted.number) already" : "is in this file twice"
        case .settled(let reason):
            action.kind = .skip
            action.reason = "settled as \(reason)"
        case .refused(let rejections):
            action.kind = .hold
            action.reason = rejections.map(\.description).joined(separator: " | ")
        }
        return action
    }
}
