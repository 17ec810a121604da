internal import Foundation

/// A date and time as a shop wrote it: the wall clock, and how far that clock is from UTC when the text says so.
struct ShopDate: Equatable {
    /// Days since 1 January 1970 of the wall clock.
    var dayNumber: Int
    /// Seconds since midnight of the wall clock, 0 to 86399.
    var secondOfDay: Int
    /// Seconds east of UTC; `nil` when the text has no offset.
    var offset: Int?
    /// Whether the text is a calendar day without a time.
    var isDayOnly: Bool

    /// Makes a date; seconds beyond a day move the day.
    init(dayNumber: Int, secondOfDay: Int, offset: Int?, isDayOnly: Bool = false) {
        let days = secondOfDay.flooredQuotient(86_400)
        self.dayNumber = dayNumber + days
        self.secondOfDay = secondOfDay - days * 86_400
        self.offset = offset
        self.isDayOnly = isDayOnly
    }

    /// Year, month and day of the wall clock.
    var civil: CivilDay { CivilDay(dayNumber: dayNumber) }

    /// The calendar day, `yyyy-MM-dd`, that a clock of the zone shows at this instant.
    ///
    /// A text without offset is taken as UTC, which is what shops mean; a day without time is that day everywhere.
    ///
    /// - Throws: ``FunctionError/noSuchZone(_:)``.
    func day(in zoneName: String) throws(FunctionError) -> String {
        guard let zone = TimeZone(identifier: zoneName) else { throw .noSuchZone(zoneName) }
        guard !isDayOnly else { return civil.description }
        let instant = dayNumber * 86_400 + secondOfDay - (offset ?? 0)
        let local = instant + zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(instant)))
        return CivilDay(dayNumber: local.flooredQuotient(86_400)).description
    }

    /// Moved by seconds of the wall clock.
    func adding(seconds: Int) -> ShopDate {
        ShopDate(dayNumber: dayNumber, secondOfDay: secondOfDay + seconds, offset: offset, isDayOnly: isDayOnly)
    }

    /// Moved by months; the 31st of a month becomes the last day of a shorter one.
    func adding(months: Int) -> ShopDate {
        var moved = self
        moved.dayNumber = civil.adding(months: max(-120_000, min(120_000, months))).dayNumber
        return moved
    }
}

/// A day of the Gregorian calendar, also for the time before it was in use.
struct CivilDay: Equatable, CustomStringConvertible {
    var year: Int
    var month: Int
    var day: Int

    init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// The day that many days after 1 January 1970. Counts in eras of 400 years that begin on 1 March, where leap days come last.
    init(dayNumber: Int) {
        let shifted = dayNumber + 719_468
        let era = shifted.flooredQuotient(146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days since 1 January 1970.
    var dayNumber: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear.flooredQuotient(400)
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// 0 is Sunday.
    var weekday: Int { (dayNumber + 4) - (dayNumber + 4).flooredQuotient(7) * 7 }

    /// Whether the calendar has such a day.
    var isReal: Bool { (1...12).contains(month) && day >= 1 && self == CivilDay(dayNumber: dayNumber) }

    func adding(months: Int) -> CivilDay {
        let total = year * 12 + month - 1 + months
        var moved = CivilDay(year: total.flooredQuotient(12), month: 0, day: day)
        moved.month = total - moved.year * 12 + 1
        while !moved.isReal { moved.day -= 1 }
        return moved
    }

    var description: String { "\(year.padded(4))-\(month.padded(2))-\(day.padded(2))" }
}

extension Int {
    /// Division that rounds down, also below zero.
    func flooredQuotient(_ divisor: Int) -> Int {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }

    /// At least `width` digits.
    func padded(_ width: Int) -> String {
        let digits = String(magnitude)
        return (self < 0 ? "-" : "") + String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
    }
}
