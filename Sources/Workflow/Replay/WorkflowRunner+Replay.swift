public import Foundation

/// A task that brings records in from outside, and can say which of those it brought are no longer to be had there.
public protocol RecordSource: WorkflowTask {
    /// - Parameter records: correlation ids that this task brought.
    /// - Returns: by record, why it must not be carried any more, for instance "order 1042 is in status Cancelled now".
    func withdrawn(_ records: [String], _ context: TaskContext) async throws -> [String: String]
}

extension WorkflowRunner {
    /// Gives held records to the workflow again, from a task on, in a run of its own.
    ///
    /// Records that the source has withdrawn since are left out, and stay held: posting a cancelled order would be worse.
    ///
    /// - Parameter request: makes the run from the records that are left.
    /// - Returns: the result, and by record why it was left out; no result when none was left.
    public func replay(
        _ records: [String], _ file: URL, customer: String?, options: RunOptions = RunOptions(),
        request: ([String]) throws -> ReplayRequest
    ) async throws -> (result: RunResult?, withdrawn: [String: String]) {
        let plan = try runnablePlan(file, customer: customer, parameters: options.parameters)
        guard options.mode == .live else {
            let probe = try drySession(plan, options)
            let withdrawn = try await withdrawn(records, probe)
            guard let request = try remaining(records, withdrawn, request) else { return (nil, withdrawn) }
            let session = try drySession(plan, options, scope: .replay(request))
            try prepare(session, request)
            return (try await performDry(session), withdrawn)
        }
        return try await withLockedState(plan) { lock, state in
            let withdrawn = try await withdrawn(records, session(plan, options, state))
            guard let request = try remaining(records, withdrawn, request) else { return (nil, withdrawn) }
            let session = session(plan, options, state, scope: .replay(request))
            try prepare(session, request)
            for record in request.records { try state.retry(record: record) }
            return (try await perform(session, lock), withdrawn)
        }
    }

    private func remaining(
        _ records: [String], _ withdrawn: [String: String], _ request: ([String]) throws -> ReplayRequest
    ) throws -> ReplayRequest? {
        let left = records.filter { withdrawn[$0] == nil }
        return left.isEmpty ? nil : try request(left)
    }

    /// Asks every source of the workflow.
    private func withdrawn(_ records: [String], _ session: RunSession) async throws -> [String: String] {
        var result: [String: String] = [:]
        for task in session.plan.phases.filter(\.isEnabled).flatMap(\.tasks) where task.isEnabled {
            guard let source = task.task as? any RecordSource else { continue }
            result.merge(try await source.withdrawn(records, session.context(for: task))) { first, _ in first }
        }
        return result
    }

    private func prepare(_ session: RunSession, _ request: ReplayRequest) throws {
        try Folders.make(session.folder)
        try AtomicFile.write(
            Data("retry of \(request.records.joined(separator: ", "))\n".utf8),
            to: session.folder.appendingPathComponent(RunScope.marker))
        try request.prepare(session.folder)
    }
}
