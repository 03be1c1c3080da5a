/* What the export popup does: a file, a look, a page for the printer. */
#include "export_internal.h"

#include "base/mem.h"
#include "base/process.h"
#include "screen/words.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LOOK_COLS 70 /* of the reader in a terminal of 80 */

/* The rows, with a bar while they come. */
struct watched {
	const struct export_state *s;
	struct app *a;
	export_sink *sink;
	void *arg;
	int64_t rows;
};

static int pass_on(void *arg, struct sheet *page, struct err *e)
{
	struct watched *w = arg;

	w->rows += (int64_t)page->lines;
	if (busy_tell(w->a, w->rows, 0))
		return err_set(e, ERR_CANCEL, "CANCELLED");
	return w->sink(w->arg, page, e);
}

static int rows_of(void *from, export_sink *sink, void *arg, struct err *e)
{
	struct watched *w = from;

	w->sink = sink;
	w->arg = arg;
	return w->s->ask.source(w->s->ask.from, pass_on, w, e);
}

static unsigned look(struct export_state *s, struct app *a)
{
	struct watched w = { .s = s, .a = a };
	struct buf text = BUF_INIT;
	struct sheet sheet = { 0 };
	struct err e;
	unsigned fx;
	int rc;

	err_clear(&e);
	if (s->ask.plain)
		rc = s->ask.plain(s->ask.from, s->profile, &text, &e);
	else if ((rc = export_whole(rows_of, &w, s->profile, &sheet, &e)) == 0)
		sheet_plain(&sheet, LOOK_COLS, &text);
	fx = rc < 0 ? app_fail(a, NULL, &e) : app_push(a, reader_view(s->ask.title, text.s));
	sheet_release(&sheet);
	buf_release(&text);
	return fx;
}

static int64_t rows_in(const struct sheet *sheet)
{
	int64_t rows = 0;

	for (size_t i = 0; i < sheet->lines; i++)
		rows += sheet->line[i].kind == SHEET_ROW;
	return rows;
}

/* The page as a file without a name: opened and taken away before anybody reads it. */
static int make_page(struct export_state *s, struct app *a, int64_t *rows, struct err *e)
{
	struct watched w = { .s = s, .a = a };
	struct sheet sheet = { 0 };
	const struct sheet *one = &sheet;
	struct buf path = BUF_INIT;
	int rc, page = -1;

	buf_addf(&path, "%s.print.pdf", office_path(a->office));
	if (s->ask.own) {
		rc = s->ask.own(s->ask.from, s->profile, FORMAT_PDF, path.s, rows, e);
	} else {
		rc = export_whole(rows_of, &w, s->profile, &sheet, e);
		*rows = rows_in(&sheet);
		rc = rc == 0 ? sheet_write(&one, 1, FORMAT_PDF, path.s, e) : rc;
	}
	if (rc == 0) {
		page = open(path.s, O_RDONLY | O_CLOEXEC);
		if (page < 0)
			err_set(e, ERR_IO, "EXPORT_PRINT");
	}
	unlink(path.s);
	sheet_release(&sheet);
	buf_release(&path);
	return page;
}

/* Noted before the printer has it: what was noted and not printed does less harm than the other way round. */
static int print(struct export_state *s, struct app *a, int64_t *rows, struct err *e)
{
	const char *const argv[] = { "lp", "-s", "-t", s->ask.title, "--", "-", NULL };
	int page = make_page(s, a, rows, e), rc;

	if (page < 0)
		return -1;
	rc = export_logged(a->office, s->ask.what, s->profile, *rows, "lp", e);
	if (rc == 0 && !process_run_with(argv, page))
		rc = err_set(e, ERR_IO, "EXPORT_PRINT");
	close(page);
	return rc;
}

static enum sheet_format format_of_way(enum export_way way)
{
	switch (way) {
	case WAY_CSV:
		return FORMAT_CSV;
	case WAY_GB18030:
		return FORMAT_CSV_GB18030;
	case WAY_PDF:
		return FORMAT_PDF;
	case WAY_TEXT:
		return FORMAT_TEXT;
	default:
		return FORMAT_XLSX;
	}
}

static int write_file(struct export_state *s, struct app *a, const char *path, int64_t *rows, struct err *e)
{
	struct watched w = { .s = s, .a = a };
	enum sheet_format f = format_of_way(s->way);

	if (!s->ask.own || (f != FORMAT_PDF && f != FORMAT_TEXT))
		return export_file(a->office, s->ask.what, rows_of, &w, s->profile, f, path, rows, e);
	if (office_is_file(a->office, path))
		return err_set(e, ERR_IO, "FILE_WRITE", path, "");
	if (s->ask.own(s->ask.from, s->profile, f, path, rows, e) < 0)
		return -1;
	return export_noted(a->office, s->ask.what, s->profile, *rows, path, e);
}

/* From / or ~, else from the folder of the last export. */
static char *whole_path(const struct export_state *s, const char *shown)
{
	const char *home = getenv("HOME");
	struct buf b = BUF_INIT;

	if (shown[0] == '~' && shown[1] == '/' && home)
		buf_addf(&b, "%s%s", home, shown + 1);
	else if (shown[0] == '/')
		buf_adds(&b, shown);
	else
		buf_addf(&b, "%s/%s", s->folder, shown);
	return buf_detach(&b);
}

static void keep_folder(struct app *a, const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = slash && slash > path ? mem_dup_n(path, (size_t)(slash - path)) : mem_dup("/");

	office_setting_set(a->office, "folder.export", folder, NULL);
	mem_free(folder);
}

static unsigned to_file(struct export_state *s, struct app *a, bool over)
{
	char *shown = export_shown_path(s, a), *path = whole_path(s, shown), count[24];
	struct buf question = BUF_INIT;
	int64_t rows = 0;
	struct err e;
	unsigned fx;

	err_clear(&e);
	if (!over && access(path, F_OK) == 0) {
		words_put(a->screens, &question, "export.over", shown);
		s->asks = EXPORT_ASKS_OVER;
		fx = app_push(a, confirm_view(question.s));
	} else if (write_file(s, a, path, &rows, &e) < 0) {
		fx = app_fail(a, NULL, &e);
	} else {
		keep_folder(a, path);
		snprintf(count, sizeof(count), "%" PRId64, rows);
		fx = app_say(a, "export.done", count, shown) | EFFECT_RELOAD | app_answer(a, true, 0, path);
	}
	buf_release(&question);
	mem_free(path);
	mem_free(shown);
	return fx;
}

static unsigned go(struct export_state *s, struct app *a, bool over)
{
	int64_t rows = 0;
	char count[24];
	struct err e;

	if (s->way == WAY_LOOK)
		return look(s, a);
	if (s->way != WAY_PRINT)
		return to_file(s, a, over);
	err_clear(&e);
	if (print(s, a, &rows, &e) < 0)
		return app_fail(a, NULL, &e);
	snprintf(count, sizeof(count), "%" PRId64, rows);
	return app_say(a, "export.printed", count, NULL) | EFFECT_RELOAD | app_answer(a, true, 0, NULL);
}

unsigned export_go(struct export_state *s, struct app *a, bool over)
{
	unsigned fx;

	busy_begin(a, "export.working");
	fx = go(s, a, over);
	busy_end(a);
	return fx;
}
