/* What a list on the screen shows, all of it. */
#include "export_parts.h"

#include "base/mem.h"

#include <string.h>

#define PAGE 200

static void columns_of(struct sheet *s, const struct list_def *d, const struct listing *q)
{
	for (size_t c = 0; c < q->n_columns; c++) {
		const struct list_column *from = &d->column[c];
		struct sheet_column *to = sheet_column(s, from->label, export_type(&from->as));

		to->privacy = from->as.privacy;
		to->decimals = from->as.decimals;
		to->right = from->right;
	}
}

static void add_row(struct sheet *s, const struct list_def *d, const struct listing_row *row)
{
	struct sheet_line *l = sheet_add(s, SHEET_ROW, row->id);

	for (size_t c = 0; c < s->columns; c++)
		sheet_set(s, l, c, export_shown(&d->column[c].as, &row->cell[c]));
}

int export_list(struct office *o, const struct list_def *d, const struct listing *q, export_sink *sink, void *arg,
		struct err *e)
{
	struct listing_row *rows = NULL, last = { 0 };
	struct sheet s;
	bool any = false;
	size_t n;
	int rc;

	sheet_init(&s, d->title);
	columns_of(&s, d, q);
	do {
		rc = listing_page(o, q, any ? &last : NULL, false, PAGE, &rows, &n, e);
		for (size_t i = 0; rc == 0 && i < n; i++)
			add_row(&s, d, &rows[i]);
		if (rc == 0 && n) {
			listing_row_release(&last);
			last.id = rows[n - 1].id;
			last.sort = value_copy(&rows[n - 1].sort);
		}
		listing_free(&rows, n);
		if (rc == 0 && (n || !any))
			rc = sink(arg, &s, e);
		any = true;
		sheet_clear(&s);
	} while (rc == 0 && n == PAGE);
	listing_row_release(&last);
	sheet_release(&s);
	return rc;
}
