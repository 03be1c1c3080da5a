/* Logging a visit from anywhere: the form with what is known filled in. */
#include "model/visit.h"
#include "tui/app.h"
#include "tui/views.h"

struct view *visit_form(struct app *a, int64_t household, bool repeat)
{
	struct record r;
	struct err e;
	record_init(&r, "visit");
	if (visit_begin(a->office, household, repeat, &r, &e) < 0) {
		record_release(&r);
		app_fail(a, NULL, &e);
		return NULL;
	}
	return form_view_of(a, "visit", &r, household, NULL);
}
