public import XSLT

/// A message translator from one format to another: a stylesheet with what it declares about itself.
public struct Mapping: Sendable {
    /// File stem of the stylesheet: `bigcommerce-orders-to-zynk-sales-orders`.
    public let name: String
    /// Input format, for instance `BigCommerce Orders`; `nil` for a stylesheet that declares nothing.
    public let from: String?
    /// Output format.
    public let to: String?
    /// Path of element names to one record of the input: `["orders", "order"]`. Empty when the input has no records.
    public let recordPath: [String]
    /// Path to one record of the output, for counting.
    public let outputPath: [String]
    /// Whether each record is translated without looking at others, so that a bad one can be taken out.
    public let isRecordLocal: Bool
    /// In the order declared, the customer's own first.
    public let parameters: [MappingParameter]
    /// Tables of several columns that the stylesheet asks when they are there.
    public let lookups: [MappingLookup]
    /// Name of the layer the stylesheet comes from: `customer acme`, `integration`, `base`.
    public let layer: String
    /// The stylesheet itself.
    public let source: StylesheetSource

    /// `BigCommerce Orders..Zynk Sales Orders`, or the name when it declares no formats.
    public var title: String {
        guard let from, let to else { return name }
        return "\(from)..\(to)"
    }
}

/// A parameter that a mapping declares.
public struct MappingParameter: Sendable, Equatable {
    /// What a value must look like.
    public enum Kind: Sendable, Equatable, CustomStringConvertible {
        case string
        /// Plain decimal text.
        case number
        /// `true` or `false`.
        case boolean
        case choice([String])
        /// A calendar day, `yyyy-MM-dd`.
        case date

        public var description: String {
            switch self {
            case .string: "string"
            case .number: "number"
            case .boolean: "boolean"
            case .choice(let values): values.joined(separator: " | ")
            case .date: "date"
            }
        }
    }

    public let name: String
    public let kind: Kind
    /// A mapping cannot run without a value for it.
    public let isRequired: Bool
    /// What the stylesheet uses when no value is given.
    public let defaultValue: String?
    public let description: String
}

/// A table in a `lookups` folder that a mapping declares: `lookups/<name>.csv`, with these columns in any order.
public struct MappingLookup: Sendable, Equatable {
    public let name: String
    /// Columns that the table must have.
    public let columns: [String]
    /// Columns that it may have.
    public let optionalColumns: [String]
    public let description: String
}
