/* Lists in: what goes in, what is refused and why, and that nothing else changes. */
#include "exchange_fixture.h"

#include "base/buf.h"

#define HEAD "户编号,户主姓名,村,户联系电话,姓名,性别,证件号码,与户主关系,民族,健康状况,出生日期\n"

static void test_row_goes_in(void **state)
{
	struct office *o = *state;
	const char *f = beside(o, "a.csv");
	char text[1024];

	snprintf(text, sizeof(text),
		 "贫困人口名单\n\n" HEAD "000123,王 芳,长潭村,13800000001,王 芳,,%s,户主,汉族,残疾、长期慢性病,\n"
		 "000123,,,,李　明,男,%s,之子,汉,健康,2010年8月15日\n合计,2,,,,,,,,,\n",
		 an_id("19560229", 2), an_id("20100815", 123));
	write_text(f, text);
	assert_counts(judge(o, "registry", f, NULL), 2, 2, 0, 0, 0);
	assert_int_equal(count(o, "SELECT count(*) FROM household"), 0);
	assert_counts(import_file(o, "registry", f), 2, 2, 0, 0, 0);
	assert_int_equal(count(o, "SELECT count(*) FROM household WHERE household_no = '000123' AND head_name = '王芳'"
				  " AND place_id = (SELECT id FROM place WHERE name = '长潭村')"),
			 1);
	assert_int_equal(
		count(o, "SELECT count(*) FROM person WHERE name = '王芳' AND sex = '女' AND birth = '1956-02-29'"), 1);
	assert_int_equal(count(o, "SELECT count(*) FROM person WHERE name = '李明' AND birth = '2010-08-15'"), 1);
	assert_int_equal(count(o, "SELECT count(*) FROM place"), 1);
	assert_counts(import_file(o, "registry", f), 2, 0, 0, 2, 0);
}

/* A lock is made by locking, whatever a list says. */
static void test_what_only_the_program_writes_is_no_list(void **state)
{
	static const char *const kind[] = { "term_lock", "export_log" };
	struct office *o = *state;
	const char *f = beside(o, "a.csv");
	struct import *i = NULL;
	struct err e = { 0 };

	write_text(f, "学期,锁定日期,时间,内容,版本,文件\n2020秋,2020-11-01,2020-11-01,x,x,x\n");
	for (size_t k = 0; k < 2; k++) {
		assert_int_equal(import_open(&i, o, screens, kind[k], f, &e), -1);
		assert_string_equal(e.word, "IMPORT_OURS");
	}
	assert_int_equal(count(o, "SELECT count(*) FROM term_lock"), 0);
	const char *guess = import_guess(screens, f, &e);
	assert_true(!guess || (strcmp(guess, "term_lock") != 0 && strcmp(guess, "export_log") != 0));
}

static void test_change_updates_and_blank_never_overwrites(void **state)
{
	struct office *o = *state;
	const char *f = beside(o, "a.csv");
	const char *id = an_id("19560229", 2);
	struct judged j;
	char text[1024];

	snprintf(text, sizeof(text), HEAD "1,王芳,长潭村,13800000001,王芳,女,%s,户主,汉族,健康,\n", id);
	write_text(f, text);
	import_file(o, "registry", f);
	snprintf(text, sizeof(text), HEAD "1,,,13900000001,王芳,,%s,,,,\n", id);
	write_text(f, text);
	assert_counts(judge(o, "registry", f, &j), 1, 0, 1, 0, 0);
	assert_non_null(strstr(j.row[0].reason, "13800000001 → 13900000001"));
	assert_counts(import_file(o, "registry", f), 1, 0, 1, 0, 0);
	assert_int_equal(count(o, "SELECT count(*) FROM household WHERE phone = '13900000001' AND head_name = '王芳'"),
			 1);
	assert_int_equal(
		count(o, "SELECT count(*) FROM person WHERE ethnicity LIKE '汉%' AND relation_to_head = '户主'"), 1);
	assert_counts(import_file(o, "registry", f), 1, 0, 0, 1, 0);
}

