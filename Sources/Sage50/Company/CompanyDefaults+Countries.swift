extension CompanyDefaults {
    /// Members of the European Union since 2021. Sage keeps Greece under its ISO code.
    static let europeanUnion: Set<String> = [
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT",
        "NL", "PL", "PT", "RO", "SE", "SI", "SK",
    ]

    /// ISO 3166 codes with names within the column's 30 characters.
    static let countries: [(String, String)] = [
        ("AE", "United Arab Emirates"), ("AR", "Argentina"), ("AT", "Austria"), ("AU", "Australia"), ("BE", "Belgium"),
        ("BG", "Bulgaria"), ("BR", "Brazil"), ("CA", "Canada"), ("CH", "Switzerland"), ("CL", "Chile"), ("CN", "China"),
        ("CO", "Colombia"), ("CY", "Cyprus"), ("CZ", "Czech Republic"), ("DE", "Germany"), ("DK", "Denmark"), ("EE", "Estonia"),
        ("EG", "Egypt"), ("ES", "Spain"), ("FI", "Finland"), ("FR", "France"), ("GB", "United Kingdom"), ("GG", "Guernsey"),
        ("GI", "Gibraltar"), ("GR", "Greece"), ("HK", "Hong Kong"), ("HR", "Croatia"), ("HU", "Hungary"), ("ID", "Indonesia"),
        ("IE", "Ireland"), ("IL", "Israel"), ("IM", "Isle of Man"), ("IN", "India"), ("IS", "Iceland"), ("IT", "Italy"),
        ("JE", "Jersey"), ("JP", "Japan"), ("KE", "Kenya"), ("KR", "South Korea"), ("LI", "Liechtenstein"), ("LT", "Lithuania"),
        ("LU", "Luxembourg"), ("LV", "Latvia"), ("MC", "Monaco"), ("MT", "Malta"), ("MX", "Mexico"), ("MY", "Malaysia"),
        ("NG", "Nigeria"), ("NL", "Netherlands"), ("NO", "Norway"), ("NZ", "New Zealand"), ("PH", "Philippines"),
        ("PK", "Pakistan"), ("PL", "Poland"), ("PT", "Portugal"), ("QA", "Qatar"), ("RO", "Romania"), ("RS", "Serbia"),
        ("SA", "Saudi Arabia"), ("SE", "Sweden"), ("SG", "Singapore"), ("SI", "Slovenia"), ("SK", "Slovakia"),
        ("TH", "Thailand"), ("TR", "Turkey"), ("TW", "Taiwan"), ("UA", "Ukraine"), ("US", "United States"), ("VN", "Vietnam"),
        ("ZA", "South Africa"),
    ]
}
