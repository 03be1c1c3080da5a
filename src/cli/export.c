#include "command.h"

#include "exchange/export.h"

#include <inttypes.h>
#include <string.h>

struct wanted {
	struct cli *c;
	const char *kind;
};

static int all_of_kind(void *from, export_sink *sink, void *arg, struct err *e)
{
	const struct wanted *w = from;

	return export_kind(w->c->office, w->c->screens, w->kind, sink, arg, e);
}

/* Nobody exports by accident: the profile is said, or the choice is explained. */
static int profile_wanted(const char *name, enum profile *p, struct err *e)
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

int cmd_export(int argc, char **argv, struct cli *c)
{
	const char *path = NULL, *profile = NULL, *format = NULL;
	const struct option_spec spec[] = { { "output", 'o', &path, NULL },
					    { "profile", 'p', &profile, NULL },
					    { "format", 'f', &format, NULL } };
	int at = cli_options(argc, argv, c, spec, 3, 1, 1);
	if (at < 0)
		return EXIT_COULD_NOT;
	struct err e = { 0 };
	struct wanted w = { c, argv[at] };
	enum profile p;
	enum sheet_format f;
	int64_t rows = 0;
	if (profile_wanted(profile, &p, &e) < 0 || format_wanted(format, path, &f, &e) < 0 ||
	    c->open(c, OFFICE_EXISTING, &e) < 0 ||
	    export_file(c->office, w.kind, all_of_kind, &w, p, f, path, &rows, &e) < 0)
		return cli_fail(c, &e);
	if (path != NULL) {
		char count[24];
		snprintf(count, sizeof count, "%" PRId64, rows);
		cli_say(c, stdout, "export.done", count, path, NULL);
	}
	return EXIT_DONE;
}
