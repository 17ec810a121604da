internal import Foundation

/// The order of texts in a language.
struct Collation {
    private let locale: Locale

    /// - Parameters:
    ///   - language: as `xml:lang` has it; one that ICU does not know has the order that most languages share.
    ///   - isUpperFirst: whether `A` comes before `a`; `nil` leaves it to the language.
    init(language: String, isUpperFirst: Bool?) {
        let order = isUpperFirst.map { $0 ? "-u-kf-upper" : "-u-kf-lower" } ?? ""
        locale = Locale(identifier: (language.isEmpty ? "und" : language) + order)
    }

    /// Negative when `left` comes first.
    func compare(_ left: String, _ right: String) -> Int { left.compare(right, locale: locale).rawValue }
}

extension Session {
    /// A stylesheet can make up languages one after the other, of any length.
    private static let mostLanguages = 50
    private static let longestLanguage = 40

    /// The order of a language, made once for each; `nil` where neither a language nor an order of cases is asked for.
    ///
    /// XSLT 1.0 takes the language from the system then. Code points, which xsltproc compares without a locale, are the same on every
    /// system.
    func collation(language: String?, isUpperFirst: Bool?) -> Collation? {
        let language = (language ?? "").prefix(Self.longestLanguage).filter {
            $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-")
        }
        guard !language.isEmpty || isUpperFirst != nil else { return nil }
        let key = "\(language) \(isUpperFirst.map { $0 ? "upper" : "lower" } ?? "")"
        if let known = collations[key] { return known }
        if collations.count >= Self.mostLanguages { collations = [:] }
        let collation = Collation(language: language, isUpperFirst: isUpperFirst)
        collations[key] = collation
        return collation
    }
}
