#include "exchange/report.h"

#include "base/clock.h"
#include "base/mem.h"
#include "model/saved_text.h"
#include "period_words.h"
#include "report_parts.h"
#include "screen/scope_text.h"
#include "screen/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A report being made. */
struct making {
	struct report *r;
	struct office *o;
	const struct screens *s;
	struct saved_text *saved;
	size_t n_saved;
	bool *used; /* of saved */
	bool *warned;
	unsigned numbering[2]; /* of the headings */
	bool open;             /* a paragraph of the page has begun that the next may go on in */
};

static void add_warning(struct report *r, size_t paragraph, struct buf *b)
{
	r->warning = mem_grow(r->warning, r->n_warnings + 1, sizeof(*r->warning));
	r->warning_of = mem_grow(r->warning_of, r->n_warnings + 1, sizeof(*r->warning_of));
	r->warning_of[r->n_warnings] = paragraph;
	r->warning[r->n_warnings++] = buf_detach(b);
}

static void warn(struct making *k, size_t metric)
{
	struct report *r = k->r;
	const struct metric_def *m = &r->def->metric[metric], *base = NULL;
	struct buf b = BUF_INIT;

	if (k->warned[metric])
		return;
	k->warned[metric] = true;
	if (m->numerator[0])
		base = report_metric(r->def, m->denominator);
	if (base)
		words_put(k->s, &b, "report.no_rate", m->label, base->label);
	else
		words_put(k->s, &b, "report.empty", m->label, r->period_title);
	add_warning(r, REPORT_NO_PARAGRAPH, &b);
}

/* Of the paragraph that is being made. */
static void warn_of_doubt(void *arg, size_t metric, const char *words, const char *was, const char *is)
{
	const struct making *k = arg;
	struct buf b = BUF_INIT;

	if (!words[0] && metric != NO_METRIC)
		words = k->r->def->metric[metric].label;
	words_put(k->s, &b, "report.doubt", words, was, is);
	add_warning(k->r, k->r->n_paragraphs, &b);
}

/* A paragraph with its numbers; takes the text of m. */
static struct report_paragraph *add(struct making *k, const char *key, const char *heading, struct marked *m)
{
	struct report *r = k->r;
	struct report_paragraph *p;
	struct buf marked = BUF_INIT;

	for (size_t i = 0; i < m->n; i++) {
		const struct mark *one = &m->mark[i];

		if (one->metric == NO_METRIC)
			continue;
		if (one->empty)
			warn(k, one->metric);
		r->number = mem_grow(r->number, r->n_numbers + 1, sizeof(*r->number));
		r->number[r->n_numbers++] =
			(struct report_number){ r->n_paragraphs,      one->at,           one->bytes, one->metric,
						mem_dup(one->column), mem_dup(one->only) };
	}
	r->paragraph = mem_grow(r->paragraph, r->n_paragraphs + 1, sizeof(*r->paragraph));
	p = &r->paragraph[r->n_paragraphs++];
	marked_write(m, &marked);
	*p = (struct report_paragraph){ .heading = mem_dup(heading),
					.text = mem_dup(m->text.s),
					.marked = buf_detach(&marked) };
	snprintf(p->key, sizeof(p->key), "%s", key);
	return p;
}

/* The person's own ones up to this place in the template. */
static void add_own(struct making *k, int64_t position)
{
	for (size_t i = 0; i < k->n_saved; i++) {
		struct marked m = MARKED_INIT;
		struct report_paragraph *p;

		if (k->used[i] || k->saved[i].position > position)
			continue;
		k->used[i] = true;
		buf_adds(&m.text, k->saved[i].body);
		p = add(k, k->saved[i].paragraph, "", &m);
		p->own = true;
		k->open = false; /* a paragraph of its own */
		p->fresh = mem_dup("");
		marked_release(&m);
	}
}

/* A number the template does not have any more, but the report counts. */
static bool old_number(void *arg, struct mark *m, struct buf *out)
{
	const struct making *k = arg;

	m->metric = report_metric_index(k->r->def, m->key);
	if (m->metric == NO_METRIC)
		return false;
	m->empty = k->r->value[m->metric].kind == VALUE_NULL;
	report_value(&k->r->def->metric[m->metric], &k->r->value[m->metric], true, out);
	return true;
}

static size_t find_saved(struct making *k, const char *key)
{
	size_t i = 0;

	while (i < k->n_saved && strcmp(k->saved[i].paragraph, key) != 0)
		i++;
	return i;
}

