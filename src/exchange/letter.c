#include "exchange/letter.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/text.h"
#include "model/coverage.h"
#include "model/pairing.h"
#include "model/record.h"
#include "period_words.h"
#include "screen/choices.h"
#include "screen/letter_def.h"
#include "screen/template.h"
#include "screen/term_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { INDENT = 4 };

struct letter {
	struct office *o;
	const struct screens *s;
	const struct letter_def *def;
	const char *term;
	const struct coverage_row *row; /* items due or paid, of this person */
	size_t n;
	struct record enrolment, person, household;
	int64_t fen;
	int paid;
	size_t at; /* the item whose line is being filled */
};

static bool is_paid(const struct coverage_row *r)
{
	return strcmp(r->state, "paid") == 0 || strcmp(r->state, "backpaid") == 0;
}

static void put_state(const struct letter *l, const char *state, struct buf *out)
{
	const struct choice_list *list = screens_choices(l->s, "aid_state");
	/* Not even applied for: it will be. */
	const struct choice *c = list ? choice_find(list, *state ? state : "applied") : NULL;

	buf_adds(out, c ? c->shown : state);
}

static bool item_value(void *arg, const char *name, struct buf *out)
{
	const struct letter *l = arg;
	const struct coverage_row *r = &l->row[l->at];

	if (strcmp(name, "n") == 0)
		buf_addf(out, "%zu", l->at + 1);
	else if (strcmp(name, "item") == 0)
		buf_adds(out, r->item_name);
	else if (strcmp(name, "amount") == 0)
		money_format(out, is_paid(r) && r->amount ? r->amount : r->standard, true);
	else if (strcmp(name, "state") == 0)
		put_state(l, r->state, out);
	else
		return false;
	return true;
}

static void put_items(struct letter *l, struct buf *out)
{
	for (l->at = 0; l->at < l->n; l->at++) {
		const struct coverage_row *r = &l->row[l->at];
		bool money = r->amount || r->standard;
		enum letter_line line = !money ? LETTER_LINE_KIND : is_paid(r) ? LETTER_LINE_PAID : LETTER_LINE_OPEN;

		if (l->at)
			buf_addc(out, '\n');
		template_fill(l->def->line[line], item_value, l, out);
	}
}

static void put_owned(char *text, struct buf *out)
{
	buf_adds(out, text);
	mem_free(text);
}

/* A column of one of the three records by the name it has in the letter. */
static bool column_value(const struct letter *l, const char *name, struct buf *out)
{
	static const char *const of_enrolment[][2] = {
		{ "school", "school" },
		{ "grade", "grade" },
		{ "class", "class" },
		{ "guardian", "guardian" },
		{ "relation", "guardian_relation" },
	};

	for (size_t i = 0; i < sizeof of_enrolment / sizeof of_enrolment[0]; i++)
		if (strcmp(name, of_enrolment[i][0]) == 0) {
			buf_adds(out, record_text(&l->enrolment, of_enrolment[i][1]));
			return true;
		}
	if (strcmp(name, "name") == 0)
		buf_adds(out, record_text(&l->person, "name"));
	else if (strcmp(name, "head") == 0)
		buf_adds(out, record_text(&l->household, "head_name"));
	else if (strcmp(name, "village") == 0)
		put_owned(record_title(l->o, "place", record_int(&l->household, "place_id")), out);
	else
		return false;
	return true;
}

static bool letter_value(void *arg, const char *name, struct buf *out)
{
	struct letter *l = arg;

	if (strcmp(name, "items") == 0)
		put_items(l, out);
	else if (strcmp(name, "term") == 0)
		term_show(l->s, l->term, out);
	else if (strcmp(name, "count") == 0)
		buf_addf(out, "%d", l->paid);
	else if (strcmp(name, "total") == 0)
		money_format(out, l->fen, true);
	else if (strcmp(name, "date") == 0)
		buf_adds(out, clock_today());
	else if (strcmp(name, "person") == 0)
		put_owned(pairing_names(l->o, l->household.id, clock_today()), out);
	else if (strcmp(name, "unit") == 0)
		put_my_unit(l->o, out);
	else
		return column_value(l, name, out);
	return true;
}

static void put_line(struct buf *out, int indent, const char *s, size_t n)
{
	for (int i = 0; n && i < indent; i++)
		buf_addc(out, ' ');
	buf_add(out, s, n);
	buf_addc(out, '\n');
}

static void put_letter(struct letter *l, letter_put *put, void *arg)
{
	put(arg, LETTER_TITLE, l->def->title);
	for (size_t i = 0; i < l->def->n; i++) {
		const struct letter_paragraph *p = &l->def->paragraph[i];
		struct buf text = BUF_INIT;

		if (p->when != LETTER_ALWAYS && (p->when == LETTER_PAID) != (l->paid > 0))
			continue;
		template_fill(p->text, letter_value, l, &text);
		put(arg,
		    p->align == LETTER_RIGHT    ? LETTER_TO_RIGHT
		    : p->align == LETTER_INDENT ? LETTER_INDENTED
						: LETTER_FLUSH,
		    text.s);
		buf_release(&text);
	}
}

