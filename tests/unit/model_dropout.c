/* Proves that the ledgers and the retention rate follow from enrolments and cases: by an oracle that classes each child
 * by itself, over many made-up villages; that a case moves only as its table says, on the facts its state rests on. */
#include "office_fixture.h"

#include "base/text.h"
#include "model/dropout.h"
#include "store/db.h"

static struct err e;

static int open_school(void **state)
{
	static const char *const roles[][2] = {
		{ "attendance_mode.home", "送教上门" },       { "away_reason.home", "因残送教上门" },
		{ "away_reason.sick", "因病休学" },           { "away_reason.elsewhere", "外地就读" },
		{ "away_reason.graduated", "已毕业未升学" },  { "school_stage.junior", "初中" },
		{ "household_type.ordinary", "一般农户" },    { "dropout_source.no_roll", "户籍比学籍" },
		{ "dropout_source.not_there", "学籍比在校" },
	};

	if (fixture_open(state) < 0)
		return -1;
	office_set_threshold(*state, "school_age_from", 6);
	office_set_threshold(*state, "school_age_to", 16);
	office_set_threshold(*state, "school_day", 901);
	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++)
		office_set_role(*state, roles[i][0], roles[i][1]);
	return 0;
}

static int64_t house(struct office *o, const char *type)
{
	return fixture_add(o, "household", "head_name", "张建国", "place_id", fixture_ref(o->village), "household_type",
			   type, NULL);
}

static int64_t child(struct office *o, const char *birth)
{
	return fixture_add(o, "person", "household_id", fixture_ref(house(o, "脱贫户")), "name", "张小明", "birth",
			   birth, NULL);
}

static struct retention rate(struct office *o, const char *term)
{
	struct retention r;

	if (dropout_retention(o, term, &r, &e) < 0)
		fail_msg("%s: %s %s", term, e.word, e.arg[0]);
	return r;
}

/* ---- the oracle: what a child was made of, and where that puts it ---- */

enum reason { NO_REASON, SICK, ELSEWHERE, HOME_REASON, GRADUATED, WORKS, REASONS };
static const char *const reasons[REASONS] = { NULL, "因病休学", "外地就读", "因残送教上门", "已毕业未升学", "辍学" };
enum file { NO_FILE, SUSPECTED, CONFIRMED, RETURNED_NOW, RETURNED_BEFORE, EXPLAINED, FILES };

struct made {
	int64_t person;
	bool of_age, now, before, home, junior, plan, poor;
	enum reason reason;
	enum file file;
};
enum where { OUT, TAUGHT, ENROLLED, NOWHERE };

static enum where where_is(const struct made *m)
{
	if (m->file == SUSPECTED || m->file == CONFIRMED)
		return OUT;
	if (m->plan || (m->now && (m->home || m->reason == HOME_REASON)))
		return TAUGHT;
	if (m->now && (m->reason == NO_REASON || m->reason == SICK || m->reason == ELSEWHERE))
		return ENROLLED;
	if (m->now && m->reason == GRADUATED && m->junior)
		return ENROLLED;
	if (m->file == RETURNED_NOW)
		return ENROLLED;
	return m->file == EXPLAINED ? NOWHERE : OUT;
}

static bool belongs(const struct made *m, enum dropout_ledger which)
{
	enum where w = where_is(m);
	bool out = m->of_age && w == OUT;

	switch (which) {
	case LEDGER_OF_AGE:
		return m->of_age && w != NOWHERE;
	case LEDGER_NO_ROLL:
		return out && !m->now;
	case LEDGER_NOT_THERE:
		return out && (m->now || m->before) && m->file != CONFIRMED;
	case LEDGER_POOR:
		return out && m->poor; /* suspected or confirmed */
	case LEDGER_DROPOUT:
		return m->file == CONFIRMED;
	case LEDGER_TAUGHT:
		return m->of_age && w == TAUGHT;
	default:
		return false;
	}
}

