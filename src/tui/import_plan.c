#include "import_internal.h"

#include "base/mem.h"
#include "item.h"
#include "screen/form.h"
#include "screen/words.h"
#include "tui/popups.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define MOST_ROWS_KEPT 500
#define FIRST_ROWS 500
#define JUDGING_MS 2000 /* well under the time another program waits before it gives up */

const char *import_kind_title(const struct screens *s, const char *kind)
{
	const struct form *f = screens_form(s, kind);
	return f != NULL ? f->title : words_get(s, "import.registry");
}

void import_forget(struct import_seen *seen)
{
	mem_free(seen->row);
	memset(seen, 0, sizeof *seen);
}

/* Kinds of lists: the registry, then every form. Index 0 is the registry. */
unsigned import_choose_kind(struct import_state *s, struct app *a)
{
	const struct form *const *form;
	size_t n = screens_forms(a->screens, &form), chosen = 0;
	struct err e;
	err_clear(&e);
	const char *guess = import_guess(a->screens, s->path, &e);
	if (guess == NULL && e.code != ERR_NONE)
		return app_refuse(a, NULL, &e);
	struct menu_item *item = mem_grow(NULL, n + 1, sizeof *item);
	size_t m = 0;
	item[m++] = (struct menu_item){ .label = words_get(a->screens, "import.registry"), .id = 0 };
	for (size_t i = 0; i < n; i++) {
		if (form_only_shows(form[i]))
			continue;
		if (guess != NULL && strcmp(form[i]->name, guess) == 0)
			chosen = m;
		item[m++] = (struct menu_item){ .label = form[i]->title, .id = (int64_t)i + 1 };
	}
	s->asks = IMPORT_ASKS_KIND;
	unsigned effects = app_push(a, menu_view(app_word(a, "import.which_kind"), item, m, chosen));
	mem_free(item);
	return effects;
}

/* The last kept row that was not refused makes room. */
static bool make_room(struct import_seen *seen)
{
	size_t at = seen->n_rows;
	while (at > 0 && seen->row[at - 1].verdict == ROW_REFUSED)
		at--;
	if (at == 0)
		return false;
	memmove(&seen->row[at - 1], &seen->row[at], (seen->n_rows - at) * sizeof *seen->row);
	seen->n_rows--;
	return true;
}

static void keep_row(void *arg, const struct import_row *row)
{
	struct import_seen *seen = arg;
	if (row->verdict == ROW_SAME || row->verdict == ROW_SKIPPED)
		return;
	if (seen->n_rows == MOST_ROWS_KEPT && (row->verdict != ROW_REFUSED || !make_room(seen)))
		return;
	if (seen->row == NULL)
		seen->row = mem_grow(NULL, MOST_ROWS_KEPT, sizeof *seen->row);
	seen->row[seen->n_rows++] = *row;
}

/* The first rows of a list are judged before it is shown. */
struct first_rows {
	struct app *a;
	const struct import_counts *counts;
	bool enough;
};

static bool first_are_judged(void *arg, int64_t done, int64_t all)
{
	struct first_rows *f = arg;
	f->enough = f->counts->rows >= FIRST_ROWS;
	return f->enough || busy_tell(f->a, done, all);
}

static int judge(struct import_state *s, struct app *a, struct err *e)
{
	struct first_rows first = { .a = a, .counts = &s->seen.counts };
	import_forget(&s->seen);
	busy_begin(a, "import.working");
	int failed = import_judge(s->import, &s->seen.counts, keep_row, &s->seen, first_are_judged, &first, e);
	busy_end(a);
	s->part = failed < 0 && first.enough && e->code == ERR_CANCEL;
	s->judging = s->part;
	s->judging_ms = JUDGING_MS;
	return s->part ? 0 : failed;
}

int import_judge_on(struct import_state *s, import_progress *stop, void *arg, struct err *e)
{
	struct import_seen more = { 0 };
	int failed = import_judge(s->import, &more.counts, keep_row, &more, stop, arg, e);
	if (failed && (e->code != ERR_CANCEL || more.counts.rows <= s->seen.counts.rows)) {
		import_forget(&more);
		return failed;
	}
	import_forget(&s->seen);
	s->seen = more;
	s->part = failed != 0;
	return failed;
}

