/* Dropout control: how many of those of age are kept at school, the ledgers behind that number, and the cases. */
#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"
#include "dropouts_internal.h"
#include "item.h"
#include "screen/words.h"
#include "split.h"
#include "tui/views.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEAD 3 /* the rate, the ledgers, a rule */

/* On a narrow screen: the page below says all three, how it stands and the next day stay. */
enum { SCHOOL_SPARE = 1, HEAD_SPARE, REASON_SPARE };

static const struct dropout_row *selected(const struct dropouts *d)
{
	return d->table.at < d->n ? &d->row[d->table.at] : NULL;
}

static void add_columns(struct dropouts *d, const struct app *a)
{
	table_column(&d->table, app_word(a, "dropout_name"), 8, false);
	table_column(&d->table, app_word(a, "dropout_age"), 4, true);
	table_column(&d->table, app_word(a, "dropout_head"), 8, false);
	table_spare(&d->table, HEAD_SPARE);
	table_column(&d->table, app_word(a, "dropout_school"), 0, false);
	table_spare(&d->table, SCHOOL_SPARE);
	table_column(&d->table, app_word(a, "dropout_reason"), 9, false);
	table_spare(&d->table, REASON_SPARE);
	table_column(&d->table, app_word(a, "dropout_state"), 9, false);
	table_column(&d->table, app_word(a, "dropout_talks"), 5, true);
	table_column(&d->table, app_word(a, "dropout_next"), 10, false);
}

static const char *reason_of(const struct app *a, const char *label)
{
	const char *shown = work_choice(a, "dropout_reason", label);

	return shown != label ? shown : work_choice(a, "away_reason", label);
}

static const char *state_shown(const struct app *a, const struct dropout_row *r)
{
	if (!r->dropout)
		return r->out ? app_word(a, "dropout_uncased") : "";
	return work_choice(a, "dropout_state", r->state);
}

static void add_row(struct dropouts *d, const struct app *a, const struct dropout_row *r)
{
	bool late = r->dropout && r->next_on[0] && strcmp(r->next_on, clock_today()) <= 0;
	char age[16], talks[16];

	snprintf(age, sizeof(age), "%d", r->age);
	snprintf(talks, sizeof(talks), "%d", r->talks);
	table_add(&d->table, r->person,
		  late                   ? INK_BAD
		  : r->out || r->dropout ? INK_WARN
					 : INK_NORMAL,
		  r->name, r->age < 0 ? "" : age, r->head, r->school, reason_of(a, r->reason), state_shown(a, r),
		  r->talks > 0 ? talks : "", r->next_on);
}

static int fetch(struct dropouts *d, struct app *a, struct err *e)
{
	struct dropout_row *list;
	size_t n;

	if (dropout_ledger_counted(a->office, d->term, d->which, &list, &n, &d->count, e) < 0)
		return -1;
	free(d->row);
	d->row = list;
	d->n = n;
	if (d->table.n_columns == 0)
		add_columns(d, a);
	table_clear(&d->table);
	for (size_t i = 0; i < n; i++)
		add_row(d, a, &list[i]);
	table_clip(&d->table);
	d->fresh = true;
	d->facts = a->facts;
	d->page_of = -1;
	return 0;
}

static int load(struct view *v, struct app *a, struct err *e)
{
	struct dropouts *d = v->state;
	const struct dropout_row *r;

	if ((!d->fresh || d->facts != a->facts) && fetch(d, a, e) < 0)
		return -1;
	r = selected(d);
	return d->page_of != (r ? r->person : 0) ? dropouts_page(d, a, r, e) : 0;
}

static void layout(struct view *v, struct app *a, const struct rect *room)
{
	struct dropouts *d = v->state;
	struct rect part;

	(void)a;
	v->at = *room;
	part = split_table(&v->at, HEAD, d->n);
	table_scroll(&d->table, &part);
}

static void number(int n, char out[16])
{
	snprintf(out, 16, "%d", n);
}

