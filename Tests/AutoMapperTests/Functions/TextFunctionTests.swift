import Testing

@testable import AutoMapper

/// `urn:crosswalk:text`.
struct TextFunctionTests {
    static let table = [
        Expected("text:value(' Tom  &amp; Jerry ')", "Tom & Jerry"),
        Expected("text:value('NULL')", ""),
        Expected("text:value(/r/absent)", ""),
        Expected("text:clean('NULL')", "NULL"),
        Expected("text:clean('Caf&eacute; &#163;5 &#x263A; &unknown; AT&T')", "Café £5 ☺ &unknown; AT&T"),
        Expected("text:clean('&amp;amp;')", "&amp;"),
        Expected("text:wrap('one two three four', 9, 1)", "one two"),
        Expected("text:wrap('one two three four', 9, 2)", "three"),
        Expected("text:wrap('one two three four', 9, 4)", ""),
        Expected("text:wrap('abcdefghij', 4, 3)", "ij"),
        Expected("text:wrap('', 4, 1)", ""),
        Expected("text:lists('captured, paid', 'Paid')", "true"),
        Expected("text:lists('captured, paid', 'pai')", "false"),
        Expected("text:lists('captured, paid', '')", "false"),
        Expected("text:vat-number('de 123.456.789')", "DE123456789"),
        Expected("text:vat-number('FR AB 123456789')", "FRAB123456789"),
        Expected("text:vat-number('ATU12345678')", "ATU12345678"),
        Expected("text:vat-number('NL123456789B01')", "NL123456789B01"),
        Expected("text:vat-number('XI123456789')", "XI123456789"),
        Expected("text:vat-number('GB123456789')", ""),
        Expected("text:vat-number('AT12345678')", ""),
        Expected("text:vat-number('DE12345678')", ""),
        Expected("text:vat-number('DE12345678A')", ""),
        Expected("text:vat-number('DE١٢٣٤٥٦٧٨٩')", ""),
        Expected("text:vat-number('n/a')", ""),
        Expected("text:vat-number('NULL')", ""),
    ]

    @Test(arguments: table)
    func functionGives(_ expected: Expected) throws {
        #expect(try Evaluated.text(expected.expression) == expected.result)
    }

    @Test func wrappingLosesNoWord() {
        let message = "Please leave the parcel with the neighbour at number 14 if nobody answers, and mind the dog, thank you!"
        let lines = ShopText.wrapped(message, width: 60)
        #expect(
            lines == [
                "Please leave the parcel with the neighbour at number 14 if", "nobody answers, and mind the dog, thank you!",
            ])
    }

    @Test func lineBreaksAndControlCharactersBecomeNothingButBlanks() {
        #expect(ShopText.clean("line1\r\nline2\u{0007}\tend\u{00A0}") == "line1 line2 end")
    }

    @Test func longWordIsNotCutInsideACharacter() {
        let family = "👨‍👩‍👧"
        #expect(
            ShopText.wrapped("ab\(family)", width: 4) == ["ab", family].flatMap { $0.unicodeScalars.count > 4 ? [$0] : [$0] })
    }
}
