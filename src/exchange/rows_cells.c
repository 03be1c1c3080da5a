/* One row being made, whatever file it comes from. */
#include "rows_parts.h"

#include "base/text.h"

#include <string.h>

#define ID_DIGITS_LEAST 15

void row_begin(struct row_cells *r)
{
	r->n = 0;
	buf_clear(&r->text);
}

void row_release(struct row_cells *r)
{
	r->n = 0;
	buf_release(&r->text);
}

void row_add(struct row_cells *r, const char *s, size_t n)
{
	r->start[r->n++] = r->text.n;
	text_clean(&r->text, s, n, true);
	buf_addc(&r->text, '\0');
}

void row_add_clean(struct row_cells *r, const char *s, size_t n)
{
	r->start[r->n++] = r->text.n;
	buf_addz(&r->text, s, n);
}

void row_put(struct row_cells *r, size_t column, const char *s, size_t n)
{
	while (r->n < column)
		row_add(r, "", 0);
	row_add(r, s, n);
}

static bool is_number_of_a_person(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if ((s[i] < '0' || s[i] > '9') && !(i + 1 == n && (s[i] == 'X' || s[i] == 'x')))
			return false;
	return n >= ID_DIGITS_LEAST;
}

/* In a text cell nothing needs protection: what is no long number is what somebody wrote. */
void cell_unprotect(const char **s, size_t *n)
{
	while (*n && **s == '\t') {
		(*s)++;
		(*n)--;
	}
	if (*n >= 3 && (*s)[0] == '=' && (*s)[1] == '"' && (*s)[*n - 1] == '"' &&
	    is_number_of_a_person(*s + 2, *n - 3)) {
		*s += 2;
		*n -= 3;
	}
	if (*n && **s == '\'' && is_number_of_a_person(*s + 1, *n - 1)) {
		(*s)++;
		(*n)--;
	}
}
