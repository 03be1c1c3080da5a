/* Search against the plainest model there is: read all rows, compare text. */
#include "search_model.h"

#include "store/search.h"

#include <sqlite3.h>

#define MOST 100000

static const char *const surnames[] = { "张", "王", "单", "欧阳", "曾", "李", "解", "仇" };
static const char *const given[] = { "建国", "秀英", "明", "小明", "建华", "买买提·艾力", "𠮷", "乐乐", "Li" };
static const char *const villages[] = { "长潭村", "白石村", "张家村", "长潭镇", "重庆路", "西山" };
static const char *const natural[] = { "张家湾", "大  坪", "单庄", "查家坝", "李家湾" };

/* Does a row that is nobody's neighbour stand somewhere among its like? Each only once. */
static bool is_among(struct rows *rows, size_t at, const struct hit *hit)
{
	const struct row *like = &rows->row[at];

	for (size_t i = at; i < rows->n; i++) {
		struct row *r = &rows->row[i];
		if (r->whole != like->whole || r->own || r->village)
			return false;
		if (r->household == hit->household && r->person == hit->person) {
			struct row mine = *r;
			*r = *like;
			rows->row[at] = mine;
			return true;
		}
	}
	return false;
}

/* All there is, the near in their order; the others too, unless there are many. What is asked for now is how it begins.
 */
static void finds(struct db *db, const char *words, const char *one, const char *two)
{
	struct search_ask ask = { words, 9, 1, MOST, false };
	static struct rows rows;
	struct search_found f, now;
	struct err e;

	should_find(db, one, two, &rows);
	OK(search_find(db, &ask, &f, &e), &e);
	if (f.more || !f.counted || f.total != rows.n || f.n != rows.n)
		fail_msg("'%s': %zu, not %zu", words, f.total, rows.n);
	bool many = !two && rows.n > SEARCH_RANKED;
	for (size_t i = 0; i < f.n; i++) {
		const struct row *r = &rows.row[i];
		bool same = f.hit[i].household == r->household && f.hit[i].person == r->person;
		if (!same && (!many || r->own || r->village || !is_among(&rows, i, &f.hit[i])))
			fail_msg("'%s': %lld/%lld at %zu, where %lld/%lld should be", words,
				 (long long)f.hit[i].household, (long long)f.hit[i].person, i, (long long)r->household,
				 (long long)r->person);
	}
	ask.now = true;
	ask.most = 1 + rows.n / 2;
	OK(search_find(db, &ask, &now, &e), &e);
	assert_int_equal(now.n, rows.n < ask.most ? rows.n : ask.most);
	assert_true(!now.counted || now.total == rows.n);
	for (size_t i = 0; i < now.n; i++) {
		if (now.hit[i].household != f.hit[i].household || now.hit[i].person != f.hit[i].person)
			fail_msg("'%s': %lld/%lld at %zu, later %lld/%lld", words, (long long)now.hit[i].household,
				 (long long)now.hit[i].person, i, (long long)f.hit[i].household,
				 (long long)f.hit[i].person);
	}
	search_release(&now);
	search_release(&f);
}

#define PICK(list) (list)[scratch_random(seed) % (sizeof(list) / sizeof *(list))]

static void random_person(struct buf *b, uint32_t *seed, unsigned id, unsigned household)
{
	unsigned year = 1950 + scratch_random(seed) % 60, day = 1 + scratch_random(seed) % 28,
		 tail = scratch_random(seed) % 1000;
	const char *how = tail % 3 ? "OR REPLACE" : "OR IGNORE";

	buf_addf(
		b,
		"INSERT %s INTO person(id, household_id, name, id_no, disability_cert_no, birth, phone) SELECT %u, id, "
		"'%s%s', '990101%u05%02u%03u%s', %s, %s, %s FROM household WHERE id = %u;\n",
		how, id, PICK(surnames), PICK(given), year, day, tail, tail % 4 ? "1" : "X",
		tail % 5 ? "NULL" : "'99010119710203111141'", tail % 2 ? "NULL" : "'1971-02-03'",
		tail % 7 ? "'13800001234'" : "NULL", household);
}

