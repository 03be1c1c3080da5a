/* XLS (BIFF in a compound file) by way of freexl. The format is thirty years of offsets that point anywhere, so freexl
 * works in a process of its own, on a leash of memory and time; rows come back through a pipe. If it dies, the file is
 * damaged and nothing else is. */
#include "book_parts.h"
#include "xls.h"

#include "base/mem.h"
#include "base/text.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define FILE_MOST (64 << 20)
#define SHEETS_MOST 256

struct xls_reader {
	char *path;
	int64_t size;
	pid_t child;
	FILE *from; /* the child speaks */
	char **sheet;
	size_t sheets;
	struct merges merges; /* of the sheet */
	uint32_t lines, line; /* of the sheet */
	struct buf cell;
	size_t at;
	bool ended, fresh; /* fresh: nothing of sheet `at` was taken yet */
};

static void stop_child(struct xls_reader *x)
{
	if (x->from)
		fclose(x->from);
	x->from = NULL;
	if (x->child > 0) {
		kill(x->child, SIGKILL);
		while (waitpid(x->child, NULL, 0) < 0 && errno == EINTR)
			;
	}
	x->child = 0;
}

static int damaged(const struct xls_reader *x, struct err *e)
{
	return err_set(e, ERR_FORMAT, "FILE_XLS_DAMAGED", x->path);
}

static bool take_number(struct xls_reader *x, uint32_t *n)
{
	return fread(n, sizeof(*n), 1, x->from) == 1;
}

static bool take_text(struct xls_reader *x, uint32_t most)
{
	uint32_t n;
	char chunk[512];

	buf_clear(&x->cell);
	if (!take_number(x, &n) || n > most)
		return false;
	while (n > 0) {
		size_t want = n < sizeof(chunk) ? n : sizeof(chunk);

		if (fread(chunk, 1, want, x->from) != want)
			return false;
		buf_add(&x->cell, chunk, want);
		n -= (uint32_t)want;
	}
	return true;
}

/* The child names what is wrong; a word it cannot know is a child gone mad. */
static int refused(struct xls_reader *x, struct err *e)
{
	static const char *const words[] = { "FILE_PASSWORD", "FILE_XLS_BIG", "FILE_XLS_OTHER", "FILE_XLSX_NONE" };

	if (take_text(x, 64))
		for (size_t k = 0; k < sizeof(words) / sizeof(words[0]); k++)
			if (strcmp(words[k], x->cell.s) == 0)
				return err_set(e, ERR_FORMAT, words[k], x->path);
	return damaged(x, e);
}

static void forget_sheets(struct xls_reader *x)
{
	for (size_t k = 0; k < x->sheets; k++)
		mem_free(x->sheet[k]);
	mem_free(x->sheet);
	x->sheet = NULL;
	x->sheets = 0;
}

static bool take_merge(struct xls_reader *x)
{
	uint32_t top, bottom, column;

	if (!take_number(x, &top) || !take_number(x, &bottom) || !take_number(x, &column))
		return false;
	merges_add(&x->merges, top, bottom, column);
	return true;
}

/* Names of the sheets, its merged cells, then how many rows the chosen one has. */
static int take_head(struct xls_reader *x, struct err *e)
{
	struct buf name = BUF_INIT;
	bool known = x->sheets > 0;
	int c;

	while ((c = fgetc(x->from)) == XLS_SHEET && x->sheets < SHEETS_MOST && take_text(x, ROWS_MOST_CELL)) {
		if (known)
			continue;
		buf_clear(&name);
		text_clean(&name, x->cell.s, x->cell.n, false);
		x->sheet = mem_grow(x->sheet, x->sheets + 1, sizeof(*x->sheet));
		x->sheet[x->sheets++] = mem_dup(name.s);
	}
	buf_release(&name);
	while (c == XLS_MERGE && take_merge(x))
		c = fgetc(x->from);
	merges_sort(&x->merges);
	if (c == XLS_REFUSED)
		return refused(x, e);
	if (c != XLS_ROWS || !take_number(x, &x->lines) || !x->sheets)
		return damaged(x, e);
	return 0;
}

