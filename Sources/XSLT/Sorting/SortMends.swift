internal import CLibxslt

/// `xsl:sort` as XSLT 1.0, section 10, asks for it.
///
/// libxslt asks the machine's locales for `lang`, so the order changes with what is installed, and without a locale `lang` and
/// `case-order` say nothing; here the order of a language is that of ICU, everywhere. Keys after the first libxslt evaluates on a list
/// that is sorted in part already, so that `position()` in them is wrong.
enum SortMends {
    /// Sorts the lists of one transform by ``sort``.
    static func install(in transform: xsltTransformContextPtr) {
        xsltSetCtxtSortFunc(transform, sort)
    }

    private static let sort: xsltSortFunc = { transform, instructions, count in
        guard let transform, let instructions, let list = transform.pointee.nodeList, list.pointee.nodeNr > 1 else { return }
        let keys = UnsafeBufferPointer(start: instructions, count: Int(count)).compactMap { $0 }
        // One key compared by code points is libxslt's own business.
        guard keys.count > 1 || keys.contains(where: SortKey.isSpecial) else {
            return xsltDefaultSortFunction(transform, instructions, count)
        }
        sort(list, by: keys, transform)
    }

    private static func sort(_ list: xmlNodeSetPtr, by instructions: [xmlNodePtr], _ transform: xsltTransformContextPtr) {
        guard let table = list.pointee.nodeTab else { return }
        let nodes = (0..<Int(list.pointee.nodeNr)).map { table[$0] }
        let keys = instructions.compactMap { SortKey($0, nodes, transform) }
        let order = nodes.indices.sorted { left, right in
            // A long sort ends with the transform that was stopped over it.
            if transform.pointee.state == XSLT_STATE_STOPPED { return left < right }
            for key in keys {
                let difference = key.compare(left, right)
                if difference != 0 { return difference < 0 }
            }
            return left < right
        }
        for (place, index) in order.enumerated() { table[place] = nodes[index] }
    }
}
