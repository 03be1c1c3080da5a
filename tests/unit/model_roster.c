/* Lists from outside: saved, compared with our facts, decided, taken back. */
#include "roster_fixture.h"

#include "model/record.h"

static void names_go_both_ways(void **state)
{
	(void)state;
	for (int f = 0; f < ROSTER_FIELD_COUNT; f++)
		assert_int_equal(roster_field_of(roster_field_name((enum roster_field)f)), f);
	for (int c = 0; c < CLAIM_COUNT; c++)
		assert_int_equal(roster_claim_of(roster_claim_name((enum roster_claim)c)), c);
	assert_int_equal(roster_field_of("nobody"), -1);
}

static void a_list_is_saved_once(void **state)
{
	struct office *o = *state;
	struct roster_info *info;
	struct err e = { 0 };
	size_t n;
	const char *rows[] = { "990101201008151236|张三|||", "|李四|||", NULL };
	int64_t first = list(o, "2020-09-01", rows);

	assert_int_equal(load(o, "教育局", "registered", "2020-09-01", MAPPING, rows, &e), 0);
	assert_string_equal(e.word, "ROSTER_SAME");
	assert_string_equal(e.arg[0], "教育局");
	assert_int_equal(count(o, "SELECT count(*) FROM roster_row"), 2);
	rows[1] = "|李四四|||";
	assert_true(list(o, "2020-09-01", rows) > first);
	list(o, "2020-10-01", rows);
	OK(roster_list(o, &info, &n, &why));
	assert_int_equal(n, 3);
	assert_string_equal(info[0].dated_on, "2020-10-01");
	assert_int_equal(info[0].round, 3);
	assert_true(info[0].newest);
	assert_false(info[1].newest);
	assert_int_equal(info[2].id, first);
	assert_int_equal(info[2].rows, 2);
	free(info);
	assert_int_equal(load(o, "", "registered", "2020-09-01", MAPPING, rows, &e), 0);
	assert_string_equal(e.word, "FIELD_REQUIRED");
	assert_int_equal(load(o, "x", "nothing", "2020-09-01", MAPPING, rows, &e), 0);
	assert_string_equal(e.word, "ROSTER_CLAIM");
	assert_int_equal(load(o, "x", "other", "2020-09", MAPPING, rows, &e), 0);
	assert_string_equal(e.word, "DATE_BAD");
	/* Loading is one transaction, and can be taken back. */
	OK(journal_undo(o->db, journal_undo_candidate(o->db), &why));
	assert_int_equal(count(o, "SELECT count(*) FROM roster"), 2);
	assert_int_equal(count(o, "SELECT count(*) FROM roster_row"), 4);
}