static int start_child(struct xls_reader *x, size_t sheet, struct err *e)
{
	int pipes[2];

	stop_child(x);
	merges_release(&x->merges);
	x->line = 0;
	x->at = sheet;
	x->ended = false;
	x->fresh = true;
	if (pipe2(pipes, O_CLOEXEC) < 0)
		return err_set(e, ERR_IO, "FILE_READ", x->path);
	x->child = fork();
	if (x->child == 0) {
		close(pipes[0]);
		xls_child(x->path, x->size, sheet, pipes[1]);
	}
	close(pipes[1]);
	x->from = x->child < 0 ? NULL : fdopen(pipes[0], "rb");
	if (!x->from) {
		close(pipes[0]);
		return err_set(e, ERR_IO, "FILE_READ", x->path);
	}
	return take_head(x, e);
}

static int take_row(struct xls_reader *x, struct row_cells *out, struct err *e)
{
	uint32_t line, cells, column;

	if (!take_number(x, &line) || !take_number(x, &cells) || line <= x->line || cells > ROWS_MOST_COLUMNS)
		return damaged(x, e);
	x->line = line;
	for (uint32_t k = 0; k < cells; k++) {
		if (!take_number(x, &column) || column < out->n || column >= ROWS_MOST_COLUMNS ||
		    !take_text(x, ROWS_MOST_CELL))
			return damaged(x, e);
		row_put(out, column, x->cell.s, x->cell.n);
	}
	return 1;
}

static int xls_next(void *self, struct row_cells *out, int64_t *line, struct err *e)
{
	struct xls_reader *x = self;
	int c, rc;

	if (x->ended)
		return 0;
	x->fresh = false;
	c = fgetc(x->from);
	rc = c == XLS_ROW ? take_row(x, out, e) : c == XLS_END ? 0 : c == XLS_REFUSED ? refused(x, e) : damaged(x, e);
	x->ended = rc <= 0;
	*line = x->line;
	if (rc == 0)
		x->line = x->lines;
	return rc;
}

static int xls_sheet(void *self, size_t sheet, struct err *e)
{
	struct xls_reader *x = self;

	return x->fresh && x->at == sheet ? 0 : start_child(x, sheet, e);
}

static const struct merges *xls_merges(const void *self)
{
	return &((const struct xls_reader *)self)->merges;
}

static int64_t xls_all(const void *self)
{
	return ((const struct xls_reader *)self)->size;
}

static int64_t xls_done(const void *self)
{
	const struct xls_reader *x = self;

	return x->lines && x->line < x->lines ? x->size * x->line / x->lines : x->size;
}

static void xls_close(void *self)
{
	struct xls_reader *x = self;

	stop_child(x);
	forget_sheets(x);
	merges_release(&x->merges);
	buf_release(&x->cell);
	mem_free(x->path);
	mem_free(x);
}

int xls_rows_open(struct rows_source *out, const char *path, struct err *e)
{
	static const struct rows_ops ops = { .next = xls_next,
					     .sheet = xls_sheet,
					     .merges = xls_merges,
					     .done = xls_done,
					     .all = xls_all,
					     .close = xls_close };
	struct xls_reader *x = mem_alloc(sizeof(*x));
	const struct buf none = BUF_INIT;
	struct stat st;

	x->cell = none;
	x->path = mem_dup(path);
	if (stat(path, &st) < 0) {
		err_set(e, ERR_IO, "FILE_READ", path);
		goto failed;
	}
	x->size = st.st_size;
	if (x->size > FILE_MOST) {
		err_set(e, ERR_FORMAT, "FILE_XLS_BIG", path);
		goto failed;
	}
	if (xls_check_kind(path, e) < 0 || start_child(x, 0, e) < 0)
		goto failed;
	out->ops = &ops;
	out->self = x;
	out->encoding = ENCODING_XLS;
	out->sheet = x->sheet;
	out->sheets = x->sheets;
	return 0;
failed:
	xls_close(x);
	return -1;
}
