import Testing

@testable import AutoMapper

/// `urn:DateFunctions` and `urn:crosswalk:dates`.
struct DateFunctionTests {
    static let ledgerDates = [
        Expected("dates:ledger-date('Sun, 31 Mar 2024 18:30:00 -0500', 'Europe/London')", "2024-04-01"),
        Expected("dates:ledger-date('Sun, 31 Mar 2024 23:30:00 +0000', 'Europe/London')", "2024-04-01"),
        Expected("dates:ledger-date('Sat, 01 Jun 2024 00:30:00 +0100', 'Europe/London')", "2024-06-01"),
        Expected("dates:ledger-date('Fri, 9 Aug 2013 13:18:20 GMT', 'Europe/London')", "2013-08-09"),
        Expected("dates:ledger-date('9 Aug 2013 13:18', 'Europe/London')", "2013-08-09"),
        Expected("dates:ledger-date('2019-08-09T23:30:01.25Z', 'Europe/London')", "2019-08-10"),
        Expected("dates:ledger-date('2019-08-09T14:04:01+01:00', 'America/New_York')", "2019-08-09"),
        Expected("dates:ledger-date('2019-08-09', 'America/New_York')", "2019-08-09"),
        Expected("dates:ledger-date('2024-12-31T23:30:00', 'Europe/Berlin')", "2025-01-01"),
        Expected("dates:ledger-date('2024-12-31 23:30:00,5 +0000', 'Europe/Berlin')", "2025-01-01"),
        Expected("dates:ledger-date('2024-12-31T23:30Z', 'Europe/London')", "2024-12-31"),
        Expected("dates:ledger-date('Tue,31 Dec 2024 23:59:60 UT', 'Europe/London')", "2024-12-31"),
    ]

    @Test(arguments: ledgerDates)
    func ledgerDateIsTheDayOfTheCompanysClock(_ expected: Expected) throws {
        #expect(try Evaluated.text(expected.expression) == expected.result)
    }

    static let formats = [
        Expected("date:DateFormat('Fri, 09 Aug 2013 13:18:20 +0000')", "2013-08-09T13:18:20"),
        Expected("date:DateFormat('2013-08-09', 'dd/MM/yyyy')", "09/08/2013"),
        Expected("date:DateFormat('2013-08-09T13:05:07Z', 'dddd d MMMM yy h:mm tt')", "Friday 9 August 13 1:05 PM"),
        Expected("date:DateFormat('2013-08-09T13:05:07Z', 'ddd MMM HH.mm.ss')", "Fri Aug 13.05.07"),
        Expected("date:DateFormat('2013-08-09T13:05:07+05:30', 'HHzzz')", "13+05:30"),
        Expected("date:DateFormat('2013-08-09T13:05:07Z', \"yyyy'Y'M\")", "2013Y8"),
        Expected("date:DateFormat('2013-08-09T13:05:07Z', 'd')", "09/08/2013"),
        Expected("date:DateFormat('2013-08-09T13:05:07Z', '%d')", "9"),
        Expected("date:AddDays('2024-02-28', 2)", "2024-03-01T00:00:00"),
        Expected("date:AddDays('2024-01-01', -0.5, 'yyyy-MM-dd HH:mm')", "2023-12-31 12:00"),
        Expected("date:AddMonths('2024-01-31', 1, 'yyyy-MM-dd')", "2024-02-29"),
        Expected("date:AddMonths('2024-01-31', -2, 'yyyy-MM-dd')", "2023-11-30"),
        Expected("date:AddYears('2024-02-29', 1, 'yyyy-MM-dd')", "2025-02-28"),
    ]

    @Test(arguments: formats)
    func formatsAreThoseOfTheReference(_ expected: Expected) throws {
        #expect(try Evaluated.text(expected.expression) == expected.result)
    }

    @Test(arguments: [
        "yesterday", "", "Tue, 30 Feb 2024 10:00:00 +0000", "2024-13-01", "2024-02-30", "5 Nov 2024 09:15 EST", "09/08/2013",
        "2024-01-01T", "2024-01-01T10", "2024-01-01T25:00Z", "2024-01-01T10:00:00.Z", "2024-01-01T10:00:00+1", "12024-01-01",
        "Tues, 5 Nov 2024 09:15:00 +0000", "Tue 5 Nov 2024 09:15", "5 No 2024 09:15", "5 Nov 24 09:15", "5 Nov 2024 09:15 ",
        "5 Nov 2024 9:15", "2024-01-01T10:00:00Zulu", "2024-01-01 ",
    ])
    func whatIsNoDateIsRefused(_ text: String) {
        #expect(throws: FunctionError.notADate(text: text)) { try ShopDate(parsing: text) }
    }

    @Test func unknownZoneAndFormatAreNamed() {
        #expect { try Evaluated.text("dates:ledger-date('2024-01-01T00:00:00Z', 'Europe/Leeds')") } throws: {
            String(describing: $0).contains("E-ZONE: there is no time zone 'Europe/Leeds'")
        }
        #expect { try Evaluated.text("date:DateFormat('2024-01-01', 'yyyy q')") } throws: {
            String(describing: $0).contains("'q' is not supported")
        }
    }

    @Test func calendarAgreesWithItselfOverFourCenturies() {
        for day in stride(from: -110_000, through: 110_000, by: 37) {
            #expect(CivilDay(dayNumber: day).dayNumber == day)
        }
        #expect(CivilDay(dayNumber: 0).weekday == 4)
    }
}