static void draw_rate(const struct view *v, const struct app *a)
{
	const struct dropouts *d = v->state;
	const struct retention *r = &d->count;
	char retained[16], all[16], rate[16], part[3][16];
	struct buf b = BUF_INIT;
	int x;

	number(r->enrolled + r->taught_at_home, retained);
	number(r->of_age, all);
	retention_rate(r, rate);
	words_put(a->screens, &b, "word.retention", retained, all, rate);
	x = draw_text(&v->at, 0, 1, 0, r->out > 0 ? INK_BAD : r->of_age > 0 ? INK_GOOD : INK_DIM, b.s) + 3;
	buf_clear(&b);
	number(r->enrolled, part[0]);
	number(r->taught_at_home, part[1]);
	number(r->out, part[2]);
	words_put(a->screens, &b, "word.retention_parts", part[0], part[1], part[2]);
	x = draw_text(&v->at, 0, x, 0, INK_NORMAL, b.s) + 3;
	if (r->explained > 0 && x < v->at.w) {
		buf_clear(&b);
		number(r->explained, all);
		words_put(a->screens, &b, "word.retention_explained", all);
		draw_text(&v->at, 0, x, 0, INK_DIM, b.s);
	}
	buf_release(&b);
}

static void ledger_name(const struct app *a, int which, const char *kind, struct buf *out)
{
	char key[32];

	snprintf(key, sizeof(key), "word.ledger_%s%d", kind, which);
	buf_adds(out, app_word(a, key));
}

static void ledger_tab(const struct dropouts *d, const struct app *a, int which, struct buf *out)
{
	bool here = which == (int)d->which;

	buf_adds(out, here ? "[" : " ");
	ledger_name(a, which, "", out);
	buf_addf(out, " %d%s", d->count.rows[which], here ? "]" : " ");
}

/* Where not all have room, the first ones make way for the chosen one; none is cut. */
static void draw_ledgers(const struct view *v, const struct app *a)
{
	const struct dropouts *d = v->state;
	struct buf tab[LEDGERS];
	int width[LEDGERS], used = 1, from = 0, x = 1;

	for (int i = 0; i < LEDGERS; i++) {
		tab[i] = (struct buf)BUF_INIT;
		ledger_tab(d, a, i, &tab[i]);
		width[i] = text_width(tab[i].s);
		used += i <= (int)d->which ? width[i] : 0;
	}
	while (from < (int)d->which && used > v->at.w)
		used -= width[from++];
	for (int i = from; i < LEDGERS; i++) {
		if (x + width[i] <= v->at.w)
			draw_text(&v->at, 1, x, 0, i == (int)d->which ? INK_SELECTED : INK_LABEL, tab[i].s);
		x += width[i];
	}
	for (int i = 0; i < LEDGERS; i++)
		buf_release(&tab[i]);
}

static void draw(const struct view *v, const struct app *a)
{
	const struct dropouts *d = v->state;
	struct rect part = split_table(&v->at, HEAD, d->n), side = split_page(&v->at, HEAD, d->n);

	draw_rate(v, a);
	draw_ledgers(v, a);
	draw_rule(&v->at, HEAD - 1);
	table_draw(&d->table, &part);
	if (d->n == 0) {
		draw_wrapped(&part, 2, 2, part.w - 4, 2, INK_DIM,
			     app_word(a, d->count.of_age > 0 ? "dropouts_nobody" : "dropouts_none_of_age"));
		return;
	}
	split_line(&v->at, HEAD, d->n);
	page_draw(&d->page, &side, false);
}

static bool can(const struct view *v, const struct app *a, enum request r)
{
	const struct dropouts *d = v->state;
	const struct dropout_row *row = selected(d);

	(void)a;
	switch (r) {
	case REQ_OPEN:
	case REQ_MOVE:
	case REQ_HOUSEHOLD:
		return row != NULL;
	case REQ_EDIT:
		return row && row->enrolment;
	case REQ_TABLE:
	case REQ_HISTORY:
		return row && row->dropout;
	default:
		return true;
	}
}

/* Other rows: the cursor begins at the top. */
static unsigned other_rows(struct view *v)
{
	struct dropouts *d = v->state;

	d->fresh = false;
	d->table.at = 0;
	v->loaded = false;
	return EFFECT_DRAW;
}

static unsigned another_term(struct view *v, int by)
{
	struct dropouts *d = v->state;
	char term[TERM_BYTES];

	term_shift(d->term, by, term);
	if (!term_is_valid(term))
		return EFFECT_NONE;
	snprintf(d->term, sizeof(d->term), "%s", term);
	return other_rows(v);
}

static unsigned another_ledger(struct view *v, int by)
{
	struct dropouts *d = v->state;

	d->which = (enum dropout_ledger)(((int)d->which + by + LEDGERS) % LEDGERS);
	return other_rows(v);
}

