/* The state table of aid, what each state rests on, and what a closed list still lets through. */
#include "model/aid_rule.h"

#include "base/clock.h"
#include "base/date.h"
#include "base/term.h"
#include "base/text.h"
#include "model/aid.h"
#include "model/finding.h"
#include "store/db.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* `late` is the way of a back-payment, which waits for no list to be closed. `day`: of that state. */
static const struct state {
	const char *name, *moves, *late, *day;
} states[] = {
	{ "applied", "reviewed|rejected", "reviewed|rejected", "applied_on" },
	{ "reviewed", "posted|rejected|applied", "posted|reported|backpaid|rejected|applied", "reviewed_on" },
	{ "posted", "locked|rejected|reviewed", "reported|backpaid|rejected|reviewed", "posted_on" },
	{ "locked", "reported", "reported", "locked_on" },
	{ "reported", "paid|returned", "paid|returned", "reported_on" },
	{ "paid", "returned", "returned", "paid_on" },
	{ "backpaid", "", "", "paid_on" },
	{ "rejected", "applied", "applied", NULL },
	{ "returned", "reported|backpaid", "reported|backpaid", "returned_on" },
};

static const struct state *state_of(const char *name)
{
	for (size_t i = 0; i < sizeof states / sizeof states[0]; i++)
		if (strcmp(states[i].name, name) == 0)
			return &states[i];
	return NULL;
}

const char *aid_moves(const char *from, bool backpay)
{
	const struct state *s = state_of(from);

	return !s ? "" : backpay ? s->late : s->moves;
}

bool aid_may_move(const char *from, const char *to, bool backpay)
{
	return text_in_bars(aid_moves(from, backpay), to);
}

const char *aid_day_of(const char *state)
{
	const struct state *s = state_of(state);

	return s ? s->day : NULL;
}

bool aid_is_locked(struct office *o, const char *term)
{
	return db_int(o->db, 0,
		      "SELECT EXISTS (SELECT 1 FROM term_lock WHERE term = ?1 AND unlocked_on IS NULL AND deleted_on IS"
		      " NULL)",
		      "s", term);
}

static bool is_in_kind(struct office *o, int64_t item)
{
	return db_int(
		o->db, 0,
		"SELECT aid_kind IN (role('aid_kind.waiver'), role('aid_kind.goods')) FROM aid_item WHERE id = ?1", "i",
		item);
}

/* The same as the triggers aid_locked_… of the schema say, which keep the list from everybody else. */
static int check_lock(struct office *o, const struct record *r, const struct record *old, struct err *e)
{
	static const char *const fixed[] = { "person_id", "term",      "aid_item_id", "amount",     "deleted_on",
					     "backpay",   "elsewhere", "proof",       "applied_on", "reviewed_on",
					     "posted_on", "posted_to", "posted_at" };
	static const char still_moves[] = "reported|paid|returned|backpaid";
	const char *from = old ? record_text(old, "state") : "", *to = record_text(r, "state");
	bool touched = !old;

	/* What was beside the list may not slip into it either. */
	if (record_int(r, "backpay") == 1 && (!old || record_int(old, "backpay") == 1))
		return 0;
	for (size_t i = 0; i < sizeof fixed / sizeof fixed[0]; i++)
		touched = touched || rule_changed(r, old, fixed[i]);
	/* A payment goes on in its order; any other step would be an edit of the list. */
	if (rule_changed(r, old, "state") && !(text_in_bars(still_moves, to) && aid_may_move(from, to, false)))
		touched = true;
	if (!touched ||
	    (!aid_is_locked(o, record_text(r, "term")) && !(old && aid_is_locked(o, record_text(old, "term")))))
		return 0;
	return err_set(e, ERR_CONFLICT, "TERM_LOCKED");
}

int aid_refuse_move(struct office *o, const struct record *r, const char *to, struct err *e)
{
	const char *from = record_text(r, "state");
	bool late = record_int(r, "backpay") == 1;

	if (aid_may_move(from, to, late))
		return 0;
	if (!late && aid_is_locked(o, record_text(r, "term")))
		return err_set(e, ERR_CONFLICT, "TERM_LOCKED");
	return err_field(e, "state", "AID_MOVE", from, to, aid_moves(from, late));
}

