#include "base/mem.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void (*mem_out_hook)(void);

static long fault_after;

long mem_fault_after(long nth)
{
	long left = fault_after;

	fault_after = nth;
	return left;
}

static bool fault(void)
{
	return fault_after > 0 && --fault_after == 0;
}

_Noreturn void mem_out(void)
{
	static const char sentence[] = "bangfu: out of memory\n";

	if (mem_out_hook)
		mem_out_hook();
	/* write, not stdio: stdio may want memory */
	if (write(STDERR_FILENO, sentence, sizeof(sentence) - 1) < 0)
		_exit(2);
	exit(2);
}

void *mem_alloc(size_t n)
{
	void *p = fault() ? NULL : calloc(1, n ? n : 1);

	if (!p)
		mem_out();
	return p;
}

void *mem_grow(void *p, size_t n, size_t each)
{
	size_t bytes;
	void *grown;

	if (each && n > SIZE_MAX / each)
		mem_out();
	bytes = n * each;
	grown = fault() ? NULL : realloc(p, bytes ? bytes : 1);
	if (!grown)
		mem_out();
	return grown;
}

char *mem_dup(const char *s)
{
	return s ? mem_dup_n(s, strlen(s)) : NULL;
}

char *mem_dup_n(const char *s, size_t n)
{
	char *copy = mem_grow(NULL, n + 1, 1);

	if (n)
		memcpy(copy, s, n);
	copy[n] = '\0';
	return copy;
}

void mem_free(void *p)
{
	free(p);
}

#ifdef __GLIBC__
#include <malloc.h>
#include <sys/mman.h>
#define HELD (4 << 20)
#define USUAL (128 << 10) /* the library's own */

void mem_hold(int on)
{
	mallopt(M_TRIM_THRESHOLD, on ? HELD : USUAL);
	mallopt(M_TOP_PAD, on ? HELD / 4 : 0);
	if (!on)
		malloc_trim(0);
}

void mem_expect(size_t bytes)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	char *p, *first, *end;

	mallopt(M_TRIM_THRESHOLD, HELD);
	mallopt(M_TOP_PAD, (int)bytes);
	p = malloc(USUAL / 2); /* more than the top has: the heap grows now */
	mallopt(M_TOP_PAD, USUAL);
	if (!p)
		return;
	first = p + page - (uintptr_t)p % page;
	end = sbrk(0);
#ifdef MADV_POPULATE_WRITE
	if (first < end && (size_t)(end - first) <= bytes + 2 * USUAL)
		(void)madvise(first, (size_t)(end - first), MADV_POPULATE_WRITE); /* older kernels: page by page */
#else
	(void)first;
	(void)end;
#endif
	free(p);
}
#else
void mem_hold(int on)
{
	(void)on;
}

void mem_expect(size_t bytes)
{
	(void)bytes;
}
#endif
