#include "app_internal.h"

#include "model/record.h"
#include "model/trace.h"
#include "screen/form.h"
#include "screen/list_def.h"
#include "screen/words.h"
#include "timeline.h"
#include "tui/popups.h"
#include "tui/term.h"
#include "tui/views.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void app_refresh_names(struct app *a)
{
	char *place = office_village_name(a->office);
	char *who = office_me_name(a->office);

	if (!a->office->village && office_has_villages(a->office))
		snprintf(a->place, sizeof(a->place), "%s", app_word(a, "all_villages"));
	else
		snprintf(a->place, sizeof(a->place), "%s", place ? place : "");
	snprintf(a->who, sizeof(a->who), "%s", who ? who : "");
	free(place);
	free(who);
}

static unsigned take_back(struct app *a, bool undo, int64_t txn)
{
	char what[48] = "", title[96] = "";
	int records = 0, rc;
	struct err e;

	err_clear(&e);
	rc = undo ? trace_undo(a->office, txn, what, title, &records, &e)
		  : trace_redo(a->office, txn, what, title, &records, &e);
	if (rc < 0)
		return app_fail(a, NULL, &e);
	return EFFECT_RELOAD | timeline_taken_back(a, undo, what, title, records);
}

/* A question of the app's own, over whatever is on top. */
static unsigned ask(struct app *a, struct view *v)
{
	v->for_app = true;
	return app_push(a, v);
}

#define UNASKED_MOST 50 /* records: a key pressed by mistake takes back no more */

static unsigned ask_take_back(struct app *a, bool undo)
{
	char what[48], title[96], count[16];
	int64_t txn = 0;
	int records =
		undo ? trace_undo_size(a->office, 0, what, title, &txn) : trace_redo_size(a->office, what, title, &txn);
	struct buf action = BUF_INIT, b = BUF_INIT;
	unsigned fx;

	if (records <= UNASKED_MOST)
		return take_back(a, undo, txn);
	a->asks_undo = undo;
	a->asked_txn = txn;
	words_action(a->screens, what, &action);
	snprintf(count, sizeof(count), "%d", records);
	words_put(a->screens, &b, undo ? "word.confirm_undo_many" : "word.confirm_redo_many", action.s, count);
	fx = ask(a, confirm_view(b.s));
	buf_release(&action);
	buf_release(&b);
	return fx;
}

/* Everything above the root goes; what was typed stays in drafts. The question of a first start stays until answered.
 */
static void to_root(struct app *a)
{
	while (a->top->below && strcmp(a->top->ops->name, "first") != 0)
		app_drop(a);
}

static struct view *place_view(struct app *a, enum request r)
{
	switch (r) {
	case REQ_GO_HOUSEHOLDS:
		return list_view(a, "households", 0);
	case REQ_GO_VISITS:
		return list_view(a, "visits", 0);
	case REQ_GO_FINDINGS:
		return list_view(a, "findings", 0);
	case REQ_GO_STUDENTS:
		return list_view(a, "students", 0);
	case REQ_GO_CAMPAIGNS:
		return campaigns_view(a);
	case REQ_GO_LISTS:
		return lists_view(a);
	case REQ_GO_BIN:
		return bin_view(a);
	case REQ_GO_ROUNDS:
		return rounds_view(a);
	case REQ_GO_SAMPLES:
		return sample_view(a, 0);
	case REQ_GO_AWARENESS:
		return awareness_view(a);
	case REQ_GO_LOG:
		return log_view(a);
	case REQ_GO_DUPLICATES:
		return duplicates_view(a);
	case REQ_GO_COVERAGE:
		return coverage_view(a);
	case REQ_GO_LESSONS:
		return lessons_view(a);
	case REQ_GO_DROPOUTS:
		return dropouts_view(a);
	case REQ_GO_ROSTERS:
		return rosters_view(a);
	case REQ_GO_TABLES:
		return tables_view(a);
	case REQ_GO_REPORTS:
		return reports_view(a);
	case REQ_GO_CHARTS:
		return charts_view(a);
	case REQ_GO_IMPORT:
		return import_view(a);
	case REQ_GO_CHECKS:
		return checks_view(a);
	default:
		return NULL;
	}
}

static unsigned go(struct app *a, enum request r)
{
	struct view *v = place_view(a, r);

	if (!v)
		return EFFECT_NONE;
	to_root(a);
	return app_push(a, v);
}

