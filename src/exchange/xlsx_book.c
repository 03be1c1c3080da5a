/* What a workbook consists of: its visible sheets, and where they, the strings and the styles are kept. */
#include "xlsx.h"

#include "base/mem.h"
#include "base/text.h"

#include <string.h>

#define BOOK "xl/workbook.xml"
#define RELATIONS "xl/_rels/workbook.xml.rels"
#define SHEET_NAME_MOST 200

static char *clean_name(const char *name)
{
	struct buf b = BUF_INIT;

	text_clean(&b, name, strnlen(name, SHEET_NAME_MOST), false);
	return buf_detach(&b);
}

static void on_book(void *arg, struct xml *x, const char *name, const char **attributes)
{
	struct xlsx_book *b = arg;

	(void)x;
	if (strcmp(name, "workbookPr") == 0) {
		const char *base = xml_attribute(attributes, "date1904");

		b->base_1904 = base && (strcmp(base, "1") == 0 || strcmp(base, "true") == 0);
	} else if (strcmp(name, "sheet") == 0 && b->n < SHEETS_MOST) {
		const char *title = xml_attribute(attributes, "name"), *state = xml_attribute(attributes, "state"),
			   *id = xml_attribute(attributes, "id");

		if (!title || !id || (state && strcmp(state, "visible") != 0))
			return;
		b->sheet = mem_grow(b->sheet, b->n + 1, sizeof(*b->sheet));
		b->sheet[b->n++] = (struct book_sheet){ clean_name(title), mem_dup(id), NULL };
	}
}

static void on_end(void *arg, struct xml *x, const char *name)
{
	(void)arg;
	(void)x;
	(void)name;
}

static bool ends_with(const char *s, const char *end)
{
	size_t n = strlen(s), m = strlen(end);

	return n >= m && strcmp(s + n - m, end) == 0;
}

/* A target is meant from xl/, unless it begins with a slash. */
static char *part_of_target(const char *target)
{
	struct buf b = BUF_INIT;

	if (*target != '/')
		buf_adds(&b, "xl/");
	while (*target == '/' || strncmp(target, "./", 2) == 0)
		target++;
	buf_adds(&b, target);
	return buf_detach(&b);
}

static void set_part(char **part, const char *target)
{
	if (!*part)
		*part = part_of_target(target);
}

static void on_relation(void *arg, struct xml *x, const char *name, const char **attributes)
{
	struct xlsx_book *b = arg;
	const char *id = xml_attribute(attributes, "Id"), *type = xml_attribute(attributes, "Type"),
		   *target = xml_attribute(attributes, "Target");

	(void)x;
	if (strcmp(name, "Relationship") != 0 || !id || !type || !target || strlen(target) >= PART_NAME_BYTES)
		return;
	if (ends_with(type, "/sharedStrings"))
		set_part(&b->strings, target);
	else if (ends_with(type, "/styles"))
		set_part(&b->styles, target);
	else if (ends_with(type, "/worksheet"))
		for (size_t k = 0; k < b->n; k++)
			if (strcmp(b->sheet[k].id, id) == 0)
				set_part(&b->sheet[k].part, target);
}

static int read_part(struct xlsx_zip *z, const char *part, const struct xml_events *on, void *arg, struct err *e)
{
	struct xml *x;
	int rc;

	if (xml_open(&x, z, part, PART_SMALL, on, arg, e) < 0)
		return -1;
	rc = xml_all(x, e);
	xml_close(&x);
	return rc;
}

static void drop_sheet(struct xlsx_book *b, size_t k)
{
	mem_free(b->sheet[k].name);
	mem_free(b->sheet[k].id);
	mem_free(b->sheet[k].part);
	memmove(b->sheet + k, b->sheet + k + 1, (b->n - k - 1) * sizeof(*b->sheet));
	b->n--;
}

/* What is no workbook of ours, by what its zip holds. */
static int check_kind(const struct xlsx_zip *z, struct err *e)
{
	static const char *const other[][2] = { { "xl/workbook.bin", "FILE_XLSB" },
						{ "content.xml", "FILE_ODS" },
						{ "word/document.xml", "FILE_WORD" } };
	const char *path = xlsx_zip_path(z);

	if (xlsx_zip_has(z, BOOK))
		return 0;
	for (size_t k = 0; k < sizeof(other) / sizeof(other[0]); k++)
		if (xlsx_zip_has(z, other[k][0]))
			return err_set(e, ERR_FORMAT, other[k][1], path);
	if (xlsx_zip_has(z, "[Content_Types].xml"))
		return err_set(e, ERR_FORMAT, "FILE_XLSX_PART", path, BOOK);
	return err_set(e, ERR_FORMAT, "FILE_ZIP", path);
}

int xlsx_book_read(struct xlsx_book *b, struct xlsx_zip *z, struct err *e)
{
	static const struct xml_events book = { on_book, on_end, NULL }, relations = { on_relation, on_end, NULL };

	memset(b, 0, sizeof(*b));
	if (check_kind(z, e) < 0 || read_part(z, BOOK, &book, b, e) < 0 ||
	    read_part(z, RELATIONS, &relations, b, e) < 0)
		goto failed;
	for (size_t k = b->n; k-- > 0;) /* charts and dialogues are sheets too, and hold no cells */
		if (!b->sheet[k].part)
			drop_sheet(b, k);
	if (!b->n) {
		err_set(e, ERR_FORMAT, "FILE_XLSX_NONE", xlsx_zip_path(z));
		goto failed;
	}
	if (b->styles && xlsx_styles_read(b, z, e) < 0)
		goto failed;
	return 0;
failed:
	xlsx_book_release(b);
	return -1;
}

void xlsx_book_release(struct xlsx_book *b)
{
	while (b->n)
		drop_sheet(b, b->n - 1);
	mem_free(b->sheet);
	mem_free(b->strings);
	mem_free(b->styles);
	mem_free(b->shown);
	memset(b, 0, sizeof(*b));
}
