/* Reports: where numbers stand in the text, what is empty, a person's own paragraphs, and what goes out. */
#include "unit/report_fixture.h"

#include "model/trace.h"

static void text_is_filled_and_numbers_are_found(void **state)
{
	struct office *o = *state;
	struct report r;
	const struct report_paragraph *p;

	two_trainings(o);
	make(o, "2020", &r);
	assert_string_equal(r.title, "2020年总结");
	assert_int_equal(r.n_paragraphs, 5);
	p = paragraph(&r, "sum");
	assert_string_equal(p->heading, "一、培训");
	assert_string_equal(p->text, "举办2次，176人次，其中60人次，占34.09%（60/176），花50.5575万元。");
	assert_string_equal(paragraph(&r, "kinds")->text, "其中：农村实用技术112人次、残疾人培训64人次。");
	assert_string_equal(paragraph(&r, "some")->text, "有贫困户60人次。");
	assert_string_equal(paragraph(&r, "last")->text, "截至11月底。");
	assert_string_equal(paragraph(&r, "last")->heading, "二、截至（一）");
	assert_int_equal(r.n_warnings, 0);
	assert_int_equal(r.n_numbers, 7 + 2 + 1 + 3);
	for (size_t i = 0; i < r.n_numbers; i++) {
		const struct report_number *n = &r.number[i];
		struct buf b = BUF_INIT;

		report_value(&r.def->metric[n->metric], &r.value[n->metric], true, &b);
		if (!n->only)
			assert_memory_equal(r.paragraph[n->paragraph].text + n->at, b.s, n->bytes);
		buf_release(&b);
	}
	report_release(&r);
}

static void a_line_opens_its_own_rows(void **state)
{
	struct office *o = *state;
	struct sheet s = { 0 };
	struct report r;

	two_trainings(o);
	training(o, "2020-06-01", "残疾人培训", "#6", NULL, NULL);
	make(o, "2020", &r);
	assert_int_equal(report_number_rows(&r, o, screens, 8, &s, NULL), 0); /* the second kind */
	assert_string_equal(s.title, "培训人次 70人次");
	assert_string_equal(s.form, "training");
	assert_int_equal(s.lines, 3);
	assert_int_equal(s.line[2].kind, SHEET_TOTAL);
	assert_int_equal(s.line[2].cell[2].i, 70);
	assert_string_equal(s.line[0].cell[0].text, "2020-05-01 课");
	assert_string_equal(s.line[1].cell[1].text, "残疾人培训");
	assert_int_equal(s.line[1].cell[2].i, 6);
	sheet_release(&s);
	/* Both numbers of a rate. */
	assert_int_equal(report_number_rows(&r, o, screens, 3, &s, NULL), 0);
	assert_string_equal(s.title, "占比 32.97%");
	assert_int_equal(s.lines, 1 + 3 + 1 + 3);
	assert_int_equal(s.line[0].kind, SHEET_GROUP);
	assert_string_equal(s.line[4].cell[0].text, "培训人次 182人次");
	sheet_release(&s);
	report_release(&r);
}

static void what_is_empty_is_a_warning(void **state)
{
	struct office *o = *state;
	struct report r;

	training(o, "2020-05-01", "残疾人培训", NULL, NULL, NULL);
	make(o, "2020", &r);
	assert_string_equal(paragraph(&r, "sum")->text,
			    "举办1次，＿＿人次，其中＿＿人次，占＿＿%（＿＿/＿＿），花＿＿万元。");
	assert_null(paragraph(&r, "some"));
	assert_int_equal(r.n_warnings, 4); /* each once */
	assert_non_null(strstr(r.warning[0], "培训人次"));
	assert_non_null(strstr(r.warning[2], "占比"));
	assert_non_null(strstr(r.warning[2], "分母“培训人次”"));
	report_release(&r);
	make(o, "2018", &r);
	assert_null(paragraph(&r, "kinds")); /* a list of nothing */
	report_release(&r);
}

