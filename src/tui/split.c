#include "split.h"

#define SPLIT_WIDE 110
#define TABLE_LEAST 4 /* heading and three rows */

struct rect split_table(const struct rect *at, int head, size_t n)
{
	struct rect r = { .y = at->y + head, .x = at->x, .h = at->h - head, .w = at->w };

	if (at->w >= SPLIT_WIDE) {
		r.w = at->w * 3 / 5;
		return r;
	}
	int most = r.h / 2;

	r.h = (int)n + 1 < most ? (int)n + 1 : most;
	if (r.h < TABLE_LEAST)
		r.h = TABLE_LEAST;
	return r;
}

struct rect split_page(const struct rect *at, int head, size_t n)
{
	struct rect t = split_table(at, head, n);

	if (at->w >= SPLIT_WIDE)
		return (struct rect){ .y = t.y, .x = t.x + t.w + 1, .h = t.h, .w = at->w - t.w - 1 };
	return (struct rect){ .y = t.y + t.h + 1, .x = t.x, .h = at->y + at->h - t.y - t.h - 1, .w = t.w };
}

void split_line(const struct rect *at, int head, size_t n)
{
	struct rect t = split_table(at, head, n);

	if (at->w >= SPLIT_WIDE)
		term_vline(t.y, t.x + t.w, t.h);
	else
		draw_rule(at, t.y + t.h - at->y);
}
