#include "sheet_parts.h"

#include "base/mem.h"
#include "exchange/output.h"

#include <errno.h>
#include <string.h>

#define PLAIN_COLS 100 /* of a text file */

static const struct {
	const char *name, *ending;
} formats[FORMATS] = { [FORMAT_CSV] = { "csv", "csv" },
		       [FORMAT_CSV_GB18030] = { "gb18030", "csv" },
		       [FORMAT_XLSX] = { "xlsx", "xlsx" },
		       [FORMAT_PDF] = { "pdf", "pdf" },
		       [FORMAT_TEXT] = { "txt", "txt" } };

bool format_of(const char *name, enum sheet_format *out)
{
	const char *dot = strrchr(name, '.');

	for (int pass = 0; pass < 2; pass++) {
		for (int f = 0; f < FORMATS; f++)
			if (strcasecmp(pass ? formats[f].ending : formats[f].name, name) == 0) {
				*out = (enum sheet_format)f;
				return true;
			}
		if (!dot)
			return false;
		name = dot + 1;
	}
	return false;
}

const char *format_name(enum sheet_format f)
{
	return formats[f].name;
}

const char *format_ending(enum sheet_format f)
{
	return formats[f].ending;
}

struct sheet_out {
	enum profile profile;
	enum sheet_format format;
	struct output to;
	struct sheet page; /* after the profile; of text and PDF with all its lines */
	struct xlsx_out *book;
	struct csv_out csv;
	size_t *kept, n, columns; /* columns as they come */
	int64_t rows;
	bool broken;
};

static bool needs_file(enum sheet_format f)
{
	return f == FORMAT_XLSX || f == FORMAT_PDF;
}

static int cannot_write(const struct sheet_out *out, struct err *e)
{
	return err_set(e, ERR_IO, "FILE_WRITE", out->to.path ? out->to.path : "-", strerror(errno));
}

/* Where libraries write that open the file themselves. */
static const char *written_to(const struct sheet_out *out)
{
	return out->to.part.s;
}

static int begin(struct sheet_out *out, struct err *e)
{
	if (needs_file(out->format) && !out->to.part.n)
		return err_set(e, ERR_INVALID, "SHEET_NEEDS_FILE", formats[out->format].name);
	if (out->format == FORMAT_XLSX) {
		out->book = xlsx_out_open(written_to(out), e);
		if (!out->book)
			return -1;
		xlsx_out_sheet(out->book, &out->page);
	} else if (out->format != FORMAT_PDF && out->format != FORMAT_TEXT) {
		csv_begin(&out->csv, out->to.to, out->format == FORMAT_CSV_GB18030);
		csv_head(&out->csv, &out->page);
	}
	return 0;
}

int sheet_out_open(struct sheet_out **made, const struct office *o, const struct sheet *head, enum profile p,
		   enum sheet_format f, const char *path, struct err *e)
{
	struct sheet_out *out = mem_alloc(sizeof(*out));
	int rc;

	out->profile = p;
	out->format = f;
	out->kept = mem_alloc(head->columns * sizeof(*out->kept));
	out->columns = head->columns;
	out->n = sheet_kept(head, p, out->kept);
	sheet_copy_head(&out->page, head);
	sheet_apply(&out->page, p);
	rc = output_open(&out->to, o, path, e);
	if (rc == 0 && out->n == 0)
		rc = err_set(e, ERR_INVALID, "SHEET_NOTHING", head->title);
	if (rc == 0)
		rc = begin(out, e);
	*made = out;
	if (rc == 0)
		return 0;
	out->broken = true;
	sheet_out_close(made, false, NULL, NULL, NULL);
	return -1;
}

/* The lines become those of the page, which keeps them or writes them. */
static void take_line(struct sheet_out *out, struct sheet *s, struct sheet_line *l)
{
	sheet_line_apply(s, l, out->profile, out->kept, out->n);
	out->rows += l->kind == SHEET_ROW;
	if (out->format == FORMAT_XLSX) {
		xlsx_out_line(out->book, &out->page, l);
	} else if (out->format == FORMAT_PDF || out->format == FORMAT_TEXT) {
		struct sheet_line *kept = sheet_add(&out->page, l->kind, l->id);

		kept->level = l->level;
		for (size_t c = 0; c < out->n; c++) {
			kept->cell[c] = l->cell[c];
			l->cell[c] = value_null();
		}
	} else {
		csv_line(&out->csv, &out->page, l);
	}
}

