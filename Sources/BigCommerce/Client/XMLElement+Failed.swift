import Foundation
import XSLT

extension XMLElement {
    /// The record with `Errors/Error{Date, Name, Description}` after its first child, as fail files hold it.
    func failed(code: String, reason: String, at date: Date) -> XMLElement {
        var error = XMLElement("Error")
        error.append(XMLElement("Date", text: date.formatted(.iso8601)))
        error.append(XMLElement("Name", text: code))
        error.append(XMLElement("Description", text: reason))
        var errors = XMLElement("Errors")
        errors.append(error)
        var copy = self
        copy.children.insert(.element(errors), at: min(1, copy.children.count))
        return copy
    }
}
