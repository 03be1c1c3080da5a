#include "screen/field.h"

#include "base/mem.h"
#include "base/number.h"
#include "base/text.h"
#include "screen/field_many.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static void format_term(const struct field *f, const char *stored, struct buf *out)
{
	const struct choice *c =
		f->season && strlen(stored) == 6 && stored[4] == '-' ? choice_of_code(f->season, stored + 5) : NULL;

	if (!c) {
		buf_adds(out, stored);
		return;
	}
	buf_add(out, stored, 4);
	if ((unsigned char)c->shown[0] < 0x80)
		buf_addc(out, ' ');
	buf_adds(out, c->shown);
}

static void format_text(const struct field *f, const char *text, struct buf *out)
{
	const struct choice *c = f->type == FIELD_CHOICE && f->choices ? choice_find(f->choices, text) : NULL;

	if (f->type == FIELD_CHOICES)
		field_format_many(f, text, out);
	else if (f->type == FIELD_TERM)
		format_term(f, text, out);
	else
		buf_adds(out, c && !strcmp(c->label, text) ? c->shown : text);
}

static void format_int(const struct field *f, int64_t i, struct buf *out)
{
	const struct choice *c = f->type == FIELD_YESNO && f->yesno ? choice_of_code(f->yesno, i ? "1" : "0") : NULL;

	if (f->type == FIELD_MONEY)
		money_format(out, i, false);
	else if (c)
		buf_adds(out, c->shown);
	else
		buf_addf(out, "%" PRId64, i);
}

void field_format(const struct field *f, const struct value *v, struct buf *out)
{
	switch (v->kind) {
	case VALUE_NULL:
		break;
	case VALUE_INT:
		format_int(f, v->i, out);
		break;
	case VALUE_REAL:
		number_format(out, v->r, f->decimals > 0 ? f->decimals : 6);
		break;
	case VALUE_TEXT:
		format_text(f, v->text, out);
		break;
	}
}

/* Is the label one of several in the text? */
static bool is_among(const struct choice_list *choices, const char *text, const char *label)
{
	const struct field many = { .name = "", .type = FIELD_CHOICES, .choices = choices, .open = true };
	struct value v = value_null();
	struct buf one = BUF_INIT;
	bool yes;

	buf_json(&one, label);
	yes = !field_parse_many(&many, text, "", &v, NULL) && v.kind == VALUE_TEXT && strstr(v.text, one.s);
	buf_release(&one);
	value_release(&v);
	return yes;
}

/* Do two texts of a field mean the same: as choices where it has some, else letter by letter without blanks. */
static bool is_same(const struct choice_list *choices, const char *text, const char *label)
{
	const struct choice *a = choices ? choice_find(choices, text) : NULL;
	const struct choice *b = choices ? choice_find(choices, label) : NULL;
	char *x, *y;
	bool same;

	if (a && !b)
		return !strcmp(a->code, label); /* yesno: "= 1" */
	if (b && !a)
		return is_among(choices, text, b->label);
	if (a)
		return a == b;
	x = text_heading(text);
	y = text_heading(label);
	same = !strcmp(x, y);
	mem_free(x);
	mem_free(y);
	return same;
}

bool field_is_visible(const struct field *f, const char *(*get)(void *arg, const char *name), void *arg)
{
	for (size_t i = 0; i < f->n_conditions; i++) {
		const struct field_condition *c = &f->condition[i];
		const char *text = get(arg, c->name);
		bool holds;

		if (!text)
			text = "";
		if (!c->label)
			holds = !text_is_blank(text);
		else
			holds = is_same(c->choices, text, c->label) != c->differs;
		if (!holds)
			return false;
	}
	return true;
}
