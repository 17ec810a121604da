internal import CLibxslt

/// Takes the time of every instruction of one transform.
///
/// libxslt's debugger calls tell when an instruction begins and when a template is entered and left, never when an instruction
/// ends: the time up to the next of these events belongs to the instruction before.
final class Profiler {
    /// What is counted for an instruction or a template.
    private struct Count {
        var calls = 0
        var own = Duration.zero
        var total = Duration.zero
        /// How many calls of a template are open.
        var open = 0
    }

    /// A template that was entered, and what ran when it was.
    private struct Frame {
        let template: xsltTemplatePtr
        let caller: xmlNodePtr?
        let entered: ContinuousClock.Instant
        /// libxslt tells twice that a template is entered, before and after its parameters are set.
        let isEcho: Bool
    }

    private var instructions: [xmlNodePtr: Count] = [:]
    private var templates: [xsltTemplatePtr: Count] = [:]
    private var frames: [Frame] = []
    private var current: xmlNodePtr?
    private var last = ContinuousClock.now
    private let started = ContinuousClock.now

    /// The callbacks are process-wide; only transforms whose session has a profiler are watched.
    static let callbacks: Void = {
        cw_watch_instructions(
            { node, _, _, _ in
                if let node { Session.active.current?.profiler?.begin(node) }
            },
            { template, _ in
                guard let template, let profiler = Session.active.current?.profiler else { return 0 }
                profiler.enter(template)
                return 1
            },
            { Session.active.current?.profiler?.leave() })
    }()

    /// Makes libxslt call back for this transform.
    func watch(_ transform: xsltTransformContextPtr) {
        _ = Self.callbacks
        transform.pointee.debugStatus = Int32(XSLT_DEBUG_CONT.rawValue)
    }

    private func begin(_ node: xmlNodePtr) {
        charge()
        // A template announces itself too; its time is in its own count.
        current = node == frames.last?.template.pointee.elem ? nil : node
        guard let current else { return }
        instructions[current, default: Count()].calls += 1
    }

    private func enter(_ template: xsltTemplatePtr) {
        charge()
        let isEcho = current == nil && frames.last?.template == template
        frames.append(Frame(template: template, caller: current, entered: last, isEcho: isEcho))
        guard !isEcho else { return }
        templates[template, default: Count()].calls += 1
        templates[template, default: Count()].open += 1
        current = nil
    }

    private func leave() {
        charge()
        guard let frame = frames.popLast() else { return }
        current = frame.caller
        guard !frame.isEcho else { return }
        templates[frame.template, default: Count()].open -= 1
        guard templates[frame.template]?.open == 0 else { return }
        templates[frame.template]?.total += last - frame.entered
    }

    /// Gives the time since the last event to what ran.
    private func charge() {
        let now = ContinuousClock.now
        let passed = now - last
        last = now
        if let current { instructions[current]?.own += passed }
        if let template = frames.last?.template { templates[template]?.own += passed }
    }

    /// What was counted, while the stylesheet is still there.
    func profile(_ session: Session) -> TransformProfile {
        charge()
        return TransformProfile(
            templates: templates.map { Self.entry($0, $1, session) }.sorted { $0.ownMicroseconds > $1.ownMicroseconds },
            instructions: instructions.map { Self.entry($0, $1, session) }.sorted { $0.ownMicroseconds > $1.ownMicroseconds },
            microseconds: (last - started).microseconds)
    }

    private static func entry(_ template: xsltTemplatePtr, _ count: Count, _ session: Session) -> TransformProfile.Template {
        let place = place(of: template.pointee.elem, session)
        return TransformProfile.Template(
            name: Session.name(of: template) ?? "", file: place.file, line: place.line, calls: count.calls,
            ownMicroseconds: count.own.microseconds, totalMicroseconds: count.total.microseconds)
    }

    private static func entry(_ node: xmlNodePtr, _ count: Count, _ session: Session) -> TransformProfile.Instruction {
        let place = place(of: node, session)
        return TransformProfile.Instruction(
            name: name(of: node), file: place.file, line: place.line, calls: count.calls, ownMicroseconds: count.own.microseconds)
    }

    private static func place(of node: xmlNodePtr?, _ session: Session) -> (file: String, line: Int) {
        guard let node else { return ("", 0) }
        let file = node.pointee.doc?.pointee.URL.map { session.shown(String(cString: $0)) } ?? ""
        return (file, max(0, xmlGetLineNo(node)))
    }

    private static func name(of node: xmlNodePtr) -> String {
        guard node.pointee.type == XML_ELEMENT_NODE else { return "text" }
        let name = NodeCopy.string(node.pointee.name)
        return node.pointee.ns.flatMap { NodeCopy.optionalString($0.pointee.prefix) }.map { "\($0):\(name)" } ?? name
    }
}

extension Duration {
    /// Microseconds with their fraction.
    fileprivate var microseconds: Double {
        Double(components.seconds) * 1e6 + Double(components.attoseconds) / 1e12
    }
}
