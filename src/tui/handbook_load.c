/* What the handbook shows, and when it is read: for the first frame what is seen of the first chapter, behind it the
 * blanks of all chapters, and then the page that is to be completed. */
#include "base/mem.h"
#include "handbook_internal.h"
#include "model/record.h"
#include "screen/form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Takes the blanks over from `list`. */
static void take_gaps(struct book *b, struct gap *list, size_t n)
{
	free(b->gap);
	b->gap = list;
	b->n_gaps = gaps_without_waived(list, n);
	memset(b->gaps, 0, sizeof(b->gaps));
	for (size_t i = 0; i < b->n_gaps; i++)
		for (size_t c = 0; c < b->n; c++)
			b->gaps[c] += strcmp(b->chapter[c].form->name, b->gap[i].section) == 0;
}

static int load_gaps(struct book *b, struct app *a, struct err *e)
{
	const struct handbook_field *f;
	size_t nf = screens_handbook(a->screens, &f), n;
	struct gap *list;

	handbook_year(a->office, b->newest);
	if (!b->year[0])
		memcpy(b->year, b->newest, sizeof(b->year));
	if (handbook_gaps(a->office, f, nf, b->household, b->year, &list, &n, e) < 0)
		return -1;
	take_gaps(b, list, n);
	return 0;
}

static void say_filled(const struct book *b, struct app *a, size_t before)
{
	char left[24];

	if (b->n_gaps >= before)
		return;
	snprintf(left, sizeof(left), "%zu", b->n_gaps);
	app_say(a, b->n_gaps > 0 ? "gap_filled" : "gap_filled_last", left, NULL);
}

/* For the first frame the first chapter alone, whose fields stand first. */
static int load_first_gaps(struct book *b, struct app *a, struct err *e)
{
	const struct handbook_field *f;
	size_t all = screens_handbook(a->screens, &f), nf = 0, n = 0;
	struct gap *list = NULL;

	handbook_year(a->office, b->newest);
	memcpy(b->year, b->newest, sizeof(b->year));
	while (nf < all && strcmp(f[nf].section, b->chapter[0].form->name) == 0)
		nf++;
	if (nf > 0 && handbook_gaps(a->office, f, nf, b->household, b->year, &list, &n, e) < 0)
		return -1;
	take_gaps(b, list, n);
	for (size_t c = 1; c < b->n; c++)
		b->gaps[c] = BOOK_UNKNOWN;
	return 0;
}

static bool on_gap(const struct book *b)
{
	const struct page_line *l = page_at(&b->page);

	return l && l->what == BOOK_CELL && book_is_gap(b, l->id, l->column);
}

bool book_step_to_gap(struct book *b, bool back)
{
	size_t was = b->page.at;

	while (back ? b->page.at > 0 : b->page.at + 1 < b->page.n_rows) {
		b->page.at = back ? b->page.at - 1 : b->page.at + 1;
		if (on_gap(b))
			return true;
	}
	b->page.at = was;
	return false;
}

size_t book_chapter_with_gap(const struct book *b, size_t at, bool back)
{
	for (size_t i = 0; i < b->n; i++) {
		at = (at + (back ? b->n - 1 : 1)) % b->n;
		if (b->gaps[at] > 0)
			break;
	}
	return at;
}

static void place_cursor(struct book *b, int what, int64_t id, const char *column)
{
	if (!b->turned)
		page_go(&b->page, what, id, column);
	else
		b->page.at = b->seek_back && b->page.n_rows > 0 ? b->page.n_rows - 1 : 0;
	page_clip(&b->page);
	if (b->seek_gap && !on_gap(b))
		book_step_to_gap(b, b->seek_back);
	b->turned = b->seek_gap = b->seek_back = false;
}

/* Opened to be completed: on the first gap, in the first chapter with one. */
static int open_on_gap(struct book *b, struct app *a, struct err *e)
{
	if (b->n_gaps > 0 && b->gaps[b->at] == 0)
		b->at = book_chapter_with_gap(b, b->at, false);
	if (book_load_page(b, a, e) < 0)
		return -1;
	b->turned = b->seek_gap = true;
	place_cursor(b, -1, 0, NULL);
	return 0;
}

/* The page that is seen, whole, and the cursor where it was. */
static int stay_on_page(struct book *b, struct app *a, const struct page *was, struct err *e)
{
	const struct page_line *l = page_at(was);

	if (book_load_page(b, a, e) < 0)
		return -1;
	b->page.first = was->first;
	place_cursor(b, l ? l->what : -1, l ? l->id : 0, l ? l->column : NULL);
	return 0;
}

/* All chapters, behind the first frame. What fails, or is stopped by a key, leaves the page as it was. */
static int load_rest(struct book *b, struct app *a, bool stay, struct err *e)
{
	struct page was = b->page;
	size_t at = b->at;

	if (load_gaps(b, a, e) < 0)
		return -1;
	b->page = (struct page){ 0 };
	b->later = false;
	if ((stay ? stay_on_page(b, a, &was, e) : open_on_gap(b, a, e)) == 0) {
		page_release(&was);
		return 0;
	}
	page_release(&b->page);
	b->page = was;
	b->at = at;
	b->later = true;
	return -1;
}

static int load_first(struct book *b, struct app *a, struct err *e)
{
	b->head = record_title(a->office, "household", b->household);
	b->later = !b->reviewed;
	if ((b->later ? load_first_gaps(b, a, e) : load_gaps(b, a, e)) < 0 || open_on_gap(b, a, e) < 0)
		return -1;
	b->fresh = true;
	b->facts = a->facts;
	b->reshaped = false;
	return 0;
}

bool book_is_whole(struct book *b, struct app *a, bool stay)
{
	struct err e;

	err_clear(&e);
	if (!b->later || load_rest(b, a, stay, &e) == 0)
		return true;
	app_fail(a, NULL, &e);
	return false;
}

int book_load(struct view *v, struct app *a, struct err *e)
{
	struct book *b = v->state;
	const struct page_line *l = page_at(&b->page);
	int what = l ? l->what : -1;
	int64_t id = l ? l->id : 0;
	const char *column = l ? l->column : NULL;
	bool again = b->facts != a->facts || b->year_turned;
	size_t before = b->n_gaps;

	if (!b->fresh)
		return load_first(b, a, e);
	if (!again && !b->turned && !b->reshaped)
		return 0;
	if (again) {
		mem_free(b->head);
		b->head = record_title(a->office, "household", b->household);
		if (load_gaps(b, a, e) < 0)
			return -1;
		if (!b->year_turned && !b->later)
			say_filled(b, a, before);
		b->later = false;
	}
	if (book_load_page(b, a, e) < 0)
		return -1;
	b->facts = a->facts;
	b->year_turned = b->reshaped = false;
	place_cursor(b, what, id, column);
	return 0;
}

bool book_wants_work(const struct view *v)
{
	return ((const struct book *)v->state)->later;
}

int book_work(struct view *v, struct app *a, struct err *e)
{
	return load_rest(v->state, a, false, e);
}
