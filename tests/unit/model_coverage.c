/* Proves coverage against a recount in plain C over random students, items and aid: every number of every grouping, and
 * that each number is the rows it opens. */
#include "unit/coverage_fixture.h"

enum { KIDS = 240, ITEMS = 9, PLACES = 4, STAGES = 4, ROUNDS = 3 };

static const char *const stage_names[STAGES] = { "小学", "初中", "普高", "学前" };
static const char *const grade_names[STAGES] = { "一年级", "七年级", "高一", "" };
static const char *const school_names[] = { "青山小学", "青山中学", "",
					    "一所名字很长很长很长很长很长很长很长很长很长很长很长很长很长的学校甲" };
static const char *const states[] = { "applied", "posted", "paid", "rejected", "backpaid" };

struct kid {
	int place, stage, school;
	bool boarder, dibao, orphan, away, verified, told, left, mine;
	int state[ITEMS]; /* −1 none */
	int64_t fen[ITEMS];
};
struct thing {
	int stage;                 /* −1 any, STAGES compulsory */
	int grade;                 /* of stage, −1 any */
	int boarder, season, need; /* need: 1 dibao 2 orphan 3 either */
	bool request, over;
	int place; /* −1 anywhere */
	int64_t fen;
};
static struct kid kid[KIDS];
static struct thing thing[ITEMS];
static int64_t place[PLACES], person[KIDS], item[ITEMS];
static unsigned seed;

static int roll(int n)
{
	seed = seed * 1664525u + 1013904223u;
	return (int)((seed >> 12) % (unsigned)n);
}

/* ?1 to ?3 texts, ?4 to ?6 numbers, as many as the statement has. */
static void put(struct office *o, const char *sql, const char *a, const char *b, const char *c, int64_t x, int64_t y,
		int64_t z)
{
	char fmt[8] = "";
	struct err e = { 0 };

	for (const char *at = sql; (at = strchr(at, '?')); at++)
		if ((size_t)(at[1] - '0') > strlen(fmt))
			snprintf(fmt, sizeof fmt, "%.*s", at[1] - '0', "sssiii");
	if (db_run(o->db, &e, sql, fmt, a, b, c, x, y, z))
		fail_msg("%s: %s %s", sql, e.word, e.arg[0]);
}

static void make_items(struct office *o)
{
	for (int i = 0; i < ITEMS; i++) {
		struct thing *t = &thing[i];
		char stages[64] = "", grades[64] = "", name[32];

		*t = (struct thing){ .stage = roll(STAGES + 2) - 1,
				     .grade = -1,
				     .boarder = roll(3) - 1,
				     .season = roll(3),
				     .need = roll(4),
				     .request = i == 3,
				     .over = i == 5,
				     .place = -1,
				     .fen = roll(9) * 10000 };
		if (i == 7)
			t->place = roll(PLACES);
		if (t->stage >= 0 && t->stage < STAGES)
			t->grade = roll(3) ? -1 : t->stage;
		if (t->stage >= 0)
			snprintf(stages, sizeof stages, "[\"%s\"]",
				 t->stage == STAGES ? "义务教育" : stage_names[t->stage]);
		if (t->grade >= 0)
			snprintf(grades, sizeof grades, "[\"%s\"]", grade_names[t->grade]);
		snprintf(name, sizeof name, "项目%d", i);
		item[i] = 9000 + i;
		put(o,
		    "INSERT INTO aid_item(id, key, name, stages, grades, amount, aid_kind) VALUES (?4, ?1, ?1, "
		    "nullif(?2, ''),"
		    " nullif(?3, ''), nullif(?5, 0), '补助')",
		    name, stages, grades, item[i], t->fen, 0);
		put(o,
		    "UPDATE aid_item SET student_groups = nullif(?1, ''), is_boarder = CASE WHEN ?5 >= 0 THEN ?5 END,"
		    " season = nullif(?2, ''), valid_to = nullif(?3, ''), on_request = nullif(?6, 0) WHERE id = ?4",
		    t->need == 1   ? "[\"低保\"]"
		    : t->need == 2 ? "[\"孤儿\"]"
		    : t->need == 3 ? "[\"低保\",\"孤儿\"]"
				   : "",
		    t->season == 1   ? "1"
		    : t->season == 2 ? "2"
				     : "",
		    t->over ? "2019" : "", item[i], t->boarder, t->request);
		if (t->place >= 0)
			put(o, "UPDATE aid_item SET place_id = ?5 WHERE id = ?4", "", "", "", item[i], place[t->place],
			    0);
	}
}

