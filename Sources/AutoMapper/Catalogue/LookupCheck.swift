internal import Workflow

extension Mapping {
    /// Looks at the tables that the mapping declares and that are there, before a record is translated.
    ///
    /// A misspelt column would else restrict nothing, and every order would get the first row's answer.
    ///
    /// - Throws: ``MappingError/lookup(mapping:reason:)``.
    func check(_ tables: LookupTables) throws(MappingError) {
        for declared in lookups {
            do throws(LookupError) {
                guard let table = try tables.decisions(declared.name) else { continue }
                if let problem = declared.problem(with: table.columns) {
                    throw .badTable(name: declared.name, reason: problem)
                }
            } catch {
                throw .lookup(mapping: title, reason: error.description)
            }
        }
    }
}

extension MappingLookup {
    /// What is wrong with a header; `nil` when nothing is.
    fileprivate func problem(with header: [String]) -> String? {
        let known = columns + optionalColumns
        if let missing = columns.first(where: { !header.contains($0) }) {
            return "the column '\(missing)' is missing (columns: \(known.joined(separator: ", ")))"
        }
        guard let unknown = header.first(where: { !known.contains($0) }) else { return nil }
        return "there is no column '\(unknown)'\(NearMiss.hint(for: unknown, among: known, listing: "columns"))"
    }
}
