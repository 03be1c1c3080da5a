/* The list Today is gathered into, bounded: of each kind the most urgent TODAY_KIND_MOST are kept, however many there
 * are, and all are counted. What stands once for many of a term is gathered by term. Only inside model/. */
#ifndef MODEL_TODAY_LIST_H
#define MODEL_TODAY_LIST_H

#include "model/today.h"

struct today_kind {
	struct item *item; /* from TODAY_KIND_MOST on a heap, the least urgent on top */
	size_t n, cap;
	int64_t count;
};
/* Lines of one word and term: singly up to TODAY_SINGLE_MOST, else as one line with their number. */
struct today_term {
	struct item item[TODAY_SINGLE_MOST];
	const char *many;
	int64_t count;
};
struct today_list {
	struct today_kind kind[ITEM_KINDS];
	struct today_term *term;
	size_t n_terms;
	bool whole; /* one household: nothing is left out or taken together */
};

/* One line, blank but for these. */
void today_item(struct item *out, enum item_kind kind, const char *word, int64_t household);
/* The day it is due, "" none, and how late that is. */
void today_due(struct item *it, const char *due);
/* Takes a copy in. */
void today_put(struct today_list *l, const struct item *it);
/* The same once head and group of the household were looked up; what is no household any more is 0. */
int today_put_named(struct today_list *l, struct office *o, struct item *it, struct err *e);
/* One that is not shown singly where too many are of its term (arg[0]); `many`: the word of the line for all. */
void today_put_of_term(struct today_list *l, const struct item *it, const char *many);
/* What was gathered in a step that was done to its end; `from` is empty then. */
void today_merge(struct today_list *l, struct today_list *from);
void today_drop_kind(struct today_list *l, enum item_kind kind);
void today_clear(struct today_list *l);
/* All of it, drafts first, then the late (longest first), by due date, the rest; a kind of which there are more than
 * TODAY_KIND_MOST as a line with their number and the TODAY_SINGLE_MOST most urgent. free(). */
void today_take(const struct today_list *l, struct item **out, size_t *n);
void today_sort(struct item *list, size_t n);

#endif
