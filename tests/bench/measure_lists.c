/* A line, a page, the ends, other orders: the list of households beside the floor's. Today, which every start begins
 * with and which goes on counting a whole district, is left at its first frame. */
#include "bench.h"

#include <stdio.h>

static void bytes_row(const char *what, const struct series *s, const struct series *least)
{
	by_number("5", what, s->n ? (double)s->bytes / s->n : 0, least->n ? (double)least->bytes / least->n : 0, "B",
		  RATIO, 1.5, 1.2);
}

static double larger(double a, double b)
{
	return a > b ? a : b;
}

static void moves(struct tty *t, struct tty *f, const char *where)
{
	static const struct {
		const char *key, *what, *no;
		int n;
	} all[] = { { "Down", "line down", "3", 400 }, { "Up", "line up", "3", 200 }, { "PgDn", "page", "4", 200 } };
	static struct series s, least;
	char what[96];

	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		empty(&s);
		empty(&least);
		if (i == 2)
			pages_in_turns(t, f, all[i].n, &s, &least);
		else
			keys_in_turns(t, f, all[i].key, all[i].n, &s, &least);
		snprintf(what, sizeof what, "%s, %s", all[i].what, where);
		by_ratio(all[i].no, what, &s, &least, 2, 1.3);
		if (i == 0) {
			known.line_p99 = larger(known.line_p99, part(&s, 99));
			snprintf(what, sizeof what, "line down, %s: p99 | floor's p99", where);
			by_number("3", what, part(&s, 99), part(&least, 99), "ms", RATIO, 2, 1);
		}
		snprintf(what, sizeof what, "%s, %s: bytes", all[i].what, where);
		bytes_row(what, &s, &least);
		if (i == 2)
			known.page_p50 = larger(known.page_p50, part(&s, 50));
	}
}

static void ends(struct tty *t, struct tty *f, const char *where)
{
	static struct series last, first, floor_last, floor_first;
	double began = now_ms();
	char what[96];

	empty(&last);
	empty(&first);
	empty(&floor_last);
	empty(&floor_first);
	for (int i = 0; i < 50 && now_ms() - began < PATIENCE_MS; i++) {
		key(t, "End", &last, NULL);
		key(f, "End", &floor_last, NULL);
		key(t, "Home", &first, NULL);
		key(f, "Home", &floor_first, NULL);
	}
	snprintf(what, sizeof what, "End, %s", where);
	by_ratio("4", what, &last, &floor_last, 2, 1.3);
	snprintf(what, sizeof what, "Home, %s", where);
	by_ratio("4", what, &first, &floor_first, 2, 1.3);
}

/* The other orders of the list, as the menu offers them: choosing one, then pages and ends in it. */
static void orders(const char *where)
{
	static const char *const names[] = { "by group", "by name", "longest unvisited first" };
	static struct series s, order, all, least, last, floor_last;
	char what[96];

	for (int n = 0; n < 3; n++) {
		struct tty *t = start_first(24, 80), *f = start_floor("list", 24, 80);
		empty(&s);
		empty(&order);
		empty(&all);
		empty(&least);
		empty(&last);
		empty(&floor_last);
		key(t, "h", NULL, NULL);
		key(t, "S", NULL, NULL);
		for (int i = 0; i <= n; i++)
			key(t, "Down", NULL, NULL);
		key(t, "Enter", &order, &all);
		snprintf(what, sizeof what, "another order, %s: %s", where, names[n]);
		by_p99("", what, &order, NULL, NO_LIMIT, NO_LIMIT);
		pages_in_turns(t, f, 50, &s, &least);
		snprintf(what, sizeof what, "page, %s, %s", where, names[n]);
		by_ratio("4", what, &s, &least, 2, 1.3);
		for (int i = 0; i < 10; i++) {
			key(t, "End", &last, NULL);
			key(f, "End", &floor_last, NULL);
			key(t, "Home", NULL, NULL);
			key(f, "Home", NULL, NULL);
		}
		snprintf(what, sizeof what, "End, %s, %s", where, names[n]);
		by_ratio("4", what, &last, &floor_last, 2, 1.3);
		end(t);
		end(f);
	}
}

static void one_list(int rows, int cols, const char *where)
{
	struct tty *t = start_first(rows, cols), *f = start_floor("list", rows, cols);
	static struct series opening, all;

	empty(&opening);
	empty(&all);
	key(t, "h", &opening, &all);
	char what[96];
	snprintf(what, sizeof what, "the list opens, %s: first rows", where);
	by_p99("", what, &opening, NULL, NO_LIMIT, NO_LIMIT);
	snprintf(what, sizeof what, "the list opens, %s: exact count", where);
	by_p99("", what, &all, NULL, NO_LIMIT, NO_LIMIT);
	moves(t, f, where);
	ends(t, f, where);
	end(t);
	end(f);
}

void measure_lists(void)
{
	look_at(VIEW_ALL);
	one_list(24, 80, "24x80");
	one_list(40, 120, "40x120");
	orders("24x80");
	look_at(VIEW_VILLAGE);
	one_list(24, 80, "own village");
}
