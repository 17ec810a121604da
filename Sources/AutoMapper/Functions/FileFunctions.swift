internal import XSLT

/// `urn:FileFunctions`, confined to the stylesheet's layers: a stylesheet cannot find out which other files a machine has.
enum FileFunctions {
    /// The namespace of the functions, that of the reference product.
    static let namespace = "urn:FileFunctions"

    /// Adds `FileExists` and `ValidXml` to a registry. A name that leads out of the layers is a file that does not exist.
    static func register(in registry: inout ExtensionRegistry, layers: StylesheetLayers) {
        registry.function("FileExists", in: namespace, 1...1) { .boolean(layers.find($0.text(0)) != nil) }
        registry.function("ValidXml", in: namespace, 1...1) { arguments in
            guard let source = layers.find(arguments.text(0)) else { return .boolean(false) }
            return .boolean((try? XMLDocument(bytes: source.bytes, name: source.location)) != nil)
        }
    }
}
