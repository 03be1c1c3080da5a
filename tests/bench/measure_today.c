/* Today, of one cadre, of a village, of everybody, read again by F5: the first frame, and the last of its numbers. */
#include "bench.h"

#include <stdio.h>

static void one(enum view view, const char *name, double gate, double goal, bool last_counts)
{
	static struct series first, all;
	char what[96];

	look_at(view);
	struct tty *t = start(24, 80);
	double began = now_ms();
	empty(&first);
	empty(&all);
	for (int i = 0; i < 200 && (i < 5 || now_ms() - began < 2 * PATIENCE_MS); i++) {
		key(t, "F5", &first, &all);
	}
	snprintf(what, sizeof what, "Today, %s: first frame", name);
	by_p99("16", what, &first, NULL, gate, goal);
	snprintf(what, sizeof what, "Today, %s: last number", name);
	by_p99(last_counts ? "16" : "", what, &all, NULL, last_counts ? gate : NO_LIMIT, last_counts ? goal : NO_LIMIT);
	end(t);
}

void measure_today(void)
{
	one(VIEW_MINE, "one cadre", 50, 25, true);
	one(VIEW_VILLAGE, "own village", 50, 25, true);
	one(VIEW_ALL, "whole district", 100, 50, false);
	look_at(VIEW_VILLAGE);
}
