#include "list_head.h"

#include "base/mem.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define HEADER_ROWS 20 /* of a sheet */
#define SHEETS_MOST 32
#define TEXT_MOST (4 << 20)

static size_t keep_row(struct list_head *h, size_t sheet, int64_t line, const char *const *cells, size_t n)
{
	struct head_row row = { sheet, line, mem_alloc(n * sizeof(*row.cell)), n };
	size_t bytes = 0;

	for (size_t c = 0; c < n; c++) {
		row.cell[c] = mem_dup(cells[c]);
		bytes += strlen(cells[c]);
	}
	h->row = mem_grow(h->row, h->n + 1, sizeof(*h->row));
	h->row[h->n++] = row;
	return bytes;
}

static int read_sheet(struct list_head *h, struct rows *r, size_t sheet, struct err *e)
{
	const char *const *cells;
	size_t n, bytes = 0;
	int64_t line;
	int rc = 1;

	for (int k = 0; k < HEADER_ROWS && bytes < TEXT_MOST; k++) {
		rc = rows_next(r, &cells, &n, &line, e);
		if (rc <= 0)
			break;
		bytes += keep_row(h, sheet, line, cells, n);
	}
	return rc < 0 ? -1 : 0;
}

int list_head_read(struct list_head **out, const char *path, struct err *e)
{
	struct list_head *h = mem_alloc(sizeof(*h));
	struct rows *r = NULL;
	size_t sheets;
	int rc = -1;

	*out = NULL;
	if (rows_open(&r, path, e) < 0)
		goto done;
	h->encoding = rows_encoding(r);
	sheets = rows_sheets(r) < SHEETS_MOST ? rows_sheets(r) : SHEETS_MOST;
	h->name = mem_alloc(sheets * sizeof(*h->name));
	for (size_t k = 0; k < sheets; k++)
		h->name[h->names++] = mem_dup(rows_sheet_name(r, k));
	/* Where rows_open stands is the first sheet with data. */
	for (size_t k = rows_sheet(r); k < sheets || k == 0; k++)
		if ((k != rows_sheet(r) && rows_choose_sheet(r, k, e) < 0) || read_sheet(h, r, k, e) < 0)
			goto done;
	rc = 0;
done:
	rows_close(&r);
	if (rc == 0)
		*out = h;
	else
		list_head_free(&h);
	return rc;
}

static bool is_named_workbook(const char *path)
{
	const char *dot = strrchr(path, '.');

	return dot && (strcasecmp(dot, ".xlsx") == 0 || strcasecmp(dot, ".xls") == 0);
}

int list_no_header(const struct list_head *h, const char *path, struct err *e)
{
	bool text = h->encoding != ENCODING_XLSX && h->encoding != ENCODING_XLS;

	return err_set(e, ERR_FORMAT,
		       !h->n                             ? "FILE_EMPTY"
		       : text && is_named_workbook(path) ? "FILE_TEXT_NAMED"
							 : "IMPORT_NO_HEADER",
		       path);
}

void list_head_free(struct list_head **h)
{
	if (!*h)
		return;
	for (size_t k = 0; k < (*h)->n; k++) {
		for (size_t c = 0; c < (*h)->row[k].n; c++)
			mem_free((*h)->row[k].cell[c]);
		mem_free((*h)->row[k].cell);
	}
	for (size_t k = 0; k < (*h)->names; k++)
		mem_free((*h)->name[k]);
	mem_free((*h)->name);
	mem_free((*h)->row);
	mem_free(*h);
	*h = NULL;
}

void list_head_at(const struct list_head *h, size_t row, struct header_at *at)
{
	memset(at, 0, sizeof(*at));
	at->encoding = h->encoding;
	if (row >= h->n)
		return;
	at->sheet = h->row[row].sheet;
	at->line = h->row[row].line;
	if (h->names > 1) {
		const char *name = h->name[at->sheet];
		size_t n = strlen(name);

		if (n >= sizeof(at->name)) /* in whole characters */
			for (n = sizeof(at->name) - 1; n > 0 && ((unsigned char)name[n] & 0xC0) == 0x80;)
				n--;
		memcpy(at->name, name, n);
	}
}

int list_open_below(struct rows **r, const char *path, const struct header_at *at, struct err *e)
{
	const char *const *cells;
	int64_t line = 0;
	size_t n;
	int rc = 1;

	if (rows_open(r, path, e) < 0)
		return -1;
	/* The file may have been changed since it was looked at. */
	if (rows_sheets(*r) > at->sheet && rows_sheet(*r) != at->sheet)
		rc = rows_choose_sheet(*r, at->sheet, e) < 0 ? -1 : 1;
	while (rc > 0 && line < at->line)
		rc = rows_next(*r, &cells, &n, &line, e);
	if (rc < 0)
		rows_close(r);
	return rc < 0 ? -1 : 0;
}
