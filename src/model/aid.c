#include "model/aid.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/aid_rule.h"
#include "model/record.h"
#include "store/db.h"

#include <stdio.h>
#include <string.h>

static int load(struct office *o, int64_t aid, struct record *r, struct err *e)
{
	if (record_load(o, "aid", aid, r, e) < 0)
		return -1;
	if (*record_text(r, "deleted_on"))
		return err_set(e, ERR_MISSING, "RECORD_GONE", "aid");
	return 0;
}

static void set_text(struct record *r, const char *column, const char *text)
{
	if (!text_is_blank(text))
		record_set(r, column, value_text(text));
}

static void fill(struct record *r, const struct aid_step *step)
{
	const char *day = aid_day_of(step->to);
	bool back = strcmp(step->to, "applied") == 0 ||
		    (strcmp(step->to, "reviewed") == 0 && strcmp(record_text(r, "state"), "posted") == 0);

	record_set(r, "state", value_text(step->to));
	/* One step back is to a day that was. */
	if (day && !(back && *record_text(r, day)))
		set_text(r, day, step->on);
	if (strcmp(step->to, "posted") == 0) {
		/* Left to the rule, it is counted from the new first day. */
		record_set(r, "posted_to", value_text(text_is_blank(step->posted_to) ? NULL : step->posted_to));
		set_text(r, "posted_at", step->posted_at);
	}
	if (text_in_bars("rejected|returned", step->to))
		record_set(r, "reason", value_text(step->reason));
}

/* 1: its state does not allow it; only asked where `stays` are to be counted. */
static int move_one(struct office *o, int64_t aid, const struct aid_step *step, bool stays, struct err *e)
{
	char action[32];
	struct record r;
	int rc = -1;

	record_init(&r, "aid");
	if (load(o, aid, &r, e) < 0)
		goto done;
	/* Staying where it is changes nothing, so the rule would not see it. */
	if (aid_refuse_move(o, &r, step->to, stays ? NULL : e) < 0) {
		rc = stays ? 1 : -1;
		goto done;
	}
	fill(&r, step);
	snprintf(action, sizeof action, "aid.%s", step->to);
	rc = record_save(o, &r, RECORD_CHECKED, action, e);
done:
	record_release(&r);
	return rc;
}

int aid_move(struct office *o, int64_t aid, const struct aid_step *step, struct err *e)
{
	return move_one(o, aid, step, false, e);
}

int aid_move_many(struct office *o, const int64_t *aid, size_t n, const struct aid_step *step, struct aid_moved *out,
		  struct err *e)
{
	char action[32];

	*out = (struct aid_moved){ 0 };
	snprintf(action, sizeof action, "aid.%s", step->to);
	if (db_begin(o->db, action, e) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		int rc = move_one(o, aid[i], step, true, e);
		if (rc < 0) {
			db_rollback(o->db);
			return -1;
		}
		out->moved += rc == 0;
		out->stayed += rc > 0;
	}
	return db_commit(o->db, e);
}

/* 1: somebody did already. */
static int apply_one(struct office *o, const char *term, const char *on, const struct aid_due *due, bool late,
		     struct err *e)
{
	struct record r;

	if (db_int(o->db, 0,
		   "SELECT EXISTS (SELECT 1 FROM aid WHERE person_id = ?1 AND term = ?2 AND aid_item_id = ?3"
		   " AND state <> 'rejected' AND deleted_on IS NULL)",
		   "isi", due->person, term, due->item))
		return 1;
	record_init(&r, "aid");
	record_set(&r, "person_id", value_int(due->person));
	record_set(&r, "term", value_text(term));
	record_set(&r, "aid_item_id", value_int(due->item));
	if (due->amount)
		record_set(&r, "amount", value_int(due->amount));
	record_set(&r, "state", value_text(late ? "reviewed" : "applied"));
	record_set(&r, "applied_on", value_text(on));
	if (late) {
		record_set(&r, "reviewed_on", value_text(on));
		record_set(&r, "backpay", value_int(1));
	}
	int rc = record_save(o, &r, RECORD_CHECKED, NULL, e);
	record_release(&r);
	return rc;
}

int aid_apply(struct office *o, const char *term, const char *on, const struct aid_due *due, size_t n, int *made,
	      struct err *e)
{
	bool late = aid_is_locked(o, term);

	*made = 0;
	if (db_begin(o->db, "aid.apply", e) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		int rc = apply_one(o, term, on, &due[i], late, e);
		if (rc < 0) {
			db_rollback(o->db);
			return -1;
		}
		*made += rc == 0;
	}
	return db_commit(o->db, e);
}

/* All aid of the term in that state, back-payments apart. The caller frees. */
static int of_state(struct office *o, const char *term, const char *state, int64_t **id, size_t *n, struct err *e)
{
	struct stmt *s =
		db_query(o->db,
			 "SELECT id FROM aid WHERE term = ?1 AND state = ?2 AND backpay IS NOT 1 AND deleted_on"
			 " IS NULL ORDER BY id",
			 e);
	int got;

	*id = NULL;
	*n = 0;
	if (!s)
		return -1;
	stmt_bind(s, "ss", term, state);
	while ((got = stmt_step(s, e)) > 0) {
		*id = mem_grow(*id, *n + 1, sizeof **id);
		(*id)[(*n)++] = stmt_int(s, 0);
	}
	stmt_done(s);
	return got;
}

