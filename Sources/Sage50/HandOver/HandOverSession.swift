internal import Foundation
internal import Money
internal import Workflow
internal import XSLT

/// What a hand-over needs from outside besides its context, so that tests can let time pass and stop it half way.
struct HandOverEnvironment: Sendable {
    /// The moments between which a process can die with a different outcome.
    enum Step: Sendable, Equatable, CaseIterable {
        /// The file is complete under its temporary name.
        case placed
        /// The state store has its orders as handed over.
        case noted
        /// The file has its name.
        case published
        /// Answers are noted, and nothing has been cleared.
        case answered
    }

    /// Waits until the next look into the folder.
    var pause: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    var reached: @Sendable (Step) throws -> Void = { _ in }
    /// How long a run waits for another one that is at the folder.
    var patience = Duration.seconds(60)
}

/// One pass: reads answers, decides every order of the input, hands over what is ready, waits, reads answers again.
///
/// Belongs to the task that runs it.
final class HandOverSession {
    /// Between two looks into the folder.
    static let interval = Duration.seconds(2)

    let settings: HandOverSettings
    let context: TaskContext
    let company: HandOverCompany
    let folder: HandOverFolder
    let book: HandOverBook
    let files: OrderFiles
    let environment: HandOverEnvironment
    var outcome = TaskOutcome()
    /// By correlation id.
    var entries: [String: HandOverEntry]
    /// Signatures of answer files that have been read, so that an unchanged one is not read again.
    var seen: [String: String] = [:]
    /// Answer files that could not be read when they were last looked at, and why.
    var unreadable: [String: String] = [:]
    /// Orders whose answer was read in this run: they are in its files already, and a refusal waits for the next run.
    var answered: Set<String> = []
    /// Files of which an answer was read since the folder was cleared last.
    var answeredFiles: Set<String> = []
    /// Totals of the parts of orders that were decided in this run.
    var shares: [String: Amount] = [:]

    private let decider: HandOverDecider
    private var tally = AdjustmentTally()
    /// Orders of the input that have been looked at.
    private var taken: Set<String> = []
    private var batch: [(order: DecidedHandOver, ready: ReadyOrder)] = []
    /// Orders that the folder had no room for: the name they would have had, and how many.
    private var postponed: [String: Int] = [:]

    init(
        _ settings: HandOverSettings, _ context: TaskContext, _ company: HandOverCompany, _ environment: HandOverEnvironment
    ) throws {
        self.settings = settings
        self.context = context
        self.company = company
        self.environment = environment
        folder = try HandOverFolder(company, run: context.run)
        book = HandOverBook(state: context.state)
        entries = try book.entries(connection: settings.posting.connection)
        files = try OrderFiles(success: context.file(settings.posting.success), fail: context.file(settings.posting.fail))
        try HandOverSession.check(settings.posting.tolerance, company.codes)
        decider = HandOverDecider(settings: settings, company: company, state: context.state, timeZone: context.timeZone)
        outcome.files = [settings.posting.success, settings.posting.fail]
    }

    /// A rounding line must carry no tax.
    private static func check(_ tolerance: RoundingTolerance?, _ codes: LedgerCodes) throws {
        guard tolerance != nil, codes.taxCode(codes.company.nonVATCode)?.rate.isZero != true else { return }
        throw TaskFailure(
            .configuration,
            "setting 'rounding' needs the code \(codes.company.nonVATCode) with a rate of 0 among 'tax_codes' of the connection")
    }

    /// What the last run left half done is ended before anything else.
    func recover() throws {
        let open = Set(entries.values.filter { $0.state == .waiting }.flatMap(\.files))
        for name in try folder.recover(noted: open) {
            context.log.warning("\(name) was complete when the last run broke off; it has been handed over now")
        }
        try clearAnswered()
    }

    /// What is to become of a record of the input.
    enum Standing {
        /// It has to be handed over, or is wrong.
        case fresh(DecidedHandOver)
        case settled(String)
        case inLedger(StateStore.TruthRecord)
        case differs
        case waiting
        /// Its answer was read in this run.
        case answered
        /// Refused before, and not to be tried again.
        case refused(String)
        case twice
    }

    /// - Parameter record: its correlation id; `nil` for a record without Id.
    func standing(of element: XMLElement) throws -> (record: String?, Standing) {
        let order = decider.read(element)
        guard let id = order.record.correlationID else { return (nil, .fresh(try decider.decide(order))) }
        if answered.contains(id) { return (id, .answered) }
        if case .settled(let reason)? = try context.state.heldRecord(id)?.state { return (id, .settled(reason)) }
        if entries[id]?.state == .differs { return (id, .differs) }
        if let truth = try context.state.truth(kind: "SalesOrder", externalID: id) { return (id, .inLedger(truth)) }
        guard taken.insert(id).inserted else { return (id, .twice) }
        switch entries[id]?.state {
        case .waiting? where !mayRepeat(id): return (id, .waiting)
        case .refused? where !settings.retriesRefused:
            return (id, .refused(try context.state.heldRecord(id)?.message ?? "the importer refused it"))
        default: return (id, .fresh(try checkingShares(decider.decide(order))))
        }
    }

