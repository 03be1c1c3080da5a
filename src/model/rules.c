#include "model/rules.h"

#include "base/clock.h"
#include "base/date.h"
#include "base/kept.h"
#include "base/text.h"
#include "store/db.h"
#include "store/schema.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define DAYS_MOST 32
#define NAMES 1024 /* columns of which is remembered what their names say */

const struct value *rule_cell(const struct record *r, const char *column)
{
	static const struct value nothing = { .kind = VALUE_NULL };
	const struct value *v = r ? record_get(r, column) : NULL;

	return v ? v : &nothing;
}

bool rule_changed(const struct record *r, const struct record *old, const char *column)
{
	return !value_equal(rule_cell(r, column), rule_cell(old, column));
}

static bool all_digits(const char *s, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (!isdigit((unsigned char)s[i]))
			return false;
	return true;
}

static bool in_list(const char *const *list, size_t n, const char *s)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strcmp(list[i], s) == 0)
			return true;
	return false;
}
#define IN_LIST(list, s) in_list((list), sizeof(list) / sizeof((list)[0]), (s))

/* True for a column that holds a date by the naming of the schema. */
static bool is_date(const char *column)
{
	static const char *const others[] = { "birth", "valid_from", "valid_to" };
	size_t n = strlen(column);

	return (n > 3 && strcmp(column + n - 3, "_on") == 0) || IN_LIST(others, column);
}

static bool is_year(const char *column)
{
	size_t n = strlen(column);

	return strcmp(column, "year") == 0 || (n > 5 && strcmp(column + n - 5, "_year") == 0);
}

/* What the name of a column says of its cells. */
struct named {
	const char *column;
	bool day, year, term;
	bool done;    /* a day on which something was done */
	bool counted; /* cannot be less than none */
};

static struct named named(const char *column)
{
	static const char *const done[] = { "given_on",     "notified_on", "taught_on",   "reviewed_on", "done_on",
					    "found_on",     "paid_on",     "noted_on",    "signed_on",   "birth",
					    "verified_on",  "reopened_on", "noticed_on",  "waived_on",   "entered_on",
					    "published_on", "filed_on",    "submitted_on" };
	static const char *const counted[] = { "amount",         "support_amount", "person_count", "hours",
					       "attendees",      "months",         "visits",       "work_months",
					       "months_at_home", "of_poor",        "quantity",     "planned",
					       "started",        "finished",       "households",   "boxes" };

	return (struct named){ .column = column,
			       .day = is_date(column),
			       .year = is_year(column),
			       .term = strcmp(column, "term") == 0,
			       .done = IN_LIST(done, column),
			       .counted = IN_LIST(counted, column) };
}

/* Asked of every cell of a list, by a name that is kept (base/kept.h). */
static const struct named *name_of(const char *kept_column)
{
	static struct named last[NAMES];
	struct named *at = &last[kept_number(kept_column) % NAMES];

	if (at->column != kept_column)
		*at = named(kept_column);
	return at;
}

/* Dates of unequal precision are compared as far as both know. */
static bool later(const char *a, const char *b)
{
	size_t n = strlen(a) < strlen(b) ? strlen(a) : strlen(b);

	return strncmp(a, b, n) > 0;
}

static int check_text(const char *column, const char *s, struct err *e)
{
	const struct named *is = name_of(column);

	if (!*s)
		return 0;
	if (is->day && !date_is_valid(s))
		return err_field(e, column, "DATE_BAD", s);
	if (is->year && (strlen(s) != 4 || !all_digits(s, 4)))
		return err_field(e, column, "YEAR_BAD", s);
	if (is->term && (strlen(s) != 6 || !all_digits(s, 4) || s[4] != '-' || (s[5] != '1' && s[5] != '2')))
		return err_field(e, column, "TERM_BAD", s);
	if (is->day && is->done && later(s, clock_today()))
		return err_field(e, column, "DATE_FUTURE", s);
	return 0;
}

static int check_number(const char *column, const struct value *v, struct err *e)
{
	if (((v->kind == VALUE_INT && v->i < 0) || (v->kind == VALUE_REAL && v->r < 0)) && name_of(column)->counted)
		return err_field(e, column, "NUMBER_NEGATIVE", column);
	return 0;
}

