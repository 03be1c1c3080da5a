/* The same person twice: every kind is found, and what only looks alike is left alone, over a registry of 10,000 and
 * more made up with a fixed seed. */
#include "office_fixture.h"

#include "base/idno.h"
#include "base/mem.h"
#include "model/duplicate.h"
#include "store/db.h"

#ifndef PEOPLE
#define PEOPLE 10000
#endif
#define VILLAGES (PEOPLE / 400)
#define PLANTED 40 /* of each kind */

static uint64_t dice;

static unsigned roll(unsigned most)
{
	dice = dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)(dice >> 33) % most;
}

/* Each first and second are of one sound. */
static const char *const surnames[][2] = {
	{ "张", "章" }, { "王", "汪" }, { "李", "黎" }, { "陈", "谌" }, { "刘", "留" }, { "杨", "羊" },
	{ "周", "州" }, { "吴", "吾" }, { "徐", "许" }, { "孙", "荪" }, { "马", "玛" }, { "何", "和" },
};
static const char *const givens[][2] = {
	{ "伟", "玮" }, { "明", "鸣" }, { "军", "君" }, { "芳", "方" }, { "丽", "莉" }, { "建", "健" },
	{ "红", "宏" }, { "玲", "灵" }, { "英", "瑛" }, { "国", "帼" }, { "生", "升" }, { "秀", "绣" },
	{ "平", "萍" }, { "金", "今" }, { "林", "琳" }, { "海", "" },   { "花", "" },   { "福", "" },
	{ "桂", "贵" }, { "兰", "" },   { "春", "" },   { "文", "闻" }, { "志", "智" }, { "强", "" },
	{ "勇", "永" }, { "辉", "晖" }, { "波", "" },   { "涛", "" },   { "云", "芸" }, { "龙", "" },
};
#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

struct made {
	int64_t id, household, place;
	unsigned surname, first, second;
	char name[32], id_no[19], birth[11];
};
struct town {
	struct office *o;
	struct made *item;
	size_t n;
	int64_t place[VILLAGES + 1];
	int64_t next, household, at_place;
	unsigned used;
};
struct truth {
	int64_t one, other;
	const char *kind;
	bool found;
};
static struct truth truth[1000];
static size_t n_truth;

static void number(char id[19], const char *birth, unsigned seq)
{
	snprintf(id, 19, "990101%.4s%.2s%.2s%03u", birth, birth + 5, birth + 8, seq % 1000);
	id[17] = idno_check_digit(id);
	id[18] = '\0';
}

static void name_of(char out[32], const struct made *m, int sound)
{
	const char *second = givens[m->second][sound];

	snprintf(out, 32, "%s%s%s", surnames[m->surname][0], givens[m->first][0],
		 *second ? second : givens[m->second][0]);
}

static int64_t write_person(struct town *t, int64_t household, const char *name, const char *id_no, const char *birth)
{
	int64_t id = t->next++;

	assert_int_equal(db_run(t->o->db, NULL,
				"INSERT INTO person(id, household_id, name, id_no, birth) VALUES (?1, ?2, ?3, ?4, ?5)",
				"iisss", id, household, name, id_no, birth),
			 0);
	return id;
}

static int64_t write_household(struct town *t, int64_t place)
{
	int64_t id = t->next++;

	assert_int_equal(db_run(t->o->db, NULL, "INSERT INTO household(id, place_id) VALUES (?1, ?2)", "ii", id, place),
			 0);
	t->household = id;
	t->at_place = place;
	return id;
}

