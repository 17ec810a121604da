public import Foundation

/// What a run would write outside, for a person to approve: the contents of `plan.json`.
///
/// The actions are in the plan itself; the files that were read and made on the way stay in the folder of the dry run that made
/// the plan, and the plan knows them by their digests. Secrets of connections are in neither.
public struct RunPlan: Sendable, Codable, Equatable {
    /// Grows when the meaning of a field changes.
    static let version = 1
    /// In the folder of the run that carries it out.
    static let fileName = "plan.json"

    public var version: Int
    /// The dry run that made it.
    public var run: RunIdentity
    public var created: Date
    /// Digest of the workflow file and the customer's file.
    var definition: String
    /// Parameters of the command line.
    public var parameters: [String: String]
    /// What each task that writes outside would do, in the order of the workflow.
    public var tasks: [Task]
    /// What the dry run learned of the records, for instance the totals that the shop showed.
    var facts: [Fact]
    /// The files of the dry run.
    var files: [File]

    /// The actions of one task.
    public struct Task: Sendable, Codable, Equatable {
        public var task: String
        public var actions: [PlannedAction]
        /// The counts that the dry run reported.
        public var outcome: TaskOutcome
    }

    /// A fact of the state store.
    struct Fact: Sendable, Codable, Equatable {
        var kind: String
        var key: String
        var value: String
    }

    /// A file in the folder of the dry run.
    struct File: Sendable, Codable, Equatable {
        var name: String
        var digest: String
    }
}

extension RunPlan {
    /// Reads a plan that ``json`` wrote.
    ///
    /// - Throws: ``PlanError`` for a text that is no plan, or one of a newer version.
    public init(json: Data, name: String) throws(PlanError) {
        /// Read first, so that a plan of another shape is told from a damaged one.
        struct Head: Decodable { var version: Int }
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        guard let head = try? decoder.decode(Head.self, from: json) else { throw .unreadable(name, "it has no 'version'") }
        guard head.version <= RunPlan.version else { throw .newer(name) }
        do {
            self = try decoder.decode(RunPlan.self, from: json)
        } catch {
            throw .unreadable(name, "\(error)")
        }
        // They become parts of paths.
        for part in [run.id] + files.map(\.name) where part.isEmpty || part.hasPrefix(".") || part.contains("/") {
            throw .unreadable(name, "'\(part.prefix(60))' is no plain name")
        }
    }

    /// As it is stored: sorted keys, ISO 8601 dates in UTC.
    public var json: Data {
        get throws { try JSONEncoder.forMachines.encode(self) }
    }

    /// The actions of one task.
    func actions(of task: String) -> Task? { tasks.first { $0.task == task } }

    /// Digest of what decides how the workflow runs for a customer.
    static func definition(of plan: WorkflowPlan) throws -> String {
        let files = [plan.file, plan.customer?.folder.appendingPathComponent("customer.yaml")].compactMap { $0 }
        return ContentDigest.hex(
            of: Data(try files.map { ContentDigest.hex(of: try Data(contentsOf: $0)) }.joined(separator: "\n").utf8))
    }
}

/// Why a plan is not made or not applied.
public enum PlanError: ClassifiedError, Equatable {
    /// A file that is no plan.
    case unreadable(String, String)
    /// A plan of a newer version of the program.
    case newer(String)
    /// The dry run did not go through, so there is nothing to approve.
    case notMade(String)
    /// A secret of a connection would be written into the plan.
    case holdsSecret
    /// The plan is of another workflow or customer.
    case foreign(String)
    /// The files that the plan was made on are gone or changed.
    case filesChanged(String)
    /// The workflow file or the customer's file is another one than the plan was made with.
    case definitionChanged
    /// A run has carried it out already.
    case carriedOut(run: String)
    /// The shop or the ledger has moved: what was planned and what is so now, record by record.
    case moved([String])

    public var failureClass: FailureClass {
        switch self {
        case .unreadable, .newer, .notMade, .holdsSecret, .foreign: .configuration
        case .filesChanged, .definitionChanged, .carriedOut, .moved: .refused
        }
    }

    public var description: String {
        switch self {
        case .unreadable(let name, let reason):
            "\(name) is no plan of crosswalk: \(reason). Make one with `crosswalk workflow plan`."
        case .newer(let name): "\(name) was made by a newer crosswalk. Apply it with that version, or plan again."
        case .notMade(let reason): "no plan was made, because the dry run did not go through: \(reason)"
        case .holdsSecret:
            "no plan was made: a record holds the text of a connection's secret, and a plan is kept in plain text. Look at the records "
                + "of the dry run, and replace that secret."
        case .foreign(let whose): "the plan is of \(whose). Apply it with that workflow file and customer."
        case .filesChanged(let what): "plan refused, nothing was written: \(what). Plan again."
        case .definitionChanged:
            "plan refused, nothing was written: the workflow file or the customer's file has changed since. Plan again."
        case .carriedOut(let run):
            "plan refused, nothing was written: run \(run) has carried it out. `crosswalk runs show` says how it ended."
        case .moved(let records):
            "plan refused, nothing was written: \(records.count) record\(records.count == 1 ? " has" : "s have") moved since.\n  "
                + records.prefix(20).joined(separator: "\n  ") + (records.count > 20 ? "\n  …" : "") + "\nPlan again."
        }
    }
}