static unsigned chance(unsigned n)
{
	static uint64_t seed = 7;

	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(seed >> 33) % n;
}

static void enrol(struct office *o, int64_t person, const char *term, const struct made *m)
{
	fixture_add(o, "enrolment", "person_id", fixture_ref(person), "term", term, "school", "镇中心小学",
		    "school_stage", m->junior ? "初中" : "小学", "attendance_mode", m->home ? "送教上门" : "走读",
		    "away_reason", reasons[m->reason], NULL);
}

static void make_file(struct office *o, const struct made *m)
{
	const char *person = fixture_ref(m->person);

	switch (m->file) {
	case SUSPECTED:
		fixture_add(o, "dropout", "person_id", person, "found_on", "2020-10-01", NULL);
		break;
	case CONFIRMED:
		fixture_add(o, "dropout", "person_id", person, "found_on", "2020-06-01", "state", "dropout",
			    "confirmed_on", "2020-09-10", "measure", "上门劝返", NULL);
		break;
	case RETURNED_NOW:
	case RETURNED_BEFORE:
		fixture_add(o, "dropout", "person_id", person, "found_on", "2020-05-01", "state", "returned",
			    "returned_on", m->file == RETURNED_NOW ? "2020-10-20" : "2020-06-20", "return_school",
			    "镇中心小学", NULL);
		break;
	case EXPLAINED:
		fixture_add(o, "dropout", "person_id", person, "found_on", "2020-09-05", "state", "explained",
			    "explained", "缓学一年", NULL);
		break;
	default:
		break;
	}
}

static struct made make(struct office *o)
{
	/* 5, 6, 15 and 16 years on 1 September. */
	static const char *const births[] = { "2014-09-02", "2014-09-01", "2009-05-05", "2004-09-02", "2004-09-01" };
	unsigned b = chance(5);
	struct made m = { .of_age = b >= 1 && b <= 3,
			  .now = chance(3) > 0,
			  .before = chance(2) > 0,
			  .home = chance(8) == 0,
			  .junior = chance(2) == 0,
			  .plan = chance(8) == 0,
			  .poor = chance(2) == 0,
			  .reason = chance(2) ? NO_REASON : (enum reason)chance(REASONS),
			  .file = chance(2) ? NO_FILE : (enum file)chance(FILES) };

	m.person = fixture_add(o, "person", "household_id", fixture_ref(house(o, m.poor ? "脱贫户" : "一般农户")),
			       "name", "张小明", "birth", births[b], NULL);
	if (m.now)
		enrol(o, m.person, "2020-2", &m);
	if (m.before)
		enrol(o, m.person, "2020-1", &(struct made){ 0 });
	if (m.plan)
		fixture_add(o, "lesson_plan", "person_id", fixture_ref(m.person), "school_year", "2020", NULL);
	make_file(o, &m);
	return m;
}

enum { MADE = 60, VILLAGES = 6 };

static void compare(struct office *o, const struct made *m, size_t n, int village)
{
	struct retention r = rate(o, "2020-2");
	int sum[NOWHERE + 1] = { 0 };

	for (size_t i = 0; i < n; i++)
		sum[where_is(&m[i])] += m[i].of_age;
	assert_int_equal(r.out, sum[OUT]);
	assert_int_equal(r.taught_at_home, sum[TAUGHT]);
	assert_int_equal(r.enrolled, sum[ENROLLED]);
	assert_int_equal(r.explained, sum[NOWHERE]);
	assert_int_equal(r.of_age, r.enrolled + r.taught_at_home + r.out);
	assert_int_equal(r.rate, ((r.enrolled + r.taught_at_home) * 10000 + r.of_age / 2) / r.of_age);
	for (int l = 0; l < LEDGERS; l++) {
		struct dropout_row *list;
		size_t rows, expected = 0;

		assert_int_equal(dropout_ledger(o, "2020-2", (enum dropout_ledger)l, &list, &rows, &e), 0);
		assert_int_equal(rows, r.rows[l]);
		for (size_t i = 0; i < n; i++) {
			size_t seen = 0;

			for (size_t k = 0; k < rows; k++)
				seen += list[k].person == m[i].person;
			if (seen != belongs(&m[i], (enum dropout_ledger)l))
				fail_msg("village %d, child %zu: %zu times in ledger %d (now %d, reason %d, file %d)",
					 village, i, seen, l, m[i].now, (int)m[i].reason, (int)m[i].file);
			expected += belongs(&m[i], (enum dropout_ledger)l);
		}
		assert_int_equal(rows, expected);
		free(list);
	}
}

