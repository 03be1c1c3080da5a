/* A list to compare: choose the file, say whose it is and what it claims to be, look how its columns are read. */
#include "base/clock.h"
#include "base/mem.h"
#include "base/term.h"
#include "base/text.h"
#include "chooser.h"
#include "exchange/roster_file.h"
#include "exchange/roster_table.h"
#include "item.h"
#include "screen/term_text.h"
#include "screen/words.h"
#include "tui/popups.h"
#include "tui/views.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHOWN_ROWS 3 /* of the file, beside each heading */
#define ABOVE 1      /* lines above the table */
#define NEW_SOURCE (-1)

/* The first lines of the table are what is said of the whole list; then its headings. */
enum about { ABOUT_SOURCE, ABOUT_CLAIM, ABOUT_DATE, ABOUT_TERM, ABOUTS };
enum asks { ASKS_NOTHING, ASKS_SOURCE, ASKS_CLAIM, ASKS_DATE, ASKS_TERM, ASKS_FIELD };

struct loading {
	bool looking; /* at the file; before that it is being chosen */
	enum asks asks;
	struct chooser chooser;
	char *path, *source;
	struct roster_file *file;
	enum roster_claim claim;
	char date[DATE_BYTES], term[TERM_BYTES];
	bool claim_said;
	struct table table;
};

static void say_term(const struct loading *s, const struct app *a, struct buf *out)
{
	if (roster_claim_is_of_term(s->claim))
		work_term(a, s->term, out);
	else
		buf_adds(out, app_word(a, "roster.no_term"));
}

static void write_about(struct loading *s, const struct app *a)
{
	struct buf term = BUF_INIT;
	say_term(s, a, &term);
	table_add(&s->table, 0, INK_LABEL, app_word(a, "roster.source"), s->source, "");
	table_add(&s->table, 0, INK_LABEL, app_word(a, "roster.claim"),
		  roster_claim_label(a->screens, roster_claim_name(s->claim)),
		  s->claim_said ? "" : app_word(a, "roster.guessed"));
	table_add(&s->table, 0, INK_LABEL, app_word(a, "roster.date"), s->date, "");
	table_add(&s->table, 0, INK_LABEL, app_word(a, "roster.term"), term.s, "");
	buf_release(&term);
}

/* What stands below a heading in the first rows. */
static void samples(struct loading *s, struct buf *sample, size_t n)
{
	const char *const *cells;
	size_t width;
	for (size_t row = 0; row < SHOWN_ROWS; row++) {
		if (roster_file_peek(s->file, row, &cells, &width, NULL) <= 0)
			return;
		for (size_t c = 0; c < n && c < width; c++)
			buf_addf(&sample[c], "%s%s", row > 0 ? " | " : "", cells[c]);
	}
}

static void write_table(struct loading *s, const struct app *a)
{
	size_t n = roster_file_columns(s->file), at = s->table.at, first = s->table.first;
	struct buf *sample = mem_alloc(n * sizeof *sample);
	const struct buf none = BUF_INIT;
	for (size_t c = 0; c < n; c++)
		sample[c] = none;
	samples(s, sample, n);
	table_release(&s->table);
	table_column(&s->table, app_word(a, "roster.heading"), 20, false);
	table_column(&s->table, app_word(a, "roster.read_as"), 20, false);
	table_column(&s->table, app_word(a, "roster.first_rows"), 0, false);
	write_about(s, a);
	for (size_t c = 0; c < n; c++) {
		int field = roster_file_field(s->file, c);
		table_add(&s->table, 0, field < 0 ? INK_DIM : INK_NORMAL, roster_file_heading(s->file, c),
			  field < 0 ? app_word(a, "roster.not_used") : roster_field_label(a->screens, field),
			  sample[c].s);
		buf_release(&sample[c]);
	}
	mem_free(sample);
	s->table.at = at;
	s->table.first = first;
}

