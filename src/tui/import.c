/* A list from outside, in three steps: choose the file, look at what it would do, take it in. */
#include "exchange/import.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"
#include "import_internal.h"
#include "screen/form.h"
#include "screen/words.h"
#include "tui/popups.h"
#include "tui/views.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define ASK_MS 4
#define WHOLE_ROWS 4 /* a rule, and the lines under it */

static int import_load(struct view *v, struct app *a, struct err *e)
{
	struct import_state *s = v->state;
	(void)e;
	if (s->step == STEP_FILE)
		chooser_list(&s->chooser, a);
	return 0;
}

/* Why a row is refused is longer than a line: of the one under the cursor it stands whole below. */
static int whole_rows(const struct import_state *s)
{
	return s->step != STEP_FILE && s->showing == SHOW_ROWS && s->table.n > 0 ? WHOLE_ROWS : 0;
}

static struct rect table_part(const struct import_state *s, const struct rect *at)
{
	int above = s->step == STEP_PREVIEW ? 4 : 3;
	return (struct rect){ .y = at->y + above, .x = at->x, .h = at->h - above - whole_rows(s), .w = at->w };
}

static void draw_whole(const struct import_state *s, const struct rect *r)
{
	int y = r->h - whole_rows(s);
	if (y == r->h)
		return;
	const struct table_row *row = &s->table.row[s->table.at];
	const char *why = row->cell[s->table.n_columns - 1];
	if (why[0] == '\0')
		return;
	draw_rule(r, y);
	draw_wrapped(r, y + 1, 1, r->w - 2, WHOLE_ROWS - 1, row->ink, why);
}

static void import_layout(struct view *v, struct app *a, const struct rect *room)
{
	struct import_state *s = v->state;
	(void)a;
	v->at = *room;
	struct rect part = table_part(s, room);
	if (s->step == STEP_FILE)
		chooser_scroll(&s->chooser, room);
	else
		table_scroll(&s->table, &part);
}

static void draw_counts(const struct import_state *s, const struct app *a, const struct rect *r, int y)
{
	static const char *const word[] = { "import.rows", "import.added", "import.updated", "import.unchanged",
					    "import.refused" };
	const int64_t count[] = { s->seen.counts.rows, s->seen.counts.added, s->seen.counts.updated,
				  s->seen.counts.unchanged, s->seen.counts.refused };
	int x = 1;
	for (size_t i = 0; i < 5; i++) {
		struct buf b = BUF_INIT;
		char text[24];
		snprintf(text, sizeof text, "%" PRId64, count[i]);
		words_put(a->screens, &b, word[i], text);
		x = draw_text(r, y, x, 0, i == 4 && count[i] > 0 ? INK_BAD : INK_NORMAL, b.s) + 2;
		buf_release(&b);
	}
}

/* The counts above are of the first rows. */
static void draw_part(const struct import_state *s, const struct app *a, const struct rect *r)
{
	struct buf b = BUF_INIT;
	char count[24];
	snprintf(count, sizeof count, "%" PRId64, s->seen.counts.rows);
	words_put(a->screens, &b, s->judging ? "import.part" : "import.part_only", count);
	draw_text(r, 3, 1, 0, INK_MESSAGE, b.s);
	buf_release(&b);
}

static void import_draw(const struct view *v, const struct app *a)
{
	const struct import_state *s = v->state;
	struct rect part = table_part(s, &v->at);
	struct buf b = BUF_INIT;
	draw_clear(&v->at);
	if (s->step == STEP_FILE) {
		chooser_draw(&s->chooser, &v->at);
		return;
	}
	const char *name = strrchr(s->path, '/');
	words_put(a->screens, &b, "import.file", name != NULL ? name + 1 : s->path,
		  import_kind_title(a->screens, s->kind), import_encoding(s->import));
	draw_text(&v->at, 0, 1, 0, INK_TITLE, b.s);
	draw_counts(s, a, &v->at, 1);
	const char *done = s->seen.counts.refused > 0 ? "import.done_help_refused" : "import.done_help";
	const char *key = s->step == STEP_DONE         ? done
			  : s->showing == SHOW_COLUMNS ? "import.columns_help"
						       : "import.rows_help";
	draw_text(&v->at, 2, 1, 0, INK_DIM, app_word(a, key));
	if (s->part)
		draw_part(s, a, &v->at);
	table_draw(&s->table, &part);
	draw_whole(s, &v->at);
	buf_release(&b);
}

static bool import_wants_work(const struct view *v)
{
	const struct import_state *s = v->state;
	return s->step == STEP_PREVIEW && s->judging;
}

static bool time_is_over(void *until)
{
	return term_key_is_waiting() || clock_ms() >= *(const int64_t *)until;
}