static void make_kid(struct office *o, int k)
{
	struct kid *c = &kid[k];
	char name[32];
	int64_t home = 50000 + k;

	*c = (struct kid){ .place = roll(PLACES),
			   .stage = roll(STAGES),
			   .school = roll(4),
			   .boarder = roll(2),
			   .dibao = roll(3) == 0,
			   .orphan = roll(5) == 0,
			   .away = roll(20) == 0,
			   .verified = roll(2),
			   .told = roll(2),
			   .left = roll(25) == 0,
			   .mine = roll(2) };
	person[k] = 20000 + k;
	snprintf(name, sizeof name, "学生%03d", k);
	put(o, "INSERT INTO household(id, head_name, place_id, household_type) VALUES (?4, ?1, ?5, '一般农户')", name,
	    "", "", home, place[c->place], 0);
	put(o, "INSERT INTO person(id, name, household_id, dibao, left_on) VALUES (?4, ?1, ?5, ?2, nullif(?3, ''))",
	    name, c->dibao ? "农村低保" : "未享受", c->left ? "2020-08-15" : "", person[k], home, 0);
	put(o,
	    "INSERT INTO enrolment(id, person_id, term, school_stage, school, grade, is_boarder) VALUES (?5 + 1000000, "
	    "?4, '" TERM "', ?1, nullif(?2, ''), nullif(?3, ''), ?6)",
	    stage_names[c->stage], school_names[c->school], grade_names[c->stage], person[k], person[k], c->boarder);
	put(o,
	    "UPDATE enrolment SET student_groups = nullif(?1, ''), away_reason = nullif(?2, ''), verified_on = "
	    "nullif(?3, '')"
	    " WHERE person_id = ?4",
	    c->orphan ? "[\"孤儿\"]" : "", c->away ? "辍学" : "", c->verified ? "2020-09-20" : "", person[k], 0, 0);
	if (c->told)
		put(o,
		    "INSERT INTO notification(id, person_id, term, notified_on) VALUES (?4 + 2000000, ?4, '" TERM
		    "', '2020-11-01')",
		    "", "", "", person[k], 0, 0);
	if (c->mine)
		put(o,
		    "INSERT INTO pairing(id, household_id, cadre_id, started_on) VALUES (?4 + 3000000, ?4, ?5, "
		    "'2020-11-01')",
		    "", "", "", home, o->me, 0);
	for (int i = 0; i < ITEMS; i++) {
		c->state[i] = roll(3) ? -1 : roll(5);
		c->fen[i] = roll(5) * 5000;
		if (c->state[i] >= 0)
			put(o,
			    "INSERT INTO aid(id, person_id, term, aid_item_id, state, amount) VALUES (?4 * 100 + ?5, "
			    "?4, '" TERM "', ?5, ?1, ?6)",
			    states[c->state[i]], "", "", person[k], item[i], c->fen[i]);
	}
}

/* The sentence of an item, by itself. */
static bool entitled(const struct kid *c, const struct thing *t)
{
	if (t->request || t->over || t->season == 1)
		return false;
	if (t->stage >= 0 && t->stage != c->stage && !(t->stage == STAGES && c->stage < 2))
		return false;
	if (t->grade >= 0 && (t->grade != c->stage || !grade_names[c->stage][0]))
		return false;
	if (t->boarder >= 0 && t->boarder != c->boarder)
		return false;
	if (t->need && !((t->need & 1) && c->dibao) && !((t->need & 2) && c->orphan))
		return false;
	return t->place < 0 || t->place == c->place;
}