/* One in thirty has no number. */
static void populate(struct town *t)
{
	for (size_t i = 0; i < VILLAGES; i++) {
		t->place[i] = t->next++;
		assert_int_equal(db_run(t->o->db, NULL, "INSERT INTO place(id, name, level) VALUES (?1, '村', '村')",
					"i", t->place[i]),
				 0);
	}
	for (t->n = 0; t->n < PEOPLE; t->n++) {
		struct made *m = &t->item[t->n];

		if (t->n % 4 == 0)
			write_household(t, t->place[roll(VILLAGES)]);
		m->household = t->household;
		m->place = t->at_place;
		m->surname = roll(COUNT(surnames));
		m->first = roll(COUNT(givens));
		m->second = roll(COUNT(givens));
		snprintf(m->birth, sizeof(m->birth), "19%02u-%02u-%02u", 30 + roll(69), 1 + roll(12), 1 + roll(28));
		number(m->id_no, m->birth, roll(1000));
		name_of(m->name, m, 0);
		m->id = write_person(t, m->household, m->name, roll(30) ? m->id_no : NULL, m->birth);
	}
}

/* Somebody with a number, each once. */
static struct made *next_one(struct town *t)
{
	struct made *m;

	do
		m = &t->item[t->used += 1 + roll(12)];
	while (db_int(t->o->db, 0, "SELECT id_no IS NULL FROM person WHERE id = ?1", "i", m->id));
	return m;
}

static void plant(struct town *t, const char *kind, const struct made *m, int64_t household, const char *name,
		  const char *id_no, const char *birth)
{
	int64_t id = write_person(t, household, name, id_no, birth);

	truth[n_truth++] = (struct truth){ m->id < id ? m->id : id, m->id < id ? id : m->id, kind, false };
}

static void swap(char *id, int at)
{
	while (id[at] == id[at + 1])
		at++;
	char c = id[at];
	id[at] = id[at + 1];
	id[at + 1] = c;
}

static void plant_numbers(struct town *t)
{
	for (int i = 0; i < PLANTED; i++) {
		int64_t away = write_household(t, t->place[roll(VILLAGES)]);
		char id[24], spaced[40];
		struct made *m = next_one(t);

		snprintf(spaced, sizeof(spaced), "%.3s　%s", m->name, m->name + 3);
		plant(t, "id_same", m, away, i % 2 ? spaced : m->name, m->id_no, i % 3 ? m->birth : NULL);
		m = next_one(t);
		snprintf(id, sizeof(id), "%.6s%.9s", m->id_no, m->id_no + 8);
		plant(t, "id_15", m, away, m->name, id, i % 2 ? m->birth : NULL);
		m = next_one(t);
		memcpy(id, m->id_no, 19);
		id[i % 17] = (char)(id[i % 17] == '9' ? '0' : id[i % 17] + 1);
		plant(t, "digit", m, away, m->name, id, NULL);
		m = next_one(t);
		memcpy(id, m->id_no, 19);
		id[14 + i % 3] = (char)(id[14 + i % 3] == '9' ? '0' : id[14 + i % 3] + 1);
		id[17] = idno_check_digit(id);
		plant(t, "digit, check reckoned", m, away, m->name, id, NULL);
		m = next_one(t);
		memcpy(id, m->id_no, 19);
		swap(id, 6 + i % 8);
		plant(t, "swapped", m, away, m->name, id, NULL);
	}
}

static void plant_facts(struct town *t)
{
	for (int i = 0; i < PLANTED; i++) {
		int64_t away = write_household(t, t->place[roll(VILLAGES)]);
		struct made *m = next_one(t);
		char name[40];

		snprintf(name, sizeof(name), "%.3s %s", m->name, m->name + 3);
		plant(t, "name_birth", m, away, i % 2 ? name : m->name, NULL, m->birth);
		do
			m = next_one(t);
		while (!*givens[m->second][1]);
		name_of(name, m, 1);
		plant(t, "sound_birth", m, away, name, NULL, m->birth);
		m = next_one(t);
		snprintf(name, sizeof(name), "%.*s", i % 3 == 0 ? 0 : i % 3 == 1 ? 4 : 7, m->birth);
		plant(t, "name_village", m, write_household(t, m->place), m->name, NULL, *name ? name : NULL);
	}
}

