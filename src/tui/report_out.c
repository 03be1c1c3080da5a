/* A report, out: the text as a page or as it is. Its numbers as a table leave beside those of the period before. */
#include "base/mem.h"
#include "exchange/output.h"
#include "exchange/profile.h"
#include "report_internal.h"
#include "tui/popups.h"

/* The report lies below the popup for as long as that stands. */
struct report_out {
	struct app *a;
	struct report_state *s;
};

/* What the profile lets be read: for posting the template's words only, and no long number of a person anywhere. The
 * paragraphs are new, all else is the report's. */
static struct report shown(const struct report *r, enum profile p)
{
	struct report out = *r;

	out.paragraph = mem_alloc((r->n_paragraphs + 1) * sizeof(*out.paragraph));
	out.n_paragraphs = 0;
	for (size_t i = 0; i < r->n_paragraphs; i++) {
		const struct report_paragraph *from = &r->paragraph[i];
		bool free_words = from->own || from->edited;
		struct buf text = BUF_INIT;

		if (p == PROFILE_POSTING && from->own)
			continue;
		profile_text(p, PRIVACY_NONE, p == PROFILE_POSTING && free_words ? from->fresh : from->text, &text);
		out.paragraph[out.n_paragraphs] = *from;
		out.paragraph[out.n_paragraphs++].text = buf_detach(&text);
	}
	return out;
}

static void release(struct report *r)
{
	for (size_t i = 0; i < r->n_paragraphs; i++)
		mem_free(r->paragraph[i].text);
	mem_free(r->paragraph);
}

static int write_text(struct app *a, const struct report *r, const char *path, struct err *e)
{
	struct buf text = BUF_INIT;
	struct output out;
	bool failed = output_open(&out, a->office, path, e) < 0;

	report_text(r, &text);
	if (!failed)
		fwrite(text.s, 1, text.n, out.to);
	buf_release(&text);
	return output_close(&out, failed, e) < 0 || failed ? -1 : 0;
}

static int own(void *from, enum profile p, enum sheet_format f, const char *path, int64_t *rows, struct err *e)
{
	struct report_out *o = from;
	struct report r = shown(&o->s->report, p);
	struct paper *paper;
	int rc;

	*rows = (int64_t)r.n_paragraphs;
	if (f == FORMAT_TEXT)
		rc = write_text(o->a, &r, path, e);
	else if ((rc = paper_open(&paper, path, false, e)) == 0) {
		report_paper(&r, paper);
		rc = paper_close(&paper, e);
	}
	release(&r);
	return rc;
}

static int plain(void *from, enum profile p, struct buf *out, struct err *e)
{
	struct report_out *o = from;
	struct report r = shown(&o->s->report, p);

	(void)e;
	report_text(&r, out);
	release(&r);
	return 0;
}

unsigned report_export(struct report_state *s, struct app *a)
{
	struct report_out *o = mem_alloc(sizeof(*o));
	struct buf title = BUF_INIT;
	struct export_ask ask = { .from = o, .release = mem_free, .own = own, .plain = plain };
	struct view *v;

	*o = (struct report_out){ a, s };
	buf_addf(&title, "%s %s", s->report.def->title, s->report.period_title);
	ask.what = ask.title = title.s;
	v = export_view(a, &ask);
	buf_release(&title);
	return app_push(a, v);
}
