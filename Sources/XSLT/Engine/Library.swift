internal import CLibxslt
import Glibc

/// The process-wide set-up of libxml2 and libxslt, done once before anything else touches them.
///
/// Both libraries keep handlers and tables in globals: entity loader, document loader, security preferences, extension
/// modules, compile errors. They are set here, before threads, and lead to what the current thread is doing (``Session``).
enum Library {
    /// Sets everything up at the first use; later uses cost one check.
    static let ready: Void = {
        forgetAmbientConfiguration()
        xmlInitParser()
        xsltInit()
        registerExtensions()
        Session.installProcessHandlers()
        EntityGuard.install()
        AccessGuard.install()
        LayerLoader.install()
    }()

    /// Catalogues, plug-in folders (which load shared objects) and a frozen clock must not come from the environment.
    private static func forgetAmbientConfiguration() {
        xmlCatalogSetDefaults(XML_CATA_ALLOW_NONE)
        for name in ["XML_CATALOG_FILES", "SGML_CATALOG_FILES", "XML_DEBUG_CATALOG", "LIBXSLT_PLUGINS_PATH", "SOURCE_DATE_EPOCH"]
        {
            unsetenv(name)
        }
    }

    /// The EXSLT modules that neither write nor encrypt, and `msxsl:node-set`, which libxslt lacks.
    private static func registerExtensions() {
        exsltCommonRegister()
        exsltMathRegister()
        exsltSetsRegister()
        exsltStrRegister()
        exsltDateRegister()
        exsltFuncRegister()
        exsltDynRegister()
        xsltRegisterExtModuleFunction("node-set", Namespace.microsoft) { xsltFunctionNodeSet($0, $1) }
    }
}

/// The namespaces this room knows by name.
enum Namespace {
    /// XSLT 1.0.
    static let xslt = "http://www.w3.org/1999/XSL/Transform"
    /// The extensions of MSXML and .NET.
    static let microsoft = "urn:schemas-microsoft-com:xslt"
}