/* A write of a household of any kind. */
static void random_household(struct buf *b, uint32_t *seed, unsigned person, unsigned house, unsigned n, unsigned place)
{
	switch (scratch_random(seed) % 5) {
	case 0:
	case 1:
		buf_addf(
			b,
			"INSERT OR %s INTO household(id, household_no, head_name, head_id_no, place_id, village_group, "
			"natural_village, phone) VALUES (%u, '5306%06u', '%s%s', '99010119%02u0101%04u', %u, '%u组', "
			"%s, '0870-%07u');\n",
			n % 2 ? "IGNORE" : "REPLACE", house, house * 37, PICK(surnames), PICK(given), 40 + n % 60, n,
			place, n % 4, n % 3 ? "NULL" : "'单庄'", n);
		break;
	case 2:
		buf_addf(b,
			 "UPDATE household SET head_name = '%s%s', place_id = %u, natural_village = '%s', phone = NULL "
			 "WHERE id = %u;\n",
			 PICK(surnames), PICK(given), place, PICK(natural), house);
		break;
	case 3: /* a head whose name is written otherwise, a phone they share */
		buf_addf(b,
			 "UPDATE household SET head_name = substr(p.name, 1, 1) || ' ' || substr(p.name, 2), phone = "
			 "replace(p.phone, ' ', '-'), head_id_no = CASE WHEN %u THEN p.id_no ELSE head_id_no END FROM "
			 "person AS p WHERE p.id = %u AND household.id = p.household_id;\n",
			 n % 2, person);
		break;
	default:
		buf_addf(b,
			 "UPDATE household SET head_id_no = p.id_no FROM person AS p WHERE p.id = %u AND household.id "
			 "= p.household_id;\n",
			 person);
	}
}

/* One write of any kind. */
static void random_sql(struct buf *b, uint32_t *seed)
{
	unsigned id = scratch_random(seed) % 120 + 1, house = scratch_random(seed) % 40 + 1,
		 n = scratch_random(seed) % 10000, place = scratch_random(seed) % 5 + 1;

	switch (scratch_random(seed) % 16) {
	case 0:
	case 1:
	case 2:
	case 3:
	case 4:
		random_household(b, seed, id, house, n, place);
		break;
	case 5:
	case 6:
	case 7:
	case 8:
		random_person(b, seed, id, house);
		break;
	case 9:
		buf_addf(b, "UPDATE person SET name = '%s%s', phone = NULL WHERE id = %u;\n", PICK(surnames),
			 PICK(given), id);
		break;
	case 10:
		buf_addf(b, "UPDATE person SET household_id = %u WHERE id = %u AND %u IN (SELECT id FROM household);\n",
			 house, id, house);
		break;
	case 11:
		buf_addf(b,
			 "UPDATE %s SET deleted_on = CASE WHEN deleted_on IS NULL THEN '2020-01-01' END WHERE id = "
			 "%u;\n",
			 n % 2 ? "household" : "person", n % 2 ? house : id);
		break;
	case 12:
		buf_addf(b, "DELETE FROM person WHERE id = %u;\n", id);
		break;
	case 13:
		buf_addf(b, "UPDATE place SET name = '%s', natural_village = '%s' WHERE id = %u;\n", PICK(villages),
			 PICK(natural), place);
		break;
	case 14:
		buf_addf(b, "UPDATE person SET id_no = '99010119%02u0203%04u', birth = NULL WHERE id = %u;\n",
			 50 + n % 50, n, id);
		break;
	default:
		buf_addf(b,
			 "UPDATE person SET phone = '139 0000 %04u', birth = '%u-1%u', disability_cert_no = NULL WHERE "
			 "id = %u;\n",
			 n, 1960 + n % 40, n % 3, id);
	}
}

static const char *const words[] = { "张",     "建国",    "国",      "zjg",    "jg",         "zhangjianguo",
				     "zhangj", "jianguo", "guo",     "单",     "s",          "shan",
				     "chan",   "dan",     "ouyang",  "oy",     "明",         "xm",
				     "5306",   "990101",  "0203",    "1971",   "19710203",   "9901011971020311",
				     "05",     "138",     "1380000", "长潭",   "张家",       "changtan",
				     "2组",    "0870",    "87",      "𠮷",     "买买提艾力", "mmt",
				     "x",      "0",       "19",      "没有",   "zeng",       "ceng",
				     "qiu",    "xie",     "jie",     "zha",    "yue",        "lele",
				     "yuele",  "zhongq",  "li",      "王li",   "0505",       "1234",
				     "111141", "1390000", "1970",    "196502", "0870000",    "zjw",
				     "大坪",   "99",      "1",       "ct",     "lijiawan",   "13900001",
				     "lj" };