static int move_all(struct office *o, const char *term, const char *from, const char *to, int *moved, struct err *e)
{
	const char *day = aid_day_of(to);
	int64_t *id;
	size_t n;
	int rc = of_state(o, term, from, &id, &n, e);

	for (size_t i = 0; rc == 0 && i < n; i++) {
		struct record r;

		record_init(&r, "aid");
		rc = load(o, id[i], &r, e);
		record_set(&r, "state", value_text(to));
		if (rc == 0 && !*record_text(&r, day))
			record_set(&r, day, value_text(clock_today()));
		if (rc == 0)
			rc = record_save(o, &r, RECORD_CHECKED, NULL, e);
		record_release(&r);
	}
	*moved = (int)n;
	mem_free(id);
	return rc;
}

static int write_lock(struct office *o, const char *term, struct err *e)
{
	struct record r;

	record_init(&r, "term_lock");
	record_set(&r, "term", value_text(term));
	record_set(&r, "locked_on", value_text(clock_today()));
	if (o->me)
		record_set(&r, "cadre_id", value_int(o->me));
	int rc = record_save(o, &r, RECORD_CHECKED, NULL, e);
	record_release(&r);
	return rc;
}

/* A list that is still posted may be objected to: none of it is locked. The rule of the table says the same of each. */
static int is_still_posted(struct office *o, const char *term, struct err *e)
{
	struct stmt *s =
		db_query(o->db,
			 "SELECT posted_to FROM aid WHERE term = ?1 AND state = 'posted' AND deleted_on IS NULL"
			 " AND posted_to >= coalesce(locked_on, ?2) ORDER BY posted_to DESC, id LIMIT 1",
			 e);
	int got;

	if (!s)
		return -1;
	stmt_bind(s, "ss", term, clock_today());
	if ((got = stmt_step(s, e)) > 0)
		got = err_field(e, "posted_to", "AID_POSTING", stmt_text(s, 0));
	stmt_done(s);
	return got;
}

int aid_lock_would(struct office *o, const char *term, struct aid_lock_counts *out, struct err *e)
{
	*out = (struct aid_lock_counts){ 0 };
	if (aid_is_locked(o, term))
		return err_set(e, ERR_CONFLICT, "TERM_LOCKED_ALREADY", term);
	if (!db_int(o->db, 0, "SELECT EXISTS (SELECT 1 FROM aid WHERE term = ?1 AND deleted_on IS NULL)", "s", term))
		return err_set(e, ERR_MISSING, "TERM_EMPTY", term);
	out->locked = (int)db_int(
		o->db, 0, "SELECT count(*) FROM aid WHERE term = ?1 AND state = 'posted' AND deleted_on IS NULL", "s",
		term);
	out->behind = (int)db_int(o->db, 0,
				  "SELECT count(*) FROM aid WHERE term = ?1 AND state IN ('applied', 'reviewed') AND"
				  " backpay IS NOT 1 AND deleted_on IS NULL",
				  "s", term);
	return is_still_posted(o, term, e);
}

int aid_lock(struct office *o, const char *term, struct aid_lock_counts *out, struct err *e)
{
	if (aid_lock_would(o, term, out, e) < 0)
		return -1;
	if (db_begin(o->db, "aid.lock", e) < 0)
		return -1;
	/* The lock is written last and undone first. */
	if (move_all(o, term, "posted", "locked", &out->locked, e) < 0 || write_lock(o, term, e) < 0) {
		db_rollback(o->db);
		return -1;
	}
	return db_commit(o->db, e);
}

static int write_unlock(struct office *o, int64_t lock, const char *reason, struct err *e)
{
	struct record r;
	int rc;

	record_init(&r, "term_lock");
	rc = record_load(o, "term_lock", lock, &r, e);
	if (rc == 0) {
		record_set(&r, "unlocked_on", value_text(clock_today()));
		record_set(&r, "unlock_reason", value_text(reason));
		rc = record_save(o, &r, RECORD_CHECKED, NULL, e);
	}
	record_release(&r);
	return rc;
}

int aid_unlock(struct office *o, const char *term, const char *reason, struct err *e)
{
	int64_t lock = db_int(o->db, 0,
			      "SELECT id FROM term_lock WHERE term = ?1 AND unlocked_on IS NULL AND deleted_on IS NULL",
			      "s", term);
	int moved;

	if (!lock)
		return err_set(e, ERR_MISSING, "TERM_NOT_LOCKED", term);
	if (db_begin(o->db, "aid.unlock", e) < 0)
		return -1;
	if (write_unlock(o, lock, reason, e) < 0 || move_all(o, term, "locked", "posted", &moved, e) < 0) {
		db_rollback(o->db);
		return -1;
	}
	return db_commit(o->db, e);
}