static int loading_load(struct view *v, struct app *a, struct err *e)
{
	struct loading *s = v->state;
	(void)e;
	if (!s->looking)
		chooser_list(&s->chooser, a);
	return 0;
}

static struct rect table_part(const struct rect *at)
{
	return (struct rect){ .y = at->y + ABOVE, .x = at->x, .h = at->h - ABOVE, .w = at->w };
}

static void loading_layout(struct view *v, struct app *a, const struct rect *room)
{
	struct loading *s = v->state;
	struct rect part = table_part(room);
	(void)a;
	v->at = *room;
	if (s->looking)
		table_scroll(&s->table, &part);
	else
		chooser_scroll(&s->chooser, room);
}

static void loading_draw(const struct view *v, const struct app *a)
{
	const struct loading *s = v->state;
	struct rect part = table_part(&v->at);
	draw_clear(&v->at);
	if (!s->looking) {
		chooser_draw(&s->chooser, &v->at);
		return;
	}
	const char *name = strrchr(s->path, '/');
	struct buf b = BUF_INIT;
	words_put(a->screens, &b, "roster.looking", name != NULL ? name + 1 : s->path);
	draw_text(&v->at, 0, 1, 0, INK_TITLE, b.s);
	buf_release(&b);
	table_draw(&s->table, &part);
}

static bool seen_before(const struct roster_info *list, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (strcmp(list[i].source, list[at].source) == 0)
			return true;
	return false;
}

/* Whose list: one heard of before, else a name to type. */
static unsigned ask_source(struct loading *s, struct app *a)
{
	struct roster_info *list = NULL;
	size_t n = 0, shown = 0;
	struct err e;
	unsigned effects;
	err_clear(&e);
	if (roster_list(a->office, &list, &n, &e) < 0)
		return app_fail(a, NULL, &e);
	s->asks = ASKS_SOURCE;
	if (n == 0) {
		effects = app_push(a, prompt_view(app_word(a, "roster.which_source"), s->source));
	} else {
		struct menu_item *item = mem_grow(NULL, n + 1, sizeof *item);
		for (size_t i = 0; i < n; i++)
			if (!seen_before(list, i))
				item[shown++] = (struct menu_item){ .label = list[i].source, .id = (int64_t)i };
		item[shown++] = (struct menu_item){ .label = app_word(a, "roster.new_source"), .id = NEW_SOURCE };
		effects = app_push(a, menu_view(app_word(a, "roster.which_source"), item, shown, 0));
		mem_free(item);
	}
	free(list);
	return effects;
}

static unsigned take_path(void *state, struct app *a, char *path)
{
	struct loading *s = state;
	struct roster_file *f = NULL;
	struct err e;
	mem_free(s->path);
	s->path = path;
	err_clear(&e);
	/* Whether it is a table at all is known before anybody is asked whose it is. */
	if (roster_file_open(&f, a->office, a->screens, path, "", &e) < 0)
		return app_refuse(a, NULL, &e);
	roster_file_close(&f);
	return ask_source(s, a);
}

/* The mapping is the source's: the file is opened anew under its name. */
static unsigned take_source(struct loading *s, struct app *a, const char *source)
{
	struct roster_file *f;
	char *name = text_nfkc(source);
	struct err e;
	err_clear(&e);
	if (*name == '\0') {
		mem_free(name);
		err_set(&e, ERR_INVALID, "ROSTER_SOURCE");
		return app_refuse(a, NULL, &e);
	}
	if (roster_file_open(&f, a->office, a->screens, s->path, name, &e) < 0) {
		mem_free(name);
		return app_refuse(a, NULL, &e);
	}
	roster_file_close(&s->file);
	s->file = f;
	mem_free(s->source);
	s->source = name;
	chooser_keep(&s->chooser, a);
	if (!s->claim_said)
		s->claim = roster_file_guess(f);
	if (!s->looking)
		s->table.at = ABOUT_CLAIM;
	s->looking = true;
	write_table(s, a);
	return EFFECT_DRAW;
}

