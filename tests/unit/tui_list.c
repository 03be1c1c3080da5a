/* The list's window over the model: whatever is pressed, the selected row is the one a plain array would select, the
 * count in the title is right, and never more rows are held than the screen shows. */
#include "office_fixture.h"

#include "../../src/tui/list_internal.h"
#include "base/mem.h"
#include "model/pairing.h"
#include "tui/views.h"

#define ROWS 57

static struct screens *screens;
static int64_t ids[ROWS];
static uint32_t seed = 7;

static uint32_t any(uint32_t below)
{
	seed = seed * 1103515245u + 12345u;
	return (seed >> 16) % below;
}

static void add_households(struct office *o)
{
	for (int i = 0; i < ROWS; i++) {
		struct record r;
		struct err e;
		char no[24];

		record_init(&r, "household");
		snprintf(no, sizeof(no), "%08d", i);
		record_set(&r, "place_id", value_int(o->village));
		record_set(&r, "household_no", value_text(no));
		record_set(&r, "head_name", value_text(i % 3 == 0 ? "张建国" : "王秀英"));
		assert_int_equal(record_save(o, &r, RECORD_CHECKED, NULL, &e), 0);
		ids[i] = r.id;
		record_release(&r);
	}
}

static void settle(struct view *v, struct app *a, int height)
{
	struct rect room = { .y = 2, .x = 0, .h = height, .w = 80 };
	struct err e;

	v->ops->layout(v, a, &room);
	for (int i = 0; i < 2 && !v->loaded; i++) {
		v->loaded = true;
		assert_int_equal(v->ops->load(v, a, &e), 0);
		v->ops->layout(v, a, &room);
	}
	assert_true(v->loaded);
}

static void check(const struct view *v, size_t at, size_t count)
{
	const struct list *l = v->state;

	/* Read again, it is counted when no key waits: until then nobody knows, and nothing false is told. */
	if (l->count >= 0) {
		assert_int_equal(l->count, count);
		assert_int_equal(list_place(l), at + 1);
	} else {
		assert_true(list_wants_work(l));
		assert_true(list_place(l) == 0 || list_place(l) == (int64_t)at + 1);
	}
	assert_int_equal(list_row(l)->id, ids[at]);
	assert_int_equal(l->n, l->height < count ? l->height : count);
}

static size_t clamp(int64_t at)
{
	return at < 0 ? 0 : at >= ROWS ? ROWS - 1 : (size_t)at;
}

/* What comes while no key waits, all of it. */
static void rest(struct view *v, struct app *a)
{
	struct err e;

	while (v->ops->wants_work(v))
		assert_int_equal(v->ops->work(v, a, &e), 0);
}

static void the_window_follows_a_plain_array(void **state)
{
	static const enum request keys[] = { REQ_UP,   REQ_DOWN, REQ_PAGE_UP, REQ_PAGE_DOWN,
					     REQ_DOWN, REQ_UP,   REQ_FIRST,   REQ_LAST };
	struct app a = { .office = *state, .screens = screens };
	struct view *v = list_view(&a, "households", 0);
	size_t at = 0;
	int height = 12;

	add_households(a.office);
	settle(v, &a, height);
	check(v, 0, ROWS);
	for (int i = 0; i < 600; i++) {
		enum request r = keys[any(8)];
		int64_t page, by;

		if (any(9) == 0)
			height = 5 + (int)any(70);
		else if (any(9) == 0)
			a.facts++, v->loaded = false;
		settle(v, &a, height);
		if (any(3) > 0)
			rest(v, &a);
		check(v, at, ROWS);
		page = height - 1;
		by = r == REQ_UP ? -1 : r == REQ_DOWN ? 1 : r == REQ_PAGE_UP ? -page : page;
		v->ops->request(v, &a, r);
		at = r == REQ_FIRST ? 0 : r == REQ_LAST ? ROWS - 1 : clamp((int64_t)at + by);
		settle(v, &a, height);
		check(v, at, ROWS);
	}
	v->ops->close(v);
	mem_free(v);
}

