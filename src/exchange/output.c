#include "exchange/output.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int cannot(const struct output *out, int why, struct err *e)
{
	return err_set(e, ERR_IO, "FILE_WRITE", out->path != NULL ? out->path : "-", strerror(why));
}

int output_open(struct output *out, const struct office *o, const char *path, struct err *e)
{
	struct stat st;
	bool special = path != NULL && stat(path, &st) == 0 && !S_ISREG(st.st_mode);
	*out = (struct output){ .path = path, .part = BUF_INIT, .to = path == NULL ? stdout : NULL };
	if (path == NULL)
		return 0;
	if (o != NULL && office_is_file(o, path))
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

int output_close(struct output *out, bool failed, struct err *e)
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

int output_text(const struct office *o, const char *path, const struct buf *text, struct err *e)
{
	struct output out;
	bool failed = output_open(&out, o, path, e) < 0;

	if (!failed)
		fwrite(text->s, 1, text->n, out.to);
	return output_close(&out, failed, e) < 0 || failed ? -1 : 0;
}
