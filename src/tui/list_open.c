/* What is done with the row that is selected. */
#include "list_internal.h"

#include "tui/popups.h"
#include "tui/views.h"

#include <string.h>

bool list_opens_household(const struct list *l)
{
	return strcmp(l->def->open, "household") == 0;
}

static unsigned open_row(struct list *l, struct app *a, int64_t id)
{
	if (list_opens_household(l) && l->table[0])
		return app_push(a, record_view(a, "household", record_household(a->office, l->table, id)));
	if (l->def->open[0])
		return app_push(a, record_view(a, l->def->open, id));
	return app_push(a, form_view(a, l->def->form, id, l->parent, NULL));
}

static unsigned on_household(struct list *l, struct app *a, enum request r, int64_t id)
{
	int64_t household = strcmp(l->table, "household") == 0 ? id : record_household(a->office, l->table, id);

	if (!household)
		return EFFECT_NONE;
	if (r == REQ_LOG_VISIT)
		return app_push(a, visit_form(a, household, false));
	return app_push(a, r == REQ_HANDBOOK ? handbook_view(a, household) : household_view(a, household));
}

unsigned list_on_row(struct list *l, struct app *a, enum request r)
{
	int64_t id = list_row(l)->id;

	switch (r) {
	case REQ_OPEN:
		return open_row(l, a, id);
	case REQ_HISTORY:
		return app_push(a, history_view(a, l->table, id, NULL));
	case REQ_BIN:
		return list_ask_bin(l, a);
	case REQ_MOVE:
		return app_push(a, move_view(a, id, NULL));
	default:
		return on_household(l, a, r, id);
	}
}