static void ledgers_are_what_the_oracle_says(void **state)
{
	struct office *o = *state;
	struct made m[MADE * VILLAGES];

	for (int v = 0; v < VILLAGES; v++) {
		for (int i = 0; i < MADE; i++)
			m[v * MADE + i] = make(o);
		compare(o, m, (size_t)(v + 1) * MADE, v);
	}
}

/* ---- days and terms ---- */

static void a_term_is_counted_on_its_own_days(void **state)
{
	struct office *o = *state;
	int64_t id = child(o, "2010-01-01");

	fixture_add(o, "enrolment", "person_id", fixture_ref(id), "term", "2019-2", NULL);
	fixture_add(o, "dropout", "person_id", fixture_ref(id), "found_on", "2020-03-10", "state", "returned",
		    "confirmed_on", "2020-03-20", "returned_on", "2020-09-04", "return_school", "镇小学", NULL);
	assert_int_equal(rate(o, "2019-2").enrolled, 1);
	assert_int_equal(rate(o, "2020-1").out, 1); /* back only after it */
	assert_int_equal(rate(o, "2020-1").rows[LEDGER_DROPOUT], 1);
	assert_int_equal(rate(o, "2020-2").enrolled, 1);
	assert_int_equal(rate(o, "2020-2").rows[LEDGER_DROPOUT], 0);
	assert_int_equal(rate(o, "2021-1").out, 1); /* a new term asks for its enrolment */
	assert_int_equal(rate(o, "2026-2").of_age, 0);
	assert_int_equal(rate(o, "2026-2").rate, -1);
	assert_int_equal(dropout_retention(o, "2020", &(struct retention){ 0 }, &e), -1);
	assert_string_equal(e.word, "TERM_BAD");
}

/* A region that cuts at 30 September counts a child born on the 15th a year older. */
static void the_school_day_is_a_limit(void **state)
{
	struct office *o = *state;

	child(o, "2014-09-15");
	assert_int_equal(rate(o, "2020-2").of_age, 0);
	office_set_threshold(o, "school_day", 930);
	assert_int_equal(rate(o, "2020-2").of_age, 1);
}

static void who_left_is_not_counted(void **state)
{
	struct office *o = *state;
	int64_t id = child(o, "2010-01-01");

	assert_int_equal(rate(o, "2020-2").out, 1);
	assert_string_equal(fixture_try(o, "person", id, "left_on", "2020-10-01", "left_reason", "其他转出", NULL), "");
	assert_int_equal(rate(o, "2020-2").of_age, 0);
	assert_int_equal(rate(o, "2020-1").of_age, 1);
}

static void a_rate_says_all_only_of_all(void **state)
{
	struct retention r = { .rate = 9231 };
	char text[16];

	(void)state;
	retention_rate(&r, text);
	assert_string_equal(text, "92.31%");
	r.rate = 10000;
	retention_rate(&r, text);
	assert_string_equal(text, "100.00%");
	r.rate = -1;
	retention_rate(&r, text);
	assert_string_equal(text, "-");
}

/* ---- cases ---- */

