/* The state table, and what each state rests on. */
#include "model/finding_rule.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/finding.h"
#include "store/db.h"

#include <string.h>

static const struct state {
	const char *name, *moves;
} states[] = {
	{ "open", "rectified" },
	{ "rectified", "verified|open" },
	{ "verified", "closed|open" },
	{ "closed", "open" },
};
enum { OPEN, RECTIFIED, VERIFIED, CLOSED, STATES };

/* STATES for what is none. */
static int state_of(const char *name)
{
	int i = 0;

	while (i < STATES && strcmp(states[i].name, name) != 0)
		i++;
	return i;
}

const char *finding_moves(const char *from)
{
	int i = state_of(from);

	return i < STATES ? states[i].moves : "";
}

bool finding_may_move(const char *from, const char *to)
{
	return text_in_bars(finding_moves(from), to);
}

/* The day something happened, unless somebody has just said it. */
static void stamp(struct record *r, const struct record *old, const char *column)
{
	if (!*record_text(r, column) || (old && !rule_changed(r, old, column)))
		record_set(r, column, value_text(clock_today()));
}

static void go_back(struct record *r, const struct record *old)
{
	static const char *const gone[] = { "done_on", "verified_on", "closed_on", "reviewer" };

	for (size_t i = 0; i < sizeof gone / sizeof gone[0]; i++)
		record_set(r, gone[i], value_null());
	if (old && strcmp(record_text(old, "state"), "closed") == 0)
		stamp(r, old, "reopened_on");
}

static bool is_owner(struct office *o, const struct record *r)
{
	char *owner = db_text(o->db, "SELECT name FROM cadre WHERE id = ?1", "i", record_int(r, "owner_id"));
	char *a = text_name_key(owner), *b = text_name_key(record_text(r, "reviewer"));
	bool same = owner && strcmp(a, b) == 0;

	mem_free(a);
	mem_free(b);
	mem_free(owner);
	return same;
}

static int check_facts(struct office *o, const struct record *r, const struct record *old, int state, struct err *e)
{
	bool moved = rule_changed(r, old, "state");

	if (state >= RECTIFIED && (moved || rule_changed(r, old, "done_on") || rule_changed(r, old, "measure"))) {
		if (!*record_text(r, "done_on"))
			return err_field(e, "done_on", "FINDING_DONE_BLANK");
		if (text_is_blank(record_text(r, "measure")))
			return err_field(e, "measure", "FINDING_DONE_BLANK");
	}
	if (state >= VERIFIED && (moved || rule_changed(r, old, "reviewer") || rule_changed(r, old, "owner_id"))) {
		if (text_is_blank(record_text(r, "reviewer")))
			return err_field(e, "reviewer", "FIELD_REQUIRED", "reviewer");
		if (is_owner(o, r))
			return err_field(e, "reviewer", "FINDING_SAME_HAND", record_text(r, "reviewer"));
	}
	return 0;
}

int finding_rule(struct office *o, struct record *r, const struct record *old, struct err *e)
{
	const char *from = old ? record_text(old, "state") : "";

	if (!*record_text(r, "state"))
		record_set(r, "state", value_text(old ? from : "open"));
	int state = state_of(record_text(r, "state"));
	if (old && !rule_changed(r, old, "state"))
		return check_facts(o, r, old, state, e);
	if (state == STATES || (old && !finding_may_move(from, states[state].name)))
		return err_field(e, "state", "FINDING_MOVE", *from ? from : "open", record_text(r, "state"),
				 finding_moves(*from ? from : "open"));
	if (state == OPEN && old)
		go_back(r, old);
	/* When an old paper says no day, none is made up. */
	if (state == VERIFIED && old)
		stamp(r, old, "verified_on");
	if (state == CLOSED && old)
		stamp(r, old, "closed_on");
	return check_facts(o, r, old, state, e);
}

int finding_notice_put(struct office *o, int64_t finding, const char *on, const char *level, const char *source,
		       const char *content, struct err *e)
{
	struct record r;

	if (db_int(o->db, 0,
		   "SELECT EXISTS (SELECT 1 FROM finding_notice WHERE finding_id = ?1 AND noticed_on = ?2 AND"
		   " coalesce(level, '') = ?3 AND coalesce(source, '') = ?4 AND deleted_on IS NULL)",
		   "isss", finding, on, level, source))
		return 0;
	record_init(&r, "finding_notice");
	record_set(&r, "finding_id", value_int(finding));
	record_set(&r, "noticed_on", value_text(on));
	record_set(&r, "level", value_text(*level ? level : NULL));
	record_set(&r, "source", value_text(*source ? source : NULL));
	record_set(&r, "content", value_text(content));
	int rc = record_save(o, &r, RECORD_CHECKED, NULL, e);
	record_release(&r);
	return rc;
}

int finding_rule_after(struct office *o, struct record *r, const struct record *old, struct err *e)
{
	if (old)
		return 0;
	return finding_notice_put(o, r->id, record_text(r, "found_on"), record_text(r, "level"),
				  record_text(r, "source"), record_text(r, "content"), e);
}
