/* Cells laid over a stored row: only what differs is saved, and said. */
#include "import_parts.h"

#include "base/kept.h"
#include "base/mem.h"
#include "model/intake.h"
#include "model/rules.h"
#include "screen/words.h"

#include <stdio.h>
#include <string.h>

int merge_begin(struct import *i, struct merge *m, const char *table, int64_t id, struct err *e)
{
	m->table = kept(table);
	record_init(&m->now, table);
	record_init(&m->fresh, table);
	record_init(&m->saving.old, table);
	record_init(&m->saving.merged, table);
	m->ready = false;
	if (id && record_load(i->o, table, id, &m->now, e) < 0)
		return -1;
	if (!id)
		record_blank(i->o, &m->fresh); /* every cell has its place */
	m->fresh.id = m->now.id;
	m->fresh.seq = m->now.seq;
	return 0;
}

void merge_release(struct merge *m)
{
	record_release(&m->now);
	record_release(&m->fresh);
	record_saving_end(&m->saving);
}

static void show(struct import *i, const struct field *f, const struct value *v, struct buf *out)
{
	char *title;

	if (!v || v->kind == VALUE_NULL)
		return;
	if (!f || f->type != FIELD_REF) {
		if (f)
			field_format(f, v, out);
		return;
	}
	title = record_title(i->o, f->table, v->i);
	buf_adds(out, title);
	mem_free(title);
}

static void tell(struct import *i, struct line *l, const struct field *f, const struct value *was,
		 const struct value *v)
{
	struct buf old = BUF_INIT, now = BUF_INIT;

	show(i, f, was, &old);
	show(i, f, v, &now);
	if (l->changes.n)
		buf_adds(&l->changes, "; ");
	words_put(i->s, &l->changes, "import.change", f ? f->label : "", old.s, now.s);
	buf_release(&old);
	buf_release(&now);
}

/* A list shows a number with so many decimals; what was computed (0.1 * 3) has more, and is not another number. */
static bool shows_same(const struct field *f, const struct value *was, const struct value *v)
{
	struct buf old = BUF_INIT, now = BUF_INIT;
	bool same;

	if (!f || was->kind != VALUE_REAL || v->kind != VALUE_REAL)
		return false;
	field_format(f, was, &old);
	field_format(f, v, &now);
	same = strcmp(old.s, now.s) == 0;
	buf_release(&old);
	buf_release(&now);
	return same;
}

/* The longer number of a certificate already says its first 18. */
static bool says_already(const char *column, const struct field *f, const struct value *was, const struct value *v)
{
	if (!was)
		return false;
	if (value_equal(was, v) || shows_same(f, was, v))
		return true;
	return was->kind == VALUE_TEXT && v->kind == VALUE_TEXT && strlen(was->text) > 18 && strlen(v->text) == 18 &&
	       (strcmp(column, "id_no") == 0 || strcmp(column, "head_id_no") == 0) &&
	       strncmp(was->text, v->text, 18) == 0;
}

static void keep(struct record *r, const char *column, bool custom, const struct value *v)
{
	if (custom)
		record_set_custom(r, column, value_lend(v));
	else
		record_put(r, column, value_lend(v));
}

void merge_set(struct import *i, struct line *l, struct merge *m, const char *column, const struct field *f,
	       const struct value *v)
{
	bool custom = f && f->custom && !office_column(i->o, m->now.table, column, NULL), says;
	const struct value *was = record_get(&m->now, column);
	struct record as_kept;

	if (v->kind == VALUE_NULL)
		return;
	if (was) {
		record_init(&as_kept, m->now.table); /* a custom value is kept as text */
		keep(&as_kept, column, custom, v);
		says = says_already(column, f, was, record_get(&as_kept, column));
		record_release(&as_kept);
		if (says)
			return;
	}
	if (m->now.id && !i->quiet)
		tell(i, l, f, was, v);
	keep(&m->fresh, column, custom, v);
}

/* All cells of the row that belong to the merge's table. `done` (may be NULL) marks the columns this list has said
 * before. */
void merge_cells(struct import *i, struct line *l, struct merge *m, bool *done)
{
	for (size_t c = 0; c < i->n; c++) {
		const struct target *t = &i->target[c];

		if (l->value[c].kind == VALUE_NULL || i->fact[c].table != m->table || (done && done[c]) ||
		    t->field->type == FIELD_REF)
			continue;
		merge_set(i, l, m, i->fact[c].name, t->field, &l->value[c]);
		if (done)
			done[c] = true;
	}
}

