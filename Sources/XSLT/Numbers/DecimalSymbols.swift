internal import CLibxslt

/// The characters of an `xsl:decimal-format`: what a pattern is written with, and what the result is.
struct DecimalSymbols: Equatable {
    /// Between whole and fraction, in patterns and results.
    var point: Unicode.Scalar = "."
    /// Between groups of digits, in patterns and results.
    var grouping: Unicode.Scalar = ","
    /// The digit zero, in patterns and results; the other digits follow it.
    var zero: Unicode.Scalar = "0"
    /// A digit that is left out where it is a zero at the edge; patterns only.
    var digit: Unicode.Scalar = "#"
    /// Between the patterns of positive and negative numbers.
    var separator: Unicode.Scalar = ";"
    /// Multiplies by 100.
    var percent: Unicode.Scalar = "%"
    /// Multiplies by 1000.
    var perMille: Unicode.Scalar = "\u{2030}"
    /// Before negative numbers, results only.
    var minus = "-"
    /// Results only.
    var infinity = "Infinity"
    /// Results only.
    var notANumber = "NaN"
}

extension DecimalSymbols {
    /// Those of a declaration; libxslt keeps each as a text.
    private init(_ format: xsltDecimalFormat) {
        self.init(
            point: Self.scalar(format.decimalPoint, "."), grouping: Self.scalar(format.grouping, ","),
            zero: Self.scalar(format.zeroDigit, "0"), digit: Self.scalar(format.digit, "#"),
            separator: Self.scalar(format.patternSeparator, ";"), percent: Self.scalar(format.percent, "%"),
            perMille: Self.scalar(format.permille, "\u{2030}"), minus: Self.text(format.minusSign, "-"),
            infinity: Self.text(format.infinity, "Infinity"), notANumber: Self.text(format.noNumber, "NaN"))
    }

    private static func text(_ text: UnsafePointer<xmlChar>?, _ other: String) -> String {
        NodeCopy.optionalString(text) ?? other
    }

    private static func scalar(_ text: UnsafePointer<xmlChar>?, _ other: Unicode.Scalar) -> Unicode.Scalar {
        NodeCopy.optionalString(text)?.unicodeScalars.first ?? other
    }

    /// The declaration with that name, `nil` when there is none.
    static func named(_ name: String, namespace: String?, in transform: xsltTransformContextPtr) -> DecimalSymbols? {
        xsltDecimalFormatGetByQName(transform.pointee.style, namespace, name).map { DecimalSymbols($0.pointee) }
    }

    /// The declaration without a name. libxslt looks at that of the main stylesheet only; XSLT 1.0 has one for the whole import tree,
    /// so the nearest that says something counts.
    static func unnamed(in transform: xsltTransformContextPtr) -> DecimalSymbols {
        var style = transform.pointee.style
        while let current = style {
            if let format = current.pointee.decimalFormat?.pointee {
                let symbols = DecimalSymbols(format)
                if symbols != DecimalSymbols() { return symbols }
            }
            style = xsltNextImport(current)
        }
        return DecimalSymbols()
    }
}
