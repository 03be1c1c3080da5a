/* What tables count and say of it: one definition with the reports, totals that name what they count, who has not
 * reported. */
#include "exchange_fixture.h"

#include "exchange/table.h"
#include "model/demo.h"
#include "screen/demo_def.h"

static int open_demo(void **state)
{
	struct demo_words w;
	struct err e = { 0 };

	if (fixture_open_empty(state) < 0 || screens_open(&screens, "screens", LANG_ZH, &e) < 0)
		return -1;
	screens_roles(screens, exchange_role, *state);
	screens_demo(screens, &w);
	return demo_fill(*state, &w, &e);
}

static void make(struct office *o, const char *name, struct sheet *out)
{
	const struct table_def *d = screens_table(screens, name);
	struct period p;
	struct err e = { 0 };

	assert_non_null(d);
	assert_int_equal(period_now(o, d->period, &p, &e), 0);
	assert_int_equal(table_make(out, o, screens, d, &p, 0, &e), 0);
}

static size_t column(const struct sheet *s, const char *label)
{
	size_t c = 0;

	while (c < s->columns && strcmp(s->column[c].label, label) != 0)
		c++;
	assert_true(c < s->columns);
	return c;
}

static const struct value *of_line(const struct sheet *s, enum sheet_line_kind kind, const char *label)
{
	size_t i = s->lines;

	while (i > 0 && s->line[i - 1].kind != kind)
		i--;
	assert_true(i > 0);
	return &s->line[i - 1].cell[column(s, label)];
}

static void test_rate_of_totals(void **state)
{
	struct sheet s;
	double done, all;

	make(*state, "campaign", &s);
	done = (double)of_line(&s, SHEET_TOTAL, "已完成")->i;
	all = (double)of_line(&s, SHEET_TOTAL, "应完成")->i;
	assert_true(all > 0);
	assert_true(of_line(&s, SHEET_TOTAL, "完成率（%）")->r == 100 * done / all);
	sheet_release(&s);
}

static void test_counts_say_what(void **state)
{
	struct buf b = BUF_INIT;
	struct sheet s;

	make(*state, "visits", &s);
	buf_addf(&b, "%lld 次",
		 (long long)count(*state, "SELECT count(*) FROM visit_now WHERE visited_on LIKE '2020-11-%'"));
	assert_string_equal(of_line(&s, SHEET_TOTAL, "日期")->text, b.s);
	buf_release(&b);
	sheet_release(&s);
}

/* The unit of the sample stands over every table; the day is written in words at the foot of a box. */
static void test_head_and_foot(void **state)
{
	struct sheet s;
	struct buf text = BUF_INIT;

	make(*state, "monthly", &s);
	assert_non_null(strstr(s.subtitle, "县教育局"));
	assert_non_null(strstr(s.subtitle, "2020年"));
	sheet_release(&s);
	make(*state, "findings", &s);
	assert_int_equal(s.signs, 3);
	assert_non_null(strstr(s.sign[0], "年____月____日"));
	sheet_plain(&s, 120, &text);
	assert_null(strstr(text.s, "- ____"));
	assert_non_null(strstr(text.s, "月____日"));
	buf_release(&text);
	sheet_release(&s);
}

static void test_who_has_not_reported(void **state)
{
	struct sheet s;
	int64_t sent = 0, owed = 0;

	make(*state, "monthly", &s);
	for (size_t i = 0; i < s.lines; i++)
		if (s.line[i].kind == SHEET_ROW) {
			sent += s.line[i].id != 0;
			owed += s.line[i].id == 0;
		}
	assert_int_equal(sent, count(*state, "SELECT count(*) FROM monthly_report WHERE deleted_on IS NULL AND "
					     "month LIKE '2020-%'"));
	assert_int_equal(owed, 1); /* the sample leaves one month of one unit out */
	sheet_release(&s);
}

/* Nobody is lent or waived money through the bank. */
static void test_bank_pays_cash(void **state)
{
	struct sheet s;

	make(*state, "aid_bank", &s);
	assert_int_equal(
		of_line(&s, SHEET_TOTAL, "金额（元）")->i,
		count(*state,
		      "SELECT sum(a.amount) FROM aid a JOIN person p ON p.id = a.person_id JOIN household_now h "
		      "ON h.id = p.household_id JOIN aid_item i ON i.id = a.aid_item_id WHERE a.deleted_on IS NULL "
		      "AND a.term = '2020-2' AND i.aid_kind IN ('补助', '一次性') AND coalesce(a.elsewhere, 0) = 0 "
		      "AND a.state NOT IN ('rejected', 'returned')"));
	sheet_release(&s);
}

/* The stages' cash, the chart of it and the year's report are one number. */
static void test_aid_is_one_number(void **state)
{
	int64_t paid = count(*state, "SELECT sum(amount) FROM aid_paid WHERE term LIKE '2020-%' AND "
				     "coalesce(aid_kind, '补助') IN ('补助', '一次性')");
	struct sheet s;

	make(*state, "aid_stages", &s);
	assert_true(paid > 0);
	assert_int_equal(of_line(&s, SHEET_TOTAL, "补助（元）")->i, paid);
	assert_true(of_line(&s, SHEET_TOTAL, "贷款（元）")->i > 0);
	sheet_release(&s);
}

/* A household with an error that stands has that error: there are no more of them than of errors. */
static void test_suspects(void **state)
{
	struct sheet s;
	size_t homes, n;

	make(*state, "suspects", &s);
	homes = column(&s, "涉及户数");
	n = column(&s, "错误条数");
	for (size_t i = 0; i < s.lines; i++)
		if (s.line[i].kind == SHEET_ROW && s.line[i].cell[homes].i > s.line[i].cell[n].i)
			fail_msg("line %zu: more households than errors", i);
	sheet_release(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_rate_of_totals, open_demo, exchange_close),
		cmocka_unit_test_setup_teardown(test_counts_say_what, open_demo, exchange_close),
		cmocka_unit_test_setup_teardown(test_head_and_foot, open_demo, exchange_close),
		cmocka_unit_test_setup_teardown(test_who_has_not_reported, open_demo, exchange_close),
		cmocka_unit_test_setup_teardown(test_bank_pays_cash, open_demo, exchange_close),
		cmocka_unit_test_setup_teardown(test_aid_is_one_number, open_demo, exchange_close),
		cmocka_unit_test_setup_teardown(test_suspects, open_demo, exchange_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
