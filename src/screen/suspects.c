#include "screen/suspects.h"

#include "base/mem.h"
#include "model/handbook.h"
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
	size_t kind, skip; /* of suspects_more: only this kind, without its first ones */
	bool more;
	char year[5];
	char number[32]; /* of a household with blanks */
	int64_t numbered;
	const struct check_def *def; /* the rule that runs */
	struct err *e;
};

static struct suspect_kind *kind_at(struct suspects *s, const struct suspect_line *l)
{
	if (l->kind >= s->n_kinds) {
		s->kind = mem_grow(s->kind, l->kind + 1, sizeof(*s->kind));
		memset(s->kind + s->n_kinds, 0, (l->kind + 1 - s->n_kinds) * sizeof(*s->kind));
		s->n_kinds = l->kind + 1;
	}
	struct suspect_kind *k = &s->kind[l->kind];
	k->of = *l;
	k->of.row = k->of.household = 0;
	k->of.message = NULL;
	return k;
}

static void keep_line(struct suspects *s, const struct suspect_line *l)
{
	if (s->n == s->cap) {
		s->cap = s->cap * 2 + 64;
		s->line = mem_grow(s->line, s->cap, sizeof(*s->line));
	}
	s->line[s->n++] = *l;
}

/* Counts a line and says whether it is wanted. */
static bool count_line(struct collect *c, struct suspect_line *l)
{
	const struct suspects_ask *ask = c->ask;
	struct suspects *s = c->out;
	struct suspect_kind *k = kind_at(s, l);
	const struct waiver *w = waiver_find(c->waiver, c->n_waivers, l->key, l->table, l->row ? l->row : l->household);

	l->waived = w != NULL;
	if (w)
		snprintf(l->until, sizeof(l->until), "%s", w->until);
	if (c->more) {
		bool of_kind = l->kind == c->kind && !l->waived, wanted = of_kind && c->skip == 0;

		c->skip -= of_kind && !wanted;
		k->kept += wanted;
		return wanted;
	}
	k->n += !l->waived;
	k->waived += l->waived;
	s->found++;
	s->waived += l->waived;
	if (ask->counts)
		return false;
	if (l->waived) /* somebody wrote down why: they are few */
		return true;
	if (ask->most && k->kept >= ask->most)
		return false;
	k->kept++;
	return true;
}

/* Takes the message. 1: that was the last one wanted. */
static int give_line(struct collect *c, struct suspect_line *l)
{
	int answer = 0;

	if (c->ask->line) {
		answer = c->ask->line(c->ask->arg, l, c->e);
		mem_free(l->message);
		return answer;
	}
	keep_line(c->out, l);
	return c->more && c->out->n >= c->ask->most;
}

static const char *column_label(const struct form *form, const char *column)
{
	const struct field *f = form ? form_field(form, column) : NULL;

	return f ? f->label : column;
}

static int each_blank(void *arg, const struct gap *g)
{
	struct collect *c = arg;
	const struct screens *screens = c->ask->screens;
	const struct form *form;
	struct buf message = BUF_INIT;
	struct suspect_line l = { .rule = "blank",
				  .severity = "error",
				  .table = g->table,
				  .field = g->column,
				  .row = g->row,
				  .household = g->household,
				  .kind = g->field };

	snprintf(l.key, sizeof(l.key), "blank:%s", g->column);
	if (!count_line(c, &l))
		return 0;
	if (c->numbered != g->household && check_household_no(c->ask->office, g->household, c->number, c->e) < 0)
		return -1;
	c->numbered = g->household;
	snprintf(l.household_no, sizeof(l.household_no), "%s", c->number);
	form = screens_form_of_table(screens, g->table);
	words_put(screens, &message, "check.blank", form ? form->title : "", column_label(form, g->column), g->title);
	l.message = buf_detach(&message);
	return give_line(c, &l);
}

static int blanks(struct collect *c)
{
	struct office *o = c->ask->office;
	struct gap *gap = NULL;
	size_t n = 0;
	int answer;

	handbook_year(o, c->year);
	if (!c->ask->household)
		return handbook_each(o, c->field, c->n_fields, c->year, !c->ask->scoped, each_blank, c, c->e);
	answer = handbook_gaps(o, c->field, c->n_fields, c->ask->household, c->year, &gap, &n, c->e);
	for (size_t i = 0; answer == 0 && i < n; i++)
		answer = each_blank(c, &gap[i]);
	free(gap);
	return answer;
}

static int each_suspect(void *arg, const struct suspect *u)
{
	struct collect *c = arg;
	const struct check_def *d = c->def, *first;
	struct buf message = BUF_INIT;
	struct suspect_line l = { .rule = d->rule.id,
				  .severity = d->rule.severity,
				  .table = d->rule.table,
				  .field = d->rule.field,
				  .row = u->row,
				  .household = u->household };

	screens_checks(c->ask->screens, &first);
	l.kind = c->n_fields + (size_t)(d - first);
	snprintf(l.key, sizeof(l.key), "%s", d->rule.id);
	if (!count_line(c, &l))
		return 0;
	snprintf(l.household_no, sizeof(l.household_no), "%s", u->household_no);
	check_message(c->ask->screens, d, u, &message);
	l.message = buf_detach(&message);
	return give_line(c, &l);
}

