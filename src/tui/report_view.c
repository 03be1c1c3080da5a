/* A report to read, to open number by number, and to write on. */
#include "base/mem.h"
#include "base/text.h"
#include "report_internal.h"
#include "screen/words.h"
#include "tui/popups.h"
#include "tui/views.h"

#include <stdio.h>
#include <string.h>

int report_with_progress(struct app *a, const struct report_def *d, const struct period *p, struct report *out,
			 bool *stopped, struct err *e)
{
	int failed;

	busy_begin(a, "word.report_working");
	failed = report_make(out, a->office, a->screens, d, p, e);
	busy_end(a);
	*stopped = failed < 0 && e->code == ERR_CANCEL;
	if (failed < 0)
		report_release(out);
	return *stopped ? 0 : failed;
}

static int load(struct view *v, struct app *a, struct err *e)
{
	struct report_state *s = v->state;
	struct report now = { 0 };
	bool stopped;

	if (s->asked && s->facts == a->facts)
		return 0;
	s->asked = true;
	s->facts = a->facts;
	if (report_with_progress(a, s->def, &s->period, &now, &stopped, e) < 0)
		return -1;
	if (stopped) { /* what stood here stays; the refresh key asks again */
		app_say(a, "report_stopped", NULL, NULL);
		return 0;
	}
	if (s->made)
		report_keep_place(s);
	report_release(&s->report);
	s->report = now;
	s->made = true;
	report_lay(s, v->at.w);
	report_find_place(s);
	return 0;
}

static void layout(struct view *v, struct app *a, const struct rect *room)
{
	struct report_state *s = v->state;

	(void)a;
	v->at = *room;
	if (s->made && s->cols != room->w) {
		report_keep_place(s);
		report_lay(s, room->w);
		report_find_place(s);
	}
	move_window(s->at, room->h > 0 ? (size_t)room->h : 1, s->n, &s->first);
}

static void draw(const struct view *v, const struct app *a)
{
	const struct report_state *s = v->state;

	report_draw(s, &v->at);
	if (s->n == 0)
		draw_text(&v->at, 1, 2, 0, INK_DIM, app_word(a, s->made ? "report_nothing" : "report_stopped"));
}

/* The number, or from a warning the first number it is about. */
static unsigned open_number(struct report_state *s, struct app *a)
{
	const struct report_line *l = report_line_at(s);
	size_t number = 0, warning = 0, doubts = 0;

	if (s->number != REPORT_NO_NUMBER)
		return app_push(a, report_rows_view(&s->report, s->number));
	if (!l || l->kind != REPORT_WARNING)
		return EFFECT_NONE;
	if (s->report.warning_of[l->index] != REPORT_NO_PARAGRAPH) {
		report_go_paragraph(s, s->report.warning_of[l->index]);
		return EFFECT_DRAW;
	}
	for (size_t i = 0; i < l->index; i++)
		doubts += s->report.warning_of[i] != REPORT_NO_PARAGRAPH;
	/* Those of empty numbers stand in the order of the first empty number of each metric. */
	for (; number < s->report.n_numbers; number++) {
		size_t before = 0;

		if (!report_is_empty(&s->report, number))
			continue;
		while (before < number && (s->report.number[before].metric != s->report.number[number].metric ||
					   !report_is_empty(&s->report, before)))
			before++;
		if (before == number && doubts + warning++ == l->index)
			break;
	}
	if (number < s->report.n_numbers)
		report_go_number(s, number);
	return EFFECT_DRAW;
}

static unsigned ask_words(struct report_state *s, struct app *a, bool own)
{
	const struct report_paragraph *p = report_paragraph_at(s);

	s->key[0] = '\0';
	if (p)
		snprintf(s->key, sizeof(s->key), "%s", p->key);
	s->asks = own ? REPORT_ASKS_OWN : REPORT_ASKS_WORDS;
	return app_push(a,
			editor_view(app_word(a, own ? "report_own_title" : "report_edit_title"), own ? "" : p->text));
}

static size_t paragraph_of(const struct report *r, const char *key)
{
	size_t i = 0;

	while (i < r->n_paragraphs && strcmp(r->paragraph[i].key, key) != 0)
		i++;
	return i;
}

