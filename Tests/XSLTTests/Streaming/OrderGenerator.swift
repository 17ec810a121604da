/// Makes documents of records from a seed: the same seed gives the same bytes. They hold what naive splitting gets wrong.
struct OrderGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 2_862_933_555_777_941_757 &+ 3_037_000_493 }

    /// A document of `count` records in `<orders>`, with all sorts of things in and between them.
    mutating func document(_ count: Int, others: Bool = false) -> [UInt8] {
        var text = pick(["<?xml version='1.0' encoding='UTF-8'?>\n", "<?xml version=\"1.0\"?>", "", "\u{FEFF}"])
        text += pick(["", "<!-- <orders><order/> -->\n", "<?audit <orders>?>\n"])
        text += pick(["<orders>", "<orders xmlns:x='urn:x' currency='GBP &amp; >'>", "<orders\n  currency=\"EUR\"\n>"])
        for number in 0..<count {
            text += between()
            if others, chance(8) { text += "<note><order>no</order></note>" }
            text += order(number)
        }
        text += between() + pick(["</orders>", "</orders >\n", "</orders>\r\n<!-- end -->\n"])
        return Array(text.utf8)
    }

    /// What stands between records.
    private mutating func between() -> String {
        pick(["\n  ", "", "\r\n", " ", "<!-- <order>old</order> -->", "\n<?p </orders> ?>\n"])
    }

    /// One record, or an empty one.
    private mutating func order(_ number: Int) -> String {
        if chance(10) { return pick(["<order/>", "<order></order>", "<order />"]) }
        var text = pick([
            "<order>", "<order a='1 > 0'>", "<order\tref=\"R&amp;D 'x' >\"\n>", "<order xmlns:y='urn:y'>",
            "<order xml:space='preserve'>",
        ])
        text += "<id>\(number)</id>"
        text += "<name>\(value())</name>" + pick(["", "\n    ", "<nested><order><id>-1</id></order></nested>"])
        let lines = Int(next() % 4)
        text += lines == 0 ? "<lines/>" : "<lines>"
        for line in 0..<lines {
            text += "<line n='\(line)'><sku>\(value())</sku><price>\(next() % 10_000).\(next() % 10)</price></line>"
        }
        return text + (lines == 0 ? "" : "</lines>") + pick(["</order>", "</order >", "</order\n>"])
    }

    /// Text as a shop may hold it.
    private mutating func value() -> String {
        pick([
            "plain", "A &amp; B", "<![CDATA[</order><order>]]>", "&#x20AC; &#233;", "Zoë 🎁", "a<!-- </order> -->b", "", " ",
            "1 &lt; 2",
            "\"quoted\" 'text'", "tab\tand\nline", "]]&gt;",
        ])
    }

    private mutating func chance(_ one: UInt64) -> Bool { next() % one == 0 }

    private mutating func pick(_ choices: [String]) -> String { choices[Int(next() % UInt64(choices.count))] }

    private mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33
    }
}