static void own_paragraphs_keep_their_place(void **state)
{
	struct office *o = *state;
	struct report r;
	struct err e = { 0 };

	two_trainings(o);
	make(o, "2020", &r);
	assert_int_equal(report_add_own(o, &r, 0, "第一段自己的话，60人次。", &e), 0);
	assert_int_equal(report_add_own(o, &r, 0, "第二段。", &e), 0);
	assert_int_equal(report_add_own(o, &r, REPORT_TOP, "开头。", &e), 0);
	assert_int_equal(report_add_own(o, &r, 4, "结尾。", &e), 0);
	assert_int_equal(report_add_own(o, &r, 0, " ", &e), -1);
	assert_string_equal(e.word, "REPORT_NO_WORDS");
	report_release(&r);
	make(o, "2020", &r);
	assert_int_equal(r.n_paragraphs, 9);
	assert_string_equal(r.paragraph[0].text, "开头。");
	assert_string_equal(r.paragraph[2].text, "第一段自己的话，60人次。");
	assert_string_equal(r.paragraph[3].text, "第二段。");
	assert_string_equal(r.paragraph[8].text, "结尾。");
	assert_true(r.paragraph[2].own);
	assert_int_equal(report_edit(o, &r, r.paragraph[2].key, "改了。", &e), 0);
	assert_int_equal(report_edit(o, &r, r.paragraph[3].key, "", &e), 0);
	assert_int_equal(report_edit(o, &r, "nothing", "x", &e), -1);
	report_release(&r);
	make(o, "2020", &r);
	assert_int_equal(r.n_paragraphs, 8);
	assert_string_equal(r.paragraph[2].text, "改了。");
	report_release(&r);
}

static void edits_are_undone(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };

	two_trainings(o);
	edits(o, "some", "改过的。");
	reads(o, "2020", "some", "改过的。");
	assert_int_equal(trace_undo(o, 0, NULL, NULL, NULL, &e), 0);
	reads(o, "2020", "some", "有贫困户60人次。");
	/* The template's own words are no edit. */
	edits(o, "some", "有贫困户60人次。");
	assert_int_equal(count(o, "SELECT count(*) FROM report_text WHERE deleted_on IS NULL"), 0);
}

static void as_text_and_json(void **state)
{
	struct office *o = *state;
	struct buf b = BUF_INIT;
	struct report r;

	two_trainings(o);
	make(o, "2020", &r);
	report_text(&r, &b);
	assert_memory_equal(b.s, "2020年总结\n范围：全部\n\n　　一、培训\n　　举办2次",
			    strlen("2020年总结\n范围：全部\n\n　　一、培训\n　　举办2次"));
	buf_clear(&b);
	assert_int_equal(report_json(&r, &b), 0);
	assert_non_null(strstr(b.s, "\"trainings\": {\"value\": 2, \"unit\": \"time\"}"));
	assert_non_null(strstr(b.s, "\"spent\": {\"value\": 50557500, \"unit\": \"fen\"}"));
	assert_non_null(strstr(b.s, "\"share\": {\"value\": 34.090909, \"numerator\": 60, \"denominator\": 176, "
				    "\"unit\": \"percent\"}"));
	buf_release(&b);
	report_release(&r);
}

static void two_periods_beside_each_other(void **state)
{
	struct office *o = *state;
	struct report now, before;
	struct sheet s;

	two_trainings(o);
	make(o, "2020", &now);
	make(o, "2019", &before);
	assert_int_equal(report_compare(&now, &before, screens, &s), 0);
	assert_int_equal(s.columns, 5);
	assert_string_equal(s.column[2].label, "2019");
	assert_int_equal(s.line[1].cell[2].i, 40);
	assert_int_equal(s.line[1].cell[3].i, 176);
	assert_float_equal(s.line[1].cell[4].r, 136, 0.001);
	assert_float_equal(s.line[3].cell[3].r, 50.5575, 0.00001);
	assert_string_equal(s.line[4].cell[4].text, "-65.91个百分点");
	/* An average is of whole fen, as it is in the text. */
	assert_float_equal(s.line[5].cell[2].r, 0.03, 1e-9);
	assert_float_equal(s.line[5].cell[3].r, 5890.68, 1e-9);
	assert_float_equal(s.line[5].cell[4].r, 5890.65, 1e-9);
	sheet_release(&s);
	report_release(&now);
	report_release(&before);
}

static void an_edit_is_called_by_its_report(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };
	char title[96];

	screens_roles(screens, exchange_role, o);
	two_trainings(o);
	edits(o, "some", "改过的。");
	assert_int_equal(trace_undo(o, 0, NULL, title, NULL, &e), 0);
	assert_string_equal(title, "{{year}}年总结 2020");
}

