/* Findings, handbook reviews, meetings and papers of the sample village. */
#include "base/clock.h"
#include "model/demo_parts.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* Days ago of each step, NONE: not taken; a due day ahead is negative. */
enum { NONE = 10000, MONITORED = 5 };
static const char *const at_first[] = { "school_at", "housing_at", "water_at", "medical_at" };
static const struct finding_case {
	int house, found, due, done, closed; /* house −1: the village as such */
	const char *state;
	size_t level, category;
	const char *rule; /* of a blank cell of the household, or NULL */
} cases[] = {
	{ 10, 30, -2, NONE, NONE, "open", 0, 0, "blank:main_cause" },
	{ 7, 40, 5, NONE, NONE, "open", 1, 1, NULL },
	{ 4, 60, 20, 25, NONE, "rectified", 1, 0, NULL },
	{ 13, 90, 50, 55, NONE, "verified", 2, 2, "blank:archive_place" },
	{ 17, 150, 110, 120, 100, "closed", 0, 1, NULL },
	{ -1, 200, 160, 170, 165, "closed", 2, 2, NULL },
};

static void set_day(struct demo *d, const char *column, int back)
{
	char day[11];
	if (back == NONE)
		return;
	demo_day(back, day);
	demo_text(d, column, day);
}

static int64_t finding(struct demo *d, size_t i)
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
	if (c->rule) {
		demo_text(d, "rule", c->rule);
		demo_text(d, "rule_tbl", "household");
		demo_int(d, "rule_row", d->house[c->house].id);
		demo_text(d, "rule_field", strchr(c->rule, ':') + 1);
	}
	if (c->closed != NONE || strcmp(c->state, "verified") == 0)
		demo_label(d, "reviewer", WORDS_CADRES, DEMO_CADRES - 1);
	return demo_save(d);
}