static bool is_paid(int state)
{
	return state == 2 || state == 4;
}

static bool counts(const struct office *o, const struct kid *c)
{
	if (c->away || c->left)
		return false;
	if (o->scope == SCOPE_MINE)
		return c->mine;
	return !o->village || o->village == place[c->place];
}

static bool in_group(const struct kid *c, enum coverage_by by, const struct coverage_line *l, int i)
{
	char name[32], cut[sizeof l->group];

	switch (by) {
	case COVERAGE_STAGE:
		return strcmp(l->group, stage_names[c->stage]) == 0;
	case COVERAGE_SCHOOL:
		snprintf(cut, sizeof cut, "%s", school_names[c->school]);
		return strncmp(l->group, cut, 90) == 0;
	case COVERAGE_VILLAGE:
		return l->place == place[c->place];
	default:
		snprintf(name, sizeof name, "项目%d", i);
		return strcmp(l->group, name) == 0;
	}
}

/* `l` NULL: all. By item a student counts once an item. */
static void recount(const struct office *o, enum coverage_by by, const struct coverage_line *l,
		    struct coverage_line *out)
{
	memset(out, 0, sizeof *out);
	for (int k = 0; k < KIDS; k++) {
		const struct kid *c = &kid[k];
		bool something = false, per_item = l && by == COVERAGE_ITEM;

		if (!counts(o, c))
			continue;
		for (int i = 0; i < ITEMS; i++) {
			something |= c->state[i] >= 0 && is_paid(c->state[i]);
			if (!entitled(c, &thing[i]) || (l && !in_group(c, by, l, i)))
				continue;
			bool paid = c->state[i] >= 0 && is_paid(c->state[i]);
			out->entitled++;
			out->applied += c->state[i] >= 0 && c->state[i] != 3;
			out->paid += paid;
			out->missing += !paid;
			out->standard += thing[i].fen;
			out->amount += paid ? c->fen[i] : 0;
			out->students += per_item;
			out->unverified += per_item && !c->verified;
			out->due_told += per_item && paid;
			out->told += per_item && paid && c->told;
			out->untold += per_item && paid && !c->told;
		}
		if (per_item || (l && !in_group(c, by, l, -1)))
			continue;
		out->students++;
		out->unverified += !c->verified;
		out->due_told += something;
		out->told += something && c->told;
		out->untold += something && !c->told;
	}
}

static void same(const struct coverage_line *a, const struct coverage_line *b)
{
	assert_int_equal(a->students, b->students);
	assert_int_equal(a->unverified, b->unverified);
	assert_int_equal(a->entitled, b->entitled);
	assert_int_equal(a->applied, b->applied);
	assert_int_equal(a->paid, b->paid);
	assert_int_equal(a->missing, b->missing);
	assert_int_equal(a->due_told, b->due_told);
	assert_int_equal(a->told, b->told);
	assert_int_equal(a->untold, b->untold);
	assert_int_equal(a->standard, b->standard);
	assert_int_equal(a->amount, b->amount);
	assert_int_equal(a->entitled, a->paid + a->missing);
	assert_int_equal(a->due_told, a->told + a->untold);
}