static void compare(struct db *db, uint32_t *seed)
{
	const char *one = PICK(words), *two = scratch_random(seed) % 2 ? PICK(words) : NULL;
	char typed[128];

	snprintf(typed, sizeof typed, " %s　%s", one, two ? two : "");
	finds(db, typed, one, two);
}

/* Numbers of people that are there, typed from their start, their end and as a date. */
static void compare_numbers(struct db *db, uint32_t *seed)
{
	struct err e;
	struct stmt *p = db_query(db, "SELECT id_no FROM person WHERE deleted_on IS NULL ORDER BY id LIMIT 9", &e);

	while (stmt_step(p, &e) == 1) {
		const char *id = stmt_text(p, 0);
		size_t n = strlen(id), len = 1 + scratch_random(seed) % n;
		char word[32];
		for (int kind = 0; kind < 3; kind++) {
			snprintf(word, sizeof word, "%.*s", kind == 2 ? (int)(4 + len % 5) : (int)len,
				 kind == 0   ? id
				 : kind == 1 ? id + n - (len < n ? len : n)
					     : id + 6);
			for (char *c = word; *c; c++)
				*c = (char)tolower((unsigned char)*c);
			finds(db, word, word, NULL);
		}
	}
	stmt_done(p);
}

static char *keys_of(struct db *db)
{
	return db_text(
		db,
		"SELECT group_concat(k, char(10)) FROM (SELECT t.text || ' ' || k.key AS k FROM search_key AS k CROSS "
		"JOIN search_text AS t ON t.id = k.text UNION ALL SELECT text || ' ' || pinyin FROM search_text "
		"ORDER BY 1)",
		"");
}

static void is_what_a_new_one_is(struct db *db)
{
	struct err e;
	char *before, *after;

	OK(search_refresh(db, &e), &e);
	assert_int_equal(db_int(db, -1, "SELECT count(*) FROM search_stale", ""), 0);
	assert_int_equal(search_verify(db, &e), 0);
	before = keys_of(db);
	OK(search_rebuild(db, &e), &e);
	after = keys_of(db);
	assert_string_equal(before ? before : "", after ? after : "");
	mem_free(before);
	mem_free(after);
}

/* A village within a town and others elsewhere; households 1 and 2 are the cadre's. */
static void prepare(struct scratch *s)
{
	struct err e;

	OK(db_exec(s->db,
		   "INSERT INTO place(id, name, level) VALUES (1, '长潭镇', 't'), (5, '西山', 't'); INSERT INTO "
		   "place(id, "
		   "parent_id, name, level) VALUES (4, 1, '长潭村', 'v'), (2, 5, '白石村', 'v'), (3, 5, '张家村', "
		   "'v'); "
		   "INSERT INTO cadre(id, name) VALUES (9, '李'); INSERT INTO household(id, place_id) VALUES (1, 2), "
		   "(2, "
		   "3); INSERT INTO pairing(id, household_id, cadre_id, started_on) VALUES (1, 1, 9, '2019-01-01'), "
		   "(2, "
		   "2, 9, '2019-01-01')",
		   &e),
	   &e);
}

/* 10,000 writes: a third by the sqlite3 shell, some by a program that knows nothing of us. */
static void it_finds_what_reading_all_rows_finds(void **state)
{
	struct scratch *s = *state;
	uint32_t *seed = &(uint32_t){ 12345 };
	struct err e;

	prepare(s);
	for (int round = 0; round < 100; round++) {
		struct buf sql = BUF_INIT;
		for (int i = 0; i < 100; i++)
			random_sql(&sql, seed);
		if (round % 3 == 0) {
			struct buf all = BUF_INIT;
			buf_addf(&all, "BEGIN;%s;COMMIT;", sql.s);
			assert_int_equal(scratch_shell(s->path, all.s), 0);
			buf_release(&all);
		} else {
			OK(db_exec(s->db, sql.s, &e), &e);
		}
		buf_release(&sql);
		for (int i = 0; i < 12; i++)
			compare(s->db, seed);
		if (round % 10 == 0) {
			compare_numbers(s->db, seed);
			is_what_a_new_one_is(s->db);
		}
	}
	is_what_a_new_one_is(s->db);
}

