#include "tui/view.h"

#include "base/mem.h"

struct view *view_make(const struct view_ops *ops, void *state)
{
	struct view *v = mem_alloc(sizeof(*v));

	v->ops = ops;
	v->state = state;
	return v;
}

bool view_takes_text(const struct view *v)
{
	return v->ops->typing ? v->ops->typing(v) : v->ops->takes_text;
}

bool view_has(const struct view *v, enum request r)
{
	for (const enum request *q = v->ops->requests; q && *q != REQ_NONE; q++)
		if (*q == r)
			return true;
	return false;
}

bool view_can(const struct view *v, const struct app *a, enum request r)
{
	return !v->ops->can || v->ops->can(v, a, r);
}

enum covers view_covers_scope(const struct view *v, const struct app *a)
{
	(void)v;
	(void)a;
	return COVERS_SCOPE;
}

enum covers view_covers_village(const struct view *v, const struct app *a)
{
	(void)v;
	(void)a;
	return COVERS_VILLAGE;
}

enum covers view_covers_file(const struct view *v, const struct app *a)
{
	(void)v;
	(void)a;
	return COVERS_FILE;
}

unsigned move_cursor(enum request r, size_t n, size_t page, size_t *at)
{
	size_t was = *at;

	switch (r) {
	case REQ_UP:
		*at -= *at > 0;
		break;
	case REQ_DOWN:
		*at += *at + 1 < n;
		break;
	case REQ_PAGE_UP:
		*at = *at > page ? *at - page : 0;
		break;
	case REQ_PAGE_DOWN:
		*at = n == 0 ? 0 : *at + page < n ? *at + page : n - 1;
		break;
	case REQ_FIRST:
		*at = 0;
		break;
	case REQ_LAST:
		*at = n > 0 ? n - 1 : 0;
		break;
	default:
		return EFFECT_UNWANTED;
	}
	return *at != was ? EFFECT_DRAW : EFFECT_NONE;
}

void move_window(size_t at, size_t rows, size_t n, size_t *first)
{
	if (rows == 0)
		return;
	if (at < *first)
		*first = at;
	if (at >= *first + rows)
		*first = at - rows + 1;
	if (*first + rows > n)
		*first = n > rows ? n - rows : 0;
}
