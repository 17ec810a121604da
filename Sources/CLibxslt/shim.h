#ifndef CROSSWALK_LIBXSLT_SHIM_H
#define CROSSWALK_LIBXSLT_SHIM_H

/* ICU's header clashes with Foundation's own copy in one module graph ('UErrorCode' has different definitions).
   libxml2 only mentions it in a struct that nobody outside uses. */
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <malloc.h>

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <libxml/xmlreader.h>
#include <libxml/c14n.h>
#include <libxml/catalog.h>
#include <libxml/uri.h>
#include <libxslt/xslt.h>
#include <libxslt/xsltInternals.h>
#include <libxslt/transform.h>
#include <libxslt/templates.h>
#include <libxslt/xsltutils.h>
#include <libxslt/extensions.h>
#include <libxslt/extra.h>
#include <libxslt/functions.h>
#include <libxslt/imports.h>
#include <libxslt/security.h>
#include <libxslt/documents.h>
#include <libxslt/variables.h>
#include <libexslt/exslt.h>
#include <stdarg.h>
#include <stdio.h>

/* Everything below is stateless: state travels through the void pointer that each library hands back. */

/* Where messages go. `message` receives variadic callbacks, formatted, together with their format (which tells a heading
   of libxslt from the text of an xsl:message); `error` receives the structured errors of libxml2. */
typedef struct {
    void *owner;
    void (*message)(void *owner, const char *format, const char *text);
    void (*error)(void *owner, const xmlError *error);
} cw_sink;

/* The thread's handlers of libxml2 as they were before ours. */
typedef struct {
    xmlStructuredErrorFunc structured;
    void *structured_context;
    xmlGenericErrorFunc generic;
    void *generic_context;
} cw_saved_handlers;

/* Variadic callbacks cannot be written in Swift. Texts longer than the first buffer are formatted again on the heap, so a
   long xsl:message arrives whole. */
static inline void cw_receive_message(void *context, const char *format, ...) {
    cw_sink *sink = (cw_sink *) context;
    char small[1024];
    va_list arguments;
    if (sink == NULL) return;
    va_start(arguments, format);
    int length = vsnprintf(small, sizeof small, format, arguments);
    va_end(arguments);
    if (length < (int) sizeof small) {
        sink->message(sink->owner, format, length < 0 ? format : small);
        return;
    }
    char *large = (char *) malloc((size_t) length + 1);
    if (large == NULL) {
        sink->message(sink->owner, format, small);
        return;
    }
    va_start(arguments, format);
    vsnprintf(large, (size_t) length + 1, format, arguments);
    va_end(arguments);
    sink->message(sink->owner, format, large);
    free(large);
}

