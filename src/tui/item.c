#include "item.h"

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/text.h"
#include "coverage_internal.h"
#include "model/record.h"
#include "screen/checks.h"
#include "screen/choices.h"
#include "screen/form.h"
#include "screen/term_text.h"
#include "screen/words.h"
#include "tui/views.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const kind_words[] = {
	[ITEM_VISIT] = "item_visit",   [ITEM_FINDING] = "item_finding", [ITEM_NOTIFY] = "item_notify",
	[ITEM_TASK] = "item_task",     [ITEM_GAP] = "item_gap",         [ITEM_DRAFT] = "item_draft",
	[ITEM_NEXT] = "item_next",     [ITEM_STEP] = "item_step",       [ITEM_BACKPAY] = "item_backpay",
	[ITEM_LESSON] = "item_lesson", [ITEM_DROPOUT] = "item_dropout",
};

const char *item_kind(const struct app *a, const struct item *it)
{
	return app_word(a, kind_words[it->kind]);
}

int item_kind_cols(const struct app *a)
{
	int most = 0;

	for (size_t i = 0; i < sizeof(kind_words) / sizeof(kind_words[0]); i++) {
		int w = text_width(app_word(a, kind_words[i]));

		most = w > most ? w : most;
	}
	return most;
}

int item_due_cols(const struct app *a)
{
	struct buf b = BUF_INIT;
	int w;

	words_put(a->screens, &b, "word.days_late", "999");
	w = text_width(b.s);
	buf_release(&b);
	return w > DATE_BYTES - 1 ? w : DATE_BYTES - 1;
}

void work_term(const struct app *a, const char *term, struct buf *out)
{
	term_show(a->screens, term, out);
}

void item_due(const struct app *a, const struct item *it, struct buf *out)
{
	char days[16];

	if (it->days_late > 0) {
		snprintf(days, sizeof(days), "%d", it->days_late);
		words_put(a->screens, out, "word.days_late", days);
	} else if (it->due_on[0] && strcmp(it->due_on, clock_today()) == 0) {
		buf_adds(out, app_word(a, "due_today"));
	} else if (it->due_on[0] && strncmp(it->due_on, clock_today(), 4) == 0 && it->due_on[4] == '-') {
		buf_adds(out, it->due_on + 5);
	} else {
		buf_adds(out, it->due_on);
	}
}

enum ink item_ink(const struct item *it)
{
	if (it->days_late > 0)
		return INK_BAD;
	return it->due_on[0] && strcmp(it->due_on, clock_today()) == 0 ? INK_WARN : INK_NORMAL;
}

bool item_same(const struct item *a, const struct item *b)
{
	return a->kind == b->kind && a->household == b->household && a->person == b->person && a->row == b->row &&
	       a->aid_item == b->aid_item;
}

const char *work_choice(const struct app *a, const char *list, const char *label)
{
	const struct choice_list *l = screens_choices(a->screens, list);
	const struct choice *c = l && label[0] ? choice_find(l, label) : NULL;

	return c ? c->shown : label;
}

/* The letter to a family, begun with whom and which term it is about. */
static struct view *notify_view(struct app *a, const struct item *it)
{
	struct record r;

	record_init(&r, "notification");
	record_set(&r, "person_id", value_int(it->person));
	record_set(&r, "term", value_text(it->arg[0]));
	if (office_role(a->office, "notification_way.letter"))
		record_set(&r, "way", value_text(office_role(a->office, "notification_way.letter")));
	return form_view_of(a, "notification", &r, it->person, NULL);
}

/* The aid of a closed term, begun as what it is: a back-payment. */
static struct view *backpay_view(struct app *a, const struct item *it)
{
	struct record r;

	record_init(&r, "aid");
	record_set(&r, "person_id", value_int(it->person));
	record_set(&r, "term", value_text(it->arg[0]));
	record_set(&r, "aid_item_id", value_int(it->aid_item));
	if (it->fen)
		record_set(&r, "amount", value_int(it->fen));
	record_set(&r, "backpay", value_int(1));
	return form_view_of(a, "aid", &r, it->person, NULL);
}

static bool item_is_step(const struct item *it)
{
	return strcmp(it->word, "FINDING_CLOSE") == 0 || strcmp(it->word, "FINDING_BACK") == 0 ||
	       strcmp(it->word, "FINDING_VERIFY") == 0;
}

