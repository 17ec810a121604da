internal import Foundation
public import Workflow

/// What the runs of one customer left behind: history, tasks, log lines, held records.
public struct RunHistory {
    private let state: StateStore
    private let data: URL

    /// Opens the state of a customer of an integration.
    ///
    /// - Parameters:
    ///   - path: the integration's folder or a workflow file in it.
    ///   - customer: required when the integration has customers.
    /// - Throws: ``CustomerError``, ``TaskFailure`` when nothing has run there yet, ``StateStoreError``.
    public init(at path: String, customer: String?) throws {
        let integration = try IntegrationFolder(existingAt: path)
        let customer = try CustomerDirectory(integration).customer(customer)
        let file = integration.data(customer: customer?.id).appendingPathComponent("state.sqlite")
        guard FileManager.default.fileExists(atPath: file.path) else {
            throw TaskFailure(
                .configuration,
                "no run of this integration is recorded: \(file.path) does not exist. "
                    + "Start one with `crosswalk workflow run`.")
        }
        state = try StateStore(file: file)
        data = integration.data(customer: customer?.id)
    }

    /// The newest runs first.
    public func runs(limit: Int) throws -> [RunRecord] { try state.runs(limit: limit) }

    /// One run; without an id the last one.
    ///
    /// - Throws: ``TaskFailure`` when there is no such run.
    public func run(_ id: String?) throws -> RunRecord {
        let run = try id.map { try state.run($0) } ?? state.runs(limit: 1).first
        guard let run else {
            throw TaskFailure(.configuration, "there is no run '\(id ?? "")'; `crosswalk runs list` shows what there is")
        }
        return run
    }

    /// The tasks of a run in the order in which they ran.
    public func tasks(of run: RunRecord) throws -> [TaskResult] { try state.taskResults(run.identity.id) }

    /// The log lines of a run.
    public func log(of run: RunRecord) throws -> [LogLine] { try state.log(run.identity.id) }

    /// Where the files of a run are; `nil` when they are gone.
    func folder(ofRun id: String) throws -> URL? {
        guard let run = try state.run(id), !run.folder.isEmpty else { return nil }
        return [run.folder, "runs/\(id)", "archive/\(id)"].map { data.appendingPathComponent($0) }
            .first { FileManager.default.fileExists(atPath: $0.path) }
    }

    /// Records that wait for a person or the next run.
    public func held() throws -> [HeldRecord] { try state.held() }

    /// Closes a held record by hand, or a posted order that was changed in the shop afterwards.
    ///
    /// - Throws: ``TaskFailure`` when no record of that id is held or posted.
    public func settle(_ record: String, reason: String) throws {
        if try state.settle(record: record, reason: reason) { return }
        guard try state.close(posted: record, reason: reason, at: Date()) else {
            throw TaskFailure(
                .configuration, "no record '\(record)' is held or posted; `crosswalk runs held` lists those that are held")
        }
    }
}

extension IntegrationFolder {
    /// The integration of a workflow file, or of a folder that holds one.
    public init(containing path: String) {
        let url = URL(fileURLWithPath: path)
        self.init(root: url.pathExtension.isEmpty ? url : url.deletingLastPathComponent())
    }

    /// The integration of a workflow file, or of a folder that holds one.
    ///
    /// - Throws: ``TaskFailure`` when there is no such folder; an integration that nobody made would look empty.
    public init(existingAt path: String) throws {
        self.init(containing: path)
        guard FileManager.default.fileExists(atPath: root.path) else {
            throw TaskFailure(
                .configuration,
                "there is no integration folder \(root.path); name the folder that holds workflow.yaml and customers/")
        }
    }
}
