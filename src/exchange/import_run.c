/* The pass over a list, inside one transaction: a dry run is the same, taken back at the end. A row is refused before
 * anything of it is written; should one fail half written all the same (a trigger that says no), what it wrote is taken
 * back alone. New rows of a person list wait to be written together: then nobody could tell which of them failed, and
 * the pass begins anew with rows that do not wait. */
#include "header.h"
#include "import_parts.h"
#include "refused.h"

#include "base/mem.h"
#include "base/text.h"
#include "model/intake.h"
#include "screen/words.h"

#include <stdlib.h>
#include <string.h>

#define PROGRESS_ROWS 64
#define SURVEY_ROWS 20000

struct pass {
	struct import *i;
	struct import_counts *counts;
	void (*each)(void *arg, const struct import_row *row);
	void *arg;
	import_progress *progress;
	void *parg;
	struct refused *out; /* NULL: a dry run */
};

void import_pass_end(struct import *i)
{
	seen_forget(i);
	memo_forget(i);
	queue_drop(i);
	i->last_household = 0;
	mem_free(i->done);
	i->done = NULL;
	buf_release(&i->place_key);
	i->place = 0;
	i->spilled = i->broken = false;
	for (size_t c = 0; i->above && c < i->n; c++)
		value_release(&i->above[c]);
	mem_free(i->above);
	i->above = NULL;
	strmap_release(&i->known);
	strmap_release(&i->made);
}

static void pass_begin(struct import *i)
{
	import_pass_end(i);
	i->above = mem_alloc(i->n * sizeof(*i->above));
	i->has_above = false;
}

static void line_begin(struct import *i, struct line *l)
{
	for (size_t c = 0; c < i->n; c++)
		value_release(&l->value[c]);
	buf_clear(&l->changes);
	buf_clear(&l->notes);
	memset(&l->row, 0, sizeof(l->row));
	l->added = l->changed = false;
	l->cert[0] = '\0';
	l->at_fault = NULL;
	record_release(&l->said);
}

static void line_init(struct import *i, struct line *l)
{
	const struct buf none = BUF_INIT;

	memset(l, 0, sizeof(*l));
	l->changes = l->notes = none;
	l->value = mem_alloc(i->n * sizeof(*l->value));
}

/* Household, date, whoever: what tells one row from another stands once for all the rows it is merged over. Amounts do
 * not: they would be counted again on each. */
static const char *cell_of(const struct import *i, struct rows *r, const struct line *l, size_t c)
{
	const char *text = c < l->n ? l->cells[c] : "";

	return c < i->n && i->fact[c].tells && text_is_blank(text) ? rows_merged(r, c) : text;
}

static int line_read(struct import *i, struct rows *r, struct line *l, struct err *e)
{
	int rc = rows_next(r, &l->cells, &l->n, &l->row.line, e);
	size_t n = i->n > l->n ? i->n : l->n;

	if (rc <= 0 || (l->n >= i->n && !rows_may_merge(r)))
		return rc;
	l->filled = mem_grow(l->filled, n, sizeof(*l->filled));
	for (size_t c = 0; c < n; c++)
		l->filled[c] = cell_of(i, r, l, c);
	l->cells = l->filled;
	l->n = n;
	return 1;
}

static void line_release(struct import *i, struct line *l)
{
	line_begin(i, l);
	buf_release(&l->changes);
	buf_release(&l->notes);
	mem_free(l->filled);
	mem_free(l->value);
}

/* Copies as much as fits, in whole characters. */
static void put(char *out, size_t cap, const char *s)
{
	size_t n = strlen(s);

	if (n >= cap)
		for (n = cap - 1; n > 0 && ((unsigned char)s[n] & 0xC0) == 0x80;)
			n--;
	memcpy(out, s, n);
	out[n] = '\0';
}

static bool is_day(const struct import *i, size_t c)
{
	return c < i->n && i->fact[c].day;
}

