/* Rounds of a list: its differences become findings, which newer rounds close and open again. */
#include "roster_fixture.h"

#include "model/finding.h"

static struct roster_settled settle(struct office *o, const struct roster_comparison *c)
{
	struct roster_settled s;

	OK(roster_settle(o, c, &s, &why));
	return s;
}

#define OPEN "SELECT count(*) FROM finding WHERE state <> 'closed'"
#define ALL "SELECT count(*) FROM finding"

/* Three rounds: named once, closed when it is mended, open again when it comes back; no second finding ever. */
static void rounds_settle_their_findings(void **state)
{
	struct office *o = *state;
	char right[80], wrong[80], stranger[80];
	const char *bad[] = { wrong, stranger, NULL }, *good[] = { right, NULL };
	struct roster_comparison c;

	person(o, house(o), "张三", id_of(1));
	snprintf(right, sizeof(right), "%s|张三|||", id_of(1));
	snprintf(wrong, sizeof(wrong), "%s|张叁|||", id_of(1));
	snprintf(stranger, sizeof(stranger), "%s|外人||长潭村|", id_of(77));
	c = compare(o, 0, list(o, "2020-08-01", bad));
	size_t all[] = { 0, 1 };
	struct roster_choice choice = { .decision = "finding", .field = -1, .pair = -1 };

	OK(roster_decide(o, &c, all, 2, &choice, &why));
	assert_int_equal(count(o, OPEN), 2);
	roster_comparison_release(&c);
	/* Again, as it is: nothing moves, nothing doubles. */
	c = compare(o, 0, list(o, "2020-08-20", bad));
	assert_true(c.line[0].finding != 0 && c.line[1].finding != 0);
	assert_int_equal(c.undecided, 0);
	OK(roster_decide(o, &c, all, 2, &choice, &why));
	struct roster_settled s = settle(o, &c);

	assert_int_equal(s.closed + s.reopened, 0);
	assert_int_equal(count(o, ALL), 2);
	roster_comparison_release(&c);
	c = compare(o, 0, list(o, "2020-09-01", good));
	s = settle(o, &c);
	assert_int_equal(s.closed, 2);
	assert_int_equal(count(o, OPEN), 0);
	s = settle(o, &c);
	assert_int_equal(s.closed, 0);
	roster_comparison_release(&c);
	c = compare(o, 0, list(o, "2020-10-01", bad));
	s = settle(o, &c);
	assert_int_equal(s.reopened, 2);
	assert_int_equal(count(o, OPEN), 2);
	assert_int_equal(count(o, ALL), 2);
	s = settle(o, &c);
	assert_int_equal(s.reopened, 0);
	roster_comparison_release(&c);
	/* An older round settles nothing. */
	c = compare(o, 0, count(o, "SELECT id FROM roster WHERE dated_on = '2020-09-01'"));
	s = settle(o, &c);
	assert_int_equal(s.closed, 0);
	roster_comparison_release(&c);
}

/* A list of one term is no round of another term's: it neither closes its findings nor counts on. */
static void terms_have_rounds_of_their_own(void **state)
{
	struct office *o = *state;
	const char *stranger[] = { "|外人||长潭村|", NULL }, *nobody[] = { "|别人||长潭村|", NULL };
	struct err e = { 0 };
	int64_t spring = load(o, "教育局", "students", "2020-03-01", MAPPING, stranger, &e);
	struct roster_comparison c;

	OK(db_run(o->db, &why, "UPDATE roster SET term = '2020-1' WHERE id = ?1", "i", spring));
	c = compare(o, 0, spring);
	assert_string_equal(decide(o, &c, "外人", "finding", -1, -1, NULL), "");
	roster_comparison_release(&c);
	int64_t autumn = load(o, "教育局", "students", "2020-09-01", MAPPING, nobody, &e);

	OK(db_run(o->db, &why, "UPDATE roster SET term = '2020-2' WHERE id = ?1", "i", autumn));
	c = compare(o, 0, autumn);
	assert_int_equal(settle(o, &c).closed, 0);
	assert_int_equal(count(o, OPEN), 1);
	roster_comparison_release(&c);
	/* The spring's own next round does. */
	int64_t again = load(o, "教育局", "students", "2020-10-01", MAPPING, nobody, &e);

	OK(db_run(o->db, &why, "UPDATE roster SET term = '2020-1' WHERE id = ?1", "i", again));
	c = compare(o, 0, again);
	assert_int_equal(settle(o, &c).closed, 1);
	roster_comparison_release(&c);
}

/* What cannot be seen is not judged: the list lost the person, or may mean somebody else. */
static void what_cannot_be_seen_stays(void **state)
{
	struct office *o = *state;
	char wrong[80];
	const char *bad[] = { wrong, NULL }, *lost[] = { "|别人|||", NULL };
	struct roster_comparison c;

	person(o, house(o), "张三", id_of(1));
	snprintf(wrong, sizeof(wrong), "%s|张叁|||", id_of(1));
	c = compare(o, 0, list(o, "2020-08-01", bad));
	assert_string_equal(decide(o, &c, "张三", "finding", -1, -1, NULL), "");
	roster_comparison_release(&c);
	c = compare(o, 0, list(o, "2020-09-01", lost));
	struct roster_settled s = settle(o, &c);

	assert_int_equal(s.closed, 0);
	assert_int_equal(count(o, OPEN), 1);
	roster_comparison_release(&c);
}