static void test_merged_households_are_filled_down(void **state)
{
	struct office *o = *state;
	const char *f = beside(o, "a.csv");
	struct judged j;
	char text[2048];

	/* The head of household 3 has no number: her people must not fall to household 2. */
	snprintf(
		text, sizeof(text),
		HEAD
		"1,王芳,长潭村,,王芳,,%s,户主,汉族,,\n,,,,王小明,,%s,之子,汉族,,\n2,李华,长潭村,,李华,,%s,户主,汉族,,\n"
		",,,,李小华,,%s,之子,汉族,,\n,赵云,长潭村,,赵云,,%s,户主,汉族,,\n,,,,赵小云,,%s,之子,汉族,,\n",
		an_id("19560229", 2), an_id("20100815", 123), an_id("19700101", 11), an_id("20000101", 13),
		an_id("19800101", 15), an_id("20080101", 17));
	write_text(f, text);
	assert_counts(judge(o, "registry", f, &j), 6, 4, 0, 0, 2);
	assert_true(says_word(j.row[4].reason, "IMPORT_NO_HOUSEHOLD"));
	assert_true(says_word(j.row[5].reason, "IMPORT_NO_HOUSEHOLD"));
	assert_counts(import_file(o, "registry", f), 6, 4, 0, 0, 2);
	assert_int_equal(
		count(o,
		      "SELECT count(*) FROM person p JOIN household h ON h.id = p.household_id WHERE"
		      " (h.household_no = '1' AND p.name LIKE '王%') OR (h.household_no = '2' AND p.name LIKE '李%')"),
		4);
}

/* A refused head of a merged household must not hand its people to the household above. */
static void test_refused_head_keeps_its_people(void **state)
{
	struct office *o = *state;
	const char *f = beside(o, "a.csv");
	char text[2048];

	snprintf(text, sizeof(text),
		 HEAD "1,王芳,长潭村,,王芳,,%s,户主,汉族,,\n,,,,王小明,,%s,之子,汉族,,\n2,李华,长潭村,123,李华,,%s,"
		      "户主,汉族,,\n"
		      ",,,,李小华,,%s,之子,汉族,,\n",
		 an_id("19560229", 2), an_id("20100815", 123), an_id("19700101", 11), an_id("20000101", 13));
	write_text(f, text);
	assert_counts(import_file(o, "registry", f), 4, 3, 0, 0, 1);
	assert_int_equal(count(o, "SELECT count(*) FROM person p JOIN household h ON h.id = p.household_id"
				  " WHERE h.household_no = '2' AND p.name = '李小华'"),
			 1);
}

static void test_ids_of_every_kind(void **state)
{
	struct office *o = *state;
	const char *f = beside(o, "a.csv"), *known = an_id("19901212", 345), *right = an_id("19850505", 6);
	char text[4096], lost[24], wrong[24];
	struct judged j;

	snprintf(text, sizeof(text), HEAD "9,钱九,长潭村,,钱九,,%s,户主,汉族,,\n", known);
	write_text(f, text);
	import_file(o, "registry", f);
	snprintf(lost, sizeof(lost), "%.15s000", known); /* passes the check by chance: one in eleven does */
	snprintf(wrong, sizeof(wrong), "%.17s%c", right, right[17] == '1' ? '2' : '1');
	snprintf(text, sizeof(text),
		 HEAD "1,甲,长潭村,,甲,,990101560229002,户主,汉族,,\n"        /* 15 digits */
		      "2,乙,长潭村,,乙,,99010119881231457241,户主,汉族,,\n"   /* certificate */
		      "3,丙,长潭村,,丙,,99010119881231457241B1,户主,汉族,,\n" /* the same person elsewhere */
		      "4,丁,长潭村,,丁,,999999190001010011,户主,汉族,,1950\n" /* no ID */
		      "9,钱九,长潭村,,钱九,,%s,户主,汉族,,\n"                 /* lost digits */
		      "9,钱九,长潭村,,钱九,,%.1s.%.5sE+17,户主,汉族,,\n"
		      "5,戊,长潭村,,戊,,%s,户主,汉族,,\n" /* bad check digit */
		      "6,己,长潭村,,己,,=\"%s\",户主,汉族,,\n"
		      "7,庚,长潭村,,庚,,\"9 9 0 1 0 1\",户主,汉族,,\n"
		      "8,辛,长潭村,,辛,,990101********1236,户主,汉族,,\n",
		 lost, known, known + 1, wrong, an_id("19991111", 21));
	write_text(f, text);
	assert_counts(judge(o, "registry", f, &j), 10, 4, 0, 0, 6);
	assert_non_null(strstr(j.row[0].reason, "990101195602290"));
	assert_true(says_word(j.row[2].reason, "IMPORT_ID_TWICE"));
	assert_true(says_word(j.row[4].reason, "ID_LOST_DIGITS"));
	assert_string_equal(j.row[4].repair, known);
	assert_true(says_word(j.row[5].reason, "ID_LOST_DIGITS"));
	assert_string_equal(j.row[5].repair, known);
	assert_true(says_word(j.row[6].reason, "ID_CHECKSUM"));
	assert_string_equal(j.row[6].repair, right);
	assert_true(says_word(j.row[8].reason, "ID_LENGTH"));
	assert_true(says_word(j.row[9].reason, "ID_MASKED"));
	import_file(o, "registry", f);
	assert_int_equal(count(o, "SELECT count(*) FROM person WHERE name = '乙' AND id_no = '990101198812314572'"
				  " AND disability_cert_no = '99010119881231457241'"),
			 1);
	assert_int_equal(count(o, "SELECT count(*) FROM person WHERE name = '丁' AND id_no IS NULL"), 1);
	assert_counts(import_file(o, "registry", f), 10, 0, 0, 4, 6);
}

