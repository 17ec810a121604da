private import CFuzzer
import Glibc

/// One thing that is fed with made-up input.
public struct FuzzTarget: Sendable {
    /// The name that the command line and the folder of first inputs have for it.
    let name: String
    /// Takes one input; ends the process on a finding.
    let run: @Sendable ([UInt8]) -> Void

    /// Names a target.
    public init(_ name: String, _ run: @escaping @Sendable ([UInt8]) -> Void) {
        self.name = name
        self.run = run
    }

    /// The target that is running. Written once, before libFuzzer starts.
    nonisolated(unsafe) private static var running: FuzzTarget?

    /// Feeds the target that the first argument names; the others go to libFuzzer.
    public static func main(_ targets: [FuzzTarget]) -> Never {
        let arguments = CommandLine.arguments
        guard arguments.count > 1, let target = targets.first(where: { $0.name == arguments[1] }) else {
            print("usage: \(arguments[0]) \(targets.map(\.name).joined(separator: "|")) [libFuzzer arguments]")
            exit(2)
        }
        running = target
        exit(drive([arguments[0]] + arguments.dropFirst(2)))
    }

    /// Hands over to libFuzzer; the status to exit with.
    private static func drive(_ arguments: [String]) -> CInt {
        var count = CInt(arguments.count)
        let list = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: arguments.count + 1)
        for (index, argument) in arguments.enumerated() { list[index] = strdup(argument) }
        list[arguments.count] = nil
        var values: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = list
        return LLVMFuzzerRunDriver(&count, &values) { data, size in
            FuzzTarget.running?.run(Array(UnsafeBufferPointer(start: data, count: size)))
            return 0
        }
    }
}

/// Says what is wrong and ends the process, so that libFuzzer keeps the input.
public func finding(_ message: String) -> Never {
    let text = Array("FINDING: \(message)\n".utf8)
    write(STDERR_FILENO, text, text.count)
    abort()
}
