internal import Foundation
internal import Workflow
internal import XSLT

/// What comes of a file: written and told as it comes, so that memory does not grow with the file. Nothing of it has a name
/// before ``finish(recordsIn:recordsOut:)``.
final class MapResults {
    /// Where the translation goes.
    let output: FileSink
    private let fail: FailFile
    /// `nil` in a dry run, which remembers nothing.
    private let journal: MapJournal?
    private let context: TaskContext
    private let files: (output: String, fail: String)
    private var questions = MapQuestions()
    /// Messages that an earlier try told, still to come again.
    private var alreadyTold: Int
    /// Messages so far.
    private(set) var messages = 0
    private var leftOut = 0
    private var warnings = 0
    private var failed = 0
    private var done = 0

    /// Opens the files under temporary names.
    ///
    /// - Parameters:
    ///   - files: names of the files in the run's folder.
    ///   - alreadyTold: messages that were told before the file turned out to need another way.
    /// - Throws: `XSLTError.cannotWrite`.
    init(_ files: (output: String, fail: String), _ context: TaskContext, alreadyTold: Int = 0) throws(XSLTError) {
        self.files = files
        self.context = context
        self.alreadyTold = alreadyTold
        output = try FileSink(path: context.file(files.output).path, isDurable: true)
        fail = FailFile(context.file(files.fail), date: context.now())
        journal = context.mode == .live ? try MapJournal(in: context.workingFolder) : nil
    }

    /// Logs what the stylesheet says.
    func say(_ diagnostic: Diagnostic) {
        let talk = MapMessage(diagnostic)
        messages += 1
        if talk.code == "N-SKIPPED" { leftOut += 1 }
        if talk.weight == .warning { warnings += 1 }
        guard alreadyTold == 0 else {
            alreadyTold -= 1
            return
        }
        switch talk.weight {
        case .notice: context.log.debug(talk.text)
        case .warning: context.log.warning(talk.text)
        case .talk: context.log.info(talk.text)
        }
    }

    /// Notes a record that went through.
    ///
    /// - Parameter record: correlation id.
    /// - Throws: `XSLTError.cannotWrite`.
    func passed(_ record: String) throws(XSLTError) {
        try journal?.add(MapJournal.Entry(record: record, failure: nil))
        advance()
    }

    /// Puts a record into the fail file.
    ///
    /// - Parameter tree: the elements around the record.
    /// - Throws: `XSLTError.cannotWrite`.
    func failed(_ failure: MapFailure, tree: RecordTree) throws(XSLTError) {
        failed += 1
        try fail.add(failure, tree: tree)
        try journal?.add(
            MapJournal.Entry(
                record: failure.record,
                failure: .init(
                    code: failure.code, message: failure.message, place: failure.place, payload: failure.element.xml)))
        ask(questions.add(failure))
        advance()
    }

    private func ask(_ questions: [MapQuestion]) {
        for question in questions { context.log.error("\(question) (\(files.fail))") }
    }

    private func advance() {
        done += 1
        context.progress.advanced(task: context.taskName, done: done, total: nil)
    }

    /// Gives the files their names, and then tells the state store.
    ///
    /// - Throws: `XSLTError.cannotWrite`, errors of the state store.
    func finish(recordsIn: Int, recordsOut: Int) throws -> TaskOutcome {
        try output.finish()
        try fail.finish()
        CrashPoint.reached("map.file-written")
        try remember()
        ask(questions.takeAll())
        context.progress.advanced(task: context.taskName, done: recordsIn, total: recordsIn)
        var notes: [String] = []
        if leftOut > 0 { notes.append("\(leftOut) left out by the mapping's filter") }
        if warnings > 0 { notes.append("\(warnings) warnings, see the log") }
        return TaskOutcome(
            recordsIn: recordsIn, recordsOut: recordsOut, failed: failed,
            files: [files.output] + (fail.hasRecords ? [files.fail] : []), notes: notes)
    }

    /// Failed records wait in the state store until a run carries them. A dry run remembers nothing.
    private func remember() throws {
        guard let journal else { return }
        try journal.forEachBatch { entries in try context.state.hold(entries.compactMap(held)) }
        let waiting = try context.state.waiting(task: context.taskName)
        try journal.forEachBatch { entries in
            let carried = entries.filter { $0.failure == nil }.map(\.record)
            for record in carried where waiting.contains(record) { try context.state.release(record: record) }
            try context.records.advance(carried, to: .mapped)
        }
        CrashPoint.reached("map.records-stored")
    }

    private func held(_ entry: MapJournal.Entry) -> HeldRecord? {
        guard let failure = entry.failure else { return nil }
        let seen = context.now()
        return HeldRecord(
            record: entry.record, task: context.taskName, code: failure.code, message: failure.message, place: failure.place,
            payload: failure.payload, run: context.run.id, firstSeen: seen, lastSeen: seen)
    }
}
