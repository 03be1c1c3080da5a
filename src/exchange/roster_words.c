/* What the model asks of screens/ about lists: labels to compare by, sentences of findings. */
#include "exchange/roster_file.h"
#include "exchange/roster_table.h"
#include "screen/choices.h"
#include "screen/words.h"

#include <string.h>

#define WHOLE_ID 18
#define ID_END 4

/* Fields whose words are choices; the others are compared as they are cleaned. */
static const char *const list_of_field[ROSTER_FIELD_COUNT] = {
	[ROSTER_SEX] = "sex",     [ROSTER_RELATION] = "relation", [ROSTER_STAGE] = "school_stage",
	[ROSTER_GRADE] = "grade", [ROSTER_DIBAO] = "dibao",       [ROSTER_TEKUN] = "tekun",
};

static const char *label(void *screens, enum roster_field field, const char *text)
{
	const struct choice_list *l = list_of_field[field] ? screens_choices(screens, list_of_field[field]) : NULL;
	const struct choice *c = l ? choice_find(l, text) : NULL;

	return c ? c->label : NULL;
}

/* A column is narrow: of two numbers the ends, where these differ. */
static void say_value(const char *value, const char *other, const struct screens *s, struct buf *out)
{
	size_t n = strlen(value), m = strlen(other);

	if (n == WHOLE_ID && m == WHOLE_ID && strcmp(value + n - ID_END, other + m - ID_END) != 0)
		buf_addf(out, "\u2026%s", value + n - ID_END);
	else
		buf_adds(out, *value ? value : words_get(s, "roster.blank"));
}

/* Our facts and one list: which says what. */
static void say_both(const struct screens *s, const struct roster_item *it, struct buf *out)
{
	struct buf ours = BUF_INIT, theirs = BUF_INIT;

	say_value(it->value[0], it->value[1], s, &ours);
	say_value(it->value[1], it->value[0], s, &theirs);
	words_put(s, out, "roster.finding_field", it->what, theirs.s, ours.s);
	buf_release(&ours);
	buf_release(&theirs);
}

/* Who it is, what does not agree, whose list says so. */
static void sentence(void *screens, const char *source, const struct roster_comparison *c, const struct roster_line *l,
		     const struct roster_difference *d, struct buf *out)
{
	struct buf what = BUF_INIT;

	if (l->verdict == ROSTER_SAME && !d) {
		buf_adds(out, words_get(screens, "roster.agrees"));
		return;
	}
	for (size_t k = 0; k < roster_items(l); k++) {
		struct roster_item it;

		roster_item(screens, c, l, k, &it);
		if (d && it.field != (int)d->field)
			continue;
		buf_adds(&what, what.n ? words_get(screens, "roster.and") : "");
		if (it.field >= 0 && c->sides == 2 && c->side[0] == 0)
			say_both(screens, &it, &what);
		else
			roster_say_item(screens, c, l, k, &what);
	}
	words_put(screens, out, "roster.finding", l->name, what.s, source);
	buf_release(&what);
}

void roster_file_labels(struct office *o, const struct screens *s)
{
	roster_set_labels(o, label, (void *)(uintptr_t)s);
	roster_set_sentence(o, sentence, (void *)(uintptr_t)s);
}