static bool show_progress(void *arg, int64_t done, int64_t all)
{
	return busy_tell(arg, done, all);
}

static void show_columns(struct import_state *s, struct app *a)
{
	const struct import_column *column;
	size_t n = import_columns(s->import, &column);
	table_column(&s->table, app_word(a, "import.heading"), 30, false);
	table_column(&s->table, app_word(a, "import.fills"), 0, false);
	for (size_t i = 0; i < n; i++) {
		struct buf what = BUF_INIT;
		if (column[i].table != NULL) {
			buf_addf(&what, column[i].label[0] != '\0' ? "%s - %s" : "%s%s", work_table(a, column[i].table),
				 column[i].label);
		} else {
			buf_adds(&what, app_word(a, "import.ignored"));
		}
		table_add(&s->table, 0, column[i].table != NULL ? INK_NORMAL : INK_DIM, column[i].heading, what.s);
		buf_release(&what);
	}
}

static void show_rows(struct import_state *s, struct app *a)
{
	static const char *const word[] = { [ROW_ADD] = "import.verdict_add",
					    [ROW_UPDATE] = "import.verdict_update",
					    [ROW_SAME] = "import.verdict_same",
					    [ROW_REFUSED] = "import.verdict_refused",
					    [ROW_SKIPPED] = "import.verdict_skipped" };
	table_column(&s->table, app_word(a, "import.col_line"), 6, true);
	table_column(&s->table, app_word(a, "import.verdict"), 8, false);
	table_column(&s->table, app_word(a, "import.who"), 14, false);
	table_column(&s->table, app_word(a, "import.col_reason"), 0, false);
	for (int refused = 1; refused >= 0; refused--)
		for (size_t i = 0; i < s->seen.n_rows; i++) {
			const struct import_row *r = &s->seen.row[i];
			char line[24];
			struct buf why = BUF_INIT;
			if ((r->verdict == ROW_REFUSED) != (refused == 1))
				continue;
			snprintf(line, sizeof line, "%" PRId64, r->line);
			buf_adds(&why, r->reason);
			if (r->repair[0] != '\0')
				buf_addf(&why, " -> %s", r->repair);
			table_add(&s->table, 0, refused ? INK_BAD : INK_NORMAL, line, app_word(a, word[r->verdict]),
				  r->who, why.s);
			buf_release(&why);
		}
}

unsigned import_show(struct import_state *s, struct app *a, enum import_showing what)
{
	table_release(&s->table);
	s->showing = what;
	if (what == SHOW_COLUMNS)
		show_columns(s, a);
	else
		show_rows(s, a);
	return EFFECT_DRAW;
}

static unsigned preview(struct import_state *s, struct app *a, int64_t which)
{
	const struct form *const *form;
	size_t n = screens_forms(a->screens, &form);
	struct err e;
	s->kind = which > 0 && (size_t)which <= n ? form[which - 1]->name : "registry";
	if (import_open(&s->import, a->office, a->screens, s->kind, s->path, &e) < 0)
		return app_refuse(a, NULL, &e);
	if (judge(s, a, &e) < 0) {
		import_close(&s->import);
		return app_fail(a, NULL, &e);
	}
	chooser_keep(&s->chooser, a);
	s->step = STEP_PREVIEW;
	return import_show(s, a, SHOW_COLUMNS);
}

/* What a column may fill: every field of the form, or of the three forms of the registry. */
static void make_targets(struct import_state *s, struct app *a)
{
	static const char *const registry[] = { "household", "person", "household_year" };
	size_t cap = 0;
	bool is_registry = strcmp(s->kind, "registry") == 0;
	mem_free(s->target);
	s->target = NULL;
	s->n_targets = 0;
	for (size_t k = 0; k < (is_registry ? 3u : 1u); k++) {
		const struct form *f = screens_form(a->screens, is_registry ? registry[k] : s->kind);
		for (size_t i = 0; f != NULL && i < f->n_fields; i++) {
			if (f->field[i].type == FIELD_COMPUTED)
				continue;
			if (s->n_targets == cap) {
				cap = cap > 0 ? 2 * cap : 64;
				s->target = mem_grow(s->target, cap, sizeof *s->target);
			}
			s->target[s->n_targets++] =
				(struct import_target){ f->table, f->field[i].name, f->field[i].label };
		}
	}
}

