#include "base/value.h"

#include "base/mem.h"

#include <stddef.h>
#include <string.h>

struct value value_text(const char *s)
{
	if (!s || !*s)
		return value_null();
	return (struct value){ .kind = VALUE_TEXT, .text = mem_dup(s) };
}

struct value value_copy(const struct value *v)
{
	struct value copy = *v;

	copy.lent = false;
	copy.text = v->kind == VALUE_TEXT ? mem_dup(v->text) : NULL;
	return copy;
}

struct value value_lend_text(const char *s)
{
	if (!s || !*s)
		return value_null();
	return (struct value){ .kind = VALUE_TEXT, .lent = true, .text = (char *)(uintptr_t)s };
}

/* Exact: a double holds only 53 bits, so comparing as doubles would call two different big integers equal. */
static bool int_equals_real(int64_t i, double r)
{
	return r >= -0x1p63 && r < 0x1p63 && (int64_t)r == i && (double)(int64_t)r == r;
}

bool value_equal(const struct value *a, const struct value *b)
{
	if (a->kind == VALUE_INT && b->kind == VALUE_REAL)
		return int_equals_real(a->i, b->r);
	if (a->kind == VALUE_REAL && b->kind == VALUE_INT)
		return int_equals_real(b->i, a->r);
	if (a->kind != b->kind)
		return false;
	switch (a->kind) {
	case VALUE_NULL:
		return true;
	case VALUE_INT:
		return a->i == b->i;
	case VALUE_REAL:
		return a->r == b->r;
	case VALUE_TEXT:
		return strcmp(a->text, b->text) == 0;
	}
	return false;
}
