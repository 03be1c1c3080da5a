/* Paragraphs from their templates. */
#include "period_words.h"
#include "report_parts.h"

#include "base/mem.h"
#include "base/number.h"
#include "screen/table_def.h"
#include "screen/template.h"
#include "screen/words.h"

#include <inttypes.h>
#include <string.h>

#define EACH "{{each}}"
#define BETWEEN "{{between}}"
#define IF "{{if "
#define END "{{end}}"
#define MOST_COLUMNS 9

struct filling {
	const struct report *r;
	struct office *o;
	const struct screens *s;
	struct marked *out;
	/* of a line of `each` */
	const struct value *cell;
	size_t cells;
	char *column[MOST_COLUMNS]; /* names */
	size_t columns;
	const char *only; /* the first as SQL; NULL outside of `each` */
	struct buf item, between;
	size_t lines, most;  /* 0: all */
	const char *list;    /* the table of all; "" none */
	unsigned *numbering; /* of headings; NULL elsewhere */
	struct err *e;
	int rc;
};

static bool ends_in(const char *name, const char *end)
{
	size_t n = strlen(name), m = strlen(end);

	return n >= m && strcmp(name + n - m, end) == 0;
}

static void put_cell(const struct filling *f, size_t c, struct buf *out)
{
	const char *name = f->column[c];
	const struct metric_def money = { .unit = ends_in(name, "_wan") ? "wan" : "yuan", .numerator = "" };
	const struct value *v = &f->cell[c];

	if (ends_in(name, "_wan") || ends_in(name, "_yuan"))
		report_value(&money, v, true, out);
	else if (v->kind == VALUE_INT)
		buf_addf(out, "%" PRId64, v->i);
	else if (v->kind == VALUE_REAL)
		number_format(out, v->r, 4);
	else
		buf_adds(out, v->kind == VALUE_TEXT ? v->text : REPORT_BLANK);
}

static void put_metric(struct filling *f, size_t metric, const char *name, struct buf *out)
{
	const struct metric_def *m = &f->r->def->metric[metric];
	struct value v = value_null();
	struct buf key = BUF_INIT;
	size_t at = out->n;
	struct mark *mark;

	if (!f->only)
		v = value_copy(&f->r->value[metric]);
	else if (report_count(f->r, f->o, metric, f->column[0], f->only, &v, f->e) < 0)
		f->rc = -1;
	report_value(m, &v, true, out);
	buf_adds(&key, name);
	if (f->only)
		buf_addf(&key, "@%s", f->only);
	mark = marked_add(f->out, key.s, at);
	mark->metric = metric;
	mark->empty = v.kind == VALUE_NULL;
	if (f->only) {
		mark->column = mem_dup(f->column[0]);
		mark->only = mem_dup(f->only);
	}
	buf_release(&key);
	value_release(&v);
}

/* The ordinals of the headings that stand: `no`, and `sub` within one. */
static bool put_ordinal(const struct filling *f, const char *name, struct buf *out)
{
	bool sub = strcmp(name, "sub") == 0;
	const char *word;

	if (!f->numbering || (!sub && strcmp(name, "no") != 0))
		return false;
	if (!sub)
		f->numbering[1] = 0;
	word = words_get(f->s, "report.ordinals");
	for (unsigned i = f->numbering[sub]++; i > 0 && *word; i--)
		word += strcspn(word, " ") + (word[strcspn(word, " ")] != '\0');
	if (*word)
		buf_add(out, word, strcspn(word, " "));
	else
		buf_addf(out, "%u", f->numbering[sub]);
	return true;
}

static bool put_name(void *arg, const char *name, struct buf *out)
{
	struct filling *f = arg;
	size_t metric = report_metric_index(f->r->def, name), at = out->n;

	if (put_ordinal(f, name, out))
		return true;
	if (name[1] == '\0' && *name >= '1' && *name <= '9') {
		if (!f->cell || (size_t)(*name - '1') >= f->cells)
			return false;
		put_cell(f, (size_t)(*name - '1'), out);
		return true;
	}
	if (metric != NO_METRIC) {
		put_metric(f, metric, name, out);
		return true;
	}
	if (!period_word(f->o, f->s, &f->r->period, name, out))
		return false;
	if (strcmp(name, "month") == 0) /* goes on with the year */
		marked_add(f->out, name, at);
	return true;
}

void report_fill_plain(const struct report *r, struct office *o, const struct screens *s, const char *text,
		       unsigned *numbering, struct marked *out)
{
	struct filling f = { .r = r, .o = o, .s = s, .out = out, .numbering = numbering };

	template_fill(text, put_name, &f, &out->text);
}

static void quote(const struct value *v, struct buf *out)
{
	if (v->kind == VALUE_INT) {
		buf_addf(out, "%" PRId64, v->i);
	} else if (v->kind == VALUE_REAL) {
		buf_addf(out, "%.17g", v->r);
	} else if (v->kind == VALUE_TEXT) {
		buf_addc(out, '\'');
		for (const char *s = v->text; *s; s++)
			buf_addf(out, "%s%c", *s == '\'' ? "'" : "", *s);
		buf_addc(out, '\'');
	} else {
		buf_adds(out, "NULL");
	}
}

