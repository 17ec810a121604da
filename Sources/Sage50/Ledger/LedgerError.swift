public import Workflow

/// Why a company as a whole cannot be used.
public enum LedgerError: ClassifiedError, Equatable {
    /// Somebody works exclusively in the company, or holds the file; the next try may succeed.
    case busy(reason: String)
    case notFound(path: String)
    /// The file is something else; it has not been touched.
    case notOurs(path: String, found: String)
    /// Made by a later release.
    case newerVersion(path: String, version: Int, known: Int)
    case alreadyExists(path: String)
    /// The interchange file the company was to be filled from holds a record the tables refuse.
    case cannotFill(file: String, record: String, reason: String)
    case cannotWrite(path: String, reason: String)
    case damaged(path: String, reason: String)

    public var failureClass: FailureClass {
        if case .busy = self { .transient } else { .configuration }
    }

    public var description: String {
        switch self {
        case .busy(let reason):
            "E-BUSY: the company is in use: \(reason). Orders not posted yet wait for the next run."
        case .notFound(let path):
            "there is no company file at \(path). Make one with 'crosswalk sandbox company', or correct 'file' of the connection."
        case .notOurs(let path, let found):
            "\(path) is not an embedded company: \(found). It was left as it is; correct 'file' of the connection."
        case .newerVersion(let path, let version, let known):
            "\(path) has company version \(version), this program knows up to \(known). Use the newer program."
        case .alreadyExists(let path):
            "\(path) exists already. A company is never overwritten: choose another name or move the file away."
        case .cannotFill(let file, let record, let reason):
            "\(file): record '\(record)' cannot be taken into the company: \(reason)"
        case .cannotWrite(let path, let reason):
            "cannot write \(path): \(reason). Check the folder's rights and the free space."
        case .damaged(let path, let reason):
            "\(path) cannot be read as a company: \(reason). Restore it from a backup."
        }
    }
}

/// Why one record cannot be imported: a code for machines and a sentence for the bookkeeper.
struct Rejection: Error, Sendable, Equatable, CustomStringConvertible {
    /// The `Name` of an error in the fail file.
    enum Code: String, Sendable, CaseIterable {
        case account = "E-ACCOUNT-UNKNOWN"
        case stock = "E-STOCK-UNKNOWN"
        case taxCode = "E-TAXCODE"
        case nominal = "E-NOMINAL"
        case department = "E-DEPARTMENT"
        case orderNumberUsed = "E-ORDERNO-USED"
        case currency = "E-CURRENCY"
        case duplicate = "E-DUPLICATE"
        case onHold = "E-ONHOLD"
        case closedPeriod = "E-CLOSED-PERIOD"
        case bank = "E-BANK"
        case totalMismatch = "E-TOTAL-MISMATCH"
        case fieldLength = "E-FIELD-LENGTH"
        /// A value that cannot be read, or that makes no sense: letters in a price, an unknown payment type.
        case value = "E-VALUE"
        case noLines = "E-NO-LINES"
        case quantity = "E-QUANTITY"
        /// A given tax amount that is not the rate's, by more than a penny.
        case tax = "E-TAX"
        case payment = "E-PAYMENT"
        /// The importer behind a hand-over folder refused it; the text is its own.
        case importer = "E-IMPORTER"
        /// Handed over, and nobody has answered.
        case noAnswer = "E-NO-ANSWER"
        /// A rule of the company's tables that no check before it has named.
        case ledger = "E-LEDGER"
    }

    var code: Code
    var text: String

    init(_ code: Code, _ text: String) {
        self.code = code
        self.text = text
    }

    var description: String { "\(code.rawValue): \(text)" }
}
