/* Every sort of a list that may have millions of rows walks an index, in a file that holds a whole district: its first
 * page, its last and any page beyond a row are never a sort of all rows. */
#include "office_fixture.h"

#include "../../src/model/listing_sql.h"
#include "screen/list_def.h"
#include "screen/screens.h"
#include "store/db.h"

static const char *const long_lists[] = { "households", "persons",       "students", "visits", "visits_month",
					  "enrolments", "aid",           "findings", "years",  "pairings",
					  "measures",   "notifications", "supports" };

static void check_plan(struct office *o, const struct list_def *d, const struct listing *l, const struct part *p)
{
	struct buf sql = BUF_INIT;
	struct err e = { 0 };
	struct stmt *s;

	buf_adds(&sql, "EXPLAIN QUERY PLAN ");
	listing_select(&sql, o, l, p);
	s = db_query(o->db, sql.s, &e);
	if (!s)
		fail_msg("%s: %s", d->name, e.arg[0]);
	while (stmt_step(s, NULL) > 0) {
		if (strstr(stmt_text(s, 3), "FOR ORDER BY") || strstr(stmt_text(s, 3), "OF ORDER BY"))
			fail_msg("%s by %s, zone %d: %s\n%s", d->name, l->sort, (int)p->zone, stmt_text(s, 3), sql.s);
	}
	stmt_done(s);
	buf_release(&sql);
}

/* Rows that have no sort value (no cadre, no place) are few: they may be sorted, but have to be found by an index. */
static void check_sort(struct office *o, const struct list_def *d, int sort)
{
	struct listing l = list_listing(d, sort, -1);
	struct listing_row at = { .id = 1 };

	at.sort = value_int(1);
	for (int i = 0; i < 4; i++) {
		struct part part[2];
		size_t n = listing_parts(&l, i & 2 ? &at : NULL, i & 1, part);

		for (size_t k = 0; k < n; k++)
			if (part[k].zone != ZONE_NONE)
				check_plan(o, d, &l, &part[k]);
	}
}

static void long_lists_are_never_sorted_whole(void **state)
{
	struct office *o = *state;
	struct screens *s = NULL;
	struct err e = { 0 };

	assert_int_equal(screens_open(&s, "screens", LANG_ZH, &e), 0);
	o->village = 0;
	o->scope = SCOPE_VILLAGE;
	for (size_t i = 0; i < sizeof(long_lists) / sizeof(long_lists[0]); i++) {
		const struct list_def *d = screens_list(s, long_lists[i]);

		assert_non_null(d);
		assert_true(d->n_sorts > 0);
		for (size_t k = 0; k < d->n_sorts; k++)
			check_sort(o, d, (int)k);
	}
	screens_close(&s);
}

/* Nor is a village, where its households go by number: as many are read as are seen. */
static void a_village_is_not_sorted_by_number(void **state)
{
	struct office *o = *state;
	struct screens *s = NULL;
	struct err e = { 0 };

	assert_int_equal(screens_open(&s, "screens", LANG_ZH, &e), 0);
	assert_true(o->village > 0);
	o->scope = SCOPE_VILLAGE;
	const struct list_def *d = screens_list(s, "households");
	for (int i = 0; i < 4; i++) {
		const struct listing_row at = { .id = 1, .sort = i & 1 ? value_int(1) : value_null() };
		struct listing l = list_listing(d, 0, -1);
		struct part part[2];

		assert_true(l.by_place);
		l.few = true; /* a village's list is short */
		for (size_t k = listing_parts(&l, i & 2 ? &at : NULL, i & 1, part); k > 0; k--)
			check_plan(o, d, &l, &part[k - 1]);
	}
	screens_close(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(long_lists_are_never_sorted_whole, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(a_village_is_not_sorted_by_number, fixture_open, fixture_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
