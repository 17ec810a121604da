import Foundation
import Workflow
import XSLT

/// The orders to tell the shop about: those of the input file and those that wait in the outbox from earlier runs.
struct UpdateQueue {
    /// The outbox channel that the import writes to.
    static let channel = "order-status"

    /// By order number, each once.
    private(set) var updates: [OrderUpdate] = []
    /// Records of the input file that name no order, ready for the fail file.
    private(set) var unreadable: [XMLElement] = []
    /// Orders of which some parts are in the ledger and others not yet: the shop is told when all are.
    private(set) var waiting: [Int] = []

    /// - Parameter input: may be absent: the orders of this run did not get this far, which has been reported where it happened.
    /// - Throws: ``TaskFailure`` for a file of another store, ``XSLTError`` when it is not well formed.
    init(_ context: TaskContext, store: String, input: String) throws {
        var byID: [Int: OrderUpdate] = [:]
        var parts = PartCount(state: context.state, store: store)
        for message in try context.state.pendingMessages(channel: UpdateQueue.channel) {
            let steps = message.record.split(separator: "/")
            guard steps.count >= 2, steps[0] == store, let id = Int(steps[1]) else { continue }
            byID[id, default: OrderUpdate(id: id)].records.append(message.record)
            if steps.count > 2 { parts.expect(message.payload, of: id) }
        }
        let file = context.file(input)
        if FileManager.default.fileExists(atPath: file.path) { try read(file, of: store, into: &byID) }
        waiting = try parts.waiting()
        for id in waiting { byID[id] = nil }
        updates = byID.values.sorted { $0.id < $1.id }
    }

    /// Adds the orders of the file.
    private mutating func read(_ file: URL, of store: String, into byID: inout [Int: OrderUpdate]) throws {
        let reader = try XMLRecordReader(file: file, recordPath: ["orders", "order"])
        // Order numbers of two stores look alike: another store's file would set the status of strangers.
        if let other = reader.root.attribute("store"), !other.isEmpty, other != store {
            throw TaskFailure(
                .configuration,
                "\(file.lastPathComponent) holds orders of store '\(other)', the connection is to store '\(store)'. "
                    + "Correct 'connection' or 'input' of the task.")
        }
        while let record = try reader.next() {
            if let id = record.text("id").flatMap({ Int($0.trimmingWhitespace()) }), id > 0 {
                byID[id, default: OrderUpdate(id: id)].records += []
            } else {
                unreadable.append(record)
            }
        }
    }
}
