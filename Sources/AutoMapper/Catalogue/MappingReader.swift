internal import XSLT

/// Reads what a stylesheet says about itself in its `c:mapping` element, and what it inherits from the stylesheets it imports.
struct MappingReader {
    /// Namespace of the declaration.
    static let namespace = "urn:crosswalk:mapping"

    private let layers: MapperLayers

    init(layers: MapperLayers) {
        self.layers = layers
    }

    /// The mapping of a stylesheet found in the layer at `index`.
    ///
    /// A customer's stylesheet that imports the base needs no declaration of its own. When it has one, its attributes and
    /// parameters come before the inherited ones.
    ///
    /// - Throws: ``MappingError/badDeclaration(location:reason:)`` or ``MappingError/stylesheet(_:)``.
    func mapping(_ source: StylesheetSource, layer index: Int) throws(MappingError) -> Mapping {
        let declarations = try declarations(of: source, layer: index)
        func attribute(_ name: String) -> String? { declarations.lazy.compactMap { $0.element.attribute(name) }.first }
        var parameters: [MappingParameter] = []
        var lookups: [MappingLookup] = []
        for declaration in declarations {
            for element in declaration.element.all("lookup") {
                let lookup = try lookup(element, in: declaration.location)
                if !lookups.contains(where: { $0.name == lookup.name }) { lookups.append(lookup) }
            }
            for element in declaration.element.all("parameter") {
                let parameter = try parameter(element, in: declaration.location)
                if !parameters.contains(where: { $0.name == parameter.name }) { parameters.append(parameter) }
            }
        }
        return Mapping(
            name: source.name.hasSuffix(".xsl") ? String(source.name.dropLast(4)) : source.name,
            from: attribute("from"), to: attribute("to"), recordPath: path(attribute("record")),
            outputPath: path(attribute("output")), isRecordLocal: attribute("record-local") == "true",
            parameters: parameters, lookups: lookups, layer: layers.layers[index].name, source: source)
    }

    private typealias Declaration = (element: XMLElement, location: String)

    private func declarations(of source: StylesheetSource, layer index: Int) throws(MappingError) -> [Declaration] {
        try StylesheetFiles(layers: layers).reachable(from: source, layer: index).flatMap { file in
            file.root.elements.filter { $0.name == "mapping" && $0.namespace == Self.namespace }
                .map { (element: $0, location: "\(file.source.location):\($0.line)") }
        }
    }

    private func path(_ text: String?) -> [String] {
        (text ?? "").split(separator: "/").map(String.init)
    }

    private func parameter(_ element: XMLElement, in location: String) throws(MappingError) -> MappingParameter {
        guard let name = element.attribute("name"), !name.isEmpty else {
            throw .badDeclaration(location: location, reason: "a parameter has no name")
        }
        let parameter = MappingParameter(
            name: name, kind: try kind(element, name, in: location), isRequired: element.attribute("required") == "true",
            defaultValue: element.attribute("default"), description: element.attribute("description") ?? "")
        if let value = parameter.defaultValue, let problem = parameter.problem(with: value) {
            throw .badDeclaration(location: location, reason: "parameter \(name): the default \(problem)")
        }
        return parameter
    }

    private func lookup(_ element: XMLElement, in location: String) throws(MappingError) -> MappingLookup {
        func words(_ name: String) -> [String] { (element.attribute(name) ?? "").split(separator: " ").map(String.init) }
        guard let name = element.attribute("name"), !name.isEmpty, !words("columns").isEmpty else {
            throw .badDeclaration(location: location, reason: "a lookup needs a name and columns")
        }
        return MappingLookup(
            name: name, columns: words("columns"), optionalColumns: words("optional"),
            description: element.attribute("description") ?? "")
    }

    private func kind(
        _ element: XMLElement, _ name: String, in location: String
    ) throws(MappingError) -> MappingParameter.Kind {
        switch element.attribute("type") ?? "string" {
        case "string": return .string
        case "number": return .number
        case "boolean": return .boolean
        case "date": return .date
        case "choice":
            let choices = (element.attribute("choices") ?? "").split(separator: " ").map(String.init)
            guard !choices.isEmpty else {
                throw .badDeclaration(location: location, reason: "parameter \(name) is a choice without choices")
            }
            return .choice(choices)
        case let type:
            throw .badDeclaration(
                location: location,
                reason: "parameter \(name) has type '\(type)', expected string, number, boolean, choice or date")
        }
    }
}