/* What looks alike and is not. */
static void set_traps(struct town *t)
{
	for (int i = 0; i < PLANTED; i++) {
		struct made *m = next_one(t);
		char id[24], birth[11], name[40];

		/* twins: one birth, the next number, and names of one sound where there are any */
		number(id, m->birth, (unsigned)atoi(m->id_no + 14) / 10 + 2);
		name_of(name, m, 1);
		write_person(t, m->household, strcmp(name, m->name) ? name : "周小双", id, m->birth);
		/* one name in one village, another birth */
		m = next_one(t);
		snprintf(birth, sizeof(birth), "%s", m->birth);
		birth[9] = birth[9] == '1' ? '2' : '1';
		number(id, birth, 500 + (unsigned)i);
		write_person(t, write_household(t, m->place), m->name, i % 2 ? id : NULL, birth);
		/* a son whose number differs from the father's in one digit of the year, and in the check */
		m = next_one(t);
		memcpy(id, m->id_no, 19);
		id[8] = (char)(id[8] >= '7' ? '3' : '9');
		id[17] = idno_check_digit(id);
		snprintf(name, sizeof(name), "%s子", surnames[m->surname][0]);
		write_person(t, m->household, name, id, NULL);
		/* one name and birth, far away, each with a number that is whole */
		m = next_one(t);
		number(id, m->birth, (unsigned)atoi(m->id_no + 14) / 10 + 137);
		write_person(t,
			     write_household(t, t->place[(size_t)i % VILLAGES] == m->place
							? t->place[VILLAGES - 1 - i % 2]
							: t->place[(size_t)i % VILLAGES]),
			     m->name, id, m->birth);
		/* married into another house */
		m = next_one(t);
		int64_t gone = write_person(t, write_household(t, m->place), m->name, m->id_no, m->birth);
		assert_int_equal(
			db_run(t->o->db, NULL, "UPDATE person SET left_on = '2019-05' WHERE id = ?1", "i", gone), 0);
	}
}

static bool is_planted(const struct duplicate *d)
{
	for (size_t i = 0; i < n_truth; i++)
		if (truth[i].one == d->one && truth[i].other == d->other)
			return truth[i].found = true;
	return false;
}

static void build(struct town *t)
{
	t->item = mem_alloc(PEOPLE * sizeof(*t->item));
	t->next = 1000;
	dice = 7;
	n_truth = 0;
	assert_int_equal(db_begin(t->o->db, "test", NULL), 0);
	populate(t);
	plant_numbers(t);
	plant_facts(t);
	set_traps(t);
	assert_int_equal(db_commit(t->o->db, NULL), 0);
	assert_true(t->used < PEOPLE);
}

static void planted_pairs_are_found_and_traps_are_not(void **state)
{
	struct town t = { .o = *state };
	struct duplicate *d;
	struct err e = { 0 };
	size_t n, right = 0, found = 0;

	build(&t);
	assert_int_equal(duplicate_find(t.o, &d, &n, &e), 0);
	for (size_t i = 0; i < n; i++) {
		assert_true(d[i].one < d[i].other && d[i].score >= 40);
		assert_true(i == 0 || d[i - 1].score >= d[i].score);
		right += is_planted(&d[i]);
	}
	for (size_t i = 0; i < n_truth; i++)
		found += truth[i].found;
	if (found * 100 < n_truth * 95 || right * 100 < n * 90) {
		for (size_t i = 0; i < n_truth; i++)
			if (!truth[i].found)
				print_error("missed: %s\n", truth[i].kind);
		for (size_t i = 0; i < n; i++)
			if (!is_planted(&d[i]))
				print_error("invented: %s %s %s / %s %s\n", d[i].reason, d[i].name[0], d[i].id_no[0],
					    d[i].name[1], d[i].id_no[1]);
		fail_msg("recall %zu of %zu, precision %zu of %zu", found, n_truth, right, n);
	}
	free(d);
	mem_free(t.item);
}

static int64_t person(struct office *o, int64_t household, const char *name, const char *id_no, const char *birth)
{
	struct town t = { .o = o, .next = 5000 + (int64_t)db_int(o->db, 0, "SELECT count(*) FROM person", "") };

	return write_person(&t, household, name, id_no, birth);
}

