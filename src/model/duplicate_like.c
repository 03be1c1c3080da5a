/* Whom one person might be, while it is typed: everybody who could be is looked up, none of the others is read. */
#include "duplicate_parts.h"

#include "base/buf.h"
#include "base/mem.h"
#include "model/cut.h"
#include "store/search.h"

#include <stdlib.h>
#include <string.h>

#define BODY 17
#define LIKE_MOST 200

static int read_people(struct crowd *p, struct stmt *s, struct err *e)
{
	int rc;

	while ((rc = stmt_step(s, e)) > 0)
		crowd_take(crowd_add(p), s);
	stmt_done(s);
	return rc;
}

static int read_one(struct office *o, struct crowd *p, int64_t id, struct err *e)
{
	struct stmt *s;

	for (size_t i = 0; i < p->n; i++)
		if (p->item[i].id == id)
			return 0;
	s = db_query(o->db, PEOPLE_SQL " AND p.id = ?1", e);
	if (!s)
		return -1;
	stmt_bind(s, "i", id);
	return read_people(p, s, e);
}

/* Everybody whose number begins so. */
static int read_number(struct office *o, struct crowd *p, const char *start, size_t n, struct err *e)
{
	struct buf from = BUF_INIT, to = BUF_INIT;
	struct crowd found = { NULL, 0, 0 };
	struct stmt *s = db_query(o->db, PEOPLE_SQL " AND p.id_no >= ?1 AND p.id_no < ?2 LIMIT 200", e);
	int rc = -1;

	buf_add(&from, start, n);
	buf_addf(&to, "%s~", from.s);
	if (s) {
		stmt_bind(s, "ss", from.s, to.s);
		rc = read_people(&found, s, e);
	}
	for (size_t i = 0; rc == 0 && i < found.n; i++)
		rc = read_one(o, p, found.item[i].id, e);
	crowd_release(&found);
	buf_release(&from);
	buf_release(&to);
	return rc;
}

static int read_found(struct office *o, struct crowd *p, const char *words, struct err *e)
{
	struct search_ask ask = { .words = words, .most = LIKE_MOST };
	struct search_found found;
	int rc = search_find(o->db, &ask, &found, e);

	for (size_t i = 0; rc == 0 && i < found.n; i++)
		if (found.hit[i].person)
			rc = read_one(o, p, found.hit[i].person, e);
	search_release(&found);
	return rc;
}

/* Everybody the one at item 0 might be. */
static int read_candidates(struct office *o, struct crowd *p, struct err *e)
{
	struct someone who = p->item[0];
	char old[16] = "";

	if (who.id_no[0]) {
		memcpy(old, who.id_no, 6);
		memcpy(old + 6, who.id_no + 8, 9);
		if (read_number(o, p, who.id_no, BODY, e) < 0 || read_number(o, p, old, 15, e) < 0)
			return -1;
	}
	if (read_found(o, p, who.name, e) < 0)
		return -1;
	return strcmp(who.name, who.sound) != 0 ? read_found(o, p, who.sound, e) : 0;
}

/* Item 0 beside each of the others. */
static int tell(struct office *o, const struct crowd *p, struct duplicate **out, size_t *n, struct err *e)
{
	struct duplicate *list = mem_alloc(p->n * sizeof(*list));
	int64_t who = p->item[0].id;

	*out = list;
	for (size_t i = 1; i < p->n; i++) {
		struct duplicate *d = &list[*n];
		int64_t other = p->item[i].id;
		const char *reason = "";

		memset(d, 0, sizeof(*d));
		d->score = duplicate_score(&p->item[0], &p->item[i], &reason);
		if (d->score == 0)
			continue;
		d->one = who < other ? who : other;
		d->other = who < other ? other : who;
		CUT(d->reason, reason);
		if (duplicate_said_two(o, d->one, d->other))
			continue;
		if (duplicate_tell(o, d, e) < 0)
			return -1;
		(*n)++;
	}
	if (*n > 1)
		qsort(list, *n, sizeof(*list), duplicate_by_score);
	return 0;
}

int duplicate_like(struct office *o, const char *name, const char *id_no, const char *birth, int64_t except,
		   struct duplicate **out, size_t *n, struct err *e)
{
	struct crowd p = { NULL, 0, 0 };
	struct someone *who = crowd_add(&p);
	int rc = -1;

	*out = NULL;
	*n = 0;
	someone_set(who, name, id_no, birth, 0);
	who->id = except;
	who->household = db_int(o->db, 0, "SELECT household_id FROM person WHERE id = ?1", "i", except);
	who->place = db_int(o->db, o->village, "SELECT place_id FROM household WHERE id = ?1", "i", who->household);
	if (read_candidates(o, &p, e) < 0 || tell(o, &p, out, n, e) < 0)
		goto done;
	rc = 0;
	for (size_t i = 0; i < *n; i++) {
		int side = (*out)[i].one == except ? 0 : 1;

		CUT((*out)[i].name[side], name);
		CUT((*out)[i].id_no[side], id_no);
	}
done:
	if (rc < 0) {
		free(*out);
		*out = NULL;
		*n = 0;
	}
	crowd_release(&p);
	return rc;
}
