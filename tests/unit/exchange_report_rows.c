/* For every number of every report in screens/: it is the count or the sum of the rows that open, whatever is in the
 * database. Random rows in all tables; the rows are listed as a person sees them and counted again here. */
#include "unit/random_rows.h"

#include "base/mem.h"
#include "exchange/report.h"
#include "screen/threshold.h"

#include <math.h>

static void set_threshold(void *arg, const char *key, double value)
{
	office_set_threshold(arg, key, value);
}

static int open_all(void **state)
{
	if (exchange_open(state) < 0)
		return -1;
	screens_limits(screens, set_threshold, *state);
	return 0;
}

struct where {
	const char *wanted;
	size_t n, at;
};

static void see_column(void *arg, const char *name)
{
	struct where *w = arg;

	if (strcmp(name, w->wanted) == 0)
		w->at = w->n;
	w->n++;
}

static double number(const struct value *v)
{
	return v->kind == VALUE_INT ? (double)v->i : v->kind == VALUE_REAL ? v->r : 0;
}

static int by_id(const void *a, const void *b)
{
	int64_t x = ((const struct sheet_line *)a)->id, y = ((const struct sheet_line *)b)->id;

	return (x > y) - (x < y);
}

/* Whose count is said to be of different ones. */
static bool is_distinct(const struct metric_def *m)
{
	return !m->sum[0] &&
	       (strcmp(m->unit, "household") == 0 || strcmp(m->unit, "student") == 0 || strcmp(m->unit, "person") == 0);
}

static void check_ids(struct office *o, const struct metric_def *m, struct sheet *s)
{
	char sql[96];

	snprintf(sql, sizeof(sql), "SELECT count(*) FROM \"%s\" WHERE id = ?1", m->table);
	assert_string_equal(s->form, m->table);
	for (size_t i = 0; i < s->lines; i++)
		if (s->line[i].kind == SHEET_ROW && db_int(o->db, 0, sql, "i", s->line[i].id) != 1)
			fail_msg("%s: %s has no record %lld", m->name, m->table, (long long)s->line[i].id);
}

/* The total under them says nothing new. */
static void drop_total(struct sheet *s)
{
	if (s->lines && s->line[s->lines - 1].kind == SHEET_TOTAL) {
		for (size_t c = 0; c < s->columns; c++)
			value_release(&s->line[s->lines - 1].cell[c]);
		mem_free(s->line[--s->lines].cell);
	}
}

static void check_distinct(const struct metric_def *m, struct sheet *s)
{
	if (s->lines)
		qsort(s->line, s->lines, sizeof(*s->line), by_id);
	for (size_t i = 1; is_distinct(m) && i < s->lines; i++)
		if (s->line[i].id == s->line[i - 1].id)
			fail_msg("%s counts %lld twice", m->name, (long long)s->line[i].id);
}

/* Counted again from the sheet. */
static struct value recount(struct office *o, const struct metric_def *m, const struct sheet *s)
{
	struct where w = { m->sum, 0, 0 };
	double sum = 0;
	bool any = false;

	if (!m->sum[0])
		return value_int((int64_t)s->lines);
	assert_int_equal(metric_columns(o, m->rows, see_column, &w, NULL), 0);
	w.at -= w.n - s->columns; /* id is the title, which may stand in another column */
	assert_true(w.at < s->columns);
	for (size_t i = 0; i < s->lines; i++) {
		const struct value *v = &s->line[i].cell[w.at];

		assert_true(v->kind != VALUE_TEXT);
		any |= v->kind != VALUE_NULL;
		sum += number(v);
	}
	return any ? value_real(sum) : value_null();
}

static void check_same(const struct metric_def *m, const struct value *value, const struct value *again)
{
	bool empty = value->kind == VALUE_NULL;

	if (empty != (again->kind == VALUE_NULL) ||
	    fabs(number(value) - number(again)) > 1e-6 * (1 + fabs(number(value))))
		fail_msg("%s is %g, its rows make %g", m->name, number(value), number(again));
}