/* The error became const in 2.12; a Swift closure could match only one of the two. */
#if LIBXML_VERSION >= 21200
static inline void cw_receive_error(void *context, const xmlError *error) {
#else
static inline void cw_receive_error(void *context, xmlErrorPtr error) {
#endif
    cw_sink *sink = (cw_sink *) context;
    if (sink != NULL && error != NULL) sink->error(sink->owner, error);
}

/* Sends what libxml2 says on this thread to the sink. */
static inline cw_saved_handlers cw_begin_errors(cw_sink *sink) {
    cw_saved_handlers saved = { xmlStructuredError, xmlStructuredErrorContext, xmlGenericError, xmlGenericErrorContext };
    xmlSetStructuredErrorFunc(sink, cw_receive_error);
    xmlSetGenericErrorFunc(sink, cw_receive_message);
    return saved;
}

/* Puts the thread's handlers back. */
static inline void cw_end_errors(cw_saved_handlers saved) {
    xmlSetStructuredErrorFunc(saved.structured_context, saved.structured);
    xmlSetGenericErrorFunc(saved.generic_context, saved.generic);
}

/* Sends what one transform says to the sink. */
static inline void cw_set_transform_sink(xsltTransformContextPtr transform, cw_sink *sink) {
    xsltSetTransformErrorFunc(transform, sink, cw_receive_message);
}

/* Sends what libxslt says outside of transforms, process-wide, to the sink. */
static inline void cw_set_process_sink(cw_sink *sink) {
    xsltSetGenericErrorFunc(sink, cw_receive_message);
}

/* `xmlFree` is a global variable, which Swift 6 rightly refuses. */
static inline void cw_free(void *memory) {
    if (memory != NULL) xmlFree(memory);
}

/* The settings of xsl:output with the highest import precedence; the macro of libxslt walks the import tree. */
static inline const xmlChar *cw_output_encoding(xsltStylesheetPtr style) {
    const xmlChar *encoding = NULL;
    XSLT_GET_IMPORT_PTR(encoding, style, encoding)
    return encoding;
}

static inline const xmlChar *cw_output_media_type(xsltStylesheetPtr style) {
    const xmlChar *mediaType = NULL;
    XSLT_GET_IMPORT_PTR(mediaType, style, mediaType)
    return mediaType;
}

static inline const xmlChar *cw_output_method(xsltStylesheetPtr style) {
    const xmlChar *method = NULL;
    XSLT_GET_IMPORT_PTR(method, style, method)
    return method;
}

static inline int cw_output_indent(xsltStylesheetPtr style) {
    int indent = -1;
    XSLT_GET_IMPORT_INT(indent, style, indent)
    return indent;
}

static inline const xmlChar *cw_output_doctype_system(xsltStylesheetPtr style) {
    const xmlChar *doctypeSystem = NULL;
    XSLT_GET_IMPORT_PTR(doctypeSystem, style, doctypeSystem)
    return doctypeSystem;
}

static inline const xmlChar *cw_output_doctype_public(xsltStylesheetPtr style) {
    const xmlChar *doctypePublic = NULL;
    XSLT_GET_IMPORT_PTR(doctypePublic, style, doctypePublic)
    return doctypePublic;
}

static inline int cw_output_omits_declaration(xsltStylesheetPtr style) {
    int omitXmlDeclaration = -1;
    XSLT_GET_IMPORT_INT(omitXmlDeclaration, style, omitXmlDeclaration)
    return omitXmlDeclaration == 1;
}

static inline int cw_output_standalone(xsltStylesheetPtr style) {
    int standalone = -1;
    XSLT_GET_IMPORT_INT(standalone, style, standalone)
    return standalone;
}

/* Whether any part of the stylesheet names elements whose text is written as CDATA. */
static inline int cw_output_has_cdata(xsltStylesheetPtr style) {
    for (; style != NULL; style = xsltNextImport(style))
        if (style->cdataSection != NULL && xmlHashSize(style->cdataSection) > 0) return 1;
    return 0;
}

/* Makes a transform reach its limits from another thread: one step more of XPath or of instructions is too much, whatever was
   allowed. The libraries read these fields at every step and never cache them. */
static inline void cw_stop_transform(xsltTransformContextPtr transform) {
    __atomic_store_n(&transform->xpathCtxt->opLimit, 1, __ATOMIC_RELAXED);
    __atomic_store_n(&transform->opLimit, 1, __ATOMIC_RELAXED);
    __atomic_store_n(&transform->state, XSLT_STATE_STOPPED, __ATOMIC_RELAXED);
}

/* Sets the process-wide callbacks that transforms with a debug status call. libxslt copies the block, whose type it keeps to
   itself. */
static inline void cw_watch_instructions(
    xsltHandleDebuggerCallback instruction, xsltAddCallCallback enter, xsltDropCallCallback leave) {
    struct {
        xsltHandleDebuggerCallback instruction;
        xsltAddCallCallback enter;
        xsltDropCallCallback leave;
    } block = { instruction, enter, leave };
    xsltSetDebuggerCallbacks(3, &block);
}

/* `xmlStopParser` keeps libxml2's own error out of the way of ours. */
static inline void cw_refuse_document(void *parser) {
    xmlStopParser((xmlParserCtxtPtr) parser);
}

#endif
