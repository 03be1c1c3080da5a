#include "base/mem.h"
#include "base/text.h"
#include "household_internal.h"
#include "model/record.h"
#include "screen/item_text.h"
#include "screen/words.h"
#include "section.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NEWEST 5
#define MEMBERS 12 /* a family is shown whole */

const char *const house_lists[] = {
	"members",     "visits_of", "findings_of", "pairings_of",  "monitoring_of",
	"dropouts_of", "years_of",  "measures_of", "effects_of",   "aid_of",
	"supports_of", "marks_of",  "reviews_of",  "documents_of", "notes_of",
};

size_t house_lists_count(void)
{
	return sizeof(house_lists) / sizeof(house_lists[0]);
}

const struct item *house_item(const struct house *h)
{
	const struct page_line *l = page_at(&h->page);

	return l && l->what == HOUSE_ITEM ? &h->item[l->id] : NULL;
}

const struct list_def *house_record(const struct house *h, const struct app *a, int64_t *id)
{
	const struct page_line *l = page_at(&h->page);

	if (!l || l->what < HOUSE_LISTS || (l->what - HOUSE_LISTS) % 2 != 0)
		return NULL;
	*id = l->id;
	return screens_list(a->screens, house_lists[(l->what - HOUSE_LISTS) / 2]);
}

void house_begin(struct house *h, const struct item *it)
{
	h->is_doing = it != NULL;
	if (it) {
		h->doing = *it;
		h->doing_at = (size_t)(it - h->item);
	}
}

static void add_items(struct house *h, const struct app *a)
{
	size_t grid = section_item_grid(&h->page, a);
	char number[24];
	struct buf b = BUF_INIT;

	if (h->n == 0) {
		page_heading(&h->page, app_word(a, "household_no_open"));
		return;
	}
	snprintf(number, sizeof(number), "%zu", h->n);
	buf_addf(&b, "%s %s", app_word(a, "household_open"), number);
	page_heading(&h->page, b.s);
	buf_release(&b);
	for (size_t i = 0; i < h->n; i++)
		section_item(&h->page, a, grid, HOUSE_ITEM, (int64_t)i, &h->item[i]);
}

/* The parts with rows, then in one line those that have none yet. */
static int add_lists(struct house *h, struct app *a, struct err *e)
{
	struct buf none = BUF_INIT, b = BUF_INIT;
	char key[24];
	int rc = -1;

	for (size_t i = 0; i < house_lists_count(); i++) {
		struct section_ask ask = { screens_list(a->screens, house_lists[i]), h->id, i == 0 ? MEMBERS : NEWEST,
					   HOUSE_ROW(i), HOUSE_ALL(i) };
		int64_t count;

		if (!ask.def)
			continue;
		if (section_rows(&h->page, a, &ask, &count, e) < 0)
			goto done;
		if (count == 0 && ask.def->fresh[0])
			buf_addf(&none, "%s%s", none.n > 0 ? "  " : "", ask.def->title);
	}
	if (none.n > 0) {
		words_put(a->screens, &b, "word.household_nothing_yet", none.s, work_key(a, REQ_NEW, key));
		page_text(&h->page, INK_DIM, "");
		page_text(&h->page, INK_DIM, b.s);
	}
	rc = 0;
done:
	buf_release(&none);
	buf_release(&b);
	return rc;
}

/* What was begun is done: the cursor stands on the next thing to do, and the message names it. True if it was so. */
static bool offer_next(struct house *h, struct app *a)
{
	struct buf text = BUF_INIT;
	size_t at;

	if (!h->is_doing)
		return false;
	for (size_t i = 0; i < h->n; i++)
		if (item_same(&h->item[i], &h->doing))
			return false;
	h->is_doing = false;
	if (h->n == 0) {
		app_say(a, "household_all_done", h->head, NULL);
		h->page.at = 0;
		return true;
	}
	at = h->doing_at < h->n ? h->doing_at : 0;
	page_go(&h->page, HOUSE_ITEM, (int64_t)at, NULL);
	buf_addf(&text, "%s ", item_kind(a, &h->item[at]));
	item_sentence(a->screens, a->office, &h->item[at], &text);
	app_say(a, "item_done_next", text.s, NULL);
	buf_release(&text);
	return true;
}

/* Head of the page; a household that is gone fails, and the page cannot stay. */
static int write_about(struct house *h, struct app *a, struct err *e)
{
	const char *name;
	struct record r;

	record_init(&r, "household");
	if (record_load(a->office, "household", h->id, &r, e) < 0) {
		record_release(&r);
		return -1;
	}
	name = record_text(&r, "head_name");
	if (!name[0])
		name = record_text(&r, "household_no");
	mem_free(h->head);
	h->head = mem_dup(name);
	section_about_record(&h->page, a, &r);
	record_release(&r);
	return 0;
}

/* Nothing that is shown may move when the rest comes: below what is open nothing has its place yet. */
int house_load_first(struct house *h, struct app *a, struct err *e)
{
	struct buf b = BUF_INIT;

	page_clear(&h->page);
	if (write_about(h, a, e) < 0)
		return -1;
	buf_addf(&b, "%s %s", app_word(a, "household_open"), term_is_ascii() ? "..." : "\u2026");
	page_heading(&h->page, b.s);
	buf_release(&b);
	h->later = true;
	return 0;
}

static int write_page(struct house *h, struct app *a, struct err *e)
{
	if (write_about(h, a, e) < 0)
		return -1;
	add_items(h, a);
	return add_lists(h, a, e);
}

/* The cursor on the same row as before; where the page was not whole there was none. */
static void place_cursor(struct house *h, struct app *a, const struct page *was, const struct item *was_item)
{
	const struct page_line *l = h->later ? NULL : page_at(was);
	int64_t id = l ? l->id : 0;

	h->page.at = l ? was->at : 0;
	h->page.first = was->first;
	page_clip(&h->page);
	if (offer_next(h, a) || !l)
		return;
	for (size_t i = 0; was_item && i < h->n; i++)
		if (item_same(&h->item[i], was_item))
			id = (int64_t)i;
	page_go(&h->page, l->what, id, NULL);
}

/* What fails on the way, or is stopped by a key, leaves the page as it was. */
int house_load(struct house *h, struct app *a, struct err *e)
{
	const struct item *it = h->later ? NULL : house_item(h);
	struct page was = h->page;
	struct item *was_items = h->item, *list;
	size_t was_n = h->n, n;

	if (item_list(a, h->id, &list, &n, e) < 0)
		return -1;
	h->item = list;
	h->n = n;
	h->page = (struct page){ 0 };
	if (write_page(h, a, e) < 0) {
		page_release(&h->page);
		h->page = was;
		h->item = was_items;
		h->n = was_n;
		free(list);
		return -1;
	}
	place_cursor(h, a, &was, it);
	h->later = false;
	free(was_items);
	page_release(&was);
	return 0;
}