/* Empty words give the template's back. */
static unsigned put_words(struct report_state *s, struct app *a, bool own, const char *words)
{
	size_t i = paragraph_of(&s->report, s->key);
	bool blank = text_is_blank(words);
	struct err e;

	err_clear(&e);
	if (own && blank)
		return app_say(a, "report_no_words", NULL, NULL);
	if ((own ? report_add_own(a->office, &s->report, *s->key ? i : REPORT_TOP, words, &e)
		 : report_edit(a->office, &s->report, s->key, blank ? "" : words, &e)) < 0)
		return app_fail(a, NULL, &e);
	return EFFECT_RELOAD | app_say(a,
				       own                                                        ? "report_own_added"
				       : !blank                                                   ? "report_edited"
				       : i < s->report.n_paragraphs && s->report.paragraph[i].own ? "report_own_gone"
												  : "report_back",
				       NULL, NULL);
}

static unsigned give_back(struct report_state *s, struct app *a)
{
	snprintf(s->key, sizeof(s->key), "%s", report_paragraph_at(s)->key);
	return put_words(s, a, false, "");
}

static unsigned turn_to(struct report_state *s, struct view *v, const struct period *p)
{
	s->period = *p;
	s->asked = false;
	v->loaded = false;
	return EFFECT_DRAW;
}

static unsigned shift(struct view *v, struct app *a, int by)
{
	struct report_state *s = v->state;
	struct period p;

	period_shift(a->office, s->def->kind, &s->period, by, &p);
	return strcmp(p.name, s->period.name) == 0 ? app_say(a, "report_no_period", NULL, NULL) : turn_to(s, v, &p);
}

static unsigned compare(struct report_state *s, struct app *a)
{
	struct period before;

	period_shift(a->office, s->def->kind, &s->period, -1, &before);
	if (strcmp(before.name, s->period.name) == 0)
		return app_say(a, "report_no_period", NULL, NULL);
	return app_push(a, report_compare_view(s->def, &s->period, &before));
}

static bool can(const struct view *v, const struct app *a, enum request r)
{
	const struct report_state *s = v->state;
	const struct report_line *l = report_line_at(s);
	const struct report_paragraph *p = report_paragraph_at(s);

	(void)a;
	switch (r) {
	case REQ_OPEN:
		return s->number != REPORT_NO_NUMBER || (l && l->kind == REPORT_WARNING);
	case REQ_EDIT:
		return p != NULL;
	case REQ_BIN:
		return p && (p->own || p->edited);
	case REQ_NEW:
	case REQ_EXPORT:
		return s->made;
	case REQ_NEXT_ITEM:
	case REQ_PREV_ITEM:
		return s->report.n_warnings > 0;
	case REQ_PREV_YEAR:
	case REQ_NEXT_YEAR:
	case REQ_CHOOSE:
	case REQ_COMPARE:
		return strcmp(s->def->kind, "none") != 0;
	default:
		return true;
	}
}

static unsigned request(struct view *v, struct app *a, enum request r)
{
	struct report_state *s = v->state;

	switch (r) {
	case REQ_OPEN:
		return open_number(s, a);
	case REQ_EDIT:
	case REQ_NEW:
		return ask_words(s, a, r == REQ_NEW);
	case REQ_BIN:
		return give_back(s, a);
	case REQ_PREV_YEAR:
	case REQ_NEXT_YEAR:
		return shift(v, a, r == REQ_NEXT_YEAR ? 1 : -1);
	case REQ_CHOOSE:
		s->asks = REPORT_ASKS_PERIOD;
		return app_push(a, prompt_view(app_word(a, "report_which_period"), s->period.name));
	case REQ_COMPARE:
		return compare(s, a);
	case REQ_EXPORT:
		return report_export(s, a);
	case REQ_REFRESH:
		s->asked = false;
		return EFFECT_RELOAD;
	default:
		return report_move(s, &v->at, r);
	}
}

