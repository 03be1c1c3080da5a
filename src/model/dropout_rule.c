/* The state table of a case of dropout, what each state rests on; opening and moving one. */
#include "model/dropout_rule.h"

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/dropout.h"
#include "store/db.h"

#include <stdlib.h>
#include <string.h>

static const struct state {
	const char *name, *moves, *action;
	const char *needs[2];
} states[] = {
	{ "suspected", "dropout|explained", "dropout.save", { NULL } },
	{ "dropout", "returned|explained", "dropout.confirm", { "confirmed_on", "measure" } },
	{ "returned", "dropout", "dropout.return", { "returned_on", "return_school" } },
	{ "explained", "", "dropout.explain", { "explained" } },
};
enum { SUSPECTED, DROPOUT, RETURNED, EXPLAINED, STATES };

static int state_of(const char *name)
{
	int i = 0;

	while (i < STATES && strcmp(states[i].name, name) != 0)
		i++;
	return i;
}

const char *dropout_moves(const char *from)
{
	int i = state_of(from);

	return i < STATES ? states[i].moves : "";
}

static int check_facts(const struct record *r, int state, struct err *e)
{
	static const char *const after[] = { "confirmed_on", "returned_on" };
	const char *found = record_text(r, "found_on");

	for (size_t i = 0; i < 2 && states[state].needs[i]; i++)
		if (text_is_blank(record_text(r, states[state].needs[i])))
			return err_field(e, states[state].needs[i], "DROPOUT_BLANK", record_text(r, "state"));
	for (size_t i = 0; i < sizeof(after) / sizeof(after[0]); i++) {
		const char *day = record_text(r, after[i]);

		if (strcmp(day, clock_today()) > 0)
			return err_field(e, after[i], "DATE_FUTURE", day);
		if (*day && strncmp(found, day, strlen(day)) > 0)
			return err_field(e, after[i], "DATE_ORDER", found, day);
	}
	return 0;
}

static int check_twice(struct office *o, const struct record *r, struct err *e)
{
	char *found = db_text(o->db,
			      "SELECT found_on FROM dropout WHERE person_id = ?1 AND id <> ?2 AND deleted_on IS NULL"
			      " AND state IN ('suspected', 'dropout')",
			      "ii", record_int(r, "person_id"), r->id);
	int rc = found ? err_field(e, "person_id", "DROPOUT_TWICE", found) : 0;

	free(found);
	return rc;
}

int dropout_rule(struct office *o, struct record *r, const struct record *old, struct err *e)
{
	const char *from = old ? record_text(old, "state") : "";

	if (!*record_text(r, "state"))
		record_set(r, "state", value_text(old ? from : "suspected"));
	const char *to = record_text(r, "state");
	int state = state_of(to);
	bool moved = strcmp(from, to) != 0;

	if (state == STATES || (old && moved && !text_in_bars(dropout_moves(from), to)))
		return err_field(e, "state", "DROPOUT_MOVE", *from ? from : "suspected", to,
				 dropout_moves(*from ? from : "suspected"));
	if (!*record_text(r, "term")) {
		char term[TERM_BYTES];

		term_of(record_text(r, "found_on"), term);
		record_set(r, "term", value_text(term));
	}
	if ((moved || rule_changed(r, old, "person_id") || rule_changed(r, old, "deleted_on")) &&
	    (state == SUSPECTED || state == DROPOUT) && check_twice(o, r, e) < 0)
		return -1;
	return check_facts(r, state, e);
}

int persuasion_rule(struct office *o, struct record *r, const struct record *old, struct err *e)
{
	const char *day = record_text(r, "talked_on"), *next = record_text(r, "next_on");
	char *found = db_text(o->db, "SELECT found_on FROM dropout WHERE id = ?1", "i", record_int(r, "dropout_id"));
	int rc = 0;

	(void)old;
	if (strcmp(day, clock_today()) > 0)
		rc = err_field(e, "talked_on", "DATE_FUTURE", day);
	else if (*day && found && strncmp(found, day, strlen(day)) > 0)
		rc = err_field(e, "talked_on", "DATE_ORDER", found, day);
	else if (*day && *next && strncmp(day, next, strlen(next)) > 0)
		rc = err_field(e, "next_on", "DATE_ORDER", day, next);
	free(found);
	return rc;
}

/* The comparison that shows the child: not on this term's roll, or on a roll and not there. None where it is at school
 * by its enrolment: then somebody said so. */
