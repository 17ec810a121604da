internal import XSLT

/// Looks at mappings without running them: what `crosswalk mappings check` does.
public struct MappingCheck: Sendable {
    /// One thing found.
    public struct Finding: Sendable, Equatable, CustomStringConvertible {
        public enum Severity: String, Sendable {
            /// The mapping cannot run, or a declared parameter has no effect.
            case error
            /// It runs, and a person should look.
            case warning
        }

        public let severity: Severity
        /// Name of the mapping.
        public let mapping: String
        public let text: String

        public var description: String { "\(severity.rawValue): \(mapping): \(text)" }
    }

    private let layers: MapperLayers

    public init(_ layers: MapperLayers) {
        self.layers = layers
    }

    /// All findings of all mappings, by mapping.
    ///
    /// - Throws: ``MappingError`` when a stylesheet cannot even be read.
    public func findings() throws(MappingError) -> [Finding] {
        var findings: [Finding] = []
        for mapping in try MappingCatalogue(layers).all() { findings += self.findings(of: mapping) }
        return findings
    }

    /// The findings of one mapping.
    public func findings(of mapping: Mapping) -> [Finding] {
        var findings = declarationFindings(of: mapping)
        do throws(XSLTError) {
            let tables = LookupTables(folders: layers.lookupFolders)
            findings += tableFindings(of: mapping, tables)
            let stylesheet = PreparedMapping.stylesheet(mapping, layers: layers, tables: tables)
            let compiled = try stylesheet.compile()
            findings += compiled.warnings.map { warning(mapping, $0.description) }
            findings += parameterFindings(of: mapping, used: compiled.declaredParameters)
            findings += try stylesheet.check().map { found in
                Finding(severity: found.severity == .error ? .error : .warning, mapping: mapping.name, text: found.report)
            }
            findings += try localityFindings(of: mapping, stylesheet)
        } catch {
            let texts = error.diagnostics.isEmpty ? [error.description] : error.diagnostics.map(\.description)
            findings += texts.map { Finding(severity: .error, mapping: mapping.name, text: $0) }
        }
        findings += sumFindings(of: mapping)
        if !MappingCases(layers).hasCases(for: mapping) {
            findings.append(warning(mapping, "no cases prove it; put them into tests/\(mapping.name) beside the stylesheet"))
        }
        return findings
    }

    private func declarationFindings(of mapping: Mapping) -> [Finding] {
        var findings: [Finding] = []
        if mapping.from == nil || mapping.to == nil {
            findings.append(warning(mapping, "no c:mapping declares its formats, so it is found by its name only"))
        }
        if !mapping.recordPath.isEmpty, !mapping.isRecordLocal {
            findings.append(warning(mapping, "it is not declared record-local: one bad record holds the whole file"))
        }
        let below = layers.layers.indices.dropFirst().first { layers.layers[$0 - 1].name == mapping.layer }
        let replaced = below.flatMap { layers.find(mapping.source.name, from: $0) }
        if replaced != nil, !String(decoding: mapping.source.bytes, as: UTF8.self).contains("base:\(mapping.source.name)") {
            findings.append(
                warning(
                    mapping,
                    "it replaces the stylesheet of the layer below whole, so that one's mends do not reach it; "
                        + "import base:\(mapping.source.name) and override single templates"))
        }
        return findings
    }

    /// Why a mapping that is declared record-local is not seen to be: then a bad record could have touched others.
    private func localityFindings(of mapping: Mapping, _ stylesheet: Stylesheet) throws(XSLTError) -> [Finding] {
        guard mapping.isRecordLocal, !mapping.recordPath.isEmpty else { return [] }
        let analysis = try stylesheet.analyse(recordPath: mapping.recordPath)
        return analysis.reasons.map { warning(mapping, "it is declared record-local, but it is not: \($0.description)") }
    }

    /// Every expression in the files of the mapping that computes money with XPath's numbers.
    private func sumFindings(of mapping: Mapping) -> [Finding] {
        guard let found = layers.find(mapping.source.name),
            let files = try? StylesheetFiles(layers: layers).reachable(from: found.source, layer: found.layer)
        else { return [] }
        return files.flatMap { file in
            MoneySumCheck(file: file.source.name).findings(in: file.root).map { warning(mapping, $0.description) }
        }
    }

    private func tableFindings(of mapping: Mapping, _ tables: LookupTables) -> [Finding] {
        do throws(MappingError) {
            try mapping.check(tables)
            return []
        } catch {
            return [Finding(severity: .error, mapping: mapping.name, text: error.description)]
        }
    }

    private func parameterFindings(of mapping: Mapping, used: [String]) -> [Finding] {
        let declared = Set(mapping.parameters.map(\.name))
        let missing = declared.subtracting(used).sorted().map {
            Finding(
                severity: .error, mapping: mapping.name,
                text: "parameter '\($0)' is declared but there is no xsl:param of that name")
        }
        let unknown = Set(used).subtracting(declared).sorted().map {
            warning(mapping, "xsl:param '\($0)' is not declared in c:mapping, so nobody can set it")
        }
        return missing + unknown + defaultFindings(of: mapping)
    }

    /// A default stands twice, in the declaration for people and in `xsl:param` for the engine; they must not drift apart.
    private func defaultFindings(of mapping: Mapping) -> [Finding] {
        guard let root = try? XMLDocument(bytes: mapping.source.bytes, name: mapping.source.location, trust: .trusted).root else {
            return []
        }
        return mapping.parameters.compactMap { parameter in
            guard let declared = parameter.defaultValue,
                let used = root.elements.first(where: { $0.name == "param" && $0.attribute("name") == parameter.name }),
                let select = used.attribute("select"), select.trimmedBlanks != "'\(declared)'", select.trimmedBlanks != declared
            else { return nil }
            return warning(
                mapping, "parameter '\(parameter.name)': the declared default '\(declared)' is not the one used, \(select)")
        }
    }

    private func warning(_ mapping: Mapping, _ text: String) -> Finding {
        Finding(severity: .warning, mapping: mapping.name, text: text)
    }
}
