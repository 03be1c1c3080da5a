/* Aid nobody gets unasked: a loan and the grant of a freshman for a student at college, the three waivers for those at
 * senior and vocational schools. Only to students who were told of their aid, so that who is still to be told stays as
 * it is. */
#include "base/clock.h"
#include "base/term.h"
#include "model/demo_parts.h"
#include "store/db.h"

#include <stdio.h>

enum {
	LOAN_FEN = 800000,
	GRANT_FEN = 50000,
	WAIVED_FEN = 80000,
	STAGE_SENIOR = 3,
	STAGE_VOCATIONAL = 4,
	STAGE_COLLEGE = 5
};

static int64_t item_of(struct demo *d, const char *key)
{
	return db_int(d->o->db, 0, "SELECT id FROM aid_item WHERE key = ?1 AND deleted_on IS NULL", "s", key);
}

static void give(struct demo *d, int64_t person, const char *term, const char *key, int64_t fen)
{
	int64_t item = item_of(d, key);
	bool closed = db_int(d->o->db, 0, "SELECT count(*) FROM term_lock WHERE term = ?1 AND unlocked_on IS NULL", "s",
			     term) > 0;
	char day[11];
	if (!item || d->failed)
		return;
	demo_day(9, day);
	demo_begin(d, "aid");
	demo_int(d, "person_id", person);
	demo_text(d, "term", term);
	demo_int(d, "aid_item_id", item);
	demo_int(d, "amount", fen);
	demo_text(d, "state", closed ? "backpaid" : "paid");
	demo_int(d, "backpay", closed);
	demo_text(d, "paid_on", day);
	demo_save(d);
}

/* A student of the stage in the term who was told; the first of the village. */
static bool is_of(struct demo *d, const struct demo_person *p, const char *term, size_t stage)
{
	return db_int(d->o->db, 0,
		      "SELECT count(*) FROM enrolment e JOIN notification n ON n.person_id = e.person_id AND n.term = "
		      "e.term"
		      " WHERE e.person_id = ?1 AND e.term = ?2 AND e.school_stage = ?3",
		      "iss", p->id, term, demo_word(d, WORDS_STAGES, stage)) > 0;
}

void demo_grants(struct demo *d)
{
	char term[TERM_BYTES];
	bool college = false;
	term_of(clock_today(), term);
	if (term[5] == '1') /* freshmen and the three waivers are of autumn */
		term_shift(term, -1, term);
	for (int i = 0; i < d->persons && !d->failed; i++) {
		const struct demo_person *p = &d->person[i];
		if (p->stage < 0)
			continue;
		if (!college && is_of(d, p, term, STAGE_COLLEGE)) {
			give(d, p->id, term, "LOAN", LOAN_FEN);
			give(d, p->id, term, "UNI_START", GRANT_FEN);
			college = true;
		} else if (is_of(d, p, term, STAGE_SENIOR) || is_of(d, p, term, STAGE_VOCATIONAL)) {
			give(d, p->id, term, "TRI_FREE", WAIVED_FEN);
		}
	}
}
