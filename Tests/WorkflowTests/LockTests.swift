import Foundation
import Testing

@testable import Workflow

/// One run at a time, and no lock outlives its process.
@Suite struct LockTests {
    let bench: Workbench

    init() throws {
        bench = try Workbench()
        try bench.workflow("phases: [{name: one, tasks: [{name: a, type: fake}]}]")
    }

    private var lockFile: URL { bench.data().appendingPathComponent("orders.lock") }

    @Test func aLinkInPlaceOfTheLockIsRefusedAndItsTargetKept() throws {
        try bench.write("precious", "text")
        try bench.write("var/default/x", "")
        try FileManager.default.createSymbolicLink(
            at: lockFile, withDestinationURL: bench.root.appendingPathComponent("precious"))
        #expect(throws: FileError.self) { try FileLock(lockFile, purpose: "p", now: Date()) }
        #expect(try String(contentsOf: bench.root.appendingPathComponent("precious"), encoding: .utf8) == "text")
    }

    @Test func whatARunKeepsIsForItsOwnerAlone() async throws {
        bench.on("a") { _ in TaskOutcome() }
        _ = try await bench.run()
        let mode = try FileManager.default.attributesOfItem(atPath: bench.data().path)[.posixPermissions] as? NSNumber
        #expect(mode?.intValue == 0o700)
    }

    @Test func aSecondRunOfTheSameCustomerFailsAndNamesTheFirst() async throws {
        let bench = bench
        let inner = Seen<LockError>()
        bench.on("a") { _ in
            do { _ = try await bench.run() } catch let error as LockError { inner.set(error) }
            return TaskOutcome()
        }
        #expect(try await bench.run().ending == .success)
        let error = try #require(inner.value)
        #expect(error.failureClass == .locked)
        #expect(error.description.contains("process \(ProcessInfo.processInfo.processIdentifier) since 2026-03-03T09:00:00Z"))
        // And when it has ended the next may run.
        bench.on("a") { _ in TaskOutcome() }
        #expect(try await bench.run().ending == .success)
    }

    @Test func customersDoNotWaitForOneAnother() async throws {
        try bench.write("customers/acme/customer.yaml", "version: 1")
        try bench.write("customers/bolt/customer.yaml", "version: 1")
        let bench = bench
        let other = Seen<RunEnding>()
        bench.on("a") { context in
            if context.customer?.id == "acme" { other.set(try await bench.run(customer: "bolt").ending) }
            return TaskOutcome()
        }
        _ = try await bench.run(customer: "acme")
        #expect(other.value == .success)
    }

    @Test func aLockOfAnotherProcessHolds() async throws {
        try FileManager.default.createDirectory(at: bench.data(), withIntermediateDirectories: true)
        let holder = Process()
        holder.executableURL = URL(fileURLWithPath: "/usr/bin/flock")
        holder.arguments = [lockFile.path, "-c", "echo held; read line"]
        let (input, output) = (Pipe(), Pipe())
        (holder.standardInput, holder.standardOutput) = (input, output)
        try holder.run()
        _ = output.fileHandleForReading.availableData  // it has the lock now
        await #expect(throws: LockError.self) { try await bench.run() }
        try input.fileHandleForWriting.close()
        holder.waitUntilExit()
        #expect(try await bench.run().ending == .success)
    }

    @Test func anotherProcessSeesOurLock() throws {
        let file = bench.root.appendingPathComponent("shared.lock")
        let lock = try FileLock(file, purpose: "the ledger", now: bench.now)
        let other = Process()
        other.executableURL = URL(fileURLWithPath: "/usr/bin/flock")
        other.arguments = ["-n", file.path, "true"]
        try other.run()
        other.waitUntilExit()
        #expect(other.terminationStatus == 1)
        withExtendedLifetime(lock) {}
    }

    @Test func theFileOfADeadProcessIsNoLock() async throws {
        try bench.write("var/default/orders.lock", "process 999999 since 2020-01-01T00:00:00Z")
        #expect(try await bench.run().ending == .success)
    }
}
