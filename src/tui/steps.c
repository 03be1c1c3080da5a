#include "steps.h"

#include "base/mem.h"
#include "base/text.h"
#include "model/monitoring.h"
#include "screen/form.h"
#include "screen/item_text.h"
#include "screen/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DAY_COLS 10
#define LABEL_MOST 26

static const struct {
	const char *word, *mark;
	enum ink ink;
} shown[] = {
	[STEP_DONE] = { "step_done", "o", INK_GOOD },  [STEP_NEXT] = { "step_next", ">", INK_WARN },
	[STEP_LATE] = { "step_late", "!", INK_BAD },   [STEP_WAITS] = { "step_waits", "-", INK_DIM },
	[STEP_WRONG] = { "step_wrong", "x", INK_BAD },
};

/* The last day of what is still to be done; of the clearing, the first day. */
static void due_of(const struct app *a, const struct step *s, struct buf *out)
{
	if (!s->due_on[0] || s->state == STEP_DONE || s->state == STEP_WRONG)
		return;
	words_put(a->screens, out, strncmp(s->column, "clear", 5) == 0 ? "word.step_from" : "word.step_by", s->due_on);
}

static void state_of(const struct app *a, const struct step *s, struct buf *out)
{
	char key[48];

	buf_adds(out, app_word(a, shown[s->state].word));
	if (!*s->word)
		return;
	snprintf(key, sizeof(key), "monitoring.%s", s->word);
	buf_addf(out, "  %s", words_get(a->screens, key));
}

static void write_step(struct page *p, const struct app *a, size_t grid, const struct step *s, int what, int64_t id)
{
	struct buf due = BUF_INIT, state = BUF_INIT;
	enum ink ink = shown[s->state].ink;

	due_of(a, s, &due);
	state_of(a, s, &state);
	page_row(p, grid, what, id, s->column);
	page_cell(p, ink, shown[s->state].mark);
	page_cell(p, s->state == STEP_WAITS ? INK_DIM : INK_NORMAL,
		  column_label(a->screens, "monitoring_case", s->column));
	page_cell(p, INK_NORMAL, s->on);
	page_cell(p, s->state == STEP_LATE ? INK_BAD : INK_NORMAL, due.s);
	page_cell(p, ink, state.s);
	buf_release(&due);
	buf_release(&state);
}

/* As wide as they need, up to a third of a narrow terminal. */
static size_t grid_of(struct page *p, const struct app *a, const struct step *s, size_t n)
{
	int label = 0, due;
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < n; i++) {
		int w = text_width(column_label(a->screens, "monitoring_case", s[i].column));

		label = w > label ? w : label;
	}
	words_put(a->screens, &b, "word.step_from", "2000-01-01");
	due = text_width(b.s);
	buf_release(&b);
	return page_grid(p,
			 (const struct page_column[]){ { 1, false },
						       { label < LABEL_MOST ? label : LABEL_MOST, false },
						       { DAY_COLS, false },
						       { due, false },
						       { 0, false } },
			 5);
}

int steps_write(struct page *p, struct app *a, int64_t monitoring_case, int what, size_t *wrong, size_t *late,
		struct err *e)
{
	struct step *s = NULL;
	size_t n = 0, count[STEP_WRONG + 1] = { 0 }, grid;
	struct buf b = BUF_INIT;
	char done[24], all[24];

	if (monitoring_steps(a->office, monitoring_case, &s, &n, e) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		count[s[i].state]++;
	snprintf(done, sizeof(done), "%zu", count[STEP_DONE]);
	snprintf(all, sizeof(all), "%zu", n);
	words_put(a->screens, &b, "word.steps_heading", done, all);
	page_heading(p, b.s);
	buf_release(&b);
	grid = grid_of(p, a, s, n);
	for (size_t i = 0; i < n; i++)
		write_step(p, a, grid, &s[i], what, monitoring_case);
	if (wrong)
		*wrong = count[STEP_WRONG];
	if (late)
		*late = count[STEP_LATE];
	free(s);
	return 0;
}