    /// Whether a person allowed one more hand-over, and the importer cannot still take the last one.
    private func mayRepeat(_ id: String) -> Bool {
        guard let entry = entries[id], entry.unanswered < settings.allowedTimes[id] ?? 1 else { return false }
        guard let file = entry.files.first(where: folder.isThere) else { return true }
        outcome.notes.append("\(id) was not handed over again: \(file) still lies in the folder, nobody has taken it")
        return false
    }

    /// Deals with one record of the input.
    func take(_ element: XMLElement) throws {
        outcome.recordsIn += 1
        let (id, standing) = try standing(of: element)
        switch standing {
        case .fresh(let decided): try take(decided)
        case .settled(let reason): try leaveOut(id ?? "", element, reason)
        case .inLedger(let truth): try repeatSuccess(id ?? "", element, truth)
        case .differs: try refuse(id ?? "", element, [differing(id ?? "")])
        case .refused(let text): try refuse(id ?? "", element, [Rejection(.importer, text)])
        case .twice: outcome.notes.append("\(id ?? "") is in the input twice; it is handed over once")
        case .waiting, .answered: break
        }
        context.progress.advanced(task: context.taskName, done: outcome.recordsIn, total: nil)
    }

    private func take(_ decided: DecidedHandOver) throws {
        for warning in decided.warnings { context.log.warning("\(decided.name): \(warning)") }
        switch decided.verdict {
        case .refused(let rejections): try refuse(decided.name, decided.element, rejections)
        case .ready(let ready):
            // Two orders of one Id in one file could not be told apart by the answer.
            if let other = batch.first(where: { $0.ready.id == ready.id }) {
                let text =
                    "\(other.order.name) has the same Id '\(ready.id)' for the importer. Set an order_prefix that tells the stores apart."
                return try refuse(decided.name, decided.element, [Rejection(.duplicate, text)])
            }
            batch.append((decided, ready))
            if batch.count >= company.ordersPerFile { try handOver() }
        }
    }

    /// Hands the orders over that are ready: file, state, name, in this order.
    func handOver() throws {
        let orders = batch
        batch = []
        guard let first = orders.first else { return }
        let times = orders.map { (entries[$0.order.name]?.times ?? 0) + 1 }
        let digest = HandOverNames.digest(zip(times, orders).map { "\($0) \($1.ready.written.xml)" })
        let name = folder.names.fileName(first: first.ready.id, count: orders.count, digest: digest)
        guard !folder.isTaken(name) else {
            postponed[name, default: 0] += orders.count
            return
        }
        try folder.place(orders.map(\.ready.written), as: name)
        try environment.reached(.placed)
        var notes = StateStore.Notes()
        var noted: [String: HandOverEntry] = [:]
        for (order, times) in zip(orders, times) {
            let entry = entry(order.ready, name, times: times, before: entries[order.order.name])
            noted[order.order.name] = entry
            notes.facts += try HandOverBook.facts(order.order.name, entry)
            notes.facts += HandOverBook.facts(order.order.name, came: order.order.element, success: order.ready.success)
            if order.order.record.part != nil {
                notes.facts.append(HandOverBook.share(order.order.name, order.ready.posting.gross))
            }
        }
        notes.facts.append(HandOverBook.file(name, connection: settings.posting.connection))
        notes.steps = noted.keys.sorted().map { RecordStep($0, .intended, at: context.now()) }
        try context.state.commit(notes, run: context.run.id)
        entries.merge(noted) { $1 }
        try environment.reached(.noted)
        try folder.publish(name)
        try environment.reached(.published)
        outcome.notes.append("\(orders.count) orders handed over in \(name)")
        for order in orders { tally.add(order.ready.posting) }
    }

    private func entry(_ ready: ReadyOrder, _ name: String, times: Int, before: HandOverEntry?) -> HandOverEntry {
        var entry = HandOverEntry(
            connection: settings.posting.connection, id: ready.id, files: [name], since: context.now(),
            total: ready.posting.gross, currency: ready.posting.currency.code)
        entry.times = times
        entry.positions = ready.positions
        if let before, before.state == .waiting {
            entry.files = before.files + [name]
            entry.unanswered = before.unanswered + 1
        }
        return entry
    }

    /// What later runs and people have to know, in the outcome's notes.
    func finish() throws {
        for (name, count) in postponed.sorted(by: { $0.key < $1.key }) {
            outcome.notes.append(
                "\(count) orders stay for the next run: \(name) or an answer to it is still in the folder. A file name with {digest} "
                    + "would not have to wait.")
        }
        for (name, reason) in unreadable.sorted(by: { $0.key < $1.key }) {
            context.log.warning("\(name) was left alone, because it is not whole: \(reason). The next run looks again.")
            outcome.notes.append("\(name) cannot be read yet")
        }
        if let note = tally.note { outcome.notes.append(note) }
        try reportWaiting()
        try files.finish()
    }
}
