/* Series of times and the table they end up in. */
#include "bench.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

void empty(struct series *s)
{
	s->n = 0;
	s->bytes = 0;
}

void add(struct series *s, double ms, size_t bytes)
{
	if (s->n >= SAMPLES_MOST)
		return;
	s->ms[s->n++] = ms;
	s->bytes += bytes;
}

static int by_size(const void *pa, const void *pb)
{
	double a = *(const double *)pa, b = *(const double *)pb;

	return (a > b) - (a < b);
}

double part(struct series *s, int percent)
{
	int at = s->n * percent / 100;

	if (s->n == 0)
		return 0;
	qsort(s->ms, (size_t)s->n, sizeof *s->ms, by_size);
	return s->ms[at < s->n ? at : s->n - 1];
}

double total(const struct series *s)
{
	double sum = 0;

	for (int i = 0; i < s->n; i++)
		sum += s->ms[i];
	return sum;
}

void remark(const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	printf("       ");
	vprintf(format, ap);
	printf("\n");
	va_end(ap);
	fflush(stdout);
}

void head(void)
{
	printf("  %2s %-50s %5s %18s %18s %7s  %-10s %-10s %s\n", "#", "what", "n", "bangfu p50/p99", "floor p50/p99",
	       "ratio", "gate", "goal", "");
}

static bool keeps(double got, double limit, bool at_least)
{
	return limit != NO_LIMIT && (at_least ? got >= limit : got <= limit);
}

/* A goal that is laxer than the gate (twice a slow floor) does not excuse it. */
static const char *verdict(double got, double gate, double goal, bool at_least)
{
	if (gate != NO_LIMIT && !keeps(got, gate, at_least))
		return "OVER";
	return keeps(got, goal, at_least) ? "goal" : gate != NO_LIMIT ? "ok" : "";
}

static void limit(char out[16], double most, const char *sign, const char *unit)
{
	snprintf(out, 16, " ");
	if (most != NO_LIMIT)
		snprintf(out, 16, "%s%.4g%s", sign, most, unit);
}

struct line {
	const char *no, *what;
	int n;
	char mine[32], least[32], ratio[16];
};

/* Not one sample is over any gate. */
static double or_never(const struct series *s, double got)
{
	return s->n > 0 ? got : 1e9;
}

static void put(const struct line *l, double got, double gate, double goal, const char *sign, const char *unit)
{
	char most[16], aim[16], n[16] = "";

	limit(most, gate, sign, unit);
	limit(aim, goal, sign, unit);
	if (l->n > 0)
		snprintf(n, sizeof n, "%d", l->n);
	printf("  %2s %-50s %5s %18s %18s %7s  %-10s %-10s %s\n", l->no, l->what, n, l->mine, l->least, l->ratio, most,
	       aim, verdict(got, gate, goal, sign[0] == '>'));
	fflush(stdout);
}

static void put_series(struct line *l, struct series *mine, struct series *least)
{
	double p50 = part(mine, 50);

	l->n = mine->n;
	if (mine->n == 0) {
		snprintf(l->mine, sizeof l->mine, "not one measured");
		snprintf(l->least, sizeof l->least, "-");
		snprintf(l->ratio, sizeof l->ratio, "-");
		return;
	}
	snprintf(l->mine, sizeof l->mine, "%.2f/%.2f ms", p50, part(mine, 99));
	snprintf(l->least, sizeof l->least, "-");
	snprintf(l->ratio, sizeof l->ratio, "-");
	if (!least || least->n == 0)
		return;
	snprintf(l->least, sizeof l->least, "%.2f/%.2f ms", part(least, 50), part(least, 99));
	snprintf(l->ratio, sizeof l->ratio, "%.2f", p50 / part(least, 50));
}

void by_ratio(const char *no, const char *what, struct series *mine, struct series *least, double gate, double goal)
{
	struct line l = { .no = no, .what = what };
	bool both = least && least->n > 0;

	put_series(&l, mine, least);
	put(&l, both ? or_never(mine, part(mine, 50) / part(least, 50)) : 0, both ? gate : NO_LIMIT,
	    both ? goal : NO_LIMIT, "<=", "x");
}

void by_p99(const char *no, const char *what, struct series *mine, struct series *least, double gate, double goal)
{
	struct line l = { .no = no, .what = what };

	put_series(&l, mine, least);
	put(&l, or_never(mine, part(mine, 99)), gate, goal, "<=", "ms");
}

void by_number(const char *no, const char *what, double mine, double least, const char *unit, enum kind kind,
	       double gate, double goal)
{
	struct line l = { .no = no, .what = what, .least = "-", .ratio = "-" };
	double ratio = least > 0 ? mine / least : 0;

	snprintf(l.mine, sizeof l.mine, "%.4g %s", mine, unit);
	if (least > 0) {
		snprintf(l.least, sizeof l.least, "%.4g %s", least, unit);
		snprintf(l.ratio, sizeof l.ratio, "%.2f", ratio);
	}
	if (kind == AT_MOST)
		put(&l, mine, gate, goal, "<=", unit);
	else
		put(&l, ratio, least > 0 ? gate : NO_LIMIT, least > 0 ? goal : NO_LIMIT,
		    kind == RATIO ? "<=" : ">=", "x");
}
