/* Proves that a generated office is the same on every run, grows in proportion, breaks no rule of its tables, and is an
 * office like any other afterwards; and that one half made is no office. */
#include "unit/demo_words.h"

#include "base/buf.h"
#include "base/idno.h"
#include "base/mem.h"
#include "model/campaign.h"
#include "model/enrolment.h"
#include "model/generate.h"
#include "store/bulk.h"
#include "store/db.h"

static const char *const TABLES[] = {
	"place",     "unit", "cadre",        "household", "household_year", "person", "pairing",   "visit",
	"enrolment", "aid",  "notification", "finding",   "measure",        "effect", "task_mark", "campaign",
};
enum { N_TABLES = sizeof TABLES / sizeof TABLES[0], SMALL = 900, LARGE = 1800 };

static const char *const PRIMARY[] = { "一年级", "二年级", "三年级", "四年级", "五年级", "六年级" };
static const char *const PUPIL[] = { "小学", "小学", "小学", "小学", "小学", "小学" };
static const struct stage LADDER[] = { { "小学", PRIMARY, PUPIL, 6, "", 6, 11, true } };

static int64_t count(struct office *o, const char *sql)
{
	return db_int(o->db, -1, sql, "");
}

static int64_t fill(struct office *o, int64_t households)
{
	static const char *const roles[][2] = { { "school_stage.compulsory", "义务教育" },
						{ "student_group.registered", "建档立卡" } };
	struct demo_words w = demo_words_read();
	const struct generate_ask ask = {
		.households = households, .unit = "县教育局", .village = "长潭村", .cadre = "李明"
	};
	struct err e = { 0 };
	int64_t persons = 0;

	for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++)
		office_set_role(o, roles[i][0], roles[i][1]);
	office_set_stages(o, LADDER, 1);
	office_set_aid_items(o, w.aid_item, w.n_aid_items);
	if (generate_fill(o, &w, &ask, &persons, &e))
		fail_msg("%s %s", e.word, e.arg[0]);
	demo_words_free(&w);
	return persons;
}

/* Every cell of a table that is no id, as one text. */
static char *content(struct office *o, const char *table)
{
	struct buf columns = BUF_INIT;
	char *list = db_text(o->db, "SELECT group_concat(name) FROM pragma_table_info(?1)", "s", table);

	buf_addf(&columns,
		 "SELECT count(*) || ':' || sum(length(j)) || ':' || group_concat(substr(j, 1, 400)) "
		 "FROM (SELECT json_array(%s) AS j FROM \"%s\" ORDER BY id)",
		 list, table);
	char *all = db_text(o->db, columns.s, "");
	mem_free(list);
	buf_release(&columns);
	assert_non_null(all);
	return all;
}

static void same_every_time(void **state)
{
	void *other = NULL;

	assert_int_equal(fixture_open_empty(&other), 0);
	struct office *a = *state, *b = other;
	assert_int_equal(fill(a, SMALL), fill(b, SMALL));
	for (int i = 0; i < N_TABLES; i++) {
		char *one = content(a, TABLES[i]), *two = content(b, TABLES[i]);
		if (strcmp(one, two) != 0)
			fail_msg("%s differs", TABLES[i]);
		mem_free(one);
		mem_free(two);
	}
	fixture_close(&other);
}

static void in_proportion(void **state)
{
	static const char *const grows[] = { "household", "person", "household_year", "pairing", "enrolment" };
	void *other = NULL;

	assert_int_equal(fixture_open_empty(&other), 0);
	struct office *a = *state, *b = other;
	int64_t persons = fill(a, SMALL);
	assert_int_equal(count(a, "SELECT count(*) FROM person"), persons);
	assert_in_range(persons, 33 * SMALL / 10, 37 * SMALL / 10);
	fill(b, LARGE);
	for (size_t i = 0; i < sizeof grows / sizeof grows[0]; i++) {
		char sql[64];
		snprintf(sql, sizeof sql, "SELECT count(*) FROM %s", grows[i]);
		assert_in_range(count(b, sql) * 100 / count(a, sql), 185, 215);
	}
	assert_int_equal(count(b, "SELECT count(*) FROM cadre"), LARGE / 20);
	fixture_close(&other);
}