/* While another program writes, and in a file that may not be written. */
static void what_is_not_taken_up_yet_is_found_too(void **state)
{
	struct scratch *s = *state;
	struct search_ask ask = { "zengj", 0, 0, 10, false };
	struct search_found f;
	struct err e;
	struct db *reader;
	sqlite3 *other;

	scratch_household(s->db, 1, NULL, NULL);
	OK(db_exec(s->db, "INSERT INTO person(id, household_id, name) VALUES (11, 1, '曾建国')", &e), &e);
	assert_int_equal(sqlite3_open(s->path, &other), SQLITE_OK);
	assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	OK(search_find(s->db, &ask, &f, &e), &e);
	assert_int_equal(f.total, 1);
	search_release(&f);
	sqlite3_close(other);
	OK(db_open(&reader, s->path, DB_READ_ONLY, &e), &e);
	OK(search_find(reader, &ask, &f, &e), &e);
	assert_int_equal(f.total, 1);
	search_release(&f);
	db_close(&reader);
	assert_int_equal(db_int(s->db, 0, "SELECT count(*) FROM search_stale", ""), 1);
}

static int naps;

/* Whoever waits for another program naps. */
int nanosleep(const struct timespec *how_long, struct timespec *left)
{
	(void)how_long;
	(void)left;
	naps++;
	return 0;
}

/* Also where so many texts are noted that all would be made anew. */
static void a_search_does_not_wait_for_a_writer(void **state)
{
	struct scratch *s = *state;
	struct search_ask ask = { "wm1", 0, 0, 10, true };
	struct search_found f;
	struct err e;
	sqlite3 *other;

	scratch_household(s->db, 1, NULL, NULL);
	for (int64_t n = 1; n < 40000; n += 21000) {
		OK(db_run(s->db, &e,
			  "WITH RECURSIVE c(i) AS (SELECT ?1 UNION ALL SELECT i + 1 FROM c WHERE i + 1 < ?1 * 2) "
			  "INSERT "
			  "INTO person(id, household_id, name) SELECT i, 1, '王明' || i FROM c",
			  "i", n),
		   &e);
		assert_int_equal(sqlite3_open(s->path, &other), SQLITE_OK);
		assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
		naps = 0;
		OK(search_find(s->db, &ask, &f, &e), &e);
		assert_int_equal(naps, 0);
		assert_true(f.n > 0);
		search_release(&f);
		sqlite3_close(other);
	}
}

static bool stop(void *arg)
{
	return --*(int *)arg < 0;
}

/* A drain that is cancelled anywhere leaves an index that is late, not wrong. */
static void a_cancelled_search_does_no_harm(void **state)
{
	struct scratch *s = *state;
	struct search_ask ask = { "wm", 0, 0, 10, false };
	struct search_found f;
	struct err e;
	int left, cancelled = 0;

	scratch_household(s->db, 1, NULL, NULL);
	OK(db_exec(s->db,
		   "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 21000) INSERT INTO "
		   "person(id, household_id, name) SELECT i, 1, '王明' || i FROM c",
		   &e),
	   &e);
	db_set_progress(s->db, stop, &left, 50);
	for (left = 0; left < 400; left = left * 2 + 1) {
		int before = left;
		err_clear(&e);
		if (search_find(s->db, &ask, &f, &e)) {
			assert_int_equal(e.code, ERR_CANCEL);
			cancelled++;
		}
		search_release(&f);
		left = before;
	}
	db_set_progress(s->db, NULL, NULL, 0);
	assert_true(cancelled > 0);
	OK(search_find(s->db, &ask, &f, &e), &e);
	assert_true(f.more);
	search_release(&f);
	is_what_a_new_one_is(s->db);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, scratch_open, scratch_close)
		T(it_finds_what_reading_all_rows_finds),
		T(what_is_not_taken_up_yet_is_found_too),
		T(a_search_does_not_wait_for_a_writer),
		T(a_cancelled_search_does_no_harm),
	};

	return cmocka_run_group_tests_name("store/search", tests, NULL, NULL);
}