static bool stop_judging(void *until, int64_t done, int64_t all)
{
	(void)done;
	(void)all;
	return time_is_over(until);
}

/* A dry run holds the database, and nobody asked for it: it gets a moment, however often a key makes it begin anew.
 * What is left of a long list is judged as it is taken in. Rows that are being looked at stay where they are. */
static int import_work(struct view *v, struct app *a, struct err *e)
{
	struct import_state *s = v->state;
	int64_t began = clock_ms(), until = began + s->judging_ms;
	office_set_progress(a->office, time_is_over, &until, ASK_MS);
	int failed = import_judge_on(s, stop_judging, &until, e);
	s->judging_ms -= clock_ms() - began;
	bool goes_on = failed < 0 && e->code == ERR_CANCEL && s->judging_ms > 0;
	s->judging = goes_on;
	if (s->showing == SHOW_ROWS && s->table.at == 0)
		import_show(s, a, SHOW_ROWS);
	return failed < 0 && (goes_on || e->code != ERR_CANCEL) ? -1 : 0;
}

static unsigned taken(void *state, struct app *a, char *path)
{
	struct import_state *s = state;
	mem_free(s->path);
	s->path = path;
	return import_choose_kind(s, a);
}

static unsigned back(struct view *v, struct app *a)
{
	struct import_state *s = v->state;
	if (s->step != STEP_PREVIEW)
		return app_answer(a, false, 0, NULL);
	import_close(&s->import);
	s->step = STEP_FILE;
	chooser_list(&s->chooser, a);
	return EFFECT_DRAW;
}

static unsigned import_request(struct view *v, struct app *a, enum request r)
{
	struct import_state *s = v->state;
	struct rect part = table_part(s, &v->at);
	if (s->step == STEP_FILE && r != REQ_BACK)
		return chooser_request(&s->chooser, a, &v->at, r);
	switch (r) {
	case REQ_OPEN:
		return s->step == STEP_PREVIEW && s->showing == SHOW_COLUMNS ? import_ask_column(s, a) : EFFECT_NONE;
	case REQ_NEXT_FIELD:
		return s->step == STEP_PREVIEW
			       ? import_show(s, a, s->showing == SHOW_COLUMNS ? SHOW_ROWS : SHOW_COLUMNS)
			       : EFFECT_NONE;
	case REQ_SAVE:
		return s->step == STEP_PREVIEW ? import_ask_run(s, a) : EFFECT_NONE;
	case REQ_BACK:
		return back(v, a);
	default:
		return table_move(&s->table, &part, r);
	}
}

static bool import_can(const struct view *v, const struct app *a, enum request r)
{
	const struct import_state *s = v->state;
	(void)a;
	if (r == REQ_SAVE || r == REQ_NEXT_FIELD)
		return s->step == STEP_PREVIEW;
	if (chooser_has(r))
		return s->step == STEP_FILE;
	if (r == REQ_OPEN)
		return s->step == STEP_FILE || (s->step == STEP_PREVIEW && s->showing == SHOW_COLUMNS);
	return true;
}

static unsigned import_mouse(struct view *v, struct app *a, const struct key *k)
{
	struct import_state *s = v->state;
	struct rect part = table_part(s, &v->at);
	int clicks = s->step == STEP_FILE ? chooser_click(&s->chooser, &v->at, k) : table_click(&s->table, &part, k);
	return clicks == 2 ? import_request(v, a, REQ_OPEN) : clicks == 1 ? EFFECT_DRAW : EFFECT_NONE;
}

static void import_view_close(struct view *v)
{
	struct import_state *s = v->state;
	import_close(&s->import);
	chooser_release(&s->chooser);
	import_forget(&s->seen);
	table_release(&s->table);
	mem_free(s->path);
	mem_free(s->target);
	mem_free(s);
}

static const enum request import_requests[] = { REQ_OPEN,      REQ_SAVE,  REQ_NEXT_FIELD, CHOOSER_REQUESTS,
						REQ_BACK,      REQ_UP,    REQ_DOWN,       REQ_PAGE_UP,
						REQ_PAGE_DOWN, REQ_FIRST, REQ_LAST,       REQ_NONE };
static const struct view_ops import_ops = {
	.name = "import",
	.requests = import_requests,
	.load = import_load,
	.layout = import_layout,
	.draw = import_draw,
	.can = import_can,
	.request = import_request,
	.mouse = import_mouse,
	.answer = import_answer,
	.close = import_view_close,
	.wants_work = import_wants_work,
	.work = import_work,
};

struct view *import_view(struct app *a)
{
	struct import_state *s = mem_alloc(sizeof *s);
	chooser_init(&s->chooser, a, taken, s);
	return view_make(&import_ops, s);
}