/* Rows that read alike and have no number are one finding; many that are not ours are many. */
static void what_reads_alike_is_one_finding(void **state)
{
	struct office *o = *state;
	struct roster_comparison c = compare(
		o, 0, list(o, "2020-09-01", (const char *[]){ "|甲某||长潭村|", "|甲某||长潭村|", "|乙某|||", NULL }));
	size_t all[] = { 0, 1, 2 };
	struct roster_choice choice = { .decision = "finding", .field = -1, .pair = -1 };

	assert_int_equal(c.n, 3);
	for (int again = 0; again < 2; again++) {
		OK(roster_decide(o, &c, all, 3, &choice, &why));
		assert_int_equal(count(o, ALL), 2);
		assert_int_equal(count(o, "SELECT count(*) FROM finding WHERE place_id IS NOT NULL"), 1);
	}
	roster_comparison_release(&c);
}

/* Nobody who knows the rules of checks.ini knows those of lists. */
static int knows_none(void *arg, struct still_ask *ask, size_t n, struct err *e)
{
	(void)arg;
	(void)e;
	for (size_t i = 0; i < n; i++)
		assert_int_equal(strncmp(ask[i].rule, "roster:", 7), 0);
	return 0;
}

static void long_sources_have_rules_too(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };
	struct proposal *p;
	size_t n;
	char row[64];
	const char *rows[] = { row, NULL };

	person(o, house(o), "张三", id_of(1));
	snprintf(row, sizeof(row), "%s|张叁", id_of(1));
	for (int i = 0; i < 2; i++) {
		int64_t id = load(o,
				  i ? "某某省某某市某某县教育体育局学生资助管理中心一"
				    : "某某省某某市某某县教育体育局学生资助管理中心二",
				  "registered", "2020-08-01", "[\"id_no\",\"name\"]", rows, &e);
		struct roster_comparison c = compare(o, 0, id);

		assert_string_equal(decide(o, &c, "张三", "finding", -1, -1, NULL), "");
		roster_comparison_release(&c);
	}
	assert_int_equal(count(o, "SELECT count(DISTINCT rule) FROM finding"), 2);
	assert_int_equal(count(o, "SELECT max(length(CAST(rule AS BLOB))) < 72 FROM finding"), 1);
	o->still = knows_none;
	OK(finding_proposals(o, 0, &p, &n, &why));
	assert_int_equal(n, 0);
	free(p);
}

/* Three lists, none of them ours. */
static void three_lists_against_each_other(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };
	struct roster_comparison c;
	char a[64], b[64], x[64];
	int64_t side[3];

	snprintf(a, sizeof(a), "%s|张三|||13800001111", id_of(1));
	snprintf(b, sizeof(b), "%s|张三|||13800002222", id_of(1));
	snprintf(x, sizeof(x), "%s|李四|||", id_of(3));
	side[0] = load(o, "民政", "dibao", "2020-08-01", MAPPING, (const char *[]){ a, NULL }, &e);
	side[1] = load(o, "残联", "disabled", "2020-08-01", MAPPING, (const char *[]){ a, x, NULL }, &e);
	side[2] = load(o, "医保", "medical", "2020-08-01", MAPPING, (const char *[]){ b, x, NULL }, &e);
	OK(roster_compare(o, side, 3, &c, &why));
	assert_int_equal(c.n, 2);
	const struct roster_line *l = line_of(&c, "张三");

	assert_int_equal(l->verdict, ROSTER_DIFFERS);
	assert_string_equal(l->difference[0].value[2], "13800002222");
	assert_int_equal(line_of(&c, "李四")->verdict, ROSTER_MISSING);
	assert_string_equal(decide(o, &c, "张三", "finding", -1, -1, NULL), "");
	assert_string_equal(decide(o, &c, "李四", "finding", -1, -1, NULL), "");
	assert_string_equal(decide(o, &c, "张三", "theirs", -1, -1, NULL), "ROSTER_NO_RECORD");
	assert_int_equal(count(o, ALL), 2);
	roster_comparison_release(&c);
	OK(roster_compare(o, side, 3, &c, &why));
	assert_int_equal(c.undecided, 0);
	roster_comparison_release(&c);
}

/* Another village's rows are not ours to miss. */
static void only_within_the_scope(void **state)
{
	struct office *o = *state;
	char in[64], out[64], ours[64];
	struct roster_comparison c;

	fixture_add(o, "place", "name", "远山村", "level", "行政村", NULL);
	int64_t far = count(o, "SELECT id FROM place WHERE name = '远山村'");
	int64_t h = fixture_add(o, "household", "head_name", "远山", "place_id", fixture_ref(far), "household_type",
				"脱贫户", NULL);

	person(o, h, "远山人", id_of(9));
	snprintf(in, sizeof(in), "%s|本村人||长潭村|", id_of(1));
	snprintf(out, sizeof(out), "%s|外村人||远山村|", id_of(3));
	snprintf(ours, sizeof(ours), "%s|远山人||长潭村|", id_of(9));
	c = compare(o, 0, list(o, "2020-09-01", (const char *[]){ in, out, ours, "|没写村|||", NULL }));
	assert_int_equal(c.n, 2);
	line_of(&c, "本村人");
	line_of(&c, "没写村");
	roster_comparison_release(&c);
	o->village = 0;
	c = compare(o, 0, list(o, "2020-09-02", (const char *[]){ in, out, ours, NULL }));
	assert_int_equal(c.n, 3);
	roster_comparison_release(&c);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, fixture_open, fixture_close)
	const struct CMUnitTest tests[] = {
		TEST(rounds_settle_their_findings), TEST(terms_have_rounds_of_their_own),
		TEST(what_cannot_be_seen_stays),    TEST(what_reads_alike_is_one_finding),
		TEST(long_sources_have_rules_too),  TEST(three_lists_against_each_other),
		TEST(only_within_the_scope),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
