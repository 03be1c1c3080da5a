/* Who changed what, and taking it back. */
#include "model/trace.h"
#include "model/cut.h"
#include "model/past.h"

#include "base/mem.h"
#include "store/db.h"
#include "store/journal.h"
#include "store/schema.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct list {
	struct trace *item;
	size_t n, cap;
};

static void copy_text(char *out, size_t size, char *text)
{
	cut_copy(out, size, text ? text : "");
	free(text);
}

static bool is_undone(struct office *o, int64_t txn)
{
	/* Live if nothing live takes it back: an undo that was itself undone does not count. */
	return db_int(o->db, 0,
		      "SELECT EXISTS (SELECT 1 FROM change u WHERE u.undoes = ?1 AND NOT EXISTS"
		      " (SELECT 1 FROM change r WHERE r.undoes = u.txn))",
		      "i", txn) != 0;
}

/* Takes over the values of `c`. A change of a bureau's own field is told as one of the row it belongs to. */
static void add(struct office *o, struct list *l, struct change *c)
{
	struct trace *t;

	if (l->n == l->cap) {
		l->cap = l->cap ? l->cap * 2 : 64;
		l->item = mem_grow(l->item, l->cap, sizeof(*l->item));
	}
	t = &l->item[l->n++];
	memset(t, 0, sizeof(*t));
	t->seq = c->seq;
	t->txn = c->txn;
	t->op = c->op;
	t->row = c->row;
	memcpy(t->at, c->at, sizeof(t->at));
	memcpy(t->action, c->action, sizeof(t->action));
	memcpy(t->table, c->tbl, sizeof(t->table));
	memcpy(t->column, c->column, sizeof(t->column));
	t->before = c->before;
	t->after = c->after;
	c->before = value_null();
	c->after = value_null();
	copy_text(t->who, sizeof(t->who), db_text(o->db, "SELECT name FROM cadre WHERE id = ?1", "i", c->cadre));
	copy_text(t->title, sizeof(t->title), record_title(o, t->table, t->row));
	t->undone = is_undone(o, c->txn ? c->txn : c->seq);
}

/* In the journal an own field is a row of `extra`; a person knows it as a field of the row it stands in. */
static void tell_extra(struct office *o, struct change *c)
{
	int64_t extra = c->row;
	bool born = c->op == 'I';

	if (strcmp(c->tbl, "extra") != 0)
		return;
	if (!born && strcmp(c->column, "value") != 0)
		return;
	past_extra_owner(o, extra, c->tbl, &c->row, c->column);
	/* A value that comes or goes is a change of its record, which itself neither came nor went. */
	c->op = 'U';
	if (born) {
		bool exists;

		value_release(&c->after);
		past_extra(o, extra, c->seq, &c->after, &exists, NULL);
	}
}

static int add_changes(struct office *o, struct list *l, struct change **changes, size_t n, const char *column)
{
	size_t i;

	for (i = 0; i < n; i++) {
		tell_extra(o, &(*changes)[i]);
		/* Of a row of `extra` that went, its value has said all. */
		if ((*changes)[i].op == 'D' && strcmp((*changes)[i].tbl, "extra") == 0)
			continue;
		if (!column || strcmp((*changes)[i].column, column) == 0)
			add(o, l, &(*changes)[i]);
	}
	change_list_free(changes, n);
	return 0;
}

static int add_row(struct office *o, struct list *l, const char *table, int64_t id, size_t most, const char *column,
		   struct err *e)
{
	struct change *changes = NULL;
	size_t n = 0;

	if (journal_of_row(o->db, table, id, most, &changes, &n, e) < 0)
		return -1;
	return add_changes(o, l, &changes, n, column);
}

/* The row's own changes and those of its extras. */
static int add_record(struct office *o, struct list *l, const char *table, int64_t id, size_t most, const char *column,
		      struct err *e)
{
	struct stmt *s;
	int rc = -1;

