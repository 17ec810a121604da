extension ShopDate {
    /// Reads RFC 2822 (`Fri, 9 Aug 2013 13:18:20 +0000`; weekday and seconds may be absent, the zone may be a name) or ISO 8601
    /// (`2013-08-09T13:18:20.5+01:00`, `2013-08-09`).
    ///
    /// - Throws: ``FunctionError/notADate(text:)``; a day that the calendar does not have is none.
    init(parsing text: String) throws(FunctionError) {
        var scanner = DateScanner(text)
        guard let date = scanner.startsWithYear ? ShopDate.iso(&scanner) : ShopDate.mail(&scanner), scanner.isAtEnd else {
            throw .notADate(text: text)
        }
        self = date
    }

    private static func iso(_ text: inout DateScanner) -> ShopDate? {
        guard let year = text.number(4...4), text.skip("-"), let month = text.number(2...2), text.skip("-"),
            let number = text.number(2...2), let day = day(year, month, number)
        else { return nil }
        guard !text.isAtEnd else { return ShopDate(dayNumber: day, secondOfDay: 0, offset: nil, isDayOnly: true) }
        guard text.skip("T") || text.skip(" "), let time = time(&text, withFractions: true) else { return nil }
        guard !text.isAtEnd else { return ShopDate(dayNumber: day, secondOfDay: time, offset: nil) }
        text.skipBlanks()
        return offset(&text).map { ShopDate(dayNumber: day, secondOfDay: time, offset: $0) }
    }

    private static func mail(_ text: inout DateScanner) -> ShopDate? {
        if text.startsWithLetter {
            guard text.letters().count == 3, text.skip(",") else { return nil }
            text.skipBlanks()
        }
        guard let number = text.number(1...2), text.skip(" "), let month = month(text.letters()), text.skip(" "),
            let year = text.number(4...4), text.skip(" "), let day = day(year, month, number),
            let time = time(&text, withFractions: false)
        else { return nil }
        guard !text.isAtEnd else { return ShopDate(dayNumber: day, secondOfDay: time, offset: nil) }
        guard text.skip(" "), let offset = offset(&text) else { return nil }
        return ShopDate(dayNumber: day, secondOfDay: time, offset: offset)
    }

    /// Days since 1970 of a day that exists.
    private static func day(_ year: Int, _ month: Int, _ day: Int) -> Int? {
        let civil = CivilDay(year: year, month: month, day: day)
        return civil.isReal ? civil.dayNumber : nil
    }

    private static func month(_ name: String) -> Int? {
        DotNetFormat.months.firstIndex { $0.utf8.count >= 3 && $0.prefix(3).lowercased() == name.lowercased() }.map { $0 + 1 }
    }

    /// Seconds since midnight. A leap second counts as the last second of its minute.
    private static func time(_ text: inout DateScanner, withFractions: Bool) -> Int? {
        guard let hour = text.number(2...2), text.skip(":"), let minute = text.number(2...2), hour < 24, minute < 60 else {
            return nil
        }
        guard text.skip(":") else { return hour * 3600 + minute * 60 }
        guard let second = text.number(2...2), second < 61 else { return nil }
        if withFractions, text.skip(".") || text.skip(",") {
            guard text.number(1...18) != nil else { return nil }
        }
        return hour * 3600 + minute * 60 + min(second, 59)
    }

    /// Seconds east of UTC. Of the named zones only those of mail's standard that mean UTC are certain enough.
    private static func offset(_ text: inout DateScanner) -> Int? {
        let isWest = text.skip("-")
        guard isWest || text.skip("+") else { return ["Z", "UT", "UTC", "GMT"].contains(text.letters()) ? 0 : nil }
        guard let hours = text.number(2...2) else { return nil }
        _ = text.skip(":")
        guard let minutes = text.number(2...2), hours < 24, minutes < 60 else { return nil }
        return (isWest ? -1 : 1) * (hours * 3600 + minutes * 60)
    }
}

/// Walks over the bytes of a date. Regular expressions took a tenth of a mapping's time.
private struct DateScanner {
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    var isAtEnd: Bool { position == bytes.count }

    /// Only ISO dates begin with four digits.
    var startsWithYear: Bool { bytes.prefix(4).count(where: DateScanner.isDigit) == 4 }

    var startsWithLetter: Bool { position < bytes.count && DateScanner.isLetter(bytes[position]) }

    /// Passes one character when it is the next.
    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    mutating func skipBlanks() { while skip(" ") {} }

    /// A number of so many digits; a further digit is left for what follows.
    mutating func number(_ count: ClosedRange<Int>) -> Int? {
        var value = 0
        var digits = 0
        while digits < count.upperBound, position < bytes.count, DateScanner.isDigit(bytes[position]) {
            value = value * 10 + Int(bytes[position] - UInt8(ascii: "0"))
            digits += 1
            position += 1
        }
        return digits >= count.lowerBound ? value : nil
    }

    /// The letters that come next.
    mutating func letters() -> String {
        let start = position
        while position < bytes.count, DateScanner.isLetter(bytes[position]) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
    private static func isLetter(_ byte: UInt8) -> Bool {
        (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
    }
}