/* Whom we have not is a new record as far as the row tells; what our record could not hold stays blank. */
static void a_row_becomes_a_record(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };
	struct record r;
	const char *form;
	int64_t h = house(o), here = person(o, h, "张三", id_of(1));
	char known[128], fresh[160], lost[160];

	snprintf(known, sizeof(known), "%s|张三|张建国|中心小学|一年级", id_of(1));
	snprintf(fresh, sizeof(fresh), "%s|张 四|张建国|中心小学|二年级", id_of(3));
	snprintf(lost, sizeof(lost), "9.90101201008151E+17|王五|无此人|中心小学|");
	int64_t id =
		load(o, "教育局", "students", "2020-09-10", "[\"id_no\",\"name\",\"head_name\",\"school\",\"grade\"]",
		     (const char *[]){ known, fresh, lost, NULL }, &e);
	struct roster_comparison c = compare(o, 0, id);

	OK(roster_draft(o, &c, line_of(&c, "张三"), &r, &form, &why));
	assert_string_equal(form, "enrolment");
	assert_int_equal(record_int(&r, "person_id"), here);
	assert_string_equal(record_text(&r, "term"), "2020-2");
	assert_string_equal(record_text(&r, "school"), "中心小学");
	assert_string_equal(record_text(&r, "grade"), "一年级");
	OK(record_save(o, &r, RECORD_CHECKED, NULL, &why));
	record_release(&r);
	OK(roster_draft(o, &c, line_of(&c, "张 四"), &r, &form, &why));
	assert_string_equal(form, "person");
	assert_int_equal(record_int(&r, "household_id"), h);
	assert_string_equal(record_text(&r, "id_no"), id_of(3));
	assert_string_equal(record_text(&r, "name"), "张四");
	OK(record_save(o, &r, RECORD_CHECKED, NULL, &why));
	record_release(&r);
	OK(roster_draft(o, &c, line_of(&c, "王五"), &r, &form, &why));
	assert_int_equal(record_int(&r, "household_id"), 0);
	assert_string_equal(record_text(&r, "id_no"), "");
	record_release(&r);
	roster_comparison_release(&c);
	/* Who is there settles the line by that alone; the new person is not enrolled yet. */
	c = compare(o, 0, id);
	assert_int_equal(line_of(&c, "张三")->verdict, ROSTER_SAME);
	OK(roster_draft(o, &c, line_of(&c, "张四"), &r, &form, &why));
	assert_string_equal(form, "enrolment");
	record_release(&r);
	roster_comparison_release(&c);
}

/* A file that shows every number as 9.9E+17: its people are found, and the numbers are nobody's to mend. */
static void numbers_of_a_spreadsheet(void **state)
{
	struct office *o = *state;
	char one[64], other[64];
	struct err e = { 0 };
	int64_t h = house(o);
	person(o, h, "马立春", id_of(11));
	person(o, h, "马立夏", id_of(13));
	snprintf(one, sizeof(one), "%.14E|马立春", 990101201008150000.0);
	snprintf(other, sizeof(other), "%.17E|马立夏", 990101201008150000.0);
	struct roster_comparison c = compare(o, 0,
					     load(o, "局", "registered", "2020-09-01", "[\"id_no\",\"name\"]",
						  (const char *[]){ one, other, NULL }, &e));

	/* Of both the same is left: the names tell. */
	assert_int_equal(c.n, 2);
	assert_int_equal(c.count[ROSTER_SAME], 2);
	roster_comparison_release(&c);
}

static void numbers_in_either_writing(void **state)
{
	struct office *o = *state;
	static const struct {
		const char *ours, *theirs;
		bool one;
	} groups[] = { { "三组", "3组", true },      { "第十二组", "12组", true }, { "二十组", "20组", true },
		       { "二十三组", "23组", true }, { "十组", "第10组", true },   { "三组", "四组", false },
		       { "十三组", "3组", false } };

	for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++) {
		int64_t h = fixture_add(o, "household", "head_name", "张", "place_id", fixture_ref(o->village),
					"village_group", groups[i].ours, "household_type", "脱贫户", NULL);
		struct buf row = BUF_INIT;
		struct err e = { 0 };
		char day[16];

		person(o, h, "张三", id_of(10 + 2 * (int)i));
		buf_addf(&row, "%s|张三|%s", id_of(10 + 2 * (int)i), groups[i].theirs);
		snprintf(day, sizeof(day), "2020-09-%02d", 1 + (int)i);
		struct roster_comparison c = compare(o, 0,
						     load(o, "县", "other", day, "[\"id_no\",\"name\",\"group\"]",
							  (const char *[]){ row.s, NULL }, &e));

		if ((c.line[0].verdict == ROSTER_SAME) != groups[i].one)
			fail_msg("%s %s", groups[i].ours, groups[i].theirs);
		roster_comparison_release(&c);
		buf_release(&row);
	}
}

/* Rows of other villages: counted where they are held against ours, compared where lists are held against each other.
 */
