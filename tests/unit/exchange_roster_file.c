/* Lists from other bureaus: the header found, headings read as roster fields and remembered per source, cells kept as
 * they came, and what does not agree told once in the table. */
#include "exchange_fixture.h"

#include "base/mem.h"
#include "exchange/roster_file.h"
#include "exchange/roster_table.h"

#define HEADINGS "序号,姓名,身份证号码,行政村,联系方式\n"

static struct office *office_of(void **state)
{
	roster_file_labels(*state, screens);
	return *state;
}

static struct roster_file *opened(struct office *o, const char *path, const char *source)
{
	struct roster_file *f = NULL;
	struct err e = { 0 };

	if (roster_file_open(&f, o, screens, path, source, &e) < 0)
		fail_msg("%s %s", e.word, e.arg[0]);
	return f;
}

static int64_t loaded(struct office *o, const char *path, const char *source, const char *day, int64_t *rows,
		      bool *again)
{
	struct roster_file *f = opened(o, path, source);
	struct err e = { 0 };
	int64_t roster;

	if (roster_file_load(f, "registered", day, NULL, &roster, rows, again, &e) < 0)
		fail_msg("%s %s", e.word, e.arg[0]);
	roster_file_close(&f);
	return roster;
}

static int64_t person(struct office *o, const char *name, const char *id_no)
{
	int64_t h = fixture_add(o, "household", "head_name", name, "place_id", fixture_ref(o->village), NULL);

	return fixture_add(o, "person", "household_id", fixture_ref(h), "name", name, "id_no", id_no, NULL);
}

static void header_below_titles_and_rows_that_count(void **state)
{
	struct office *o = office_of(state);
	const char *path = beside(o, "list.csv");
	const char *const *cells;
	struct roster_file *f;
	size_t n;

	write_gb18030(path, "某局名单,,,,\n制表：某人,,,,\n" HEADINGS "1,王芳,,长潭村,1\n,,,,\n" HEADINGS
			    "2,李强,,长潭村,2\n合计,2,,,\n");
	f = opened(o, path, "县民政局");
	assert_int_equal(roster_file_columns(f), 5);
	assert_int_equal(roster_file_field(f, 0), -1);
	assert_int_equal(roster_file_field(f, 1), ROSTER_NAME);
	assert_int_equal(roster_file_field(f, 2), ROSTER_ID_NO);
	assert_int_equal(roster_file_field(f, 3), ROSTER_VILLAGE);
	assert_int_equal(roster_file_field(f, 4), ROSTER_PHONE);
	assert_int_equal(roster_file_peek(f, 1, &cells, &n, NULL), 1);
	assert_string_equal(cells[1], "李强");
	assert_int_equal(roster_file_peek(f, 0, &cells, &n, NULL), 1);
	assert_string_equal(cells[1], "王芳");
	assert_int_equal(roster_file_peek(f, 2, &cells, &n, NULL), 0);
	roster_file_close(&f);
}

static void every_alias_of_the_domain_is_known(void **state)
{
	static const struct {
		const char *heading;
		enum roster_field field;
	} want[] = {
		{ "证件号码", ROSTER_ID_NO },           { "身份证号", ROSTER_ID_NO },
		{ "公民身份号码", ROSTER_ID_NO },       { "公民身份证号或残疾证号", ROSTER_ID_NO },
		{ "学生身份证号", ROSTER_ID_NO },       { "户籍编号", ROSTER_HOUSEHOLD_NO },
		{ "嘎查村", ROSTER_VILLAGE },           { "村组（社区）", ROSTER_VILLAGE },
		{ "与户主关系", ROSTER_RELATION },      { "家庭成员联系电话", ROSTER_PHONE },
		{ "学校 全称", ROSTER_SCHOOL },         { "资助金额", ROSTER_AMOUNT },
		{ "残疾生证号", ROSTER_DISABILITY_NO }, { "是否特困供养人员", ROSTER_TEKUN },
		{ "是否享受低保", ROSTER_DIBAO },       { "户口本号（户编号）", ROSTER_HOUSEHOLD_NO },
	};
	struct office *o = office_of(state);

	for (size_t i = 0; i < sizeof(want) / sizeof(want[0]); i++) {
		const char *path = beside(o, "alias.csv");
		struct buf text = BUF_INIT;
		struct roster_file *f;

		buf_addf(&text, "姓名,%s\n王芳,1\n", want[i].heading);
		write_text(path, text.s);
		f = opened(o, path, "");
		if (roster_file_field(f, 1) != (int)want[i].field)
			fail_msg("%s: %d", want[i].heading, roster_file_field(f, 1));
		roster_file_close(&f);
		buf_release(&text);
	}
}

