/* Findings, handbook reviews, meetings and papers of the sample village. */
#include "model/demo_parts.h"

#include <stddef.h>
#include <string.h>

/* Days ago of each step, NONE: not taken; a due day ahead is negative. */
enum { NONE = 10000 };
static const struct finding_case {
	int house, found, due, done, closed; /* house −1: the village as such */
	const char *state;
	size_t level, category;
} cases[] = {
	{ 10, 30, -2, NONE, NONE, "open", 0, 0 },   { 7, 40, 5, NONE, NONE, "open", 1, 1 },
	{ 4, 60, 20, 25, NONE, "rectified", 1, 0 }, { 13, 90, 50, 55, NONE, "verified", 2, 2 },
	{ 17, 150, 110, 120, 100, "closed", 0, 1 }, { -1, 200, 160, 170, 165, "closed", 2, 2 },
};

static void set_day(struct demo *d, const char *column, int back)
{
	char day[11];
	if (back == NONE)
		return;
	demo_day(back, day);
	demo_text(d, column, day);
}

static void finding(struct demo *d, size_t i)
{
	const struct finding_case *c = &cases[i];
	demo_begin(d, "finding");
	if (c->house >= 0) {
		demo_int(d, "household_id", d->house[c->house].id);
		demo_int(d, "owner_id", d->cadre[d->house[c->house].cadre]);
	} else {
		demo_int(d, "owner_id", d->cadre[0]);
	}
	demo_int(d, "place_id", d->village);
	demo_label(d, "level", WORDS_FINDING_LEVELS, c->level);
	demo_label(d, "category", WORDS_FINDING_CATEGORIES, c->category);
	demo_label(d, "content", WORDS_FINDING_TEXTS, i);
	demo_label(d, "measure", WORDS_FINDING_MEASURES, i);
	set_day(d, "found_on", c->found);
	set_day(d, "due_on", c->due);
	set_day(d, "done_on", c->done);
	set_day(d, "closed_on", c->closed);
	demo_text(d, "state", c->state);
	/* The blank cell an inspector found is one the rules know: filled in, the finding may be closed. */
	if (i == 0) {
		demo_text(d, "rule", "blank:main_cause");
		demo_text(d, "rule_tbl", "household");
		demo_int(d, "rule_row", d->house[c->house].id);
		demo_text(d, "rule_field", "main_cause");
	}
	if (c->closed != NONE || strcmp(c->state, "verified") == 0)
		demo_label(d, "reviewer", WORDS_CADRES, DEMO_CADRES - 1);
	demo_save(d);
}

static void review(struct demo *d, int i)
{
	bool gaps = i == 2 || i == 8 || i == 10;
	demo_begin(d, "handbook_review");
	demo_int(d, "household_id", d->house[i].id);
	set_day(d, "reviewed_on", 5 + 4 * i);
	demo_label(d, "reviewer", WORDS_CADRES, (size_t)(i + 3));
	demo_list(d, "sections", demo_word(d, WORDS_REVIEW_SECTIONS, (size_t)i));
	demo_label(d, "result", WORDS_REVIEW_RESULTS, gaps);
	demo_save(d);
}

static void meeting(struct demo *d, size_t i)
{
	demo_begin(d, "meeting");
	set_day(d, "met_on", 12 + 35 * (int)i);
	demo_label(d, "meeting_kind", WORDS_MEETING_KINDS, i);
	demo_label(d, "topic", WORDS_MEETING_TOPICS, i);
	demo_int(d, "unit_id", d->unit[0]);
	demo_label(d, "chair", WORDS_CADRES, DEMO_CADRES - 3);
	demo_int(d, "attendees", 9 + (int64_t)i);
	demo_save(d);
}

static void paper(struct demo *d, size_t i)
{
	demo_begin(d, "document");
	demo_label(d, "title", WORDS_DOCUMENTS, i);
	set_day(d, "dated_on", 44 + 80 * (int)i);
	demo_label(d, "lies_in", WORDS_ARCHIVES, 0);
	demo_save(d);
}

void demo_office_work(struct demo *d)
{
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		finding(d, i);
	for (int i = 0; i < 14; i++)
		review(d, i);
	for (size_t i = 0; i < 6; i++)
		meeting(d, i);
	for (size_t i = 0; i < 3; i++)
		paper(d, i);
}
