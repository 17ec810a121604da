internal import CLibxslt

/// Numbers from texts as XPath 1.0, section 4.4, reads them: blanks, a minus sign, digits with a point. libxml2 takes exponents too,
/// and a lone minus sign for zero.
enum NumberParsing {
    /// The number of a text, NaN for anything else.
    static func number(_ text: UnsafePointer<xmlChar>) -> Double {
        isNumber(text) ? xmlXPathCastStringToNumber(text) : .nan
    }

    private static func isNumber(_ text: UnsafePointer<xmlChar>) -> Bool {
        var next = text
        while isBlank(next.pointee) { next += 1 }
        if next.pointee == UInt8(ascii: "-") { next += 1 }
        var digits = 0
        var points = 0
        while true {
            switch next.pointee {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
            case UInt8(ascii: ".") where points == 0: points = 1
            default:
                while isBlank(next.pointee) { next += 1 }
                return next.pointee == 0 && digits > 0
            }
            next += 1
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

    /// An object as a number; it stays the caller's.
    static func number(_ object: xmlXPathObjectPtr) -> Double {
        switch object.pointee.type {
        case XPATH_NUMBER: return object.pointee.floatval
        case XPATH_BOOLEAN: return object.pointee.boolval != 0 ? 1 : 0
        case XPATH_STRING: return object.pointee.stringval.map { number($0) } ?? .nan
        default:
            guard let text = xmlXPathCastToString(object) else { return .nan }
            defer { cw_free(text) }
            return number(text)
        }
    }

    /// Takes the last argument of a call as a number.
    static func popNumber(_ parser: xmlXPathParserContextPtr) -> Double {
        guard let object = valuePop(parser) else { return .nan }
        defer { xmlXPathFreeObject(object) }
        return number(object)
    }
}
