import Foundation
import FuzzDriver

@testable import Workflow

/// Reads workflow definitions and customers. Each input is a YAML file for both.
///
/// Nothing crashes or takes for ever; what cannot be read is a finding of the reader.
let definitionTarget = FuzzTarget("definition") { input in
    guard (try? Data(input).write(to: file)) != nil else { finding("\(file.path) cannot be written") }
    let findings = FindingList()
    let definition = WorkflowDefinition.read(file, findings)
    if definition == nil, findings.findings.isEmpty { finding("nothing was read, and nothing was said") }
    let others = FindingList()
    let customer = CustomerDefinition.read(id: "shop", folder: folder, others)
    if customer == nil, others.findings.isEmpty { finding("no customer was read, and nothing was said") }
}

/// A folder of this process, which `Scripts/fuzz` removes.
private let folder = URL(fileURLWithPath: NSTemporaryDirectory()).appendingPathComponent("crosswalk-fuzz-\(getpid())")
/// The file of a customer, which also stands for a workflow.
private let file: URL = {
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder.appendingPathComponent("customer.yaml")
}()