/* Two of one name and birthday are two people, whatever their last digits are; X was never lost by a spreadsheet. */
static void test_namesakes_are_no_lost_digits(void **state)
{
	struct office *o = *state;
	const char *f = beside(o, "a.csv");
	struct buf b = BUF_INIT;
	int xs = 0;

	buf_adds(&b, HEAD);
	for (int i = 100; i < 120; i++) {
		const char *id = an_id("19901212", i);

		xs += id[17] == 'X';
		buf_addf(&b, "%d,王芳,长潭村,,王芳,,%s,户主,汉族,,\n", i, id);
	}
	assert_true(xs > 0);
	write_text(f, b.s);
	buf_release(&b);
	assert_counts(import_file(o, "registry", f), 20, 20, 0, 0, 0);
}

/* A refused file is the list again: mended, it goes in. */
static void test_refused_file_comes_back(void **state)
{
	struct office *o = *state;
	const char *f = beside(o, "a.csv"), *r = beside(o, "a.csv.refused.csv"), *mended = beside(o, "b.csv");
	struct stat st;
	char text[1024], *refused, *phone;

	snprintf(text, sizeof(text),
		 "名单\n" HEAD "1,王芳,长潭村,1380000001,王芳,女,%s,户主,汉族,健康,\n"
		 "2,李华,长潭村,,=李华,女,%s,户主,汉族,\"=1+1\n两行\",\n",
		 an_id("19560229", 2), an_id("19700101", 11));
	write_text(f, text);
	assert_counts(import_file(o, "registry", f), 2, 0, 0, 0, 2);
	assert_int_equal(stat(r, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	refused = read_all(r);
	assert_memory_equal(refused, "\xEF\xBB\xBF", 3);
	assert_non_null(strstr(refused, words_get(screens, "import.col_line")));
	assert_non_null(strstr(refused, "\r\n1,王芳,长潭村,1380000001,"));
	assert_non_null(strstr(refused, ",3,"));
	assert_non_null(strstr(refused, "\"'=1+1\n两行\""));
	phone = strstr(refused, "1380000001");
	memmove(phone + 4, phone + 3, strlen(phone) - 4); /* eleven digits; the last newline gives way */
	write_text(mended, refused);
	free(refused);
	assert_counts(import_file(o, "registry", mended), 2, 1, 0, 0, 1);
}

static void test_households_and_heads_contradict(void **state)
{
	struct office *o = *state;
	const char *f = beside(o, "a.csv");
	struct judged j;
	char text[2048];

	snprintf(text, sizeof(text),
		 "户编号,户主姓名,户主证件号码,姓名,证件号码,与户主关系\n1,王芳,%s,王芳,%s,户主\n1,王芳,%s,王小明,%s,"
		 "之子\n"
		 "2,王芳,,王小明,%s,之子\n1,王芳,,王小明,%s,之女\n",
		 an_id("19560229", 2), an_id("19560229", 2), an_id("19560229", 4), an_id("20100815", 123),
		 an_id("19560229", 2), an_id("19560229", 2));
	write_text(f, text);
	assert_counts(judge(o, "registry", f, &j), 4, 1, 0, 0, 3);
	assert_true(says_word(j.row[1].reason, "IMPORT_HEAD_DIFFERS"));
	assert_true(says_word(j.row[2].reason, "IMPORT_ID_TWICE"));
	assert_true(says_word(j.row[3].reason, "IMPORT_TWICE"));
}

/* Of one name, born on one day: the second number is one a spreadsheet could have made of the first, but a list that
 * has the first with all its digits was through no spreadsheet. Of a stored one it is doubted as before. */
static void test_namesakes_of_one_list_are_two(void **state)
{
	struct office *o = *state;
	const char *f = beside(o, "a.csv");
	struct judged j;

	write_text(f, HEAD "1,王素,长潭村,,王素,,990101194510152012,户主,汉族,,\n");
	assert_counts(import_file(o, "registry", f), 1, 1, 0, 0, 0);
	write_text(f, HEAD "2,王素,长潭村,,王素,,990101194510152960,户主,汉族,,\n");
	assert_counts(judge(o, "registry", f, &j), 1, 0, 0, 0, 1);
	assert_true(says_word(j.row[0].reason, "ID_LOST_DIGITS"));
	write_text(f, HEAD "1,王素,长潭村,,王素,,990101194510152012,户主,汉族,,\n"
			   "2,王素,长潭村,,王素,,990101194510152960,户主,汉族,,\n");
	assert_counts(import_file(o, "registry", f), 2, 1, 0, 1, 0);
}

static void test_villages_are_made_where_they_lie(void **state)
{
	struct office *o = *state;
	const char *f = beside(o, "a.csv");
	char text[2048];

	snprintf(text, sizeof(text),
		 "县（市、区、旗）,乡（镇）,行政村,户编号,姓名,证件号码\n清河县,东镇,长潭村,1,王芳,%s\n清河县,西镇,"
		 "长潭村,2,李华,%s\n"
		 "清河县,东镇,长潭村,3,赵云,%s\n",
		 an_id("19560229", 2), an_id("19700101", 11), an_id("19800101", 15));
	write_text(f, text);
	assert_counts(import_file(o, "registry", f), 3, 3, 0, 0, 0);
	assert_int_equal(count(o, "SELECT count(*) FROM place WHERE name = '长潭村'"), 2);
	assert_int_equal(count(o, "SELECT count(*) FROM place"), 5);
	assert_int_equal(count(o, "SELECT count(DISTINCT place_id) FROM household"), 2);
	assert_counts(import_file(o, "registry", f), 3, 0, 0, 3, 0);
	/* Without the town there are two of that name, and the reason says how many. */
	struct judged j;

	snprintf(text, sizeof(text), "行政村,户编号,姓名,证件号码\n长潭村,4,钱多,%s\n", an_id("19900101", 3));
	write_text(f, text);
	assert_counts(judge(o, "registry", f, &j), 1, 0, 0, 0, 1);
	assert_true(says_word(j.row[0].reason, "IMPORT_PLACES"));
	assert_non_null(strstr(j.row[0].reason, "有 2 个地方"));
}

static void test_what_cannot_be_a_list(void **state)
{
	struct office *o = *state;
	const char *f = beside(o, "a.csv");
	struct import_counts counts;
	struct import *i = NULL;
	struct err e = { 0 };

	write_text(f, "一,二,三\n1,2,3\n");
	assert_int_equal(import_open(&i, o, screens, "registry", f, &e), -1);
	assert_string_equal(e.word, "IMPORT_NO_HEADER");
	assert_int_equal(import_open(&i, o, screens, "nothing", f, &e), -1);
	assert_string_equal(e.word, "IMPORT_KIND");
	write_text(f, "姓名,民族\n王芳,汉族\n");
	assert_int_equal(import_open(&i, o, screens, "registry", f, &e), 0);
	assert_int_equal(import_judge(i, &counts, NULL, NULL, NULL, NULL, &e), -1);
	assert_string_equal(e.word, "IMPORT_NO_KEY");
	import_close(&i);
	assert_int_equal(import_open(&i, o, screens, "registry", "/nowhere/x.csv", &e), -1);
	assert_string_equal(e.word, "FILE_MISSING");
}

static void test_mapping_by_hand_is_remembered(void **state)
{
	struct office *o = *state;
	const char *f = beside(o, "a.csv");
	const struct import_column *columns;
	struct import_counts counts;
	struct import *i = NULL;
	struct err e = { 0 };
	char text[512];

	snprintf(text, sizeof(text), "编号甲,姓名,证件号码,民族\n77,王芳,%s,汉族\n", an_id("19560229", 2));
	write_text(f, text);
	assert_int_equal(import_open(&i, o, screens, "registry", f, &e), 0);
	assert_int_equal(import_columns(i, &columns), 4);
	assert_null(columns[0].table);
	assert_string_equal(columns[1].table, "person");
	assert_int_equal(import_map(i, 0, "household", "household_no", &e), 0);
	assert_int_equal(import_map(i, 0, "household", "nothing", &e), -1);
	assert_int_equal(import_run(i, NULL, &counts, NULL, NULL, &e), 0);
	assert_int_equal(counts.added, 1);
	import_close(&i);
	assert_int_equal(import_open(&i, o, screens, "registry", f, &e), 0);
	assert_int_equal(import_columns(i, &columns), 4);
	assert_string_equal(columns[0].column, "household_no");
	import_close(&i);
}

static void test_visits_find_household_and_cadre(void **state)
{
	struct office *o = *state;
	const char *f = beside(o, "v.csv");
	struct judged j;

	fixture_add(o, "household", "household_no", "1", "head_name", "王芳", NULL);
	fixture_add(o, "household", "household_no", "2", "head_name", "李华", NULL);
	fixture_add(o, "household", "household_no", "3", "head_name", "李华", NULL);
	write_text(f, "户编号,户主姓名,走访日期,走访干部,走访类型,走访内容\n"
		      "1,王芳,2020.11.3,李明,遍访,看望\n,王芳,11月5日,,,坐了坐\n,李华,2020-11-06,李明,,谁家\n"
		      "3,李华,2020-11-06,李明,,说清了\n9,,2020-11-06,李明,,没有\n1,,2020-13-06,李明,,日子\n"
		      "1,,2021-11-06,李明,,将来\n1,,2020-11-07,某人,,不认识\n1,,,李明,,没有日子\n");
	assert_counts(judge(o, "visit", f, &j), 9, 3, 0, 0, 6);
	assert_true(says_word(j.row[2].reason, "IMPORT_AMBIGUOUS"));
	assert_true(says_word(j.row[4].reason, "IMPORT_REF_NONE"));
	assert_true(says_word(j.row[5].reason, "FIELD_DATE"));
	assert_true(says_word(j.row[6].reason, "VISIT_FUTURE"));
	assert_true(says_word(j.row[7].reason, "IMPORT_REF_NONE"));
	assert_counts(import_file(o, "visit", f), 9, 3, 0, 0, 6);
	assert_int_equal(count(o, "SELECT count(*) FROM visit v JOIN household h ON h.id = v.household_id"
				  " WHERE visited_on = '2020-11-05' AND household_no = '1'"),
			 1);
	assert_counts(import_file(o, "visit", f), 9, 0, 0, 3, 6);
}

static void test_guess(void **state)
{
	struct office *o = *state;
	const char *f = beside(o, "a.csv");
	struct err e;

	write_text(f, HEAD "1,,,,,,,,,,\n");
	assert_string_equal(import_guess(screens, f, &e), "registry");
	write_text(f, "户编号,户主姓名,走访日期,走访干部,走访类型,走访内容\n");
	assert_string_equal(import_guess(screens, f, &e), "visit");
	write_text(f, "一,二\n");
	assert_null(import_guess(screens, f, &e));
	assert_int_equal(e.code, ERR_NONE);
}

static void test_long_names_and_escapes(void **state)
{
	struct office *o = *state;
	const char *f = beside(o, "a.csv");
	struct buf b = BUF_INIT;

	buf_adds(&b, HEAD);
	buf_addf(&b, "1,王芳,长潭村,,\"王\x1b[31m芳\",,%s,户主,汉族,,\n", an_id("19560229", 2));
	buf_adds(&b, "2,李华,长潭村,,");
	for (int i = 0; i < 4000; i++)
		buf_adds(&b, "华");
	buf_addf(&b, ",,%s,户主,汉族,,\n", an_id("19700101", 11));
	write_text(f, b.s);
	buf_release(&b);
	assert_counts(import_file(o, "registry", f), 2, 1, 0, 0, 1);
	assert_int_equal(count(o, "SELECT count(*) FROM person WHERE instr(name, char(27)) > 0"), 0);
}

static void test_lists_as_they_arrive(void **state)
{
	struct office *o = *state;

	/* H1: GB18030, a title row, merged households; H2: UTF-8 with BOM, two title rows, a total. */
	assert_counts(judge(o, "registry", "tests/data/h1_gb18030.csv", NULL), 4, 4, 0, 0, 0);
	assert_counts(judge(o, "registry", "tests/data/h2_utf8_bom.csv", NULL), 3, 3, 0, 0, 0);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, exchange_open, exchange_close)
	const struct CMUnitTest tests[] = {
		TEST(test_row_goes_in),
		TEST(test_what_only_the_program_writes_is_no_list),
		TEST(test_change_updates_and_blank_never_overwrites),
		TEST(test_merged_households_are_filled_down),
		TEST(test_refused_head_keeps_its_people),
		TEST(test_ids_of_every_kind),
		TEST(test_namesakes_are_no_lost_digits),
		TEST(test_refused_file_comes_back),
		TEST(test_households_and_heads_contradict),
		TEST(test_villages_are_made_where_they_lie),
		TEST(test_namesakes_of_one_list_are_two),
		TEST(test_what_cannot_be_a_list),
		TEST(test_mapping_by_hand_is_remembered),
		TEST(test_visits_find_household_and_cadre),
		TEST(test_guess),
		TEST(test_long_names_and_escapes),
		TEST(test_lists_as_they_arrive),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
