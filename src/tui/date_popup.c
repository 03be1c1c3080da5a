/* A month's page to pick a day from. */
#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "popup.h"
#include "tui/app.h"
#include "tui/popups.h"

#include <stdio.h>
#include <string.h>

#define CELL 4
#define WEEKS 6

struct date_state {
	char day[DATE_BYTES];
	char precision[8];
};

static void date_layout(struct view *v, struct app *a, const struct rect *room)
{
	(void)a;
	v->at = popup_place(room, WEEKS + 4, 7 * CELL + 4);
}

/* Columns before the first day of the month: weeks begin on Monday. */
static int offset_of(const char *day)
{
	char first[DATE_BYTES];
	snprintf(first, sizeof first, "%.8s01", day);
	return (date_weekday(first) + 6) % 7;
}

/* One of the seven short names, Sunday first. */
static void weekday(const struct app *a, int day, char *out, size_t cap)
{
	const char *names = app_word(a, "weekdays_short");
	for (; day > 0 && *names != '\0'; day--) {
		names += strcspn(names, " ");
		names += *names == ' ';
	}
	snprintf(out, cap, "%.*s", (int)strcspn(names, " "), names);
}

static void date_draw(const struct view *v, const struct app *a)
{
	const struct date_state *s = v->state;
	struct rect in = popup_inside(&v->at);
	int year = 0, month = 0, day = 0;
	sscanf(s->day, "%d-%d-%d", &year, &month, &day);
	char title[16];
	snprintf(title, sizeof title, "%.7s", s->day);
	draw_clear(&v->at);
	draw_box(&v->at, title);
	for (int i = 0; i < 7; i++) {
		char name[16];
		weekday(a, (i + 1) % 7, name, sizeof name);
		draw_right(&in, 0, i * CELL, CELL - 1, INK_HEADER, name);
	}
	int offset = offset_of(s->day), days = date_month_days(year, month);
	for (int d = 1; d <= days; d++) {
		char text[16], iso[24];
		int at = offset + d - 1;
		snprintf(text, sizeof text, d == day ? ">%d" : "%d", d); /* seen without colours too */
		snprintf(iso, sizeof iso, "%.8s%02d", s->day, d);
		enum ink ink = d == day ? INK_SELECTED : strcmp(iso, clock_today()) == 0 ? INK_GOOD : INK_POPUP;
		draw_right(&in, 1 + at / 7, at % 7 * CELL, CELL - 1, ink, text);
	}
}

static void shift(struct date_state *s, int days)
{
	date_from_days(date_days(s->day) + days, s->day);
}

static void shift_month(struct date_state *s, int months)
{
	char moved[DATE_BYTES];
	date_add_months(s->day, months, moved);
	memcpy(s->day, moved, sizeof moved);
}

static unsigned date_request(struct view *v, struct app *a, enum request r)
{
	struct date_state *s = v->state;
	char text[DATE_BYTES];
	switch (r) {
	case REQ_LEFT:
		shift(s, -1);
		return EFFECT_DRAW;
	case REQ_RIGHT:
		shift(s, 1);
		return EFFECT_DRAW;
	case REQ_UP:
		shift(s, -7);
		return EFFECT_DRAW;
	case REQ_DOWN:
		shift(s, 7);
		return EFFECT_DRAW;
	case REQ_PAGE_UP:
		shift_month(s, -1);
		return EFFECT_DRAW;
	case REQ_PAGE_DOWN:
		shift_month(s, 1);
		return EFFECT_DRAW;
	case REQ_FIRST:
		snprintf(s->day, sizeof s->day, "%s", clock_today());
		return EFFECT_DRAW;
	case REQ_OPEN:
		memcpy(text, s->day, sizeof text);
		text[strcmp(s->precision, "year") == 0 ? 4 : strcmp(s->precision, "month") == 0 ? 7 : 10] = '\0';
		return app_answer(a, true, 0, text);
	case REQ_BACK:
		return app_answer(a, false, 0, NULL);
	default:
		return EFFECT_UNWANTED;
	}
}

static void date_close(struct view *v)
{
	mem_free(v->state);
}

static const enum request date_requests[] = { REQ_OPEN, REQ_BACK,    REQ_LEFT,      REQ_RIGHT, REQ_UP,
					      REQ_DOWN, REQ_PAGE_UP, REQ_PAGE_DOWN, REQ_FIRST, REQ_NONE };
static const struct view_ops date_ops = {
	.name = "date",
	.popup = true,
	.requests = date_requests,
	.layout = date_layout,
	.draw = date_draw,
	.request = date_request,
	.close = date_close,
};

struct view *date_view(const char *value, const char *precision)
{
	struct date_state *s = mem_alloc(sizeof *s);
	struct date d;
	bool known = date_parse(value, clock_today(), &d);
	if (known) {
		d.month = d.month > 0 ? d.month : 1;
		d.day = d.day > 0 ? d.day : 1;
		date_format(&d, s->day);
	} else {
		snprintf(s->day, sizeof s->day, "%s", clock_today());
	}
	snprintf(s->precision, sizeof s->precision, "%s", precision != NULL ? precision : "day");
	return view_make(&date_ops, s);
}