static unsigned back(struct app *a)
{
	return a->top->below ? EFFECT_POP : EFFECT_NONE;
}

unsigned app_request(struct app *a, enum request r)
{
	switch (r) {
	case REQ_QUIT:
		return a->top->below ? EFFECT_POP : EFFECT_QUIT;
	case REQ_BACK:
		return back(a);
	case REQ_HELP:
		return app_push(a, help_view(a, a->top));
	case REQ_PALETTE:
		return ask(a, palette_view(a, a->top));
	case REQ_REDRAW:
		term_repaint();
		return EFFECT_DRAW;
	case REQ_REFRESH:
		return EFFECT_RELOAD;
	case REQ_SUSPEND:
		term_suspend();
		return EFFECT_DRAW;
	case REQ_UNDO:
	case REQ_REDO:
		return ask_take_back(a, r == REQ_UNDO);
	case REQ_GO_TODAY:
		to_root(a);
		return EFFECT_DRAW;
	case REQ_GO_ME:
		a->asks_village = false;
		return ask(a, ref_view(app_word(a, "who_are_you"), "cadre", 0, ""));
	default:
		return go(a, r);
	}
}

/* Numbers of the palette: requests first, then lists, then registers (popup_palette.c). */
static unsigned palette_answer(struct app *a, int64_t id)
{
	const struct list_def *const *lists;
	const struct form *const *forms;
	size_t nl = screens_lists(a->screens, &lists), nf = screens_forms(a->screens, &forms);
	size_t at;

	if (id < REQ_COUNT)
		return app_dispatch(a, (enum request)id);
	at = (size_t)(id - REQ_COUNT);
	if (at >= nl + nf)
		return EFFECT_NONE;
	return app_push(a, list_view(a, at < nl ? lists[at]->name : forms[at - nl]->name, 0));
}

enum { VILLAGES_MOST = 12, ALL_VILLAGES = 0, ANOTHER_VILLAGE = -1 };

/* Nothing to ask where all households are of one village. */
static unsigned ask_village(struct app *a)
{
	struct office_village mine[VILLAGES_MOST];
	struct menu_item item[VILLAGES_MOST + 2];
	size_t n = office_villages(a->office, mine, VILLAGES_MOST), chosen = n;

	if (n == 0)
		return EFFECT_NONE;
	for (size_t i = 0; i < n; i++) {
		item[i] = (struct menu_item){ mine[i].name, "", mine[i].place };
		chosen = mine[i].place == a->office->village ? i : chosen;
	}
	item[n] = (struct menu_item){ app_word(a, "all_villages"), "", ALL_VILLAGES };
	item[n + 1] = (struct menu_item){ app_word(a, "another_village"), "", ANOTHER_VILLAGE };
	return ask(a, menu_view(app_word(a, "which_village"), item, n + 2, chosen));
}

static unsigned set_village(struct app *a, int64_t place)
{
	struct err e;

	if (place == ANOTHER_VILLAGE) {
		a->asks_village = true;
		return ask(a, ref_view(app_word(a, "which_village"), "place", 0, ""));
	}
	err_clear(&e);
	if (office_set_village(a->office, place, &e) < 0)
		return app_fail(a, NULL, &e);
	app_refresh_names(a);
	return EFFECT_RELOAD | app_say(a, "looks_at", a->place, NULL);
}

static unsigned set_me(struct app *a, int64_t cadre)
{
	struct err e;
	char *name;
	unsigned fx;

	err_clear(&e);
	if (office_set_me(a->office, cadre, &e) < 0)
		return app_fail(a, NULL, &e);
	name = record_title(a->office, "cadre", cadre);
	fx = EFFECT_RELOAD | app_say(a, "you_are", name, NULL);
	free(name);
	return fx | ask_village(a);
}

unsigned app_asked(struct app *a, const struct answer *ans)
{
	if (!ans->yes)
		return EFFECT_NONE;
	if (strcmp(ans->from, "palette") == 0)
		return palette_answer(a, ans->id);
	if (strcmp(ans->from, "confirm") == 0)
		return take_back(a, a->asks_undo, a->asked_txn);
	return a->asks_village || strcmp(ans->from, "ref") != 0 ? set_village(a, ans->id) : set_me(a, ans->id);
}
