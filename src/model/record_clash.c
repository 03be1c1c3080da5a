/* What two writers made of the same record. */
#include "base/mem.h"
#include "model/cut.h"
#include "model/past.h"
#include "model/record.h"
#include "store/db.h"
#include "store/journal.h"

#include <stdlib.h>
#include <string.h>

struct clashes {
	struct clash *item;
	size_t n;
};

/* Who set the stored value: the newest change of the column in the row that holds it. */
static int blame(struct office *o, const char *tbl, int64_t row, const char *column, struct clash *c, struct err *e)
{
	struct change *changes = NULL;
	size_t n = 0, i;
	char *who;

	if (journal_of_row(o->db, tbl, row, 0, &changes, &n, e) < 0)
		return -1;
	for (i = 0; i < n; i++)
		if (changes[i].op == 'I' || strcmp(changes[i].column, column) == 0)
			break;
	if (i < n) {
		who = db_text(o->db, "SELECT name FROM cadre WHERE id = ?1", "i", changes[i].cadre);
		CUT(c->who, who);
		CUT(c->at, changes[i].at);
		free(who);
	}
	change_list_free(&changes, n);
	return 0;
}

/* Adds a clash if theirs differs from mine and from what stood there when `r` was read. */
static int compare(struct office *o, struct clashes *l, const struct cell *mine, const struct value *before,
		   const struct value *theirs, const char *tbl, int64_t row, struct err *e)
{
	struct clash *c;

	if (value_equal(theirs, &mine->value) || value_equal(theirs, before))
		return 0;
	l->item = mem_grow(l->item, l->n + 1, sizeof(*l->item));
	c = &l->item[l->n++];
	memset(c, 0, sizeof(*c));
	CUT(c->column, mine->column);
	c->before = value_copy(before);
	c->mine = value_copy(&mine->value);
	c->theirs = value_copy(theirs);
	return blame(o, tbl, row, mine->custom ? "value" : mine->column, c, e);
}

static int compare_custom(struct office *o, struct clashes *l, const struct record *r, const struct cell *mine,
			  const struct record *now, struct err *e)
{
	const struct value nothing = { .kind = VALUE_NULL };
	const struct value *theirs = record_get(now, mine->column);
	int64_t id = db_int(o->db, 0, "SELECT id FROM extra WHERE tbl = ?1 AND row = ?2 AND field = ?3", "sis",
			    r->table, r->id, mine->column);
	struct value before;
	bool exists;
	int rc;

	if (!id)
		return 0;
	if (past_extra(o, id, r->seq, &before, &exists, e) < 0)
		return -1;
	rc = compare(o, l, mine, &before, theirs ? theirs : &nothing, "extra", id, e);
	value_release(&before);
	return rc;
}

static int compare_columns(struct office *o, struct clashes *l, const struct record *r, const struct record *now,
			   struct err *e)
{
	const struct value nothing = { .kind = VALUE_NULL };
	struct value *before = NULL;
	size_t n_before = 0, i;
	bool exists = false;
	int rc = 0;

	if (journal_row_at(o->db, r->table, r->id, r->seq, &before, &n_before, &exists, e) < 0)
		return -1;
	for (i = 0; rc == 0 && i < now->n && !now->cells[i].custom; i++) {
		size_t j;

		for (j = 0; j < r->n && strcmp(r->cells[j].column, now->cells[i].column) != 0;)
			j++;
		if (j < r->n && strcmp(r->cells[j].column, "id") != 0)
			rc = compare(o, l, &r->cells[j], exists && i < n_before ? &before[i] : &nothing,
				     &now->cells[i].value, r->table, r->id, e);
	}
	past_release(before, n_before);
	return rc;
}

int record_clashes(struct office *o, const struct record *r, struct clash **out, size_t *n, struct err *e)
{
	struct clashes l = { NULL, 0 };
	struct record now;
	size_t i;
	int rc;

	*out = NULL;
	*n = 0;
	if (record_load(o, r->table, r->id, &now, e) < 0)
		return -1;
	rc = compare_columns(o, &l, r, &now, e);
	for (i = 0; rc == 0 && i < r->n; i++)
		if (r->cells[i].custom)
			rc = compare_custom(o, &l, r, &r->cells[i], &now, e);
	record_release(&now);
	if (rc < 0) {
		clash_list_free(&l.item, l.n);
		return -1;
	}
	*out = l.item;
	*n = l.n;
	return 0;
}

void clash_list_free(struct clash **list, size_t n)
{
	size_t i;

	for (i = 0; *list && i < n; i++) {
		value_release(&(*list)[i].before);
		value_release(&(*list)[i].mine);
		value_release(&(*list)[i].theirs);
	}
	mem_free(*list);
	*list = NULL;
}
