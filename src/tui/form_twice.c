/* A member being typed in who may stand in the registry already. */
#include "form_internal.h"

#include "model/duplicate.h"
#include "screen/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SURE_ENOUGH 70 /* a namesake in the village is no news while one types */

void form_twice(const struct form_state *f, struct app *a)
{
	static const char *const telling[] = { "name", "id_no", "birth" };
	struct duplicate *list = NULL;
	size_t n = 0, i = 0;
	struct buf who = BUF_INIT;
	char key[48];

	while (i < 3 && strcmp(f->cell[f->focus].field->name, telling[i]) != 0)
		i++;
	if (i == 3 || !f->dirty || strcmp(f->form->table, "person") != 0)
		return;
	if (duplicate_like(a->office, form_text(f, "name"), form_text(f, "id_no"), form_text(f, "birth"), f->record.id,
			   &list, &n, NULL) == 0 &&
	    n > 0 && list[0].score >= SURE_ENOUGH) {
		snprintf(key, sizeof(key), "duplicate.%s", list[0].reason);
		buf_addf(&who, "%s %s %s", list[0].name[1], list[0].village[1], list[0].head[1]);
		app_say(a, "word.twice", who.s, app_word(a, key));
		a->message_ink = INK_WARN;
	}
	buf_release(&who);
	free(list);
}
