/* Drafts, handed on to the store. */
#include "base/mem.h"
#include "model/trace.h"
#include "store/draft.h"

#include <string.h>

_Static_assert(sizeof(((struct form_draft *)0)->form) == sizeof(((struct draft *)0)->form), "drafts differ");
_Static_assert(sizeof(((struct form_draft *)0)->form_version) == sizeof(((struct draft *)0)->form_version),
	       "drafts differ");
_Static_assert(sizeof(((struct form_draft *)0)->focus) == sizeof(((struct draft *)0)->focus), "drafts differ");
_Static_assert(sizeof(((struct form_draft *)0)->at) == sizeof(((struct draft *)0)->at), "drafts differ");

static void to_store(const struct form_draft *f, struct draft *d)
{
	memset(d, 0, sizeof(*d));
	d->id = f->id;
	d->row = f->row;
	d->parent = f->parent;
	d->base_seq = f->base_seq;
	d->cursor = f->cursor;
	d->cells = f->cells;
	memcpy(d->form, f->form, sizeof(d->form));
	memcpy(d->form_version, f->form_version, sizeof(d->form_version));
	memcpy(d->focus, f->focus, sizeof(d->focus));
	memcpy(d->at, f->at, sizeof(d->at));
}

int form_draft_put(struct office *o, struct form_draft *d, struct err *e)
{
	struct draft stored;

	to_store(d, &stored); /* cells stay the caller's */
	if (draft_put(o->db, &stored, e) < 0)
		return -1;
	d->id = stored.id;
	memcpy(d->at, stored.at, sizeof(d->at));
	return 0;
}

int form_draft_sync(struct office *o, struct err *e)
{
	return draft_sync(o->db, e);
}

int form_draft_get(struct office *o, const char *form, int64_t row, int64_t parent, struct form_draft *out,
		   struct err *e)
{
	struct draft d;
	int rc;

	memset(&d, 0, sizeof(d));
	memset(out, 0, sizeof(*out));
	rc = draft_get(o->db, form, row, parent, &d, e);
	if (rc <= 0)
		return rc;
	out->id = d.id;
	out->row = d.row;
	out->parent = d.parent;
	out->base_seq = d.base_seq;
	out->cursor = d.cursor;
	memcpy(out->form, d.form, sizeof(out->form));
	memcpy(out->form_version, d.form_version, sizeof(out->form_version));
	memcpy(out->focus, d.focus, sizeof(out->focus));
	memcpy(out->at, d.at, sizeof(out->at));
	out->cells = mem_dup(d.cells ? d.cells : "{}");
	draft_release(&d);
	return 1;
}

int form_draft_drop(struct office *o, int64_t id, struct err *e)
{
	return draft_drop(o->db, id, e);
}

void form_draft_release(struct form_draft *d)
{
	mem_free(d->cells);
	d->cells = NULL;
}
