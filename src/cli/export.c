#include "command.h"

#include "base/buf.h"
#include "exchange/export.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where the list goes: beside the file it is to be, so that what stood there stays until the new one is whole. */
struct output {
	const char *path; /* NULL: standard output */
	struct buf part;  /* "" where path is written to itself: a pipe, a terminal */
	FILE *to;
};

static int cannot(const struct output *out, int why, struct err *e)
{
	return err_set(e, ERR_IO, "FILE_WRITE", out->path != NULL ? out->path : "-", strerror(why));
}

static int output_open(struct output *out, const struct cli *c, const char *path, struct err *e)
{
	struct stat st;
	bool special = path != NULL && stat(path, &st) == 0 && !S_ISREG(st.st_mode);
	*out = (struct output){ .path = path, .part = BUF_INIT, .to = path == NULL ? stdout : NULL };
	if (path == NULL)
		return 0;
	if (office_is_file(c->office, path))
		return cannot(out, EEXIST, e);
	if (!special) {
		buf_addf(&out->part, "%s.part", path);
		unlink(out->part.s);
	}
	int fd = special ? open(path, O_WRONLY | O_CLOEXEC)
			 : open(out->part.s, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	out->to = fd < 0 ? NULL : fdopen(fd, "wb");
	return out->to != NULL ? 0 : cannot(out, errno, e);
}

/* Gives the file its name, or takes it away where `failed`. */
static int output_close(struct output *out, bool failed, struct err *e)
{
	bool whole = !failed && out->to != NULL && fflush(out->to) == 0 && !ferror(out->to);
	int why = errno;
	if (out->to != NULL && out->to != stdout && fclose(out->to) != 0) {
		whole = false;
		why = errno;
	}
	if (whole && out->part.n > 0 && rename(out->part.s, out->path) != 0) {
		whole = false;
		why = errno;
	}
	if (!whole && out->part.n > 0)
		unlink(out->part.s);
	buf_release(&out->part);
	return whole || failed ? 0 : cannot(out, why, e);
}

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
	int failed = output_open(&out, c, path, &e);
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
