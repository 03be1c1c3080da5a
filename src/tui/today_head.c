/* The head of Today: the month's duty and the campaign that ends first as bars; below them what else is owed. */
#include "base/mem.h"
#include "base/text.h"
#include "screen/words.h"
#include "today_internal.h"

#include <stdio.h>

#define BAR_MOST 24
#define BAR_LEAST 5

void today_head_clear(struct today *t)
{
	for (int i = 0; i < TODAY_COUNTS; i++) {
		mem_free(t->count[i].text);
		t->count[i].text = NULL;
	}
}

static const char *unknown(void)
{
	return term_is_ascii() ? "..." : "\u2026";
}

static void say(struct today *t, const struct app *a, int i, enum ink ink, const char *key, int n1, int n2)
{
	char first[16], second[16];
	struct buf b = BUF_INIT;

	snprintf(first, sizeof(first), "%d", n1);
	snprintf(second, sizeof(second), "%d", n2);
	words_put(a->screens, &b, key, first, second);
	t->count[i].text = buf_detach(&b);
	t->count[i].ink = ink;
}

/* What nobody knows yet. */
static void say_later(struct today *t, const struct app *a, int i, const char *key)
{
	struct buf b = BUF_INIT;

	words_put(a->screens, &b, key, unknown(), unknown());
	t->count[i].text = buf_detach(&b);
	t->count[i].ink = INK_DIM;
}

void today_head_load(struct today *t, const struct app *a)
{
	const struct today_counts *n = &t->counts;

	today_head_clear(t);
	if (t->known > TODAY_GAPS)
		say(t, a, 0, n->gaps.gaps > 0 ? INK_WARN : INK_DIM, "word.today_gaps", n->gaps.households,
		    n->gaps.gaps);
	else
		say_later(t, a, 0, "word.today_gaps");
	if (t->known > TODAY_FINDINGS)
		say(t, a, 1,
		    n->findings_late > 0 ? INK_BAD
		    : n->findings > 0    ? INK_WARN
					 : INK_DIM,
		    n->findings_late > 0 ? "word.today_findings" : "word.today_findings_open", n->findings,
		    n->findings_late);
	else
		say_later(t, a, 1, "word.today_findings_open");
	if (t->known > TODAY_UNTOLD)
		say(t, a, 2, n->untold > 0 ? INK_WARN : INK_DIM, "word.today_untold", n->untold, 0);
	else
		say_later(t, a, 2, "word.today_untold");
	if (n->drafts > 0)
		say(t, a, 3, INK_WARN, "word.today_drafts", n->drafts, 0);
}

/* Label, bar, count and what is wrong, in the columns of r. */
static void draw_bar(const struct rect *r, const char *label, const char *count, const char *wrong, enum ink ink,
		     int done, int all)
{
	int after = text_width(count) + (*wrong ? text_width(wrong) + 2 : 0) + 1;
	int bar = r->w - text_width(label) - after - 1, x;

	x = draw_text(r, 0, 0, bar < 0 ? r->w - after : 0, INK_LABEL, label) + 1;
	if (bar > BAR_MOST)
		bar = BAR_MOST;
	if (bar >= BAR_LEAST) {
		draw_progress(r, 0, x, bar, done, all);
		x += bar + 1;
	}
	x = draw_text(r, 0, x, 0, INK_NORMAL, count) + 2;
	if (*wrong)
		draw_text(r, 0, x, 0, ink, wrong);
}

static void count_text(const struct app *a, const char *key, int n1, int n2, struct buf *out)
{
	char first[16], second[16];

	buf_clear(out);
	snprintf(first, sizeof(first), "%d", n1);
	snprintf(second, sizeof(second), "%d", n2);
	words_put(a->screens, out, key, first, second);
}

static void draw_duty(const struct rect *r, const struct today *t, const struct app *a)
{
	const struct duty_counts *d = &t->counts.duty;
	int owed = d->asked - d->done;
	struct buf count = BUF_INIT, wrong = BUF_INIT;

	if (t->known > TODAY_VISITS)
		count_text(a, "word.today_households", d->done, d->asked, &count);
	else
		buf_adds(&count, unknown());
	if (owed > 0)
		count_text(a, "word.today_owed", owed, 0, &wrong);
	draw_bar(r, app_word(a, "today_visits"), count.s, wrong.s, d->overdue + d->never > 0 ? INK_BAD : INK_WARN,
		 d->done, d->asked);
	buf_release(&count);
	buf_release(&wrong);
}

static void draw_campaign(const struct rect *r, const struct today *t, const struct app *a)
{
	const struct today_counts *n = &t->counts;
	struct buf count = BUF_INIT, wrong = BUF_INIT;

	if (!n->campaign[0]) {
		draw_text(r, 0, 0, 0, INK_DIM, t->known > TODAY_TASKS ? app_word(a, "today_no_campaign") : unknown());
		return;
	}
	buf_addf(&count, "%d/%d", n->campaign_done, n->campaign_targets);
	if (n->campaign_late > 0)
		count_text(a, "word.today_late", n->campaign_late, 0, &wrong);
	draw_bar(r, n->campaign, count.s, wrong.s, INK_BAD, n->campaign_done, n->campaign_targets);
	buf_release(&count);
	buf_release(&wrong);
}

void today_head_draw(const struct rect *r, const struct today *t, const struct app *a)
{
	struct rect left = { .y = r->y, .x = r->x + 1, .h = 1, .w = (r->w - 5) / 2 };
	struct rect right = { .y = r->y, .x = left.x + left.w + 3, .h = 1, .w = r->w - left.w - 5 };
	int x = 1;

	draw_duty(&left, t, a);
	term_vline(r->y, left.x + left.w + 1, 1);
	draw_campaign(&right, t, a);
	for (int i = 0; i < TODAY_COUNTS; i++) {
		if (!t->count[i].text || x + text_width(t->count[i].text) >= r->w)
			continue;
		x = draw_text(r, 1, x, 0, t->count[i].ink, t->count[i].text) + 3;
	}
	draw_rule(r, 2);
}
