/* Whatever the rules and the handbook find wrong, before an inspector does: by rule, by household, by cadre; from each
 * line to the very field. */
#include "checks_internal.h"

#include "base/clock.h"
#include "base/mem.h"
#include "item.h"
#include "model/finding.h"
#include "model/record.h"
#include "screen/form.h"
#include "screen/words.h"
#include "tui/popups.h"
#include "tui/views.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define QUICK_MS 1500 /* a full run that takes longer is not done again after each field */

static const struct checks_row *selected(const struct checks *c)
{
	const struct page_line *l = page_at(&c->page);

	return l && l->id >= 0 && (size_t)l->id < c->n ? &c->row[l->id] : NULL;
}

static struct suspects_ask ask_of(const struct app *a, int64_t household)
{
	return (struct suspects_ask){ .office = a->office,
				      .screens = a->screens,
				      .household = household,
				      .scoped = true,
				      .most = household ? 0 : CHECKS_MOST };
}

static int collect(struct checks *c, struct app *a, int64_t household, struct suspects *out, struct err *e)
{
	const struct suspects_ask ask = ask_of(a, household);
	int failed;

	busy_begin(a, "word.checks_working");
	failed = suspects_collect(&ask, out, e);
	c->stopped = busy_end(a) || (failed < 0 && e->code == ERR_CANCEL);
	return c->stopped ? 0 : failed;
}

static int check_all(struct checks *c, struct app *a, struct err *e)
{
	struct suspects now = { 0 };
	int64_t began = clock_ms();

	if (collect(c, a, 0, &now, e) < 0) {
		suspects_release(&now);
		return -1;
	}
	suspects_release(&c->all);
	c->all = now;
	c->took = clock_ms() - began;
	return 0;
}

/* Whoever is mended is known as it was, so that afterwards only that household is looked at again. */
static void remember(struct checks *c, struct app *a, int64_t household)
{
	const struct suspects_ask ask = ask_of(a, household);

	c->asked = 0;
	suspects_release(&c->before);
	if (household && c->took >= QUICK_MS && suspects_collect(&ask, &c->before, NULL) == 0)
		c->asked = household;
}

/* On a big file only the household that was mended is looked at again: the refresh key asks for the whole. */
static int check_again(struct checks *c, struct app *a, struct err *e)
{
	int64_t household = c->asked;
	struct suspects now = { 0 };

	c->asked = 0;
	if (!c->fresh || !household || c->took < QUICK_MS)
		return check_all(c, a, e);
	if (collect(c, a, household, &now, e) < 0 || c->stopped) {
		suspects_release(&now);
		return c->stopped ? 0 : -1;
	}
	suspects_change(&c->all, household, &c->before, &now);
	suspects_release(&c->before);
	return 0;
}

/* The next of a kind, under those that are here. */
static unsigned read_more(struct checks *c, struct app *a, size_t kind)
{
	const struct suspects_ask ask = ask_of(a, 0);
	struct err e;
	int failed;

	err_clear(&e);
	busy_begin(a, "word.checks_working");
	failed = suspects_more(&ask, kind, c->all.kind[kind].kept, CHECKS_MOST, &c->all, &e);
	bool stopped = busy_end(a);
	if (failed < 0 && !stopped && e.code != ERR_CANCEL)
		return app_fail(a, NULL, &e);
	if (checks_houses(c, a->office, &e) < 0)
		return app_fail(a, NULL, &e);
	checks_write(c, a);
	return EFFECT_DRAW;
}

/* A line that was just waived stands among the others of its kind now: the cursor stays where the work is. */
static void find_again(struct checks *c, const char *key, const char *table, int64_t row, bool waived)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->row[i].line->row == row && c->row[i].line->waived == waived &&
		    strcmp(c->row[i].line->key, key) == 0 && strcmp(c->row[i].line->table, table) == 0)
			page_go(&c->page, 0, (int64_t)i, NULL);
	page_clip(&c->page);
}

