/* Series of times and the table they end up in. Included by one program: all static. */
#ifndef TESTS_BENCH_REPORT_H
#define TESTS_BENCH_REPORT_H

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define SAMPLES_MOST 2000

struct series {
	double ms[SAMPLES_MOST];
	int n;
	size_t bytes;
};

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void add(struct series *s, double ms, size_t bytes)
{
	if (s->n < SAMPLES_MOST)
		s->ms[s->n++] = ms;
	s->bytes += bytes;
}

static int by_size(const void *pa, const void *pb)
{
	double a = *(const double *)pa, b = *(const double *)pb;

	return (a > b) - (a < b);
}

/* Sorts the series; p in percent. */
static double part(struct series *s, int p)
{
	int at = s->n * p / 100;

	if (s->n == 0)
		return 0;
	qsort(s->ms, (size_t)s->n, sizeof *s->ms, by_size);
	return s->ms[at < s->n ? at : s->n - 1];
}

static double total(const struct series *s)
{
	double sum = 0;

	for (int i = 0; i < s->n; i++)
		sum += s->ms[i];
	return sum;
}

static void head(void)
{
	printf("  %-46s %5s %18s %18s %7s  %s\n", "what", "keys", "bangfu p50/p99 ms", "floor p50/p99 ms", "ratio",
	       "limit");
}

/* most: times the floor's median, or, where there is no floor, milliseconds of the p99. 0: no limit was set. */
static void row(const char *what, struct series *s, struct series *least, double most)
{
	double p50 = part(s, 50), p99 = part(s, 99), f50 = least ? part(least, 50) : 0, got = least ? p50 / f50 : p99;
	char mine[32], theirs[32] = "-", ratio[16] = "-", limit[32] = "";

	snprintf(mine, sizeof mine, "%.2f / %.2f", p50, p99);
	if (least) {
		snprintf(theirs, sizeof theirs, "%.2f / %.2f", f50, part(least, 99));
		snprintf(ratio, sizeof ratio, "%.2f", got);
	}
	if (most > 0)
		snprintf(limit, sizeof limit, least ? "<= %.1f x%s" : "<= %.0f ms%s", most, got > most ? "  OVER" : "");
	printf("  %-46s %5d %18s %18s %7s  %s\n", what, s->n, mine, theirs, ratio, limit);
	fflush(stdout);
}

static void plain(const char *what, double mine, double theirs, const char *unit, double most)
{
	char floor_text[32] = "-", ratio[16] = "-", limit[32] = "";

	if (theirs > 0) {
		snprintf(floor_text, sizeof floor_text, "%.1f %s", theirs, unit);
		snprintf(ratio, sizeof ratio, "%.2f", mine / theirs);
	}
	if (most > 0)
		snprintf(limit, sizeof limit, "<= %.1f%s", most,
			 (theirs > 0 ? mine / theirs : mine) > most ? "  OVER" : "");
	else if (most < 0)
		snprintf(limit, sizeof limit, "= 0%s", mine > 0 ? "  OVER" : "");
	char text[32];
	snprintf(text, sizeof text, "%.1f %s", mine, unit);
	printf("  %-46s %5s %18s %18s %7s  %s\n", what, "", text, floor_text, ratio, limit);
	fflush(stdout);
}

#endif