static void a_case_is_opened_once(void **state)
{
	struct office *o = *state;
	int64_t id = child(o, "2010-01-01"), first, second;
	struct dropout_row *list;
	size_t n;

	fixture_add(o, "enrolment", "person_id", fixture_ref(id), "term", "2020-1", "school", "镇小学", "grade",
		    "四年级", NULL);
	assert_int_equal(dropout_open(o, id, "2020-2", NULL, &first, &e), 0);
	assert_int_equal(dropout_open(o, id, "2020-2", NULL, &second, &e), 0);
	assert_true(first && first == second);
	assert_string_equal(fixture_try(o, "dropout", 0, "person_id", fixture_ref(id), "found_on", "2020-11-01", NULL),
			    "DROPOUT_TWICE");
	/* Nor by giving another child's case to it. */
	int64_t other = fixture_add(o, "dropout", "person_id", fixture_ref(child(o, "2010-02-02")), "found_on",
				    "2020-11-01", NULL);
	assert_string_equal(fixture_try(o, "dropout", other, "person_id", fixture_ref(id), NULL), "DROPOUT_TWICE");
	struct record talk;
	assert_int_equal(persuasion_begin(o, first, &talk, &e), 0);
	assert_string_equal(record_text(&talk, "talked_on"), FIXTURE_TODAY);
	assert_string_equal(record_text(&talk, "by_whom"), "李明");
	record_set(&talk, "next_on", value_text("2020-12-01"));
	assert_int_equal(record_save(o, &talk, RECORD_CHECKED, NULL, &e), 0);
	record_release(&talk);
	assert_int_equal(dropout_ledger(o, "2020-2", LEDGER_NOT_THERE, &list, &n, &e), 0);
	assert_int_equal(n, 1);
	assert_int_equal(list[0].dropout, first);
	assert_string_equal(list[0].state, "suspected");
	assert_string_equal(list[0].school, "镇小学");
	assert_string_equal(list[0].grade, "四年级");
	assert_int_equal(list[0].talks, 1);
	assert_string_equal(list[0].last_talk, FIXTURE_TODAY);
	assert_string_equal(list[0].next_on, "2020-12-01");
	free(list);
	assert_int_equal(record_household(o, "persuasion", db_int(o->db, 0, "SELECT max(id) FROM persuasion", "")),
			 record_household(o, "person", id) ? record_household(o, "person", id)
							   : db_int(o->db, 0, "SELECT household_id FROM person", ""));
}

static const char *const states[] = { "suspected", "dropout", "returned", "explained" };
enum { STATES = sizeof(states) / sizeof(states[0]) };

static int64_t case_in(struct office *o, const char *state)
{
	return fixture_add(o, "dropout", "person_id", fixture_ref(child(o, "2010-01-01")), "found_on", "2020-09-10",
			   "state", state, "confirmed_on", "2020-09-20", "measure",
			   strcmp(state, "dropout") == 0 ? "上门劝返" : NULL, "returned_on",
			   strcmp(state, "returned") == 0 ? "2020-10-10" : NULL, "return_school",
			   strcmp(state, "returned") == 0 ? "镇小学" : NULL, "explained",
			   strcmp(state, "explained") == 0 ? "缓学" : NULL, NULL);
}

static void only_the_table_s_moves(void **state)
{
	static const bool may[STATES][STATES] = { { 0, 1, 0, 1 }, { 0, 0, 1, 1 }, { 0, 1, 0, 0 }, { 0, 0, 0, 0 } };
	struct office *o = *state;

	for (int from = 0; from < STATES; from++)
		for (int to = 0; to < STATES; to++) {
			int64_t id = case_in(o, states[from]);
			int rc = dropout_move(o, id, states[to], "2020-11-01", "镇小学", &e);

			assert_int_equal(text_in_bars(dropout_moves(states[from]), states[to]), may[from][to]);
			assert_int_equal(rc, may[from][to] ? 0 : -1);
			if (rc < 0)
				assert_string_equal(e.word, "DROPOUT_MOVE");
			if (from != to)
				assert_string_equal(fixture_try(o, "dropout", case_in(o, states[from]), "state",
								states[to], "confirmed_on", "2020-09-20", "measure",
								"上门劝返", "returned_on", "2020-10-10",
								"return_school", "镇小学", "explained", "缓学", NULL),
						    may[from][to] ? "" : "DROPOUT_MOVE");
		}
}

