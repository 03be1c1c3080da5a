#include "screen/item_text.h"

#include "base/clock.h"
#include "base/mem.h"
#include "model/record.h"
#include "screen/choices.h"
#include "screen/form.h"
#include "screen/term_text.h"
#include "screen/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void month_text(const struct screens *s, const char *month, struct buf *out)
{
	char key[24];

	if (strlen(month) != 7 || strncmp(month, clock_today(), 4) != 0) {
		buf_adds(out, month);
		return;
	}
	snprintf(key, sizeof(key), "word.month_%d", atoi(month + 5));
	buf_adds(out, words_get(s, key));
}

static void level_text(const struct screens *s, const char *level, struct buf *out)
{
	const struct choice_list *list = screens_choices(s, "finding_level");
	const struct choice *c = list ? choice_find(list, level) : NULL;

	buf_adds(out, c ? c->shown : level);
}

static void arguments(const struct screens *s, const struct item *it, struct buf arg[2])
{
	for (int i = 0; i < 2; i++) {
		if (it->kind == ITEM_VISIT && strncmp(it->word, "VISIT_DUE", 9) != 0 && !it->many)
			month_text(s, it->arg[i], &arg[i]);
		else if ((it->kind == ITEM_NOTIFY || it->kind == ITEM_BACKPAY) && i == 0)
			term_show(s, it->arg[i], &arg[i]);
		else if (it->kind == ITEM_FINDING && i == 0)
			level_text(s, it->arg[i], &arg[i]);
		else
			buf_adds(&arg[i], it->arg[i]);
	}
}

const char *column_label(const struct screens *s, const char *form, const char *column)
{
	const struct form *f = screens_form(s, form);
	const struct field *field = f ? form_field(f, column) : NULL;

	return field ? field->label : column;
}

void item_sentence(const struct screens *s, struct office *o, const struct item *it, struct buf *out)
{
	const struct form *form = it->kind == ITEM_DRAFT ? screens_form(s, it->text) : NULL;
	struct buf arg[2] = { BUF_INIT, BUF_INIT };
	char key[64], bare[64];

	arguments(s, it, arg);
	snprintf(key, sizeof(key), "today.%s_ONE", it->word);
	if (strcmp(it->arg[0], it->arg[1]) != 0 || !words_has(s, key))
		snprintf(key, sizeof(key), "today.%s", it->word);
	snprintf(bare, sizeof(bare), "today.%s_BARE", it->word); /* without the remark in brackets */
	if (!it->arg[0][0] && words_has(s, bare))
		snprintf(key, sizeof(key), "%s", bare);
	if (it->word[0])
		words_put(s, out, key, arg[0].s, arg[1].s,
			  form                    ? form->title
			  : it->kind == ITEM_STEP ? column_label(s, "monitoring_case", it->text)
						  : it->text);
	else
		buf_adds(out, it->text);
	if (it->kind == ITEM_TASK && it->person) { /* one line a student of the house */
		char *name = record_title(o, "person", it->person);

		buf_addf(out, " %s", name);
		mem_free(name);
	}
	buf_release(&arg[0]);
	buf_release(&arg[1]);
}
