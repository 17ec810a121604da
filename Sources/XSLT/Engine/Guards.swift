internal import CLibxslt

/// Refuses every external entity. libxml2 would go on as if the entity were empty, so the refusal is recorded and the
/// parse fails.
enum EntityGuard {
    /// Sets the process-wide entity loader.
    static func install() {
        xmlSetExternalEntityLoader { url, _, _ in
            let name = url.map { String(cString: $0) } ?? "without address"
            Session.active.current?.refuse("external entity or DTD '\(name)'; external entities are never read")
            return nil
        }
    }
}

/// The security preferences of libxslt: no writes, no network, and reads only through ``LayerLoader``.
///
/// Imports ask only the process-wide preferences, transforms their own; both get the same table.
enum AccessGuard {
    /// Immutable after creation and never freed: the process-wide preferences.
    nonisolated(unsafe) private static let preferences: xsltSecurityPrefsPtr? = {
        let preferences = xsltNewSecurityPrefs()
        for option in [XSLT_SECPREF_WRITE_FILE, XSLT_SECPREF_CREATE_DIRECTORY, XSLT_SECPREF_WRITE_NETWORK] {
            xsltSetSecurityPrefs(preferences, option, refuseWrite)
        }
        xsltSetSecurityPrefs(preferences, XSLT_SECPREF_READ_FILE, refuseRead)
        xsltSetSecurityPrefs(preferences, XSLT_SECPREF_READ_NETWORK, checkAddress)
        return preferences
    }()

    /// Sets the process-wide preferences.
    static func install() {
        xsltSetDefaultSecurityPrefs(preferences)
    }

    /// Sets the preferences of one transform.
    static func apply(to transform: xsltTransformContextPtr) {
        xsltSetCtxtSecurityPrefs(preferences, transform)
    }

    /// Refuses and records every write.
    private static let refuseWrite: xsltSecurityCheck = { _, _, value in
        let target = value.map { String(cString: $0) } ?? ""
        Session.active.current?.refuse("writing '\(target)'; a stylesheet has one result and writes no files")
        return 0
    }

    /// Refuses and records every read of a file, unless it is one of the layers by its path.
    private static let refuseRead: xsltSecurityCheck = { _, _, value in
        let target = value.map { String(cString: $0) } ?? ""
        if let session = Session.active.current, session.resolver?.address(ofPath: target, asker: session.asker) != nil {
            return 1
        }
        Session.active.current?.refuse("reading '\(target)'; a stylesheet reads only files of its own layers")
        return 0
    }

    /// Everything inside the layers has an address of our own scheme, so all other addresses are refused before loading.
    private static let checkAddress: xsltSecurityCheck = { _, transform, value in
        let address = value.map { String(cString: $0) } ?? ""
        if LayerAddress.isOurs(address) { return 1 }
        return refuseRead(nil, transform, value)
    }
}

extension Session {
    /// Records something that is never granted, and stops a running transform from being called a success.
    func refuse(_ what: String) {
        if refusal == nil {
            refusal = what
            refusalPlace = currentPlace
        }
        transform?.pointee.state = XSLT_STATE_ERROR
    }
}