static void rows_of_other_villages(void **state)
{
	struct office *o = *state;
	const char *rows[] = { "|张三|2010-08-15|村1|", "|李四|2011-08-15|村2|", "", NULL };
	char mine[96];
	struct roster_comparison c;
	struct err e = { 0 };
	int64_t h = house(o);

	snprintf(mine, sizeof(mine), "%s|王五||村3|", id_of(1));
	rows[2] = mine;
	person(o, h, "王五", id_of(1));
	int64_t a = list(o, "2020-09-01", rows);
	int64_t b = load(o, "扶贫办", "registered", "2020-09-01", MAPPING, rows, &e);

	c = compare(o, 0, a);
	assert_int_equal(c.outside, 2);
	assert_int_equal(c.n, 1); /* found by the ID, wherever the list has it live */
	assert_int_equal(line_of(&c, "王五")->difference[0].field, ROSTER_VILLAGE);
	roster_comparison_release(&c);
	c = compare(o, a, b);
	assert_int_equal(c.outside, 0);
	assert_int_equal(c.n, 3);
	assert_int_equal(c.people[0], 3);
	roster_comparison_release(&c);
}

/* Every verdict, and cells that are one however they are written. */
static void our_facts_and_a_list(void **state)
{
	struct office *o = *state;
	int64_t h = house(o);

	int64_t same = person(o, h, "阿依·买买提", id_of(1));
	person(o, h, "缺一人", id_of(3));
	person(o, h, "名不符", id_of(5));
	person(o, h, "两次人", id_of(7));
	person(o, h, "号丢了", id_of(119));
	const char *rows[7] = { NULL, NULL, NULL, NULL, "990101201008151000|号丢了|2010.8.15|长潭村|" };
	char text[4][128];

	snprintf(text[0], 128, "'%s|阿依•买买提|2010年8月15日|青石镇长潭村三组|", id_of(1));
	snprintf(text[1], 128, "=\"%s\"|名不府|20100815|长潭|", id_of(5));
	snprintf(text[2], 128, "%s|两次人||长潭村|", id_of(7));
	snprintf(text[3], 128, "%s|多一人|2010-08-15|长潭村|", id_of(999));
	rows[0] = text[0];
	rows[1] = text[1];
	rows[2] = rows[3] = text[2];
	rows[5] = text[3];
	struct roster_comparison c = compare(o, 0, list(o, "2020-09-01", rows));

	assert_int_equal(c.n, 6);
	const struct roster_line *l = line_of(&c, "阿依·买买提");

	for (size_t i = 0; i < l->n_differences; i++)
		fail_msg("%s: %s, %s", roster_field_name(l->difference[i].field), l->difference[i].value[0],
			 l->difference[i].value[1]);
	assert_int_equal(l->verdict, ROSTER_SAME);
	assert_int_equal(l->person, same);
	assert_int_equal(l->row[0], same);
	assert_int_equal(l->household, h);
	l = line_of(&c, "缺一人");
	assert_int_equal(l->verdict, ROSTER_MISSING);
	assert_int_equal(l->row[1], 0);
	l = line_of(&c, "名不符");
	assert_int_equal(l->verdict, ROSTER_DIFFERS);
	assert_int_equal(l->n_differences, 1);
	assert_int_equal(l->difference[0].field, ROSTER_NAME);
	assert_string_equal(l->difference[0].value[0], "名不符");
	assert_string_equal(l->difference[0].value[1], "名不府");
	l = line_of(&c, "两次人");
	assert_int_equal(l->verdict, ROSTER_TWICE);
	assert_int_equal(l->times[1], 2);
	l = line_of(&c, "号丢了");
	assert_int_equal(l->verdict, ROSTER_DIFFERS);
	assert_int_equal(l->n_differences, 1);
	assert_int_equal(l->difference[0].field, ROSTER_ID_NO);
	l = line_of(&c, "多一人");
	assert_int_equal(l->verdict, ROSTER_MISSING);
	assert_int_equal(l->row[0], 0);
	assert_int_equal(l->person, 0);
	assert_int_equal(c.count[ROSTER_MISSING], 2);
	assert_int_equal(c.undecided, 5);
	assert_int_equal(c.people[0], 5);
	assert_int_equal(c.people[1], 5);
	roster_comparison_release(&c);
}

