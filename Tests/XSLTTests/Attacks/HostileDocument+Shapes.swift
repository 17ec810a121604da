/// Shapes of documents that look like something else to whoever does not read all of XML.
extension HostileDocument {
    static let shapes = (names + attributes + references + remarks + elements).map { HostileDocument($0) }

    /// Namespaces declared again, undone, reserved; languages, white space, identities.
    private static let names = [
        "<orders xml:space='preserve'> <order/> <order xml:space='default'> <id> </id></order> </orders>",
        "<orders xml:lang='de' xml:base='http://x/'><order/><order/></orders>",
        "<orders><order xml:id='a'/><order xml:id='a'/><order xml:id='b'/></orders>",
        "<orders><order xml:id='1'/><order/></orders>", "<orders xml:id='a'><order/><order/><order xml:id='a'/></orders>",
        "<orders xmlns:a='urn:1'><order xmlns:a='urn:2' a:x='1'><a:id/></order><order a:x='2'><a:id/></order></orders>",
        "<orders xmlns='urn:1'><order xmlns=''><id>1</id></order><order/></orders>",
        "<orders xmlns:a=''><order/><order/></orders>", "<orders xmlns:a='rel'><order/><order/></orders>",
        "<orders xmlns:xml='http://www.w3.org/XML/1998/namespace'><order/><order/></orders>",
        "<orders xmlns:xml='urn:x'><order/><order/></orders>", "<orders xmlns:xmlns='urn:x'><order/><order/></orders>",
        "<orders xmlns='http://www.w3.org/2000/xmlns/'><order/><order/></orders>",
        "<orders xmlns='http://www.w3.org/XML/1998/namespace'><order/><order/></orders>",
        "<orders xmlns:a='&#117;rn:1'><order/><order/></orders>",
        "<orders xmlns:p='u' xmlns:q='u' p:a='1' q:a='2'><order/><order/></orders>",
        "<a:orders xmlns:a='u'><order/><order/></a:orders>", "<orders><a:order xmlns:a='u'/><order/></orders>",
        "<orders:x><order/><order/></orders:x>", "<orders><order:/><order/></orders>", "<orders><:order/><order/></orders>",
        "<orders><a:b:order/><order/></orders>",
    ]

    /// Attributes.
    private static let attributes = [
        "<orders a='1' a='2'><order/><order/></orders>", "<orders a='<'><order/><order/></orders>",
        "<orders a><order/><order/></orders>", "<orders a=1><order/><order/></orders>",
        "<orders a='1'b='2'><order/><order/></orders>", "<orders><order a='/'/><order/></orders>", "<orders a='1'/>",
        "<orders><order a\u{D7}='1'/></orders>",
    ]

    /// References and CDATA sections.
    private static let references = [
        "<orders a='1&lt;2&#10;&#9;&#13;\r\n\t x'><order/><order/></orders>", "<orders a='&nope;'><order/><order/></orders>",
        "<orders a='&'><order/><order/></orders>", "<orders><order/><order/></orders>&amp;",
        "<orders><order/><order/></orders><![CDATA[x]]>", "<![CDATA[x]]><orders><order/><order/></orders>",
        "&lt;<orders><order/></orders>", "<orders><order/>]]><order/></orders>",
        "<orders><order/><![CDATA[]]]]><![CDATA[>]]><order/></orders>", "<orders><order/><![CDATA[]]><order/></orders>",
        "<orders><order/><![cdata[]]><order/></orders>", "<orders><order/><![CDATA [x]]><order/></orders>",
        "<orders><order/>&#0;<order/></orders>", "<orders><order/>&#x110000;<order/></orders>",
        "<orders><order/>&#xD800;<order/></orders>", "<orders><order/>&#xFFFE;<order/></orders>",
        "<orders><order/>&#10;<order/></orders>", "<orders><order/>&amp<order/></orders>",
        "<orders><order/>&#;<order/></orders>", "<orders><order/>&;<order/></orders>", "<orders><order/>&e;<order/></orders>",
        "<orders><order/><order>&e;</order></orders>", "<orders><order/><order a='&e;'/></orders>",
        "<orders><order/><order><x>&e;</x></order></orders>",
        "<orders><order><![CDATA[a]]>b<![CDATA[c]]></order>d<![CDATA[e]]><!-- f -->g<order/></orders>",
    ]

    /// Comments, instructions and declarations where they may and where they may not stand.
    private static let remarks = [
        "<orders><order/><order/></orders><!-- x --><?p?>\n", "<orders><order/><!-- -- --><order/></orders>",
        "<orders><order/><!-- x ---><order/></orders>", "<orders><order/><!----><order/></orders>",
        "<orders><order/><!--><order/>--></orders>", "<orders><order/><!---><order/>--></orders>",
        "<orders><order/><?xml version='1.0'?><order/></orders>", "<orders><order/><?XML x?><order/></orders>",
        "<orders><order/><??><order/></orders>", "<orders><order/><? p?><order/></orders>",
        "<orders><order/><?p:q x?><order/></orders>", "<orders><order/><?p?><order/></orders>",
        "<orders><order/><?p ?x??><order/></orders>", "<orders><!-- --></orders>",
        "<orders><order/><!ELEMENT x><order/></orders>", "<orders><order/><!DOCTYPE x><order/></orders>",
        "<!DOCTYPE orders><orders><order/></orders>", "<!doctype orders><orders><order/></orders>",
        "<!-- x --><!DOCTYPE orders><orders><order/></orders>", "<orders><order/></orders><!DOCTYPE orders>",
        "<?p?><!-- q --><orders><order/><order/></orders>",
    ]

    /// Elements that are empty, nested, alone, too many, not closed.
    private static let elements = [
        "<orders><order/><order/></orders>x", "x<orders><order/><order/></orders>", "<orders><order/></orders ><orders/>",
        "<orders><order></order  \n></orders>", "<orders><order></order x></orders>", "<orders><order/ ></orders>",
        "<orders><order / ></orders>", "<orders><order/x></orders>", "<orders><order></ order></orders>",
        "<orders><order/>\r<order/>\r\n<order>\r</order></orders>", "<orders></orders>", "<orders/>", "<orders />",
        "<orders>x</orders>", "<orders>\n\n</orders>\n", "<order/>", "<order></order>", "<x><order/></x>",
        "<orders><order></order><order></order></orders>", "<orders><order><order/></order><order/></orders>",
        "<orders><x/><order/><x><order/></x>y<order/>z<x/></orders>", "<orders><order/><order/></orders>\0",
        "<orders><order/>\0<order/></orders>", "<orders><order><id>1</id>2<id>3</id></order><order><x/>1<x/>2</order></orders>",
        "<orders>1<order/>2<order/>3</orders>", "<orders><order/>\n<order/>\n</orders>\n\n", "\n<orders><order/></orders>",
        "<orders><order><\u{301}/></order></orders>", "<orders><order><\u{B7}/></order></orders>",
        "<orders><order><a\u{B7}/></order></orders>", "<orders><order><1/></order></orders>",
        "<orders><order><-/></order></orders>", "<orders><order><a.b-c_d/></order></orders>",
        "<orders><order><a\u{D7}/></order></orders>", "<orders><order><p:x/></order></orders>",
        "<orders\n>\n<order\n/>\n</orders\n>", "<>", "<orders><></orders>", "<orders><order/></></orders>",
    ]
}
