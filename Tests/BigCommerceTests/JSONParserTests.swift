import Testing

@testable import BigCommerce

@Suite("JSON") struct JSONParserTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let text: String
        let value: JSONValue
        var testDescription: String { text }
    }

    static let readable: [Case] = [
        Case(text: "null", value: .null),
        Case(text: " true ", value: .bool(true)),
        Case(text: "1234567890.1234", value: .number("1234567890.1234")),
        Case(text: "-0.10", value: .number("-0.10")),
        Case(text: "1.5E+3", value: .number("1.5E+3")),
        Case(text: #""https:\/\/x""#, value: .string("https://x")),
        Case(text: #""Zo\u00eb \ud83d\ude00 \"q\" \\ \b\f\n\r\t""#, value: .string("Zoë 😀 \"q\" \\ \u{8}\u{C}\n\r\t")),
        Case(text: #""\ud83d!""#, value: .string("\u{FFFD}!")),
        Case(text: #""\ud83d\u0041""#, value: .string("\u{FFFD}A")),
        Case(text: #""\u0000""#, value: .string("\u{0}")),
        Case(text: "[]", value: .array([])),
        Case(text: "[1,[2]]", value: .array([.number("1"), .array([.number("2")])])),
        Case(
            text: #"{"b":1,"a":{}}"#,
            value: .object([JSONMember(name: "b", value: .number("1")), JSONMember(name: "a", value: .object([]))])),
    ]

    @Test("values keep their digits, their order and their characters", arguments: readable)
    func reads(_ sample: Case) throws {
        #expect(try JSONParser.parse(Array(sample.text.utf8)) == sample.value)
    }

    @Test(
        "what is no JSON is refused at the byte where it stops being it",
        arguments: [
            ("", 0), ("[1,]", 3), (#"{"a":1"#, 6), (#"{"a" 1}"#, 5), ("01", 2), ("1.", 2), ("tru", 3), ("1 2", 2), ("<html>", 0),
            ("\"a\nb\"", 2), (#""\x""#, 1), (#""\u12g4""#, 3), ("\"open", 5), ("{1:2}", 1),
        ])
    func refuses(_ text: String, offset: Int) {
        let error = #expect(throws: JSONError.self) { try JSONParser.parse(Array(text.utf8)) }
        #expect(error?.offset == offset)
    }

    @Test("nesting is bounded, so that no answer exhausts the stack")
    func refusesDeepNesting() {
        let text = String(repeating: "[", count: 100_000)
        let error = #expect(throws: JSONError.self) { try JSONParser.parse(Array(text.utf8)) }
        #expect(error?.reason == "nested more than 64 levels")
    }

    @Test("a number may come as text and a text as null")
    func tolerance() throws {
        let object = try JSONParser.parse(
            Array(#"{"a":8,"b":"8","c":"8.0000","d":null,"e":"","f":8.5,"g":"true","h":1,"i":false}"#.utf8))
        #expect(["a", "b", "c", "f"].map { object[$0]?.integer } == [8, 8, 8, nil])
        #expect(["d", "e", "z"].map { object[$0]?.isBlank ?? true } == [true, true, true])
        #expect(["g", "h", "i", "d"].map { object[$0]?.isTrue } == [true, true, false, false])
    }

    @Test(
        "exponents are written out, as ledgers and XML readers expect",
        arguments: [
            ("34.80", "34.80"), ("1e3", "1000"), ("1.5E+3", "1500"), ("-2.5e-3", "-0.0025"), ("0e5", "0"), ("12e-1", "1.2"),
            ("1e-9223372036854775808", "1e-9223372036854775808"), ("1e9999999999", "1e9999999999"),
        ])
    func plainDigits(_ digits: String, expected: String) {
        #expect(JSONValue.plainDigits(digits) == expected)
    }

    @Test(
        "a number beyond twelve digits is no number to count with",
        arguments: [
            "9223372036854775807", "-9223372036854775808", "1e30", "1000000000000", "99999999999999999999.0", "1.0.0", "", ".",
        ])
    func integerIsBounded(_ text: String) {
        #expect(JSONValue.number(text).integer == nil)
        #expect(JSONValue.string("999999999999.00").integer == 999_999_999_999)
    }

    @Test("a body is what the parser reads back")
    func serializes() throws {
        let value = JSONValue.object(["a": .string("q\"\\\u{1}é"), "b": .array([.integer(3), .null, .bool(true)])])
        #expect(value.serialized == #"{"a":"q\"\\\u0001é","b":[3,null,true]}"#)
        #expect(try JSONParser.parse(Array(value.serialized.utf8)) == value)
    }
}