static void check_metric(struct office *o, const struct report *r, size_t i)
{
	const struct metric_def *m = &r->def->metric[i], *up, *down;
	struct sheet s = { 0 };
	struct value again;
	struct err e = { 0 };

	if (report_rows(r, o, screens, i, &s, &e) < 0)
		fail_msg("%s: %s %s", m->name, e.word, e.arg[0]);
	if (m->numerator[0]) {
		up = report_metric(r->def, m->numerator);
		down = report_metric(r->def, m->denominator);
		double a = number(&r->value[up - r->def->metric]), b = number(&r->value[down - r->def->metric]);
		again = b > 0 || b < 0 ? value_real(100 * a / b) : value_null();
		if (r->value[up - r->def->metric].kind != VALUE_NULL)
			check_same(m, &r->value[i], &again);
	} else {
		check_ids(o, m, &s);
		drop_total(&s);
		again = recount(o, m, &s);
		check_same(m, &r->value[i], &again);
		check_distinct(m, &s);
	}
	value_release(&again);
	sheet_release(&s);
}

/* A number in the text says what the rows say that it opens. */
static void check_number(struct office *o, const struct report *r, size_t i)
{
	const struct report_number *n = &r->number[i];
	const struct metric_def *m = &r->def->metric[n->metric];
	struct sheet s = { 0 };
	struct buf text = BUF_INIT;
	struct value again;
	struct err e = { 0 };

	if (report_number_rows(r, o, screens, i, &s, &e) < 0)
		fail_msg("%s: %s %s", m->name, e.word, e.arg[0]);
	if (!m->numerator[0]) {
		drop_total(&s);
		check_distinct(m, &s);
		again = recount(o, m, &s);
		if (again.kind == VALUE_REAL && r->value[n->metric].kind == VALUE_INT)
			again = value_int(llround(again.r));
		report_value(m, &again, true, &text);
		if (text.n != n->bytes || memcmp(text.s, r->paragraph[n->paragraph].text + n->at, n->bytes) != 0)
			fail_msg("%s: %.*s in the text, its rows say %s", m->name, (int)n->bytes,
				 r->paragraph[n->paragraph].text + n->at, text.s);
	}
	buf_release(&text);
	sheet_release(&s);
}

static const char *a_period(struct office *o, const struct report_def *d, unsigned k)
{
	static char name[24];

	if (strcmp(d->kind, "month") == 0)
		snprintf(name, sizeof(name), "2020-%02u", 1 + k % 12);
	else if (strcmp(d->kind, "term") == 0)
		snprintf(name, sizeof(name), "2020-%u", 1 + k % 2);
	else if (strcmp(d->kind, "campaign") == 0)
		snprintf(name, sizeof(name), "%lld",
			 (long long)db_int(
				 o->db, 0,
				 "SELECT id FROM campaign WHERE deleted_on IS NULL ORDER BY id LIMIT 1 OFFSET ?1", "i",
				 (int64_t)k));
	else
		snprintf(name, sizeof(name), "%u", 2020 - k % 2);
	return name;
}

/* filled: of each metric, whether any of the periods has something to count. */
static void check_report(struct office *o, const struct report_def *d, unsigned k, bool *filled)
{
	struct report r = { 0 };
	struct period p;
	struct err e = { 0 };

	if (period_make(o, d->kind, a_period(o, d, k), &p, &e) < 0 || report_make(&r, o, screens, d, &p, &e) < 0)
		fail_msg("%s %s: %s %s", d->name, a_period(o, d, k), e.word, e.arg[0]);
	for (size_t i = 0; i < d->n_metrics; i++) {
		check_metric(o, &r, i);
		filled[i] |= number(&r.value[i]) > 0;
	}
	for (size_t i = 0; i < r.n_numbers; i++)
		check_number(o, &r, i);
	report_release(&r);
}

