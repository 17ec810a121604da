internal import Foundation
internal import Workflow
internal import XSLT

/// The orders of a plan, to be decided again and compared before the first of them is written (decision 26).
struct PlannedOrders {
    /// As they were read when the plan was made.
    let elements: [XMLElement]
    private let actions: [PlannedAction]

    /// - Throws: ``TaskFailure`` for a plan whose orders cannot be read.
    init(_ plan: TaskPlan) throws {
        actions = plan.actions
        elements = try plan.actions.map { action in
            do { return try XMLDocument(bytes: Array(action.payload.utf8), name: "plan of \(action.record)").root } catch {
                throw TaskFailure(.configuration, "the plan of order \(action.record) cannot be read: \(error). Plan again.")
            }
        }
    }

    /// - Parameters:
    ///   - done: what did not happen to any order when one has moved: `posted`.
    ///   - decide: what would be done with an order now.
    /// - Throws: ``TaskFailure`` of class refused that names the first order which is no longer what was planned.
    func checkUnchanged(done: String, decide: (XMLElement) async throws -> PlannedAction) async throws {
        for (planned, element) in zip(actions, elements) {
            let now = try await decide(element)
            guard now.kind == planned.kind, now.fingerprint == planned.fingerprint else {
                throw TaskFailure(
                    .refused,
                    "order \(planned.record) is no longer what was planned, so nothing was \(done). Planned: \(text(planned)). "
                        + "Now: \(text(now)). Plan again.")
            }
        }
    }

    private func text(_ action: PlannedAction) -> String {
        "\(action.kind.rawValue) \(action.fingerprint.isEmpty ? action.reason : action.fingerprint)"
    }
}

extension XMLRecordReader {
    /// Reads a file of sales orders one by one.
    ///
    /// - Throws: ``TaskFailure`` that says what is wrong with the file.
    convenience init(salesOrders file: URL) throws {
        do { try self.init(file: file, recordPath: Interchange.salesOrderPath) } catch {
            throw TaskFailure(.configuration, "cannot read the sales orders: \(error)")
        }
    }
}
