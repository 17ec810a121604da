internal import Crosswalk
internal import Foundation

/// Transforms again whenever the input, a stylesheet or a lookup changes, and shows what that did to the output.
struct TransformWatch {
    /// Counted whatever it is called: the input and the stylesheet.
    let files: [URL]
    /// Searched for stylesheets and lookups.
    let folders: [URL]
    /// Asked before every pause.
    let stop: StopSignal

    /// Seconds; often enough to feel immediate, seldom enough to cost nothing.
    private static let pause = 0.25

    /// Runs until a stop is requested. An error in a stylesheet is shown; the next change gets its chance.
    ///
    /// - Parameter transform: answers with the output and delivers it where it belongs.
    func run(_ transform: () throws -> Data) {
        var snapshot = FileSnapshot(files: files, folders: folders)
        var last = attempt(transform, after: nil)
        while !stop.isRequested {
            Thread.sleep(forTimeInterval: Self.pause)
            let now = FileSnapshot(files: files, folders: folders)
            guard now != snapshot else { continue }
            Terminal.say("\(now.changes(since: snapshot).joined(separator: ", ")) changed")
            snapshot = now
            last = attempt(transform, after: last) ?? last
        }
    }

    private func attempt(_ transform: () throws -> Data, after last: String?) -> String? {
        do {
            let text = String(decoding: try transform(), as: UTF8.self)
            if let last { show(LineDifference(from: last, to: text)) }
            return text
        } catch {
            Terminal.say("error: \(error)")
            return nil
        }
    }

    private func show(_ difference: LineDifference) {
        Terminal.say(difference.isEmpty ? "the output is the same" : difference.text)
    }
}