static unsigned ask_claim(struct loading *s, struct app *a)
{
	struct menu_item item[CLAIM_COUNT];
	for (int i = 0; i < CLAIM_COUNT; i++)
		item[i] = (struct menu_item){
			.label = roster_claim_label(a->screens, roster_claim_name((enum roster_claim)i)), .id = i
		};
	s->asks = ASKS_CLAIM;
	return app_push(a, menu_view(app_word(a, "roster.which_claim"), item, CLAIM_COUNT, (size_t)s->claim));
}

static unsigned ask_term(struct loading *s, struct app *a)
{
	struct buf b = BUF_INIT;
	if (!roster_claim_is_of_term(s->claim))
		return app_say(a, "roster.no_term", NULL, NULL);
	say_term(s, a, &b);
	s->asks = ASKS_TERM;
	unsigned effects = app_push(a, prompt_view(app_word(a, "roster.which_term"), b.s));
	buf_release(&b);
	return effects;
}

static unsigned ask_field(struct loading *s, struct app *a)
{
	struct menu_item item[ROSTER_FIELD_COUNT + 1] = { { .label = app_word(a, "roster.not_used"), .id = -1 } };
	int now = roster_file_field(s->file, s->table.at - ABOUTS);
	for (int i = 0; i < ROSTER_FIELD_COUNT; i++)
		item[i + 1] = (struct menu_item){ .label = roster_field_label(a->screens, i), .id = i };
	s->asks = ASKS_FIELD;
	return app_push(a,
			menu_view(app_word(a, "roster.which_field"), item, ROSTER_FIELD_COUNT + 1, (size_t)(now + 1)));
}

static unsigned change(struct loading *s, struct app *a)
{
	switch (s->table.at) {
	case ABOUT_SOURCE:
		return ask_source(s, a);
	case ABOUT_CLAIM:
		return ask_claim(s, a);
	case ABOUT_DATE:
		s->asks = ASKS_DATE;
		return app_push(a, date_view(s->date, "day"));
	case ABOUT_TERM:
		return ask_term(s, a);
	default:
		return ask_field(s, a);
	}
}

static unsigned take_term(struct loading *s, struct app *a, const char *typed)
{
	struct err e;
	err_clear(&e);
	if (!term_typed(a->screens, typed, s->term)) {
		err_set(&e, ERR_INVALID, "ROSTER_TERM", typed);
		return app_refuse(a, NULL, &e);
	}
	write_table(s, a);
	return EFFECT_DRAW;
}

static unsigned take_date(struct loading *s, struct app *a, const char *typed)
{
	struct err e;
	err_clear(&e);
	if (work_day(typed, s->date, &e) < 0)
		return app_refuse(a, NULL, &e);
	term_of(s->date, s->term);
	write_table(s, a);
	return EFFECT_DRAW;
}

static unsigned took(struct loading *s, struct app *a, const struct answer *ans, enum asks asked)
{
	switch (asked) {
	case ASKS_SOURCE:
		if (strcmp(ans->from, "prompt") == 0 || ans->id != NEW_SOURCE)
			return take_source(s, a, ans->text);
		s->asks = ASKS_SOURCE;
		return app_push(a, prompt_view(app_word(a, "roster.which_source"), ""));
	case ASKS_CLAIM:
		s->claim = (enum roster_claim)ans->id;
		s->claim_said = true;
		break;
	case ASKS_DATE:
		return take_date(s, a, ans->text);
	case ASKS_TERM:
		return take_term(s, a, ans->text);
	case ASKS_FIELD:
		roster_file_map(s->file, s->table.at - ABOUTS, (int)ans->id);
		break;
	default:
		return EFFECT_DRAW;
	}
	write_table(s, a);
	return EFFECT_DRAW;
}

static unsigned loading_answer(struct view *v, struct app *a, const struct answer *ans)
{
	struct loading *s = v->state;
	enum asks asked = s->asks;
	unsigned fx = chooser_answer(&s->chooser, a, ans);
	if (fx != EFFECT_UNWANTED)
		return fx;
	s->asks = ASKS_NOTHING;
	if (!ans->yes)
		return EFFECT_DRAW;
	fx = took(s, a, ans, asked);
	if (fx & EFFECT_AGAIN)
		s->asks = asked;
	return fx;
}

