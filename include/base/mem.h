/* Memory: the owner frees. Allocation never returns NULL: out of memory runs `mem_out_hook` (which saves nothing: open
 * transactions roll back by themselves, drafts are already on disk), prints one sentence and exits with status 2. */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

void *mem_alloc(size_t n);                      /* zeroed; n may be 0 */
void *mem_grow(void *p, size_t n, size_t each); /* realloc to n items of `each` bytes, overflow checked */
char *mem_dup(const char *s);                   /* NULL gives NULL */
char *mem_dup_n(const char *s, size_t n);
void mem_free(void *p);
/* While on, what is freed stays with the process for the next to take: for long work that takes and frees the same
 * again and again. Off gives it back to the system. */
void mem_hold(int on);
/* As much heap will be wanted within moments: its pages are fetched in one call, not by a fault each. */
void mem_expect(size_t bytes);
/* The end described above; for code that asked a library for memory and got none. */
_Noreturn void mem_out(void);
extern void (*mem_out_hook)(void);

/* For tests: the nth next mem_alloc, mem_grow or mem_dup finds no memory (0 = none does). Returns how many were left to
 * go of the call before; 0 if that fault was met. */
long mem_fault_after(long nth);

#endif
