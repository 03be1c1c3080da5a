/* Steps of a monitoring case: what was done, what is next, what is wrong. */
#include "model/monitoring.h"

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "model/record.h"
#include "store/db.h"

#include <stdio.h>
#include <string.h>

enum phase { PHASE_CLUE, PHASE_IDENTIFY, PHASE_CLEAR, PHASE_RETURN };

static const struct part {
	const char *column, *to, *days; /* days: the threshold its posting is held to */
	enum phase phase;
} parts[] = {
	{ "clue_on", NULL, NULL, PHASE_CLUE },
	{ "home_checked_on", NULL, NULL, PHASE_IDENTIFY },
	{ "authorised_on", NULL, NULL, PHASE_IDENTIFY },
	{ "compared_on", NULL, NULL, PHASE_IDENTIFY },
	{ "assessed_on", NULL, NULL, PHASE_IDENTIFY },
	{ "posted_on", "posted_to", "posting_days", PHASE_IDENTIFY },
	{ "town_on", NULL, NULL, PHASE_IDENTIFY },
	{ "county_on", NULL, NULL, PHASE_IDENTIFY },
	{ "clear_checked_on", NULL, NULL, PHASE_CLEAR },
	{ "clear_assessed_on", NULL, NULL, PHASE_CLEAR },
	{ "clear_posted_on", "clear_posted_to", "clear_posting_days", PHASE_CLEAR },
	{ "clear_town_on", NULL, NULL, PHASE_CLEAR },
	{ "cleared_on", NULL, NULL, PHASE_CLEAR },
	{ "returned_on", NULL, NULL, PHASE_RETURN },
};
#define PARTS (sizeof(parts) / sizeof(parts[0]))

struct walk {
	struct office *o;
	const struct record *r;
	int64_t place;
	char identify_by[DATE_BYTES], clear_from[DATE_BYTES]; /* "" not known */
	const char *last;                                     /* the latest date met so far; "" none */
	bool waits;                                           /* a step before this one is still to be done */
};

/* A month is neither before nor after its days. */
static bool is_before(const char *a, const char *b)
{
	size_t n = strlen(a) < strlen(b) ? strlen(a) : strlen(b);

	return strncmp(a, b, n) < 0;
}

static bool limit(const struct walk *w, const char *key, const char *day, int *value)
{
	double v;

	if (!office_threshold(w->o, key, w->place, day, &v))
		return false;
	*value = (int)v;
	return true;
}

static void find_deadlines(struct walk *w)
{
	const char *clue = record_text(w->r, "clue_on"), *county = record_text(w->r, "county_on");
	int n;

	if (date_is_valid(clue) && limit(w, "identify_days", clue, &n))
		date_from_days(date_days(clue) + n, w->identify_by);
	if (date_is_valid(county) && limit(w, "stable_months", county, &n))
		date_add_months(county, n, w->clear_from);
}

static bool is_done_later(const struct walk *w, size_t i)
{
	for (i++; i < PARTS; i++)
		if (record_text(w->r, parts[i].column)[0])
			return true;
	return false;
}

/* A posting from the 1st to the 5th is five days. */
static const char *judge_posting(const struct walk *w, size_t i)
{
	const char *from = record_text(w->r, parts[i].column), *to = record_text(w->r, parts[i].to);
	int least;

	if (!*to)
		return is_done_later(w, i) ? "posting_open" : "";
	if (is_before(to, from))
		return "order";
	if (!limit(w, parts[i].days, from, &least) || !date_is_valid(from) || !date_is_valid(to))
		return "";
	return date_days(to) - date_days(from) + 1 < least ? "posting_short" : "";
}

