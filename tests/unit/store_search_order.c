/* In which order what is found is given, and who stands for whom. */
#include "store/scratch.h"

#include "store/search.h"

static void best_first_and_own_before_others(void **state)
{
	struct scratch *s = *state;
	struct search_ask ask = { "建国", 9, 0, 10, false };
	struct search_found f;
	struct err e;
	static const int64_t order[] = { 4, 3, 2, 5, 1 };

	for (int i = 1; i <= 5; i++)
		scratch_household(s->db, i, NULL, NULL);
	OK(db_exec(s->db,
		   "INSERT INTO person(id, household_id, name) VALUES (11, 1, '李建国'), (12, 2, '王建国'), (13, 3, "
		   "'建国'), (14, 4, '建国'), (15, 5, '建国华'); INSERT INTO cadre(id, name) VALUES (9, '李'); "
		   "INSERT INTO pairing(id, household_id, cadre_id, started_on, ended_on) VALUES (1, 4, 9, "
		   "'2019-01-01', NULL), (2, 2, 9, '2019-01-01', '2020-11'), (3, 1, 9, '2019-01-01', '2019-12-31')",
		   &e),
	   &e);
	OK(search_find(s->db, &ask, &f, &e), &e);
	assert_int_equal(f.total, 5);
	for (size_t i = 0; i < f.n; i++) {
		assert_int_equal(f.hit[i].household, order[i]);
		assert_int_equal(f.hit[i].person, order[i] + 10);
	}
	search_release(&f);
	ask.most = 2;
	OK(search_find(s->db, &ask, &f, &e), &e);
	assert_int_equal(f.n, 2);
	assert_int_equal(f.total, 5);
	search_release(&f);
	ask.words = "  ^· ";
	OK(search_find(s->db, &ask, &f, &e), &e);
	assert_int_equal(f.n, 0);
	search_release(&f);
}

static void gives(struct db *db, const char *typed, const int64_t (*hits)[2], size_t n)
{
	struct search_ask ask = { typed, 9, 0, 10, false };
	struct search_found f;
	struct err e;

	OK(search_find(db, &ask, &f, &e), &e);
	if (f.n != n)
		fail_msg("'%s': %zu, not %zu", typed, f.n, n);
	for (size_t i = 0; i < n; i++) {
		if (f.hit[i].household != hits[i][0] || f.hit[i].person != hits[i][1])
			fail_msg("'%s' at %zu: %lld/%lld", typed, i, (long long)f.hit[i].household,
				 (long long)f.hit[i].person);
	}
	search_release(&f);
}

/* Households 1 to 3 are the cadre's. */
static void names_come_before_numbers_and_places(void **state)
{
	struct scratch *s = *state;
	struct err e;

	for (int i = 1; i <= 6; i++)
		scratch_household(s->db, i, NULL, NULL);
	OK(db_exec(s->db,
		   "INSERT INTO cadre(id, name) VALUES (9, '周'); INSERT INTO pairing(id, household_id, cadre_id, "
		   "started_on) SELECT id, id, 9, '2019-01-01' FROM household WHERE id <= 3; UPDATE household SET "
		   "natural_village = '李家湾' WHERE id IN (1, 4); UPDATE household SET household_no = '88' WHERE id = "
		   "3; INSERT INTO person(id, household_id, name) VALUES (11, 1, '王五'), (12, 2, '李明'), (13, 3, "
		   "'王丽'), (15, 5, '李强'), (16, 6, '88')",
		   &e),
	   &e);
#define GIVES(words, ...) \
	gives(s->db, words, (const int64_t[][2]){ __VA_ARGS__ }, \
	      sizeof((const int64_t[][2]){ __VA_ARGS__ }) / sizeof(int64_t[2]))
	GIVES("li", { 2, 12 }, { 3, 13 }, { 5, 15 }, { 1, 0 }, { 4, 0 });
	GIVES("李", { 2, 12 }, { 5, 15 }, { 1, 0 }, { 4, 0 });
	GIVES("李家湾", { 1, 0 }, { 4, 0 });
	GIVES("wang li", { 3, 13 }, { 1, 11 });
	GIVES("88", { 6, 16 }, { 3, 0 });
}

static void a_household_is_not_given_beside_people_who_say_the_same(void **state)
{
	struct scratch *s = *state;
	struct err e;

	for (int i = 1; i <= 3; i++)
		scratch_household(s->db, i, NULL, NULL);
	OK(db_exec(s->db,
		   "UPDATE household SET natural_village = '李家湾', head_name = '李 大山', phone = '138-0000-1234' "
		   "WHERE "
		   "id = 1; UPDATE household SET head_name = '李大河', phone = '13800001234', household_no = "
		   "'13800009' "
		   "WHERE id = 2; INSERT INTO person(id, household_id, name, phone) VALUES (11, 1, '李大山', "
		   "'13800001234'), (12, 1, '李小山', NULL), (21, 2, '李小河', '13800005678')",
		   &e),
	   &e);
	/* By its place, by its head written otherwise. */
	GIVES("李大山", { 1, 11 });
	GIVES("lijia", { 1, 0 });
	GIVES("li lijiawan", { 1, 11 }, { 1, 12 });
	/* Whose head is none of its people. */
	GIVES("lida", { 1, 11 }, { 2, 0 });
	GIVES("李", { 1, 11 }, { 1, 12 }, { 2, 0 }, { 2, 21 });
	/* By a phone that one of them has, or nobody; by its number, which nobody has. */
	GIVES("13800001234", { 1, 11 }, { 2, 0 });
	GIVES("13800", { 1, 11 }, { 2, 0 }, { 2, 21 });
#undef GIVES
}