static bool says(const struct record *r, const char *column)
{
	const struct value *v = record_get(r, column);

	return v && v->kind != VALUE_NULL;
}

/* A new row begins as the form begins; but no list leaves it to us to say that something was done today, or by me. */
void merge_presets(struct import *i, struct merge *m)
{
	for (size_t k = 0; i->form && !m->now.id && k < i->form->n_fields; k++) {
		const struct field *f = &i->form->field[k];
		struct value v = value_null();

		if (!f->preset || f->custom || strcmp(f->preset, "today") == 0 || strcmp(f->preset, "me") == 0 ||
		    f->type == FIELD_REF || f->type == FIELD_COMPUTED || says(&m->fresh, f->name))
			continue;
		if (field_parse(f, f->preset, i->today, &v, NULL) == 0)
			record_set(&m->fresh, f->name, v);
	}
}

/* The line of this list that spoke of the same thing before; 0: none. */
static int64_t line_before(const struct import *i, const struct line *l, const struct merge *m)
{
	int64_t before = m->now.id ? intake_touched(i->o, m->now.table, m->now.id) : 0;

	return before != l->row.line ? before : 0;
}

/* What the table says of a list that speaks of a row that is there. */
int merge_incoming(struct import *i, struct line *l, const struct merge *m, struct err *e)
{
	incoming_fn *incoming = m->now.id ? rules_incoming(m->now.table) : NULL;

	return incoming ? incoming(i->o, &m->now, &m->fresh, line_before(i, l, m) != 0, e) : 0;
}

/* A second line about the same thing may repeat it, but not contradict it. */
int merge_once(struct import *i, struct line *l, const struct merge *m, struct err *e)
{
	int64_t before = m->fresh.n ? line_before(i, l, m) : 0;
	char line[24];

	if (!before)
		return 0;
	snprintf(line, sizeof(line), "%lld", (long long)before);
	return err_set(e, ERR_INVALID, "IMPORT_TWICE", line);
}

int merge_ready(struct import *i, struct line *l, struct merge *m, int64_t known, struct err *e)
{
	m->ready = !m->now.id || m->fresh.n;
	if (!m->ready || record_prepare(i->o, &m->fresh, RECORD_CHECKED, known, &m->saving, e) == 0)
		return 0;
	l->at_fault = screens_form_of_table(i->s, m->now.table);
	return -1;
}

/* The rows of households and years are told by their household: nobody asks which line spoke of them. */
static bool is_asked_for(const struct import *i, const char *table)
{
	return i->form || strcmp(table, "person") == 0;
}

int merge_write(struct import *i, struct line *l, struct merge *m, struct err *e)
{
	bool wait = i->waits && !m->now.id;

	if (m->ready && wait)
		record_own(&m->saving.merged); /* the line lent what it waits with */
	if (m->ready && (wait ? queue_add(i, m, e) : record_write(i->o, &m->fresh, &m->saving, e)) < 0) {
		l->at_fault = screens_form_of_table(i->s, m->now.table);
		return -1;
	}
	if (m->ready) {
		l->added = l->added || !m->now.id;
		l->changed = true;
	}
	return is_asked_for(i, m->now.table) ? intake_touch(i->o, m->now.table, m->fresh.id, l->row.line, e) : 0;
}

int merge_row_begin(struct import *i, struct err *e)
{
	return i->waits ? 0 : intake_mark(i->o, e);
}

/* What was made for the row and is remembered is forgotten: it is gone. */
int merge_row_end(struct import *i, int rc, struct err *e)
{
	struct err other;

	if (i->waits) {
		i->broken = i->broken || rc < 0;
		return rc;
	}
	if (rc == 0)
		return intake_unmark(i->o, true, e);
	strmap_release(&i->known);
	buf_clear(&i->place_key);
	i->place = 0;
	err_clear(&other);
	if (intake_unmark(i->o, false, &other) < 0 && e)
		*e = other;
	return -1;
}

int merge_save(struct import *i, struct line *l, struct merge *m, struct err *e)
{
	if (merge_ready(i, l, m, 0, e) < 0 || merge_row_begin(i, e) < 0)
		return -1;
	return merge_row_end(i, merge_write(i, l, m, e), e);
}