/* Nobody looks for a row by its day, least of all by the number a spreadsheet keeps for one. */
static void name_line(const struct import *i, struct line *l)
{
	const char *who = line_text(i, l, "person", "name");

	if (!*who)
		who = line_text(i, l, "household", "head_name");
	if (!*who)
		who = line_text(i, l, "household", "household_no");
	for (size_t c = 0; c < l->n && !*who; c++)
		if (!text_is_blank(l->cells[c]) && !is_day(i, c))
			who = l->cells[c];
	for (size_t c = 0; c < l->n && !*who; c++)
		if (!text_is_blank(l->cells[c]))
			who = c < i->n && l->value[c].kind == VALUE_TEXT ? l->value[c].text : l->cells[c];
	put(l->row.who, sizeof(l->row.who), who);
}

static void say_done(struct line *l)
{
	l->row.verdict = l->added ? ROW_ADD : l->changed ? ROW_UPDATE : ROW_SAME;
	if (l->notes.n && l->row.verdict != ROW_SAME) {
		if (l->changes.n && !l->added)
			buf_addc(&l->changes, ' ');
		else
			buf_clear(&l->changes);
		buf_add(&l->changes, l->notes.s, l->notes.n);
	} else if (l->added) {
		buf_clear(&l->changes);
	}
	put(l->row.reason, sizeof(l->row.reason), l->changes.s);
}

/* A rule the row breaks is the row's affair; a disk that is full is everybody's. */
static bool is_of_row(const struct err *e)
{
	return e->code == ERR_INVALID || e->code == ERR_CONFLICT || e->code == ERR_MISSING || e->code == ERR_FORMAT;
}

static void say_refused(const struct import *i, struct line *l, const struct err *e)
{
	struct buf b = BUF_INIT;

	l->row.verdict = ROW_REFUSED;
	words_error(i->s, l->at_fault, e, &b);
	put(l->row.reason, sizeof(l->row.reason), b.s);
	buf_release(&b);
}

static int refuse(struct pass *p, struct line *l, const struct err *why, struct err *e)
{
	say_refused(p->i, l, why);
	repair_propose(p->i, l, why);
	p->counts->refused++;
	if (!p->out)
		return 0;
	left_keep(p->i, l, why);
	return refused_add(p->out, l, e);
}

static int judge_row(struct pass *p, struct line *l, struct err *e)
{
	struct err why;

	if (line_is_skipped(p->i, l)) {
		l->row.verdict = ROW_SKIPPED;
		p->counts->skipped++;
		return 0;
	}
	err_clear(&why);
	if ((p->i->form ? form_row(p->i, l, &why) : registry_row(p->i, l, &why)) == 0) {
		say_done(l);
		p->counts->added += l->row.verdict == ROW_ADD;
		p->counts->updated += l->row.verdict == ROW_UPDATE;
		p->counts->unchanged += l->row.verdict == ROW_SAME;
	} else if (!is_of_row(&why) || p->i->broken) {
		if (e)
			*e = why;
		return -1;
	} else if (refuse(p, l, &why, e) < 0) {
		return -1;
	}
	p->counts->rows++;
	if (p->each)
		name_line(p->i, l);
	return 0;
}

/* Does the list repeat the household's number on every row, or say it once for all its people? Its beginning tells. */
static int survey(struct import *i, struct err *e)
{
	struct line l = { 0 };
	struct buf last = BUF_INIT;
	int64_t repeats = 0, blanks = 0, others = 0;
	size_t number = i->n;
	struct rows *r;
	int rc = 0;

	for (size_t c = 0; c < i->n; c++)
		if (i->target[c].field && strcmp(i->target[c].field->name, "household_no") == 0)
			number = c;
	if (i->form || number == i->n)
		return 0;
	if (list_open_below(&r, i->path, &i->header, e) < 0)
		return -1;
	while (blanks + repeats + others < SURVEY_ROWS && (rc = line_read(i, r, &l, e)) > 0) {
		const char *text = number < l.n ? l.cells[number] : "";

		if (line_is_skipped(i, &l))
			continue;
		blanks += text_is_blank(text);
		repeats += !text_is_blank(text) && strcmp(text, last.s) == 0;
		others += !text_is_blank(text) && strcmp(text, last.s) != 0;
		if (!text_is_blank(text)) {
			buf_clear(&last);
			buf_adds(&last, text);
		}
	}
	i->numbers_repeat = repeats > blanks;
	i->expected = blanks + repeats + others;
	if (rc > 0 && rows_bytes_done(r) > 0)
		i->expected = (int64_t)((double)i->expected * (double)rows_bytes_all(r) / (double)rows_bytes_done(r));
	buf_release(&last);
	mem_free(l.filled);
	rows_close(&r);
	return rc < 0 ? -1 : 0;
}

