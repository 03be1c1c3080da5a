#include "command.h"

#include "base/mem.h"
#include "exchange/export.h"
#include "exchange/handbook_paper.h"
#include "screen/form.h"
#include "screen/words.h"

#include <inttypes.h>
#include <string.h>

#define TEXT_COLS 80

struct wanted {
	struct cli *c;
	const char *kind;
};

static int all_of_kind(void *from, export_sink *sink, void *arg, struct err *e)
{
	const struct wanted *w = from;

	return export_kind(w->c->office, w->c->screens, w->kind, sink, arg, e);
}

int cli_profile(const char *name, enum profile *p, struct err *e)
{
	if (name == NULL)
		return err_set(e, ERR_INVALID, "EXPORT_PROFILE");
	return profile_of(name, p) ? 0 : err_set(e, ERR_INVALID, "EXPORT_NO_PROFILE", name);
}

/* As said, else by the end of the path, else CSV. */
static int format_wanted(const char *name, const char *path, enum sheet_format *f, struct err *e)
{
	*f = FORMAT_CSV;
	if (name != NULL)
		return format_of(name, f) && strchr(name, '.') == NULL ? 0
								       : err_set(e, ERR_INVALID, "EXPORT_FORMAT", name);
	if (path != NULL)
		format_of(path, f);
	return 0;
}

/* The handbook of one household: pages, or text. */
static int export_handbook(struct cli *c, const char *name, enum profile p, enum sheet_format f, const char *path,
			   int64_t *rows, struct err *e)
{
	int64_t household;
	struct buf text = BUF_INIT;
	char *title = NULL;
	int rc = -1;

	if (name == NULL)
		return err_set(e, ERR_INVALID, "EXPORT_WHOSE");
	if (path == NULL ? f != FORMAT_TEXT && f != FORMAT_CSV : f != FORMAT_PDF)
		return err_set(e, ERR_INVALID, "EXPORT_FORMAT_OF", format_name(f),
			       path == NULL ? "txt, pdf (-o)" : "pdf");
	if (cli_record(c, "household", name, &household, e) < 0)
		return -1;
	title = handbook_title(c->office, c->screens, household);
	if (path != NULL)
		rc = handbook_paper(c->office, c->screens, household, p, path, rows, e);
	else if ((rc = handbook_plain(c->office, c->screens, household, p, TEXT_COLS, &text, rows, e)) == 0)
		fputs(text.s, stdout);
	if (rc == 0)
		rc = export_noted(c->office, title, p, *rows, path, e);
	buf_release(&text);
	mem_free(title);
	return rc;
}

/* In the log: what the list is called, and its name for machines. */
static int export_list_of(struct wanted *w, enum profile p, enum sheet_format f, const char *path, int64_t *rows,
			  struct err *e)
{
	const struct form *form = screens_form(w->c->screens, w->kind);
	struct buf what = BUF_INIT;
	int rc;

	buf_addf(&what, "%s (%s)", form ? form->title : words_get(w->c->screens, "import.registry"), w->kind);
	rc = export_file(w->c->office, what.s, all_of_kind, w, p, f, path, rows, e);
	buf_release(&what);
	return rc;
}

int cmd_export(int argc, char **argv, struct cli *c)
{
	const char *path = NULL, *profile = NULL, *format = NULL, *household = NULL;
	const struct option_spec spec[] = { { "output", 'o', &path, NULL },
					    { "profile", 'p', &profile, NULL },
					    { "format", 'f', &format, NULL },
					    { "household", 0, &household, NULL } };
	int at = cli_options(argc, argv, c, spec, 4, 1, 1);
	if (at < 0)
		return EXIT_COULD_NOT;
	struct err e = { 0 };
	struct wanted w = { c, argv[at] };
	enum profile p;
	enum sheet_format f;
	int64_t rows = 0;
	if (cli_profile(profile, &p, &e) < 0 || format_wanted(format, path, &f, &e) < 0 ||
	    c->open(c, OFFICE_EXISTING, &e) < 0)
		return cli_fail(c, &e);
	cli_progress(true);
	cli_progress_to(path);
	int failed = strcmp(w.kind, "handbook") == 0 ? export_handbook(c, household, p, f, path, &rows, &e)
						     : export_list_of(&w, p, f, path, &rows, &e);
	cli_progress(false);
	if (failed < 0)
		return cli_fail(c, &e);
	if (path != NULL) {
		char count[24];
		snprintf(count, sizeof count, "%" PRId64, rows);
		cli_say(c, stdout, "export.done", count, path, NULL);
	}
	return EXIT_DONE;
}