/* A claim asks for some of ours; another of ours in the list is known, and stands there without our saying so. */
static void a_claim_asks_for_some(void **state)
{
	struct office *o = *state;
	int64_t h = house(o), a = person(o, h, "学生甲", id_of(1)), b = person(o, h, "学生乙", id_of(3));
	struct err e = { 0 };
	char row[64];
	const char *rows[] = { row, NULL };

	snprintf(row, sizeof(row), "%s|学生乙|||", id_of(3));
	person(o, h, "不上学", id_of(5));
	fixture_add(o, "enrolment", "person_id", fixture_ref(a), "term", "2020-2", "school", "长潭小学", NULL);
	int64_t id = load(o, "学校", "students", "2020-10-01", MAPPING, rows, &e);
	struct roster_comparison c = compare(o, 0, id);

	assert_int_equal(c.n, 2);
	assert_int_equal(line_of(&c, "学生甲")->row[0], a);
	assert_int_equal(line_of(&c, "学生乙")->row[0], 0);
	assert_int_equal(line_of(&c, "学生乙")->person, b);
	assert_int_equal(c.count[ROSTER_MISSING], 2);
	roster_comparison_release(&c);
	id = load(o, "学校", "other", "2020-10-01", MAPPING, rows, &e);
	c = compare(o, 0, id);
	assert_int_equal(c.n, 1);
	assert_int_equal(c.count[ROSTER_SAME], 1);
	roster_comparison_release(&c);
}

/* Every claim's question can be asked. */
static void every_claim_is_a_query(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };
	const char *rows[] = { "|谁|||", NULL };

	person(o, house(o), "张三", id_of(1));
	for (int i = 0; i < CLAIM_COUNT; i++) {
		int64_t id = load(o, "s", roster_claim_name((enum roster_claim)i), "2020-10-01", MAPPING, rows, &e);
		struct roster_comparison c = compare(o, 0, id);

		assert_true(c.n >= 1);
		roster_comparison_release(&c);
	}
}

static void a_suspicion_is_remembered(void **state)
{
	struct office *o = *state;
	int64_t h = house(o), one = person(o, h, "张伟", id_of(1));
	const char *rows[] = { "|张伟||长潭村|", NULL };
	const char *later[] = { "|张伟||长潭村|13800001111", NULL };
	struct roster_comparison c;

	person(o, h, "张伟", id_of(35));
	c = compare(o, 0, list(o, "2020-09-01", rows));
	/* Both bear the name, and each is asked about. */
	assert_int_equal(c.n, 2);
	assert_int_equal(c.count[ROSTER_SUSPECTED], 2);
	assert_int_equal(c.line[0].n_pairs, 1);
	assert_true(strstr(c.line[0].pair[0].who, "张伟") != NULL);
	size_t at = c.line[0].person == one ? 0 : 1, both[] = { 0, 1 };
	struct roster_choice choice = { .decision = "same", .field = -1, .pair = 0 };
	struct err e = { 0 };

	assert_int_equal(roster_decide(o, &c, both, 2, &choice, &e), -1);
	assert_string_equal(e.word, "ROSTER_UNSAFE");
	OK(roster_decide(o, &c, &at, 1, &choice, &why));
	roster_comparison_release(&c);
	c = compare(o, 0, list(o, "2020-10-01", later));
	assert_int_equal(c.count[ROSTER_SUSPECTED], 0);
	assert_int_equal(c.count[ROSTER_MISSING], 1);
	assert_int_equal(c.count[ROSTER_DIFFERS], 1); /* the number is not in the list */
	assert_int_equal(line_of(&c, "张伟")->n_pairs, 0);
	for (size_t i = 0; i < c.n; i++)
		assert_int_equal(c.line[i].verdict, c.line[i].person == one ? ROSTER_DIFFERS : ROSTER_MISSING);
	roster_comparison_release(&c);
}

