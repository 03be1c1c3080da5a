#include "split.h"

#define TABLE_LEAST 4 /* heading and three rows */

struct rect split_table(const struct rect *at, int head, size_t n)
{
	struct rect r = { .y = at->y + head, .x = at->x, .h = at->h - head, .w = at->w };
	int most = r.h / 2;

	r.h = (int)n + 1 < most ? (int)n + 1 : most;
	if (r.h < TABLE_LEAST)
		r.h = TABLE_LEAST;
	return r;
}

struct rect split_page(const struct rect *at, int head, size_t n)
{
	struct rect t = split_table(at, head, n);

	return (struct rect){ .y = t.y + t.h + 1, .x = t.x, .h = at->y + at->h - t.y - t.h - 1, .w = t.w };
}

void split_line(const struct rect *at, int head, size_t n)
{
	struct rect t = split_table(at, head, n);

	draw_rule(at, t.y + t.h - at->y);
}