/* Named again by the next inspection, and by the one after: still one finding. */
static void named_again(struct demo *d, int64_t id, size_t i)
{
	static const struct {
		int back;
		size_t level;
	} times[] = { { 18, 1 }, { 6, 2 } };

	for (size_t t = 0; t < sizeof times / sizeof times[0]; t++) {
		demo_begin(d, "finding_notice");
		demo_int(d, "finding_id", id);
		set_day(d, "noticed_on", times[t].back);
		demo_label(d, "level", WORDS_FINDING_LEVELS, times[t].level);
		demo_label(d, "content", WORDS_FINDING_TEXTS, i);
		demo_save(d);
	}
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

/* Three houses drawn for review: one done, one begun, one still to come. */
enum { DRAWN = 3 };
static const int drawn[DRAWN] = { 1, 5, 12 };

static int64_t draw_sample(struct demo *d)
{
	char list[96];
	snprintf(list, sizeof list, "[%lld,%lld,%lld]", (long long)d->house[drawn[0]].id,
		 (long long)d->house[drawn[1]].id, (long long)d->house[drawn[2]].id);
	demo_begin(d, "review_sample");
	set_day(d, "drawn_on", 3);
	demo_int(d, "cadre_id", d->cadre[0]);
	demo_int(d, "place_id", d->village);
	demo_int(d, "seed", 3);
	demo_int(d, "size", DRAWN);
	demo_int(d, "pool", DEMO_HOUSEHOLDS);
	demo_text(d, "households", list);
	return demo_save(d);
}

static int64_t review_of_sample(struct demo *d, int house, int64_t sample, bool finished)
{
	demo_begin(d, "handbook_review");
	demo_int(d, "household_id", d->house[house].id);
	demo_int(d, "sample_id", sample);
	set_day(d, "reviewed_on", 3);
	demo_label(d, "reviewer", WORDS_CADRES, 0);
	if (finished) {
		demo_list(d, "sections", demo_word(d, WORDS_REVIEW_SECTIONS, 0));
		demo_label(d, "result", WORDS_REVIEW_RESULTS, 0);
		set_day(d, "finished_on", 3);
	}
	return demo_save(d);
}

static void sample(struct demo *d)
{
	static const char *const said[][2] = { { "household", "fine" }, { "person", "seen" } };
	int64_t id = draw_sample(d);

	review_of_sample(d, drawn[0], id, true);
	int64_t begun = review_of_sample(d, drawn[1], id, false);
	for (size_t i = 0; i < sizeof said / sizeof said[0]; i++) {
		demo_begin(d, "review_mark");
		demo_int(d, "review_id", begun);
		demo_text(d, "chapter", said[i][0]);
		demo_text(d, "verdict", said[i][1]);
		demo_save(d);
	}
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

/* A household of the monitored kind, halfway through its identification: the day by which the county was to decide is
 * past. */
static void monitored(struct demo *d)
{
	const struct demo_house *h = &d->house[MONITORED];
	char contact[96];
	demo_begin(d, "monitoring_case");
	demo_int(d, "household_id", h->id);
	demo_label(d, "monitor_type", WORDS_MONITOR_TYPES, 0);
	demo_int(d, "no_labour", 0);
	demo_list(d, "risks", demo_word(d, WORDS_RISKS, 0));
	snprintf(contact, sizeof contact, "%.60s 13800001%03d", demo_word(d, WORDS_HEADS, MONITORED), MONITORED + 1);
	demo_text(d, "contact", contact);
	demo_label(d, "clue_source", WORDS_CLUE_SOURCES, 0);
	set_day(d, "clue_on", 18);
	set_day(d, "home_checked_on", 16);
	set_day(d, "authorised_on", 16);
	set_day(d, "compared_on", 12);
	set_day(d, "assessed_on", 9);
	for (size_t i = 0; i < sizeof at_first / sizeof at_first[0]; i++)
		demo_int(d, at_first[i], 0);
	demo_int(d, "income_at", 520000);
	demo_list(d, "measures", demo_word(d, WORDS_MEASURE_KINDS, 3));
	demo_label(d, "measure_state", WORDS_MEASURE_STATES, 0);
	set_day(d, "head_signed_on", 9);
	demo_save(d);
}

/* Evidence of one household and where it lies. */
static void evidence(struct demo *d, size_t i)
{
	demo_begin(d, "document");
	demo_int(d, "household_id", d->house[MONITORED].id);
	demo_label(d, "title", WORDS_PAPER_KINDS, i);
	demo_label(d, "evidence_kind", WORDS_PAPER_KINDS, i);
	set_day(d, "dated_on", 120 + (int)i);
	demo_label(d, "lies_in", WORDS_ARCHIVES, 0);
	demo_save(d);
}

/* A rule set aside for one house, and why: what its student needs comes from another county. */
static void set_aside(struct demo *d)
{
	demo_begin(d, "rule_waiver");
	demo_text(d, "rule", "study_risk_no_measure");
	demo_text(d, "tbl", "household");
	demo_int(d, "row", d->house[0].id);
	demo_label(d, "reason", WORDS_WAIVER_REASONS, 0);
	demo_int(d, "cadre_id", d->cadre[0]);
	set_day(d, "waived_on", 20);
	demo_save(d);
}

/* The office looks at itself once in each of the three groups; the last has a gap. */
static void self_check(struct demo *d, size_t i)
{
	bool gap = i == 2;
	demo_begin(d, "self_check");
	set_day(d, "checked_on", 30);
	demo_int(d, "unit_id", d->unit[0]);
	demo_label(d, "check_group", WORDS_SELF_GROUPS, i);
	demo_label(d, "item", WORDS_SELF_ITEMS, i);
	demo_label(d, "result", WORDS_REVIEW_RESULTS, gap);
	if (gap) {
		demo_label(d, "gap", WORDS_SELF_GAPS, 0);
		demo_label(d, "measure", WORDS_SELF_GAPS, 1);
	}
	demo_save(d);
}

/* The county's own income line, which here is the country's. */
static void limit(struct demo *d)
{
	char year[5];
	snprintf(year, sizeof year, "%.4s", clock_today());
	demo_begin(d, "threshold");
	demo_text(d, "key", "income_line");
	demo_int(d, "place_id", d->village);
	demo_text(d, "valid_from", year);
	demo_int(d, "value", 4000);
	demo_save(d);
}

void demo_office_work(struct demo *d)
{
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		int64_t id = finding(d, i);
		if (i == 0)
			named_again(d, id, i);
	}
	for (int i = 0; i < 14; i++)
		review(d, i);
	sample(d);
	for (size_t i = 0; i < 6; i++)
		meeting(d, i);
	for (size_t i = 0; i < 3; i++)
		paper(d, i);
	monitored(d);
	for (size_t i = 0; i < 2; i++)
		evidence(d, i);
	set_aside(d);
	for (size_t i = 0; i < 3; i++)
		self_check(d, i);
	limit(d);
}
