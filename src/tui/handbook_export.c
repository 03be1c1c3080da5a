/* The handbook of a household, out: pages or text. */
#include "base/mem.h"
#include "exchange/handbook_paper.h"
#include "exchange/output.h"
#include "handbook_internal.h"
#include "tui/popups.h"

#include <stdio.h>
#include <string.h>

#define TEXT_COLS 76

/* The handbook lies below the popup for as long as that stands. */
struct book_ask {
	struct app *a;
	int64_t household;
};

static int as_text(void *from, enum profile p, struct buf *out, struct err *e)
{
	const struct book_ask *b = from;
	int64_t rows;

	return handbook_plain(b->a->office, b->a->screens, b->household, p, TEXT_COLS, out, &rows, e);
}

static int write_text(const struct book_ask *b, enum profile p, const char *path, int64_t *rows, struct err *e)
{
	struct buf text = BUF_INIT;
	int rc = handbook_plain(b->a->office, b->a->screens, b->household, p, TEXT_COLS, &text, rows, e);

	if (rc == 0)
		rc = output_text(b->a->office, path, &text, e);
	buf_release(&text);
	return rc;
}

static int own(void *from, enum profile p, enum sheet_format f, const char *path, int64_t *rows, struct err *e)
{
	const struct book_ask *b = from;

	if (f == FORMAT_TEXT)
		return write_text(b, p, path, rows, e);
	return handbook_paper(b->a->office, b->a->screens, b->household, p, path, rows, e);
}

unsigned book_export(struct book *b, struct app *a)
{
	struct book_ask *from = mem_alloc(sizeof(*from));
	char *title = handbook_title(a->office, a->screens, b->household);
	struct export_ask ask = {
		.what = title, .title = title, .from = from, .release = mem_free, .own = own, .plain = as_text
	};
	struct view *v;

	*from = (struct book_ask){ a, b->household };
	v = export_view(a, &ask);
	mem_free(title);
	return app_push(a, v);
}