/* Numbers that are real, nobody's, and of one person; birth and sex as they say. */
static void numbers_are_valid(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };

	fill(o, SMALL);
	struct stmt *s = db_query(o->db, "SELECT id_no, birth, sex FROM person", &e);
	assert_non_null(s);
	while (stmt_step(s, &e) == 1) {
		char out[IDNO_BYTES], birth[11];
		enum idno_kind kind;
		if (idno_parse(stmt_text(s, 0), FIXTURE_TODAY, out, &kind, &e) || strcmp(out, stmt_text(s, 0)) != 0)
			fail_msg("%s: %s", stmt_text(s, 0), e.word);
		assert_memory_equal(out, "990101", 6);
		idno_birth(out, birth);
		assert_string_equal(birth, stmt_text(s, 1));
		assert_string_equal(idno_is_male(out) ? "男" : "女", stmt_text(s, 2));
	}
	stmt_done(s);
	assert_int_equal(count(o, "SELECT count(*) - count(DISTINCT substr(id_no, 1, 18)) FROM person"), 0);
	assert_int_equal(count(o, "SELECT count(*) FROM household WHERE phone NOT LIKE '1__0000____'"), 0);
	assert_int_equal(count(o, "SELECT count(*) FROM person WHERE birth > '" FIXTURE_TODAY "'"), 0);
}