static void a_mapping_is_remembered_for_its_source_alone(void **state)
{
	struct office *o = office_of(state);
	const char *path = beside(o, "map.csv");
	struct roster_file *f;
	struct err e = { 0 };
	int64_t roster, rows;
	bool again;

	write_text(path, "姓名,身份证号码,备注\n王芳,,长潭村\n");
	f = opened(o, path, "县残联");
	roster_file_map(f, 2, ROSTER_VILLAGE);
	roster_file_map(f, 1, -1);
	assert_int_equal(roster_file_load(f, "disabled", "2020-09-01", NULL, &roster, &rows, &again, &e), 0);
	roster_file_close(&f);
	write_text(path, "序号,备注,姓名,证件号码\n1,长潭村,王芳,\n");
	f = opened(o, path, "县残联");
	assert_int_equal(roster_file_field(f, 1), ROSTER_VILLAGE);
	assert_int_equal(roster_file_field(f, 3), ROSTER_ID_NO); /* another heading than the one put aside */
	roster_file_close(&f);
	f = opened(o, path, "县医保局");
	assert_int_equal(roster_file_field(f, 1), -1);
	roster_file_close(&f);
}

static void a_field_stands_once(void **state)
{
	struct office *o = office_of(state);
	const char *path = beside(o, "once.csv");
	struct roster_file *f;

	write_text(path, "姓名,学生姓名,身份证号\n王芳,李强,\n");
	f = opened(o, path, "");
	assert_int_equal(roster_file_field(f, 0), ROSTER_NAME);
	assert_int_equal(roster_file_field(f, 1), -1);
	roster_file_map(f, 1, ROSTER_NAME);
	assert_int_equal(roster_file_field(f, 0), -1);
	roster_file_close(&f);
}

static void cells_stay_as_they_came(void **state)
{
	struct office *o = office_of(state);
	const char *path = beside(o, "raw.csv");
	int64_t rows;
	bool again;

	write_text(path, HEADINGS "1, 王　芳 ,\"=\"\"990101199001010010\"\"\",\"长\"\"潭\\村\",3.40E+17\n");
	loaded(o, path, "县民政局", "2020-09-01", &rows, &again);
	assert_int_equal(rows, 1);
	assert_false(again);
	assert_int_equal(count(o,
			       "SELECT count(*) FROM roster_row WHERE json_extract(cells, '$[3]') = '长\"潭\\村' AND "
			       "json_extract(cells, '$[4]') = '3.40E+17' AND json_array_length(cells) = 5"),
			 1);
	assert_int_equal(count(o, "SELECT count(*) FROM roster WHERE json_extract(mapping, '$[4]') = 'phone' AND "
				  "json_extract(mapping, '$[0]') = '' AND json_extract(headings, '$[4]') = '联系方式'"),
			 1);
}

static void the_same_list_is_loaded_once(void **state)
{
	struct office *o = office_of(state);
	const char *path = beside(o, "twice.csv");
	int64_t rows, first;
	bool again;

	write_text(path, HEADINGS "1,王芳,,长潭村,\n2,李强,,长潭村,\n");
	first = loaded(o, path, "县民政局", "2020-09-01", &rows, &again);
	assert_false(again);
	assert_int_equal(loaded(o, path, "县民政局", "2020-09-01", &rows, &again), first);
	assert_true(again);
	assert_int_equal(rows, 2);
	assert_int_equal(count(o, "SELECT count(*) FROM roster"), 1);
}

/* The columns were read wrongly: the same rows take the new reading, as the same round. */
static void read_anew(void **state)
{
	struct office *o = office_of(state);
	const char *path = beside(o, "anew.csv");
	struct roster_file *f;
	struct err e = { 0 };
	int64_t rows, first, roster;
	bool again;

	write_text(path, "姓名,备注,联系方式\n王芳,长潭村,1\n");
	first = loaded(o, path, "县民政局", "2020-09-01", &rows, &again);
	f = opened(o, path, "县民政局");
	roster_file_map(f, 1, ROSTER_VILLAGE);
	assert_int_equal(roster_file_load(f, "registered", "2020-09-01", NULL, &roster, &rows, &again, &e), 0);
	assert_true(again);
	assert_int_equal(roster, first);
	roster_file_close(&f);
	assert_int_equal(count(o, "SELECT count(*) FROM roster WHERE json_extract(mapping, '$[1]') = 'village'"), 1);
	assert_int_equal(count(o, "SELECT count(*) FROM roster"), 1);
	f = opened(o, path, "县民政局");
	assert_int_equal(roster_file_field(f, 1), ROSTER_VILLAGE);
	roster_file_close(&f);
}

