#include "command.h"

#include "exchange/export.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

int cmd_export(int argc, char **argv, struct cli *c)
{
	const char *path = NULL;
	bool gb18030 = false;
	const struct option_spec spec[] = { { "output", 'o', &path, NULL }, { "gb18030", 0, NULL, &gb18030 } };
	int at = cli_options(argc, argv, c, spec, 2, 1, 1);
	if (at < 0)
		return EXIT_COULD_NOT;
	struct err e = { 0 };
	FILE *to = stdout;
	int64_t rows = 0;
	int status = EXIT_COULD_NOT;
	if (c->open(c, OFFICE_READ_ONLY, &e) < 0)
		goto done;
	if (path != NULL) {
		int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
		to = fd < 0 ? NULL : fdopen(fd, "wb");
		if (to == NULL) {
			err_set(&e, ERR_IO, "FILE_WRITE", path, strerror(errno));
			goto done;
		}
	}
	if (export_csv(c->office, c->screens, argv[at], gb18030 ? EXPORT_GB18030 : EXPORT_UTF8_BOM, to, &rows, &e) < 0)
		goto done;
	if (fflush(to) != 0 || ferror(to)) {
		err_set(&e, ERR_IO, "FILE_WRITE", path != NULL ? path : "-", strerror(errno));
		goto done;
	}
	status = EXIT_DONE;
	if (path != NULL) {
		char count[24];
		snprintf(count, sizeof count, "%" PRId64, rows);
		cli_say(c, stdout, "export.done", count, path, NULL);
	}
done:
	if (to != NULL && to != stdout)
		fclose(to);
	if (status != EXIT_DONE)
		cli_fail(c, &e);
	return status;
}
