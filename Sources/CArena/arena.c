#define _GNU_SOURCE
#include "arena.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* libxml2 and libxslt make and free millions of small things, all by one thread and nearly all gone when a document is done. An arena
   serves them without locks and without looking for room: it goes up through its memory, keeps a list of freed blocks for each small
   size, and starts over when nothing is left in it.

   All arenas lie in one range of addresses, so that free() tells by the address alone whose memory it gets. Each begins with a page
   of its own: two arenas never share a line of the cache. */

enum {
    ARENAS = 64,
    HEADER = 8,           /* before each block: its size, header included */
    STEP = 16,            /* sizes are multiples of it, and so are addresses of blocks */
    SMALL = 1024,         /* up to here freed blocks are used again */
    LARGE = 64 << 10,     /* from here on malloc does it better */
};
static const size_t arena_bytes = (size_t) 256 << 20;
static const size_t kept_bytes = (size_t) 4 << 20; /* what stays in memory when an arena starts over */

struct arena {
    char *next;                     /* where the next block goes */
    char *end;                      /* the end of the memory */
    size_t live;                    /* blocks that are not free */
    void *freed[SMALL / STEP + 1];  /* freed blocks by size */
};

static char *range_start, *range_end;
static atomic_int taken[ARENAS];
/* The thread's own storage is found without a call. */
#define THREAD __thread __attribute__((tls_model("initial-exec")))
static THREAD struct arena *own;        /* the arena of this thread */
static THREAD struct arena *active;   /* the same, within a scope */

static inline int is_ours(const void *memory) {
    return (const char *) memory >= range_start && (const char *) memory < range_end;
}

static inline struct arena *arena_of(const void *memory) {
    return (struct arena *) (range_start + ((const char *) memory - range_start) / arena_bytes * arena_bytes);
}

static inline size_t *header(void *memory) {
    return (size_t *) ((char *) memory - HEADER);
}

/* The first block's header lies just below a multiple of STEP. */
static char *first_block(struct arena *arena) {
    return (char *) arena + 4096 + STEP - HEADER;
}

int cw_arena_reserve(void) {
    void *range = mmap(NULL, ARENAS * arena_bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (range == MAP_FAILED) return 0;
    range_start = (char *) range;
    range_end = range_start + ARENAS * arena_bytes;
    return 1;
}

static struct arena *take(void) {
    if (range_start == NULL) return NULL;
    for (int index = 0; index < ARENAS; index++) {
        int expected = 0;
        if (!atomic_compare_exchange_strong(&taken[index], &expected, 1)) continue;
        struct arena *arena = (struct arena *) (range_start + index * arena_bytes);
        if (mprotect(arena, arena_bytes, PROT_READ | PROT_WRITE) != 0) return NULL;
        memset(arena, 0, sizeof *arena);
        arena->next = first_block(arena);
        arena->end = (char *) arena + arena_bytes;
        return arena;
    }
    return NULL;
}

int cw_arena_begin(void) {
    if (own == NULL) own = take();
    active = own;
    return active != NULL;
}

static void start_over(struct arena *arena) {
    char *start = first_block(arena);
    if ((size_t) (arena->next - start) > kept_bytes) {
        char *spare = (char *) arena + kept_bytes;
        madvise(spare, (size_t) (arena->next - spare), MADV_DONTNEED);
    }
    arena->next = start;
    memset(arena->freed, 0, sizeof arena->freed);
}

int cw_arena_end(void) {
    struct arena *arena = active;
    active = NULL;
    if (arena == NULL) return 1;
    if (arena->live == 0) {
        start_over(arena);
        return 1;
    }
    own = NULL;
    return 0;
}

void cw_arena_release(void) {
    if (own == NULL || own->live != 0) return;
    int index = (int) (((char *) own - range_start) / arena_bytes);
    own = NULL;
    atomic_store(&taken[index], 0);
}

void *cw_arena_malloc(size_t size) {
    struct arena *arena = active;
    if (arena == NULL || size > LARGE) return malloc(size);
    size_t total = (size + HEADER + STEP - 1) & ~(size_t) (STEP - 1);
    if (total <= SMALL && arena->freed[total / STEP] != NULL) {
        void *block = arena->freed[total / STEP];
        arena->freed[total / STEP] = *(void **) block;
        arena->live++;
        return block;
    }
    if ((size_t) (arena->end - arena->next) < total + STEP) return malloc(size);
    void *block = arena->next + HEADER;
    arena->next += total;
    *header(block) = total;
    arena->live++;
    return block;
}

void cw_arena_free(void *memory) {
    if (!is_ours(memory)) {
        free(memory);
        return;
    }
    struct arena *arena = arena_of(memory);
    /* Of another thread's arena only that thread may write; the block stays, and with it the arena. */
    if (arena != own && arena != active) return;
    size_t total = *header(memory);
    arena->live--;
    if ((char *) memory - HEADER + total == arena->next) {
        arena->next = (char *) memory - HEADER;
    } else if (total <= SMALL) {
        *(void **) memory = arena->freed[total / STEP];
        arena->freed[total / STEP] = memory;
    }
}

void *cw_arena_realloc(void *memory, size_t size) {
    if (memory == NULL) return cw_arena_malloc(size);
    if (!is_ours(memory)) return realloc(memory, size);
    size_t old = *header(memory) - HEADER;
    if (size <= old) return memory;
    struct arena *arena = arena_of(memory);
    size_t total = (size + HEADER + STEP - 1) & ~(size_t) (STEP - 1);
    char *block = (char *) memory - HEADER;
    if (arena == active && size <= LARGE && block + *header(memory) == arena->next
        && (size_t) (arena->end - block) >= total + STEP) {
        arena->next = block + total;
        *header(memory) = total;
        return memory;
    }
    void *copy = cw_arena_malloc(size);
    if (copy == NULL) return NULL;
    memcpy(copy, memory, old);
    cw_arena_free(memory);
    return copy;
}

char *cw_arena_strdup(const char *text) {
    size_t size = strlen(text) + 1;
    char *copy = cw_arena_malloc(size);
    return copy == NULL ? NULL : memcpy(copy, text, size);
}