static const char *source_of(struct office *o, int64_t person, const char *term)
{
	int64_t shows = db_int(o->db, 0,
			       "SELECT CASE WHEN EXISTS (SELECT 1 FROM enrolment WHERE person_id = ?1 AND"
			       " deleted_on IS NULL AND term = ?2 AND coalesce(away_reason, '') = '') THEN 0"
			       " WHEN EXISTS (SELECT 1 FROM enrolment WHERE person_id = ?1 AND deleted_on IS NULL"
			       " AND term IN (?2, term_shift(?2, -1))) THEN 1 ELSE 2 END",
			       "is", person, term);

	if (shows == 0)
		return "";
	return office_role(o, shows == 1 ? "dropout_source.not_there" : "dropout_source.no_roll");
}

static void take_school(struct office *o, struct record *r, int64_t person)
{
	struct stmt *s = db_query(o->db,
				  "SELECT e.school, e.away_reason, p.dropout_reason FROM person p LEFT JOIN enrolment e"
				  " ON e.id = (SELECT x.id FROM enrolment x WHERE x.person_id = p.id"
				  " AND x.deleted_on IS NULL ORDER BY x.term DESC, x.id DESC LIMIT 1) WHERE p.id = ?1",
				  NULL);

	if (!s)
		return;
	stmt_bind(s, "i", person);
	if (stmt_step(s, NULL) > 0) {
		record_set(r, "school", value_text(stmt_text(s, 0)));
		record_set(r, "reason", value_text(*stmt_text(s, 2) ? stmt_text(s, 2) : stmt_text(s, 1)));
	}
	stmt_done(s);
}

int dropout_open(struct office *o, int64_t person, const char *term, const char *source, int64_t *id, struct err *e)
{
	struct record r;

	*id = db_int(o->db, 0,
		     "SELECT id FROM dropout WHERE person_id = ?1 AND deleted_on IS NULL"
		     " AND state IN ('suspected', 'dropout') ORDER BY found_on DESC, id DESC LIMIT 1",
		     "i", person);
	if (*id)
		return 0;
	record_init(&r, "dropout");
	record_set(&r, "person_id", value_int(person));
	record_set(&r, "found_on", value_text(clock_today()));
	record_set(&r, "term", value_text(term));
	record_set(&r, "source", value_text(source ? source : source_of(o, person, term)));
	take_school(o, &r, person);
	int rc = record_save(o, &r, RECORD_CHECKED, "dropout.open", e);
	*id = rc < 0 ? 0 : r.id;
	record_release(&r);
	return rc;
}

static void fill_move(struct record *r, int state, const char *on, const char *what)
{
	record_set(r, "state", value_text(states[state].name));
	switch (state) {
	case DROPOUT: /* also back from school: what was said of the return is in the journal */
		record_set(r, "confirmed_on", value_text(on));
		record_set(r, "returned_on", value_null());
		record_set(r, "return_school", value_null());
		if (!text_is_blank(what))
			record_set(r, "measure", value_text(what));
		break;
	case RETURNED:
		record_set(r, "returned_on", value_text(on));
		record_set(r, "return_school", value_text(what));
		break;
	case EXPLAINED:
		record_set(r, "explained", value_text(what));
		break;
	default:
		break;
	}
}

int dropout_move(struct office *o, int64_t dropout, const char *to, const char *on, const char *what, struct err *e)
{
	struct record r;
	int state = state_of(to), rc = -1;

	record_init(&r, "dropout");
	if (record_load(o, "dropout", dropout, &r, e) < 0)
		goto done;
	const char *from = record_text(&r, "state");

	/* Staying where it is changes nothing, so the rule would not see it. */
	if (!text_in_bars(dropout_moves(from), to)) {
		rc = err_field(e, "state", "DROPOUT_MOVE", from, to, dropout_moves(from));
		goto done;
	}
	fill_move(&r, state, on ? on : "", what ? what : "");
	rc = record_save(o, &r, RECORD_CHECKED, states[state].action, e);
done:
	record_release(&r);
	return rc;
}

int persuasion_begin(struct office *o, int64_t dropout, struct record *out, struct err *e)
{
	record_init(out, "persuasion");
	if (db_int(o->db, 0, "SELECT id FROM dropout WHERE id = ?1 AND deleted_on IS NULL", "i", dropout) == 0)
		return err_set(e, ERR_MISSING, "RECORD_GONE", "dropout");
	char *me = office_me_name(o);

	record_set(out, "dropout_id", value_int(dropout));
	record_set(out, "talked_on", value_text(clock_today()));
	record_set(out, "by_whom", value_text(me));
	mem_free(me);
	return 0;
}