static unsigned answer(struct view *v, struct app *a, const struct answer *ans)
{
	struct report_state *s = v->state;
	enum report_asks asked = s->asks;
	struct period p;
	struct err e;

	err_clear(&e);
	s->asks = REPORT_ASKS_NOTHING;
	if (!ans->yes || asked == REPORT_ASKS_NOTHING)
		return EFFECT_DRAW;
	if (asked != REPORT_ASKS_PERIOD)
		return put_words(s, a, asked == REPORT_ASKS_OWN, ans->text);
	if (report_period(a->office, a->screens, s->def, ans->text, "", &p, &e) < 0) {
		s->asks = asked;
		return app_refuse(a, NULL, &e);
	}
	return turn_to(s, v, &p);
}

static unsigned mouse(struct view *v, struct app *a, const struct key *k)
{
	struct report_state *s = v->state;
	unsigned what = report_click(s, &v->at, k);

	return what == 2 ? open_number(s, a) : what ? EFFECT_DRAW : EFFECT_NONE;
}

static void hint(const struct view *v, const struct app *a, struct buf *out)
{
	const struct report_state *s = v->state;
	const struct report_line *l = report_line_at(s);
	const struct report_paragraph *p = report_paragraph_at(s);
	const struct metric_def *m;
	struct buf number = BUF_INIT;

	if (s->number != REPORT_NO_NUMBER) {
		const struct report_number *n = &s->report.number[s->number];

		m = &s->def->metric[n->metric];
		buf_add(&number, s->report.paragraph[n->paragraph].text + n->at, n->bytes);
		words_put(a->screens, out, "word.report_number", m->label, number.s, m->unit_word);
	} else if (l && l->kind == REPORT_WARNING)
		buf_adds(out, app_word(a, "report_to_gap"));
	else if (p && (p->own || p->edited))
		buf_adds(out, app_word(a, p->own ? "report_is_own" : "report_is_edited"));
	buf_release(&number);
}

static const char *heading(const struct view *v, const struct app *a)
{
	(void)a;
	return ((const struct report_state *)v->state)->def->title;
}

static void title(const struct view *v, const struct app *a, struct buf *left, struct buf *right)
{
	const struct report_state *s = v->state;
	char numbers[24], empty[24];

	buf_adds(left, s->made ? s->report.period_title : s->period.name);
	if (!s->made)
		return;
	snprintf(numbers, sizeof(numbers), "%zu", s->report.n_numbers);
	snprintf(empty, sizeof(empty), "%zu", s->report.n_warnings);
	words_put(a->screens, right, s->report.n_warnings ? "word.report_counts" : "word.report_count", numbers, empty);
}

static void close_report(struct view *v)
{
	struct report_state *s = v->state;

	report_release(&s->report);
	mem_free(s->line);
	mem_free(s->stop);
	mem_free(s->start);
	buf_release(&s->flow);
	mem_free(s);
}

static const enum request requests[] = {
	REQ_OPEN,      REQ_EDIT,         REQ_NEW,          REQ_BIN,        REQ_PREV_YEAR, REQ_NEXT_YEAR, REQ_COMPARE,
	REQ_EXPORT,    REQ_CHOOSE,       REQ_NEXT_FIELD,   REQ_PREV_FIELD, REQ_RIGHT,     REQ_LEFT,      REQ_NEXT_ITEM,
	REQ_PREV_ITEM, REQ_REFRESH,      REQ_UP,           REQ_DOWN,       REQ_PAGE_UP,   REQ_PAGE_DOWN, REQ_FIRST,
	REQ_LAST,      REQ_NEXT_SECTION, REQ_PREV_SECTION, REQ_NONE,
};

static const struct view_ops ops = {
	.name = "report",
	.covers = view_covers_file,
	.requests = requests,
	.load = load,
	.layout = layout,
	.draw = draw,
	.can = can,
	.request = request,
	.mouse = mouse,
	.answer = answer,
	.title = title,
	.heading = heading,
	.hint = hint,
	.close = close_report,
};

struct view *report_view(const struct report_def *d, const struct period *p)
{
	struct report_state *s = mem_alloc(sizeof(*s));

	s->def = d;
	s->period = *p;
	s->number = REPORT_NO_NUMBER;
	return view_make(&ops, s);
}