static int load(struct letter *l, int64_t person, int64_t enrolment, struct err *e)
{
	if (record_load(l->o, "person", person, &l->person, e) < 0 ||
	    record_load(l->o, "household", record_int(&l->person, "household_id"), &l->household, e) < 0)
		return -1;
	if (!enrolment)
		return err_set(e, ERR_MISSING, "LETTER_NOT_ENROLLED", record_text(&l->person, "name"), l->term);
	if (!l->n)
		return err_set(e, ERR_MISSING, "LETTER_NOTHING", record_text(&l->person, "name"), l->term);
	return record_load(l->o, "enrolment", enrolment, &l->enrolment, e);
}

int letter_each(struct office *o, const struct screens *s, int64_t person, const char *term, letter_put *put, void *arg,
		struct err *e)
{
	struct letter l = { .o = o, .s = s, .def = screens_letter(s, "parents"), .term = term };
	struct coverage_row *row = NULL;
	int64_t enrolment = 0;
	int rc = -1;

	if (!l.def)
		return err_set(e, ERR_MISSING, "LETTER_NONE", "parents");
	record_init(&l.enrolment, "enrolment");
	record_init(&l.person, "person");
	record_init(&l.household, "household");
	if (coverage_of_person(o, term, person, &enrolment, &row, &l.n, e) < 0)
		goto done;
	l.row = row;
	for (size_t i = 0; i < l.n; i++) {
		l.paid += is_paid(&row[i]);
		l.fen += is_paid(&row[i]) ? row[i].amount : 0;
	}
	if (load(&l, person, enrolment, e) < 0)
		goto done;
	put_letter(&l, put, arg);
	rc = 0;
done:
	record_release(&l.enrolment);
	record_release(&l.person);
	record_release(&l.household);
	free(row);
	return rc;
}

struct plain {
	int width;
	struct buf *out;
};

/* Each line of a paragraph begins indented; what does not fit goes on at the margin. */
static void put_plain(void *arg, enum letter_part part, const char *text)
{
	struct plain *p = arg;
	bool begins = true, whole = part == LETTER_TITLE || part == LETTER_TO_RIGHT;

	do {
		int indent = begins && part == LETTER_INDENTED ? INDENT : 0;
		size_t skip = 0, n = text_wrap(text, p->width - indent, &skip);

		if (whole) {
			char *line = mem_dup_n(text, n);
			int gap = (p->width - text_width(line)) / (part == LETTER_TITLE ? 2 : 1);

			put_line(p->out, gap > 0 ? gap : 0, text, n);
			mem_free(line);
		} else {
			put_line(p->out, indent, text, n);
		}
		begins = text[n] == '\n';
		text += n + skip;
	} while (*text);
	if (part == LETTER_TITLE)
		buf_addc(p->out, '\n');
}

int letter_text(struct office *o, const struct screens *s, int64_t person, const char *term, struct buf *out,
		struct err *e)
{
	const struct letter_def *d = screens_letter(s, "parents");
	struct plain p = { d ? d->width : 0, out };

	return letter_each(o, s, person, term, put_plain, &p, e);
}

int letter_persons(struct office *o, const char *term, const char *school, int64_t **person, size_t *n, struct err *e)
{
	struct coverage_row *row;
	bool all = text_is_blank(school);
	size_t rows;

	*person = NULL;
	*n = 0;
	if (coverage_rows(o, term, COVERAGE_SCHOOL, all ? NULL : school, 0, COVERAGE_STUDENTS, &row, &rows, e) < 0)
		return -1;
	*person = mem_grow(NULL, rows + 1, sizeof **person);
	for (size_t i = 0; i < rows; i++)
		(*person)[(*n)++] = row[i].person;
	free(row);
	return 0;
}

int letter_many(struct office *o, const struct screens *s, const int64_t *person, size_t n, const char *term,
		struct buf *out, size_t *written, struct err *e)
{
	*written = 0;
	for (size_t i = 0; i < n; i++) {
		struct buf one = BUF_INIT;
		struct err why = { 0 };
		int rc = letter_text(o, s, person[i], term, &one, &why);

		if (rc == 0) {
			buf_adds(out, *written ? "\f" : "");
			buf_adds(out, one.s);
			++*written;
		}
		buf_release(&one);
		if (rc < 0 && strcmp(why.word, "LETTER_NOTHING") != 0) {
			if (e)
				*e = why;
			return -1;
		}
	}
	return 0;
}
