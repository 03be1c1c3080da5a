/* What the list shows, out: its filter, words, order and scope, all of its rows. */
#include "list_internal.h"

#include "base/mem.h"
#include "tui/popups.h"

/* The list lies below the popup for as long as that stands. */
struct rows_out {
	struct app *a;
	struct list *l;
};

static int source(void *from, export_sink *sink, void *arg, struct err *e)
{
	struct rows_out *r = from;
	struct listing q = list_query(r->l);

	return export_list(r->a->office, r->l->def, &q, sink, arg, e);
}

unsigned list_export(struct list *l, struct app *a)
{
	struct rows_out *r = mem_alloc(sizeof(*r));
	struct buf title = BUF_INIT;
	struct export_ask ask = { .source = source, .from = r, .release = mem_free };
	struct view *v;

	*r = (struct rows_out){ a, l };
	if (l->parent_title)
		buf_addf(&title, "%s ", l->parent_title);
	buf_adds(&title, l->def->title);
	ask.what = ask.title = title.s;
	v = export_view(a, &ask);
	buf_release(&title);
	return app_push(a, v);
}