	if (add_row(o, l, table, id, most, column, e) < 0)
		return -1;
	s = past_extras(o, table, id, e);
	if (!s)
		return -1;
	while ((rc = stmt_step(s, e)) > 0)
		if (add_row(o, l, "extra", stmt_int(s, 0), most, column, e) < 0) {
			rc = -1;
			break;
		}
	stmt_done(s);
	return rc;
}

static int newest_first(const void *a, const void *b)
{
	const struct trace *x = a, *y = b;

	if (x->seq != y->seq)
		return x->seq < y->seq ? 1 : -1;
	return 0;
}

static void hand_over(struct list *l, size_t most, struct trace **out, size_t *n)
{
	size_t i;

	if (l->n)
		qsort(l->item, l->n, sizeof(*l->item), newest_first);
	for (i = most; most && i < l->n; i++) {
		value_release(&l->item[i].before);
		value_release(&l->item[i].after);
	}
	*n = most && l->n > most ? most : l->n;
	*out = l->item;
}

int trace_of_record(struct office *o, const char *table, int64_t id, const char *column, struct trace **out, size_t *n,
		    struct err *e)
{
	struct list l = { NULL, 0, 0 };

	*out = NULL;
	*n = 0;
	if (add_record(o, &l, table, id, 0, column, e) < 0) {
		trace_list_free(&l.item, l.n);
		return -1;
	}
	hand_over(&l, 0, out, n);
	return 0;
}

/* Rows of a table that hang on a household, by what the schema says: its household_id, or the household of its person.
 */
static bool rows_of_household(struct office *o, const char *table, char sql[256])
{
	bool household = schema_column(o->db, table, "household_id") != NULL;
	bool person = schema_column(o->db, table, "person_id") != NULL;
	const char *by_person = "person_id IN (SELECT id FROM person WHERE household_id = ?1)";

	if (strcmp(table, "household") == 0)
		snprintf(sql, 256, "SELECT id FROM household WHERE id = ?1");
	else if (household && person)
		snprintf(sql, 256, "SELECT id FROM %s WHERE household_id = ?1 OR %s", table, by_person);
	else if (household)
		snprintf(sql, 256, "SELECT id FROM %s WHERE household_id = ?1", table);
	else if (person)
		snprintf(sql, 256, "SELECT id FROM %s WHERE %s", table, by_person);
	else
		return false;
	return true;
}

static int add_table(struct office *o, struct list *l, const char *table, int64_t household, size_t most, struct err *e)
{
	char sql[256];
	struct stmt *s;
	int rc;

	if (!rows_of_household(o, table, sql))
		return 0;
	s = db_query(o->db, sql, e);
	if (!s)
		return -1;
	stmt_bind(s, "i", household);
	while ((rc = stmt_step(s, e)) > 0)
		if (add_record(o, l, table, stmt_int(s, 0), most, NULL, e) < 0) {
			rc = -1;
			break;
		}
	stmt_done(s);
	return rc;
}

int trace_of_household(struct office *o, int64_t household, size_t most, struct trace **out, size_t *n, struct err *e)
{
	struct list l = { NULL, 0, 0 };
	size_t n_tables, i;
	const char *const *tables = schema_tables(o->db, &n_tables);

	*out = NULL;
	*n = 0;
	for (i = 0; i < n_tables; i++)
		if (add_table(o, &l, tables[i], household, most, e) < 0) {
			trace_list_free(&l.item, l.n);
			return -1;
		}
	hand_over(&l, most, out, n);
	return 0;
}

int trace_recent(struct office *o, int64_t before_seq, size_t most, struct trace **out, size_t *n, struct err *e)
{
	struct list l = { NULL, 0, 0 };
	struct change *changes = NULL;
	size_t n_changes = 0;

	*out = NULL;
	*n = 0;
	if (journal_recent(o->db, before_seq, most, &changes, &n_changes, e) < 0)
		return -1;
	add_changes(o, &l, &changes, n_changes, NULL);
	hand_over(&l, 0, out, n);
	return 0;
}

void trace_list_free(struct trace **list, size_t n)
{
	size_t i;

	for (i = 0; *list && i < n; i++) {
		value_release(&(*list)[i].before);
		value_release(&(*list)[i].after);
	}
	mem_free(*list);
	*list = NULL;
}
