/* Walking a list by pages of any size, forwards and backwards, over any sort, gives exactly what one plain ORDER BY
 * gives; rows with equal and without sort values included. */
#include "office_fixture.h"

#include "model/listing.h"
#include "store/db.h"

#define ROWS 120

static uint32_t seed;

static uint32_t roll(uint32_t below)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 16) % below;
}

/* Households whose group, size and months are often equal and often not known. */
static void fill(struct office *o)
{
	static const char *const groups[] = { "一组", "二组", "三组", NULL, NULL };
	struct err e = { 0 };

	seed = 7;
	assert_int_equal(office_begin(o, "test", &e), 0);
	for (int i = 0; i < ROWS; i++) {
		char name[32], size[8];

		snprintf(name, sizeof(name), "户主%02u", roll(40));
		snprintf(size, sizeof(size), "#%u", roll(5));
		fixture_add(o, "household", "head_name", roll(6) ? name : NULL, "village_group", groups[roll(5)],
			    "person_count", roll(3) ? size : NULL, "place_id", fixture_ref(o->village), NULL);
	}
	assert_int_equal(office_commit(o, &e), 0);
}

static struct listing households(const char *sort, bool descending)
{
	return (struct listing){ .from = "household h",
				 .key = "h.id",
				 .column = { "h.head_name", "h.person_count" },
				 .n_columns = 2,
				 .where = "h.deleted_on IS NULL",
				 .match = "pinyin_match(h.head_name, :words)",
				 .filter = "h.village_group = :filter",
				 .sort = sort,
				 .descending = descending };
}

static size_t plain_order(struct office *o, const char *sort, bool descending, int64_t ids[ROWS])
{
	const char *way = descending ? "DESC" : "ASC";
	char sql[256];
	size_t n = 0;

	snprintf(sql, sizeof(sql), "SELECT id FROM household h WHERE deleted_on IS NULL ORDER BY %s %s, id %s", sort,
		 way, way);
	struct stmt *s = db_query(o->db, sql, NULL);
	assert_non_null(s);
	while (stmt_step(s, NULL) > 0)
		ids[n++] = stmt_int(s, 0);
	stmt_done(s);
	return n;
}

static void walk(struct office *o, const struct listing *l, const int64_t *want, size_t n_want, bool backwards)
{
	struct listing_row at, *rows;
	size_t seen = 0, n;
	bool begun = false;
	struct err e = { 0 };

	memset(&at, 0, sizeof(at));
	do {
		assert_int_equal(listing_page(o, l, begun ? &at : NULL, backwards, 1 + roll(9), &rows, &n, &e), 0);
		assert_true(seen + n <= n_want);
		for (size_t i = 0; i < n; i++) {
			size_t place = backwards ? n_want - seen - n + i : seen + i;

			assert_int_equal(rows[i].id, want[place]);
		}
		seen += n;
		if (n) {
			const struct listing_row *edge = &rows[backwards ? 0 : n - 1];

			value_release(&at.sort);
			at.id = edge->id;
			at.sort = value_copy(&edge->sort);
			begun = true;
		}
		listing_free(&rows, n);
	} while (n);
	assert_int_equal(seen, n_want);
	value_release(&at.sort);
}

static const char *const sorts[] = { "h.head_name",
				     "h.village_group",
				     "h.person_count",
				     "coalesce(h.village_group, '')",
				     "h.village_group || h.head_name",
				     "h.id",
				     "-h.person_count * 1.5" };
#define SORTS (sizeof(sorts) / sizeof(sorts[0]))

static void pages_make_the_whole_list(void **state)
{
	struct office *o = *state;
	int64_t want[ROWS];

	fill(o);
	for (size_t i = 0; i < SORTS * 4; i++) {
		const char *sort = sorts[i / 4];
		struct listing l = households(sort, i & 1);
		size_t n = plain_order(o, sort, i & 1, want);

		assert_int_equal(n, ROWS);
		walk(o, &l, want, n, i & 2);
	}
}

static void a_list_without_sort_goes_by_key(void **state)
{
	struct office *o = *state;
	int64_t want[ROWS];

	fill(o);
	for (int i = 0; i < 4; i++) {
		struct listing l = households(NULL, i & 1);

		walk(o, &l, want, plain_order(o, "id", i & 1, want), i & 2);
	}
}

