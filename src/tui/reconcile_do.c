/* What a person decides of differences: one line, or those ticked. */
#include "reconcile_internal.h"

#include "base/mem.h"
#include "model/record.h"
#include "screen/words.h"
#include "tui/popups.h"
#include "tui/views.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SLOW_MS 1500 /* a comparison that takes longer is not made again after each decision */

static const char *decision_of(enum request request)
{
	switch (request) {
	case REQ_OURS:
		return "ours";
	case REQ_THEIRS:
		return "theirs";
	case REQ_IGNORE:
		return "ignore";
	case REQ_MAKE_FINDING:
		return "finding";
	case REQ_MERGE:
		return "same";
	case REQ_NOT_SAME:
		return "other";
	default:
		return NULL;
	}
}

static bool is_only_theirs(const struct roster_line *l)
{
	return l->verdict == ROSTER_MISSING && !l->row[0];
}

bool reconcile_may(const struct reconcile *r, enum request request)
{
	const struct roster_line *l = reconcile_at(r);
	bool many = r->n_ticks > 0;

	if (!l && !many)
		return false;
	switch (request) {
	case REQ_OURS:
		return r->side[0] == 0 && (many || l->verdict != ROSTER_SAME);
	case REQ_THEIRS:
		return r->side[0] == 0 && (many || l->n_differences > 0 || is_only_theirs(l));
	case REQ_MERGE:
		return !many && l->verdict == ROSTER_SUSPECTED && l->n_pairs > 0;
	case REQ_NOT_SAME:
		return !many && l->verdict == ROSTER_SUSPECTED;
	default:
		return many || l->verdict != ROSTER_SAME;
	}
}

/* The lines meant: those ticked, else the one under the cursor. */
static size_t meant(const struct reconcile *r, size_t *line)
{
	size_t n = 0;

	for (size_t i = 0; r->n_ticks > 0 && i < r->all.n; i++)
		if (r->tick[i])
			line[n++] = i;
	if (n == 0 && reconcile_at(r))
		line[n++] = (size_t)page_at(&r->page)->id;
	return n;
}

/* The next line below that will still wait; else the first one that does. */
static void remember_next(struct reconcile *r)
{
	const struct page_line *now = page_at(&r->page);
	bool below = false;

	r->go_to[0] = '\0';
	for (size_t i = 0; i < r->page.n_rows; i++) {
		const struct page_line *row = &r->page.line[r->page.row[i]];
		const struct roster_line *l = &r->all.line[row->id];

		if (row == now)
			below = true;
		else if (roster_is_waiting(l) && !r->tick[row->id] && (below || r->go_to[0] == '\0')) {
			snprintf(r->go_to, sizeof(r->go_to), "%s", l->subject);
			if (below)
				return;
		}
	}
}

/* A long comparison is not made again for what only sets a mark. */
static void patch(struct reconcile *r, const size_t *line, size_t n, const struct roster_choice *choice)
{
	r->patched = r->took >= SLOW_MS && strcmp(choice->decision, "theirs") != 0 &&
		     strcmp(choice->decision, "same") != 0 && choice->field < 0;
	for (size_t i = 0; r->patched && i < n; i++) {
		struct roster_line *l = &r->all.line[line[i]];

		snprintf(l->decision, sizeof(l->decision), "%s", choice->decision);
		snprintf(l->reason, sizeof(l->reason), "%s", choice->reason);
		for (size_t k = 0; k < l->n_differences; k++)
			snprintf(l->difference[k].decision, sizeof(l->difference[k].decision), "%s", choice->decision);
		r->tick[line[i]] = false;
	}
	if (r->patched)
		r->n_ticks = 0;
}

static unsigned carry_out(struct reconcile *r, struct app *a, const char *decision, const char *reason, int field,
			  int pair)
{
	const struct roster_choice choice = { decision, reason, field, pair };
	size_t *line = mem_alloc((r->all.n + 1) * sizeof(*line)), n = meant(r, line);
	char count[24];
	struct err e;
	int rc;

	err_clear(&e);
	remember_next(r);
	busy_begin(a, "roster.working");
	rc = roster_decide(a->office, &r->all, line, n, &choice, &e);
	busy_end(a);
	if (rc == 0)
		patch(r, line, n, &choice);
	mem_free(line);
	if (rc < 0 && e.code == ERR_CANCEL)
		return app_say(a, "roster.decide_stopped", NULL, NULL);
	if (rc < 0)
		return app_fail(a, NULL, &e);
	snprintf(count, sizeof(count), "%zu", n);
	return EFFECT_RELOAD | app_say(a, "roster.decided", roster_decision_label(a->screens, decision), count);
}

