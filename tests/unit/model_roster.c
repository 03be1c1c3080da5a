/* Lists from outside: saved, compared with our facts, decided, remembered over rounds, settled, taken back. */
#include "office_fixture.h"

#include "base/buf.h"
#include "base/idno.h"
#include "base/mem.h"
#include "model/finding.h"
#include "model/roster.h"
#include "store/db.h"
#include "store/journal.h"

static struct err why;
#define OK(call) \
	do { \
		if ((call) < 0) \
			fail_msg("%s: %s %s %s", #call, why.word, why.field, why.arg[0]); \
	} while (0)

/* id of a person, born 2010-08-15 in region 990101: seq tells them apart. */
static const char *id_of(int seq)
{
	static char id[8][19];
	static unsigned next;
	char *out = id[next++ % 8];

	snprintf(out, 19, "99010120100815%03d", seq % 1000);
	out[17] = idno_check_digit(out);
	out[18] = '\0';
	return out;
}

static int64_t house(struct office *o)
{
	return fixture_add(o, "household", "head_name", "张建国", "place_id", fixture_ref(o->village), "village_group",
			   "三组", "household_type", "脱贫户", NULL);
}

static int64_t person(struct office *o, int64_t household, const char *name, const char *id_no)
{
	return fixture_add(o, "person", "household_id", fixture_ref(household), "name", name, "id_no", id_no, NULL);
}

/* Rows end with NULL; cells of a row are bar-separated. */
static int64_t load(struct office *o, const char *source, const char *claim, const char *day, const char *mapping,
		    const char *const *rows, struct err *e)
{
	struct roster_head h = { .source = source, .claim = claim, .dated_on = day, .file = "t.csv" };
	struct buf json = BUF_INIT;
	int64_t id = 0, n = 0;

	h.headings = h.mapping = mapping;
	if (roster_begin(o, &h, &id, e) < 0)
		return 0;
	for (; rows[n]; n++) {
		char *cells = mem_dup(rows[n]), *save = cells, *cell;

		buf_clear(&json);
		for (const char *sep = "["; (cell = strsep(&save, "|")); sep = ",") {
			buf_adds(&json, sep);
			buf_json(&json, cell);
		}
		buf_addc(&json, ']');
		assert_int_equal(roster_add(o, id, n + 2, json.s, e), 0);
		mem_free(cells);
	}
	buf_release(&json);
	return roster_end(o, id, n, e) < 0 ? 0 : id;
}

#define MAPPING "[\"id_no\",\"name\",\"birth\",\"village\",\"phone\"]"
static int64_t list(struct office *o, const char *day, const char *const *rows)
{
	struct err e = { 0 };
	int64_t id = load(o, "教育局", "registered", day, MAPPING, rows, &e);

	if (!id)
		fail_msg("%s %s", e.word, e.arg[0]);
	return id;
}

static struct roster_comparison compare(struct office *o, int64_t a, int64_t b)
{
	struct roster_comparison c;

	OK(roster_compare(o, (int64_t[]){ a, b }, 2, &c, &why));
	return c;
}

static const struct roster_line *line_of(const struct roster_comparison *c, const char *name)
{
	for (size_t i = 0; i < c->n; i++)
		if (strcmp(c->line[i].name, name) == 0)
			return &c->line[i];
	fail_msg("%s is no line", name);
	return NULL;
}

static const char *decide(struct office *o, const struct roster_comparison *c, const char *name, const char *decision,
			  int field, int pair, const char *reason)
{
	static struct err e;
	size_t at = (size_t)(line_of(c, name) - c->line);
	struct roster_choice choice = { .decision = decision, .reason = reason, .field = field, .pair = pair };

	err_clear(&e);
	return roster_decide(o, c, &at, 1, &choice, &e) < 0 ? e.word : "";
}

static int64_t count(struct office *o, const char *sql)
{
	return db_int(o->db, -1, sql, "");
}

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
		cmocka_unit_test(names_go_both_ways),
		TEST(a_list_is_saved_once),
		TEST(our_facts_and_a_list),
		TEST(a_claim_asks_for_some),
		TEST(every_claim_is_a_query),
		TEST(a_suspicion_is_remembered),
		TEST(two_people_are_told_apart),
		TEST(a_decision_holds_while_both_values_stay),
		TEST(theirs_is_written_by_the_rules),
		TEST(what_is_reckoned_is_not_taken),
		TEST(rounds_settle_their_findings),
		TEST(what_cannot_be_seen_stays),
		TEST(what_reads_alike_is_one_finding),
		TEST(long_sources_have_rules_too),
		TEST(three_lists_against_each_other),
		TEST(only_within_the_scope),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
