/// Invented shoppers and addresses.
enum People {
    /// With accents, as people have them.
    private static let firstNames = [
        "Ann", "Zoë", "Dev", "Maria", "Owen", "Siân", "Kofi", "Ruth", "Ivan", "Grace", "Tom", "Aisha",
    ]
    /// With apostrophes and hyphens.
    private static let lastNames = [
        "O'Neil", "Lee", "Patel", "Smith-Jones", "Müller", "Evans", "Mensah", "Cohen", "Novák", "Hughes", "Clarke", "Khan",
    ]
    /// Towns with a county and a postcode.
    private static let places = [
        (city: "Leeds", state: "West Yorkshire", zip: "LS1 1AA"), (city: "York", state: "North Yorkshire", zip: "YO1 7HH"),
        (city: "Bristol", state: "Bristol", zip: "BS1 4DJ"), (city: "Cardiff", state: "Cardiff", zip: "CF10 1EP"),
        (city: "Glasgow", state: "Glasgow City", zip: "G2 1DY"), (city: "Belfast", state: "Belfast", zip: "BT1 5GS"),
    ]
    /// Streets of every town.
    private static let streets = ["Mill Lane", "High Street", "Station Road", "Church Walk", "The Crescent", "Victoria Terrace"]

    /// A billing address in the United Kingdom.
    static func address(_ dice: inout SeededGenerator) -> JSONObject {
        let first = dice.pick(firstNames) ?? "Ann"
        let last = dice.pick(lastNames) ?? "Lee"
        let place = dice.pick(places) ?? places[0]
        let mailbox = "\(first).\(last)".lowercased().filter { $0.isASCII && ($0.isLetter || $0 == ".") }
        var address: JSONObject = ["first_name": .string(first), "last_name": .string(last)]
        if dice.chance(15) { address["company"] = .string("\(last) & Co Ltd") }
        address["street_1"] = .string("\(dice.between(1...180)) \(dice.pick(streets) ?? "Mill Lane")")
        if dice.chance(10) { address["street_2"] = .string("Flat \(dice.between(1...40))") }
        address["city"] = .string(place.city)
        address["state"] = .string(place.state)
        address["zip"] = .string(place.zip)
        address["country"] = "United Kingdom"
        address["country_iso2"] = "GB"
        address["phone"] = .string(dice.chance(60) ? "01632 9600\(dice.between(10...99))" : "")
        address["email"] = .string("\(mailbox)\(dice.between(1...999))@example.test")
        return address
    }

    /// The same person abroad.
    static func abroad(_ address: JSONObject) -> JSONObject {
        var address = address
        for (key, value) in [
            ("street_1", "12 rue de l'Église"), ("street_2", ""), ("city", "Montréal"), ("state", "Quebec"), ("zip", "H2Y 1C6"),
            ("country", "Canada"), ("country_iso2", "CA"),
        ] { address[key] = .string(value) }
        return address
    }

    /// A person and an address without a Latin letter.
    static func nonLatin(_ address: JSONObject) -> JSONObject {
        var address = address
        for (key, value) in [
            ("first_name", "Ольга"), ("last_name", "Иванова"), ("company", "株式会社クロス"), ("street_1", "Οδός Ερμού 5"),
            ("city", "서울"), ("state", ""),
        ] { address[key] = .string(value) }
        return address
    }
}
