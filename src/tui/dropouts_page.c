#include "dropouts_internal.h"
#include "item.h"
#include "model/record.h"
#include "screen/form.h"
#include "screen/words.h"
#include "section.h"

#include <stdio.h>

#define TALKS 8

/* What is known of the case, each with its label. */
static void write_case(struct dropouts *d, struct app *a, const struct record *r)
{
	static const char *const columns[] = { "source", "measure", "owner", "due_on", "explained", "note" };
	const struct form *form = screens_form(a->screens, "dropout");
	struct buf b = BUF_INIT;

	words_put(a->screens, &b, "word.dropout_case", work_choice(a, "dropout_state", record_text(r, "state")),
		  record_text(r, "found_on"), work_choice(a, "dropout_reason", record_text(r, "reason")));
	page_text(&d->page, INK_NORMAL, b.s);
	buf_clear(&b);
	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++) {
		const struct field *f = form ? form_field(form, columns[i]) : NULL;

		if (!f || !record_text(r, columns[i])[0])
			continue;
		buf_addf(&b, "%s%s ", b.n > 0 ? "   " : "", f->label);
		work_value(a, f, record_get(r, columns[i]), &b);
	}
	if (b.n > 0)
		page_text(&d->page, INK_NORMAL, b.s);
	buf_release(&b);
}

static int write_talks(struct dropouts *d, struct app *a, int64_t dropout, struct err *e)
{
	struct section_ask ask = { screens_list(a->screens, "persuasions_of"), dropout, TALKS, 0, 0 };
	int64_t count = 0;

	if (ask.def && section_rows(&d->page, a, &ask, &count, e) < 0)
		return -1;
	if (count == 0) {
		struct buf b = BUF_INIT;
		char key[24];

		words_put(a->screens, &b, "word.dropout_no_talk", work_key(a, REQ_NEW, key));
		page_text(&d->page, INK_DIM, b.s);
		buf_release(&b);
	}
	return 0;
}

static int write_known(struct dropouts *d, struct app *a, int64_t dropout, struct err *e)
{
	struct record r;
	int rc = -1;

	record_init(&r, "dropout");
	if (record_load(a->office, "dropout", dropout, &r, e) == 0) {
		write_case(d, a, &r);
		rc = write_talks(d, a, dropout, e);
	}
	record_release(&r);
	return rc;
}

int dropouts_page(struct dropouts *d, struct app *a, const struct dropout_row *r, struct err *e)
{
	struct buf b = BUF_INIT;
	char key[24];

	page_clear(&d->page);
	d->page_of = r ? r->person : 0;
	if (!r)
		return 0;
	buf_addf(&b, "%s  %s  %s %s  %s", r->name, r->birth, r->head, r->group, work_choice(a, "grade", r->grade));
	page_heading(&d->page, b.s);
	buf_release(&b);
	if (r->dropout)
		return write_known(d, a, r->dropout, e);
	words_put(a->screens, &b, r->out ? "word.dropout_no_case" : "word.dropout_no_doubt",
		  work_key(a, REQ_OPEN, key));
	page_text(&d->page, INK_DIM, b.s);
	buf_release(&b);
	return 0;
}
