/* The help of every screen lists exactly the keys that work there: each request a view lists and allows does something
 * when asked, none that it does not list gets through, and no key means two things in one view. The views are made over
 * the sample village; nothing is drawn. */
#include "unit/office_fixture.h"

#include "../src/tui/app_internal.h"
#include "../src/tui/form_internal.h"
#include "../src/tui/report_internal.h"
#include "base/mem.h"
#include "exchange/clean.h"
#include "model/campaign.h"
#include "model/demo.h"
#include "screen/choices.h"
#include "screen/demo_def.h"
#include "screen/table_def.h"
#include "screen/words.h"
#include "tui/popups.h"
#include "tui/views.h"

#define ROWS 19
#define COLS 80
#define MOST_KEYS 128

static struct office *office;
static struct screens *screens;
static struct keymap *keys;
static struct app app;
static int64_t household, person, campaign, task;

static int64_t record_at(const char *table, size_t at)
{
	struct ref *list = NULL;
	size_t n = 0;
	struct err e = { 0 };

	assert_int_equal(record_refs(office, table, "", 0, at + 1, &list, &n, &e), 0);
	assert_int_equal(n, at + 1);
	int64_t id = list[at].id;
	ref_list_free(&list);
	return id;
}

static void find_records(void)
{
	struct campaign_info *c = NULL;
	struct task_info *t = NULL;
	size_t n = 0;
	struct err e = { 0 };

	household = record_at("household", 0);
	person = record_at("person", 0);
	assert_int_equal(record_bin(office, "person", record_at("person", 1), &e), 0); /* so that the bin has one */
	assert_int_equal(campaign_list(office, true, &c, &n, &e), 0);
	assert_true(n > 0);
	campaign = c[0].id;
	free(c);
	assert_int_equal(task_list(office, campaign, &t, &n, &e), 0);
	for (size_t i = 0; i < n; i++)
		if (strcmp(t[i].scope, "household") == 0)
			task = t[i].id;
	free(t);
	assert_true(task != 0);
}

static void take_role(void *o, const char *role, const char *label)
{
	office_set_role(o, role, label);
}

static int setup(void **state)
{
	struct demo_words words;
	struct err e = { 0 };

	if (fixture_open_empty(state) < 0 || screens_open(&screens, "screens", LANG_ZH, &e) < 0 ||
	    keymap_open(&keys, screens, &e) < 0)
		return -1;
	office = *state;
	screens_roles(screens, take_role, office);
	screens_demo(screens, &words);
	if (demo_fill(office, &words, &e) < 0)
		return -1;
	find_records();
	return 0;
}

static int teardown(void **state)
{
	keymap_close(&keys);
	screens_close(&screens);
	return fixture_close(state);
}

/* ---- one of each view
 * -----------------------------------------------------------------------------------------------*/

static struct view *make_list(const char *name)
{
	return list_view(&app, name, strstr(name, "_of") ? household : 0);
}

/* A list while its prompt is open: letters are words there. */
static struct view *make_finding(const char *name)
{
	struct view *v = make_list(name);

	v->ops->request(v, &app, REQ_FIND);
	return v;
}

static struct view *make_form(const char *name)
{
	return strcmp(name, "person") == 0  ? form_view(&app, name, person, 0, "birth")
	       : strcmp(name, "visit") == 0 ? visit_form(&app, household, true)
					    : form_view(&app, name, 0, 0, NULL);
}

static struct view *make_of_house(const char *name)
{
	return strcmp(name, "handbook") == 0  ? handbook_view(&app, household)
	       : strcmp(name, "history") == 0 ? history_view(&app, "household", household, NULL)
	       : strcmp(name, "field") == 0   ? history_view(&app, "household", household, "phone")
					      : household_view(&app, household);
}

static struct view *make_of_campaign(const char *name)
{
	return strcmp(name, "checklist") == 0 ? checklist_view(&app, task, 0) : campaign_view(&app, campaign);
}

static struct view *make_finding_step(const char *name)
{
	return strcmp(name, "move") == 0     ? move_view(&app, record_at("finding", 0), NULL)
	       : strcmp(name, "review") == 0 ? review_view(&app, household, 0)
					     : sample_view(&app, 0);
}

static struct view *make_confirm(const char *name)
{
	return confirm_view(name);
}

static struct view *make_prompt(const char *name)
{
	return prompt_view(name, "照片");
}

static struct view *make_menu(const char *name)
{
	static const struct menu_item item[] = { { "一", "1", 1 }, { "二", "2", 2 }, { "三", NULL, 3 } };

	return menu_view(name, item, 3, 1);
}

static struct view *make_several(const char *name)
{
	return several_view(name, screens_choices(screens, "cause"), "", 2);
}

static struct view *make_ref(const char *name)
{
	return ref_view(name, "cadre", 0, "");
}

static struct view *make_date(const char *name)
{
	(void)name;
	return date_view("2020-11-23", "day");
}

static struct view *make_reader(const char *name)
{
	return reader_view(name, "一\n二\n三");
}

static struct view *make_help(const char *name)
{
	(void)name;
	return help_view(&app, app.top);
}

static struct view *make_palette(const char *name)
{
	(void)name;
	return palette_view(&app, app.top);
}

