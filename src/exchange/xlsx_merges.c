/* Where cells of a sheet are merged downwards: <mergeCell ref="B3:B7"/>, behind all rows. */
#include "xlsx.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define CHUNK 65536
#define ELEMENT_MOST 256 /* of one such element */

/* Letters and digits of A1; 0: it is none. */
static const char *place(const char *s, uint32_t *column, uint32_t *line)
{
	const char *from = s;
	char *end;
	unsigned long n;

	for (*column = 0; *s >= 'A' && *s <= 'Z' && s - from < 3; s++)
		*column = *column * 26 + (uint32_t)(*s - 'A') + 1;
	if (s == from || *s < '1' || *s > '9')
		return NULL;
	n = strtoul(s, &end, 10);
	*line = n > UINT32_MAX ? UINT32_MAX : (uint32_t)n;
	(*column)--;
	return end;
}

static void take(struct merges *out, const char *element, size_t n)
{
	const char *ref = memmem(element, n, "ref=", 4), *to;
	uint32_t left, right, top, bottom;

	if (!ref || (size_t)(ref - element) + 6 > n)
		return;
	to = place(ref + 5, &left, &top);
	if (to && *to == ':' && place(to + 1, &right, &bottom))
		merges_add(out, top, bottom, left);
}

/* All that is whole in the window; returns the bytes that are done with. */
static size_t take_window(struct merges *out, char *window, size_t n)
{
	static const char name[] = "mergeCell ";
	char *at = window, *end;

	while ((at = memmem(at, n - (size_t)(at - window), name, sizeof(name) - 1)) != NULL) {
		end = memchr(at, '>', n - (size_t)(at - window));
		if (!end)
			break;
		if (at > window && (at[-1] == '<' || at[-1] == ':'))
			take(out, at, (size_t)(end - at));
		at = end;
	}
	if (at && n - (size_t)(at - window) < ELEMENT_MOST)
		return at > window ? (size_t)(at - window) - 1 : 0; /* with the < before it */
	return n > sizeof(name) ? n - sizeof(name) : 0;
}

void xlsx_merges_read(struct merges *out, struct xlsx_zip *z, const char *part)
{
	char *window = mem_alloc(CHUNK + ELEMENT_MOST * 2);
	size_t have = 0, got = 0, whole;
	struct part *p = NULL;

	merges_release(out);
	if (part_open(&p, z, part, PART_SHEET, NULL) < 0)
		goto done;
	while (part_read(p, window + have, CHUNK, &got, NULL) == 0 && got) {
		have += got;
		whole = take_window(out, window, have);
		memmove(window, window + whole, have - whole);
		have -= whole;
	}
	part_close(&p);
	merges_sort(out);
done:
	mem_free(window);
}