static int make_paragraph(struct making *k, const struct paragraph_def *p, struct err *e)
{
	size_t when = p->when[0] ? report_metric_index(k->r->def, p->when) : NO_METRIC, i = find_saved(k, p->key);
	bool left_out = when != NO_METRIC && report_is_zero(&k->r->value[when]), none = false;
	struct marked fresh = MARKED_INIT, then = MARKED_INIT, out = MARKED_INIT, heading = MARKED_INIT;
	struct report_paragraph *made = NULL;
	int rc = 0;

	if (left_out && i == k->n_saved)
		return 0;
	rc = report_fill(k->r, k->o, k->s, p, &fresh, &none, e);
	report_plural(k->s, &fresh);
	if (rc == 0 && (i < k->n_saved || !none))
		report_fill_plain(k->r, k->o, k->s, p->heading, k->numbering, &heading);
	if (rc == 0 && i < k->n_saved) {
		marked_read(k->saved[i].made, &then);
		marked_update(&then, k->saved[i].body, &(struct marked_now){ &fresh, old_number, warn_of_doubt, k },
			      &out);
		made = add(k, p->key, heading.text.s, &out);
		made->edited = true;
	} else if (rc == 0 && !none) {
		made = add(k, p->key, heading.text.s, &fresh);
	}
	if (made) {
		made->fresh = mem_dup(fresh.text.s);
		made->joined = p->join && k->open && !heading.text.s[0];
		k->open = true;
	}
	marked_release(&heading);
	marked_release(&fresh);
	marked_release(&then);
	marked_release(&out);
	return rc;
}

static int make_text(struct making *k, struct err *e)
{
	const struct report_def *d = k->r->def;
	int rc = 0;

	k->used = mem_alloc(k->n_saved + 1);
	k->warned = mem_alloc(d->n_metrics + 1);
	for (size_t i = 0; i < d->n_paragraphs; i++) {
		size_t saved = find_saved(k, d->paragraph[i].key);

		if (saved < k->n_saved)
			k->used[saved] = true;
	}
	add_own(k, 0);
	for (size_t i = 0; rc == 0 && i < d->n_paragraphs; i++) {
		k->open = k->open && d->paragraph[i].join; /* what it would go on is there */
		report_tell(k->r, k->o, d->n_once + d->n_metrics + i);
		rc = make_paragraph(k, &d->paragraph[i], e);
		add_own(k, (int64_t)i + 1);
	}
	if (rc == 0)
		add_own(k, INT64_MAX);
	mem_free(k->used);
	mem_free(k->warned);
	return rc;
}

static void foot(struct report *r, struct office *o, const struct screens *s)
{
	const char *today = clock_today();
	char year[5], month[12], day[12];
	struct buf unit = BUF_INIT, words = BUF_INIT, covers = BUF_INIT;

	snprintf(year, sizeof(year), "%.4s", today);
	snprintf(month, sizeof(month), "%d", atoi(today + 5));
	snprintf(day, sizeof(day), "%d", atoi(today + 8));
	put_my_unit(o, &unit);
	words_put(s, &words, "report.day", year, month, day);
	r->unit = buf_detach(&unit);
	r->day = buf_detach(&words);
	scope_text(s, o, COVERS_FILE, &covers);
	r->covers = buf_detach(&covers);
}

int report_make(struct report *out, struct office *o, const struct screens *s, const struct report_def *d,
		const struct period *p, struct err *e)
{
	struct making k = { .r = out, .o = o, .s = s };
	struct marked title = MARKED_INIT;
	struct buf when = BUF_INIT;
	int rc = -1;

	*out = (struct report){ .def = d, .period = *p };
	period_title(o, s, d->kind, p, &when);
	out->period_title = buf_detach(&when);
	out->title = mem_dup(d->title);
	foot(out, o, s);
	if (report_keep(out, o, e) == 0 && report_count_all(out, o, e) == 0 &&
	    saved_texts(o, d->name, p->name, &k.saved, &k.n_saved, e) == 0) {
		report_fill_plain(out, o, s, d->title, NULL, &title);
		mem_free(out->title);
		out->title = mem_dup(title.text.s);
		out->groups = report_groups_begin();
		rc = make_text(&k, e);
		report_groups_end(&out->groups);
	}
	report_forget(out, o);
	saved_texts_free(&k.saved, k.n_saved);
	marked_release(&title);
	return rc;
}

void report_release(struct report *r)
{
	for (size_t i = 0; r->value && i < r->def->n_metrics; i++)
		value_release(&r->value[i]);
	for (size_t i = 0; i < r->n_paragraphs; i++) {
		mem_free(r->paragraph[i].heading);
		mem_free(r->paragraph[i].text);
		mem_free(r->paragraph[i].fresh);
		mem_free(r->paragraph[i].marked);
	}
	for (size_t i = 0; i < r->n_numbers; i++) {
		mem_free(r->number[i].column);
		mem_free(r->number[i].only);
	}
	for (size_t i = 0; i < r->n_warnings; i++)
		mem_free(r->warning[i]);
	mem_free(r->value);
	mem_free(r->paragraph);
	mem_free(r->number);
	mem_free(r->warning);
	mem_free(r->warning_of);
	mem_free(r->title);
	mem_free(r->period_title);
	mem_free(r->unit);
	mem_free(r->day);
	mem_free(r->covers);
	*r = (struct report){ 0 };
}
