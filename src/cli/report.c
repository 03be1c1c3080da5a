#include "command.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"
#include "exchange/export.h"
#include "exchange/output.h"
#include "exchange/paper.h"
#include "exchange/report_profile.h"

#include <errno.h>
#include <string.h>

struct asked {
	struct cli *c;
	const struct report_def *def;
	const char *year, *month, *term, *campaign, *compare, *rows, *profile, *path;
	bool json;
	struct report now, before;
	size_t metric;
	enum sheet_format format;
	enum profile whom;
};

static int list_reports(const struct cli *c)
{
	const struct report_def *const *list;
	size_t n = screens_reports(c->screens, &list);

	for (size_t i = 0; i < n; i++) {
		struct buf line = BUF_INIT;
		text_cell(&line, list[i]->name, 16, false);
		text_cell(&line, list[i]->kind, 12, false);
		buf_adds(&line, list[i]->title);
		cli_line(stdout, line.s);
		buf_release(&line);
	}
	return EXIT_DONE;
}

static int find_report(struct asked *a, const char *typed)
{
	const struct report_def *const *def;
	struct cli_named *list;
	struct err e = { 0 };
	size_t n, at;

	/* One whose file is broken is in no list. */
	a->def = screens_report(a->c->screens, typed);
	if (a->def)
		return 0;
	if (screens_problem(a->c->screens, &e) < 0) {
		cli_fail(a->c, &e);
		return -1;
	}
	n = screens_reports(a->c->screens, &def);
	list = mem_alloc((n + 1) * sizeof *list);
	for (size_t i = 0; i < n; i++)
		list[i] = (struct cli_named){ def[i]->name, def[i]->title };
	at = cli_named(a->c, list, n, "cli.noun_report", typed);
	mem_free(list);
	a->def = at < n ? def[at] : NULL;
	return a->def ? 0 : -1;
}

/* An option that says nothing to this report is a mistake. */
static int check_options(const struct asked *a)
{
	const char *kind = a->def->kind, *wrong = NULL;

	if (a->term && strcmp(kind, "term") != 0)
		wrong = "--term";
	else if (a->campaign && strcmp(kind, "campaign") != 0)
		wrong = "--campaign";
	else if (a->month && strcmp(kind, "month") != 0)
		wrong = "--month";
	else if (a->year && strcmp(kind, "term") == 0)
		wrong = "--year";
	if (wrong)
		cli_say(a->c, stderr, "cli.report_kind", a->def->name, wrong, NULL);
	return wrong ? -1 : 0;
}

/* --year 2020 --month 11 is 2020-11; --month alone is of this year. */
static int which_period(const struct asked *a, struct period *p, struct err *e)
{
	const char *typed = a->year, *kind = a->def->kind, *year = a->year ? a->year : "";
	struct buf month = BUF_INIT;
	int rc;

	if (strcmp(kind, "term") == 0)
		typed = a->term;
	else if (strcmp(kind, "campaign") == 0)
		typed = a->campaign;
	else if (strcmp(kind, "month") == 0 && a->month) {
		if (strlen(a->month) <= 2 && strspn(a->month, "0123456789") == strlen(a->month))
			buf_addf(&month, "%.4s-%s%s", a->year ? a->year : clock_today(),
				 strlen(a->month) < 2 ? "0" : "", a->month);
		else
			buf_adds(&month, a->month);
		typed = month.s;
	} else if (strcmp(kind, "month") == 0 && a->year) {
		typed = a->year; /* no month: said to be none */
	}
	rc = report_period(a->c->office, a->c->screens, a->def, typed, year, p, e);
	buf_release(&month);
	return rc;
}

static int make(struct asked *a, struct err *e)
{
	struct cli *c = a->c;
	struct period p;

	if (which_period(a, &p, e) < 0 || report_make(&a->now, c->office, c->screens, a->def, &p, e) < 0)
		return -1;
	if (!a->compare)
		return 0;
	if (strcmp(a->compare, "last") == 0)
		period_shift(c->office, a->def->kind, &a->now.period, -1, &p);
	else if (report_period(c->office, c->screens, a->def, a->compare, "", &p, e) < 0)
		return -1;
	return report_make(&a->before, c->office, c->screens, a->def, &p, e);
}

static void say_warnings(const struct asked *a)
{
	for (size_t i = 0; i < a->now.n_warnings; i++)
		cli_line(stderr, a->now.warning[i]);
}

/* ---- what is handed out as a sheet: rows behind a number, all metrics ---- */

static int sheet_rows(void *from, export_sink *sink, void *arg, struct err *e)
{
	const struct asked *a = from;
	struct sheet s = { 0 };
	int rc = report_rows(&a->now, a->c->office, a->c->screens, a->metric, &s, e);

	if (rc == 0)
		rc = sink(arg, &s, e);
	sheet_release(&s);
	return rc;
}

static int sheet_metrics(void *from, export_sink *sink, void *arg, struct err *e)
{
	const struct asked *a = from;
	struct sheet s = { 0 };
	int rc = report_compare(&a->now, a->compare ? &a->before : NULL, a->c->screens, &s);

	if (rc == 0)
		rc = sink(arg, &s, e);
	sheet_release(&s);
	return rc;
}

static int find_metric(struct asked *a)
{
	struct buf names = BUF_INIT;

	for (a->metric = 0; a->metric < a->def->n_metrics; a->metric++)
		if (strcmp(a->def->metric[a->metric].name, a->rows) == 0)
			return 0;
	for (size_t i = 0; i < a->def->n_metrics; i++)
		buf_addf(&names, "%s%s", i ? " " : "", a->def->metric[i].name);
	cli_say(a->c, stderr, "cli.report_metric", a->rows, names.s, NULL);
	buf_release(&names);
	return -1;
}

