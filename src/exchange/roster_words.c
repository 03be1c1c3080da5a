/* What the model asks of screens/ about lists: labels to compare by, sentences of findings. */
#include "exchange/roster_file.h"
#include "exchange/roster_table.h"
#include "screen/choices.h"
#include "screen/words.h"

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

/* Who it is, then what does not agree; the list is named by the finding's source. */
static void sentence(void *screens, const struct roster_comparison *c, const struct roster_line *l,
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
		roster_say_item(screens, c, l, k, &what);
	}
	words_put(screens, out, "roster.finding", l->name, what.s);
	buf_release(&what);
}

void roster_file_labels(struct office *o, const struct screens *s)
{
	roster_set_labels(o, label, (void *)(uintptr_t)s);
	roster_set_sentence(o, sentence, (void *)(uintptr_t)s);
}
