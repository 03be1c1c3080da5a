/* Visits of thirteen months, and the leaders' rounds of this year. */
#include "base/clock.h"
#include "base/date.h"
#include "model/demo_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MONTHS = 13 };

static void visit(struct demo *d, int i, const char *day, int cadre, size_t kind)
{
	const struct demo_house *h = &d->house[i];
	size_t text = demo_random(d, 1000);
	bool phone = kind != 0 && !demo_random(d, 9);
	demo_begin(d, "visit");
	demo_int(d, "household_id", h->id);
	demo_int(d, "cadre_id", d->cadre[cadre]);
	demo_text(d, "visited_on", day);
	demo_label(d, "visit_kind", WORDS_VISIT_KINDS, kind);
	demo_label(d, "visit_mode", WORDS_VISIT_MODES, phone);
	demo_label(d, "content", WORDS_VISIT_TEXTS, text);
	demo_text(d, "person_met", d->person[h->first + (h->n > 1 && text % 4 == 0)].name);
	demo_int(d, "policy_aware", text % 8 != 0);
	demo_int(d, "read_back", !phone);
	demo_int(d, "handbook_seen", !phone && text % 3 == 0);
	if (text % 11 == 0) {
		demo_int(d, "support_amount", 20000);
		demo_label(d, "support_goods", WORDS_GOODS, text);
	}
}

/* A day of the month so many months ago, not after today. */
static void day_in_month(struct demo *d, int back, char out[11])
{
	const char *today = clock_today();
	char month[11];
	date_add_months(today, -back, month);
	int days = back ? date_month_days(atoi(month), atoi(month + 5)) : atoi(today + 8);
	snprintf(out, 11, "%.8s%02u", month, 1 + demo_random(d, (unsigned)days));
}

static bool goes(struct demo *d, const struct demo_house *h, int back)
{
	bool pauses = back > 2 && !demo_random(d, 14);
	switch (h->state) {
	case DEMO_NEVER:
		return false;
	case DEMO_OVERDUE:
		return back > 1 && !pauses;
	case DEMO_DUE:
		return back > 0 && !pauses;
	case DEMO_VISITED:
		return !pauses;
	}
	return false;
}

static void monthly(struct demo *d, int i, int back)
{
	const struct demo_house *h = &d->house[i];
	char day[11], next[11];
	if (!goes(d, h, back))
		return;
	day_in_month(d, back, day);
	visit(d, i, day, demo_later(h->since, day) ? h->earlier : h->cadre, 1 + demo_random(d, 3));
	if (back == 0 && i % 3 == 0) {
		demo_day(-(5 + i), next);
		demo_text(d, "next_on", next);
	}
	demo_save(d);
}

static void rounds(struct demo *d)
{
	static const int reach[] = { 14, 9, 3 };
	char first[11], day[11];
	snprintf(first, sizeof first, "%.4s-01-01", clock_today());
	unsigned days = (unsigned)(date_days(clock_today()) - date_days(first)) + 1;
	for (int leader = 0; leader < 3; leader++) {
		/* Only where this month is already visited, so that the rounds change nothing of what is owed. */
		for (int i = 0, n = 0; i < DEMO_HOUSEHOLDS && n < reach[leader]; i++) {
			if (d->house[i].state != DEMO_VISITED)
				continue;
			date_from_days(date_days(first) + demo_random(d, days), day);
			visit(d, i, day, DEMO_CADRES - 3 + leader, 0);
			demo_save(d);
			n++;
		}
	}
}

static void supports(struct demo *d)
{
	char day[11];
	for (int i = 0; i < DEMO_HOUSEHOLDS; i += 4) {
		demo_day(15 + 11 * i, day);
		demo_begin(d, "support");
		demo_int(d, "household_id", d->house[i].id);
		demo_text(d, "given_on", day);
		demo_label(d, "giver", WORDS_UNITS, (size_t)i);
		demo_int(d, "cadre_id", d->cadre[d->house[i].cadre]);
		demo_int(d, "amount", 30000 + 10000 * (i % 3));
		demo_label(d, "goods", WORDS_GOODS, (size_t)i);
		demo_save(d);
	}
}

void demo_visits(struct demo *d)
{
	for (int back = MONTHS; back >= 0; back--)
		for (int i = 0; i < DEMO_HOUSEHOLDS && !d->failed; i++)
			monthly(d, i, back);
	rounds(d);
	supports(d);
}
