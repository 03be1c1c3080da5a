#include "screen/suspects.h"

#include "base/mem.h"
#include "model/handbook.h"
#include "model/record.h"
#include "screen/checks.h"
#include "screen/form.h"
#include "screen/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct collect {
	const struct suspects_ask *ask;
	struct suspects *out;
	struct waiver *waiver;
	size_t n_waivers;
	const struct handbook_field *field;
	size_t n_fields;
	char year[5];
	int64_t seen; /* households with blanks */
	int failed;
	struct err *e;
};

static struct suspect_line *add_line(struct collect *c, const struct suspect_line *from)
{
	struct suspects *s = c->out;
	const struct waiver *w;

	if (s->n == s->cap) {
		s->cap = s->cap * 2 + 64;
		s->line = mem_grow(s->line, s->cap, sizeof(*s->line));
	}
	struct suspect_line *l = &s->line[s->n++];
	*l = *from;
	w = waiver_find(c->waiver, c->n_waivers, l->key, l->table, l->row ? l->row : l->household);
	l->waived = w != NULL;
	if (w)
		snprintf(l->until, sizeof(l->until), "%s", w->until);
	s->waived += l->waived;
	return l;
}

static const char *column_label(const struct form *form, const char *column)
{
	const struct field *f = form ? form_field(form, column) : NULL;

	return f ? f->label : column;
}

static bool stops(const struct collect *c, int64_t done, int64_t all)
{
	return c->ask->progress && c->ask->progress(c->ask->arg, done, all);
}

static size_t kind_of_blank(const struct collect *c, const struct gap *g)
{
	size_t i = 0;

	while (i < c->n_fields &&
	       (strcmp(c->field[i].table, g->table) != 0 || strcmp(c->field[i].column, g->column) != 0))
		i++;
	return i;
}

static int blanks_of(struct collect *c, int64_t household)
{
	const struct screens *screens = c->ask->screens;
	struct gap *gap = NULL;
	size_t n = 0;
	struct record h;
	int failed = -1;

	record_init(&h, "household");
	if (record_load(c->ask->office, "household", household, &h, c->e) < 0 ||
	    handbook_gaps(c->ask->office, c->field, c->n_fields, household, c->year, &gap, &n, c->e) < 0)
		goto done;
	for (size_t i = 0; i < n; i++) {
		const struct form *form = screens_form_of_table(screens, gap[i].table);
		struct suspect_line l = { .rule = "blank",
					  .severity = "error",
					  .table = gap[i].table,
					  .field = gap[i].column,
					  .row = gap[i].row,
					  .household = household,
					  .kind = kind_of_blank(c, &gap[i]) };
		struct buf message = BUF_INIT;

		snprintf(l.key, sizeof(l.key), "blank:%s", gap[i].column);
		snprintf(l.household_no, sizeof(l.household_no), "%s", record_text(&h, "household_no"));
		words_put(screens, &message, "check.blank", form ? form->title : "", column_label(form, gap[i].column),
			  gap[i].title);
		l.message = buf_detach(&message);
		add_line(c, &l);
	}
	failed = 0;
done:
	free(gap);
	record_release(&h);
	return failed;
}

static void each_household(void *arg, int64_t household, int gaps)
{
	struct collect *c = arg;

	if (gaps == 0 || c->failed < 0)
		return;
	if (stops(c, ++c->seen, 0))
		c->failed = err_set(c->e, ERR_CANCEL, "CANCELLED");
	else
		c->failed = blanks_of(c, household);
}

static bool has_blanks(const struct collect *c, int64_t household)
{
	for (size_t i = 0; i < c->out->n; i++)
		if (c->out->line[i].household == household && strcmp(c->out->line[i].rule, "blank") == 0)
			return true;
	return false;
}

/* Households whose blanks are all set aside count as whole, but what was set aside is told. */
static int waived_blanks(struct collect *c)
{
	for (size_t i = 0; i < c->n_waivers; i++) {
		const struct waiver *w = &c->waiver[i];
		int64_t household =
			strncmp(w->rule, "blank:", 6) == 0 ? record_household(c->ask->office, w->table, w->row) : 0;

		if (household && !has_blanks(c, household) && blanks_of(c, household) < 0)
			return -1;
	}
	return 0;
}

static int blanks(struct collect *c)
{
	struct gap_counts counts;

	c->n_fields = screens_handbook(c->ask->screens, &c->field);
	handbook_year(c->ask->office, c->year);
	if (c->ask->household)
		return blanks_of(c, c->ask->household);
	if (handbook_count(c->ask->office, c->field, c->n_fields, c->year, &counts, each_household, c, c->e) < 0)
		return -1;
	return c->failed < 0 ? -1 : waived_blanks(c);
}

