#include "command.h"

#include "exchange/export.h"
#include "exchange/output.h"

#include <inttypes.h>

int cmd_export(int argc, char **argv, struct cli *c)
{
	const char *path = NULL;
	bool gb18030 = false;
	const struct option_spec spec[] = { { "output", 'o', &path, NULL }, { "gb18030", 0, NULL, &gb18030 } };
	int at = cli_options(argc, argv, c, spec, 2, 1, 1);
	if (at < 0)
		return EXIT_COULD_NOT;
	struct err e = { 0 };
	struct output out;
	int64_t rows = 0;
	if (c->open(c, OFFICE_READ_ONLY, &e) < 0)
		return cli_fail(c, &e);
	int failed = output_open(&out, c->office, path, &e);
	if (!failed)
		failed = export_csv(c->office, c->screens, argv[at], gb18030 ? EXPORT_GB18030 : EXPORT_UTF8_BOM, out.to,
				    &rows, &e);
	if (output_close(&out, failed != 0, &e) < 0 || failed)
		return cli_fail(c, &e);
	if (path != NULL) {
		char count[24];
		snprintf(count, sizeof count, "%" PRId64, rows);
		cli_say(c, stdout, "export.done", count, path, NULL);
	}
	return EXIT_DONE;
}