static int load(struct view *v, struct app *a, struct err *e)
{
	struct checks *c = v->state;
	const struct checks_row *r = selected(c);
	char key[CHECK_RULE_BYTES] = "", table[48] = "";
	int64_t row = r ? r->line->row : 0;
	bool waived = r && r->line->waived;

	if (r) {
		snprintf(key, sizeof(key), "%s", r->line->key);
		snprintf(table, sizeof(table), "%s", r->line->table);
	}
	if (!c->fresh || c->facts != a->facts) {
		if (check_again(c, a, e) < 0)
			return -1;
		if (c->stopped)
			app_say(a, "checks_stopped", NULL, NULL);
		else if (c->all.refused.code != ERR_NONE)
			app_fail(a, NULL, &c->all.refused);
		c->fresh = true;
		c->facts = a->facts;
	}
	if (checks_houses(c, a->office, e) < 0)
		return -1;
	checks_write(c, a);
	find_again(c, key, table, row, waived);
	return 0;
}

static void layout(struct view *v, struct app *a, const struct rect *room)
{
	struct checks *c = v->state;

	(void)a;
	v->at = *room;
	page_scroll(&c->page, room);
}

static void draw(const struct view *v, const struct app *a)
{
	const struct checks *c = v->state;

	page_draw(&c->page, &v->at, true);
	if (c->n == 0)
		draw_text(&v->at, 1, 2, 0, INK_GOOD, app_word(a, "checks_good"));
}

/* The very field; where the household has no such record yet, its handbook. */
static unsigned open_field(struct checks *c, struct app *a)
{
	const struct page_line *at = page_at(&c->page);
	size_t kind;

	if (checks_is_more(at->id, &kind))
		return read_more(c, a, kind);

	const struct suspect_line *l = selected(c)->line;
	const struct form *form = screens_form_of_table(a->screens, l->table);

	remember(c, a, l->household);
	if (l->row == 0)
		return app_push(a, handbook_view(a, l->household));
	return app_push(a, form ? form_view(a, form->name, l->row, 0, l->field) : record_view(a, l->table, l->row));
}

static unsigned waive(struct checks *c, struct app *a)
{
	const struct suspect_line *l = selected(c)->line;
	struct record r;

	record_init(&r, "rule_waiver");
	record_set(&r, "rule", value_text(l->key));
	record_set(&r, "tbl", value_text(l->table));
	record_set(&r, "row", value_int(l->row ? l->row : l->household));
	record_set(&r, "waived_on", value_text(clock_today()));
	if (a->office->me)
		record_set(&r, "cadre_id", value_int(a->office->me));
	remember(c, a, l->household);
	return app_push(a, form_view_of(a, "rule_waiver", &r, 0, "reason"));
}

static unsigned make_finding(struct checks *c, struct app *a)
{
	const struct suspect_line *l = selected(c)->line;
	const struct finding_new f = { .household = l->household,
				       .person = strcmp(l->table, "person") == 0 ? l->row : 0,
				       .place = strcmp(l->table, "place") == 0 ? l->row : 0,
				       .level = office_role(a->office, "finding_level.self"),
				       .source = app_word(a, "checks_source"),
				       .found_on = clock_today(),
				       .category = "",
				       .content = l->message,
				       .due_on = "",
				       .owner = a->office->me,
				       .rule = l->key,
				       .rule_tbl = l->table,
				       .rule_field = l->field,
				       .rule_row = l->row ? l->row : l->household };
	struct err e;
	int64_t id;
	bool was_there;

	remember(c, a, l->household);
	err_clear(&e);
	if (finding_notice(a->office, &f, &id, &was_there, &e) < 0)
		return app_fail(a, NULL, &e);
	return EFFECT_RELOAD | app_say(a, was_there ? "checks_noticed" : "checks_finding", l->message, NULL);
}

static unsigned summary(struct checks *c, struct app *a)
{
	struct buf b = BUF_INIT;
	unsigned fx;

	checks_summary(c, a, &b);
	fx = app_push(a, reader_view(app_word(a, "checks_summary"), b.s));
	buf_release(&b);
	return fx;
}

static unsigned turn(struct view *v, int by)
{
	struct checks *c = v->state;

	c->order = (enum checks_order)(((int)c->order + by + CHECKS_ORDERS) % CHECKS_ORDERS);
	v->loaded = false;
	return EFFECT_DRAW;
}