static bool is_any_new(const struct record *r, const struct record *old, const char *const *column, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (rule_changed(r, old, column[i]))
			return true;
	return false;
}
#define ANY_NEW(r, old, ...) \
	is_any_new((r), (old), (const char *[]){ __VA_ARGS__ }, \
		   sizeof((const char *[]){ __VA_ARGS__ }) / sizeof(char *))

/* "rejected" stands aside: the same student may apply for the item once more. */
static int check_twice(struct office *o, const struct record *r, const struct record *old, struct err *e)
{
	const char *term = record_text(r, "term");
	int64_t person = record_int(r, "person_id"), item = record_int(r, "aid_item_id");

	if (!ANY_NEW(r, old, "person_id", "term", "aid_item_id", "state", "deleted_on") ||
	    strcmp(record_text(r, "state"), "rejected") == 0)
		return 0;
	/* Along its way it was not rejected, so it was judged when it came. */
	if (old && strcmp(record_text(old, "state"), "rejected") != 0 &&
	    !ANY_NEW(r, old, "person_id", "term", "aid_item_id", "deleted_on"))
		return 0;
	char *name = db_text(o->db,
			     "SELECT i.name FROM aid a JOIN aid_item i ON i.id = a.aid_item_id WHERE a.person_id = ?1"
			     " AND a.term = ?2 AND a.aid_item_id = ?3 AND a.id <> ?4 AND a.state <> 'rejected' AND"
			     " a.deleted_on IS NULL",
			     "isii", person, term, item, r->id);
	int rc = name ? err_field(e, "aid_item_id", "AID_TWICE", name, term) : 0;
	free(name);
	return rc;
}

static void drop(struct record *r, const struct record *old, const char *column)
{
	if (!rule_changed(r, old, column))
		record_set(r, column, value_null());
}

/* What was true of the state it leaves and of the one it goes back to is not. The journal keeps the days. */
static void go_back(struct record *r, const struct record *old)
{
	static const char *const steps[] = { "reviewed_on", "posted_on", "posted_to", "posted_at", "locked_on" };
	static const char *const left[] = { "applied", "reviewed", NULL, NULL, "posted" };
	const char *to = record_text(r, "state"), *from = record_text(old, "state");
	bool gone = false;

	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
		gone = gone || (left[i] && strcmp(left[i], to) == 0);
		if (gone)
			drop(r, old, steps[i]);
	}
	if (strcmp(from, "rejected") == 0)
		drop(r, old, "reason");
	if (strcmp(from, "returned") == 0) {
		drop(r, old, "reported_on");
		drop(r, old, "paid_on");
	}
}

/* The day of a step nobody named is the day it was made. An old paper that says no day gets none. */
static void stamp(struct office *o, struct record *r)
{
	const char *day = aid_day_of(record_text(r, "state"));
	char to[DATE_BYTES];
	double days;

	if (day && !*record_text(r, day))
		record_set(r, day, value_text(clock_today()));
	if (strcmp(record_text(r, "state"), "posted") != 0 || *record_text(r, "posted_to") ||
	    !date_is_valid(record_text(r, "posted_on")) || strlen(record_text(r, "posted_on")) != DATE_BYTES - 1)
		return;
	int64_t place = db_int(
		o->db, 0, "SELECT h.place_id FROM person p JOIN household h ON h.id = p.household_id WHERE p.id = ?1",
		"i", record_int(r, "person_id"));
	if (!office_threshold(o, "aid_posting_days", place, record_text(r, "posted_on"), &days))
		return;
	date_from_days(date_days(record_text(r, "posted_on")) + lround(days), to);
	record_set(r, "posted_to", value_text(to));
}

/* Days may be a month or a year only: then what both say is compared. */
static bool is_before(const char *day, const char *than)
{
	size_t n = strlen(day), m = strlen(than);

	return strncmp(day, than, n < m ? n : m) < 0;
}

