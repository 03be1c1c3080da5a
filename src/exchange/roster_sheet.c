/* The difference table as a sheet, so that it leaves like everything else: under a profile, noted in the log. */
#include "exchange/roster_table.h"

#include "base/mem.h"
#include "screen/form.h"
#include "screen/privacy.h"
#include "screen/words.h"

#include <string.h>

#define BEFORE 6 /* columns before the sides, and after them */
#define AFTER 2
#define COLUMN_WHAT 5
#define PAGE 200

/* Where a field of a list stands with us: it tells there what it tells here. */
static enum privacy privacy_of(const struct screens *s, int field)
{
	static const struct {
		const char *table, *column;
	} ours[ROSTER_FIELD_COUNT] = {
		[ROSTER_ID_NO] = { "person", "id_no" },
		[ROSTER_NAME] = { "person", "name" },
		[ROSTER_SEX] = { "person", "sex" },
		[ROSTER_BIRTH] = { "person", "birth" },
		[ROSTER_VILLAGE] = { "household", "place_id" },
		[ROSTER_GROUP] = { "household", "village_group" },
		[ROSTER_HOUSEHOLD_NO] = { "household", "household_no" },
		[ROSTER_HEAD_NAME] = { "household", "head_name" },
		[ROSTER_RELATION] = { "person", "relation" },
		[ROSTER_PHONE] = { "person", "phone" },
		[ROSTER_SCHOOL] = { "enrolment", "school" },
		[ROSTER_STAGE] = { "enrolment", "school_stage" },
		[ROSTER_GRADE] = { "enrolment", "grade" },
		[ROSTER_CLASS] = { "enrolment", "class" },
		[ROSTER_STUDENT_NO] = { "enrolment", "student_no" },
		[ROSTER_AMOUNT] = { "aid", "amount" },
		[ROSTER_CARD] = { "household", "bank_card_no" },
		[ROSTER_DIBAO] = { "person", "dibao" },
		[ROSTER_TEKUN] = { "person", "tekun" },
		[ROSTER_DISABILITY_NO] = { "person", "disability_cert_no" },
	};
	const struct form *form = ours[field].table ? screens_form_of_table(s, ours[field].table) : NULL;
	const struct field *f = form ? form_field(form, ours[field].column) : NULL;

	return f ? f->privacy : PRIVACY_FREE;
}

/* One column holds the values of all fields that differ: it is as private as the most private of them. Whom somebody
 * may be is told with the number. */
static enum privacy privacy_of_values(const struct roster_table_ask *t)
{
	enum privacy all = PRIVACY_NAME;

	for (size_t i = 0; i < t->comparison->n; i++) {
		const struct roster_line *l = &t->comparison->line[i];

		if (l->verdict == ROSTER_SUSPECTED)
			all = privacy_stricter(all, PRIVACY_FREE);
		for (size_t k = 0; l->verdict != ROSTER_SAME && k < l->n_differences; k++)
			all = privacy_stricter(all, privacy_of(t->screens, (int)l->difference[k].field));
	}
	return all;
}

static void head(const struct roster_table_ask *t, struct sheet *to)
{
	static const struct {
		const char *word;
		enum sheet_type type;
		enum privacy privacy;
	} column[BEFORE + AFTER] = {
		{ "roster.col_no", SHEET_NUMBER, PRIVACY_NONE },     { "roster.col_verdict", SHEET_TEXT, PRIVACY_NONE },
		{ "roster.col_name", SHEET_TEXT, PRIVACY_NAME },     { "roster.col_id", SHEET_CODE, PRIVACY_ID },
		{ "roster.col_place", SHEET_TEXT, PRIVACY_NONE },    { "roster.col_what", SHEET_TEXT, PRIVACY_NONE },
		{ "roster.col_decision", SHEET_TEXT, PRIVACY_NONE }, { "roster.col_reason", SHEET_TEXT, PRIVACY_FREE },
	};
	const struct roster_comparison *c = t->comparison;
	struct buf title = BUF_INIT;

	roster_table_title(t, &title);
	sheet_init(to, title.s);
	to->landscape = true;
	for (size_t i = 0; i < BEFORE + AFTER; i++) {
		for (size_t side = 0; i == BEFORE && side < c->sides; side++) {
			struct buf name = BUF_INIT;

			roster_side_name(t->office, t->screens, c->side[side], &name);
			sheet_column(to, name.s, SHEET_TEXT)->privacy = privacy_of_values(t);
			buf_release(&name);
		}
		sheet_column(to, words_get(t->screens, column[i].word), column[i].type)->privacy = column[i].privacy;
		/* That a number of a certificate differs tells who has one. */
		if (i == COLUMN_WHAT && privacy_of_values(t) == PRIVACY_HEALTH)
			to->column[to->columns - 1].privacy = PRIVACY_HEALTH;
	}
	buf_release(&title);
}

static void add(const struct roster_table_ask *t, const struct roster_line *l, size_t k, int64_t number,
		struct sheet *to)
{
	struct sheet_line *line = sheet_add(to, SHEET_ROW, 0);
	const struct roster_comparison *c = t->comparison;
	struct roster_item it;
	size_t n = 0;

	roster_item(t->screens, c, l, k, &it);
	sheet_set(to, line, n++, value_int(number));
	sheet_set(to, line, n++, value_text(roster_group_name(t->screens, c, roster_group_of(l))));
	sheet_set(to, line, n++, value_text(l->name));
	sheet_set(to, line, n++, value_text(l->id_no));
	sheet_set(to, line, n++, value_text(l->place));
	sheet_set(to, line, n++, value_text(it.what));
	for (size_t i = 0; i < c->sides; i++)
		sheet_set(to, line, n++, value_text(it.value[i]));
	sheet_set(to, line, n++, value_text(roster_decision_label(t->screens, it.decision)));
	sheet_set(to, line, n, value_text(it.reason));
}

void roster_table_title(const struct roster_table_ask *t, struct buf *out)
{
	struct buf side = BUF_INIT;

	roster_side_name(t->office, t->screens, t->comparison->side[t->comparison->sides - 1], &side);
	words_put(t->screens, out, "roster.table_title", side.s);
	buf_release(&side);
}

int roster_table_source(void *roster_table_ask, export_sink *sink, void *arg, struct err *e)
{
	const struct roster_table_ask *t = roster_table_ask;
	const struct roster_comparison *c = t->comparison;
	struct sheet s;
	int64_t number = 0;
	bool begun = false;
	int rc = 0;

	head(t, &s);
	for (size_t i = 0; rc == 0 && i < c->n; i++) {
		for (size_t k = 0; c->line[i].verdict != ROSTER_SAME && k < roster_items(&c->line[i]); k++)
			add(t, &c->line[i], k, ++number, &s);
		if (s.lines >= PAGE) {
			rc = sink(arg, &s, e);
			sheet_clear(&s);
			begun = true;
		}
	}
	if (rc == 0 && (s.lines || !begun))
		rc = sink(arg, &s, e);
	sheet_release(&s);
	return rc;
}