static void numbers_are_their_rows(void **state)
{
	struct office *o = *state;
	const struct report_def *const *list;
	size_t n = screens_reports(screens, &list);

	assert_true(n > 0);
	random_rows(o, 20201123, 3, 6);
	for (size_t i = 0; i < n; i++) {
		bool filled[512] = { false };
		size_t some = 0;

		assert_true(list[i]->n_metrics <= 512);
		for (unsigned k = 0; k < 6; k++)
			check_report(o, list[i], k, filled);
		for (size_t m = 0; m < list[i]->n_metrics; m++)
			some += filled[m];
		/* Rows that prove nothing prove nothing. */
		if (some * 3 < list[i]->n_metrics)
			fail_msg("%s: only %zu of %zu metrics count anything", list[i]->name, some, list[i]->n_metrics);
	}
}

static void numbers_of_nothing(void **state)
{
	struct office *o = *state;
	const struct report_def *const *list;
	size_t n = screens_reports(screens, &list);

	fixture_add(o, "campaign", "key", "spring", "name", "春季攻势", "year", "2020", "started_on", "2020-03-01",
		    "ends_on", "2020-05-31", NULL);
	for (size_t i = 0; i < n; i++) {
		bool filled[512] = { false };

		check_report(o, list[i], 0, filled);
	}
}

static void shows(const char *unit, const char *numerator, int decimals, struct value v, const char *wanted)
{
	const struct metric_def m = {
		.unit = unit, .unit_word = "", .numerator = numerator, .decimals = decimals, .sum = ""
	};
	struct buf b = BUF_INIT;

	report_value(&m, &v, true, &b);
	assert_string_equal(b.s, wanted);
	buf_release(&b);
}

static void numbers_are_written_as_needed(void **state)
{
	(void)state;
	shows("wan", "", 0, value_int(50557500), "50.5575");
	shows("wan", "", 0, value_int(3220000), "3.22");
	shows("wan", "", 0, value_int(4000000), "4");
	shows("wan", "", 0, value_int(50557550), "50.5576");
	shows("wan", "", 0, value_int(50557549), "50.5575");
	shows("wan", "", 0, value_int(-50557550), "-50.5576");
	shows("wan", "", 0, value_int(0), "0");
	shows("yuan", "", 0, value_int(62500), "625");
	shows("yuan", "", 0, value_int(62550), "625.50");
	shows("percent", "a", 0, value_real(100), "100");
	shows("percent", "a", 0, value_real(100.0 * 112 / 176.4), "63.49");
	shows("percent", "a", 0, value_real(99.999), "99.99"); /* not everybody */
	shows("percent", "a", 0, value_real(62.5), "62.5");
	shows("quantity", "", 1, value_real(176.44), "176.4");
	shows("quantity", "", 0, value_int(85), "85");
	shows("wan", "", 0, value_null(), REPORT_BLANK);
}

/* The form of the metric's own table first, then the words, then whoever has one. */
static void columns_are_called_what_they_are(void **state)
{
	const struct metric_def aid = { .table = "aid", .sum = "" }, line = { .table = "aid_item", .sum = "" },
				person = { .table = "person", .sum = "" };

	(void)state;
	assert_string_equal(report_label(screens, &aid, "name"), "姓名");
	assert_string_equal(report_label(screens, &aid, "item"), "资助项目");
	assert_string_equal(report_label(screens, &line, "name"), "项目名称");
	assert_string_equal(report_label(screens, &person, "school_stage"), "学段");
	assert_null(report_label(screens, &person, "nobody_knows_it"));
	/* Who stands beside aid is a person, whatever else is called so. */
	assert_int_equal(report_privacy(screens, &line, "name"), PRIVACY_NONE);
	assert_true(report_privacy(screens, &aid, "name") >= PRIVACY_NAME);
	assert_int_equal(report_privacy(screens, &aid, "nobody_knows_it"), PRIVACY_FREE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(numbers_are_their_rows, open_all, exchange_close),
		cmocka_unit_test_setup_teardown(numbers_of_nothing, open_all, exchange_close),
		cmocka_unit_test(numbers_are_written_as_needed),
		cmocka_unit_test_setup_teardown(columns_are_called_what_they_are, open_all, exchange_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
