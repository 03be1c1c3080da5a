#include "refused.h"

#include "base/mem.h"
#include "base/text.h"
#include "exchange/export.h"
#include "screen/words.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define OURS 3

static char *joined(const char *a, const char *b)
{
	struct buf s = BUF_INIT;

	buf_adds(&s, a);
	buf_adds(&s, b);
	return buf_detach(&s);
}

void refused_begin(struct refused *f, struct import *i, const char *path)
{
	f->i = i;
	f->to = NULL;
	f->made = false;
	f->path = path ? mem_dup(path) : joined(i->path, ".refused.csv");
	f->part = joined(f->path, ".part");
}

static int cannot(const struct refused *f, struct err *e)
{
	return err_set(e, ERR_IO, "FILE_WRITE", f->path, strerror(errno));
}

/* The list itself must not be overwritten by its own refused rows, and the data by none. */
static bool is_taken(const struct refused *f)
{
	struct stat a, b;

	return office_is_file(f->i->o, f->path) ||
	       (stat(f->path, &a) == 0 && stat(f->i->path, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino);
}

/* Columns of an earlier refused file are not carried on. */
static void put_line(const struct refused *f, const char *const *cells, size_t n, const char *const ours[OURS])
{
	const char **all = mem_alloc((f->i->n + OURS) * sizeof(*all));
	size_t used = 0;

	for (size_t c = 0; c < f->i->n; c++)
		if (f->i->target[c].kind != TARGET_OURS)
			all[used++] = c < n ? cells[c] : "";
	for (size_t k = 0; k < OURS; k++)
		all[used++] = ours[k];
	export_line(f->to, EXPORT_UTF8_BOM, all, used);
	mem_free(all);
}

static int begin_file(struct refused *f, struct err *e)
{
	const char *const ours[OURS] = { words_get(f->i->s, "import.col_line"), words_get(f->i->s, "import.col_reason"),
					 words_get(f->i->s, "import.col_repair") };
	int fd;

	if (is_taken(f)) {
		errno = EEXIST;
		return cannot(f, e);
	}
	unlink(f->part);
	fd = open(f->part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return cannot(f, e);
	f->to = fdopen(fd, "w");
	if (!f->to) {
		close(fd);
		return cannot(f, e);
	}
	fputs("\xEF\xBB\xBF", f->to);
	put_line(f, (const char *const *)f->i->heading, f->i->n, ours);
	return 0;
}

/* A cell as the row means it: of a merged cell, what stands above, for the rows around it are not in this file. */
static const char *meant(const struct line *l, size_t c)
{
	if (c < l->n && !text_is_blank(l->cells[c]))
		return l->cells[c];
	return l->value[c].kind == VALUE_TEXT ? l->value[c].text : "";
}

int refused_add(struct refused *f, const struct line *l, struct err *e)
{
	const char **cells = mem_alloc((f->i->n + 1) * sizeof(*cells));
	const char *ours[OURS];
	char line[24];
	int rc = f->to ? 0 : begin_file(f, e);

	if (rc == 0) {
		snprintf(line, sizeof(line), "%lld", (long long)l->row.line);
		ours[0] = line;
		ours[1] = l->row.reason;
		ours[2] = l->row.repair;
		for (size_t c = 0; c < f->i->n; c++)
			cells[c] = meant(l, c);
		put_line(f, cells, f->i->n, ours);
		rc = ferror(f->to) ? cannot(f, e) : 0;
	}
	mem_free(cells);
	return rc;
}

void refused_release(struct refused *f)
{
	mem_free(f->path);
	mem_free(f->part);
	f->path = f->part = NULL;
}

int refused_finish(struct refused *f, struct err *e)
{
	int rc = 0;

	mem_free(f->i->refused_path);
	f->i->refused_path = NULL;
	f->i->refused_made = false;
	if (f->to) {
		bool written = fflush(f->to) == 0 && fsync(fileno(f->to)) == 0;

		written = fclose(f->to) == 0 && written;
		f->to = NULL;
		if (!written || rename(f->part, f->path) < 0) {
			rc = cannot(f, e);
			unlink(f->part);
		} else {
			f->i->refused_path = mem_dup(f->path);
			f->i->refused_made = f->made = true;
		}
	}
	return rc;
}

void refused_drop(struct refused *f)
{
	if (f->to) {
		fclose(f->to);
		f->to = NULL;
		unlink(f->part);
	}
	if (f->made) {
		unlink(f->path);
		mem_free(f->i->refused_path);
		f->i->refused_path = NULL;
		f->i->refused_made = false;
	}
	refused_release(f);
}