static int rule(struct collect *c, const struct check_def *d, struct err *e)
{
	const struct check_ask ask = { .household = c->ask->household,
				       .scoped = c->ask->scoped,
				       .bare = c->ask->counts };

	c->def = d;
	return check_rows(c->ask->office, &d->rule, &ask, each_suspect, c, e);
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
		if (!c->ask->household)
			office_tell(c->ask->office, (int64_t)i, (int64_t)n);
		struct err why = { 0 };
		int answer = rule(c, &def[i], &why);
		if (answer > 0)
			return answer;
		if (answer == 0)
			continue;
		if (only || why.code != ERR_INVALID) {
			if (c->e && why.code != ERR_NONE)
				*c->e = why;
			return -1;
		}
		if (c->out->refused.code == ERR_NONE)
			c->out->refused = why;
	}
	return known || !only ? 0 : err_set(c->e, ERR_MISSING, "CHECK_UNKNOWN", only);
}

static int run(struct collect *c)
{
	const char *only = c->ask->only;
	bool blank_too = !only || strcmp(only, "blank") == 0;
	int answer = waiver_list(c->ask->office, &c->waiver, &c->n_waivers, c->e);

	c->n_fields = screens_handbook(c->ask->screens, &c->field);
	if (answer == 0 && blank_too)
		answer = blanks(c);
	if (answer == 0 && (!only || !blank_too))
		answer = rules(c);
	free(c->waiver);
	return answer < 0 ? -1 : 0;
}

int suspects_collect(const struct suspects_ask *ask, struct suspects *out, struct err *e)
{
	return run(&(struct collect){ .ask = ask, .out = out, .e = e });
}

int suspects_more(const struct suspects_ask *ask, size_t kind, size_t skip, size_t most, struct suspects *out,
		  struct err *e)
{
	struct suspects_ask one = *ask;
	struct collect c = { .ask = &one, .out = out, .kind = kind, .skip = skip, .more = true, .e = e };

	one.only = kind < out->n_kinds ? out->kind[kind].of.rule : "blank";
	one.most = out->n + most;
	return run(&c);
}

void suspects_release(struct suspects *s)
{
	for (size_t i = 0; i < s->n; i++)
		mem_free(s->line[i].message);
	mem_free(s->line);
	mem_free(s->kind);
	*s = (struct suspects){ 0 };
}

static void drop_lines(struct suspects *s, int64_t household)
{
	size_t kept = 0;

	for (size_t i = 0; i < s->n; i++) {
		if (s->line[i].household != household) {
			s->line[kept++] = s->line[i];
			continue;
		}
		s->kind[s->line[i].kind].kept -= !s->line[i].waived;
		mem_free(s->line[i].message);
	}
	s->n = kept;
}

void suspects_change(struct suspects *s, int64_t household, const struct suspects *before, struct suspects *now)
{
	drop_lines(s, household);
	for (size_t i = 0; i < before->n_kinds && i < s->n_kinds; i++) {
		s->kind[i].n -= before->kind[i].n;
		s->kind[i].waived -= before->kind[i].waived;
	}
	for (size_t i = 0; i < now->n_kinds; i++) {
		struct suspect_kind *k = now->kind[i].of.key[0] ? kind_at(s, &now->kind[i].of) : NULL;

		if (!k)
			continue;
		k->n += now->kind[i].n;
		k->waived += now->kind[i].waived;
	}
	s->found = s->found - before->found + now->found;
	s->waived = s->waived - before->waived + now->waived;
	for (size_t i = 0; i < now->n; i++) {
		s->kind[now->line[i].kind].kept += !now->line[i].waived;
		keep_line(s, &now->line[i]);
	}
	now->n = 0;
	suspects_release(now);
}

void suspects_kind(const struct screens *s, const struct suspect_line *l, struct buf *out)
{
	const struct form *form = screens_form_of_table(s, l->table);
	const struct check_def *def;
	size_t n = screens_checks(s, &def);
	const char *some = words_get(s, "check.some");
	char name[80];

	if (strcmp(l->rule, "blank") == 0) {
		words_put(s, out, "check.blank_kind", form ? form->title : l->table, column_label(form, l->field));
		return;
	}
	snprintf(name, sizeof(name), "check_kind.%s", l->rule);
	if (words_has(s, name)) {
		buf_adds(out, words_get(s, name));
		return;
	}
	for (size_t i = 0; i < n; i++)
		if (strcmp(def[i].rule.id, l->rule) == 0)
			words_fill(out, def[i].message, some, some, some);
}

static int by_count(const void *a, const void *b)
{
	const struct suspect_count *x = a, *y = b;

	if (x->n != y->n)
		return (x->n < y->n) - (x->n > y->n);
	int order = strcmp(x->line->key, y->line->key);
	return order ? order : strcmp(x->line->table, y->line->table);
}

void suspects_count(const struct suspects *s, struct suspect_count **out, size_t *n)
{
	struct suspect_count *list = mem_grow(NULL, s->n_kinds + 1, sizeof(*list));
	size_t kept = 0;

	for (size_t i = 0; i < s->n_kinds; i++)
		if (s->kind[i].n || s->kind[i].waived)
			list[kept++] = (struct suspect_count){ &s->kind[i].of, s->kind[i].n, s->kind[i].waived };
	if (kept)
		qsort(list, kept, sizeof(*list), by_count);
	*out = list;
	*n = kept;
}
