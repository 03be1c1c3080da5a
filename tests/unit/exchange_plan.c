/* What a plan says of rows that are not as they should be, before anything of them is in. */
#include "exchange_fixture.h"

#define HEAD "户编号,户主姓名,村,户联系电话,姓名,性别,证件号码,与户主关系,民族,健康状况,出生日期\n"

/* The rows and the refused file are one: where the file cannot be put in its place, nothing is in. */
static void test_refused_file_without_a_place(void **state)
{
	struct office *o = *state;
	const char *f = beside(o, "a.csv"), *taken = beside(o, "taken"), *part = beside(o, "taken.part");
	struct import_counts c;
	struct import *i;
	struct err e = { 0 };
	char text[1024];

	snprintf(text, sizeof(text), HEAD "1,王芳,长潭村,,王芳,,%s,户主,汉族,,\n2,李明,长潭村,,李明,,1,户主,汉族,,\n",
		 an_id("19560229", 2));
	write_text(f, text);
	assert_int_equal(mkdir(taken, 0700), 0);
	assert_int_equal(import_open(&i, o, screens, "registry", f, &e), 0);
	assert_int_equal(import_run(i, taken, &c, NULL, NULL, &e), -1);
	assert_string_equal(e.word, "FILE_WRITE");
	assert_int_equal(count(o, "SELECT count(*) FROM household"), 0);
	assert_int_equal(access(part, F_OK), -1);
	assert_int_equal(rmdir(taken), 0);
	assert_int_equal(import_run(i, taken, &c, NULL, NULL, &e), 0);
	assert_string_equal(import_refused_path(i), taken);
	assert_int_equal(count(o, "SELECT count(*) FROM household"), 1);
	import_close(&i);
}

/* Cells that slipped a column, and a state of health that contradicts itself. */
static void test_what_cannot_be_said_of_a_person(void **state)
{
	struct office *o = *state;
	const char *f = beside(o, "a.csv");
	struct judged j;
	char text[1024];

	snprintf(text, sizeof(text),
		 HEAD "1,990101195602290026,长潭村,,王芳,,%s,户主,汉族,,\n2,李明,长潭村,,13800000001,,,之子,汉族,,\n"
		      "3,赵云,长潭村,,赵云,,,户主,汉族,健康、残疾,\n4,钱九,长潭村,,钱九,,,户主,汉族,健康,\n",
		 an_id("19560229", 2));
	write_text(f, text);
	assert_counts(judge(o, "registry", f, &j), 4, 1, 0, 0, 3);
	assert_true(says_word(j.row[0].reason, "NAME_DIGITS"));
	assert_true(says_word(j.row[1].reason, "NAME_DIGITS"));
	assert_true(says_word(j.row[2].reason, "HEALTH_BOTH"));
}

/* A mistyped village is a new one: the plan says so, at each household that would come to it. */
static void test_unusual_villages_are_told(void **state)
{
	struct office *o = *state;
	const char *f = beside(o, "a.csv");
	struct judged j;
	char text[2048];

	snprintf(text, sizeof(text),
		 HEAD "1,王芳,长谭村,,王芳,,%s,户主,汉族,,\n1,王芳,长谭村,,王小明,,%s,之子,汉族,,\n"
		      "2,李华,长谭村,,李华,,%s,户主,汉族,,\n3,赵云,长潭村,,赵云,,%s,户主,汉族,,\n",
		 an_id("19560229", 2), an_id("20100815", 123), an_id("19700101", 11), an_id("19800101", 15));
	write_text(f, text);
	assert_counts(judge(o, "registry", f, &j), 4, 4, 0, 0, 0);
	assert_true(strstr(j.row[0].reason, "新建行政村长谭村") != NULL);
	assert_string_equal(j.row[1].reason, "");
	assert_true(strstr(j.row[2].reason, "新建行政村长谭村") != NULL);
	assert_string_equal(j.row[3].reason, "");
	assert_counts(import_file(o, "registry", f), 4, 4, 0, 0, 0);
	/* Now it is there; a household that moves to it still leaves the office's own. */
	write_text(f, "户编号,户主姓名,村,姓名\n3,赵云,长谭村,赵云\n2,李华,长潭村,李华\n");
	assert_counts(judge(o, "registry", f, &j), 2, 0, 2, 0, 0);
	assert_true(strstr(j.row[0].reason, "长谭村不是本村") != NULL);
	assert_non_null(strstr(j.row[0].reason, "→")); /* beside what changes */
	assert_false(strstr(j.row[1].reason, "不是本村") != NULL);
	write_text(f, "户编号,户主姓名,行政村\n7,周七,长谭村\n8,吴八,长潭村\n");
	assert_counts(judge(o, "household", f, &j), 2, 2, 0, 0, 0);
	assert_true(strstr(j.row[0].reason, "长谭村不是本村") != NULL);
	assert_string_equal(j.row[1].reason, "");
	o->village = 0;
	assert_counts(judge(o, "household", f, &j), 2, 2, 0, 0, 0);
	assert_string_equal(j.row[0].reason, "");
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, exchange_open, exchange_close)
	const struct CMUnitTest tests[] = {
		TEST(test_refused_file_without_a_place),
		TEST(test_what_cannot_be_said_of_a_person),
		TEST(test_unusual_villages_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
