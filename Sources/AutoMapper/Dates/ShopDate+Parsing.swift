extension ShopDate {
    /// Reads RFC 2822 (`Fri, 9 Aug 2013 13:18:20 +0000`; weekday and seconds may be absent, the zone may be a name) or ISO 8601
    /// (`2013-08-09T13:18:20.5+01:00`, `2013-08-09`).
    ///
    /// - Throws: ``FunctionError/notADate(text:)``; a day that the calendar does not have is none.
    init(parsing text: String) throws(FunctionError) {
        guard let date = ShopDate.startsWithYear(text) ? ShopDate.isoDate(text) : ShopDate.mailDate(text) else {
            throw .notADate(text: text)
        }
        self = date
    }

    /// Only ISO dates begin with four digits, so one of the two patterns is enough; making a pattern is dear.
    private static func startsWithYear(_ text: String) -> Bool {
        text.utf8.prefix(4).count { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } == 4
    }

    private static func isoDate(_ text: String) -> ShopDate? {
        let pattern = #/(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?/#
        guard let match = text.wholeMatch(of: pattern) else { return nil }
        guard let day = day(match.1, Int(match.2), match.3) else { return nil }
        guard let hour = match.4, let minute = match.5 else {
            return ShopDate(dayNumber: day, secondOfDay: 0, offset: nil, isDayOnly: true)
        }
        guard let time = time(hour, minute, match.6 ?? "00") else { return nil }
        guard let zone = match.7 else { return ShopDate(dayNumber: day, secondOfDay: time, offset: nil) }
        return offset(zone).map { ShopDate(dayNumber: day, secondOfDay: time, offset: $0) }
    }

    private static func mailDate(_ text: String) -> ShopDate? {
        let pattern =
            #/(?:[A-Za-z]{3},\s*)?(\d{1,2}) ([A-Za-z]{3}) (\d{4}) (\d\d):(\d\d)(?::(\d\d))?(?: ([+-]\d{4}|[A-Z]{1,3}))?/#
        guard let match = text.wholeMatch(of: pattern), let day = day(match.3, month(match.2), match.1),
            let time = time(match.4, match.5, match.6 ?? "00")
        else { return nil }
        guard let zone = match.7 else { return ShopDate(dayNumber: day, secondOfDay: time, offset: nil) }
        return offset(zone).map { ShopDate(dayNumber: day, secondOfDay: time, offset: $0) }
    }

    /// Days since 1970 of a day that exists.
    private static func day(_ year: Substring, _ month: Int?, _ day: Substring) -> Int? {
        guard let year = Int(year), let month, let day = Int(day) else { return nil }
        let civil = CivilDay(year: year, month: month, day: day)
        return (1...12).contains(month) && civil.isReal ? civil.dayNumber : nil
    }

    private static func month(_ name: Substring) -> Int? {
        DotNetFormat.months.firstIndex { $0.prefix(3).lowercased() == name.lowercased() }.map { $0 + 1 }
    }

    /// Seconds since midnight. A leap second counts as the last second of its minute.
    private static func time(_ hour: Substring, _ minute: Substring, _ second: Substring) -> Int? {
        guard let hour = Int(hour), let minute = Int(minute), let second = Int(second), hour < 24, minute < 60, second < 61
        else { return nil }
        return hour * 3600 + minute * 60 + min(second, 59)
    }

    /// Seconds east of UTC. Of the named zones only those of mail's standard that mean UTC are certain enough.
    private static func offset(_ zone: Substring) -> Int? {
        guard let sign = zone.first, sign == "+" || sign == "-" else {
            return ["Z", "UT", "UTC", "GMT"].contains(zone) ? 0 : nil
        }
        let digits = zone.dropFirst().filter { $0 != ":" }
        guard let hours = Int(digits.prefix(2)), let minutes = Int(digits.suffix(2)), hours < 24, minutes < 60 else { return nil }
        return (sign == "-" ? -1 : 1) * (hours * 3600 + minutes * 60)
    }
}
