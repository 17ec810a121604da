#ifndef CROSSWALK_ARENA_H
#define CROSSWALK_ARENA_H

#include <stddef.h>

/* The four functions that libxml2's xmlMemSetup takes. Outside of a scope they are malloc's. */
void *cw_arena_malloc(size_t size);
void cw_arena_free(void *memory);
void *cw_arena_realloc(void *memory, size_t size);
char *cw_arena_strdup(const char *text);

/* Reserves address space for the arenas of the process; 0 when there is none, and then nothing changes. Call it once, before threads. */
int cw_arena_reserve(void);

/* From here on this thread allocates from its arena; 0 when it has none. Scopes do not nest. */
int cw_arena_begin(void);

/* Ends the scope. When everything that was allocated in it is free again the memory is used anew; otherwise (0) what is left stays
   where it is, valid for ever, and the thread takes another arena next time. */
int cw_arena_end(void);

/* Hands the arena of a thread that ends to the next one. */
void cw_arena_release(void);

#endif
