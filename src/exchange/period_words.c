#include "period_words.h"

#include "base/clock.h"
#include "base/mem.h"
#include "model/record.h"
#include "screen/term_text.h"

#include <stdlib.h>
#include <string.h>

static void put_owned(char *text, struct buf *out)
{
	buf_adds(out, text);
	mem_free(text);
}

void put_my_unit(struct office *o, struct buf *out)
{
	struct record me;
	struct err e = { 0 };

	record_init(&me, "cadre");
	if (o->me && record_load(o, "cadre", o->me, &me, &e) == 0 && record_int(&me, "unit_id"))
		put_owned(record_title(o, "unit", record_int(&me, "unit_id")), out);
	record_release(&me);
}

static void put_campaign(struct office *o, const struct period *p, struct buf *out)
{
	struct record r;
	struct err e = { 0 };

	record_init(&r, "campaign");
	if (p->campaign && record_load(o, "campaign", p->campaign, &r, &e) == 0)
		buf_adds(out, record_text(&r, "name"));
	record_release(&r);
}

static void put_month(const struct period *p, struct buf *out)
{
	const char *day = strcmp(p->until, clock_today()) <= 0  ? p->until
			  : strcmp(p->from, clock_today()) <= 0 ? clock_today()
								: p->from;

	buf_addf(out, "%d", atoi((*p->month ? p->month : day) + 5));
}

static void put_village(struct office *o, struct buf *out)
{
	if (o->village)
		put_owned(office_village_name(o), out);
	else
		put_my_unit(o, out);
}

bool period_word(struct office *o, const struct screens *s, const struct period *p, const char *name, struct buf *out)
{
	if (strcmp(name, "year") == 0)
		buf_adds(out, p->year);
	else if (strcmp(name, "month") == 0)
		put_month(p, out);
	else if (strcmp(name, "term") == 0)
		term_show(s, p->term, out);
	else if (strcmp(name, "campaign") == 0)
		put_campaign(o, p, out);
	else if (strcmp(name, "village") == 0)
		put_village(o, out);
	else if (strcmp(name, "unit") == 0)
		put_my_unit(o, out);
	else if (strcmp(name, "today") == 0)
		buf_adds(out, clock_today());
	else
		return false;
	return true;
}

void period_title(struct office *o, const struct screens *s, const char *kind, const struct period *p, struct buf *out)
{
	if (strcmp(kind, "term") == 0)
		term_show(s, p->term, out);
	else if (strcmp(kind, "campaign") == 0)
		put_owned(record_title(o, "campaign", p->campaign), out);
	else if (strcmp(kind, "none") != 0)
		buf_adds(out, p->name);
}