/* A line for many: all of them, as the coverage of the term shows them. */
static struct view *many_view(struct app *a, const struct item *it)
{
	struct coverage_ask ask = { .by = COVERAGE_STAGE, .all = true };

	ask.what = it->kind == ITEM_NOTIFY                      ? COVERAGE_UNTOLD
		   : strcmp(it->word, "BACKPAY_MADE_MANY") == 0 ? COVERAGE_BACKPAID
								: COVERAGE_UNAPPLIED;
	snprintf(ask.term, sizeof(ask.term), "%.*s", TERM_BYTES - 1, it->arg[0]);
	snprintf(ask.title, sizeof(ask.title), "%s", app_word(a, "cov_total"));
	return coverage_rows_view(a, &ask);
}

/* A line for a kind of which there are too many: the list where all of them are. */
static struct view *kind_view(struct app *a, const struct item *it)
{
	switch (it->kind) {
	case ITEM_VISIT:
		return list_view_by(a, "households", "last");
	case ITEM_NEXT:
		return list_view(a, "visits", 0);
	case ITEM_FINDING:
		return list_view(a, "findings", 0);
	case ITEM_STEP:
		return list_view(a, "monitoring", 0);
	case ITEM_LESSON:
		return lessons_view(a);
	case ITEM_DROPOUT:
		return dropouts_view(a);
	case ITEM_TASK:
		return campaigns_view(a);
	default:
		return checks_view(a);
	}
}

struct view *item_view(struct app *a, const struct item *it)
{
	if (it->many)
		return kind_view(a, it);
	if (!it->person && (it->kind == ITEM_NOTIFY || it->kind == ITEM_BACKPAY))
		return many_view(a, it);
	switch (it->kind) {
	case ITEM_FINDING: /* what only waits for its next step is taken there */
		return item_is_step(it) ? move_view(a, it->row, it->word) : record_view(a, "finding", it->row);
	case ITEM_NOTIFY:
		return notify_view(a, it);
	case ITEM_BACKPAY:
		return strcmp(it->word, "BACKPAY_MADE") == 0 ? record_view(a, "aid", it->row) : backpay_view(a, it);
	case ITEM_TASK:
		return checklist_view(a, it->row, it->household);
	case ITEM_GAP:
		return handbook_view(a, it->household);
	case ITEM_STEP:
		return monitoring_view(a, it->row);
	case ITEM_LESSON:
		return lesson_form(a, it->person);
	case ITEM_DROPOUT:
		return form_view(a, "dropout", it->row, 0, NULL);
	case ITEM_DRAFT:
		return form_view(a, it->text, it->draft_row, it->draft_parent, NULL);
	default:
		return household_view(a, it->household);
	}
}

int item_list(struct app *a, int64_t household, struct item **out, size_t *n, struct err *e)
{
	const struct handbook_field *f;
	size_t nf = screens_handbook(a->screens, &f);

	return today_items(a->office, f, nf, household, out, n, e);
}

const char *work_key(const struct app *a, enum request r, char out[24])
{
	const char *keys = keymap_keys(a->keys, r);

	snprintf(out, 24, "%.*s", (int)strcspn(keys, " "), keys);
	return out;
}

unsigned work_scope(struct app *a)
{
	enum scope scope = a->office->scope == SCOPE_MINE ? SCOPE_VILLAGE : SCOPE_MINE;
	struct err e;

	err_clear(&e);
	if (office_set_scope(a->office, scope, &e) < 0)
		return app_fail(a, NULL, &e);
	return EFFECT_RELOAD | app_say(a,
				       scope == SCOPE_MINE  ? "scope_mine"
				       : a->office->village ? "scope_village"
							    : "scope_all",
				       NULL, NULL);
}

const char *work_table(const struct app *a, const char *table)
{
	return words_table(a->screens, table);
}

int work_day(const char *typed, char out[], struct err *e)
{
	struct date day;

	if (!date_parse(typed, clock_today(), &day))
		return err_set(e, ERR_INVALID, "FIELD_DATE", typed);
	if (day.day == 0)
		return err_set(e, ERR_INVALID, "FIELD_DATE_DAY", typed);
	date_format(&day, out);
	return 0;
}

void work_value(const struct app *a, const struct field *f, const struct value *v, struct buf *out)
{
	char *title;

	if (f->type != FIELD_REF || v->kind != VALUE_INT) {
		field_format(f, v, out);
		return;
	}
	title = record_title(a->office, f->table, v->i);
	buf_adds(out, title ? title : "");
	mem_free(title);
}
