/* What a person decides of differences, one or many. */
#include "base/mem.h"
#include "base/text.h"
#include "roster_parts.h"
#include "store/db.h"

#include <string.h>

enum decision { SAME, OTHER, OURS, THEIRS, IGNORE, FINDING, DECISIONS };
static const char *const names[DECISIONS] = { "same", "other", "ours", "theirs", "ignore", "finding" };

struct deciding {
	struct office *o;
	const struct roster_comparison *c;
	const struct roster_choice *choice;
	enum decision what;
	struct roster_info list;
	struct roster_places *places;
	struct roster_finding *finding;
	size_t n_findings;
	int64_t began; /* of the journal, before the first is decided */
};

static enum decision decision_of(const char *name)
{
	int i = 0;

	while (i < DECISIONS && (!name || strcmp(names[i], name) != 0))
		i++;
	return (enum decision)i;
}

static int say_pair(struct deciding *d, const struct roster_line *l, const struct roster_pair *p, struct err *e)
{
	return roster_memory_put(d->o, &d->list,
				 &(struct roster_said){ .subject = l->subject,
							.field = ROSTER_PAIR_FIELD,
							.decision = names[d->what],
							.ours = l->subject,
							.theirs = p->subject,
							.reason = d->choice->reason,
							.person = l->person },
				 e);
}

/* Of several candidates somebody must say which; that it is none of them needs no more words. */
static int decide_pair(struct deciding *d, const struct roster_line *l, struct err *e)
{
	int pair = d->choice->pair;

	if (pair < 0 && l->n_pairs == 1)
		pair = 0;
	if (l->n_pairs == 0 || pair >= (int)l->n_pairs || (pair < 0 && d->what == SAME))
		return err_set(e, ERR_INVALID, "ROSTER_PAIR", l->name);
	if (pair >= 0)
		return say_pair(d, l, &l->pair[pair], e);
	for (size_t i = 0; i < l->n_pairs; i++)
		if (say_pair(d, l, &l->pair[i], e) < 0)
			return -1;
	return 0;
}

/* Of the line (`of` NULL) or one difference. */
static int decide_one(struct deciding *d, const struct roster_line *l, const struct roster_difference *of,
		      struct err *e)
{
	if (d->what == THEIRS && roster_take(d->o, d->places, &d->list, d->c, l, of, e) < 0)
		return -1;
	if (d->what == FINDING &&
	    roster_make_finding(d->o, d->places, &d->list, d->c, l, of, d->finding, d->n_findings, e) < 0)
		return -1;
	return roster_memory_put_line(d->o, &d->list, d->c, l, of, d->choice->decision, d->choice->reason, e);
}

/* What the person saw may not be what our record says by now. */
static int check_seen(const struct deciding *d, const struct roster_line *l, struct err *e)
{
	if (!db_int(d->o->db, 0,
		    "SELECT EXISTS (SELECT 1 FROM change WHERE seq > ?1 AND seq <= ?2 AND (tbl = 'person' AND row = ?3"
		    " OR tbl = 'household' AND row = ?4 OR tbl = 'enrolment' AND row IN (SELECT id FROM enrolment"
		    " WHERE person_id = ?3)))",
		    "iiii", d->c->seq, d->began, l->person, l->household))
		return 0;
	return err_set(e, ERR_CONFLICT, "SAVED_MEANWHILE", "person");
}

static int decide_line(struct deciding *d, const struct roster_line *l, struct err *e)
{
	if (d->what == SAME || d->what == OTHER)
		return decide_pair(d, l, e);
	if (d->what == THEIRS && check_seen(d, l, e) < 0)
		return -1;
	if (d->choice->field >= 0) {
		const struct roster_difference *of = roster_difference_of(l, d->choice->field);

		return of ? decide_one(d, l, of, e) : 0;
	}
	if (d->what == THEIRS && (l->n_differences == 0 || !l->person))
		return err_set(e, ERR_MISSING, "ROSTER_NO_RECORD", l->name);
	if (d->what != THEIRS && roster_line_is_one(l) && decide_one(d, l, NULL, e) < 0)
		return -1;
	for (size_t i = 0; i < l->n_differences; i++)
		if (decide_one(d, l, &l->difference[i], e) < 0)
			return -1;
	return 0;
}

/* Does our record say something that theirs would write over? */
static bool writes_over(const struct deciding *d, const struct roster_line *l)
{
	for (size_t i = 0; i < l->n_differences; i++) {
		const struct roster_difference *of = &l->difference[i];

		if (d->choice->field >= 0 && (int)of->field != d->choice->field)
			continue;
		for (size_t s = 0; s < d->c->sides; s++)
			if (d->c->side[s] == 0 && !text_is_blank(of->value[s]))
				return true;
	}
	return false;
}

static int check(const struct deciding *d, const size_t *line, size_t n, struct err *e)
{
	if (d->what == DECISIONS)
		return err_field(e, "decision", "ROSTER_DECISION", d->choice->decision ? d->choice->decision : "");
	if (d->o->read_only)
		return err_set(e, ERR_IO, "DB_READ_ONLY", office_path(d->o));
	if (d->what == IGNORE && text_is_blank(d->choice->reason))
		return err_field(e, "reason", "ROSTER_REASON");
	if (n > 1 && (d->what == SAME || d->what == OTHER))
		return err_set(e, ERR_INVALID, "ROSTER_UNSAFE", d->c->line[line[0]].name);
	for (size_t i = 0; n > 1 && d->what == THEIRS && i < n; i++)
		if (writes_over(d, &d->c->line[line[i]]))
			return err_set(e, ERR_INVALID, "ROSTER_UNSAFE", d->c->line[line[i]].name);
	return 0;
}

static int decide_all(struct deciding *d, const size_t *line, size_t n, struct err *e)
{
	if (db_begin(d->o->db, "roster.decide", e) < 0)
		return -1;
	d->began = roster_seq(d->o);
	for (size_t i = 0; i < n; i++) {
		const struct roster_line *l = &d->c->line[line[i]];

		/* Rows without a number that read alike lie side by side: what is said of one is said of all. */
		if (i > 0 && strcmp(d->c->line[line[i - 1]].subject, l->subject) == 0)
			continue;
		if (decide_line(d, l, e) < 0) {
			db_rollback(d->o->db);
			return -1;
		}
	}
	return db_commit(d->o->db, e);
}

int roster_decide(struct office *o, const struct roster_comparison *c, const size_t *line, size_t n,
		  const struct roster_choice *choice, struct err *e)
{
	struct deciding d = { .o = o, .c = c, .choice = choice, .what = decision_of(choice->decision) };
	int rc = -1;

	if (check(&d, line, n, e) < 0 || roster_key(o, c->side, c->sides, &d.list, e) < 0)
		return -1;
	if (roster_places_load(&d.places, o, e) == 0 &&
	    (d.what != FINDING || roster_findings(o, &d.list, &d.finding, &d.n_findings, e) == 0))
		rc = decide_all(&d, line, n, e);
	mem_free(d.finding);
	roster_places_free(&d.places);
	return rc;
}
