/* What could be meant by a cell that is refused. A proposal, never a correction. */
#include "import_parts.h"

#include "base/mem.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

static const char *faulty_cell(const struct import *i, const struct line *l, const struct err *e)
{
	for (size_t c = 0; c < i->n && c < l->n; c++)
		if (i->target[c].field && i->target[c].form == l->at_fault &&
		    strcmp(i->target[c].field->name, e->field) == 0)
			return l->cells[c];
	return "";
}

static void right_digit(const char *text, const char *digit, char out[256])
{
	char *bare = text_heading(text);

	if (strlen(bare) >= 18) {
		bare[17] = digit[0];
		snprintf(out, 256, "%.30s", bare);
	}
	mem_free(bare);
}

/* The head's number belongs to the head's name. */
static const char *whose(const struct import *i, const struct line *l, const struct err *e)
{
	static const char *const names[] = { "name", "head_name" };
	size_t from = strcmp(e->field, "head_id_no") == 0;

	for (size_t k = from; k < 2; k++)
		for (size_t c = 0; c < i->n; c++)
			if (i->target[c].field && l->value[c].kind == VALUE_TEXT &&
			    strcmp(i->target[c].field->name, names[k]) == 0)
				return l->value[c].text;
	return "";
}

void repair_propose(struct import *i, struct line *l, const struct err *e)
{
	const char *text = faulty_cell(i, l, e);

	l->row.repair[0] = '\0';
	if (strcmp(e->word, "ID_CHECKSUM") == 0) {
		right_digit(text, e->arg[0], l->row.repair);
	} else if (strcmp(e->word, "ID_LOST_DIGITS") == 0 && strstr(e->field, "id_no")) {
		char *id = find_lost_id(i, text, whose(i, l, e));

		if (id)
			snprintf(l->row.repair, sizeof(l->row.repair), "%s", id);
		mem_free(id);
	}
}
