#ifndef CROSSWALK_LIBXSLT_SHIM_H
#define CROSSWALK_LIBXSLT_SHIM_H

/* ICU's header clashes with Foundation's own copy in one module graph ('UErrorCode' has different definitions).
   libxml2 only mentions it in a struct that nobody outside uses. */
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <libxml/xmlreader.h>
#include <libxml/xmlwriter.h>
#include <libxml/c14n.h>
#include <libxml/catalog.h>
#include <libxslt/xslt.h>
#include <libxslt/xsltInternals.h>
#include <libxslt/transform.h>
#include <libxslt/xsltutils.h>
#include <libxslt/extensions.h>
#include <libxslt/imports.h>
#include <libxslt/security.h>
#include <libxslt/documents.h>
#include <libexslt/exslt.h>

#endif