/* A talk needs its child: where one is found is said. */
static unsigned begin_elsewhere(const struct dropouts *d, struct app *a)
{
	char key[24];

	return app_say(a, d->count.of_age > 0 ? "dropouts_begin" : "dropouts_begin_none", work_key(a, REQ_NEW, key),
		       app_word(a, "ledger_0"));
}

static unsigned request(struct view *v, struct app *a, enum request r)
{
	struct dropouts *d = v->state;
	const struct dropout_row *row = selected(d);
	struct rect part = split_table(&v->at, HEAD, d->n);
	unsigned fx;

	if (r == REQ_NEW && !row)
		return begin_elsewhere(d, a);
	switch (r) {
	case REQ_OPEN:
	case REQ_NEW:
	case REQ_MOVE:
		return dropouts_do(d, a, row, r);
	case REQ_EDIT:
		return app_push(a, form_view(a, "enrolment", row->enrolment, 0, NULL));
	case REQ_HOUSEHOLD:
		return app_push(a, household_view(a, row->household));
	case REQ_TABLE:
		return app_push(a, list_view(a, "persuasions_of", row->dropout));
	case REQ_HISTORY:
		return app_push(a, history_view(a, "dropout", row->dropout, NULL));
	case REQ_NEXT_FIELD:
	case REQ_PREV_FIELD:
		return another_ledger(v, r == REQ_NEXT_FIELD ? 1 : -1);
	case REQ_NEXT_YEAR:
	case REQ_PREV_YEAR:
		return another_term(v, r == REQ_NEXT_YEAR ? 1 : -1);
	case REQ_SCOPE:
		return work_scope(a);
	default:
		fx = table_move(&d->table, &part, r);
		if (fx & EFFECT_DRAW)
			v->loaded = false; /* the page shows another child */
		return fx;
	}
}

static unsigned mouse(struct view *v, struct app *a, const struct key *k)
{
	struct dropouts *d = v->state;
	struct rect part = split_table(&v->at, HEAD, d->n);
	int what = table_click(&d->table, &part, k);

	v->loaded = what == 0;
	return what == 2 ? request(v, a, REQ_OPEN) : what == 1 ? EFFECT_DRAW : EFFECT_NONE;
}

static unsigned answer(struct view *v, struct app *a, const struct answer *ans)
{
	return dropouts_answered(v->state, a, ans);
}

static void hint(const struct view *v, const struct app *a, struct buf *out)
{
	const struct dropouts *d = v->state;
	struct buf help = BUF_INIT;
	char key[24];

	ledger_name(a, (int)d->which, "help_", &help);
	words_put(a->screens, out, "word.ledger_hint", help.s, work_key(a, REQ_NEXT_FIELD, key));
	buf_release(&help);
}

static void title(const struct view *v, const struct app *a, struct buf *left, struct buf *right)
{
	const struct dropouts *d = v->state;

	(void)left;
	work_term(a, d->term, right);
}

static void close_dropouts(struct view *v)
{
	struct dropouts *d = v->state;

	free(d->row);
	mem_free(d->what);
	table_release(&d->table);
	page_release(&d->page);
	mem_free(d);
}

static const enum request requests[] = {
	REQ_OPEN,      REQ_NEW,       REQ_MOVE,      REQ_TABLE,   REQ_EDIT,  REQ_NEXT_FIELD, REQ_PREV_FIELD,
	REQ_PREV_YEAR, REQ_NEXT_YEAR, REQ_HOUSEHOLD, REQ_HISTORY, REQ_SCOPE, REQ_UP,         REQ_DOWN,
	REQ_PAGE_UP,   REQ_PAGE_DOWN, REQ_FIRST,     REQ_LAST,    REQ_NONE,
};

static const struct view_ops ops = {
	.name = "dropouts",
	.covers = view_covers_scope,
	.requests = requests,
	.load = load,
	.layout = layout,
	.draw = draw,
	.can = can,
	.request = request,
	.mouse = mouse,
	.answer = answer,
	.title = title,
	.hint = hint,
	.close = close_dropouts,
};

struct view *dropouts_view(struct app *a)
{
	struct dropouts *d = mem_alloc(sizeof(*d));

	(void)a;
	term_of(clock_today(), d->term);
	d->page_of = -1;
	return view_make(&ops, d);
}
