#include "import_parts.h"

#include "base/mem.h"
#include "model/rules.h"
#include "screen/words.h"

#include <inttypes.h>
#include <string.h>

/* Copied: the row's cells are gone when it is written. */
struct left {
	struct record said;
	struct err why;
	char *sentence;
};

void left_keep(struct import *i, const struct line *l, const struct err *why)
{
	const char *name = strrchr(i->path, '/');
	struct buf b = BUF_INIT;
	struct left *left;
	char line[24];

	if (!i->form || !l->said.n || !rules_refused(i->form->table))
		return;
	i->left = mem_grow(i->left, i->n_left + 1, sizeof *i->left);
	left = &i->left[i->n_left++];
	record_init(&left->said, i->form->table);
	for (size_t k = 0; k < l->said.n; k++)
		record_set(&left->said, l->said.cells[k].column, value_copy(&l->said.cells[k].value));
	left->why = *why;
	snprintf(line, sizeof line, "%" PRId64, l->row.line);
	words_put(i->s, &b, "import.left", name ? name + 1 : i->path, line, l->row.reason);
	left->sentence = buf_detach(&b);
}

int left_write(struct import *i, struct err *e)
{
	refused_fn *refused = i->form ? rules_refused(i->form->table) : NULL;

	for (size_t k = 0; refused && k < i->n_left; k++)
		if (refused(i->o, &i->left[k].said, &i->left[k].why, i->left[k].sentence, e) < 0)
			return -1;
	return 0;
}

void left_forget(struct import *i)
{
	for (size_t k = 0; k < i->n_left; k++) {
		record_release(&i->left[k].said);
		mem_free(i->left[k].sentence);
	}
	mem_free(i->left);
	i->left = NULL;
	i->n_left = 0;
}