/* Each step is of the day of the step before it or later. Of old papers some days are not known. */
static int check_way(const struct record *r, const struct record *old, struct err *e)
{
	static const char *const once[] = { "applied_on",  "reviewed_on", "posted_on",  "locked_on",
					    "reported_on", "paid_on",     "returned_on" };
	/* What came back goes out once more. */
	static const char *const again[] = { "applied_on",  "reviewed_on", "posted_on", "locked_on",
					     "returned_on", "reported_on", "paid_on" };
	const char *const *step = strcmp(record_text(r, "state"), "returned") == 0 ? once : again;
	const char *before = NULL;

	for (size_t i = 0; i < sizeof once / sizeof once[0]; i++) {
		const char *day = record_text(r, step[i]);

		if (!*day)
			continue;
		if (before && is_before(day, record_text(r, before)) && ANY_NEW(r, old, before, step[i]))
			return err_field(e, rule_changed(r, old, step[i]) ? step[i] : before, "DATE_ORDER",
					 record_text(r, before), day);
		before = step[i];
	}
	return 0;
}

static int check_days(const struct record *r, const struct record *old, struct err *e)
{
	static const char *const done[] = { "applied_on", "posted_on", "locked_on", "reported_on", "returned_on" };
	const char *from = record_text(r, "posted_on"), *to = record_text(r, "posted_to");

	for (size_t i = 0; i < sizeof done / sizeof done[0]; i++) {
		const char *day = record_text(r, done[i]);
		if (rule_changed(r, old, done[i]) && strncmp(day, clock_today(), strlen(day)) > 0)
			return err_field(e, done[i], "DATE_FUTURE", day);
	}
	if (*from && *to && strcmp(to, from) < 0 && ANY_NEW(r, old, "posted_on", "posted_to"))
		return err_field(e, "posted_to", "DATE_ORDER", from, to);
	return check_way(r, old, e);
}

static int check_facts(struct office *o, const struct record *r, const struct record *old, struct err *e)
{
	const char *state = record_text(r, "state"), *to = record_text(r, "posted_to");
	bool moved = rule_changed(r, old, "state");

	if (text_in_bars("rejected|returned", state) && (moved || rule_changed(r, old, "reason")) &&
	    text_is_blank(record_text(r, "reason")))
		return err_field(e, "reason", "AID_REASON");
	if (strcmp(state, "posted") == 0 && (moved || ANY_NEW(r, old, "posted_on", "posted_to"))) {
		if (!*record_text(r, "posted_on"))
			return err_field(e, "posted_on", "FIELD_REQUIRED", "posted_on");
		if (!*to)
			return err_field(e, "posted_to", "FIELD_REQUIRED", "posted_to");
	}
	if (strcmp(state, "locked") == 0 && (moved || ANY_NEW(r, old, "locked_on", "posted_to")) && *to &&
	    strcmp(to, *record_text(r, "locked_on") ? record_text(r, "locked_on") : clock_today()) >= 0)
		return err_field(e, "posted_to", "AID_POSTING", to);
	if (text_in_bars("paid|backpaid", state) && (moved || ANY_NEW(r, old, "amount", "aid_item_id")) &&
	    record_int(r, "amount") <= 0 && !is_in_kind(o, record_int(r, "aid_item_id")))
		return err_field(e, "amount", "AID_AMOUNT");
	if (record_int(r, "elsewhere") == 1 && ANY_NEW(r, old, "elsewhere", "proof") &&
	    text_is_blank(record_text(r, "proof")))
		return err_field(e, "proof", "AID_PROOF");
	return check_days(r, old, e);
}

int aid_rule(struct office *o, struct record *r, const struct record *old, struct err *e)
{
	const char *from = old ? record_text(old, "state") : "";

	if (!*record_text(r, "state"))
		record_set(r, "state", value_text(old ? from : "applied"));
	if (check_lock(o, r, old, e) < 0 || check_twice(o, r, old, e) < 0)
		return -1;
	const char *to = record_text(r, "state");
	if (rule_changed(r, old, "state")) {
		/* A list that was opened again goes back to its posting. */
		bool opened = strcmp(from, "locked") == 0 && strcmp(to, "posted") == 0;
		bool late = record_int(r, "backpay") == 1;
		if (!state_of(to) || (old && !opened && !aid_may_move(from, to, late)))
			return err_field(e, "state", "AID_MOVE", *from ? from : "applied", to,
					 aid_moves(*from ? from : "applied", late));
		if (old) {
			go_back(r, old);
			stamp(o, r);
		}
	}
	return check_facts(o, r, old, e);
}