static void add_suspect(struct collect *c, const struct check_def *d, const struct suspect *u)
{
	const struct check_def *first;
	struct suspect_line l = { .rule = d->rule.id,
				  .severity = d->rule.severity,
				  .table = d->rule.table,
				  .field = d->rule.field,
				  .row = u->row,
				  .household = u->household };
	struct buf message = BUF_INIT;

	screens_checks(c->ask->screens, &first);
	l.kind = screens_handbook(c->ask->screens, &c->field) + (size_t)(d - first);
	snprintf(l.key, sizeof(l.key), "%s", d->rule.id);
	snprintf(l.household_no, sizeof(l.household_no), "%s", u->household_no);
	check_message(c->ask->screens, d, u, &message);
	l.message = buf_detach(&message);
	add_line(c, &l);
}

static int rule(struct collect *c, const struct check_def *d, struct err *e)
{
	struct suspect *list = NULL;
	size_t n = 0;
	int failed = check_run(c->ask->office, &d->rule, c->ask->household, &list, &n, e);

	for (size_t i = 0; failed == 0 && i < n; i++)
		add_suspect(c, d, &list[i]);
	free(list);
	return failed;
}

static int rules(struct collect *c)
{
	const struct check_def *def;
	size_t n = screens_checks(c->ask->screens, &def);
	const char *only = c->ask->only;
	bool known = false;

	for (size_t i = 0; i < n; i++) {
		if (only && strcmp(only, def[i].rule.id) != 0)
			continue;
		known = true;
		if (stops(c, (int64_t)i, (int64_t)n))
			return err_set(c->e, ERR_CANCEL, "CANCELLED");
		struct err why = { 0 };
		if (rule(c, &def[i], &why) == 0)
			continue;
		if (only || why.code != ERR_INVALID) {
			if (c->e)
				*c->e = why;
			return -1;
		}
		if (c->out->refused.code == ERR_NONE)
			c->out->refused = why;
	}
	return known || !only ? 0 : err_set(c->e, ERR_MISSING, "CHECK_UNKNOWN", only);
}

int suspects_collect(const struct suspects_ask *ask, struct suspects *out, struct err *e)
{
	struct collect c = { .ask = ask, .out = out, .e = e };
	bool blank_too = !ask->only || strcmp(ask->only, "blank") == 0;
	int failed = waiver_list(ask->office, &c.waiver, &c.n_waivers, e);

	if (failed == 0 && blank_too)
		failed = blanks(&c);
	if (failed == 0 && (!ask->only || !blank_too))
		failed = rules(&c);
	free(c.waiver);
	return failed;
}

void suspects_release(struct suspects *s)
{
	for (size_t i = 0; i < s->n; i++)
		mem_free(s->line[i].message);
	mem_free(s->line);
	*s = (struct suspects){ 0 };
}

void suspects_drop(struct suspects *s, int64_t household)
{
	size_t kept = 0;

	for (size_t i = 0; i < s->n; i++) {
		if (s->line[i].household != household) {
			s->line[kept++] = s->line[i];
			continue;
		}
		s->waived -= s->line[i].waived;
		mem_free(s->line[i].message);
	}
	s->n = kept;
}

void suspects_kind(const struct screens *s, const struct suspect_line *l, struct buf *out)
{
	const struct form *form = screens_form_of_table(s, l->table);
	const struct check_def *def;
	size_t n = screens_checks(s, &def);
	const char *some = words_get(s, "check.some");

	if (strcmp(l->rule, "blank") == 0) {
		words_put(s, out, "check.blank_kind", form ? form->title : l->table, column_label(form, l->field));
		return;
	}
	for (size_t i = 0; i < n; i++)
		if (strcmp(def[i].rule.id, l->rule) == 0)
			words_fill(out, def[i].message, some, some, some);
}

static int by_kind(const void *a, const void *b)
{
	const struct suspect_line *x = ((const struct suspect_count *)a)->line;
	const struct suspect_line *y = ((const struct suspect_count *)b)->line;
	int order = strcmp(x->key, y->key);

	return order ? order : strcmp(x->table, y->table);
}

static int by_count(const void *a, const void *b)
{
	const struct suspect_count *x = a, *y = b;

	return x->n != y->n ? (x->n < y->n) - (x->n > y->n) : by_kind(a, b);
}

void suspects_count(const struct suspects *s, struct suspect_count **out, size_t *n)
{
	struct suspect_count *list = mem_grow(NULL, s->n + 1, sizeof(*list));
	size_t kept = 0;

	for (size_t i = 0; i < s->n; i++)
		list[i] = (struct suspect_count){ &s->line[i], !s->line[i].waived, s->line[i].waived };
	if (s->n)
		qsort(list, s->n, sizeof(*list), by_kind);
	for (size_t i = 0; i < s->n; i++) {
		if (kept == 0 || by_kind(&list[kept - 1], &list[i]) != 0) {
			list[kept++] = list[i];
			continue;
		}
		list[kept - 1].n += list[i].n;
		list[kept - 1].waived += list[i].waived;
	}
	if (kept)
		qsort(list, kept, sizeof(*list), by_count);
	*out = list;
	*n = kept;
}