/* What the rules for people would find, by queries of their own. */
static void few_faults(void **state)
{
	struct office *o = *state;

	fill(o, SMALL);
	assert_int_equal(count(o, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
	assert_int_equal(count(o,
			       "SELECT count(*) FROM household h WHERE person_count <> (SELECT count(*) FROM person p"
			       " WHERE p.household_id = h.id)"),
			 0);
	assert_int_equal(count(o, "SELECT count(*) FROM household h WHERE 1 <> (SELECT count(*) FROM person p WHERE"
				  " p.household_id = h.id AND p.relation_to_head = '户主' AND p.name = h.head_name)"),
			 0);
	assert_int_equal(count(o,
			       "SELECT count(*) FROM person p JOIN household h ON h.id = p.household_id JOIN person a"
			       " ON a.household_id = h.id AND a.relation_to_head = '户主' WHERE p.relation_to_head IN"
			       " ('之子', '之女') AND substr(p.birth, 1, 4) - substr(a.birth, 1, 4) < 18"),
			 0);
	assert_int_equal(count(o, "SELECT count(*) FROM visit WHERE visited_on > '" FIXTURE_TODAY "'"), 0);
	assert_int_equal(count(o, "SELECT count(*) FROM household h WHERE 1 <> (SELECT count(*) FROM pairing p WHERE"
				  " p.household_id = h.id)"),
			 0);
	assert_in_range(count(o, "SELECT count(*) FROM household WHERE main_cause IS NULL"), 1, SMALL / 40);
}

static void what_is_asked_for(void **state)
{
	struct office *o = *state;
	struct campaign_info *running;
	struct err e = { 0 };
	size_t n;

	fill(o, SMALL);
	assert_int_equal(count(o, "SELECT count(*) FROM visit v JOIN household h ON h.id = v.household_id"
				  " WHERE h.household_no = '990100000001'"),
			 1000);
	assert_int_equal(count(o, "SELECT count(*) FROM visit v JOIN household h ON h.id = v.household_id"
				  " WHERE h.household_no = '990100000002'"),
			 10000);
	assert_int_equal(db_int(o->db, -1, "SELECT count(*) FROM pairing WHERE cadre_id = ?1", "i", o->me), 20);
	assert_int_equal(db_int(o->db, -1, "SELECT count(*) FROM household WHERE place_id = ?1", "i", o->village), 400);
	assert_int_equal(campaign_list(o, true, &running, &n, &e), 0);
	assert_int_equal(n, 1);
	assert_true(running[0].targets_done > 0 && running[0].targets_done < running[0].targets);
	free(running);
	assert_int_equal(count(o, "SELECT count(DISTINCT term) FROM enrolment"), 4);
	assert_true(count(o, "SELECT count(DISTINCT state) FROM aid") >= 6);
	assert_int_equal(count(o, "SELECT count(*) FROM setting WHERE key IN ('me', 'village')"), 2);
}

/* Everything the schema has is there again, and works. */
static void is_an_office_like_any_other(void **state)
{
	static const char schema[] =
		"SELECT group_concat(name || sql, char(10)) FROM (SELECT name, sql FROM sqlite_schema"
		" WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name)";
	struct office *o = *state;
	struct err e = { 0 };
	char *before = db_text(o->db, schema, ""), *path = mem_dup(office_path(o));

	fill(o, SMALL);
	char *after = db_text(o->db, schema, "");
	assert_string_equal(before, after);
	mem_free(before);
	mem_free(after);
	assert_int_equal(count(o, "SELECT foreign_keys FROM pragma_foreign_keys"), 1);
	assert_int_equal(count(o, "SELECT * FROM pragma_temp_store"), 1);
	assert_int_equal(count(o, "SELECT * FROM pragma_synchronous"), 2);
	assert_int_equal(count(o, "SELECT * FROM pragma_cache_size"), -db_cache(o->db));
	assert_int_equal(count(o, "SELECT count(*) FROM household_last"), SMALL);
	assert_int_equal(count(o,
			       "SELECT count(*) FROM household_last l WHERE l.visited_on IS NOT (SELECT max(visited_on)"
			       " FROM visit v WHERE v.household_id = l.household_id AND v.deleted_on IS NULL)"),
			 0);
	/* The rows have no history; from now on there is one. */
	assert_int_equal(count(o, "SELECT count(*) FROM change WHERE tbl IN ('household', 'person', 'visit')"), 0);
	int64_t was = count(o, "SELECT count(*) FROM change");
	assert_int_equal(db_run(o->db, &e, "UPDATE household SET note = 'x' WHERE household_no = '990100000003'", ""),
			 0);
	assert_int_equal(count(o, "SELECT count(*) FROM change"), was + 1);
	/* Once only. */
	struct demo_words w = demo_words_read();
	const struct generate_ask ask = { .households = SMALL, .unit = "a", .village = "b", .cadre = "c" };
	int64_t persons;
	assert_int_equal(generate_fill(o, &w, &ask, &persons, &e), -1);
	assert_string_equal(e.word, "OFFICE_NOT_EMPTY");
	demo_words_free(&w);
	struct office *again = NULL;
	assert_int_equal(office_open(&again, path, OFFICE_READ_ONLY, &e), 0);
	office_close(&again);
	mem_free(path);
}

static void sizes_that_are_none(void **state)
{
	static const int64_t sizes[] = { 0, 1, -5, (int64_t)GENERATE_MOST + 1 };
	struct office *o = *state;
	struct demo_words w = demo_words_read();

	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		struct generate_ask ask = { .households = sizes[i], .unit = "a", .village = "b", .cadre = "c" };
		struct err e = { 0 };
		int64_t persons;
		assert_int_equal(generate_fill(o, &w, &ask, &persons, &e), -1);
		assert_string_equal(e.word, "GENERATE_SIZE");
	}
	assert_true(office_is_empty(o));
	demo_words_free(&w);
}

/* Left in the middle: no program takes it for an office. */
static void half_made(void **state)
{
	struct office *o = *state, *again = NULL;
	struct bulk *bulk = NULL;
	struct err e = { 0 };
	char *path = mem_dup(office_path(o));

	assert_false(generate_half_made(o));
	assert_int_equal(bulk_begin(o->db, &bulk, &e), 0);
	assert_int_equal(db_run(o->db, &e, "INSERT INTO place(id, name, level) VALUES (1, 'x', 'y')", ""), 0);
	assert_true(generate_half_made(o));
	bulk_drop(&bulk);
	db_close(&o->db);
	assert_int_equal(office_open(&again, path, OFFICE_EXISTING, &e), -1);
	assert_string_equal(e.word, "DB_HALF_MADE");
	assert_int_equal(office_open(&again, path, OFFICE_READ_ONLY, &e), -1);
	assert_string_equal(e.word, "DB_HALF_MADE");
	/* The fixture closes an office. */
	assert_int_equal(unlink(path), 0);
	assert_int_equal(db_open(&o->db, path, DB_CREATE, &e), 0);
	mem_free(path);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, fixture_open_empty, fixture_close)
	const struct CMUnitTest tests[] = {
		TEST(same_every_time),     TEST(in_proportion),     TEST(numbers_are_valid),
		TEST(few_faults),          TEST(what_is_asked_for), TEST(is_an_office_like_any_other),
		TEST(sizes_that_are_none), TEST(half_made),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
