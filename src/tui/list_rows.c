#include "list_internal.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"

#include <string.h>

#define FEW 2000        /* rows that are counted and looked through at once */
#define COUNT_STEP 4000 /* rows looked at between two looks at the keyboard: quicker than a key that is held down */
#define COUNT_MS 50     /* and for how long before others have their turn */

struct listing list_query(const struct list *l)
{
	struct listing q = list_listing(l->def, l->sort, l->filter);

	q.parent = l->parent;
	q.words = l->words.text.n > 0 ? l->words.text.s : NULL;
	q.filter_value = l->filter_value;
	q.few = l->few || (q.few && l->filter_value);
	q.found = l->found;
	q.found_in = l->def->find_person ? l->def->find_person : l->def->find_household;
	if (l->unpinyin)
		q.pinyin = false;
	return q;
}

struct listing_row *list_row(const struct list *l)
{
	return l->at < l->n ? &l->rows[l->at] : NULL;
}

static void forget_rows(struct list *l)
{
	list_ahead_drop(l);
	listing_free(&l->rows, l->n);
	l->rows = NULL;
	l->n = l->at = 0;
	l->rank = 0;
	l->ahead_due = false;
	l->from = LIST_FROM_FIRST;
	l->stale = true;
}

void list_forget(struct list *l)
{
	forget_rows(l);
	list_edges_drop(l);
}

/* `more` goes behind the rows there are (or before them); the list `more` is used up. */
static void join(struct list *l, struct listing_row *more, size_t n, bool before)
{
	struct listing_row *all;

	if (n == 0) {
		listing_free(&more, 0);
		return;
	}
	all = mem_alloc((l->n + n) * sizeof(*all));
	if (l->n > 0)
		memcpy(all + (before ? n : 0), l->rows, l->n * sizeof(*all));
	memcpy(all + (before ? 0 : l->n), more, n * sizeof(*all));
	listing_free(&more, 0);
	listing_free(&l->rows, 0);
	l->rows = all;
	l->n += n;
}

/* Keeps the `height` rows around the selection, dropping what left the window. */
static void trim(struct list *l, bool keep_end)
{
	size_t spare = l->n > l->height ? l->n - l->height : 0;
	size_t front = keep_end ? spare : 0;

	if (front > l->at)
		front = l->at;
	if (l->at - front >= l->height)
		front = l->at - l->height + 1;
	if (l->ahead_before ? front > 0 : l->n > front + l->height)
		list_ahead_drop(l);
	for (size_t i = 0; i < front; i++)
		listing_row_release(&l->rows[i]);
	for (size_t i = front + l->height; i < l->n; i++)
		listing_row_release(&l->rows[i]);
	if (spare > 0) {
		memmove(l->rows, l->rows + front, l->height * sizeof(*l->rows));
		l->n = l->height;
	}
	l->at -= front;
	l->rank += (int64_t)front;
}

static int extend(struct list *l, struct app *a, const struct listing *q, bool before, size_t most, struct err *e)
{
	struct listing_row *more = NULL;
	size_t n = 0;

	if (most == 0)
		return 0;
	if (list_ahead_next(l, a, q, before, most, &more, &n, e) < 0)
		return -1;
	join(l, more, n, before);
	l->ahead_due = n == most && (l->ahead_before != before || l->n_ahead < most);
	l->due_before = before;
	if (before && l->n > n) {
		l->at += n;
		l->rank -= (int64_t)n;
	}
	return 0;
}

static int go_edge(struct list *l, struct app *a, const struct listing *q, bool last, struct err *e)
{
	bool stale = l->stale;

	forget_rows(l);
	l->stale = stale;
	if (!list_edge_take(l, last) && extend(l, a, q, last, l->height, e) < 0)
		return -1;
	l->edges_due = l->n >= l->height;
	l->ahead_due = false; /* at an end one looks, and goes to the other */
	l->at = last && l->n > 0 ? l->n - 1 : 0;
	l->rank = last ? -(int64_t)l->n : 0;
	l->from = last ? LIST_FROM_LAST : LIST_FROM_FIRST;
	return 0;
}

/* Fills the window around an anchor: `kept` rows before it, the rest after; where one side has too few, the other gives
 * more. */
static int fill_around(struct list *l, struct app *a, const struct listing *q, struct listing_row *anchor, bool found,
		       size_t before, struct err *e)
{
	struct listing_row *head = NULL;
	size_t n = 0;

	if (before > 0 && listing_page(a->office, q, anchor, true, before, &head, &n, e) < 0)
		return -1;
	if (found) {
		join(l, head, n, false);
		head = mem_alloc(sizeof(*head));
		*head = *anchor;
		memset(anchor, 0, sizeof(*anchor));
		join(l, head, 1, false);
		l->at = n;
		if (extend(l, a, q, false, l->height > l->n ? l->height - l->n : 0, e) < 0)
			return -1;
	} else {
		struct listing_row *tail = NULL;
		size_t m = 0;

		if (listing_page(a->office, q, anchor, false, l->height - n, &tail, &m, e) < 0) {
			listing_free(&head, n);
			return -1;
		}
		join(l, head, n, false);
		join(l, tail, m, false);
		l->at = l->n == 0 ? 0 : n < l->n ? n : l->n - 1;
	}
	return l->n > 0 ? extend(l, a, q, true, l->height > l->n ? l->height - l->n : 0, e) : 0;
}

