/* Beside Today in a wide terminal: the selected household, so that one need not open it to know. */
#include "base/mem.h"
#include "model/record.h"
#include "section.h"
#include "today_internal.h"

#include <stdlib.h>

#define SIDE_VISITS 5

static int add_open(struct today *t, struct app *a, int64_t household, struct err *e)
{
	struct item *list = NULL;
	size_t n = 0, grid = section_item_grid(&t->side, a);

	if (item_list(a, household, &list, &n, e) < 0)
		return -1;
	page_heading(&t->side, app_word(a, n > 0 ? "household_open" : "household_no_open"));
	for (size_t i = 0; i < n; i++)
		section_item(&t->side, a, grid, 0, 0, &list[i]);
	free(list);
	return 0;
}

/* The pane is a help only: what cannot be read now is left out, and said where it is asked for. */
void today_side_load(struct today *t, struct app *a, int64_t household)
{
	struct section_ask visits = { NULL, household, SIDE_VISITS, 0, 0 };
	struct err ignored;
	int64_t count;
	char *head;

	page_clear(&t->side);
	t->side_of = household;
	if (!household || term_cols() < TODAY_WIDE)
		return;
	visits.def = screens_list(a->screens, "visits_of");
	head = record_title(a->office, "household", household);
	page_heading(&t->side, head);
	mem_free(head);
	if (section_about(&t->side, a, household, &ignored) < 0)
		return;
	page_text(&t->side, INK_NORMAL, "");
	if (add_open(t, a, household, &ignored) < 0)
		return;
	page_text(&t->side, INK_NORMAL, "");
	if (visits.def)
		section_rows(&t->side, a, &visits, &count, &ignored);
}