int enrolment_rule(struct office *o, struct record *r, const struct record *old, struct err *e)
{
	const char *term = record_text(r, "term"), *day = record_text(r, "registered_on");

	if (rule_changed(r, old, "registered_on") && strncmp(day, clock_today(), strlen(day)) > 0)
		return err_field(e, "registered_on", "DATE_FUTURE", day);
	if (!ANY_NEW(r, old, "person_id", "term", "deleted_on"))
		return 0;
	if (db_int(o->db, 0,
		   "SELECT EXISTS (SELECT 1 FROM enrolment WHERE person_id = ?1 AND term = ?2 AND id <> ?3 AND"
		   " deleted_on IS NULL)",
		   "isi", record_int(r, "person_id"), term, r->id))
		return err_field(e, "term", "ENROLMENT_TWICE", term);
	return 0;
}

int term_lock_rule(struct office *o, struct record *r, const struct record *old, struct err *e)
{
	const char *term = record_text(r, "term");

	if (*record_text(r, "unlocked_on") && ANY_NEW(r, old, "unlocked_on", "unlock_reason") &&
	    text_is_blank(record_text(r, "unlock_reason")))
		return err_field(e, "unlock_reason", "UNLOCK_REASON");
	if (!*record_text(r, "unlocked_on") && ANY_NEW(r, old, "term", "unlocked_on") &&
	    db_int(o->db, 0,
		   "SELECT EXISTS (SELECT 1 FROM term_lock WHERE term = ?1 AND id <> ?2 AND unlocked_on IS NULL AND"
		   " deleted_on IS NULL)",
		   "si", term, r->id))
		return err_set(e, ERR_CONFLICT, "TERM_LOCKED_ALREADY", term);
	return 0;
}

static bool contradicts(const struct record *stored, const struct record *fresh, const char *column)
{
	return rule_cell(fresh, column)->kind != VALUE_NULL && rule_cell(stored, column)->kind != VALUE_NULL &&
	       rule_changed(fresh, stored, column);
}

/* A list may not say of what is paid that it was paid another day or another sum: that is a second payment, or a
 * correction, which is made where it can be seen, in its form. In a closed term the lock is the first reason. */
int aid_incoming(struct office *o, const struct record *stored, const struct record *fresh, bool again, struct err *e)
{
	static const char paid[] = "paid|backpaid";
	const char *says = *record_text(fresh, "state") ? record_text(fresh, "state") : record_text(stored, "state");
	bool second = text_in_bars(paid, record_text(stored, "state")) && text_in_bars(paid, says) &&
		      (contradicts(stored, fresh, "paid_on") || contradicts(stored, fresh, "amount"));

	if (contradicts(stored, fresh, "amount") && record_int(stored, "backpay") != 1 &&
	    aid_is_locked(o, record_text(stored, "term")))
		return err_set(e, ERR_CONFLICT, "TERM_LOCKED");
	if (!again && !second)
		return 0;
	char *name = db_text(o->db, "SELECT name FROM aid_item WHERE id = ?1", "i", record_int(stored, "aid_item_id"));
	err_field(e, "aid_item_id", "AID_TWICE", name ? name : "", record_text(stored, "term"));
	free(name);
	return -1;
}

/* The one that was refused is nowhere in the data, so the finding is what remains of it. */
int aid_refused(struct office *o, const struct record *said, const struct err *why, const char *sentence, struct err *e)
{
	int64_t person = record_int(said, "person_id"), id;
	bool was_there;

	if (strcmp(why->word, "AID_TWICE") != 0 || !person)
		return 0;
	const struct finding_new f = {
		.household = record_household(o, "person", person),
		.person = person,
		.level = office_role(o, "finding_level.self"),
		.source = "",
		.found_on = clock_today(),
		.category = "",
		.content = sentence,
		.due_on = "",
		.owner = o->me,
		.rule = "import:aid_twice", /* no rule of checks.ini: what is in the data is right */
		.rule_tbl = "aid",
		.rule_field = "aid_item_id",
		.rule_row = db_int(o->db, 0,
				   "SELECT id FROM aid WHERE person_id = ?1 AND term = ?2 AND aid_item_id = ?3 AND"
				   " deleted_on IS NULL ORDER BY state = 'rejected', id LIMIT 1",
				   "isi", person, record_text(said, "term"), record_int(said, "aid_item_id")),
	};
	return finding_notice(o, &f, &id, &was_there, e);
}