static void a_binned_row_gives_its_place_to_the_next(void **state)
{
	struct app a = { .office = *state, .screens = screens };
	struct view *v = list_view(&a, "households", 0);
	const struct list *l = v->state;
	struct err e;

	add_households(a.office);
	settle(v, &a, 12);
	for (int i = 0; i < 30; i++)
		v->ops->request(v, &a, REQ_DOWN);
	settle(v, &a, 12);
	check(v, 30, ROWS);
	assert_int_equal(record_bin(a.office, "household", ids[30], &e), 0);
	a.facts++;
	v->loaded = false;
	settle(v, &a, 12);
	assert_int_equal(list_row(l)->id, ids[31]);
	rest(v, &a);
	assert_int_equal(list_place(l), 31);
	assert_int_equal(l->count, ROWS - 1);
	v->ops->close(v);
	mem_free(v);
}

static void look_again(struct view *v, struct app *a)
{
	a->facts++;
	v->loaded = false;
	settle(v, a, 12);
}

/* The household one looks after lies behind all of the village that is set: neither hides the other, and what was few
 * of the one is not few of the other. */
static void another_scope_shows_what_it_has(void **state)
{
	struct app a = { .office = *state, .screens = screens };
	struct view *v = list_view(&a, "households", 0);
	const struct list *l = v->state;
	struct office_village mine[4];
	struct err e;

	add_households(a.office);
	assert_int_equal(office_villages(a.office, mine, 4), 0);
	int64_t place = fixture_add(a.office, "place", "name", "乙村", "level", "村", NULL);
	int64_t far =
		fixture_add(a.office, "household", "place_id", fixture_ref(place), "household_no", "99999999", NULL);
	assert_int_equal(pairing_change(a.office, far, a.office->me, "2020-01-01", &e), 0);
	assert_int_equal(office_villages(a.office, mine, 4), 2);
	assert_int_equal(office_set_scope(a.office, SCOPE_MINE, &e), 0);
	look_again(v, &a);
	assert_int_equal(l->n, 1);
	assert_int_equal(list_row(l)->id, far);
	assert_int_equal(office_set_scope(a.office, SCOPE_VILLAGE, &e), 0);
	look_again(v, &a);
	rest(v, &a);
	check(v, ROWS - 1, ROWS);
	assert_int_equal(office_set_village(a.office, 0, &e), 0);
	look_again(v, &a);
	rest(v, &a);
	assert_int_equal(l->count, ROWS + 1);
	v->ops->close(v);
	mem_free(v);
}

/* The first page and the last are read before they are asked for: what left the list since is not in them. */
static void home_and_end_show_what_is_there_now(void **state)
{
	struct app a = { .office = *state, .screens = screens };
	struct view *v = list_view(&a, "households", 0);
	const struct list *l = v->state;
	struct err e;

	add_households(a.office);
	settle(v, &a, 12);
	rest(v, &a);
	assert_int_equal(l->edges[1].height, l->height);
	assert_int_equal(record_bin(a.office, "household", ids[ROWS - 1], &e), 0);
	a.facts++;
	v->loaded = false;
	settle(v, &a, 12);
	v->ops->request(v, &a, REQ_LAST);
	settle(v, &a, 12);
	assert_int_equal(list_row(l)->id, ids[ROWS - 2]);
	rest(v, &a);
	assert_int_equal(record_bin(a.office, "household", ids[0], &e), 0);
	a.facts++;
	v->loaded = false;
	settle(v, &a, 12);
	v->ops->request(v, &a, REQ_FIRST);
	settle(v, &a, 12);
	assert_int_equal(list_row(l)->id, ids[1]);
	assert_int_equal(list_place(l), 1);
	v->ops->close(v);
	mem_free(v);
}

static void words_are_found_as_they_are_typed(void **state)
{
	struct app a = { .office = *state, .screens = screens };
	struct view *v = list_view(&a, "households", 0);
	const struct list *l = v->state;

	add_households(a.office);
	settle(v, &a, 12);
	v->ops->request(v, &a, REQ_FIND);
	v->ops->text(v, &a, "zjg", 3, false);
	settle(v, &a, 12);
	assert_int_equal(l->count, ROWS / 3);
	v->ops->request(v, &a, REQ_BACK);
	settle(v, &a, 12);
	assert_int_equal(l->count, ROWS);
	v->ops->close(v);
	mem_free(v);
}

