/* What the parts of reports share. Private to exchange/. */
#ifndef EXCHANGE_REPORT_PARTS_H
#define EXCHANGE_REPORT_PARTS_H

#include "exchange/report.h"

#define NO_METRIC ((size_t)-1)

/* A text and the numbers that were put into it. */
struct mark {
	char *key; /* name; of a line of `each` NAME@VALUE */
	size_t at, bytes, metric;
	char *column, *only; /* as struct report_number */
	bool empty;
};
struct marked {
	struct buf text;
	struct mark *mark;
	size_t n;
};
#define MARKED_INIT \
	{ \
		BUF_INIT, NULL, 0 \
	}
void marked_release(struct marked *m);
/* The mark is of what was appended to m->text since `at`. */
struct mark *marked_add(struct marked *m, const char *key, size_t at);
/* As one text with {{KEY|NUMBER}} in it, to be kept, and back. */
void marked_write(const struct marked *m, struct buf *out);
void marked_read(const char *text, struct marked *out);
const struct mark *marked_find(const struct marked *m, const char *key); /* NULL if there is none */
/* The numbers of a text somebody wrote. */
struct place {
	size_t at, bytes;
	size_t of; /* the mark that stands there, NO_METRIC none */
};
struct places {
	struct place *place;
	size_t n;
	bool *in_doubt; /* of the marks: its digits stand there, but whether as this number nobody can say */
};
struct places marked_places(const struct marked *then, const char *body);         /* free place and in_doubt */
void marked_words(const struct marked *m, const struct mark *k, struct buf *out); /* those right before a number */

/* A person's text over what was made then: out is `body` with the numbers of `then` that still stand in it as those of
 * `text` are. `number` gives the text of one that `text` has not; false: it stays. A number that changed but may stand
 * in several places, or in other words, is left and told to `doubt`. */
struct marked_now {
	const struct marked *text;
	bool (*number)(void *arg, struct mark *m, struct buf *out);
	void (*doubt)(void *arg, size_t metric, const char *words, const char *was, const char *is);
	void *arg;
};
void marked_update(const struct marked *then, const char *body, const struct marked_now *now, struct marked *out);

/* report_once.c. While a report is made (from report_keep to report_forget) what its [once.VIEW] say is kept; the SQL
 * of a number or of an `each`, appended, reads it there, and the views themselves at other times. */
int report_keep(struct report *r, struct office *o, struct err *e);
void report_forget(struct report *r, struct office *o);
void report_kept_sql(const struct report *r, const char *sql, struct buf *out);
void report_tell(const struct report *r, struct office *o, size_t done); /* of [once], metrics, paragraphs */
/* Every metric of the report, r->value. */
int report_count_all(struct report *r, struct office *o, struct err *e);
/* Metric i, or only the rows with `only` (SQL) in `column` where that is not NULL. */
int report_count(const struct report *r, struct office *o, size_t metric, const char *column, const char *only,
		 struct value *out, struct err *e);
/* report_groups.c: the same of one line of many, while a report is made (r->groups). 1, or 0: SQL is to be asked
 * for this line alone. */
struct report_groups *report_groups_begin(void);
void report_groups_end(struct report_groups **all);
int report_group_value(const struct report *r, struct office *o, size_t metric, const char *column, const char *only,
		       struct value *out, struct err *e);
/* SQL of the rows: appended. */
void report_sql(const struct metric_def *m, const char *column, const char *only, struct buf *out);
bool report_has_column(struct office *o, const struct metric_def *m, const char *column); /* NULL: no */
size_t report_metric_index(const struct report_def *d, const char *name);                 /* NO_METRIC */

/* One paragraph from its template. *skip: its `each` has no row. */
int report_fill(const struct report *r, struct office *o, const struct screens *s, const struct paragraph_def *p,
		struct marked *out, bool *skip, struct err *e);
/* Any text of the template without `each`: titles, headings. numbering: the last {{no}} and {{sub}} given; NULL of what
 * has none. */
void report_fill_plain(const struct report *r, struct office *o, const struct screens *s, const char *text,
		       unsigned *numbering, struct marked *out);

/* report_plural.c: the words after each number as they are for one, where it is. */
void report_plural(const struct screens *s, struct marked *m);

bool report_is_money(const struct metric_def *m);
/* In the unit and with the decimals it is shown with. */
double report_shown(const struct metric_def *m, const struct value *v);
bool report_is_zero(const struct value *v); /* or empty */

/* The paragraph of the page that begins with *i, as one text; *i is then the next one's first. */
void report_joined(const struct report *r, size_t *i, struct buf *out);

#endif
