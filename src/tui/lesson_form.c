/* Logging a lesson at home from anywhere: what is known is filled in, what was planned is said. */
#include "model/lesson.h"
#include "model/record.h"
#include "tui/app.h"
#include "tui/views.h"

struct view *lesson_form(struct app *a, int64_t person)
{
	char next[96] = "";
	struct record r;
	struct err e;

	err_clear(&e);
	if (lesson_begin(a->office, person, &r, next, &e) < 0) {
		record_release(&r);
		app_fail(a, NULL, &e);
		return NULL;
	}
	struct view *v = form_view_of(a, "home_teaching", &r, person, "content");
	if (v && *next)
		app_say(a, "lesson_planned", next, NULL);
	return v;
}