static void a_state_rests_on_its_facts(void **state)
{
	static const struct {
		const char *from, *to, *on, *what, *word, *field;
	} table[] = {
		{ "suspected", "dropout", "", "上门", "DROPOUT_BLANK", "confirmed_on" },
		{ "suspected", "dropout", "2020-11-01", " ", "DROPOUT_BLANK", "measure" },
		{ "suspected", "dropout", "2020-09-09", "上门", "DATE_ORDER", "confirmed_on" },
		{ "suspected", "dropout", "2020-11-24", "上门", "DATE_FUTURE", "confirmed_on" },
		{ "suspected", "explained", "", " ", "DROPOUT_BLANK", "explained" },
		{ "dropout", "returned", "", "镇小学", "DROPOUT_BLANK", "returned_on" },
		{ "dropout", "returned", "2020-11-01", "", "DROPOUT_BLANK", "return_school" },
		{ "dropout", "returned", "2020-09-01", "镇小学", "DATE_ORDER", "returned_on" },
	};
	struct office *o = *state;

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		int64_t id = case_in(o, table[i].from);

		if (strcmp(table[i].from, "suspected") == 0)
			db_run(o->db, NULL, "UPDATE dropout SET confirmed_on = NULL WHERE id = ?1", "i", id);
		assert_int_equal(dropout_move(o, id, table[i].to, table[i].on, table[i].what, &e), -1);
		assert_string_equal(e.word, table[i].word);
		assert_string_equal(e.field, table[i].field);
	}
}

static void back_from_school_begins_anew(void **state)
{
	struct office *o = *state;
	int64_t id = case_in(o, "returned");
	struct record r;

	assert_int_equal(dropout_move(o, id, "dropout", "2020-11-02", "再上门", &e), 0);
	record_init(&r, "dropout");
	assert_int_equal(record_load(o, "dropout", id, &r, &e), 0);
	assert_string_equal(record_text(&r, "returned_on"), "");
	assert_string_equal(record_text(&r, "return_school"), "");
	assert_string_equal(record_text(&r, "confirmed_on"), "2020-11-02");
	assert_string_equal(record_text(&r, "measure"), "再上门");
	record_release(&r);
}

static void a_talk_has_its_days(void **state)
{
	struct office *o = *state;
	const char *id = fixture_ref(case_in(o, "dropout"));

	assert_string_equal(fixture_try(o, "persuasion", 0, "dropout_id", id, "talked_on", "2020-09-09", NULL),
			    "DATE_ORDER");
	assert_string_equal(fixture_try(o, "persuasion", 0, "dropout_id", id, "talked_on", "2020-11-24", NULL),
			    "DATE_FUTURE");
	assert_string_equal(fixture_try(o, "persuasion", 0, "dropout_id", id, "talked_on", "2020-10-01", "next_on",
					"2020-09-30", NULL),
			    "DATE_ORDER");
	assert_string_equal(fixture_try(o, "persuasion", 0, "dropout_id", id, "talked_on", "2020-09-10", NULL), "");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, open_school, fixture_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(ledgers_are_what_the_oracle_says), TEST(a_term_is_counted_on_its_own_days),
		TEST(the_school_day_is_a_limit),        TEST(who_left_is_not_counted),
		TEST(a_rate_says_all_only_of_all),      TEST(a_case_is_opened_once),
		TEST(only_the_table_s_moves),           TEST(a_state_rests_on_its_facts),
		TEST(back_from_school_begins_anew),     TEST(a_talk_has_its_days),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