/* Of a first load the rows are three quarters of the work. */
#define END_SHARE(all) (intake_is_first() ? (all) / 3 : 0)

static bool tell_rows(const struct pass *p, int64_t done, int64_t all)
{
	return p->progress && p->progress(p->parg, done, all + END_SHARE(all));
}

/* To stop, SQLite is asked meanwhile. */
static void tell_end(void *arg, int64_t done, int64_t all)
{
	const struct pass *p = arg;

	if (p->progress)
		p->progress(p->parg, 3 * all + done, 4 * all);
}

static int run_pass(struct pass *p, struct err *e)
{
	struct line l;
	struct rows *r;
	int64_t all, rows = 0;
	int rc;

	pass_begin(p->i);
	memset(p->counts, 0, sizeof(*p->counts));
	if (list_open_below(&r, p->i->path, &p->i->header, e) < 0)
		return -1;
	line_init(p->i, &l);
	all = rows_bytes_all(r);
	for (;;) {
		line_begin(p->i, &l);
		rc = line_read(p->i, r, &l, e);
		if (rc <= 0)
			break;
		rc = judge_row(p, &l, e);
		if (rc < 0)
			break;
		if (p->each)
			p->each(p->arg, &l.row);
		if (rows++ % PROGRESS_ROWS == 0 && tell_rows(p, rows_bytes_done(r), all)) {
			rc = err_set(e, ERR_CANCEL, "CANCELLED");
			break;
		}
	}
	if (rc == 0)
		rc = queue_flush(p->i, e);
	/* Rows that waited were refused while another was looked at: they are in nobody's count. */
	if (rc == 0 && p->i->broken)
		rc = err_set(e, ERR_CONFLICT, "TX_DOOMED", "import");
	line_release(p->i, &l);
	rows_close(&r);
	return rc;
}

static int begin(struct import *i, struct err *e)
{
	i->expected = 0;
	left_forget(i);
	facts_learn(i);
	if (target_check(i, e) < 0 || survey(i, e) < 0)
		return -1;
	return intake_begin(i->o, "import", i->expected, e);
}

/* The refused file comes first: rows that are in must not be told as a failure, nor refused ones be lost. */
static int finish(struct pass *p, struct err *e)
{
	struct import *i = p->i;

	if (left_write(i, e) == 0 && import_mapping_save(i, e) == 0 && refused_finish(p->out, e) == 0)
		return intake_commit(i->o, tell_end, p, e);
	intake_rollback(i->o);
	return -1;
}

static int whole_pass(struct pass *p, struct err *e)
{
	int rc;

	if (begin(p->i, e) < 0)
		return -1;
	rc = run_pass(p, e);
	if (rc == 0 && p->out)
		return finish(p, e);
	intake_rollback(p->i->o);
	return rc;
}

/* Each row is told of once: where somebody listens, none waits. */
int import_judge(struct import *i, struct import_counts *counts, void (*each)(void *arg, const struct import_row *row),
		 void *arg, import_progress *progress, void *parg, struct err *e)
{
	struct pass p = { .i = i, .counts = counts, .each = each, .arg = arg, .progress = progress, .parg = parg };
	int rc;

	i->quiet = !each;
	i->waits = false;
	rc = whole_pass(&p, e);
	import_pass_end(i);
	return rc;
}

int import_run(struct import *i, const char *refused_path, struct import_counts *counts, import_progress *progress,
	       void *parg, struct err *e)
{
	struct refused out;
	struct pass p = { .i = i, .counts = counts, .progress = progress, .parg = parg, .out = &out };
	struct err why;
	int rc;

	err_clear(&why);
	i->quiet = true;
	i->waits = !i->form;
	refused_begin(&out, i, refused_path);
	rc = whole_pass(&p, &why);
	if (rc < 0 && i->broken && is_of_row(&why)) {
		refused_drop(&out);
		refused_begin(&out, i, refused_path);
		i->waits = false;
		rc = whole_pass(&p, &why);
	}
	import_pass_end(i);
	if (rc < 0)
		refused_drop(&out);
	else
		refused_release(&out);
	if (rc < 0 && e)
		*e = why;
	return rc;
}