static const char *reason_of(struct office *o, int64_t a, int64_t b)
{
	static char reason[24];
	struct duplicate *d;
	size_t n;
	struct err e = { 0 };

	snprintf(reason, sizeof(reason), "-");
	assert_int_equal(duplicate_find(o, &d, &n, &e), 0);
	for (size_t i = 0; i < n; i++)
		if (d[i].one == a && d[i].other == b)
			snprintf(reason, sizeof(reason), "%s", d[i].reason);
	free(d);
	return reason;
}

static void each_reason_has_its_name(void **state)
{
	static const struct {
		const char *name[2], *id_no[2], *birth[2], *reason;
	} table[] = {
		{ { "张建国", "张建国" }, { "99010119560229002X", "99010119560229002X" }, { 0 }, "id_same" },
		{ { "张建国", "张 国" }, { "99010119560229002X", "99010119560229002x" }, { 0 }, "id_same" },
		{ { "张建国", "张建国" }, { "99010119560229002X", "990101560229002" }, { 0 }, "id_15" },
		{ { "张建国", "张建国" }, { "99010119560229002X", "99010119570229002X" }, { 0 }, "id_one_digit" },
		{ { "张建国", "章建国" }, { "99010119560229002X", "99010119560292002X" }, { 0 }, "id_one_digit" },
		{ { "张建国", "李大山" }, { "99010119560229002X", "99010119570229002X" }, { 0 }, "-" },
		{ { "阿依·古丽", "阿依古丽" }, { 0 }, { "1980-01-02", "1980-01-02" }, "name_birth" },
		{ { "张建国", "章健国" }, { 0 }, { "1980-01-02", "1980-01-02" }, "sound_birth" },
		{ { "王彦", "王yan" }, { 0 }, { "1980-01-02", "1980-01-02" }, "sound_birth" },
		{ { "张建国", "张建国" }, { 0 }, { "1980-01-02", "1980" }, "name_village" },
		{ { "张建国", "张建国" }, { 0 }, { "1980-01-02", "1981" }, "-" },
		{ { "张建国", "张建国" }, { "999999195602290020", "999999195602290020" }, { "1980", "1981" }, "-" },
		/* two whole numbers far apart are two people */
		{ { "张玮", "张伟" }, { "99010119560229002X", "990101195602291356" }, { 0 }, "-" },
	};
	struct office *o = *state;

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		int64_t h[2], p[2];

		for (int k = 0; k < 2; k++) {
			h[k] = fixture_add(o, "household", "place_id", fixture_ref(o->village), NULL);
			p[k] = person(o, h[k], table[i].name[k], table[i].id_no[k], table[i].birth[k]);
		}
		if (strcmp(reason_of(o, p[0], p[1]), table[i].reason) != 0)
			fail_msg("row %zu: %s, not %s", i, reason_of(o, p[0], p[1]), table[i].reason);
		assert_int_equal(db_run(o->db, NULL, "UPDATE person SET deleted_on = '2020-01-01'", ""), 0);
	}
}

static void two_people_are_told_no_more(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };
	int64_t h = fixture_add(o, "household", "place_id", fixture_ref(o->village), NULL);
	int64_t a = person(o, h, "王秀英", NULL, "1960-01-01"), b = person(o, h, "王秀英", NULL, "1960-01-01");

	assert_string_equal(reason_of(o, a, b), "name_birth");
	assert_int_equal(duplicate_not_same(o, b, a, &e), 0);
	assert_int_equal(duplicate_not_same(o, a, b, &e), 0);
	assert_string_equal(reason_of(o, a, b), "-");
	assert_int_equal(db_int(o->db, 0, "SELECT count(*) FROM not_same", ""), 1);
	assert_int_equal(duplicate_not_same(o, a, a, &e), -1);
	assert_string_equal(e.word, "MERGE_SAME");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(planted_pairs_are_found_and_traps_are_not, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(each_reason_has_its_name, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(two_people_are_told_no_more, fixture_open, fixture_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
