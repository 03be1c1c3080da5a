/* The sample village with a number of somebody and a word about somebody's health in every text of every record, and
 * whether a file has one of them. */
#ifndef PLANTED_SECRETS_H
#define PLANTED_SECRETS_H

#include "exchange_fixture.h"

#include "base/buf.h"
#include "model/demo.h"
#include "screen/demo_def.h"
#include "screen/form.h"

#include <stdlib.h>
#include <string.h>

#define ILL "瘫痪在床"

/* As people write them; the digits alone are searched for. */
static const char *const planted[] = {
	"身份证990101197001019876号",
	"证 9 9 0 1 0 1 1 9 7 0 0 1 0 1 9 8 7 6",
	"９９０１０１１９７００１０１９８７６",
	"990101.19700101.9876",
	"电话13800009876",
	"1 3 8 0 0 0 0 9 8 7 6",
	"１３８００００９８７６",
	"138.0000.9876",
	"138·0000·9876",
	"138-0000/9876",
	"卡号9999990123456789876",
	"9999 9901 2345 6789 876",
	"９９９９９９０１２３４５６７８９８７６",
};
static const char *const secrets[] = { "990101197001019876", "13800009876", "9999990123456789876" };
#define PLANTED (sizeof(planted) / sizeof(planted[0]))

static inline bool is_text(const struct field *f)
{
	return f->type == FIELD_TEXT || f->type == FIELD_LONGTEXT || f->type == FIELD_ID || f->type == FIELD_PHONE ||
	       f->type == FIELD_CARD || (f->open && f->type == FIELD_CHOICE);
}

/* Keys of records are not texts; what says of a place or a school how it is called may say how its people are. */
static inline void plant_field(struct office *o, const struct form *form, const struct field *f, size_t k)
{
	bool ill = f->privacy == PRIVACY_FREE || f->privacy == PRIVACY_HEALTH;
	struct buf sql = BUF_INIT;
	struct err e = { 0 };

	if (!is_text(f) || f->custom || strcmp(form->table, "export_log") == 0 || strstr(form->key, f->name) ||
	    !office_column(o, form->table, f->name, NULL))
		return;
	buf_addf(&sql, "UPDATE \"%s\" SET \"%s\" = '%s%s' || %s", form->table, f->name, ill ? ILL : "",
		 planted[k % PLANTED], f->type == FIELD_ID ? "id" : "''");
	if (db_exec(o->db, sql.s, &e) < 0)
		fail_msg("%s: %s %s", sql.s, e.word, e.arg[0]);
	buf_release(&sql);
}

static inline int plant_open(void **state)
{
	const struct form *const *form;
	struct demo_words w;
	struct err e = { 0 };
	size_t n, k = 0;

	if (fixture_open_empty(state) < 0 || screens_open(&screens, "screens", LANG_ZH, &e) < 0)
		return -1;
	screens_roles(screens, exchange_role, *state);
	screens_demo(screens, &w);
	if (demo_fill(*state, &w, &e) < 0)
		return -1;
	/* A closed term would keep its papers as they are. */
	if (db_run(((struct office *)*state)->db, &e,
		   "UPDATE term_lock SET unlocked_on = locked_on, unlock_reason = 'x'", "") < 0)
		return -1;
	n = screens_forms(screens, &form);
	for (size_t i = 0; i < n; i++)
		for (size_t c = 0; c < form[i]->n_fields; c++)
			plant_field(*state, form[i], &form[i]->field[c], k++);
	return 0;
}

/* The digits of a text alone, full-width ones too. */
static inline void digits_of(const char *text, size_t bytes, struct buf *out)
{
	for (size_t i = 0; i < bytes; i++)
		if (text[i] >= '0' && text[i] <= '9')
			buf_addc(out, text[i]);
		else if (i + 2 < bytes && memcmp(text + i, "\xEF\xBC", 2) == 0 && (unsigned char)text[i + 2] >= 0x90 &&
			 (unsigned char)text[i + 2] <= 0x99)
			buf_addc(out, (char)('0' + (unsigned char)text[i + 2] - 0x90));
}

/* No number that was planted, whatever stands between its digits. */
static inline void no_number(const char *what, const char *text, size_t bytes)
{
	struct buf digits = BUF_INIT;

	digits_of(text, bytes, &digits);
	for (size_t i = 0; i < sizeof(secrets) / sizeof(secrets[0]); i++)
		if (digits.n && strstr(digits.s, secrets[i]))
			fail_msg("%s has %s", what, secrets[i]);
	buf_release(&digits);
}

static inline void no_word(const char *what, const char *text, const char *word)
{
	if (strstr(text, word))
		fail_msg("%s has %s: %.200s", what, word,
			 strstr(text, word) > text + 60 ? strstr(text, word) - 60 : text);
}

/* Nor a word about anybody's health, alone in a cell or beside others. */
static inline void no_health(const char *what, const char *cell)
{
	static const char *const lists[] = { "health_status", "disability", "labour_ability" };
	struct buf parts = BUF_INIT, label = BUF_INIT;

	buf_addf(&parts, "、%s、", cell);
	for (size_t l = 0; l < sizeof(lists) / sizeof(lists[0]); l++) {
		const struct choice_list *list = screens_choices(screens, lists[l]);

		assert_non_null(list);
		for (size_t i = 0; i < list->n; i++) {
			buf_clear(&label);
			buf_addf(&label, "、%s、", list->choice[i].label);
			no_word(what, parts.s, label.s);
		}
	}
	buf_release(&parts);
	buf_release(&label);
}

static inline bool is_between_digits(char c)
{
	return c == ' ' || c == '-' || c == '.' || c == '/';
}

/* No cell with eleven digits in a row, but days. */
static inline void no_run(const char *what, const char *cell)
{
	size_t run = 0;

	for (const char *s = cell; *s; s++) {
		int y, m, d, n = 0;

		if (run == 0 && sscanf(s, "%4d-%2d-%2d%n", &y, &m, &d, &n) == 3 && n == 10) {
			s += n - 1;
			continue;
		}
		run = *s >= '0' && *s <= '9' ? run + 1 : is_between_digits(*s) ? run : 0;
		if (run >= 11)
			fail_msg("%s has a number: %s", what, cell);
	}
}

#endif