static int put_rows(struct asked *a, struct err *e)
{
	int64_t rows = 0;
	struct buf what = BUF_INIT;
	int rc;

	buf_addf(&what, "%s \xC2\xB7 %s (report.%s.%s)", a->def->title, a->def->metric[a->metric].label, a->def->name,
		 a->rows);
	rc = export_file(a->c->office, what.s, sheet_rows, a, a->whom, a->format, a->path, &rows, e);
	buf_release(&what);
	return rc;
}

/* In the log: its title for people, its name for machines. */
static char *told_as(const struct asked *a)
{
	struct buf what = BUF_INIT;

	buf_addf(&what, "%s (report.%s)", a->def->title, a->def->name);
	return buf_detach(&what);
}

static int logged(const struct asked *a, struct err *e)
{
	char *what = told_as(a);
	int rc = export_logged(a->c->office, what, a->whom, 0, a->path, e);

	mem_free(what);
	return rc;
}

static int put_sheet(struct asked *a, struct err *e)
{
	struct sheet s = { 0 };
	struct buf b = BUF_INIT;
	int64_t rows = 0;

	if (a->path) {
		char *what = told_as(a);
		int rc = export_file(a->c->office, what, sheet_metrics, a, a->whom, a->format, a->path, &rows, e);

		mem_free(what);
		return rc;
	}
	report_compare(&a->now, a->compare ? &a->before : NULL, a->c->screens, &s);
	sheet_plain(&s, 100, &b);
	fwrite(b.s, 1, b.n, stdout);
	buf_release(&b);
	sheet_release(&s);
	return 0;
}

/* ---- the text ---- */

static int put_text(const struct asked *a, struct err *e)
{
	struct report shown = report_as(&a->now, a->whom);
	struct buf b = BUF_INIT;
	struct output out;
	bool failed;

	if (a->json)
		report_json(&shown, &b);
	else
		report_text(&shown, &b);
	report_as_release(&shown);
	failed = output_open(&out, a->c->office, a->path, e) < 0;
	if (!failed)
		fwrite(b.s, 1, b.n, out.to);
	if (!failed && a->path && logged(a, e) < 0)
		failed = true;
	if (output_close(&out, failed, e) < 0)
		failed = true;
	buf_release(&b);
	return failed ? -1 : 0;
}

static int put_paper(const struct asked *a, struct err *e)
{
	struct report shown;
	struct paper *p = NULL;

	if (office_is_file(a->c->office, a->path))
		return err_set(e, ERR_IO, "FILE_WRITE", a->path, strerror(EEXIST));
	if (paper_open(&p, a->path, false, e) < 0)
		return -1;
	shown = report_as(&a->now, a->whom);
	report_paper(&shown, p);
	report_as_release(&shown);
	if (logged(a, e) < 0) {
		paper_give_up(&p);
		return -1;
	}
	return paper_close(&p, e);
}

static int put(struct asked *a, struct err *e)
{
	if (a->rows)
		return put_rows(a, e);
	if (a->json)
		return put_text(a, e);
	if (a->compare || (a->path && a->format != FORMAT_TEXT && a->format != FORMAT_PDF))
		return put_sheet(a, e);
	return a->path && a->format == FORMAT_PDF ? put_paper(a, e) : put_text(a, e);
}

/* Rows leave for whom was said. A text nobody said it of keeps its sentences, but no number of a person. */
static int for_whom(struct asked *a, struct err *e)
{
	a->whom = a->path ? PROFILE_MASKED : PROFILE_INTERNAL;
	return a->rows || a->profile ? cli_profile(a->profile, &a->whom, e) : 0;
}

int cmd_report(int argc, char **argv, struct cli *c)
{
	struct asked a = { .c = c, .format = FORMAT_TEXT };
	const struct option_spec spec[] = {
		{ "year", 0, &a.year, NULL },         { "month", 0, &a.month, NULL },     { "term", 0, &a.term, NULL },
		{ "campaign", 0, &a.campaign, NULL }, { "compare", 0, &a.compare, NULL }, { "rows", 0, &a.rows, NULL },
		{ "profile", 'p', &a.profile, NULL }, { "output", 'o', &a.path, NULL },   { "json", 0, NULL, &a.json },
	};
	int at = cli_options(argc, argv, c, spec, sizeof spec / sizeof spec[0], 0, 1);
	if (at < 0)
		return EXIT_COULD_NOT;
	if (at == argc)
		return list_reports(c);
	struct err e = { 0 };
	if (find_report(&a, argv[at]) < 0 || check_options(&a) < 0 || (a.rows && find_metric(&a) < 0))
		return EXIT_COULD_NOT;
	if (a.path)
		format_of(a.path, &a.format);
	/* What leaves as a file or as rows is noted in the database. */
	int rc = for_whom(&a, &e);
	if (rc == 0)
		rc = c->open(c, a.path || a.rows ? OFFICE_EXISTING : OFFICE_READ_ONLY, &e);
	cli_progress(true);
	if (rc == 0)
		rc = make(&a, &e);
	cli_progress_to(a.path);
	if (rc == 0)
		rc = put(&a, &e);
	cli_progress(false);
	if (rc == 0)
		say_warnings(&a);
	report_release(&a.now);
	report_release(&a.before);
	if (rc < 0)
		return cli_fail(c, &e);
	if (a.path)
		cli_say(c, stdout, "cli.report_done", a.path, NULL, NULL);
	return EXIT_DONE;
}
