/* A handbook under review: the chapters as the handbook shows them, and a verdict for each. A problem is said in words
 * and becomes a finding; who found it and where is asked once. */
#include "model/review.h"
#include "base/mem.h"
#include "base/text.h"
#include "handbook_internal.h"
#include "screen/choices.h"
#include "screen/form.h"
#include "screen/words.h"
#include "tui/popups.h"
#include "tui/views.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum asks { ASKS_NOTHING, ASKS_PROBLEM, ASKS_LEVEL, ASKS_SOURCE, ASKS_FINISH };

struct review {
	struct book book; /* first: the handbook's functions take this for one of theirs */
	int64_t id;
	struct review_state *mark;
	size_t n;
	bool begun; /* it stands where the last one left off */
	enum asks asks;
	size_t asked; /* chapter */
	char *problem, *source;
	const char *level; /* NULL: not asked yet */
};

static const struct review_state *mark_of(const struct review *s, size_t chapter)
{
	for (size_t i = 0; i < s->n; i++)
		if (strcmp(s->mark[i].chapter, s->book.chapter[chapter].form->name) == 0)
			return &s->mark[i];
	return NULL;
}

/* The next chapter without a verdict, round the end; where there is none, the same. */
static size_t next_open(const struct review *s, size_t from)
{
	for (size_t i = 0; i < s->book.n; i++) {
		size_t at = (from + i) % s->book.n;

		if (!s->book.verdict[at])
			return at;
	}
	return from;
}

static size_t done(const struct review *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->book.n; i++)
		n += s->book.verdict[i] != 0;
	return n;
}

/* One taken up again goes on under the same level and source. */
static void said_before(struct review *s, const struct app *a)
{
	const struct choice_list *l = screens_choices(a->screens, "finding_level");
	char *level, *source;

	if (!review_said_by(a->office, s->id, &level, &source))
		return;
	for (size_t i = 0; l && i < l->n; i++)
		if (strcmp(l->choice[i].label, level) == 0)
			s->level = l->choice[i].label;
	mem_free(level);
	if (s->level)
		s->source = source;
	else
		mem_free(source);
}

static int load(struct view *v, struct app *a, struct err *e)
{
	struct review *s = v->state;

	free(s->mark);
	s->mark = NULL;
	s->n = 0;
	if (review_marks(a->office, s->id, &s->mark, &s->n, e) < 0 || book_load(v, a, e) < 0)
		return -1;
	for (size_t i = 0; i < s->book.n; i++) {
		const struct review_state *m = mark_of(s, i);

		s->book.verdict[i] = m ? m->verdict[0] : 0;
	}
	if (s->begun)
		return 0;
	s->begun = true;
	said_before(s, a);
	s->book.at = next_open(s, 0);
	s->book.turned = true;
	return book_load(v, a, e);
}

static unsigned ask_finish(struct review *s, struct app *a)
{
	struct buf b = BUF_INIT;
	char problems[16];
	int n = 0;
	unsigned fx;

	for (size_t i = 0; i < s->book.n; i++)
		n += s->book.verdict[i] == 'p';
	snprintf(problems, sizeof(problems), "%d", n);
	words_put(a->screens, &b, "word.review_finish", problems);
	s->asks = ASKS_FINISH;
	fx = app_push(a, confirm_view(b.s));
	buf_release(&b);
	return fx;
}

static unsigned finish(struct review *s, struct app *a)
{
	const char *chapter[BOOK_CHAPTERS];
	struct err e;

	err_clear(&e);
	for (size_t i = 0; i < s->book.n; i++)
		chapter[i] = s->book.chapter[i].form->name;
	if (review_finish(a->office, s->id, chapter, s->book.n, &e) < 0)
		return app_fail(a, NULL, &e);
	app_say(a, "review_finished", s->book.head, NULL);
	return app_answer(a, true, s->book.household, NULL) | EFFECT_RELOAD;
}

/* Said, and on to the next chapter. */
static unsigned set_verdict(struct review *s, struct app *a, size_t chapter, const char *verdict, const char *note)
{
	struct err e;

	err_clear(&e);
	if (review_mark_set(a->office, s->id, s->book.chapter[chapter].form->name, verdict, note, s->level, s->source,
			    &e) < 0)
		return app_fail(a, screens_form(a->screens, "review_mark"), &e);
	s->book.verdict[chapter] = verdict[0];
	if (done(s) == s->book.n)
		return ask_finish(s, a) | EFFECT_RELOAD;
	s->book.at = next_open(s, chapter);
	s->book.turned = true;
	return EFFECT_RELOAD;
}

static unsigned ask_problem(struct review *s, struct app *a)
{
	const struct review_state *m = mark_of(s, s->book.at);
	struct buf b = BUF_INIT;
	unsigned fx;

	words_put(a->screens, &b, "word.review_problem", book_chapter_name(&s->book, a, s->book.at));
	s->asks = ASKS_PROBLEM;
	s->asked = s->book.at;
	fx = app_push(a, prompt_view(b.s, m ? m->note : ""));
	buf_release(&b);
	return fx;
}