/* An average is money like the amounts it is of, and what repeats the title stands there once. */
static void rows_of_an_average_are_yuan(void **state)
{
	struct office *o = *state;
	struct report r;
	struct sheet s = { 0 };
	struct buf b = BUF_INIT;

	two_trainings(o);
	make(o, "2020", &r);
	assert_int_equal(report_rows(&r, o, screens, 5, &s, NULL), 0);
	assert_int_equal(s.lines, 3);
	sheet_text(&s, &s.line[0], s.columns - 1, &b);
	assert_string_equal(b.s, "2678.57"); /* 300000 yuan, 112 persons */
	buf_clear(&b);
	sheet_text(&s, &s.line[2], s.columns - 1, &b);
	assert_string_equal(b.s, "5890.68");
	sheet_release(&s);
	buf_release(&b);
	report_release(&r);
}

/* Conditions stand in each other, and around and inside the lines of `each`. */
static void words_under_a_condition(void **state)
{
	struct office *o = *state;

	two_trainings(o);
	reads(o, "2020", "chosen", "2次（贫困户60人次，共176人次）：农村实用技术、残疾人培训。");
	db_run(o->db, NULL, "UPDATE training SET of_poor = 0", "");
	reads(o, "2020", "chosen", "2次：农村实用技术、残疾人培训。");
}

static void periods_as_typed(void **state)
{
	struct office *o = *state;
	const struct report_def *d = screens_report(screens, "t");
	const struct report_def month = { .kind = "month" }, term = { .kind = "term" },
				campaign = { .kind = "campaign" };
	struct period p;
	struct err e = { 0 };

	assert_int_equal(report_period(o, screens, d, "", "", &p, &e), 0);
	assert_string_equal(p.name, "2020");
	assert_int_equal(report_period(o, screens, d, "2020-11", "", &p, &e), -1);
	assert_string_equal(e.word, "PERIOD_BAD");
	assert_int_equal(report_period(o, screens, &month, "2020年8月", "", &p, &e), 0);
	assert_string_equal(p.name, "2020-08");
	assert_int_equal(report_period(o, screens, &term, "2020秋", "", &p, &e), 0);
	assert_string_equal(p.name, "2020-2");
	assert_int_equal(report_period(o, screens, &campaign, "", "", &p, &e), -1);
	assert_string_equal(e.word, "CAMPAIGN_NONE");
	fixture_add(o, "campaign", "key", "spring", "name", "春季攻势", "year", "2019", "started_on", "2019-03-01",
		    "ends_on", "2019-05-31", NULL);
	fixture_add(o, "campaign", "key", "spring", "name", "春季攻势", "year", "2020", "started_on", "2020-03-01",
		    "ends_on", "2020-05-31", NULL);
	assert_int_equal(report_period(o, screens, &campaign, "春季攻势", "", &p, &e), 0);
	assert_string_equal(p.from, "2020-03-01");
	assert_int_equal(report_period(o, screens, &campaign, "春季", "", &p, &e), 0);
	assert_string_equal(p.from, "2020-03-01");
	assert_int_equal(report_period(o, screens, &campaign, "spr", "2019", &p, &e), 0);
	assert_string_equal(p.from, "2019-03-01");
	assert_int_equal(report_period(o, screens, &campaign, "季", "", &p, &e), -1);
	assert_string_equal(e.word, "CAMPAIGN_NONE_OF");
	assert_non_null(strstr(e.arg[1], "春季攻势 2019"));
	assert_int_equal(report_period(o, screens, &campaign, "spring", "2019", &p, &e), 0);
	assert_string_equal(p.from, "2019-03-01");
	assert_int_equal(report_period(o, screens, &campaign, "夏", "", &p, &e), -1);
}

#define T(f) cmocka_unit_test_setup_teardown(f, open_all, close_all)
int main(void)
{
	const struct CMUnitTest tests[] = {
		T(text_is_filled_and_numbers_are_found),
		T(a_line_opens_its_own_rows),
		T(what_is_empty_is_a_warning),
		T(own_paragraphs_keep_their_place),
		T(edits_are_undone),
		T(as_text_and_json),
		T(two_periods_beside_each_other),
		T(periods_as_typed),
		T(an_edit_is_called_by_its_report),
		T(words_under_a_condition),
		T(rows_of_an_average_are_yuan),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