static const char *judge_cleared(const struct walk *w)
{
	static const char *const problems[] = { "school_after", "housing_after", "water_after", "medical_after" };
	const struct value *income = record_get(w->r, "income_after");
	bool blank = !income || income->kind == VALUE_NULL;

	if (record_int(w->r, "no_labour") == 1)
		return "clear_no_labour";
	if (w->clear_from[0] && is_before(record_text(w->r, "cleared_on"), w->clear_from))
		return "clear_early";
	for (size_t i = 0; i < sizeof(problems) / sizeof(problems[0]); i++) {
		const struct value *v = record_get(w->r, problems[i]);

		if (v && v->kind == VALUE_INT && v->i != 0)
			return "after_unsolved";
		blank = blank || !v || v->kind == VALUE_NULL;
	}
	return blank ? "after_blank" : "";
}

static void judge_done(struct walk *w, size_t i, struct step *s)
{
	if (w->last[0] && is_before(s->on, w->last))
		s->word = "order";
	else if (is_before(clock_today(), s->on))
		s->word = "future";
	else if (strcmp(s->column, "county_on") == 0 && w->identify_by[0] && is_before(w->identify_by, s->on))
		s->word = "identify_late";
	else if (parts[i].to)
		s->word = judge_posting(w, i);
	else if (strcmp(s->column, "cleared_on") == 0)
		s->word = judge_cleared(w);
	s->state = *s->word ? STEP_WRONG : STEP_DONE;
	if (!w->last[0] || is_before(w->last, s->on))
		w->last = s->on;
	if (parts[i].to && is_before(w->last, record_text(w->r, parts[i].to)))
		w->last = record_text(w->r, parts[i].to);
}

/* Nobody is asked to clear a risk before its time, or that of a household without labour. */
static bool may_begin(const struct walk *w, enum phase phase)
{
	if (phase != PHASE_CLEAR)
		return true;
	return record_int(w->r, "no_labour") != 1 && (!w->clear_from[0] || !is_before(clock_today(), w->clear_from));
}

static void judge_open(struct walk *w, size_t i, struct step *s)
{
	bool late = parts[i].phase == PHASE_IDENTIFY && s->due_on[0] && is_before(s->due_on, clock_today());

	if (is_done_later(w, i)) {
		s->state = STEP_WRONG;
		s->word = "skipped";
		return;
	}
	s->state = w->waits || !may_begin(w, parts[i].phase) ? STEP_WAITS : late ? STEP_LATE : STEP_NEXT;
	s->word = s->state == STEP_LATE ? "identify_due" : "";
	w->waits = true;
}

static void judge(struct walk *w, size_t i, struct step *s)
{
	const char *due = parts[i].phase == PHASE_IDENTIFY ? w->identify_by
			  : parts[i].phase == PHASE_CLEAR  ? w->clear_from
							   : "";

	s->column = parts[i].column;
	s->word = "";
	snprintf(s->on, sizeof(s->on), "%.10s", record_text(w->r, s->column));
	snprintf(s->due_on, sizeof(s->due_on), "%.10s", due);
	if (s->on[0])
		judge_done(w, i, s);
	else
		judge_open(w, i, s);
}

int monitoring_steps(struct office *o, int64_t monitoring_case, struct step **out, size_t *n, struct err *e)
{
	struct record r;
	struct walk w = { .o = o, .r = &r, .last = "" };

	*out = NULL;
	*n = 0;
	record_init(&r, "monitoring_case");
	if (record_load(o, "monitoring_case", monitoring_case, &r, e) < 0) {
		record_release(&r);
		return -1;
	}
	w.place = db_int(o->db, 0, "SELECT place_id FROM household WHERE id = ?1", "i", record_int(&r, "household_id"));
	find_deadlines(&w);
	*out = mem_alloc(PARTS * sizeof(**out));
	for (size_t i = 0; i < PARTS; i++)
		if (parts[i].phase != PHASE_RETURN || record_text(&r, parts[i].column)[0])
			judge(&w, i, &(*out)[(*n)++]);
	record_release(&r);
	return 0;
}

int64_t monitoring_of(struct office *o, int64_t household)
{
	return db_int(o->db, 0,
		      "SELECT id FROM monitoring_case WHERE household_id = ?1 AND deleted_on IS NULL"
		      " ORDER BY clue_on DESC, id DESC LIMIT 1",
		      "i", household);
}
