/* What comes behind the first frame moves nothing that is seen: the household's page grows below what stood there, and
 * a handbook goes to its first gap only where nobody has moved in it. */
#include "office_fixture.h"

#include "../../src/tui/handbook_internal.h"
#include "../../src/tui/household_internal.h"
#include "base/mem.h"
#include "store/db.h"
#include "tui/app.h"
#include "tui/views.h"

static struct screens *screens;
static struct keymap *keys;

static int64_t household(struct office *o)
{
	int64_t id = fixture_add(o, "household", "head_name", "张建国", "village_group", "三组", "place_id",
				 fixture_ref(o->village), NULL);

	fixture_add(o, "person", "household_id", fixture_ref(id), "name", "张建国", NULL);
	fixture_add(o, "person", "household_id", fixture_ref(id), "name", "张小明", NULL);
	for (int i = 0; i < 3; i++)
		fixture_add(o, "finding", "household_id", fixture_ref(id), "content", "手册空白", "state", "open",
			    "found_on", FIXTURE_TODAY, NULL);
	return id;
}

static void load(struct view *v, struct app *a)
{
	struct rect room = { .y = 2, .h = 19, .w = 80 };
	struct err e;

	v->ops->layout(v, a, &room);
	v->loaded = true;
	assert_int_equal(v->ops->load(v, a, &e), 0);
	v->ops->layout(v, a, &room);
}

static void rest(struct view *v, struct app *a)
{
	struct err e;

	while (v->ops->wants_work(v))
		assert_int_equal(v->ops->work(v, a, &e), 0);
	if (!v->loaded)
		load(v, a);
}

static void done(struct view *v)
{
	v->ops->close(v);
	mem_free(v);
}

static void same_line(const struct page_line *a, const struct page_line *b)
{
	assert_int_equal(a->kind, b->kind);
	assert_int_equal(a->n, b->n);
	for (size_t i = 0; i < a->n; i++)
		assert_string_equal(a->cell[i].text, b->cell[i].text);
}

static void a_household_grows_below(void **state)
{
	struct app a = { .office = *state, .screens = screens, .keys = keys };
	struct view *v = household_view(&a, household(a.office));
	const struct house *h = v->state;
	struct page first;

	load(v, &a);
	assert_true(h->later);
	first = h->page;
	((struct house *)v->state)->page = (struct page){ 0 }; /* kept here; work makes its own */
	rest(v, &a);
	assert_false(h->later);
	assert_true(h->n >= 3);
	assert_true(first.n > 1 && h->page.n > first.n + h->n);
	for (size_t i = 0; i + 1 < first.n; i++)
		same_line(&first.line[i], &h->page.line[i]);
	assert_int_equal(first.line[first.n - 1].kind, PAGE_HEADING);
	assert_int_equal(h->page.line[first.n - 1].kind, PAGE_HEADING); /* now with their number */
	page_release(&first);
	done(v);
}

static struct view *first_chapter(struct app *a, int64_t id)
{
	struct view *v = handbook_view(a, id);
	struct book *b = v->state;

	load(v, a);
	assert_true(b->later);
	assert_int_equal(b->at, 0);
	return v;
}

static bool fill_gaps(struct app *a, int64_t id)
{
	struct view *v = first_chapter(a, id);
	const struct book *b = v->state;
	struct err e = { 0 };
	bool any = b->n_gaps > 0;

	for (size_t i = 0; i < b->n_gaps; i++) {
		char sql[200];

		assert_int_equal(b->gap[i].row, id);
		snprintf(sql, sizeof(sql), "UPDATE household SET %s = '1' WHERE id = %lld", b->gap[i].column,
			 (long long)id);
		if (db_exec(a->office->db, sql, &e) < 0)
			fail_msg("%s: %s", sql, e.arg[0]);
	}
	done(v);
	return any;
}

/* Its first gap is in a later chapter. What is filled may ask for more. */
static int64_t without_gap_in_front(struct app *a)
{
	int64_t id = household(a->office);
	int rounds = 0;

	while (fill_gaps(a, id))
		assert_true(rounds++ < 5);
	return id;
}

static void a_handbook_opens_on_its_first_gap(void **state)
{
	struct app a = { .office = *state, .screens = screens, .keys = keys };
	struct view *v = first_chapter(&a, without_gap_in_front(&a));
	const struct book *b = v->state;

	assert_int_equal(b->n_gaps, 0);
	rest(v, &a);
	assert_true(b->at > 0);
	assert_true(b->gaps[b->at] > 0);
	done(v);
}

static void who_moves_stays(void **state)
{
	struct app a = { .office = *state, .screens = screens, .keys = keys };
	int64_t id = without_gap_in_front(&a);
	struct view *v = first_chapter(&a, id);
	const struct book *b = v->state;
	size_t row;

	v->ops->request(v, &a, REQ_RIGHT);
	rest(v, &a);
	assert_int_equal(b->at, 1);
	done(v);
	v = first_chapter(&a, id);
	b = v->state;
	row = b->page.at;
	v->ops->request(v, &a, REQ_DOWN);
	rest(v, &a);
	assert_int_equal(b->at, 0);
	assert_int_equal(b->page.at, row + 1);
	assert_true(b->n_gaps > 0);
	done(v);
}

static int open_screens(void **state)
{
	struct err e;

	(void)state;
	return screens_open(&screens, "screens", LANG_ZH, &e) < 0 || keymap_open(&keys, screens, &e) < 0 ? -1 : 0;
}

static int close_screens(void **state)
{
	(void)state;
	keymap_close(&keys);
	screens_close(&screens);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_household_grows_below, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(a_handbook_opens_on_its_first_gap, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(who_moves_stays, fixture_open, fixture_close),
	};

	return cmocka_run_group_tests_name("tui/late", tests, open_screens, close_screens);
}
