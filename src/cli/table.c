/* A table of screens/table.*.ini: named, for a period, into a file or onto the terminal. */
#include "command.h"

#include "base/mem.h"
#include "base/text.h"
#include "exchange/table.h"
#include "model/record.h"
#include "screen/words.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REFS_MOST 50

struct typed {
	const char *month, *year, *term, *campaign, *cadre, *household, *path, *profile, *format;
};

static int list_them(const struct cli *c)
{
	const struct table_def *const *def;
	size_t n = screens_tables(c->screens, &def);

	for (size_t i = 0; i < n; i++) {
		struct buf line = BUF_INIT, period = BUF_INIT;

		buf_addf(&period, "table.period_%s", def[i]->period);
		text_cell(&line, def[i]->name, 18, false);
		text_cell(&line, words_get(c->screens, period.s), 10, false);
		buf_addf(&line, "%s", def[i]->title);
		cli_line(stdout, line.s);
		buf_release(&line);
		buf_release(&period);
	}
	return EXIT_DONE;
}

/* NULL: there is none, which was said. */
static const struct table_def *named(const struct cli *c, const char *typed)
{
	const struct table_def *const *def, *alone = screens_table(c->screens, typed);

	if (alone != NULL) /* then no other has to be read */
		return alone;

	size_t n = screens_tables(c->screens, &def), at;
	struct cli_named *list = mem_alloc((n + 1) * sizeof *list);

	for (size_t i = 0; i < n; i++)
		list[i] = (struct cli_named){ def[i]->name, def[i]->title };
	at = cli_named(c, list, n, "cli.noun_table", typed);
	mem_free(list);
	return at < n ? def[at] : NULL;
}