unsigned import_ask_column(struct import_state *s, struct app *a)
{
	make_targets(s, a);
	struct menu_item *item = mem_grow(NULL, s->n_targets + 1, sizeof *item);
	item[0] = (struct menu_item){ .label = app_word(a, "import.ignored"), .id = 0 };
	for (size_t i = 0; i < s->n_targets; i++) {
		item[i + 1] = (struct menu_item){ .label = s->target[i].label,
						  .mark = work_table(a, s->target[i].table),
						  .id = (int64_t)i + 1 };
	}
	s->asks = IMPORT_ASKS_COLUMN;
	unsigned effects = app_push(a, menu_view(app_word(a, "import.which_field"), item, s->n_targets + 1, 0));
	mem_free(item);
	return effects;
}

static unsigned map_column(struct import_state *s, struct app *a, int64_t which)
{
	struct err e;
	size_t column = s->table.at;
	const struct import_target *t = which > 0 && (size_t)which <= s->n_targets ? &s->target[which - 1] : NULL;
	if (import_map(s->import, column, t != NULL ? t->table : NULL, t != NULL ? t->column : NULL, &e) < 0 ||
	    judge(s, a, &e) < 0)
		return app_fail(a, NULL, &e);
	import_show(s, a, SHOW_COLUMNS);
	s->table.at = column;
	return EFFECT_DRAW;
}

unsigned import_ask_run(struct import_state *s, struct app *a)
{
	struct buf b = BUF_INIT;
	const struct import_counts *n = &s->seen.counts;
	char rows[24], add[24], update[24], refused[24];
	snprintf(rows, sizeof rows, "%" PRId64, n->rows);
	snprintf(add, sizeof add, "%" PRId64, n->added);
	snprintf(update, sizeof update, "%" PRId64, n->updated);
	snprintf(refused, sizeof refused, "%" PRId64, n->refused);
	if (s->part)
		words_put(a->screens, &b, "import.really_part", rows, refused);
	else
		words_put(a->screens, &b, "import.really", add, update, refused);
	s->asks = IMPORT_ASKS_RUN;
	unsigned effects = app_push(a, confirm_view(b.s));
	buf_release(&b);
	return effects;
}

static unsigned run(struct import_state *s, struct app *a)
{
	struct import_counts counts;
	struct err e;
	busy_begin(a, "import.working");
	int failed = import_run(s->import, NULL, &counts, show_progress, a, &e);
	busy_end(a);
	if (failed < 0)
		return app_fail(a, NULL, &e);
	s->seen.counts = counts;
	s->step = STEP_DONE;
	s->part = s->judging = false;
	import_show(s, a, SHOW_ROWS);
	const char *refused = import_refused_path(s->import);
	struct buf where = BUF_INIT;
	chooser_put(refused != NULL ? refused : "", &where);
	app_say(a, refused != NULL ? "import.done_refused" : "import.done", where.s, NULL);
	buf_release(&where);
	return EFFECT_RELOAD;
}

static unsigned took(struct import_state *s, struct app *a, const struct answer *ans, enum import_asks asked)
{
	switch (asked) {
	case IMPORT_ASKS_KIND:
		return preview(s, a, ans->id);
	case IMPORT_ASKS_COLUMN:
		return map_column(s, a, ans->id);
	case IMPORT_ASKS_RUN:
		return run(s, a);
	default:
		return EFFECT_DRAW;
	}
}

unsigned import_answer(struct view *v, struct app *a, const struct answer *ans)
{
	struct import_state *s = v->state;
	enum import_asks asked = s->asks;
	unsigned fx = chooser_answer(&s->chooser, a, ans);
	if (fx != EFFECT_UNWANTED)
		return fx;
	s->asks = IMPORT_ASKS_NOTHING;
	if (!ans->yes)
		return EFFECT_DRAW;
	fx = took(s, a, ans, asked);
	if (fx & EFFECT_AGAIN)
		s->asks = asked;
	return fx;
}