static bool show_rows(void *app, int64_t rows)
{
	return busy_tell(app, rows, 0);
}

static unsigned take_in(struct loading *s, struct app *a)
{
	int64_t roster, rows;
	char count[24];
	bool again;
	struct err e;
	int failed;
	err_clear(&e);
	roster_file_watch(s->file, show_rows, a);
	busy_begin(a, "roster.loading");
	failed = roster_file_load(s->file, roster_claim_name(s->claim), s->date,
				  roster_claim_is_of_term(s->claim) ? s->term : NULL, &roster, &rows, &again, &e);
	busy_end(a);
	if (failed < 0)
		return e.code == ERR_CANCEL ? app_say(a, "roster.load_stopped", NULL, NULL) : app_fail(a, NULL, &e);
	snprintf(count, sizeof count, "%" PRId64, rows);
	app_say(a, again ? "roster.again" : "roster.loaded", s->source, count);
	return EFFECT_RELOAD | app_answer(a, true, roster, NULL);
}

static unsigned back(struct loading *s, struct app *a)
{
	if (!s->looking)
		return app_answer(a, false, 0, NULL);
	s->looking = s->claim_said = false;
	roster_file_close(&s->file);
	chooser_list(&s->chooser, a);
	return EFFECT_DRAW;
}

static unsigned loading_request(struct view *v, struct app *a, enum request r)
{
	struct loading *s = v->state;
	struct rect part = table_part(&v->at);
	if (!s->looking && r != REQ_BACK)
		return chooser_request(&s->chooser, a, &v->at, r);
	switch (r) {
	case REQ_OPEN:
		return change(s, a);
	case REQ_SAVE:
		return take_in(s, a);
	case REQ_BACK:
		return back(s, a);
	default:
		return table_move(&s->table, &part, r);
	}
}

static bool loading_can(const struct view *v, const struct app *a, enum request r)
{
	const struct loading *s = v->state;
	(void)a;
	return r == REQ_SAVE ? s->looking : chooser_has(r) ? !s->looking : true;
}

static unsigned loading_mouse(struct view *v, struct app *a, const struct key *k)
{
	struct loading *s = v->state;
	struct rect part = table_part(&v->at);
	int clicks = s->looking ? table_click(&s->table, &part, k) : chooser_click(&s->chooser, &v->at, k);
	return clicks == 2 ? loading_request(v, a, REQ_OPEN) : clicks == 1 ? EFFECT_DRAW : EFFECT_NONE;
}

static void loading_close(struct view *v)
{
	struct loading *s = v->state;
	roster_file_close(&s->file);
	chooser_release(&s->chooser);
	table_release(&s->table);
	mem_free(s->path);
	mem_free(s->source);
	mem_free(s);
}

static const enum request loading_requests[] = { REQ_OPEN,  REQ_SAVE, CHOOSER_REQUESTS, REQ_BACK,
						 REQ_UP,    REQ_DOWN, REQ_PAGE_UP,      REQ_PAGE_DOWN,
						 REQ_FIRST, REQ_LAST, REQ_NONE };
static const struct view_ops loading_ops = {
	.name = "roster_load",
	.requests = loading_requests,
	.load = loading_load,
	.layout = loading_layout,
	.draw = loading_draw,
	.can = loading_can,
	.request = loading_request,
	.mouse = loading_mouse,
	.answer = loading_answer,
	.close = loading_close,
};

struct view *roster_load_view(struct app *a)
{
	struct loading *s = mem_alloc(sizeof *s);
	chooser_init(&s->chooser, a, take_path, s);
	s->source = mem_dup("");
	snprintf(s->date, sizeof s->date, "%s", clock_today());
	term_of(s->date, s->term);
	return view_make(&loading_ops, s);
}