static void two_people_are_told_apart(void **state)
{
	struct office *o = *state;
	const char *rows[] = { "|张伟||长潭村|", NULL };
	struct roster_comparison c;

	person(o, house(o), "张伟", id_of(1));
	c = compare(o, 0, list(o, "2020-09-01", rows));
	assert_int_equal(c.count[ROSTER_SUSPECTED], 1);
	assert_string_equal(decide(o, &c, "张伟", "other", -1, -1, NULL), "");
	roster_comparison_release(&c);
	c = compare(o, 0, list(o, "2020-10-01", rows));
	assert_int_equal(c.count[ROSTER_SUSPECTED], 0);
	assert_int_equal(c.count[ROSTER_MISSING], 2);
	roster_comparison_release(&c);
}

static void a_decision_holds_while_both_values_stay(void **state)
{
	struct office *o = *state;
	int64_t h = house(o);
	char row[80], other[80];
	const char *rows[] = { row, NULL }, *changed[] = { other, NULL };
	struct roster_comparison c;

	fixture_add(o, "person", "household_id", fixture_ref(h), "name", "张三", "id_no", id_of(1), "phone",
		    "13800002222", NULL);
	snprintf(row, sizeof(row), "%s|张三|||138-0000-1111", id_of(1));
	snprintf(other, sizeof(other), "%s|张三|||13800003333", id_of(1));
	c = compare(o, 0, list(o, "2020-09-01", rows));
	assert_int_equal(c.undecided, 1);
	assert_string_equal(decide(o, &c, "张三", "ignore", -1, -1, " "), "ROSTER_REASON");
	assert_string_equal(decide(o, &c, "张三", "nonsense", -1, -1, NULL), "ROSTER_DECISION");
	assert_string_equal(decide(o, &c, "张三", "ignore", ROSTER_PHONE, -1, "两个号码"), "");
	roster_comparison_release(&c);
	c = compare(o, 0, list(o, "2020-10-01", rows));
	assert_int_equal(c.undecided, 0);
	assert_string_equal(c.line[0].decision, "ignore");
	assert_string_equal(c.line[0].reason, "两个号码");
	assert_string_equal(c.line[0].difference[0].decision, "ignore");
	roster_comparison_release(&c);
	c = compare(o, 0, list(o, "2020-11-01", changed));
	assert_int_equal(c.undecided, 1);
	roster_comparison_release(&c);
}