int sheet_out_lines(struct sheet_out *out, struct sheet *s, struct err *e)
{
	if (s->columns != out->columns)
		BUG("lines of another sheet");
	for (size_t i = 0; i < s->lines; i++)
		take_line(out, s, &s->line[i]);
	sheet_clear(s);
	return out->to.to && ferror(out->to.to) ? cannot_write(out, e) : 0;
}

struct csv_out *sheet_out_straight(struct sheet_out *out)
{
	return out->csv.to && out->profile == PROFILE_INTERNAL ? &out->csv : NULL;
}

int sheet_out_count(struct sheet_out *out, int64_t rows, struct err *e)
{
	out->rows += rows;
	return ferror(out->to.to) ? cannot_write(out, e) : 0;
}

int64_t sheet_out_rows(const struct sheet_out *out)
{
	return out->rows;
}

static int finish(struct sheet_out *out, struct err *e)
{
	const struct sheet *page = &out->page;
	struct buf text = BUF_INIT;

	switch (out->format) {
	case FORMAT_XLSX:
		xlsx_out_end(out->book, page);
		return xlsx_out_close(&out->book, e);
	case FORMAT_PDF:
		return sheet_pdf(&page, 1, written_to(out), e);
	case FORMAT_TEXT:
		sheet_plain(page, PLAIN_COLS, &text);
		fwrite(text.s, 1, text.n, out->to.to);
		buf_release(&text);
		break;
	default:
		csv_end(&out->csv);
		break;
	}
	return fflush(out->to.to) != 0 || ferror(out->to.to) ? cannot_write(out, e) : 0;
}

int sheet_out_close(struct sheet_out **made, bool keep, int (*before)(void *arg, int64_t rows, struct err *e),
		    void *arg, struct err *e)
{
	struct sheet_out *out = *made;
	int rc = 0;

	if (!out)
		return 0;
	*made = NULL;
	if (keep && !out->broken)
		rc = finish(out, e);
	if (rc == 0 && keep && before)
		rc = before(arg, out->rows, e);
	if (out->book)
		xlsx_out_close(&out->book, NULL);
	csv_end(&out->csv);
	if (output_close(&out->to, rc < 0 || !keep, e) < 0)
		rc = -1;
	sheet_release(&out->page);
	mem_free(out->kept);
	mem_free(out);
	return rc;
}

int sheet_xlsx(const struct sheet *const *sheet, size_t n, const char *path, struct err *e)
{
	struct xlsx_out *x = xlsx_out_open(path, e);

	if (!x)
		return -1;
	for (size_t i = 0; i < n; i++) {
		xlsx_out_sheet(x, sheet[i]);
		for (size_t k = 0; k < sheet[i]->lines; k++)
			xlsx_out_line(x, sheet[i], &sheet[i]->line[k]);
		xlsx_out_end(x, sheet[i]);
	}
	return xlsx_out_close(&x, e);
}

static int write_all(const struct sheet *const *sheet, size_t n, enum sheet_format f, struct output *to, struct err *e)
{
	struct buf text = BUF_INIT;

	if (needs_file(f) && !to->part.n)
		return err_set(e, ERR_INVALID, "SHEET_NEEDS_FILE", formats[f].name);
	if (f == FORMAT_XLSX)
		return sheet_xlsx(sheet, n, to->part.s, e);
	if (f == FORMAT_PDF)
		return sheet_pdf(sheet, n, to->part.s, e);
	if (f != FORMAT_TEXT && n != 1)
		BUG("a CSV holds one sheet");
	if (f != FORMAT_TEXT)
		return sheet_csv(sheet[0], f == FORMAT_CSV_GB18030, to->to, e);
	for (size_t i = 0; i < n; i++)
		sheet_plain(sheet[i], PLAIN_COLS, &text);
	fwrite(text.s, 1, text.n, to->to);
	buf_release(&text);
	return 0;
}

int sheet_write(const struct sheet *const *sheet, size_t n, enum sheet_format f, const char *path, struct err *e)
{
	struct output to;
	int rc = output_open(&to, NULL, path, e);

	if (rc == 0)
		rc = write_all(sheet, n, f, &to, e);
	if (output_close(&to, rc < 0, e) < 0)
		rc = -1;
	return rc;
}