static bool stop_at_once(void *asked, int64_t rows)
{
	*(int64_t *)asked = rows;
	return true;
}

static void loading_is_stopped(void **state)
{
	struct office *o = office_of(state);
	const char *path = beside(o, "many.csv");
	struct buf b = BUF_INIT;
	struct roster_file *f;
	struct err e = { 0 };
	int64_t rows, roster, told = 0;
	bool again;

	buf_adds(&b, "姓名,联系方式\n");
	for (int i = 0; i < 1000; i++)
		buf_addf(&b, "王芳,%d\n", i);
	write_text(path, b.s);
	buf_release(&b);
	f = opened(o, path, "县民政局");
	roster_file_watch(f, stop_at_once, &told);
	assert_int_equal(roster_file_load(f, "registered", "2020-09-01", NULL, &roster, &rows, &again, &e), -1);
	assert_int_equal(e.code, ERR_CANCEL);
	assert_in_range(told, 1, 999);
	roster_file_close(&f);
	assert_int_equal(count(o, "SELECT count(*) FROM roster"), 0);
}

static void what_cannot_be_read_is_refused(void **state)
{
	struct office *o = office_of(state);
	const char *path = beside(o, "bad.csv");
	struct roster_file *f = NULL;
	struct err e = { 0 };
	int64_t roster, rows;
	bool again;

	write_text(path, "甲,乙\n1,2\n");
	assert_int_equal(roster_file_open(&f, o, screens, path, "", &e), -1);
	assert_string_equal(e.word, "IMPORT_NO_HEADER");
	assert_null(f);
	write_text(path, "行政村,学校\n长潭村,中心小学\n");
	f = opened(o, path, "县教育局");
	assert_int_equal(roster_file_load(f, "students", "2020-09-01", "2020-2", &roster, &rows, &again, &e), -1);
	assert_string_equal(e.word, "ROSTER_NO_NAME");
	roster_file_close(&f);
	assert_int_equal(count(o, "SELECT count(*) FROM roster"), 0);
}

static void the_kind_of_list_is_guessed_by_its_headings(void **state)
{
	static const struct {
		const char *headings;
		enum roster_claim claim;
	} want[] = {
		{ "姓名,学校,学籍号", CLAIM_STUDENTS },
		{ "姓名,学校,资助金额", CLAIM_PAID },
		{ "姓名,证件号码,低保类别", CLAIM_DIBAO },
		{ "姓名,证件号码,残疾证号", CLAIM_DISABLED },
		{ "姓名,户编号,是否享受低保,与户主关系", CLAIM_REGISTERED },
		{ "姓名,证件号码", CLAIM_OTHER },
	};
	struct office *o = office_of(state);

	for (size_t i = 0; i < sizeof(want) / sizeof(want[0]); i++) {
		const char *path = beside(o, "guess.csv");
		struct roster_file *f;

		write_text(path, want[i].headings);
		f = opened(o, path, "");
		assert_int_equal(roster_file_guess(f), want[i].claim);
		roster_file_close(&f);
	}
}

static size_t times_in(const char *text, const char *part)
{
	size_t n = 0;

	for (; (text = strstr(text, part)) != NULL; text += strlen(part))
		n++;
	return n;
}