static void press(struct view *v, struct app *a, enum request r)
{
	v->ops->request(v, a, r);
	settle(v, a, 12);
}

/* To what is behind all rows: the last one, and that is said; Esc leads back, Enter stays. */
static void a_jump_beyond_the_end_stays_in_the_list(void **state)
{
	struct app a = { .office = *state, .screens = screens };
	struct view *v = list_view(&a, "households", 0);
	const struct list *l = v->state;
	struct buf hint = BUF_INIT;

	add_households(a.office);
	settle(v, &a, 12);
	for (int i = 0; i < 20; i++)
		press(v, &a, REQ_DOWN);
	press(v, &a, REQ_JUMP);
	v->ops->hint(v, &a, &hint);
	assert_string_equal(hint.s, app_word(&a, "list_jump_digits"));
	v->ops->text(v, &a, "w", 1, false);
	settle(v, &a, 12);
	check(v, ROWS - 1, ROWS);
	assert_string_equal(a.message, app_word(&a, "list_jump_digits"));
	press(v, &a, REQ_BACK);
	assert_false(l->jumping);
	check(v, 20, ROWS);
	press(v, &a, REQ_JUMP);
	v->ops->text(v, &a, "99", 2, false);
	settle(v, &a, 12);
	assert_non_null(strstr(a.message, "99"));
	assert_true(v->ops->can(v, &a, REQ_OPEN));
	press(v, &a, REQ_OPEN);
	assert_false(l->jumping);
	check(v, ROWS - 1, ROWS);
	buf_release(&hint);
	v->ops->close(v);
	mem_free(v);
}

static void rows_are_read_ahead_once_no_key_waits(void **state)
{
	struct app a = { .office = *state, .screens = screens };
	struct view *v = list_view(&a, "households", 0);
	const struct list *l = v->state;

	add_households(a.office);
	settle(v, &a, 12);
	for (int i = 0; i < 2; i++) {
		press(v, &a, REQ_PAGE_DOWN);
		rest(v, &a);
	}
	assert_true(!l->ahead_before && l->n_ahead >= l->height);
	press(v, &a, REQ_LAST);
	assert_int_equal(l->n_ahead, 0);
	press(v, &a, REQ_PAGE_UP);
	press(v, &a, REQ_PAGE_UP);
	rest(v, &a);
	assert_true(l->ahead_before && l->n_ahead >= l->height);
	v->ops->close(v);
	mem_free(v);
}

static void a_list_opens_in_the_order_asked_for(void **state)
{
	struct app a = { .office = *state, .screens = screens };
	struct view *v = list_view_by(&a, "households", "last");
	const struct list *l = v->state;

	assert_string_equal(l->def->sort[l->sort].name, "last");
	v->ops->close(v);
	mem_free(v);
}

static void a_form_without_a_list_makes_its_own(void **state)
{
	struct app a = { .office = *state, .screens = screens };
	struct view *v = list_view(&a, "unit", 0);
	const struct list *l = v->state;

	assert_null(screens_list(screens, "unit"));
	settle(v, &a, 12);
	assert_int_equal(l->count, 1);
	assert_true(l->def->n_columns > 1);
	assert_string_equal(list_row(l)->cell[0].text, "县教育局");
	v->ops->request(v, &a, REQ_FIND);
	v->ops->text(v, &a, "xjyj", 4, false);
	settle(v, &a, 12);
	assert_int_equal(l->count, 1);
	assert_null(list_view(&a, "no_such_thing", 0));
	v->ops->close(v);
	mem_free(v);
}

static int open_screens(void **state)
{
	struct err e;

	(void)state;
	return screens_open(&screens, "screens", LANG_ZH, &e);
}

static int close_screens(void **state)
{
	(void)state;
	screens_close(&screens);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_window_follows_a_plain_array, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(a_binned_row_gives_its_place_to_the_next, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(another_scope_shows_what_it_has, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(a_jump_beyond_the_end_stays_in_the_list, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(rows_are_read_ahead_once_no_key_waits, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(a_list_opens_in_the_order_asked_for, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(a_form_without_a_list_makes_its_own, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(home_and_end_show_what_is_there_now, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(words_are_found_as_they_are_typed, fixture_open, fixture_close),
	};

	return cmocka_run_group_tests(tests, open_screens, close_screens);
}
