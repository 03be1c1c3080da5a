/* The help of every screen lists exactly the keys that work there: each request a view lists and allows does something
 * when asked, none that it does not list gets through, and no key means two things in one view. The views are made over
 * the sample village; nothing is drawn. */
#include "unit/every_view.h"

/* ---- on the stage, over another view, as the loop would have it
 * ---------------------------------------------------------------*/

static void drop(struct view *v)
{
	if (v && v->ops->close)
		v->ops->close(v);
	mem_free(v);
}

static void prepare(struct view *v)
{
	const struct rect room = { .y = 2, .x = 0, .h = ROWS, .w = COLS };
	struct err e = { 0 };

	v->at = room;
	for (int i = 0; i < 2; i++) {
		if (v->ops->layout)
			v->ops->layout(v, &app, &room);
		if (!v->loaded && v->ops->load && v->ops->load(v, &app, &e) < 0)
			fail_msg("%s: %s %s", v->ops->name, e.word, e.arg[0]);
		v->loaded = true;
	}
}

static struct view *stage(size_t i)
{
	struct view *below;

	app = (struct app){ .office = office, .screens = screens, .keys = keys };
	below = lists_view(&app);
	prepare(below);
	app.top = below;
	struct view *v = views[i].plain ? views[i].plain(&app) : views[i].make(views[i].name);
	if (!v)
		fail_msg("%s cannot be made", views[i].name);
	v->below = below;
	app.top = v;
	prepare(v);
	return v;
}

static void leave_stage(struct view *v)
{
	drop(app.pushed);
	mem_free(app.answered);
	app.pushed = NULL;
	app.answered = NULL;
	drop(v->below);
	drop(v);
}

static bool is_of_app(enum request r)
{
	for (const enum request *q = app_requests; *q != REQ_NONE; q++)
		if (*q == r)
			return true;
	return false;
}

/* What a view lists and allows, it does. A request may change anything: each finds the stage as it was. */
static void listed_are_taken(void **state)
{
	(void)state;
	for (size_t i = 0; i < VIEWS; i++) {
		struct view *v = stage(i);

		for (enum request r = REQ_NONE + 1; r < REQ_COUNT; r++) {
			if (!view_has(v, r) || !view_can(v, &app, r))
				continue;
			if (v->ops->request(v, &app, r) & EFFECT_UNWANTED)
				fail_msg("%s lists %s and does not take it", views[i].name, request_name(r));
			leave_stage(v);
			v = stage(i);
		}
		leave_stage(v);
	}
}

/* What it does not list or allow changes nothing, by whatever way it comes. */
static void others_are_not(void **state)
{
	(void)state;
	for (size_t i = 0; i < VIEWS; i++) {
		struct view *v = stage(i);

		for (enum request r = REQ_NONE + 1; r < REQ_COUNT; r++)
			if (!is_of_app(r) && !(view_has(v, r) && view_can(v, &app, r)) &&
			    (app_dispatch(&app, r) & ~(unsigned)EFFECT_UNWANTED || app.pushed))
				fail_msg("%s does not list %s and does it", views[i].name, request_name(r));
		leave_stage(v);
	}
}

/* Pieces of "F2 Ctrl-S" that work here: a character is text where text is typed. */
static size_t keys_of(const struct view *v, enum request r, char out[][24], size_t n)
{
	for (const char *k = keymap_keys(keys, r); *k;) {
		size_t length = strcspn(k, " ");

		if ((length > 1 || !view_takes_text(v)) && n < MOST_KEYS)
			snprintf(out[n++], 24, "%.*s", (int)length, k);
		k += length + (k[length] == ' ');
	}
	return n;
}