static void the_table_tells_each_difference_once(void **state)
{
	struct office *o = office_of(state);
	const char *path = beside(o, "list.csv"), *table = beside(o, "differences.csv");
	int64_t side[2] = { 0, 0 }, rows;
	struct roster_comparison c = { 0 };
	struct roster_table_ask t = { o, screens, &c };
	struct roster_settled settled;
	struct buf text = BUF_INIT;
	struct err e = { 0 };
	char *written;
	bool again;

	person(o, "王芳", an_id("19900101", 11));
	person(o, "李强", an_id("19910101", 12));
	buf_addf(&text, "姓名,身份证号码\n王芳,%s\n赵六,%s\n", an_id("19900101", 11), an_id("19920101", 13));
	write_text(path, text.s);
	side[1] = loaded(o, path, "县民政局", "2020-09-01", &rows, &again);
	assert_int_equal(roster_round(o, side, 2, &c, &settled, &e), 0);
	assert_int_equal(roster_count(&c, ROSTER_WAITING), 2);
	assert_int_equal(roster_count(&c, ROSTER_ONLY_FIRST), 1);
	assert_int_equal(roster_count(&c, ROSTER_NOT_FIRST), 1);
	assert_int_equal(roster_count(&c, ROSTER_AGREES), 1);
	assert_int_equal(export_file(o, "x", roster_table_source, &t, PROFILE_INTERNAL, FORMAT_CSV, table, &rows, &e),
			 0);
	assert_int_equal(rows, 2);
	written = read_all(table);
	assert_non_null(written);
	assert_memory_equal(written, "\xEF\xBB\xBF", 3);
	assert_non_null(
		strstr(written, "序号,结论,姓名,证件号码,村,项目,我们的资料,县民政局 2020-09-01,处理,原因\r\n"));
	assert_int_equal(times_in(written, "李强"), 1);
	assert_int_equal(times_in(written, "赵六"), 1);
	assert_int_equal(times_in(written, "王芳"), 0);
	assert_int_equal(times_in(written, "我有他无"), 1);
	assert_int_equal(times_in(written, "他有我无"), 1);
	assert_int_equal(times_in(written, an_id("19920101", 13)), 1);
	free(written);
	assert_int_equal(
		db_int(o->db, 0, "SELECT count(*) FROM export_log WHERE profile = 'internal' AND rows = 2", ""), 1);
	assert_int_equal(export_file(o, "x", roster_table_source, &t, PROFILE_POSTING, FORMAT_CSV, table, &rows, &e),
			 0);
	written = read_all(table);
	assert_int_equal(times_in(written, "赵六"), 1);
	assert_int_equal(times_in(written, "证件号码"), 0);
	assert_int_equal(times_in(written, an_id("19920101", 13)), 0);
	free(written);
	assert_int_equal(
		export_file(o, "x", roster_table_source, &t, PROFILE_INTERNAL, FORMAT_CSV, office_path(o), &rows, &e),
		-1);
	assert_string_equal(e.word, "FILE_WRITE");
	roster_comparison_release(&c);
	buf_release(&text);
}

static void choices_are_compared_by_their_labels(void **state)
{
	struct office *o = office_of(state);
	const char *path = beside(o, "labels.csv");
	int64_t side[2] = { 0, 0 }, rows, p = person(o, "王芳", an_id("19900101", 21));
	struct roster_comparison c = { 0 };
	struct roster_settled settled;
	struct buf text = BUF_INIT;
	struct err e = { 0 };
	bool again;

	assert_string_equal(fixture_try(o, "person", p, "sex", "女", "relation_to_head", "本人或户主", NULL), "");
	buf_addf(&text, "姓名,身份证号码,性别,与户主关系\n王芳,%s,女性,户主\n", an_id("19900101", 21));
	write_text(path, text.s);
	side[1] = loaded(o, path, "县民政局", "2020-09-01", &rows, &again);
	assert_int_equal(roster_round(o, side, 2, &c, &settled, &e), 0);
	assert_int_equal(c.n, 1);
	assert_int_equal(c.line[0].verdict, ROSTER_SAME);
	roster_comparison_release(&c);
	buf_release(&text);
}

int main(void)
{
#define EACH(f) cmocka_unit_test_setup_teardown(f, exchange_open, exchange_close)
	const struct CMUnitTest tests[] = {
		EACH(header_below_titles_and_rows_that_count),
		EACH(every_alias_of_the_domain_is_known),
		EACH(a_mapping_is_remembered_for_its_source_alone),
		EACH(a_field_stands_once),
		EACH(cells_stay_as_they_came),
		EACH(the_same_list_is_loaded_once),
		EACH(read_anew),
		EACH(loading_is_stopped),
		EACH(what_cannot_be_read_is_refused),
		EACH(the_kind_of_list_is_guessed_by_its_headings),
		EACH(the_table_tells_each_difference_once),
		EACH(choices_are_compared_by_their_labels),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
