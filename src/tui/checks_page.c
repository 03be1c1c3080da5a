#include "checks_internal.h"

#include "base/mem.h"
#include "base/text.h"
#include "screen/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const severities[] = { "error", "warn", "hint" };

static int rank(const char *severity)
{
	int i = 0;

	while (i < 2 && strcmp(severities[i], severity) != 0)
		i++;
	return i;
}

/* Waived ones last, whatever the order. */
static int by_waived(const struct checks_row *x, const struct checks_row *y)
{
	return x->line->waived - y->line->waived;
}

static int by_number(const struct checks_row *x, const struct checks_row *y)
{
	int order = strcmp(x->line->household_no, y->line->household_no);

	return order ? order : (x->line->row > y->line->row) - (x->line->row < y->line->row);
}

static int by_kind(const struct checks_row *x, const struct checks_row *y)
{
	int order = rank(x->line->severity) - rank(y->line->severity);

	return order ? order : (x->line->kind > y->line->kind) - (x->line->kind < y->line->kind);
}

static int in_rules(const void *a, const void *b)
{
	int order = by_waived(a, b);

	if (order == 0)
		order = by_kind(a, b);
	return order ? order : by_number(a, b);
}

static int in_households(const void *a, const void *b)
{
	const struct checks_row *x = a, *y = b;
	int order = by_waived(x, y);

	if (order == 0)
		order = strcmp(x->line->household_no, y->line->household_no);
	if (order == 0)
		order = (x->line->household > y->line->household) - (x->line->household < y->line->household);
	return order ? order : by_kind(x, y);
}

static const char *cadre_of(const struct checks_row *r)
{
	return r->house ? r->house->cadre : "";
}

static int in_cadres(const void *a, const void *b)
{
	int order = by_waived(a, b);

	if (order == 0)
		order = strcmp(cadre_of(a), cadre_of(b));
	return order ? order : in_households(a, b);
}