static unsigned ask_level(struct review *s, struct app *a)
{
	const struct choice_list *l = screens_choices(a->screens, "finding_level");
	struct menu_item *item = l ? mem_grow(NULL, l->n, sizeof(*item)) : NULL;
	const char *self = office_role(a->office, "finding_level.self");
	size_t own = 0;
	unsigned fx;

	if (!l)
		return EFFECT_DRAW; /* what is wrong with it is said */
	for (size_t i = 0; i < l->n; i++) {
		item[i] = (struct menu_item){ l->choice[i].shown, NULL, (int64_t)i };
		if (strcmp(l->choice[i].label, self) == 0)
			own = i;
	}
	s->asks = ASKS_LEVEL;
	fx = app_push(a, menu_view(app_word(a, "review_level"), item, l->n, own));
	mem_free(item);
	return fx;
}

static unsigned take_problem(struct review *s, struct app *a, const char *text)
{
	if (text_is_blank(text))
		return set_verdict(s, a, s->asked, "problem", "");
	mem_free(s->problem);
	s->problem = mem_dup(text);
	return s->source ? set_verdict(s, a, s->asked, "problem", s->problem) : ask_level(s, a);
}

static unsigned answer(struct view *v, struct app *a, const struct answer *ans)
{
	struct review *s = v->state;
	enum asks asked = s->asks;

	s->asks = ASKS_NOTHING;
	if (!ans->yes)
		return EFFECT_DRAW;
	switch (asked) {
	case ASKS_PROBLEM:
		return take_problem(s, a, ans->text);
	case ASKS_LEVEL:
		s->level = screens_choices(a->screens, "finding_level")->choice[ans->id].label;
		s->asks = ASKS_SOURCE;
		return app_push(a, prompt_view(app_word(a, "review_source"), ""));
	case ASKS_SOURCE:
		s->source = mem_dup(ans->text);
		return set_verdict(s, a, s->asked, "problem", s->problem);
	case ASKS_FINISH:
		return finish(s, a);
	default:
		return EFFECT_DRAW;
	}
}

static bool can(const struct view *v, const struct app *a, enum request r)
{
	const struct review *s = v->state;

	return r == REQ_SAVE ? done(s) == s->book.n : book_can(v, a, r);
}

static unsigned request(struct view *v, struct app *a, enum request r)
{
	struct review *s = v->state;

	switch (r) {
	case REQ_SEEN:
		return set_verdict(s, a, s->book.at, "seen", "");
	case REQ_FINE:
		return set_verdict(s, a, s->book.at, "fine", "");
	case REQ_PROBLEM:
		return ask_problem(s, a);
	case REQ_SAVE:
		return ask_finish(s, a);
	default:
		return book_request(v, a, r);
	}
}

/* What was said of the chapter at hand. */
static void hint(const struct view *v, const struct app *a, struct buf *out)
{
	const struct review *s = v->state;
	const struct review_state *m = mark_of(s, s->book.at);
	const struct choice *c = m ? choice_find(screens_choices(a->screens, "review_verdict"), m->verdict) : NULL;

	buf_addf(out, "%s  %s", book_chapter_name(&s->book, a, s->book.at),
		 c ? c->shown : app_word(a, "review_no_verdict"));
	if (m && m->note[0])
		buf_addf(out, "  %s", m->note);
}

static void title(const struct view *v, const struct app *a, struct buf *left, struct buf *right)
{
	const struct review *s = v->state;

	words_put(a->screens, left, "word.handbook_title", s->book.head ? s->book.head : "");
	buf_addf(right, "%zu/%zu", done(s), s->book.n);
}

static void close_review(struct view *v)
{
	struct review *s = v->state;

	free(s->mark);
	mem_free(s->problem);
	mem_free(s->source);
	book_close(v);
}

static const enum request requests[] = {
	REQ_SEEN,         REQ_FINE,       REQ_PROBLEM,    REQ_SAVE,  REQ_OPEN,  REQ_NEXT_ITEM,
	REQ_PREV_ITEM,    REQ_HOUSEHOLD,  REQ_HISTORY,    REQ_LEFT,  REQ_RIGHT, REQ_UP,
	REQ_DOWN,         REQ_PAGE_UP,    REQ_PAGE_DOWN,  REQ_FIRST, REQ_LAST,  REQ_NEXT_SECTION,
	REQ_PREV_SECTION, REQ_NEXT_FIELD, REQ_PREV_FIELD, REQ_NONE,
};

static const struct view_ops ops = {
	.name = "review",
	.requests = requests,
	.load = load,
	.layout = book_layout,
	.draw = book_draw,
	.can = can,
	.request = request,
	.mouse = book_mouse,
	.answer = answer,
	.title = title,
	.hint = hint,
	.close = close_review,
};

struct view *review_view(struct app *a, int64_t household, int64_t sample)
{
	struct review *s = mem_alloc(sizeof(*s));
	char *me = office_me_name(a->office);
	struct err e;
	int rc = -1;

	err_clear(&e);
	if (book_begin(&s->book, a, household)) {
		s->book.reviewed = true;
		rc = review_begin(a->office, household, me, sample, &s->id, &e);
		if (rc < 0)
			app_fail(a, screens_form(a->screens, "handbook_review"), &e);
	}
	mem_free(me);
	if (rc == 0)
		return view_make(&ops, s);
	mem_free(s);
	return NULL;
}