static int find_rank(struct list *l, struct app *a, const struct listing *q, struct err *e)
{
	if (l->n > 0 && listing_rank(a->office, q, &l->rows[0], &l->rank, e) < 0)
		return -1;
	l->from = LIST_FROM_FIRST;
	return 0;
}

/* Facts changed: the same record stays selected on the same line, or the one that took its place. */
static int refresh(struct list *l, struct app *a, const struct listing *q, struct err *e)
{
	struct listing_row was, now;
	size_t before = l->at;
	int found, rc;

	if (l->n == 0)
		return go_edge(l, a, q, false, e);
	memset(&now, 0, sizeof(now));
	found = l->seek ? listing_row(a->office, q, l->seek, &now, e) : 0;
	if (found == 0)
		found = listing_row(a->office, q, l->rows[l->at].id, &now, e);
	l->seek = 0;
	if (found < 0)
		return -1;
	was = l->rows[l->at];
	memset(&l->rows[l->at], 0, sizeof(was));
	list_forget(l);
	if (before >= l->height)
		before = l->height - 1;
	rc = fill_around(l, a, q, found ? &now : &was, found, before, e);
	listing_row_release(&was);
	listing_row_release(&now);
	l->from = LIST_FROM_SOMEWHERE;
	/* All there is stands before it: the last took its place. */
	if (rc == 0 && l->n == 0)
		return go_edge(l, a, q, true, e);
	return rc == 0 && l->few && l->count >= 0 ? find_rank(l, a, q, e) : rc;
}

/* To the first row at or after what was typed; behind all of them, the last, and that is said. */
static int land(struct list *l, struct app *a, const struct listing *q, struct err *e)
{
	struct listing_row place = listing_place_of(q, l->jump.text.s);
	int rc;

	forget_rows(l);
	l->stale = false;
	rc = fill_around(l, a, q, &place, false, 0, e);
	l->from = LIST_FROM_SOMEWHERE;
	listing_row_release(&place);
	if (rc == 0 && l->n == 0) {
		const char *word;

		rc = go_edge(l, a, q, true, e);
		word = (unsigned char)l->jump.text.s[0] > '9' ? list_jump_word(l) : NULL;
		app_say(a, word ? word : "list_jump_past", l->jump.text.s, NULL);
		return rc;
	}
	return rc == 0 && l->few && l->count >= 0 ? find_rank(l, a, q, e) : rc;
}

/* To the row from which the jump began. */
static int go_back(struct list *l, struct app *a, const struct listing *q, struct err *e)
{
	struct listing_row row;
	int rc, found;

	memset(&row, 0, sizeof(row));
	found = listing_row(a->office, q, l->jump_from, &row, e);
	if (found <= 0)
		return found;
	forget_rows(l);
	l->stale = false;
	rc = fill_around(l, a, q, &row, true, l->jump_at < l->height ? l->jump_at : l->height - 1, e);
	l->from = LIST_FROM_SOMEWHERE;
	listing_row_release(&row);
	return rc == 0 && l->few && l->count >= 0 ? find_rank(l, a, q, e) : rc;
}

/* Another height: the rows there are stay, as far as they are seen. */
static int resize(struct list *l, struct app *a, const struct listing *q, struct err *e)
{
	if (l->n > l->height)
		trim(l, false);
	if (extend(l, a, q, false, l->height - l->n, e) < 0)
		return -1;
	return l->n > 0 ? extend(l, a, q, true, l->height - l->n, e) : 0;
}

static int move(struct list *l, struct app *a, const struct listing *q, struct err *e)
{
	int64_t target = (int64_t)l->at + l->delta;

	if (l->n == 0)
		return 0;
	if (target >= (int64_t)l->n && extend(l, a, q, false, (size_t)(target - (int64_t)l->n + 1), e) < 0)
		return -1;
	if (target < 0) {
		size_t was = l->n;

		if (extend(l, a, q, true, (size_t)-target, e) < 0)
			return -1;
		target += (int64_t)(l->n - was);
	}
	l->at = target < 0 ? 0 : target >= (int64_t)l->n ? l->n - 1 : (size_t)target;
	trim(l, l->delta > 0);
	return 0;
}

