#include "exchange/chart.h"

#include "period_words.h"

#include "base/mem.h"
#include "exchange/profile.h"
#include "screen/choices.h"
#include "screen/words.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct making {
	const struct screens *s;
	const struct chart_def *d;
	struct chart *c;
	bool short_row;
	char **raw; /* the categories as the query gave them */
};

static char *text_of(const struct value *v)
{
	struct buf b = BUF_INIT;

	if (v->kind == VALUE_INT)
		buf_addf(&b, "%lld", (long long)v->i);
	else if (v->kind == VALUE_TEXT)
		buf_adds(&b, v->text);
	return buf_detach(&b);
}

static double number_of(const struct value *v)
{
	return v->kind == VALUE_INT ? (double)v->i : v->kind == VALUE_REAL ? v->r : 0;
}

/* Its place in the list; a new one is added at the end. */
static size_t place(char ***list, size_t *n, char *text, bool *fresh)
{
	size_t i = 0;

	while (i < *n && strcmp((*list)[i], text) != 0)
		i++;
	*fresh = i == *n;
	if (*fresh) {
		*list = mem_grow(*list, *n + 1, sizeof **list);
		(*list)[(*n)++] = text;
	} else {
		mem_free(text);
	}
	return i;
}

static char *category_shown(const struct making *m, const char *raw)
{
	const struct choice *c = m->d->choices ? choice_find(m->d->choices, raw) : NULL;
	struct buf b = BUF_INIT;

	if (m->d->category[0])
		words_fill(&b, m->d->category, raw, NULL, NULL);
	else
		buf_adds(&b, c ? c->shown : raw);
	return buf_detach(&b);
}

/* What somebody called a task may have a number of somebody in it: a chart is for everybody's eyes. */
static char *without_numbers(char *text)
{
	struct buf b = BUF_INIT;

	profile_text(PROFILE_POSTING, PRIVACY_NONE, text, &b);
	mem_free(text);
	return buf_detach(&b);
}

static char *series_shown(const struct making *m, const char *key)
{
	for (size_t i = 0; i < m->d->n_series; i++)
		if (strcmp(m->d->series[i].key, key) == 0)
			return mem_dup(m->d->series[i].label);
	return mem_dup(key);
}

/* The table gets a column more. */
static void widen(struct chart *c)
{
	double *wider = mem_alloc((c->n + 1) * c->m * sizeof *wider);

	for (size_t i = 0; i < c->n; i++)
		for (size_t k = 0; k + 1 < c->m; k++)
			wider[i * c->m + k] = c->value[i * (c->m - 1) + k];
	mem_free(c->value);
	c->value = wider;
}

static int take(void *arg, const struct value *cell, size_t n)
{
	struct making *m = arg;
	struct chart *c = m->c;
	bool fresh;
	size_t k, i;

	if (n < 3) {
		m->short_row = true;
		return 0;
	}
	k = place(&c->key, &c->m, text_of(&cell[1]), &fresh);
	if (fresh) {
		c->series = mem_grow(c->series, c->m, sizeof *c->series);
		c->series[k] = without_numbers(series_shown(m, c->key[k]));
		widen(c);
	}
	i = place(&m->raw, &c->n, text_of(&cell[0]), &fresh);
	if (fresh) {
		c->category = mem_grow(c->category, c->n, sizeof *c->category);
		c->category[i] = without_numbers(category_shown(m, m->raw[i]));
		c->value = mem_grow(c->value, c->n * c->m, sizeof *c->value);
		for (size_t s = 0; s < c->m; s++)
			c->value[i * c->m + s] = 0;
	}
	c->value[i * c->m + k] += number_of(&cell[2]);
	return 0;
}

static char *period_of(struct office *o, const struct screens *s, const struct chart_def *d, const struct period *p)
{
	struct buf b = BUF_INIT;

	if (strcmp(d->period, "none") != 0)
		period_title(o, s, d->period, p, &b);
	return buf_detach(&b);
}

static size_t rank(const struct chart_def *d, const char *raw)
{
	const struct choice *c = choice_find(d->choices, raw);

	return c ? (size_t)(c - d->choices->choice) : d->choices->n;
}

/* As the list of choices goes; what is not in it comes last. */
static void order(struct making *m)
{
	struct chart *c = m->c;

	for (size_t i = 1; i < c->n; i++)
		for (size_t k = i; k > 0 && rank(m->d, m->raw[k]) < rank(m->d, m->raw[k - 1]); k--) {
			char *raw = m->raw[k], *shown = c->category[k];

			m->raw[k] = m->raw[k - 1];
			c->category[k] = c->category[k - 1];
			m->raw[k - 1] = raw;
			c->category[k - 1] = shown;
			for (size_t s = 0; s < c->m; s++) {
				double v = c->value[k * c->m + s];

				c->value[k * c->m + s] = c->value[(k - 1) * c->m + s];
				c->value[(k - 1) * c->m + s] = v;
			}
		}
}

int chart_make(struct office *o, const struct screens *s, const struct chart_def *d, const struct period *p,
	       struct chart *out, struct err *e)
{
	struct making m = { .s = s, .d = d, .c = out };
	int rc;

	*out = (struct chart){ .title = mem_dup(d->title),
			       .unit = mem_dup(d->unit),
			       .period = without_numbers(period_of(o, s, d, p)),
			       .empty = mem_dup(d->empty),
			       .kind = d->kind,
			       .decimals = d->decimals };
	rc = metric_each(o, d->sql, p, take, &m, e);
	if (d->by_list && d->choices)
		order(&m);
	for (size_t i = 0; i < out->n; i++)
		mem_free(m.raw[i]);
	mem_free(m.raw);
	return rc == 0 && m.short_row ? err_set(e, ERR_FORMAT, "CHART_COLUMNS", d->file) : rc;
}

void chart_release(struct chart *c)
{
	for (size_t i = 0; i < c->n; i++)
		mem_free(c->category[i]);
	for (size_t k = 0; k < c->m; k++) {
		mem_free(c->series[k]);
		mem_free(c->key[k]);
	}
	mem_free(c->category);
	mem_free(c->series);
	mem_free(c->key);
	mem_free(c->value);
	mem_free(c->title);
	mem_free(c->unit);
	mem_free(c->period);
	mem_free(c->empty);
	*c = (struct chart){ 0 };
}

double chart_value(const struct chart *c, size_t category, size_t series)
{
	return c->value[category * c->m + series];
}

bool chart_is_empty(const struct chart *c)
{
	for (size_t i = 0; i < c->n * c->m; i++)
		if (c->value[i] > 0)
			return false;
	return true;
}

int chart_file(struct office *o, const struct chart *c, size_t n, const char *none, const char *path, struct err *e)
{
	struct paper *p;

	if (office_is_file(o, path))
		return err_set(e, ERR_IO, "FILE_WRITE", path, strerror(EEXIST));
	if (paper_open(&p, path, false, e) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		chart_paper(p, &c[i], none);
	return paper_close(&p, e);
}
