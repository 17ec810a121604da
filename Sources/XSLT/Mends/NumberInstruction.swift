internal import CLibxslt

/// `xsl:number` before libxslt's: grouping is read as the attribute value templates that XSLT 1.0, section 7.7.1, makes of it, and a
/// value that no list of numbers can have comes out as it is, as the errata ask.
enum NumberInstruction {
    /// Leads the instructions of a document here.
    static func hook(in document: xmlDocPtr) {
        if let root = xmlDocGetRootElement(document) { hook(root) }
    }

    /// An element and what is in it; depth is bounded by the parser (256).
    private static func hook(_ element: xmlNodePtr) {
        if let compiled = compiled(element), compiled.pointee.type == XSLT_FUNC_NUMBER { compiled.pointee.func = run }
        element.childElements.forEach(hook)
    }

    /// Only elements of XSLT hold their compiled form; others hold marks.
    private static func compiled(_ element: xmlNodePtr) -> xsltStylePreCompPtr? {
        guard element.isXSLT, NodeCopy.string(element.pointee.name) == "number" else { return nil }
        return element.pointee.psvi?.assumingMemoryBound(to: xsltStylePreComp.self)
    }

    private static let run: xsltTransformFunction = { transform, node, instruction, compiled in
        guard let transform, let instruction,
            let compiled = instruction.pointee.psvi?.assumingMemoryBound(to: xsltStylePreComp.self)
        else { return }
        if let text = unlistable(compiled, transform) { return append(text, transform) }
        group(compiled, instruction, transform)
        xsltNumber(transform, node, instruction, UnsafeMutableRawPointer(compiled).assumingMemoryBound(to: xsltElemPreComp.self))
    }

    /// The value as text when it is below one half or not finite.
    private static func unlistable(_ compiled: xsltStylePreCompPtr, _ transform: xsltTransformContextPtr) -> String? {
        guard let value = compiled.pointee.numdata.value.map({ String(cString: $0) }), value != "position()",
            let context = transform.pointee.xpathCtxt
        else { return nil }
        let saved = (context.pointee.node, context.pointee.namespaces, context.pointee.nsNr)
        defer { (context.pointee.node, context.pointee.namespaces, context.pointee.nsNr) = saved }
        context.pointee.node = transform.pointee.node
        context.pointee.namespaces = compiled.pointee.nsList
        context.pointee.nsNr = compiled.pointee.nsNr
        guard let object = xmlXPathEval(value, context) else { return nil }
        defer { xmlXPathFreeObject(object) }
        let number = NumberParsing.number(object)
        return number >= 0.5 && number.isFinite ? nil : XPathValue.number(number).string
    }

    private static func append(_ text: String, _ transform: xsltTransformContextPtr) {
        xmlAddChild(transform.pointee.insert, xmlNewDocText(transform.pointee.output, text))
    }

    /// The compiled form belongs to one thread, so the numbers of this call can be set in it.
    private static func group(
        _ compiled: xsltStylePreCompPtr, _ instruction: xmlNodePtr, _ transform: xsltTransformContextPtr
    ) {
        if let size = evaluated("grouping-size", instruction, transform) {
            compiled.pointee.numdata.digitsPerGroup = Int32(size) ?? 0
        }
        if let separator = evaluated("grouping-separator", instruction, transform), let scalar = separator.unicodeScalars.first {
            compiled.pointee.numdata.groupingCharacter = Int32(scalar.value)
            compiled.pointee.numdata.groupingCharacterLen = Int32(String(scalar).utf8.count)
        }
    }

    /// The value of an attribute that is an attribute value template; others libxslt has read already.
    private static func evaluated(_ name: String, _ instruction: xmlNodePtr, _ transform: xsltTransformContextPtr) -> String? {
        guard instruction.attribute(name)?.contains("{") == true,
            let text = xsltEvalAttrValueTemplate(transform, instruction, name, nil)
        else { return nil }
        defer { cw_free(text) }
        return String(cString: text)
    }
}
