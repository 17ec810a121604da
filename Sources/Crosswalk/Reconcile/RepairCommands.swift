internal import Foundation

/// The commands that repair what reconciliation finds, ready to be pasted.
struct RepairCommands {
    /// The workflow file as the user named it.
    let workflow: String
    /// The customer, when the integration has customers.
    let customer: String?

    private var suffix: String { customer.map { " --customer \($0)" } ?? "" }

    /// Runs the workflow once more.
    var run: String { "crosswalk workflow run \(workflow)\(suffix)" }

    /// Tries what is held again.
    var retry: String { "crosswalk runs retry \(workflow)\(suffix)" }

    /// Closes a held record.
    func settle(_ record: String) -> String {
        "crosswalk runs settle \(folder) \(record)\(suffix) --as entered-by-hand --reason '…'"
    }

    /// The integration's folder.
    private var folder: String {
        let folder = (workflow as NSString).deletingLastPathComponent
        return folder.isEmpty ? "." : folder
    }
}