/* Each way to ask has a key that is its own, and a name. */
static void each_has_its_key(void **state)
{
	static char used[MOST_KEYS][24];

	(void)state;
	for (size_t i = 0; i < VIEWS; i++) {
		struct view *v = stage(i);
		size_t n = 0;

		for (const enum request *r = v->ops->requests; *r != REQ_NONE; r++) {
			size_t before = n;

			if (!view_can(v, &app, *r))
				continue;
			n = keys_of(v, *r, used, n);
			if (n == before && !view_takes_text(v))
				fail_msg("%s: no key for %s", views[i].name, request_name(*r));
			for (size_t a = before; a < n; a++)
				for (size_t b = 0; b < before; b++)
					if (strcmp(used[a], used[b]) == 0)
						fail_msg("%s: %s means two things, one of them %s", views[i].name,
							 used[a], request_name(*r));
			if (!*app_label(&app, v, *r))
				fail_msg("%s: no name for %s", views[i].name, request_name(*r));
		}
		leave_stage(v);
	}
}

/* The shown keys do what they say: the map leads from each key back to the request it is listed with. */
static void keys_lead_there(void **state)
{
	static char name[MOST_KEYS][24];

	(void)state;
	for (size_t i = 0; i < VIEWS; i++) {
		struct view *v = stage(i);

		for (const enum request *r = v->ops->requests; *r != REQ_NONE; r++) {
			size_t n = view_can(v, &app, *r) ? keys_of(v, *r, name, 0) : 0;

			for (size_t k = 0; k < n; k++) {
				struct key key = { .kind = strlen(name[k]) == 1 ? KEY_TEXT : KEY_KIND_NAMED };

				memcpy(key.text, name[k], sizeof name[k]);
				if (keymap_request(keys, &app, v, &key) != *r)
					fail_msg("%s: %s is shown for %s and does something else", views[i].name,
						 name[k], request_name(*r));
			}
		}
		leave_stage(v);
	}
}

/* From Today every place to go is a key away, is in the palette and the help of everywhere, and opens something. */
static void each_place_opens(void **state)
{
	(void)state;
	for (enum request r = REQ_GO_TODAY + 1; r < REQ_COUNT; r++) {
		struct key key = { .kind = KEY_TEXT };
		struct view *v;

		app = (struct app){ .office = office, .screens = screens, .keys = keys };
		v = app.top = today_view(&app);
		prepare(v);
		if (!is_of_app(r))
			fail_msg("%s is no place of the app", request_name(r));
		snprintf(key.text, sizeof key.text, "%s", keymap_keys(keys, r));
		if (strlen(key.text) != 1)
			fail_msg("%s has not one key", request_name(r));
		if (keymap_request(keys, &app, v, &key) != r)
			fail_msg("%s does not lead to %s", key.text, request_name(r));
		app_dispatch(&app, r);
		if (!app.pushed)
			fail_msg("%s opens nothing", request_name(r));
		drop(app.pushed);
		drop(v);
	}
}

/* A request is named in both languages. */
static void both_languages(void **state)
{
	struct screens *english = NULL;
	struct keymap *map = NULL;
	struct err e = { 0 };

	(void)state;
	assert_int_equal(screens_open(&english, "screens", LANG_EN, &e), 0);
	assert_int_equal(keymap_open(&map, english, &e), 0);
	for (enum request r = REQ_NONE + 1; r < REQ_COUNT; r++)
		if (!*keymap_keys(keys, r) || !*keymap_label(keys, r) || !*keymap_label(map, r) ||
		    strcmp(keymap_label(keys, r), keymap_label(map, r)) == 0)
			fail_msg("%s lacks a key or a name", request_name(r));
	keymap_close(&map);
	screens_close(&english);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(listed_are_taken, setup, teardown),
		cmocka_unit_test_setup_teardown(others_are_not, setup, teardown),
		cmocka_unit_test_setup_teardown(each_has_its_key, setup, teardown),
		cmocka_unit_test_setup_teardown(keys_lead_there, setup, teardown),
		cmocka_unit_test_setup_teardown(each_place_opens, setup, teardown),
		cmocka_unit_test_setup_teardown(both_languages, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
