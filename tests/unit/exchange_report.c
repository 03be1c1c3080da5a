/* Reports: where numbers stand in the text, what is empty, what a person's words become when the
 * numbers change, and what goes out. A template of its own over the real screens/. */
#include "exchange_fixture.h"

#include "exchange/report.h"
#include "model/trace.h"

#include <dirent.h>
#include <limits.h>

static const char template[] =
	"[report]\ntitle = \"{{year}}年总结\"\ntitle_en = Summary\nkind = year\n"
	"[metric.trainings]\nlabel = 培训次数\nlabel_en = T\nunit = time\ntable = training\n"
	"rows = SELECT id, category, attendees FROM training WHERE deleted_on IS NULL AND substr(held_on, 1, 4) = "
	":year\n"
	"[metric.trained]\nlabel = 培训人次\nlabel_en = P\nunit = visit\ntable = training\nsum = attendees\n"
	"rows = SELECT id, category, attendees FROM training WHERE deleted_on IS NULL AND substr(held_on, 1, 4) = "
	":year\n"
	"[metric.of_poor]\nlabel = 贫困户人次\nlabel_en = O\nunit = visit\ntable = training\nsum = of_poor\n"
	"rows = SELECT id, of_poor FROM training WHERE deleted_on IS NULL AND substr(held_on, 1, 4) = :year\n"
	"[metric.spent]\nlabel = 花费\nlabel_en = S\nunit = wan\ntable = training\nsum = amount\n"
	"rows = SELECT id, category, amount FROM training WHERE deleted_on IS NULL AND substr(held_on, 1, 4) = :year\n"
	"[metric.share]\nlabel = 占比\nlabel_en = R\nunit = percent\nof = of_poor / trained\n"
	"[metric.mean]\nlabel = 人均\nlabel_en = M\nunit = yuan\ntable = training\nsum = mean\n"
	"rows = SELECT id, 1.0 * amount / attendees AS mean FROM training WHERE deleted_on IS NULL AND substr(held_on, "
	"1, "
	"4) = :year\n"
	"[paragraph.sum]\nheading = 一、培训\nheading_en = I\n"
	"text = "
	"\"举办{{trainings}}次，{{trained}}人次，其中{{of_poor}}人次，占{{share}}%（{{of_poor}}/"
	"{{trained}}），花{{spent}}万元。\"\n"
	"text_en = a\n"
	"[paragraph.kinds]\ntext = \"其中：{{each}}{{1}}{{trained}}人次{{between}}、{{end}}。\"\ntext_en = a\n"
	"each = SELECT DISTINCT category FROM training WHERE deleted_on IS NULL AND substr(held_on, 1, 4) = :year "
	"ORDER BY 1\n"
	"[paragraph.some]\ntext = 有贫困户{{of_poor}}人次。\ntext_en = a\nwhen = of_poor\n"
	"[paragraph.chosen]\n"
	"text = \"{{trainings}}次{{if of_poor}}（贫困户{{of_poor}}人次{{if "
	"trained}}，共{{trained}}人次{{end}}）{{end}}：{{each}}"
	"{{1}}{{if share}}{{end}}{{between}}、{{end}}。\"\ntext_en = a\n"
	"each = SELECT DISTINCT category FROM training WHERE deleted_on IS NULL AND substr(held_on, 1, 4) = :year "
	"ORDER BY 1\n"
	"[paragraph.last]\ntext = 截至{{month}}月底。\ntext_en = a\n";

static char dir[64];

/* The real screens/, linked, with this report for theirs. */
static int make_screens(void)
{
	char from[PATH_MAX], to[PATH_MAX + 300], path[PATH_MAX + 300];
	DIR *d = opendir("screens");
	const struct dirent *one;

	strcpy(dir, "/tmp/bangfu-report-XXXXXX");
	if (!d || !mkdtemp(dir) || !realpath("screens", from))
		return -1;
	while ((one = readdir(d))) {
		snprintf(path, sizeof(path), "%s/%s", from, one->d_name);
		snprintf(to, sizeof(to), "%s/%s", dir, one->d_name);
		if (one->d_name[0] != '.' && strncmp(one->d_name, "report.", 7) != 0 && symlink(path, to) != 0)
			return -1;
	}
	closedir(d);
	snprintf(path, sizeof(path), "%s/report.t.ini", dir);
	write_text(path, template);
	return 0;
}

static int open_all(void **state)
{
	struct err e = { 0 };

	if (exchange_open(state) < 0 || make_screens() < 0)
		return -1;
	screens_close(&screens);
	if (screens_open(&screens, dir, LANG_ZH, &e) == 0)
		return 0;
	fprintf(stderr, "screens: %s %s %s\n", e.word, e.arg[0], e.arg[1]);
	return -1;
}

