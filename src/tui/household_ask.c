/* What the household's page asks before it does something: what to add, who the new cadre is, whether to bin. */
#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "household_internal.h"
#include "model/pairing.h"
#include "model/record.h"
#include "screen/form.h"
#include "screen/words.h"
#include "tui/popups.h"
#include "tui/views.h"

#include <stdio.h>
#include <string.h>

/* What may be added to one person; offered where a member is selected. */
static const char *const person_forms[] = { "enrolment", "aid", "notification", "home_teaching" };
#define N_PERSON_FORMS (sizeof(person_forms) / sizeof(person_forms[0]))
#define ADD_MOST 32
#define OF_PERSON 1000 /* ids of the menu from here on: person_forms */

static const char *form_title(const struct app *a, const char *name)
{
	const struct form *f = screens_form(a->screens, name);

	return f ? f->title : NULL;
}

unsigned house_ask_add(struct house *h, struct app *a)
{
	struct menu_item item[ADD_MOST];
	size_t n = 0, chosen = 0;
	int64_t id = 0;
	const struct list_def *here = house_record(h, a, &id);
	bool member = here && strcmp(here->form, "person") == 0;

	for (size_t i = 0; i < house_lists_count() && n < ADD_MOST; i++) {
		const struct list_def *d = screens_list(a->screens, house_lists[i]);

		if (!d || !d->fresh[0] || !form_title(a, d->fresh))
			continue;
		if (d == here)
			chosen = n;
		item[n++] = (struct menu_item){ form_title(a, d->fresh), NULL, (int64_t)i };
	}
	h->asked_name[0] = '\0';
	if (member) {
		char *name = record_title(a->office, "person", id);

		snprintf(h->asked_name, sizeof(h->asked_name), "%s", name);
		mem_free(name);
	}
	for (size_t i = 0; member && i < N_PERSON_FORMS && n < ADD_MOST; i++)
		if (form_title(a, person_forms[i]))
			item[n++] = (struct menu_item){ form_title(a, person_forms[i]), h->asked_name,
							OF_PERSON + (int64_t)i };
	h->asks = HOUSE_ASKS_WHAT;
	h->asked_id = id;
	return app_push(a, menu_view(app_word(a, "household_add"), item, n, chosen));
}

static unsigned add(struct house *h, struct app *a, int64_t what)
{
	const struct list_def *d;

	if (what >= OF_PERSON)
		return app_push(a, form_view(a, person_forms[what - OF_PERSON], 0, h->asked_id, NULL));
	d = screens_list(a->screens, house_lists[what]);
	if (strcmp(d->fresh, "visit") == 0)
		return app_push(a, visit_form(a, h->id, false));
	return app_push(a, form_view(a, d->fresh, 0, h->id, NULL));
}

unsigned house_ask_cadre(struct house *h, struct app *a)
{
	h->asks = HOUSE_ASKS_CADRE;
	return app_push(a, ref_view(app_word(a, "pairing_title"), "cadre", 0, ""));
}

static unsigned ask_day(struct house *h, struct app *a, const struct answer *ans)
{
	h->asks = HOUSE_ASKS_DAY;
	h->asked_id = ans->id;
	snprintf(h->asked_name, sizeof(h->asked_name), "%s", ans->text);
	return app_push(a, prompt_view(app_word(a, "pairing_from"), clock_today()));
}

static unsigned change_cadre(struct house *h, struct app *a, const char *typed)
{
	char from[DATE_BYTES];
	struct err e;

	err_clear(&e);
	if (work_day(typed, from, &e) < 0 || pairing_change(a->office, h->id, h->asked_id, from, &e) < 0)
		return app_refuse(a, screens_form(a->screens, "pairing"), &e);
	return EFFECT_RELOAD | app_say(a, "pairing_changed", h->asked_name, NULL);
}

unsigned house_ask_bin(struct house *h, struct app *a)
{
	const struct list_def *d = house_record(h, a, &h->asked_id);
	const struct form *form = d ? screens_form(a->screens, d->form) : NULL;
	struct buf b = BUF_INIT;
	char *title;
	unsigned fx;

	if (!form)
		return EFFECT_NONE;
	h->asks = HOUSE_ASKS_BIN;
	h->asked_table = form->table;
	title = record_title(a->office, form->table, h->asked_id);
	snprintf(h->asked_name, sizeof(h->asked_name), "%s", title);
	mem_free(title);
	words_put(a->screens, &b, "word.confirm_bin", h->asked_name);
	fx = app_push(a, confirm_view(b.s));
	buf_release(&b);
	return fx;
}

static unsigned bin(struct house *h, struct app *a)
{
	struct err e;

	err_clear(&e);
	if (record_bin(a->office, h->asked_table, h->asked_id, &e) < 0)
		return app_fail(a, NULL, &e);
	return EFFECT_RELOAD | app_say(a, "binned", h->asked_name, keymap_keys(a->keys, REQ_UNDO));
}

static unsigned took(struct house *h, struct app *a, const struct answer *ans, int asked)
{
	switch (asked) {
	case HOUSE_ASKS_WHAT:
		return add(h, a, ans->id);
	case HOUSE_ASKS_CADRE:
		return ask_day(h, a, ans);
	case HOUSE_ASKS_DAY:
		return change_cadre(h, a, ans->text);
	case HOUSE_ASKS_BIN:
		return bin(h, a);
	default:
		return EFFECT_NONE;
	}
}

unsigned house_answered(struct house *h, struct app *a, const struct answer *ans)
{
	int asked = (int)h->asks;
	unsigned fx;

	h->asks = HOUSE_ASKS_NOTHING;
	if (!ans->yes)
		return EFFECT_NONE;
	fx = took(h, a, ans, asked);
	if (fx & EFFECT_AGAIN)
		h->asks = HOUSE_ASKS_DAY; /* the only one that is typed */
	return fx;
}
