/* The door: which reader a file needs, and which sheet is read. */
#include "exchange/rows.h"

#include "base/buf.h"
#include "base/mem.h"
#include "rows_parts.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#define HEAD_BYTES 512

struct rows {
	struct rows_source in;
	struct row_cells row;
	struct merged merged;
	size_t sheet;
	int64_t line;
	bool waiting; /* the row was read to see whether there is one */
};

static int next(struct rows *r, struct err *e)
{
	int rc;

	row_begin(&r->row);
	rc = r->in.ops->next(r->in.self, &r->row, &r->line, e);
	if (rc > 0 && r->in.ops->merges)
		merged_at(&r->merged, r->in.ops->merges(r->in.self), &r->row, r->line);
	return rc;
}

/* The first bytes; 0 if there is no such file. */
static int look(const char *path, char head[HEAD_BYTES + 1], size_t *n, struct err *e)
{
	struct stat st;
	FILE *f = fopen(path, "rb");
	int rc = -1;

	if (!f)
		return errno == ENOENT ? err_set(e, ERR_MISSING, "FILE_MISSING", path)
				       : err_set(e, ERR_IO, "FILE_READ", path);
	if (fstat(fileno(f), &st) < 0 || !S_ISREG(st.st_mode)) {
		err_set(e, ERR_IO, "FILE_READ", path);
	} else {
		*n = fread(head, 1, HEAD_BYTES, f);
		head[*n] = '\0';
		rc = 0;
	}
	fclose(f);
	return rc;
}

/* A web page or an XML table that only its name calls a workbook; many systems hand these out. */
static bool is_markup(const char *head)
{
	static const char *const begins[] = { "<html", "<!doctype", "<table", "<?xml", "<meta", "<head" };

	if (strncmp(head, "\xEF\xBB\xBF", 3) == 0)
		head += 3;
	head += strspn(head, " \t\r\n");
	for (size_t i = 0; i < sizeof(begins) / sizeof(begins[0]); i++)
		if (strncasecmp(head, begins[i], strlen(begins[i])) == 0)
			return true;
	return false;
}

static int open_source(struct rows *r, const char *path, struct err *e)
{
	char head[HEAD_BYTES + 1];
	size_t n = 0;

	if (look(path, head, &n, e) < 0)
		return -1;
	if (n >= 4 && (memcmp(head, "PK\3\4", 4) == 0 || memcmp(head, "PK\5\6", 4) == 0))
		return rows_xlsx_open(&r->in, path, e);
	if (n >= 4 && memcmp(head, "\xD0\xCF\x11\xE0", 4) == 0)
		return rows_xls_open(&r->in, path, e);
	if (is_markup(head))
		return err_set(e, ERR_FORMAT, "FILE_WEB", path);
	return rows_csv_open(&r->in, path, e);
}

/* The first sheet with a row; where none has one, the first. */
static int first_with_data(struct rows *r, struct err *e)
{
	int rc;

	for (size_t k = 0; k < r->in.sheets; k++) {
		if (rows_choose_sheet(r, k, e) < 0)
			return -1;
		rc = next(r, e);
		r->waiting = rc > 0;
		if (rc != 0)
			return rc < 0 ? -1 : 0;
	}
	return r->in.sheets ? rows_choose_sheet(r, 0, e) : 0;
}

int rows_open(struct rows **out, const char *path, struct err *e)
{
	struct rows *r = mem_alloc(sizeof(*r));
	const struct buf none = BUF_INIT;

	*out = NULL;
	r->row.text = none;
	if (open_source(r, path, e) < 0 || first_with_data(r, e) < 0) {
		rows_close(&r);
		return -1;
	}
	*out = r;
	return 0;
}

void rows_close(struct rows **r)
{
	if (!*r)
		return;
	if ((*r)->in.self)
		(*r)->in.ops->close((*r)->in.self);
	merged_begin(&(*r)->merged);
	row_release(&(*r)->row);
	mem_free(*r);
	*r = NULL;
}

enum encoding rows_encoding(const struct rows *r)
{
	return r->in.encoding;
}

const char *rows_encoding_name(enum encoding encoding)
{
	static const char *const names[] = { [ENCODING_UTF8] = "UTF-8",
					     [ENCODING_UTF8_BOM] = "UTF-8 BOM",
					     [ENCODING_GB18030] = "GB18030",
					     [ENCODING_XLSX] = "XLSX",
					     [ENCODING_XLS] = "XLS" };

	return names[encoding];
}

size_t rows_sheets(const struct rows *r)
{
	return r->in.sheets;
}

const char *rows_sheet_name(const struct rows *r, size_t sheet)
{
	if (sheet >= r->in.sheets)
		BUG("rows_sheet_name: no such sheet");
	return r->in.sheet[sheet];
}

size_t rows_sheet(const struct rows *r)
{
	return r->sheet;
}

int rows_choose_sheet(struct rows *r, size_t sheet, struct err *e)
{
	if (!r->in.sheets)
		return 0;
	if (sheet >= r->in.sheets)
		BUG("rows_choose_sheet: no such sheet");
	r->sheet = sheet;
	r->waiting = false;
	merged_begin(&r->merged);
	return r->in.ops->sheet(r->in.self, sheet, e);
}

int rows_next(struct rows *r, const char *const **cells, size_t *n, int64_t *line, struct err *e)
{
	int rc = r->waiting ? 1 : next(r, e);

	r->waiting = false;
	if (rc <= 0)
		return rc;
	for (size_t i = 0; i < r->row.n; i++)
		r->row.cell[i] = r->row.text.s + r->row.start[i];
	*cells = r->row.cell;
	*n = r->row.n;
	*line = r->line;
	return 1;
}

const char *rows_merged(const struct rows *r, size_t column)
{
	return merged_text(&r->merged, column);
}

bool rows_may_merge(const struct rows *r)
{
	return r->in.ops->merges != NULL;
}

int64_t rows_bytes_done(const struct rows *r)
{
	return r->in.ops->done(r->in.self);
}

int64_t rows_bytes_all(const struct rows *r)
{
	return r->in.ops->all(r->in.self);
}