static int close_all(void **state)
{
	return nftw(dir, fixture_remove_one, 8, FTW_DEPTH | FTW_PHYS) | exchange_close(state);
}

static int64_t training(struct office *o, const char *day, const char *category, const char *attendees,
			const char *poor, const char *fen)
{
	return fixture_add(o, "training", "held_on", day, "category", category, "topic", "课", "attendees", attendees,
			   "of_poor", poor, "amount", fen, NULL);
}

static void two_trainings(struct office *o)
{
	training(o, "2020-03-01", "农村实用技术", "#112", "#60", "#30000000");
	training(o, "2020-05-01", "残疾人培训", "#64", NULL, "#20557500");
	training(o, "2019-05-01", "残疾人培训", "#40", "#40", "#100");
}

static void make(struct office *o, const char *year, struct report *r)
{
	const struct report_def *d = screens_report(screens, "t");
	struct period p;
	struct err e = { 0 };

	assert_non_null(d);
	if (report_period(o, screens, d, year, "", &p, &e) < 0 || report_make(r, o, screens, d, &p, &e) < 0)
		fail_msg("%s %s", e.word, e.arg[0]);
}

static const struct report_paragraph *paragraph(const struct report *r, const char *key)
{
	for (size_t i = 0; i < r->n_paragraphs; i++)
		if (strcmp(r->paragraph[i].key, key) == 0)
			return &r->paragraph[i];
	return NULL;
}

static void reads(struct office *o, const char *year, const char *key, const char *wanted)
{
	struct report r;

	make(o, year, &r);
	assert_non_null(paragraph(&r, key));
	assert_string_equal(paragraph(&r, key)->text, wanted);
	report_release(&r);
}

static void edits(struct office *o, const char *key, const char *body)
{
	struct report r;
	struct err e = { 0 };

	make(o, "2020", &r);
	if (report_edit(o, &r, key, body, &e) < 0)
		fail_msg("%s %s", e.word, e.arg[0]);
	report_release(&r);
}

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
	assert_int_equal(s.lines, 2);
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

static void edited_words_stay_and_numbers_go_on(void **state)
{
	struct office *o = *state;
	struct report r;

	two_trainings(o);
	edits(o, "sum", "今年办了2次班，参加近200人次（实到176人次），花50.5575万元，比3个邻村多。");
	reads(o, "2020", "sum", "今年办了2次班，参加近200人次（实到176人次），花50.5575万元，比3个邻村多。");
	training(o, "2020-08-01", "残疾人培训", "#24", "#1", "#42500");
	reads(o, "2020", "sum", "今年办了3次班，参加近200人次（实到200人次），花50.6万元，比3个邻村多。");
	/* Edited again, the numbers changed once more: those now there are the old ones. */
	edits(o, "sum", "花50.6万元，办3次班，到200人次。");
	training(o, "2020-09-01", "残疾人培训", "#1", NULL, "#500000");
	reads(o, "2020", "sum", "花51.1万元，办4次班，到201人次。");
	reads(o, "2019", "sum", "举办1次，40人次，其中40人次，占100%（40/40），花0.0001万元。");
	make(o, "2020", &r);
	assert_true(paragraph(&r, "sum")->edited);
	assert_int_equal(r.number[0].metric, 3); /* still opens what it counts */
	report_release(&r);
	/* A number somebody changed is his. */
	edits(o, "kinds", "其中：农村实用技术112人次、残疾人90人次。");
	training(o, "2020-09-02", "残疾人培训", "#1", NULL, NULL);
	training(o, "2020-09-02", "农村实用技术", "#8", NULL, NULL);
	reads(o, "2020", "kinds", "其中：农村实用技术120人次、残疾人90人次。");
	edits(o, "kinds", "");
	reads(o, "2020", "kinds", "其中：农村实用技术120人次、残疾人培训90人次。");
}

static void the_month_goes_on_in_edited_words(void **state)
{
	struct office *o = *state;

	edits(o, "last", "数据截至11月底，共3页。");
	clock_freeze("2020-12-20");
	reads(o, "2020", "last", "数据截至12月底，共3页。");
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
	assert_memory_equal(b.s, "2020年总结\n\n　　一、培训\n　　举办2次",
			    strlen("2020年总结\n\n　　一、培训\n　　举办2次"));
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
		T(edited_words_stay_and_numbers_go_on),
		T(the_month_goes_on_in_edited_words),
		T(own_paragraphs_keep_their_place),
		T(edits_are_undone),
		T(as_text_and_json),
		T(two_periods_beside_each_other),
		T(periods_as_typed),
		T(an_edit_is_called_by_its_report),
		T(words_under_a_condition),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
