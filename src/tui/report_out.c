/* A report, out: the text as a page or as it is. Its numbers as a table leave beside those of the period before. */
#include "base/mem.h"
#include "exchange/output.h"
#include "exchange/report_profile.h"
#include "report_internal.h"
#include "screen/words.h"
#include "tui/popups.h"

#include <stdio.h>

/* The report lies below the popup for as long as that stands. */
struct report_out {
	struct app *a;
	struct report_state *s;
};

static int own(void *from, enum profile p, enum sheet_format f, const char *path, int64_t *rows, struct err *e)
{
	struct report_out *o = from;
	struct report r = report_as(&o->s->report, p);
	struct buf text = BUF_INIT;
	struct paper *paper;
	int rc;

	*rows = (int64_t)r.n_paragraphs;
	if (f == FORMAT_TEXT) {
		report_text(&r, &text);
		rc = output_text(o->a->office, path, &text, e);
		buf_release(&text);
	} else if ((rc = paper_open(&paper, path, false, e)) == 0) {
		report_paper(&r, paper);
		rc = paper_close(&paper, e);
	}
	report_as_release(&r);
	return rc;
}

static int plain(void *from, enum profile p, struct buf *out, struct err *e)
{
	struct report_out *o = from;
	struct report r = report_as(&o->s->report, p);

	(void)e;
	report_text(&r, out);
	report_as_release(&r);
	return 0;
}

/* Her own words are not posted: that is said before. */
static void put_left_out(const struct report *r, const struct app *a, struct buf *out)
{
	unsigned n = 0;
	char number[16];

	for (size_t i = 0; i < r->n_paragraphs; i++)
		n += r->paragraph[i].own || r->paragraph[i].edited;
	snprintf(number, sizeof(number), "%u", n);
	if (n)
		words_put(a->screens, out, "word.report_not_posted", number);
}

unsigned report_export(struct report_state *s, struct app *a)
{
	struct report_out *o = mem_alloc(sizeof(*o));
	struct buf title = BUF_INIT, left_out = BUF_INIT;
	struct export_ask ask = { .from = o, .release = mem_free, .own = own, .plain = plain };
	struct view *v;

	*o = (struct report_out){ a, s };
	buf_addf(&title, "%s %s", s->report.def->title, s->report.period_title);
	ask.what = ask.title = title.s;
	put_left_out(&s->report, a, &left_out);
	ask.posting = left_out.n ? left_out.s : NULL;
	v = export_view(a, &ask);
	buf_release(&title);
	buf_release(&left_out);
	return app_push(a, v);
}
