/// Makes stylesheets over `orders/order` from a seed. Some look only at their record, most do not.
struct StylesheetGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed &* 2_862_933_555_777_941_757 &+ 3_037_000_493
        _ = next()
    }

    /// The content of a stylesheet: a frame, a template for records, and some that these use.
    mutating func body() -> String {
        var text = pick(["", "", "<xsl:strip-space elements='*'/>", "<xsl:output indent='yes'/>"])
        if chance(8) { text += "<xsl:variable name='g' select=\"\(expression(2))\"/>" }
        text += pick([
            "<xsl:template match='/'><out><xsl:apply-templates select='orders/order'/></out></xsl:template>",
            "<xsl:template match='/orders'><out s='{@store}'><xsl:for-each select='order'>\(record(2))</xsl:for-each></out></xsl:template>",
            "<xsl:template match='orders'><out><xsl:apply-templates select=\"order[\(condition())]\"/></out></xsl:template>",
            "<xsl:template match='orders'><out><xsl:apply-templates/></out></xsl:template>",
            "<xsl:template match='/'><out n='{count(orders/order)}'><xsl:apply-templates select='.' mode='b'/></out></xsl:template>",
            "<xsl:template match='/'><out><xsl:apply-templates select='orders/order' mode='m'/></out></xsl:template>",
        ])
        text += "<xsl:template match='order'>\(record(3))</xsl:template>"
        text += "<xsl:template match='order' mode='m'>\(record(2))</xsl:template>"
        text +=
            "<xsl:template match='\(pick(["line", "*", "lines/line", "line[sku]", "line[2]", "order//line"]))'>"
            + "<xsl:param name='p' select='1'/>\(content(2))</xsl:template>"
        text += "<xsl:template match='*' mode='m'>\(content(1))</xsl:template>"
        text += "<xsl:template match='id' mode='b'>\(content(1))</xsl:template>"
        return text + "<xsl:template name='t'><xsl:param name='p' select='1'/>\(content(2))</xsl:template>"
    }

    /// What is written for a record.
    private mutating func record(_ depth: Int) -> String {
        chance(8) ? content(depth) : "<r a=\"{\(expression(2))}\">\(content(depth))</r>"
    }

    private mutating func content(_ depth: Int) -> String {
        guard depth > 0 else { return "<xsl:value-of select=\"\(expression(2))\"/>" }
        switch next() % 12 {
        case 0: return "<xsl:if test=\"\(condition())\">\(content(depth - 1))</xsl:if>"
        case 1:
            return "<xsl:choose><xsl:when test=\"\(condition())\">\(content(depth - 1))</xsl:when><xsl:otherwise>"
                + "\(content(depth - 1))</xsl:otherwise></xsl:choose>"
        case 2:
            let sort = chance(2) ? "<xsl:sort select=\"\(expression(1))\"/>" : ""
            return "<xsl:for-each select=\"\(path(2))\">\(sort)\(content(depth - 1))</xsl:for-each>"
        case 3:
            return
                "<xsl:apply-templates select=\"\(path(1))\"><xsl:with-param name='p' select=\"\(path(1))\"/></xsl:apply-templates>"
        case 4: return "<xsl:apply-templates select=\"\(path(1))\" mode='m'/>"
        case 5: return "<xsl:call-template name='t'><xsl:with-param name='p' select=\"\(path(2))\"/></xsl:call-template>"
        case 6:
            return
                "<xsl:variable name='v' select=\"\(path(2))\"/><xsl:value-of select='\(pick(["$v", "$v/sku", "count($v)", "$v/.."]))'/>"
        case 7: return "<e><xsl:copy-of select=\"\(path(2))\"/></e>"
        case 8: return "<e>\(content(depth - 1))\(content(depth - 1))</e>"
        case 9: return "<xsl:number\(pick(["", " level='multiple'", " count='line'", " level='any'"]))/>"
        case 10: return "<xsl:variable name='v'><t>\(content(depth - 1))</t></xsl:variable><xsl:copy-of select='$v'/>"
        default: return "<xsl:value-of select=\"\(expression(2))\"/>"
        }
    }

    private mutating func condition() -> String {
        switch next() % 4 {
        case 0: "\(path(1)) = \(expression(1))"
        case 1: path(2)
        case 2: "not(\(path(1)))"
        default: "\(expression(1)) &gt; 1"
        }
    }

    private mutating func expression(_ depth: Int) -> String {
        switch next() % 9 {
        case 0: pick(["position()", "last()", "1", "'x'", "name()"])
        case 1: "count(\(path(depth)))"
        case 2: "concat(\(path(depth)), '-')"
        case 3: "sum(\(path(depth)))"
        case 4: "name(\(path(depth)))"
        case 5: "string(\(path(depth)))"
        case 6: "generate-id(\(path(depth))) = generate-id(\(path(1)))"
        default: path(depth)
        }
    }

    private mutating func path(_ depth: Int) -> String {
        var text = pick(["", "", "", "", "", "/", "//", "current()/", "ancestor::order/", "../"]) + step(depth)
        while chance(2) { text += pick(["/", "/", "/", "//"]) + step(depth) }
        return text
    }

    private mutating func step(_ depth: Int) -> String {
        let axis = pick([
            "", "", "", "", "", "", "ancestor::", "ancestor-or-self::", "descendant::", "following-sibling::",
            "preceding-sibling::", "parent::",
            "self::", "following::", "descendant-or-self::",
        ])
        let test = pick(["id", "lines", "line", "sku", "price", "*", "node()", "text()", "order", "orders", "note"])
        let step = chance(8) ? pick([".", "..", "@n", "@*", "@store"]) : axis + test
        guard depth > 0, chance(5), !step.hasPrefix(".") else { return step }
        return step + "[" + pick(["1", "last()", "position() = 2", "sku", "@n", "../id", ". = current()"]) + "]"
    }

    private mutating func pick(_ choices: [String]) -> String { choices[Int(next() % UInt64(choices.count))] }

    private mutating func chance(_ of: UInt64) -> Bool { next() % of == 0 }

    private mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state >> 33) ^ (state >> 50)
    }
}
