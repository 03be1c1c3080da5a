#include "form_internal.h"

#include "base/json.h"
#include "base/mem.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The id of a chosen reference stands beside its title under this name. */
#define REF_MARK "#id"

static void member(struct buf *b, const char *name, const char *mark, const char *text)
{
	struct buf key = BUF_INIT;
	buf_addf(&key, "%s%s", name, mark);
	if (b->n > 1)
		buf_adds(b, ", ");
	buf_json(b, key.s);
	buf_adds(b, ": ");
	buf_json(b, text);
	buf_release(&key);
}

int form_keep(struct form_state *f, struct app *a)
{
	struct buf b = BUF_INIT;
	struct form_draft *d = &f->draft;
	buf_addc(&b, '{');
	for (size_t i = 0; i < f->n; i++) {
		const struct form_cell *c = &f->cell[i];
		if (c->field->type == FIELD_COMPUTED)
			continue;
		member(&b, c->field->name, "", c->edit.text.s);
		if (c->ref != 0) {
			char id[24];
			snprintf(id, sizeof id, "%" PRId64, c->ref);
			member(&b, c->field->name, REF_MARK, id);
		}
	}
	buf_adds(&b, f->kept.s);
	buf_addc(&b, '}');
	snprintf(d->form, sizeof d->form, "%s", f->form->name);
	snprintf(d->form_version, sizeof d->form_version, "%s", f->form->version);
	snprintf(d->focus, sizeof d->focus, "%s", f->n > 0 ? f->cell[f->focus].field->name : "");
	d->row = f->record.id;
	d->parent = f->parent;
	d->base_seq = f->record.seq;
	d->cursor = f->n > 0 ? (int64_t)f->cell[f->focus].edit.cursor : 0;
	mem_free(d->cells);
	d->cells = buf_detach(&b);
	struct err e;
	f->unsynced = true;
	f->unkept = form_draft_put(a->office, d, &e) < 0;
	if (f->unkept)
		app_fail(a, f->form, &e);
	return f->unkept ? -1 : 0;
}

void form_rest(struct form_state *f, struct app *a)
{
	if (f->unkept && form_keep(f, a) == 0)
		app_say(a, "word.draft_kept", NULL, NULL);
	if (!f->unkept && form_draft_sync(a->office, NULL) == 0)
		f->unsynced = false;
}

static void take(struct form_state *f, const char *key, const char *text)
{
	size_t n = strlen(key), mark = strlen(REF_MARK);
	bool is_id = n > mark && strcmp(key + n - mark, REF_MARK) == 0;
	char column[64];
	snprintf(column, sizeof column, "%.*s", (int)(is_id ? n - mark : n), key);
	size_t i = form_index(f, column);
	if (i == f->n || f->cell[i].field->type == FIELD_COMPUTED) {
		/* The form changed meanwhile: the answer stays in the draft until a form asks for it again. */
		buf_adds(&f->kept, ", ");
		buf_json(&f->kept, key);
		buf_adds(&f->kept, ": ");
		buf_json(&f->kept, text);
	} else if (is_id) {
		f->cell[i].ref = strtoll(text, NULL, 10);
	} else {
		f->cell[i].ref = 0;
		form_set_text(f, i, text);
	}
}

void form_pick_up(struct form_state *f, struct app *a)
{
	struct form_draft d = { 0 };
	if (form_draft_get(a->office, f->form->name, f->record.id, f->parent, &d, NULL) != 1)
		return;
	struct buf key = BUF_INIT, text = BUF_INIT;
	const char *at = d.cells;
	while (json_next(&at, &key, &text))
		take(f, key.s, text.s);
	buf_release(&key);
	buf_release(&text);
	form_see(f, a);
	size_t i = form_index(f, d.focus);
	if (i < f->n) {
		struct lineedit *edit = &f->cell[i].edit;
		f->focus = i;
		edit->cursor = d.cursor >= 0 && (size_t)d.cursor <= edit->text.n ? (size_t)d.cursor : edit->text.n;
	}
	f->record.seq = d.base_seq; /* what was saved since then is a conflict to be shown, not to be overwritten */
	f->dirty = f->restored = true;
	f->draft.id = d.id;
	form_draft_release(&d);
}