static void opens(struct office *o, enum coverage_by by, const struct coverage_line *l)
{
	const int number[COVERAGE_ASTRAY] = { l->students, l->unverified, l->entitled, l->applied,
					      l->paid,     l->missing,    l->told,     l->untold };
	static const enum coverage_what what[COVERAGE_ASTRAY] = { COVERAGE_STUDENTS, COVERAGE_UNVERIFIED,
								  COVERAGE_ENTITLED, COVERAGE_APPLIED,
								  COVERAGE_PAID,     COVERAGE_MISSING,
								  COVERAGE_TOLD,     COVERAGE_UNTOLD };
	struct err e = { 0 };

	for (int i = 0; i < COVERAGE_ASTRAY; i++) {
		struct coverage_row *row;
		size_t n;

		if (coverage_rows(o, TERM, by, l->group, l->place, what[i], &row, &n, &e))
			fail_msg("%s %s", e.word, e.arg[0]);
		if (n != (size_t)number[i])
			fail_msg("%d %s %d: %zu rows of %d", (int)by, l->group, i, n, number[i]);
		free(row);
	}
}

static void all_numbers(struct office *o)
{
	struct err e = { 0 };

	for (int by = 0; by < COVERAGE_ORDERS; by++) {
		struct coverage_line *line, total, want, sum = { .place = 0 };
		size_t n;

		if (coverage_load(o, TERM, (enum coverage_by)by, &line, &n, &total, &e))
			fail_msg("%s %s", e.word, e.arg[0]);
		recount(o, (enum coverage_by)by, NULL, &want);
		same(&total, &want);
		for (size_t i = 0; i < n; i++) {
			recount(o, (enum coverage_by)by, &line[i], &want);
			same(&line[i], &want);
			opens(o, (enum coverage_by)by, &line[i]);
			sum.entitled += line[i].entitled;
			sum.paid += line[i].paid;
			sum.amount += line[i].amount;
		}
		assert_int_equal(sum.entitled, total.entitled);
		assert_int_equal(sum.paid, total.paid);
		assert_int_equal(sum.amount, total.amount);
		if (by == COVERAGE_STAGE) {
			assert_true(n >= 3);
			assert_string_equal(line[0].group, "学前"); /* as the ladder goes, not as the alphabet */
			assert_string_equal(line[1].group, "小学");
		}
		free(line);
	}
}

static void count_astray(struct office *o)
{
	struct coverage_row *row;
	struct err e = { 0 };
	size_t n;
	int want = 0;

	for (int k = 0; k < KIDS; k++)
		for (int i = 0; i < ITEMS; i++) {
			const struct kid *c = &kid[k];
			bool here = o->scope == SCOPE_MINE ? c->mine : !o->village || o->village == place[c->place];
			bool student = !c->away && !c->left;
			if (!here || c->state[i] < 0 || !is_paid(c->state[i]))
				continue;
			want += !(student && (entitled(c, &thing[i]) || thing[i].request));
		}
	assert_int_equal(coverage_rows(o, TERM, COVERAGE_STAGE, NULL, 0, COVERAGE_ASTRAY, &row, &n, &e), 0);
	assert_int_equal(n, want);
	free(row);
	assert_int_equal(coverage_astray(o, TERM, &n, &e), 0);
	assert_int_equal(n, want);
}

static void equals_a_recount(void **state)
{
	(void)state;
	for (unsigned round = 1; round <= ROUNDS; round++) {
		void *one = NULL;
		struct err e = { 0 };

		assert_int_equal(fixture_open(&one), 0);
		struct office *o = one;
		seed = round * 7919;
		roles(o);
		assert_int_equal(office_begin(o, "test", &e), 0);
		for (int i = 0; i < PLACES; i++) {
			place[i] = 100 + i;
			put(o, "INSERT INTO place(id, name, level) VALUES (?4, ?1, '行政村')",
			    i % 2 ? "同名村" : "别的村", "", "", place[i], 0, 0);
		}
		make_items(o);
		for (int k = 0; k < KIDS; k++)
			make_kid(o, k);
		assert_int_equal(office_commit(o, &e), 0);
		for (int scope = 0; scope < 3; scope++) {
			o->scope = scope == 2 ? SCOPE_MINE : SCOPE_VILLAGE;
			o->village = scope == 1 ? place[1] : 0;
			all_numbers(o);
			count_astray(o);
		}
		fixture_close(&one);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(equals_a_recount),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