/* 3,000 people: more than are counted. Own and village people are all there, and first. */
static void of_too_many_the_near_are_all_found(void **state)
{
	static const char *const typed[] = { "王", "w", "wang", "99", "明", "ming", "1971", "王 w", "组 王", "组" };
	struct scratch *s = *state;
	struct search_found f;
	struct err e;
	int64_t *ids;
	size_t n;
	bool more;

	OK(db_exec(s->db,
		   "INSERT INTO cadre(id, name) VALUES (9, '李'); INSERT INTO place(id, name, level) VALUES (1, "
		   "'东村', "
		   "'v'), (2, '西村', 'v'); INSERT INTO place(id, parent_id, name, level) VALUES (3, 2, '一组', 'g'); "
		   "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 1500) INSERT INTO "
		   "household(id, place_id, village_group) SELECT i, iif(i > 1490, 3, iif(i > 1480, 2, 1)), '六组' "
		   "FROM c; "
		   "INSERT INTO person(id, household_id, name, id_no, birth) SELECT id, id, '王明', '99010119710203' "
		   "|| "
		   "id, '1971-02-03' FROM household; INSERT INTO person(id, household_id, name, id_no) SELECT id + "
		   "5000, "
		   "id, '王明明', '99010119710203' || id FROM household; INSERT INTO pairing(id, household_id, "
		   "cadre_id, started_on) VALUES (1, 1400, 9, '2019-01-01'); UPDATE person SET deleted_on = "
		   "'2020-01-01' WHERE id BETWEEN 5001 AND 5300",
		   &e),
	   &e);
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
		struct search_ask ask = { typed[i], 9, 2, 60, false };
		int whole = 0, own = 0, village = 0;
		OK(search_find(s->db, &ask, &f, &e), &e);
		assert_true(f.more);
		assert_true(f.total == SEARCH_COUNTED || (strchr(typed[i], ' ') && f.total >= 60));
		assert_int_equal(f.n, 60);
		for (size_t k = 0; k < f.n; k++) {
			own += f.hit[k].household == 1400;
			village += f.hit[k].household > 1480;
			whole += k < 20 && f.hit[k].household > 1480;
		}
		bool groups = strcmp(typed[i], "组") == 0;
		assert_true(own >= 1 && village >= (groups ? 20 : 19) && whole >= 1);
		search_release(&f);
	}
	OK(search_households(s->db, "王明明", 2, 100, &ids, &n, &more, &e), &e);
	assert_int_equal(n, 20);
	assert_int_equal(ids[0], 1481);
	mem_free(ids);
	OK(search_persons(s->db, "wangming", 0, 3000, &ids, &n, &more, &e), &e);
	assert_int_equal(n, 2700);
	assert_false(more);
	mem_free(ids);
	OK(search_households(s->db, "wm", 0, 100, &ids, &n, &more, &e), &e);
	assert_int_equal(n, 100);
	assert_true(more);
	mem_free(ids);
}

/* A town of 4,200 households, as many as are looked at and more, behind 600 elsewhere; two of the last are the cadre's.
 */
static void of_a_town_the_own_are_looked_at_first(void **state)
{
	struct scratch *s = *state;
	struct search_ask ask = { "王", 9, 2, 100, false };
	struct search_found f;
	struct err e;

	OK(db_exec(s->db,
		   "INSERT INTO cadre(id, name) VALUES (9, '李'); INSERT INTO place(id, name, level) VALUES (1, "
		   "'东村', "
		   "'v'), (2, '西镇', 't'); WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < "
		   "4800) INSERT INTO household(id, place_id) SELECT i, iif(i <= 600, 1, 2) FROM c; INSERT INTO "
		   "person(id, household_id, name) SELECT id, id, iif(id = 4700, '王独', '王明') FROM household; "
		   "INSERT "
		   "INTO pairing(id, household_id, cadre_id, started_on) VALUES (1, 4800, 9, '2019-01-01'), (2, 300, "
		   "9, "
		   "'2019-01-01')",
		   &e),
	   &e);
	OK(search_find(s->db, &ask, &f, &e), &e);
	assert_int_equal(f.n, 100);
	assert_true(f.more);
	/* By their places. */
	assert_int_equal(f.hit[0].household, 300);
	assert_int_equal(f.hit[1].household, 4800);
	for (size_t i = 2; i < f.n; i++)
		assert_true(f.hit[i].household > 600);
	search_release(&f);
	ask.words = "wangdu";
	OK(search_find(s->db, &ask, &f, &e), &e);
	assert_int_equal(f.n, 1);
	assert_int_equal(f.hit[0].household, 4700);
	search_release(&f);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, scratch_open, scratch_close)
		T(best_first_and_own_before_others),
		T(names_come_before_numbers_and_places),
		T(a_household_is_not_given_beside_people_who_say_the_same),
		T(of_too_many_the_near_are_all_found),
		T(of_a_town_the_own_are_looked_at_first),
	};

	return cmocka_run_group_tests_name("store/search_order", tests, NULL, NULL);
}