static int check_reference(struct office *o, const struct value *v, const struct column *c, int64_t known,
			   struct err *e)
{
	char sql[128];
	int64_t id = v->kind == VALUE_INT ? v->i : 0;

	if (!c->refers[0] || v->kind == VALUE_NULL || (known && id == known))
		return 0;
	snprintf(sql, sizeof(sql), "SELECT 1 FROM %s WHERE id = ?1 AND deleted_on IS NULL", c->refers);
	if (db_int(o->db, 0, sql, "i", id) == 0)
		return err_field(e, c->name, "REF_GONE", c->refers);
	return 0;
}

static bool is_blank(const struct value *v)
{
	return v->kind == VALUE_NULL || (v->kind == VALUE_TEXT && text_is_blank(v->text));
}

/* Cell k of r, which is of column c. */
static int check_column(struct office *o, const struct record *r, const struct record *old, size_t k,
			const struct column *c, int64_t known, struct err *e)
{
	const struct value *v = &r->cells[k].value;

	/* The id is minted later; deleted_on belongs to the bin. */
	if (c->name[0] == 'i' && strcmp(c->name, "id") == 0)
		return 0;
	if (c->not_null && is_blank(v))
		return err_field(e, c->name, "FIELD_REQUIRED", c->name);
	if (old ? !rule_changed(r, old, c->name) : v->kind == VALUE_NULL)
		return 0;
	if (v->kind == VALUE_TEXT ? check_text(c->name, v->text, e) < 0 : check_number(c->name, v, e) < 0)
		return -1;
	return check_reference(o, v, c, known, e);
}

/* The days a row has, picked once out of its many cells. */
struct days {
	const struct cell *cell[DAYS_MOST];
	size_t n;
};

static void pick_days(const struct record *r, struct days *d)
{
	size_t i;

	d->n = 0;
	for (i = 0; i < r->n && d->n < DAYS_MOST; i++)
		if (r->cells[i].value.kind == VALUE_TEXT && name_of(r->cells[i].column)->day)
			d->cell[d->n++] = &r->cells[i];
}

static const char *day_of(const struct record *r, const struct days *d, const char *column)
{
	size_t i;

	if (d->n == DAYS_MOST) /* of its own fields a bureau may have any number */
		return record_text(r, column);
	for (i = 0; i < d->n; i++)
		if (strcmp(d->cell[i]->column, column) == 0)
			return d->cell[i]->value.text;
	return "";
}

static int check_order(const struct record *r, const struct record *old, struct err *e)
{
	static const char *const order[][2] = {
		{ "started_on", "ended_on" },   { "started_on", "finished_on" },
		{ "started_on", "ends_on" },    { "started_on", "closed_on" },
		{ "valid_from", "valid_to" },   { "found_on", "done_on" },
		{ "found_on", "closed_on" },    { "found_on", "due_on" },
		{ "done_on", "closed_on" },     { "done_on", "verified_on" },
		{ "verified_on", "closed_on" }, { "visited_on", "next_on" },
		{ "birth", "joined_on" },       { "birth", "left_on" },
		{ "birth", "identified_on" },   { "first_identified_on", "exited_on" },
		{ "noted_on", "signed_on" },    { "first_identified_on", "removed_on" },
		{ "held_on", "ended_on" },      { "checked_on", "done_on" },
	};
	struct days days;
	size_t i;

	pick_days(r, &days);
	if (days.n < 2) /* fewer have no order */
		return 0;
	for (i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
		const char *first = day_of(r, &days, order[i][0]), *second;

		if (!*first)
			continue;
		second = day_of(r, &days, order[i][1]);
		if (!*second || !later(first, second))
			continue;
		if (rule_changed(r, old, order[i][1]))
			return err_field(e, order[i][1], "DATE_ORDER", first, second);
		if (rule_changed(r, old, order[i][0]))
			return err_field(e, order[i][0], "DATE_ORDER", first, second);
	}
	return 0;
}

int rules_check(struct office *o, struct record *r, const struct record *old, int64_t known, struct err *e)
{
	size_t n, i;
	const struct column *columns = schema_columns(o->db, r->table, &n);
	rule_fn *rule = rules_of(r->table);

	if (rule && rule(o, r, old, e) < 0)
		return -1;
	for (i = 0; i < n; i++)
		if (check_column(o, r, old, i, &columns[i], known, e) < 0)
			return -1;
	return check_order(r, old, e);
}