static struct view *make_compare(const char *name)
{
	return compare_view(&app, person, record_at("person", 1), name);
}

static struct view *make_monitoring(const char *name)
{
	return monitoring_view(&app, record_at(name, 0));
}

static struct view *make_clash(const char *name)
{
	(void)name;
	struct clash *list = mem_alloc(2 * sizeof *list);

	snprintf(list[0].column, sizeof list[0].column, "phone");
	snprintf(list[1].column, sizeof list[1].column, "head_name");
	return clash_view(&app, screens_form(screens, "household"), list, 2);
}

static struct view *make_report(const char *name)
{
	const struct report_def *d = screens_report(screens, "year");
	struct period now, before;

	assert_non_null(d);
	assert_int_equal(period_now(office, d->kind, &now, NULL), 0);
	period_shift(office, d->kind, &now, -1, &before);
	return strcmp(name, "report") == 0  ? report_view(d, &now)
	       : strcmp(name, "number") == 0 ? report_metric_view(d, &now, 0)
					     : report_compare_view(d, &now, &before);
}

static struct view *make_editor(const char *name)
{
	return editor_view(name, "一段，\n三户,四户");
}

static struct view *make_clean(const char *name)
{
	struct clean c;

	assert_int_equal(clean_text(&c, screens, name, strlen(name), NULL), 0);
	return clean_view(&app, name, &c);
}

static struct view *make_table(const char *name)
{
	const struct table_def *d = screens_table(screens, name);
	struct period now;

	assert_non_null(d);
	assert_int_equal(period_now(office, d->period, &now, NULL), 0);
	return table_view(&app, d, &now, 0);
}

static const struct {
	const char *name;
	struct view *(*make)(const char *name);
	struct view *(*plain)(struct app *a); /* where nothing but the app is needed */
} views[] = {
	{ "today", NULL, today_view },
	{ "lists", NULL, lists_view },
	{ "campaigns", NULL, campaigns_view },
	{ "tables", NULL, tables_view },
	{ "visits", make_table, NULL },
	{ "card", make_table, NULL },
	{ "log", NULL, log_view },
	{ "bin", NULL, bin_view },
	{ "checks", NULL, checks_view },
	{ "rounds", NULL, rounds_view },
	{ "awareness", NULL, awareness_view },
	{ "find", NULL, find_view },
	{ "import", NULL, import_view },
	{ "duplicates", NULL, duplicates_view },
	{ "name_birth", make_compare, NULL },
	{ "monitoring_case", make_monitoring, NULL },
	{ "first", NULL, first_view },
	{ "move", make_finding_step, NULL },
	{ "review", make_finding_step, NULL },
	{ "sample", make_finding_step, NULL },
	{ "households", make_list, NULL },
	{ "findings", make_list, NULL },
	{ "self_checks", make_list, NULL },
	{ "visits", make_list, NULL },
	{ "students", make_list, NULL },
	{ "places", make_list, NULL },
	{ "visits_of", make_list, NULL },
	{ "households", make_finding, NULL },
	{ "household", make_form, NULL },
	{ "person", make_form, NULL },
	{ "visit", make_form, NULL },
	{ "house", make_of_house, NULL },
	{ "handbook", make_of_house, NULL },
	{ "history", make_of_house, NULL },
	{ "field", make_of_house, NULL },
	{ "campaign", make_of_campaign, NULL },
	{ "checklist", make_of_campaign, NULL },
	{ "confirm", make_confirm, NULL },
	{ "prompt", make_prompt, NULL },
	{ "choice", make_menu, NULL },
	{ "choices", make_several, NULL },
	{ "ref", make_ref, NULL },
	{ "date", make_date, NULL },
	{ "reader", make_reader, NULL },
	{ "help", make_help, NULL },
	{ "palette", make_palette, NULL },
	{ "clash", make_clash, NULL },
	{ "reports", NULL, reports_view },
	{ "report", make_report, NULL },
	{ "number", make_report, NULL },
	{ "compared", make_report, NULL },
	{ "editor", make_editor, NULL },
	{ "xx(xué)學,xx5", make_clean, NULL },
};
#define VIEWS (sizeof views / sizeof *views)

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

/* What a view lists and allows, it does. */
static void listed_are_taken(void **state)
{
	(void)state;
	for (size_t i = 0; i < VIEWS; i++)
		for (enum request r = REQ_NONE + 1; r < REQ_COUNT; r++) {
			struct view *v = stage(i);

			if (view_has(v, r) && view_can(v, &app, r) && v->ops->request(v, &app, r) & EFFECT_UNWANTED)
				fail_msg("%s lists %s and does not take it", views[i].name, request_name(r));
			leave_stage(v);
		}
}

/* What it does not list or allow changes nothing, by whatever way it comes. */
static void others_are_not(void **state)
{
	(void)state;
	for (size_t i = 0; i < VIEWS; i++)
		for (enum request r = REQ_NONE + 1; r < REQ_COUNT; r++) {
			struct view *v = is_of_app(r) ? NULL : stage(i);

			if (!v)
				continue;
			if (!(view_has(v, r) && view_can(v, &app, r)) &&
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
		cmocka_unit_test_setup_teardown(both_languages, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
