import Foundation
import GRDB

/// A company file that somebody else keeps for himself.
final class Occupied: Sendable {
    private let database: DatabaseQueue

    init(_ company: URL) throws {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        database = try DatabaseQueue(path: company.path, configuration: configuration)
        try database.writeWithoutTransaction { try $0.execute(sql: "BEGIN EXCLUSIVE") }
    }

    /// Lets others in again.
    func leave() throws {
        try database.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        try database.close()
    }
}