/* There are more: where all of them stand. */
static void put_more(const struct filling *f)
{
	const struct table_def *all = f->list[0] ? screens_table(f->s, f->list) : NULL;

	if (all)
		words_put(f->s, &f->out->text, "report.and_list", all->title);
	else
		buf_adds(&f->out->text, words_get(f->s, "report.and_more"));
}

static int fill_line(void *arg, const struct value *cell, size_t n)
{
	struct filling *f = arg;
	struct buf only = BUF_INIT;

	if (f->most && f->lines == f->most) {
		put_more(f);
		return 1;
	}
	if (f->lines++)
		template_fill(f->between.s, put_name, f, &f->out->text);
	quote(&cell[0], &only);
	f->cell = cell;
	f->cells = n < MOST_COLUMNS ? n : MOST_COLUMNS;
	f->only = only.s;
	template_fill(f->item.s, put_name, f, &f->out->text);
	f->cell = NULL;
	f->only = NULL;
	buf_release(&only);
	return f->rc;
}

static void see_column(void *arg, const char *name)
{
	struct filling *f = arg;

	if (f->columns < MOST_COLUMNS)
		f->column[f->columns++] = mem_dup(name);
}

/* Cuts the text into what stands before the lines, a line, what stands between two, and what follows. */
static const char *cut_each(struct filling *f, const char *text, struct buf *before)
{
	const char *each = strstr(text, EACH), *end = each ? strstr(each, END) : NULL;
	const char *between = end ? strstr(each, BETWEEN) : NULL;
	const char *item_end = between && between < end ? between : end;

	if (!end) {
		buf_adds(&f->item, text);
		buf_adds(&f->between, "\n");
		return "";
	}
	buf_add(before, text, (size_t)(each - text));
	each += strlen(EACH);
	buf_add(&f->item, each, (size_t)(item_end - each));
	if (item_end != end)
		buf_add(&f->between, item_end + strlen(BETWEEN), (size_t)(end - item_end) - strlen(BETWEEN));
	return end + strlen(END);
}

/* The text with what stands in {{if METRIC}}…{{end}} only where that metric of the whole report is not 0 or empty. */
static void choose(const struct report *r, const char *text, struct buf *out)
{
	bool open[8] = { false };
	size_t depth = 0, skipped = 0;

	while (*text) {
		bool begins = strncmp(text, IF, strlen(IF)) == 0;
		bool each = strncmp(text, EACH, strlen(EACH)) == 0,
		     ends = depth && strncmp(text, END, strlen(END)) == 0;
		size_t n = begins ? strcspn(text, "}") + 2 : each ? strlen(EACH) : ends ? strlen(END) : 1;
		bool shown = skipped == 0 && !begins;

		if ((begins || each) && depth < sizeof(open)) {
			bool left_out = false;

			if (begins) {
				char *name = mem_dup_n(text + strlen(IF), n - strlen(IF) - 2);
				size_t metric = report_metric_index(r->def, name);

				left_out = metric == NO_METRIC || report_is_zero(&r->value[metric]);
				mem_free(name);
			}
			open[depth++] = begins;
			skipped += left_out || skipped ? 1 : 0;
		} else if (ends) {
			depth--;
			shown = shown && !open[depth];
			skipped -= skipped ? 1 : 0;
		}
		if (shown)
			buf_add(out, text, n);
		text += n;
	}
}

int report_fill(const struct report *r, struct office *o, const struct screens *s, const struct paragraph_def *p,
		struct marked *out, bool *skip, struct err *e)
{
	struct filling f = { .r = r, .o = o, .s = s, .out = out, .item = BUF_INIT, .between = BUF_INIT, .e = e };
	struct buf before = BUF_INIT, text = BUF_INIT, each = BUF_INIT, kept = BUF_INIT;
	const char *after;

	*skip = false;
	choose(r, p->text, &text);
	if (!p->each[0]) {
		template_fill(text.s ? text.s : "", put_name, &f, &out->text);
		buf_release(&text);
		return f.rc;
	}
	after = cut_each(&f, text.s ? text.s : "", &before);
	template_fill(before.s, put_name, &f, &out->text);
	f.most = p->most > 0 ? (size_t)p->most : 0;
	f.list = p->list;
	report_kept_sql(r, p->each, &kept);
	if (f.most) /* so that only these are kept while they are sorted */
		buf_addf(&each, "SELECT * FROM (%s\n) LIMIT %zu", kept.s, f.most + 1);
	else
		buf_adds(&each, kept.s);
	if (metric_columns(o, p->each, see_column, &f, e) < 0 ||
	    metric_each(o, each.s, &r->period, fill_line, &f, e) < 0)
		f.rc = -1;
	template_fill(after, put_name, &f, &out->text);
	*skip = f.lines == 0;
	for (size_t c = 0; c < f.columns; c++)
		mem_free(f.column[c]);
	buf_release(&text);
	buf_release(&each);
	buf_release(&kept);
	buf_release(&before);
	buf_release(&f.item);
	buf_release(&f.between);
	return f.rc;
}
