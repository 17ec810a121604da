internal import CLibxslt

/// What libxslt gets wrong of a stylesheet and what can be set right in its compiled form.
enum StylesheetMends {
    /// Mends a compiled stylesheet in place, before its first transform.
    static func apply(to main: xsltStylesheetPtr) {
        var style: xsltStylesheetPtr? = main
        while let current = style {
            if current != main { mergeSections(of: current, into: main) }
            if let document = current.pointee.doc { NumberInstruction.hook(in: document) }
            var included = current.pointee.docList
            while let entry = included {
                if let document = entry.pointee.doc { NumberInstruction.hook(in: document) }
                included = entry.pointee.next
            }
            style = xsltNextImport(current)
        }
    }

    /// `cdata-section-elements` are those of all `xsl:output` (XSLT 1.0, section 16); libxslt asks the main stylesheet only.
    private static func mergeSections(of style: xsltStylesheetPtr, into main: xsltStylesheetPtr) {
        guard let sections = style.pointee.cdataSection else { return }
        if main.pointee.cdataSection == nil { main.pointee.cdataSection = xmlHashCreate(0) }
        let own = UnsafeMutableRawPointer(main.pointee.cdataSection)
        xmlHashScanFull(
            sections, { entry, own, name, namespace, _ in xmlHashAddEntry2(OpaquePointer(own), name, namespace, entry) }, own)
    }
}
