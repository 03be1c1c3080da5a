/* A village's list with sixty planted defects: exactly those are refused, each for its reason, and all else goes in, or
 * nothing. */
#include "exchange_fixture.h"

#include "base/buf.h"

#include <signal.h>
#include <sys/wait.h>

#define HOUSEHOLDS 400
#define PEOPLE 1400
#define DEFECTS 60

struct defect {
	const char *word;
	int kind;
};
static const struct defect kinds[] = {
	{ "ID_LOST_DIGITS", 0 },      { "ID_CHECKSUM", 1 }, { "ID_BIRTH", 2 },        { "PHONE_BAD", 3 },
	{ "FIELD_CHOICE", 4 },        { "FIELD_DATE", 5 },  { "IMPORT_ID_TWICE", 6 }, { "NAME_BLANK", 7 },
	{ "IMPORT_NO_HOUSEHOLD", 8 }, { "ID_LENGTH", 9 },   { "ID_MASKED", 10 },      { "NUMBER_BAD", 11 },
};
#define KINDS (sizeof(kinds) / sizeof(kinds[0]))

static const char *const surnames[] = { "王", "李", "张", "刘", "陈", "杨", "赵", "喆", "堃", "䶮", "𠮷" };

/* One row; kind -1: without a defect. */
static void plant_row(struct buf *b, int person, int household, bool head, int kind)
{
	char id[24], name[64], birth[9], number[24], phone[24];
	int year = 1940 + person % 70;

	snprintf(birth, sizeof(birth), "%04d%02d%02d", year, 1 + person % 12, 1 + person % 28);
	snprintf(id, sizeof(id), "%s", an_id(birth, 1 + person / 70));
	snprintf(name, sizeof(name), "%s%s%s", surnames[household % 11], person % 3 ? "小" : "建",
		 person % 2 ? "国" : "芳");
	snprintf(number, sizeof(number), "9901010%05d", household);
	snprintf(phone, sizeof(phone), "138%08d", person);
	if (kind == 0) {
		memcpy(id + 15, "000", 4);
		if (idno_check_digit(id) == '0')
			snprintf(id, sizeof(id), "9.90101E+17");
	} else if (kind == 1) {
		id[17] = id[17] == '1' ? '2' : '1';
	} else if (kind == 2) {
		memcpy(id + 10, "1331", 4);
		id[17] = idno_check_digit(id);
	} else if (kind == 6) {
		snprintf(id, sizeof(id), "%s", an_id("19400101", 1)); /* the first person of the list */
	} else if (kind == 9) {
		id[16] = '\0';
	} else if (kind == 10) {
		memset(id + 6, '*', 8);
	}
	buf_addf(b, "清河县,东镇,东%d村,%s,%s,%s,%s,%s,%s,汉族,%s,%s,%s\r\n", household % 4, kind == 8 ? "" : number,
		 kind == 7 ? "" : name, id, head ? "户主" : "之子", kind == 4 ? "不知道" : "初中",
		 kind == 3 ? "1380000" : phone, kind == 5 ? "2020-02-30" : "2014.3", "健康", kind == 11 ? "很久" : "6");
}

#define PLANT_HEAD \
	"县(市、区、旗),乡(镇),行政村,户编号,姓名,证件号码,与户主关系,文化程度,成员联系电话,民族,人员识别时间," \
	"健康状况,务工时间（月）\r\n"
#define PLANT_FIRST 3 /* a title row and the headings above */

/* The kind of the defect of person i (0..PEOPLE-1), or -1: every 23rd, from the 20th on. */
static int defect_of(int i)
{
	return i >= 20 && (i - 20) % 23 == 0 && (i - 20) / 23 < DEFECTS ? (int)((size_t)((i - 20) / 23) % KINDS) : -1;
}

static void plant(struct buf *b)
{
	int household = 0, member = 0;

	buf_adds(b, "清河县贫困人口信息表,,,,,,,,,,,,\r\n" PLANT_HEAD);
	for (int i = 0; i < PEOPLE; i++) {
		int size = household % 2 ? 4 : 3;

		plant_row(b, i, household, member == 0, defect_of(i));
		if (++member == size) {
			member = 0;
			household++;
		}
	}
	assert_int_equal(household, HOUSEHOLDS);
}

