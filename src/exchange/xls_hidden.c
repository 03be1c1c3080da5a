/* Which sheets of an XLS are hidden: freexl does not say. The record of a sheet is looked for by its name, wherever in
 * the file it stands; one that is not found counts as visible. */
#include "xls.h"

#include "base/text.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define NAME_MOST 31 /* characters of a sheet's name */
#define BEFORE 12    /* bytes of the record before the name: type, length, place, state, kind, characters, width */
#define RECORD 0x85
#define LOOK_MOST (8 << 20) /* the records of the sheets stand before the rows */

bool xls_map(const char *path, struct xls_bytes *out)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	void *s = MAP_FAILED;

	if (fd >= 0 && fstat(fd, &st) == 0 && st.st_size > 0)
		s = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (fd >= 0)
		close(fd);
	if (s == MAP_FAILED)
		return false;
	out->s = s;
	out->n = (size_t)st.st_size;
	return true;
}

void xls_unmap(const struct xls_bytes *b)
{
	munmap((void *)(uintptr_t)b->s, b->n);
}

/* As the record has it: a byte a character where all fit, else UTF-16. 0: no such name can be. */
static size_t encode(const char *name, bool wide, unsigned char out[NAME_MOST * 2], size_t *characters)
{
	size_t n = 0, step;
	uint32_t cp;

	*characters = 0;
	for (; (step = utf8_step(name, &cp)) > 0; name += step, ++*characters) {
		if (*characters == NAME_MOST || cp > 0xFFFF || (!wide && cp > 0xFF))
			return 0;
		out[n++] = (unsigned char)cp;
		if (wide)
			out[n++] = (unsigned char)(cp >> 8);
	}
	return n;
}

static bool is_hidden_as(const struct xls_bytes *b, const char *name, bool wide)
{
	unsigned char text[NAME_MOST * 2];
	size_t characters, n = encode(name, wide, text, &characters);
	const unsigned char *s = b->s, *end = s + (b->n < LOOK_MOST ? b->n : LOOK_MOST);

	for (; n && (s = memmem(s, (size_t)(end - s), text, n)); s++) {
		const unsigned char *r = s - BEFORE;

		if ((size_t)(s - b->s) >= BEFORE && r[0] == RECORD && r[1] == 0 && r[2] == 8 + n && r[3] == 0 &&
		    r[10] == characters && r[11] == wide)
			return (r[8] & 3) != 0;
	}
	return false;
}

bool xls_is_hidden(const struct xls_bytes *b, const char *name)
{
	return is_hidden_as(b, name, false) || is_hidden_as(b, name, true);
}
