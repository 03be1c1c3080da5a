/* The list Today is gathered into: every matter adds its lines. Only inside model/. */
#ifndef MODEL_TODAY_LIST_H
#define MODEL_TODAY_LIST_H

#include "model/today.h"

struct today_list {
	struct item *item;
	size_t n, cap;
};
/* One more line, blank but for these; good until the next. */
struct item *today_add(struct today_list *l, enum item_kind kind, const char *word, int64_t household);
/* The day it is due, "" none, and how late that is. */
void today_due(struct item *it, const char *due);
/* Head and group of every household; what is none any more is 0. */
int today_name(struct office *o, struct today_list *l, struct err *e);
/* Drafts first, then the late (longest first), by due date, the rest. */
void today_sort(struct today_list *l);

#endif