static void rank_is_the_number_of_rows_before(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };

	fill(o);
	for (size_t i = 0; i < SORTS * 2; i++) {
		struct listing l = households(sorts[i / 2], i & 1);
		struct listing_row *rows;
		size_t n;

		assert_int_equal(listing_page(o, &l, NULL, false, ROWS, &rows, &n, &e), 0);
		for (size_t k = 0; k < n; k += 1 + roll(5)) {
			int64_t rank = -1;

			assert_int_equal(listing_rank(o, &l, &rows[k], &rank, &e), 0);
			assert_int_equal(rank, k);
		}
		listing_free(&rows, n);
	}
}

static void words_and_filter_narrow(void **state)
{
	struct office *o = *state;
	struct listing l = households("h.head_name", false);
	struct listing_row *rows, row;
	struct err e = { 0 };
	int64_t count, zhang;
	size_t n;

	fill(o);
	zhang = fixture_add(o, "household", "head_name", "张建国", "village_group", "一组", NULL);
	l.words = "  ZJG ";
	assert_int_equal(listing_page(o, &l, NULL, false, 10, &rows, &n, &e), 0);
	assert_int_equal(n, 1);
	assert_int_equal(rows[0].id, zhang);
	assert_string_equal(rows[0].cell[0].text, "张建国");
	assert_int_equal(rows[0].cell[1].kind, VALUE_NULL);
	listing_free(&rows, n);
	l.filter_value = "二组";
	assert_int_equal(listing_count(o, &l, &count, &e), 0);
	assert_int_equal(count, 0);
	assert_int_equal(listing_row(o, &l, zhang, &row, &e), 0);
	l.filter_value = "一组";
	assert_int_equal(listing_row(o, &l, zhang, &row, &e), 1);
	assert_int_equal(row.id, zhang);
	listing_row_release(&row);
	l.words = " ";
	l.filter_value = "";
	assert_int_equal(listing_count(o, &l, &count, &e), 0);
	assert_int_equal(count, ROWS + 1);
}

static void parameters_say_where_one_stands(void **state)
{
	struct office *o = *state;
	struct listing l = { .from = "place p",
			     .key = "p.id",
			     .column = { ":me", ":village", ":today", ":year", ":month", ":parent" },
			     .n_columns = 6,
			     .parent = 42 };
	struct listing_row row;
	struct err e = { 0 };

	assert_int_equal(office_set_scope(o, SCOPE_MINE, &e), 0);
	assert_int_equal(listing_row(o, &l, o->village, &row, &e), 1);
	assert_int_equal(row.cell[0].i, o->me);
	assert_int_equal(row.cell[1].i, o->village);
	assert_string_equal(row.cell[2].text, FIXTURE_TODAY);
	assert_string_equal(row.cell[3].text, "2020");
	assert_string_equal(row.cell[4].text, "2020-11");
	assert_int_equal(row.cell[5].i, 42);
	listing_row_release(&row);
}

static void the_guard_stands_before_it(void **state)
{
	struct office *o = *state;
	struct listing l = { .from = "setting s", .key = "1", .column = { "s.value" }, .n_columns = 1 };
	struct listing_row *rows;
	struct err e = { 0 };
	int64_t count;
	size_t n;

	assert_int_equal(listing_page(o, &l, NULL, false, 10, &rows, &n, &e), -1);
	assert_string_equal(e.word, "GUARD_TABLE");
	assert_null(rows);
	assert_int_equal(n, 0);
	l.from = "household h WHERE";
	assert_int_equal(listing_count(o, &l, &count, &e), -1);
	assert_string_equal(e.word, "GUARD_SYNTAX");
}

/* A page far into the list must be a range of the index, not a sort of everything. */
static void a_page_is_a_range_of_the_index(void **state)
{
	struct office *o = *state;
	struct stmt *s =
		db_query(o->db,
			 "EXPLAIN QUERY PLAN SELECT h.id, h.head_name FROM household_now h WHERE (h.head_name, h.id) >"
			 " ('x', 3) ORDER BY h.head_name ASC, h.id ASC LIMIT 40",
			 NULL);

	assert_non_null(s);
	while (stmt_step(s, NULL) > 0) {
		assert_null(strstr(stmt_text(s, 3), "TEMP B-TREE"));
		if (strstr(stmt_text(s, 3), " h"))
			assert_non_null(strstr(stmt_text(s, 3), "SEARCH"));
	}
	stmt_done(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, fixture_open, fixture_close)
		TEST(pages_make_the_whole_list),         TEST(a_list_without_sort_goes_by_key),
		TEST(rank_is_the_number_of_rows_before), TEST(words_and_filter_narrow),
		TEST(parameters_say_where_one_stands),   TEST(the_guard_stands_before_it),
		TEST(a_page_is_a_range_of_the_index),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
