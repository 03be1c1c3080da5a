#include "command.h"

#include "base/buf.h"
#include "exchange/import.h"

#include <inttypes.h>

struct print {
	const struct cli *c;
	bool on;
};

static void each(void *arg, const struct import_row *row)
{
	struct print *p = arg;
	if (!p->on || row->verdict == ROW_SAME || row->verdict == ROW_SKIPPED)
		return;
	static const char *const word[] = {
		[ROW_ADD] = "import.add", [ROW_UPDATE] = "import.update", [ROW_REFUSED] = "import.refuse"
	};
	char line[24];
	snprintf(line, sizeof line, "%" PRId64, row->line);
	struct buf why = BUF_INIT;
	buf_adds(&why, row->reason);
	if (row->repair[0] != '\0')
		buf_addf(&why, " -> %s", row->repair);
	cli_say(p->c, stdout, word[row->verdict], line, row->who, why.s);
	buf_release(&why);
}

static bool progress(void *arg, int64_t done, int64_t all)
{
	struct office *o = arg;
	office_tell(o, done, all);
	return office_stop_wanted(o);
}

static void report(const struct cli *c, const struct import_counts *n, const char *refused, bool json)
{
	struct buf b = BUF_INIT;
	if (json) {
		bool first = true;
		buf_addc(&b, '{');
		cli_json_int(&b, &first, "rows", n->rows);
		cli_json_int(&b, &first, "added", n->added);
		cli_json_int(&b, &first, "updated", n->updated);
		cli_json_int(&b, &first, "unchanged", n->unchanged);
		cli_json_int(&b, &first, "refused", n->refused);
		printf("%s}\n", b.s);
		buf_release(&b);
		return;
	}
	static const char *const word[] = { "import.rows", "import.added", "import.updated", "import.unchanged",
					    "import.refused" };
	const int64_t count[] = { n->rows, n->added, n->updated, n->unchanged, n->refused };
	for (size_t i = 0; i < 5; i++) {
		char text[24];
		snprintf(text, sizeof text, "%" PRId64, count[i]);
		cli_say(c, stdout, word[i], text, NULL, NULL);
	}
	if (refused != NULL)
		cli_say(c, stdout, "import.refused_file", refused, NULL, NULL);
	buf_release(&b);
}

int cmd_import(int argc, char **argv, struct cli *c)
{
	bool dry = false, json = false;
	const char *refused = NULL;
	const struct option_spec spec[] = {
		{ "dry-run", 'n', NULL, &dry },
		{ "json", 0, NULL, &json },
		{ "refused", 0, &refused, NULL },
	};
	int at = cli_options(argc, argv, c, spec, 3, 2, 2);
	if (at < 0)
		return EXIT_COULD_NOT;
	struct err e = { 0 };
	struct import *i = NULL;
	struct import_counts n = { 0 };
	int status = EXIT_COULD_NOT;
	if (c->open(c, OFFICE_EXISTING, &e) < 0 ||
	    import_open(&i, c->office, c->screens, argv[at], argv[at + 1], &e) < 0)
		goto done;
	struct print p = { c, !json };
	if (!json)
		cli_say(c, stdout, "import.source", import_encoding(i), NULL, NULL);
	/* Rows that are shown as they come tell how far it is. */
	cli_progress(!dry || json);
	int failed = dry ? import_judge(i, &n, each, &p, progress, c->office, &e)
			 : import_run(i, refused, &n, progress, c->office, &e);
	cli_progress(false);
	if (failed)
		goto done;
	report(c, &n, dry ? NULL : import_refused_path(i), json);
	status = n.refused > 0 ? EXIT_FOUND : EXIT_DONE;
done:
	if (status == EXIT_COULD_NOT)
		cli_fail(c, &e);
	import_close(&i);
	return status;
}
