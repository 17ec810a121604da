internal import CLibxslt

/// `xsl:strip-space` where a document says `xml:space="preserve"`, which XSLT 1.0, section 3.4, puts first and libxslt never looks at.
///
/// Such documents are stripped here; libxslt is kept from doing it again while the transform runs. All others are left to it.
final class SpaceStripping {
    /// What a stylesheet of the import tree strips, taken out of it.
    private struct Rules {
        let style: xsltStylesheetPtr
        let names: xmlHashTablePtr?
        let all: Int32
    }

    private let transform: xsltTransformContextPtr
    private var taken: [Rules] = []

    /// Strips the input; `nil` when libxslt does it right by itself.
    init?(_ document: xmlDocPtr, _ transform: xsltTransformContextPtr) {
        guard xsltNeedElemSpaceHandling(transform) == 1, let root = xmlDocGetRootElement(document), Self.mentionsSpace(root)
        else {
            return nil
        }
        self.transform = transform
        strip(root)
        take()
    }

    /// Strips a document that the running transform has loaded.
    func strip(_ document: xmlDocPtr) {
        giveBack()
        if let root = xmlDocGetRootElement(document) { strip(root) }
        take()
    }

    /// Gives the stylesheet its rules back, at the end of the transform.
    func giveBack() {
        for rules in taken {
            rules.style.pointee.stripSpaces = rules.names
            rules.style.pointee.stripAll = rules.all
        }
        taken = []
    }

    private func take() {
        var style = transform.pointee.style
        while let current = style {
            taken.append(Rules(style: current, names: current.pointee.stripSpaces, all: current.pointee.stripAll))
            current.pointee.stripSpaces = nil
            current.pointee.stripAll = 0
            style = xsltNextImport(current)
        }
    }

    /// Removes texts of white space. Depth is bounded by the parser (256).
    private func strip(_ element: xmlNodePtr, keeps inherited: Bool = false) {
        let keeps = Self.keepsSpace(element) ?? inherited
        let isStripped = !keeps && xsltFindElemSpaceHandling(transform, element) == 1
        var next = element.pointee.children
        while let child = next {
            next = child.pointee.next
            if child.pointee.type == XML_ELEMENT_NODE {
                strip(child, keeps: keeps)
            } else if isStripped, child.pointee.type == XML_TEXT_NODE, xmlIsBlankNode(child) == 1 {
                xmlUnlinkNode(child)
                xmlFreeNode(child)
            }
        }
    }

    private static func mentionsSpace(_ element: xmlNodePtr) -> Bool {
        keepsSpace(element) == true || element.childElements.contains(where: mentionsSpace)
    }

    /// What `xml:space` says, `nil` without it.
    private static func keepsSpace(_ element: xmlNodePtr) -> Bool? {
        element.attribute("space", in: namespace).map { $0 == "preserve" }
    }

    private static let namespace = "http://www.w3.org/XML/1998/namespace"
}
