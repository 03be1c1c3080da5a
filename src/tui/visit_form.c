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
	if (repeat && !visit_any(a->office, household))
		app_say(a, "word.no_last_visit", NULL, NULL);
	return form_view_of(a, "visit", &r, household, NULL);
}