static unsigned ask_field(struct reconcile *r, struct app *a)
{
	const struct roster_line *l = reconcile_at(r);
	struct menu_item *item = mem_alloc((l->n_differences + 1) * sizeof(*item));
	unsigned fx;

	item[0] = (struct menu_item){ .label = app_word(a, "roster.all_fields"), .id = -1 };
	for (size_t i = 0; i < l->n_differences; i++)
		item[i + 1] = (struct menu_item){ .label = roster_field_label(a->screens, (int)l->difference[i].field),
						  .mark = l->difference[i].value[r->sides - 1],
						  .id = (int64_t)l->difference[i].field };
	r->asks = RECONCILE_FIELD;
	fx = app_push(a, menu_view(app_word(a, "roster.which_fields"), item, l->n_differences + 1, 0));
	mem_free(item);
	return fx;
}

static unsigned ask_who(struct reconcile *r, struct app *a)
{
	const struct roster_line *l = reconcile_at(r);
	struct menu_item *item = mem_alloc(l->n_pairs * sizeof(*item));
	unsigned fx;

	for (size_t i = 0; i < l->n_pairs; i++)
		item[i] = (struct menu_item){ .label = l->pair[i].who, .id = (int64_t)i };
	r->asks = RECONCILE_WHO;
	fx = app_push(a, menu_view(app_word(a, "roster.which_person"), item, l->n_pairs, 0));
	mem_free(item);
	return fx;
}

/* Whom we have not is entered in the form; that the person is there settles the line. */
static unsigned add_person(const struct reconcile *r, struct app *a)
{
	const struct roster_line *l = reconcile_at(r);
	const char *form;
	struct record record;
	struct err e;

	err_clear(&e);
	if (roster_draft(a->office, &r->all, l, &record, &form, &e) < 0)
		return app_fail(a, NULL, &e);
	int64_t household = record_int(&record, "household_id"), parent = l->person ? l->person : household;

	return app_push(a, form_view_of(a, form, &record, parent, parent ? NULL : "household_id"));
}

unsigned reconcile_decide(struct reconcile *r, struct app *a, enum request request)
{
	const struct roster_line *l = reconcile_at(r);

	switch (request) {
	case REQ_THEIRS:
		if (r->n_ticks == 0 && is_only_theirs(l) && l->n_differences == 0)
			return add_person(r, a);
		if (r->n_ticks == 0 && l->n_differences > 1)
			return ask_field(r, a);
		break;
	case REQ_IGNORE:
		r->asks = RECONCILE_REASON;
		return app_push(a, prompt_view(app_word(a, "roster.why_ignore"), ""));
	case REQ_MERGE:
		return ask_who(r, a);
	default:
		break;
	}
	return carry_out(r, a, decision_of(request), "", -1, -1);
}

/* The view lies below the popup for as long as that stands. */
unsigned reconcile_export(const struct reconcile *r, struct app *a)
{
	struct roster_table_ask *from = mem_alloc(sizeof(*from));
	struct export_ask ask = { .source = roster_table_source, .from = from, .release = mem_free };
	struct buf title = BUF_INIT;
	unsigned fx;

	*from = (struct roster_table_ask){ a->office, a->screens, &r->all };
	roster_table_title(from, &title);
	ask.what = ask.title = title.s;
	fx = app_push(a, export_view(a, &ask));
	buf_release(&title);
	return fx;
}

unsigned reconcile_answer(struct view *v, struct app *a, const struct answer *ans)
{
	struct reconcile *r = v->state;
	enum reconcile_asks asked = r->asks;

	r->asks = RECONCILE_NOTHING;
	if (!ans->yes)
		return EFFECT_DRAW;
	switch (asked) {
	case RECONCILE_FIELD:
		return carry_out(r, a, "theirs", "", (int)ans->id, -1);
	case RECONCILE_REASON:
		return carry_out(r, a, "ignore", ans->text, -1, -1);
	case RECONCILE_WHO:
		return carry_out(r, a, "same", "", -1, (int)ans->id);
	default:
		return EFFECT_DRAW;
	}
}