/* What the words find, where the list is too long to be looked through. */
static int find(struct list *l, struct app *a, struct err *e)
{
	const char *words = l->words.text.n > 0 ? l->words.text.s : NULL;

	mem_free(l->found);
	l->found = NULL;
	l->found_more = false;
	if (l->few || !words || text_is_blank(words) || (!l->def->find_person && !l->def->find_household))
		return 0;
	if (listing_find(a->office, words, l->def->find_person != NULL, &l->found, &l->found_more, e) < 0)
		return -1;
	/* The first of many may all be others than this list's: then its own rows are walked. */
	if (l->found_more && (l->filter_value || a->office->scope == SCOPE_MINE)) {
		mem_free(l->found);
		l->found = NULL;
		l->found_more = false;
	}
	return 0;
}

/* A short list is counted at once; a long one, and one that is read again, after its first screen (list_work). */
static int count(struct list *l, struct app *a, bool again, struct err *e)
{
	struct listing q = list_query(l);

	l->count = -1;
	l->counted = 0;
	l->counted_to = INT64_MIN;
	return (l->few && !again) || q.found ? listing_count(a->office, &q, &l->count, e) : 0;
}

/* Whose rows are asked for, and was it the same when they were read last? */
static bool is_of_the_same(struct list *l, const struct office *o)
{
	bool same = l->of_village == o->village && l->of_me == o->me && l->of_scope == o->scope;

	l->of_village = o->village;
	l->of_me = o->me;
	l->of_scope = o->scope;
	return same;
}

static int reload(struct list *l, struct app *a, struct err *e)
{
	struct listing q = list_query(l);
	/* Facts changed and the question is the same: what is few does not become many by what was saved. */
	bool again =
		is_of_the_same(l, a->office) && !l->stale && l->n > 0 && l->few && l->count >= 0 && l->count < FEW / 2;

	list_edges_drop(l);
	l->unpinyin = list_listing(l->def, l->sort, -1).pinyin && !listing_names_ready(a->office);
	if (!again && listing_is_few(a->office, &q, FEW, &l->few, e) < 0)
		return -1;
	if (find(l, a, e) < 0 || count(l, a, again, e) < 0)
		return -1;
	q = list_query(l);
	if (refresh(l, a, &q, e) < 0)
		return -1;
	l->stale = false;
	l->edges_due = l->n >= l->height;
	l->facts = a->facts;
	l->side_of = 0;
	return 0;
}

int list_fetch(struct list *l, struct app *a, struct err *e)
{
	struct listing q;

	if (l->height == 0)
		return 0;
	if ((l->stale || l->facts != a->facts) && reload(l, a, e) < 0)
		return -1;
	q = list_query(l);
	if (l->land && l->jump.text.n == 0)
		l->jump_back = true;
	if (l->land || l->jump_back || l->edge != 0 || l->delta != 0)
		list_side_leave(l);
	if (l->resized && resize(l, a, &q, e) < 0)
		return -1;
	if (l->jump_back ? go_back(l, a, &q, e) < 0 : l->land && land(l, a, &q, e) < 0)
		return -1;
	if (l->edge != 0 && go_edge(l, a, &q, l->edge > 0, e) < 0)
		return -1;
	if (l->delta != 0 && move(l, a, &q, e) < 0)
		return -1;
	l->edge = 0;
	l->delta = 0;
	l->land = l->jump_back = l->resized = false;
	return 0;
}

int64_t list_place(const struct list *l)
{
	int64_t place = l->rank + (int64_t)l->at + 1;

	if (l->from == LIST_FROM_SOMEWHERE || (l->from == LIST_FROM_LAST && l->count < 0))
		return 0;
	return l->from == LIST_FROM_LAST ? place + l->count : place;
}

bool list_wants_work(const struct list *l)
{
	return !l->stale && (l->ahead_due || l->edges_due || (list_side_is_due(l) && !l->moving) || l->count < 0 ||
			     (l->from == LIST_FROM_SOMEWHERE && l->n > 0));
}

/* A key ends the step, not the count: the next goes on where this one was. */
static int count_on(struct list *l, struct app *a, const struct listing *q, struct err *e)
{
	int64_t until = clock_ms() + COUNT_MS;
	int rc;

	do
		rc = listing_count_on(a->office, q, COUNT_STEP, &l->counted_to, &l->counted, e);
	while (rc == 0 && clock_ms() < until && !office_stop_wanted(a->office));
	if (rc > 0)
		l->count = l->counted;
	return rc < 0 ? -1 : 0;
}

int list_work(struct list *l, struct app *a, struct err *e)
{
	struct listing q = list_query(l);

	if (l->ahead_due)
		return list_ahead_read(l, a, &q, e);
	if (l->edges_due)
		return list_edges_read(l, a, &q, e);
	if (list_side_is_due(l) && !l->moving) {
		list_side_load(l, a);
		return 0;
	}
	if (l->count >= 0)
		return find_rank(l, a, &q, e);
	return count_on(l, a, &q, e);
}