static bool can(const struct view *v, const struct app *a, enum request r)
{
	const struct checks *c = v->state;
	const struct checks_row *row = selected(c);
	const struct page_line *at = page_at(&c->page);

	(void)a;
	switch (r) {
	case REQ_OPEN:
		return row != NULL || (at && at->id < 0);
	case REQ_MAKE_FINDING:
		return row != NULL;
	case REQ_WAIVE:
		return row && !row->line->waived;
	case REQ_HOUSEHOLD:
	case REQ_HANDBOOK:
		return row && row->line->household;
	default:
		return true;
	}
}

static unsigned request(struct view *v, struct app *a, enum request r)
{
	struct checks *c = v->state;
	int64_t household;

	switch (r) {
	case REQ_OPEN:
		return open_field(c, a);
	case REQ_WAIVE:
		return waive(c, a);
	case REQ_MAKE_FINDING:
		return make_finding(c, a);
	case REQ_HOUSEHOLD:
	case REQ_HANDBOOK:
		household = selected(c)->line->household;
		remember(c, a, household);
		return app_push(a, r == REQ_HOUSEHOLD ? household_view(a, household) : handbook_view(a, household));
	case REQ_TABLE:
		return summary(c, a);
	case REQ_SCOPE:
		return work_scope(a);
	case REQ_REFRESH:
		c->fresh = false;
		return EFFECT_RELOAD;
	case REQ_NEXT_FIELD:
	case REQ_PREV_FIELD:
		return turn(v, r == REQ_NEXT_FIELD ? 1 : -1);
	default:
		return page_move(&c->page, &v->at, r);
	}
}

static unsigned mouse(struct view *v, struct app *a, const struct key *k)
{
	struct checks *c = v->state;
	int what = page_click(&c->page, &v->at, k);

	return what == 2 && can(v, a, REQ_OPEN) ? open_field(c, a) : what ? EFFECT_DRAW : EFFECT_NONE;
}

/* The sentence in full: a line of the page may be too short for it. */
static void hint(const struct view *v, const struct app *a, struct buf *out)
{
	const struct checks_row *r = selected(v->state);

	(void)a;
	if (r)
		buf_adds(out, r->line->message);
}

static void title(const struct view *v, const struct app *a, struct buf *left, struct buf *right)
{
	static const char *const orders[] = { "checks_by_rule", "checks_by_household", "checks_by_cadre" };
	const struct checks *c = v->state;
	char count[24], waived[24];

	buf_adds(left, app_word(a, orders[c->order]));
	snprintf(count, sizeof(count), "%zu", c->all.found - c->all.waived);
	snprintf(waived, sizeof(waived), "%zu", c->all.waived);
	words_put(a->screens, right, c->all.waived ? "word.checks_counts" : "word.checks_count", count, waived);
}

static void close_checks(struct view *v)
{
	struct checks *c = v->state;

	suspects_release(&c->all);
	suspects_release(&c->before);
	mem_free(c->house);
	mem_free(c->row);
	page_release(&c->page);
	mem_free(c);
}

static const enum request requests[] = {
	REQ_OPEN,      REQ_NEXT_FIELD, REQ_PREV_FIELD,   REQ_WAIVE,        REQ_MAKE_FINDING, REQ_TABLE,   REQ_HANDBOOK,
	REQ_HOUSEHOLD, REQ_SCOPE,      REQ_REFRESH,      REQ_UP,           REQ_DOWN,         REQ_PAGE_UP, REQ_PAGE_DOWN,
	REQ_FIRST,     REQ_LAST,       REQ_NEXT_SECTION, REQ_PREV_SECTION, REQ_NONE,
};

static const struct view_ops ops = {
	.name = "checks",
	.covers = view_covers_scope,
	.requests = requests,
	.load = load,
	.layout = layout,
	.draw = draw,
	.can = can,
	.request = request,
	.mouse = mouse,
	.hint = hint,
	.title = title,
	.close = close_checks,
};

struct view *checks_view(struct app *a)
{
	(void)a;
	return view_make(&ops, mem_alloc(sizeof(struct checks)));
}
