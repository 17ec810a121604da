/// When an instruction runs.
enum FlowPhase: Hashable {
    /// Once for the document, around the records.
    case frame
    /// Around the records, but not known to run exactly once.
    case repeated
    /// For one record.
    case record
}

/// Where the output of an instruction goes.
struct FlowTarget: Hashable {
    /// How far from the result's frame.
    enum Level: Hashable {
        /// The frame itself, or directly in it when a record is transformed.
        case top
        /// Inside an element that was opened since.
        case nested
        /// Into a tree that the stylesheet makes.
        case tree
        /// Into text that is not output: a message, the content of a comment.
        case talk
    }

    var level: Level
    /// The attribute that is being written; its owner is on `level`.
    var attribute: String?
}

/// What an expression or an instruction sees.
struct FlowContext {
    /// Where the context node can be.
    var places: Set<Place>
    /// Where the current node can be: the context node of the instruction.
    var current: Set<Place>
    /// `position()` and `last()` count records, or what is above them.
    var countsRecords = false
    var phase: FlowPhase
    var target: FlowTarget
    /// It may not run at all.
    var isConditional = false
    /// Runs once for each of several wrappers.
    var isPerWrapper = false
    /// The names of the result elements opened around, while in the frame.
    var resultPath: [String?] = []
    /// Variables and parameters in scope.
    var variables: [ExpandedName: AbstractValue] = [:]
    /// The template that is being run.
    var template: StylesheetModel.Template?
    var mode: ExpandedName?
    /// The instruction.
    var node: StylesheetNode
}

/// A template run for nodes of one place, wherever it is called from.
struct FlowKey: Hashable {
    /// The number of the template.
    let template: Int
    let place: Place
    let mode: ExpandedName?
    let phase: FlowPhase
    let target: FlowTarget
    let countsRecords: Bool
}
