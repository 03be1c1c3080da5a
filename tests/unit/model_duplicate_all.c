/* The search over parts of the registry finds what comparing everybody with everybody finds, and counts what it does
 * not hand out. */
#include "office_fixture.h"

#include "base/idno.h"
#include "base/mem.h"
#include "model/duplicate.h"
#include "model/duplicate_score.h"
#include "store/db.h"

#include <stdlib.h>

#define PEOPLE 1500

static uint64_t dice;

static unsigned roll(unsigned most)
{
	dice = dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)(dice >> 33) % most;
}

/* So few names, days and numbers that all kinds of pairs come up, some names of many and most of few. */
static void populate(struct office *o, unsigned names, unsigned numbers)
{
	static const char *const first[] = { "张", "章", "王", "汪", "李", "" };
	static const char *const second[] = { "伟", "玮", "明", "鸣", "军", "君", "芳", "" };
	int64_t house = 0;

	for (int64_t i = 9000; i < 9005; i++)
		assert_int_equal(
			db_run(o->db, NULL, "INSERT INTO place(id, name, level) VALUES (?1, '村', '村')", "i", i), 0);
	for (int64_t i = 0; i < PEOPLE; i++) {
		char name[32], birth[11], id[24];
		/* One roll after the other: arguments of a call have no order. */
		const char *family = first[roll(6)], *given = second[roll(8)];
		char more = roll(names) ? 'a' + (char)roll(names) : ' ';
		unsigned year = 60 + roll(3), month = 1 + roll(2), day = 1 + roll(3), number = roll(numbers);

		if (i % 3 == 0) {
			int64_t place = roll(6) ? (int64_t)(9000 + roll(5)) : 0;

			house = 10000 + i;
			assert_int_equal(db_run(o->db, NULL,
						"INSERT INTO household(id, place_id) VALUES (?1, nullif(?2, 0))", "ii",
						house, place),
					 0);
		}
		snprintf(name, sizeof(name), "%s%s%c", family, given, more);
		snprintf(birth, sizeof(birth), "19%02u-%02u-%02u", year, month, day);
		snprintf(id, sizeof(id), "990101%.4s%.2s%.2s%03u", birth, birth + 5, birth + 8, number);
		id[17] = roll(4) ? idno_check_digit(id) : (char)('0' + roll(10));
		id[18] = '\0';
		if (roll(10) == 0)
			memmove(id + 6, id + 8, 10), id[15] = '\0';
		birth[roll(3) == 0 ? 4 : roll(3) == 0 ? 7 : 10] = '\0';
		const char *number_told = roll(3) ? id : NULL, *birth_told = roll(3) ? birth : NULL;

		assert_int_equal(db_run(o->db, NULL,
					"INSERT INTO person(id, household_id, name, id_no, birth, left_on)"
					" VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
					"iissss", 20000 + i, house, name, number_told, birth_told,
					roll(9) ? NULL : "2019-05"),
				 0);
	}
}

struct everybody {
	struct someone *item;
	size_t n;
};

static struct everybody read_all(struct office *o)
{
	struct everybody all = { mem_alloc(PEOPLE * sizeof(*all.item)), 0 };
	struct err e = { 0 };
	struct stmt *s =
		db_query(o->db,
			 "SELECT p.id, h.id, coalesce(h.place_id, 0), p.name, p.id_no, p.birth, p.left_on IS NOT NULL"
			 " FROM person p JOIN household h ON h.id = p.household_id ORDER BY p.id",
			 &e);

	assert_non_null(s);
	while (stmt_step(s, &e) > 0) {
		struct someone *one = &all.item[all.n++];

		one->id = stmt_int(s, 0);
		one->household = stmt_int(s, 1);
		one->place = stmt_int(s, 2);
		one->left = stmt_int(s, 6) != 0;
		someone_set(one, stmt_text(s, 3), stmt_text(s, 4), stmt_text(s, 5), 0);
	}
	stmt_done(s);
	return all;
}

static int by_score(const void *pa, const void *pb)
{
	const struct duplicate *a = pa, *b = pb;

	if (a->score != b->score)
		return b->score - a->score;
	if (a->one != b->one)
		return a->one < b->one ? -1 : 1;
	return (a->other > b->other) - (a->other < b->other);
}

/* The plain search: everybody with everybody. */
static struct duplicate *compare_all(const struct everybody *all, size_t *n)
{
	struct duplicate *list = NULL;
	size_t cap = 0;

	*n = 0;
	for (size_t i = 0; i < all->n; i++)
		for (size_t j = i + 1; j < all->n; j++) {
			const char *reason = "";
			int score = duplicate_score(&all->item[i], &all->item[j], &reason);

			if (score == 0)
				continue;
			if (*n == cap) {
				cap = cap * 2 + 64;
				list = mem_grow(list, cap, sizeof(*list));
			}
			memset(&list[*n], 0, sizeof(list[*n]));
			list[*n].score = score;
			list[*n].one = all->item[i].id;
			list[*n].other = all->item[j].id;
			snprintf(list[(*n)++].reason, sizeof(list->reason), "%s", reason);
		}
	qsort(list, *n, sizeof(*list), by_score);
	return list;
}

static size_t check(struct office *o)
{
	struct everybody all = read_all(o);
	struct duplicate *found, *truth;
	size_t n, n_truth, n_all;
	struct err e = { 0 };

	truth = compare_all(&all, &n_truth);
	assert_int_equal(duplicate_find_with(o, NULL, NULL, &found, &n, &n_all, &e), 0);
	assert_int_equal(n_all, n_truth);
	assert_int_equal(n, n_truth < DUPLICATES_MOST ? n_truth : DUPLICATES_MOST);
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(found[i].score, truth[i].score);
		assert_int_equal(found[i].one, truth[i].one);
		assert_int_equal(found[i].other, truth[i].other);
		assert_string_equal(found[i].reason, truth[i].reason);
	}
	for (size_t i = 0; i < all.n; i++)
		someone_release(&all.item[i]);
	mem_free(all.item);
	mem_free(truth);
	free(found);
	return n_all;
}

static void it_is_what_comparing_all_finds(void **state)
{
	struct office *o = *state;

	dice = 11;
	populate(o, 6, 25);
	assert_true(check(o) > 500);
}

/* Names of many: found by their keys; and more pairs than are handed out. */
static void the_surest_are_kept_and_all_are_counted(void **state)
{
	struct office *o = *state;

	dice = 12;
	populate(o, 1, 4);
	assert_true(check(o) > DUPLICATES_MOST);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(it_is_what_comparing_all_finds, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(the_surest_are_kept_and_all_are_counted, fixture_open, fixture_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
