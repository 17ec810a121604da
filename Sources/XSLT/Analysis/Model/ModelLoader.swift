internal import CLibxslt

/// Reads a stylesheet and everything it imports through the same door as the compiler, and orders it by import precedence.
final class ModelLoader {
    private let session: Session
    private let resolver: LayerResolver
    private var modules: [StylesheetModule] = []
    private var declarations: [StylesheetModel.Declaration] = []
    private var precedence = 0

    /// The whole stylesheet.
    ///
    /// - Throws: as ``Stylesheet/compile()`` for what cannot be read.
    static func load(_ stylesheet: Stylesheet) throws(XSLTError) -> StylesheetModel {
        _ = Library.ready
        let session = Session(source: stylesheet.source.location)
        let resolver = LayerResolver(stylesheet.source, layers: stylesheet.layers)
        session.resolver = resolver
        let loader = ModelLoader(session, resolver)
        let isComplete = EngineThread.run { session.run { loader.loadAll(stylesheet.source) } }
        guard isComplete else { throw session.compileError }
        return ModelBuilder(loader.modules, loader.declarations).model
    }

    private init(_ session: Session, _ resolver: LayerResolver) {
        self.session = session
        self.resolver = resolver
    }

    private func loadAll(_ source: StylesheetSource) -> Bool {
        guard let module = module(source, resolver.main), let tops = contents(of: module) else { return false }
        return declare(tops)
    }

    /// What a file declares, with that of the files it includes in their places.
    private func contents(of module: StylesheetModule) -> [StylesheetNode]? {
        guard module.root.namespace == Namespace.xslt else { return [module.root] }
        var tops: [StylesheetNode] = []
        for node in module.root.children where !node.isText {
            guard node.isInstruction("include") else {
                tops.append(node)
                continue
            }
            guard let included = follow(node, from: module), let inner = contents(of: included) else { return nil }
            tops += inner
        }
        return tops
    }

    /// Imports come first, so that they get lower precedences.
    private func declare(_ tops: [StylesheetNode]) -> Bool {
        let lowest = precedence + 1
        for node in tops where node.isInstruction("import") {
            guard let importer = modules.last(where: { $0.location == node.file }), let imported = follow(node, from: importer),
                let inner = contents(of: imported), declare(inner)
            else { return false }
        }
        precedence += 1
        let imports = lowest..<precedence
        declarations += tops.filter { !$0.isInstruction("import") }
            .map { .init(node: $0, precedence: precedence, imports: imports) }
        return true
    }

    /// Loads what an import or an include names.
    private func follow(_ node: StylesheetNode, from module: StylesheetModule) -> StylesheetModule? {
        guard let reference = node["href"], let address = xmlBuildURI(reference, module.address) else { return nil }
        defer { cw_free(address) }
        do throws(LayerResolver.Refusal) {
            let found = try resolver.stylesheet(String(cString: address), importer: module.address)
            return self.module(found.source, found.address)
        } catch {
            session.refuse(error)
            return nil
        }
    }

    private func module(_ source: StylesheetSource, _ address: LayerAddress) -> StylesheetModule? {
        guard let document = StylesheetParser.parse(source, address: address, session: session) else { return nil }
        defer { xmlFreeDoc(document) }
        guard let root = StylesheetNode.root(of: document, file: source.location) else { return nil }
        let module = StylesheetModule(location: source.location, address: address.text, root: root, bytes: source.bytes)
        modules.append(module)
        return module
    }
}