static int by_id(const void *a, const void *b)
{
	const struct check_house *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

static const struct check_house *house_of(const struct checks *c, int64_t id)
{
	const struct check_house wanted = { .id = id };

	return id && c->n_houses ? bsearch(&wanted, c->house, c->n_houses, sizeof(wanted), by_id) : NULL;
}

int checks_houses(struct checks *c, struct office *o, struct err *e)
{
	size_t n = 0;

	c->house = mem_grow(c->house, c->all.n + 1, sizeof(*c->house));
	c->n_houses = 0;
	for (size_t i = 0; i < c->all.n; i++)
		c->house[n++].id = c->all.line[i].household;
	if (n)
		qsort(c->house, n, sizeof(*c->house), by_id);
	for (size_t i = 0; i < n; i++) {
		int64_t id = c->house[i].id;

		if (!id || (c->n_houses > 0 && c->house[c->n_houses - 1].id == id))
			continue;
		if (check_house(o, id, &c->house[c->n_houses], e) < 0)
			return -1;
		c->n_houses++;
	}
	return 0;
}

int64_t checks_more(size_t kind)
{
	return -1 - (int64_t)kind;
}

bool checks_is_more(int64_t line, size_t *kind)
{
	*kind = line < 0 ? (size_t)(-1 - line) : 0;
	return line < 0;
}

static void sort_rows(struct checks *c)
{
	static int (*const orders[])(const void *, const void *) = { in_rules, in_households, in_cadres };

	mem_free(c->row);
	c->row = mem_grow(NULL, c->all.n + 1, sizeof(*c->row));
	c->n = 0;
	for (size_t i = 0; i < c->all.n; i++)
		c->row[c->n++] = (struct checks_row){ &c->all.line[i], house_of(c, c->all.line[i].household) };
	if (c->n)
		qsort(c->row, c->n, sizeof(*c->row), orders[c->order]);
}

static bool same_group(const struct checks *c, const struct checks_row *x, const struct checks_row *y)
{
	if (x->line->waived != y->line->waived)
		return false;
	if (x->line->waived)
		return true;
	if (c->order == CHECKS_BY_RULE)
		return by_kind(x, y) == 0;
	if (c->order == CHECKS_BY_HOUSEHOLD)
		return x->line->household == y->line->household;
	return strcmp(cadre_of(x), cadre_of(y)) == 0;
}

/* Of a kind that is not all here: how many there are. */
static size_t count_of(const struct checks *c, const struct checks_row *r, size_t here)
{
	const struct suspect_kind *k = &c->all.kind[r->line->kind];

	return c->order != CHECKS_BY_RULE || r->line->waived ? here : k->n;
}

static void write_heading(struct checks *c, const struct app *a, size_t from, size_t to)
{
	const struct checks_row *r = &c->row[from];
	struct buf name = BUF_INIT, b = BUF_INIT;
	char count[24];

	if (r->line->waived)
		buf_adds(&name, app_word(a, "checks_waived"));
	else if (c->order == CHECKS_BY_RULE)
		suspects_kind(a->screens, r->line, &name);
	else if (c->order == CHECKS_BY_CADRE)
		buf_adds(&name, *cadre_of(r) ? cadre_of(r) : app_word(a, "checks_no_cadre"));
	else if (r->house)
		buf_addf(&name, "%s %s %s", r->line->household_no, r->house->head, r->house->group);
	else
		buf_adds(&name, app_word(a, "checks_no_household"));
	snprintf(count, sizeof(count), "%zu", count_of(c, r, to - from));
	words_put(a->screens, &b, "word.checks_group", name.s, count);
	page_heading(&c->page, b.s);
	buf_release(&name);
	buf_release(&b);
}

static void write_row(struct checks *c, const struct app *a, size_t grid, size_t i)
{
	static const enum ink inks[] = { INK_BAD, INK_WARN, INK_DIM };
	const struct suspect_line *l = c->row[i].line;
	char key[32];

	snprintf(key, sizeof(key), "severity_%s", l->severity);
	page_row(&c->page, grid, 0, (int64_t)i, NULL);
	page_cell(&c->page, l->waived ? INK_DIM : inks[rank(l->severity)], app_word(a, key));
	page_cell(&c->page, INK_NORMAL, c->row[i].house ? c->row[i].house->head : "");
	page_cell(&c->page, l->waived ? INK_DIM : INK_NORMAL, l->message);
	page_cell(&c->page, INK_DIM, l->until);
}

/* Under the rows of a kind: how many are not here. Opening it reads the next. */
static void write_more(struct checks *c, const struct app *a, size_t grid, size_t kind)
{
	const struct suspect_kind *k = &c->all.kind[kind];
	struct buf b = BUF_INIT;
	char count[24];

	snprintf(count, sizeof(count), "%zu", k->n - k->kept);
	words_put(a->screens, &b, "word.checks_more", count);
	page_row(&c->page, grid, 0, checks_more(kind), NULL);
	page_cell(&c->page, INK_DIM, "");
	page_cell(&c->page, INK_DIM, "");
	page_cell(&c->page, INK_COUNT, b.s);
	buf_release(&b);
}

static bool is_cut(const struct suspect_kind *k)
{
	return k->kept < k->n;
}

/* In the other orders what is here of a kind stands scattered: what is not is told first. */
static void write_missing(struct checks *c, const struct app *a)
{
	bool any = false;

	for (size_t i = 0; i < c->all.n_kinds && c->order != CHECKS_BY_RULE; i++)
		any |= is_cut(&c->all.kind[i]);
	if (!any)
		return;
	char most[24];
	struct buf b = BUF_INIT;

	snprintf(most, sizeof(most), "%d", CHECKS_MOST);
	words_put(a->screens, &b, "word.checks_first", most);
	page_heading(&c->page, b.s);
	buf_release(&b);
}

static int severity_cols(const struct app *a)
{
	int most = 0;
	char key[32];

	for (size_t i = 0; i < 3; i++) {
		snprintf(key, sizeof(key), "severity_%s", severities[i]);
		int w = text_width(app_word(a, key));

		most = w > most ? w : most;
	}
	return most;
}

void checks_write(struct checks *c, const struct app *a)
{
	const struct page_column column[] = { { severity_cols(a), false }, { 8, false }, { 0, false }, { 0, false } };
	const struct page_column dated[] = { column[0], column[1], column[2], { 10, false } };

	sort_rows(c);
	page_clear(&c->page);
	size_t plain = page_grid(&c->page, column, 3), until = page_grid(&c->page, dated, 4);
	write_missing(c, a);
	for (size_t i = 0, to; i < c->n; i = to) {
		for (to = i + 1; to < c->n && same_group(c, &c->row[i], &c->row[to]); to++)
			;
		write_heading(c, a, i, to);
		for (size_t k = i; k < to; k++)
			write_row(c, a, c->row[k].line->waived ? until : plain, k);
		if (c->order == CHECKS_BY_RULE && !c->row[i].line->waived && is_cut(&c->all.kind[c->row[i].line->kind]))
			write_more(c, a, plain, c->row[i].line->kind);
	}
	page_clip(&c->page);
}

void checks_summary(const struct checks *c, const struct app *a, struct buf *out)
{
	struct suspect_count *kind;
	size_t n;

	buf_addf(out, "%s\n\n", words_get(a->screens, "check.summary_title"));
	suspects_count(&c->all, &kind, &n);
	for (size_t i = 0; i < n; i++) {
		buf_addf(out, "%6zu  ", kind[i].n);
		if (kind[i].waived)
			buf_addf(out, "(+%zu) ", kind[i].waived);
		suspects_kind(a->screens, kind[i].line, out);
		buf_addc(out, '\n');
	}
	free(kind);
}