static void test_planted_list(void **state)
{
	struct office *o = *state;
	const char *f = beside(o, "planted.csv");
	static struct judged j;
	struct buf b = BUF_INIT;

	plant(&b);
	write_gb18030(f, b.s);
	buf_release(&b);
	assert_counts(judge(o, "registry", f, &j), PEOPLE, PEOPLE - DEFECTS, 0, 0, DEFECTS);
	assert_int_equal(count(o, "SELECT count(*) FROM person"), 0);
	for (int i = 0; i < PEOPLE; i++) {
		const struct import_row *row = judged_at(&j, PLANT_FIRST + i);
		int kind = defect_of(i);

		assert_non_null(row);
		if ((kind < 0) != (row->verdict == ROW_ADD) || (kind >= 0 && !says_word(row->reason, kinds[kind].word)))
			fail_msg("line %d, %s: %s", PLANT_FIRST + i, kind < 0 ? "good" : kinds[kind].word, row->reason);
	}
	assert_counts(import_file(o, "registry", f), PEOPLE, PEOPLE - DEFECTS, 0, 0, DEFECTS);
	assert_int_equal(count(o, "SELECT count(*) FROM person"), PEOPLE - DEFECTS);
	assert_int_equal(count(o, "SELECT count(*) FROM household"), HOUSEHOLDS);
	assert_int_equal(count(o, "SELECT count(*) FROM place WHERE name LIKE '东_村'"), 4);
	assert_int_equal(count(o, "SELECT count(*) FROM household h WHERE NOT EXISTS"
				  " (SELECT 1 FROM person WHERE household_id = h.id)"),
			 0);
	assert_counts(import_file(o, "registry", f), PEOPLE, 0, 0, PEOPLE - DEFECTS, DEFECTS);
}

static bool kill_in_the_middle(void *arg, int64_t done, int64_t all)
{
	(void)arg;
	if (done > all * 3 / 4) /* in the pass that writes for good */
		kill(getpid(), SIGKILL);
	return false;
}

static bool stop_in_the_middle(void *arg, int64_t done, int64_t all)
{
	(void)arg;
	return done > all * 3 / 4;
}

static void test_nothing_half_done(void **state)
{
	struct office *o = *state, *again;
	const char *f = beside(o, "planted.csv");
	struct import_counts counts;
	struct import *i = NULL;
	struct err e = { 0 };
	struct buf b = BUF_INIT;
	char path[256];
	int status;
	pid_t child;

	plant(&b);
	write_text(f, b.s);
	buf_release(&b);
	assert_int_equal(import_open(&i, o, screens, "registry", f, &e), 0);
	assert_int_equal(import_run(i, NULL, &counts, stop_in_the_middle, NULL, &e), -1);
	assert_int_equal(e.code, ERR_CANCEL);
	assert_null(import_refused_path(i));
	import_close(&i);
	assert_int_equal(access(beside(o, "planted.csv.refused.csv"), F_OK), -1);
	assert_int_equal(access(beside(o, "planted.csv.refused.csv.part"), F_OK), -1);
	assert_int_equal(count(o, "SELECT count(*) FROM person"), 0);

	snprintf(path, sizeof(path), "%s", office_path(o));
	child = fork();
	if (child == 0) {
		if (office_open(&again, path, OFFICE_EXISTING, &e) < 0)
			_exit(1);
		screens_roles(screens, exchange_role, again);
		if (import_open(&i, again, screens, "registry", f, &e) < 0)
			_exit(2);
		import_run(i, NULL, &counts, kill_in_the_middle, NULL, &e);
		_exit(3);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(count(o, "SELECT count(*) FROM person"), 0);
	assert_int_equal(count(o, "SELECT count(*) FROM household"), 0);
	assert_counts(import_file(o, "registry", f), PEOPLE, PEOPLE - DEFECTS, 0, 0, DEFECTS);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, exchange_open, exchange_close)
	const struct CMUnitTest tests[] = {
		TEST(test_planted_list),
		TEST(test_nothing_half_done),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