static void theirs_is_written_by_the_rules(void **state)
{
	struct office *o = *state;
	int64_t h = house(o), blank = person(o, h, "无号人", NULL), p;
	char row[2][96];
	const char *rows[] = { row[0], row[1], NULL };
	struct roster_comparison c;
	struct err e = { 0 };

	p = fixture_add(o, "person", "household_id", fixture_ref(h), "name", "张三", "id_no", id_of(1), "phone",
			"13800002222", NULL);
	OK(db_run(o->db, &why, "UPDATE person SET birth = '2010-08-15' WHERE id = ?1", "i", blank));
	snprintf(row[0], 96, "%s|张三|||138 0000 1111", id_of(1));
	snprintf(row[1], 96, "%s|无号人|2010-08-15|长潭村|", id_of(3));
	c = compare(o, 0, list(o, "2020-09-01", rows));
	assert_int_equal(c.count[ROSTER_DIFFERS], 2);
	size_t both[] = { 0, 1 }, filled = (size_t)(line_of(&c, "无号人") - c.line);
	struct roster_choice choice = { .decision = "theirs", .field = -1, .pair = -1 };

	/* In bulk nothing of ours is written over. */
	assert_int_equal(roster_decide(o, &c, both, 2, &choice, &e), -1);
	assert_string_equal(e.word, "ROSTER_UNSAFE");
	OK(roster_decide(o, &c, (size_t[]){ filled, filled }, 2, &choice, &why));
	/* Nor what somebody typed since. */
	OK(db_run(o->db, &why, "UPDATE person SET phone = '13800003333' WHERE id = ?1", "i", p));
	assert_string_equal(decide(o, &c, "张三", "theirs", ROSTER_PHONE, -1, NULL), "SAVED_MEANWHILE");
	OK(db_run(o->db, &why, "UPDATE person SET phone = '13800002222' WHERE id = ?1", "i", p));
	roster_comparison_release(&c);
	c = compare(o, 0, list(o, "2020-09-02", rows));
	assert_string_equal(decide(o, &c, "张三", "theirs", ROSTER_PHONE, -1, NULL), "");
	roster_comparison_release(&c);
	char *phone = db_text(o->db, "SELECT phone FROM person WHERE id = ?1", "i", p);
	char *id_no = db_text(o->db, "SELECT id_no FROM person WHERE id = ?1", "i", blank);

	assert_string_equal(phone, "13800001111");
	assert_string_equal(id_no, id_of(3));
	free(phone);
	free(id_no);
	c = compare(o, 0, list(o, "2020-10-01", (const char *[]){ row[0], row[1], "|x|||", NULL }));
	assert_int_equal(c.count[ROSTER_SAME], 2);
	roster_comparison_release(&c);
	/* Undoing gives our number back. */
	OK(journal_undo(o->db, journal_undo_candidate(o->db), &why)); /* the list */
	OK(journal_undo(o->db, journal_undo_candidate(o->db), &why)); /* the phone */
	phone = db_text(o->db, "SELECT phone FROM person WHERE id = ?1", "i", p);
	assert_string_equal(phone, "13800002222");
	free(phone);
}

static void what_is_reckoned_is_not_taken(void **state)
{
	struct office *o = *state;
	int64_t p = person(o, house(o), "张三", id_of(1)),
		item = fixture_add(o, "aid_item", "key", "DAY", "name", "生活补助", NULL);
	struct err e = { 0 };
	char row[64];
	const char *rows[] = { row, NULL };

	fixture_add(o, "aid", "person_id", fixture_ref(p), "term", "2020-2", "aid_item_id", fixture_ref(item), "amount",
		    "#62500", "state", "paid", "paid_on", "2020-10-01", NULL);
	snprintf(row, sizeof(row), "%s|张三|500元", id_of(1));
	int64_t id = load(o, "资助中心", "paid", "2020-11-01", "[\"id_no\",\"name\",\"amount\"]", rows, &e);
	struct roster_comparison c = compare(o, 0, id);

	assert_int_equal(c.count[ROSTER_DIFFERS], 1);
	assert_string_equal(c.line[0].difference[0].value[0], "625");
	assert_string_equal(decide(o, &c, "张三", "theirs", ROSTER_AMOUNT, -1, NULL), "ROSTER_COMPUTED");
	assert_int_equal(count(o, "SELECT count(*) FROM roster_decision"), 0);
	roster_comparison_release(&c);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, fixture_open, fixture_close)
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_go_both_ways), TEST(a_list_is_saved_once),
		TEST(our_facts_and_a_list),           TEST(a_claim_asks_for_some),
		TEST(every_claim_is_a_query),         TEST(a_suspicion_is_remembered),
		TEST(two_people_are_told_apart),      TEST(a_decision_holds_while_both_values_stay),
		TEST(theirs_is_written_by_the_rules), TEST(rows_of_other_villages),
		TEST(a_row_becomes_a_record),         TEST(numbers_of_a_spreadsheet),
		TEST(numbers_in_either_writing),      TEST(what_is_reckoned_is_not_taken),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