/* Somebody by a name that only one has, or by id. */
static int one_of(const struct cli *c, const char *table, const char *name, int64_t *id, struct err *e)
{
	struct ref *refs = NULL;
	size_t n = 0, same = 0;

	*id = 0;
	if (name == NULL)
		return 0;
	if (record_refs(c->office, table, name, 0, REFS_MOST, &refs, &n, e) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (strcmp(refs[i].title, name) == 0) {
			*id = refs[i].id;
			same++;
		}
	if (same == 0 && n == 1) {
		*id = refs[0].id;
		same = 1;
	}
	ref_list_free(&refs);
	return same == 1 ? 0 : err_set(e, ERR_INVALID, same ? "TABLE_MANY" : "TABLE_NOBODY", name);
}

static int period_wanted(const struct cli *c, const struct table_def *d, const struct typed *t, struct period *p,
			 struct err *e)
{
	static const char *const kind[] = { "month", "year", "term", "campaign" };
	const char *const said[] = { t->month, t->year, t->term, t->campaign };
	char term[TERM_BYTES];
	int64_t campaign;
	char id[24];

	for (int k = 0; k < 4; k++) {
		const char *name = said[k];

		if (name == NULL)
			continue;
		if (strcmp(kind[k], d->period) != 0)
			return err_set(e, ERR_INVALID, "TABLE_PERIOD", d->title);
		if (k == 2 && cli_term(c, name, term, e) < 0)
			return -1;
		if (k == 3 && strspn(name, "0123456789") != strlen(name)) {
			if (one_of(c, "campaign", name, &campaign, e) < 0)
				return -1;
			snprintf(id, sizeof(id), "%" PRId64, campaign);
			name = id;
		}
		return period_make(c->office, d->period, k == 2 ? term : name, p, e);
	}
	return strcmp(d->period, "none") == 0 ? period_make(c->office, "none", "", p, e)
					      : period_now(c->office, d->period, p, e);
}

/* As said, else by the end of the path, else text. */
static int format_wanted(const struct typed *t, enum sheet_format *f, struct err *e)
{
	*f = FORMAT_TEXT;
	if (t->format != NULL)
		return format_of(t->format, f) && strchr(t->format, '.') == NULL
			       ? 0
			       : err_set(e, ERR_INVALID, "EXPORT_FORMAT", t->format);
	if (t->path != NULL)
		format_of(t->path, f);
	return 0;
}

/* Its word beside its code, as it is typed. */
static int too_wide(const struct screens *s, const struct table_def *d, struct err *e)
{
	static const char *const word[PROFILES] = { "export.file_posting", "export.file_masked",
						    "export.file_internal" };
	struct buf most = BUF_INIT;
	enum profile p;

	buf_adds(&most, d->profile);
	if (profile_of(d->profile, &p))
		buf_addf(&most, " %s", words_get(s, word[p]));
	err_set(e, ERR_INVALID, "TABLE_PROFILE", d->title, most.s);
	buf_release(&most);
	return -1;
}

static int profile_wanted(const struct screens *s, const struct table_def *d, const char *name, enum profile *p,
			  struct err *e)
{
	if (name == NULL)
		return err_set(e, ERR_INVALID, "EXPORT_PROFILE");
	if (!profile_of(name, p))
		return err_set(e, ERR_INVALID, "EXPORT_NO_PROFILE", name);
	return table_profile(d, *p) == *p ? 0 : too_wide(s, d, e);
}

static int write_it(struct table_ask *ask, const char *path, enum profile p, enum sheet_format f, int64_t *rows,
		    struct err *e)
{
	if (f != FORMAT_PDF && f != FORMAT_TEXT)
		return export_file(ask->office, ask->def->title, table_source, ask, p, f, path, rows, e);
	if (ask->office->read_only)
		return err_set(e, ERR_INVALID, "EXPORT_LOG");
	if (path != NULL && office_is_file(ask->office, path))
		return err_set(e, ERR_IO, "FILE_WRITE", path, "");
	if (table_own(ask, p, f, path, rows, e) < 0)
		return -1;
	return export_noted(ask->office, ask->def->title, p, *rows, path, e);
}

int cmd_table(int argc, char **argv, struct cli *c)
{
	struct typed t = { 0 };
	const struct option_spec spec[] = {
		{ "month", 0, &t.month, NULL },     { "year", 0, &t.year, NULL },
		{ "term", 0, &t.term, NULL },       { "campaign", 0, &t.campaign, NULL },
		{ "cadre", 0, &t.cadre, NULL },     { "household", 0, &t.household, NULL },
		{ "output", 'o', &t.path, NULL },   { "profile", 'p', &t.profile, NULL },
		{ "format", 'f', &t.format, NULL },
	};
	int at = cli_options(argc, argv, c, spec, sizeof(spec) / sizeof(*spec), 0, 1);
	if (at < 0)
		return EXIT_COULD_NOT;
	if (at == argc)
		return list_them(c);
	struct err e = { 0 };
	struct table_ask ask = { .screens = c->screens, .def = named(c, argv[at]) };
	enum profile p;
	enum sheet_format f;
	int64_t rows = 0;
	if (ask.def == NULL)
		return EXIT_COULD_NOT;
	if (profile_wanted(c->screens, ask.def, t.profile, &p, &e) < 0 || format_wanted(&t, &f, &e) < 0 ||
	    c->open(c, OFFICE_EXISTING, &e) < 0 || period_wanted(c, ask.def, &t, &ask.period, &e) < 0 ||
	    one_of(c, "cadre", t.cadre, &ask.cadre, &e) < 0 ||
	    one_of(c, "household", t.household, &ask.period.household, &e) < 0)
		return cli_fail(c, &e);
	ask.office = c->office;
	/* A table goes through each index once: keeping what it has passed costs more than it saves. */
	office_large(c->office, false);
	cli_progress(true);
	int failed = write_it(&ask, t.path, p, f, &rows, &e);
	cli_progress(false);
	if (failed < 0)
		return cli_fail(c, &e);
	if (t.path != NULL) {
		char count[24];
		snprintf(count, sizeof count, "%" PRId64, rows);
		cli_say(c, stdout, "export.done", count, t.path, NULL);
	}
	return EXIT_DONE;
}
