/* One of each view over the sample village, as the program makes them; nothing is drawn. */
#ifndef EVERY_VIEW_H
#define EVERY_VIEW_H

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

static int64_t nth_record(const char *table, size_t at)
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

	household = nth_record("household", 0);
	person = nth_record("person", 0);
	assert_int_equal(record_bin(office, "person", nth_record("person", 1), &e), 0); /* so that the bin has one */
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
	return strcmp(name, "move") == 0     ? move_view(&app, nth_record("finding", 0), NULL)
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
	return compare_view(&app, person, nth_record("person", 1), name);
}

static struct view *make_monitoring(const char *name)
{
	return monitoring_view(&app, nth_record(name, 0));
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
	return strcmp(name, "report") == 0   ? report_view(d, &now)
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

#endif
