/* Workbooks in the making, and what is read of them. For the tests of XLSX and XLS. */
#ifndef BOOK_FIXTURE_H
#define BOOK_FIXTURE_H

#include "exchange_fixture.h"

#include "base/buf.h"
#include "exchange/rows.h"

#include <unistd.h>
#include <zip.h>

#define SHEET_XML "xl/worksheets/sheet1.xml"

/* A workbook in the making: part and text, NULL where a part is to be left out. */
struct parts {
	const char *types, *book, *relations, *styles, *strings, *sheet;
};
static const struct parts plain = {
	.types = "<Types/>",
	.book = "<workbook><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"r1\" xmlns:r=\"x\"/></sheets></workbook>",
	.relations = "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
		     "<Relationship Id=\"r2\" Type=\"x/styles\" Target=\"/xl/styles.xml\"/>"
		     "<Relationship Id=\"r3\" Type=\"x/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>",
	.styles = "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/>"
		  "<numFmt numFmtId=\"165\" formatCode=\"[$-804]yyyy/m/d\\ h:mm;@\"/>"
		  "<numFmt numFmtId=\"166\" formatCode=\"0000\"/><numFmt numFmtId=\"167\" formatCode=\"G/通用格式\"/>"
		  "<numFmt numFmtId=\"168\" formatCode=\"#,##0.00&quot;day&quot;\"/></numFmts><cellStyleXfs><xf "
		  "numFmtId=\"14\"/>"
		  "</cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf "
		  "numFmtId=\"165\"/>"
		  "<xf numFmtId=\"166\"/><xf numFmtId=\"31\"/><xf numFmtId=\"167\"/><xf "
		  "numFmtId=\"168\"/></cellXfs></styleSheet>",
	.strings = "<sst><si><t>户主</t></si><si><r><t>王</t></r><r><t "
		   "xml:space=\"preserve\">芳</t></r><rPh sb=\"0\" eb=\"1\"><t>wang</t></rPh>"
		   "</si><si><t>a_x000D__x000A_b_x005F_</t></si></sst>",
	.sheet = "<worksheet><sheetData/></worksheet>",
};

static inline void add_bytes(zip_t *z, const char *name, const void *s, size_t n)
{
	zip_source_t *src = zip_source_buffer(z, s, n, 0);

	assert_non_null(src);
	assert_true(zip_file_add(z, name, src, ZIP_FL_ENC_UTF_8) >= 0);
}

static inline void add_text(zip_t *z, const char *name, const char *s)
{
	if (s)
		add_bytes(z, name, s, strlen(s));
}

static inline void write_book(const char *path, const struct parts *p)
{
	zip_t *z;

	unlink(path);
	z = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
	assert_non_null(z);
	add_text(z, "[Content_Types].xml", p->types);
	add_text(z, "xl/workbook.xml", p->book);
	add_text(z, "xl/_rels/workbook.xml.rels", p->relations);
	add_text(z, "xl/styles.xml", p->styles);
	add_text(z, "xl/sharedStrings.xml", p->strings);
	add_text(z, SHEET_XML, p->sheet);
	assert_int_equal(zip_close(z), 0);
}

/* Cells ended by |, rows by their line and a newline; blanks at the end of a row left out. NULL: refused. */
static inline char *dump(const char *path, size_t sheet, struct err *e)
{
	struct buf b = BUF_INIT;
	const char *const *cells;
	struct rows *r = NULL;
	int64_t line;
	size_t n;
	int rc;

	err_clear(e);
	if (rows_open(&r, path, e) < 0)
		return NULL;
	rc = sheet ? rows_choose_sheet(r, sheet, e) : 0;
	while (rc >= 0 && (rc = rows_next(r, &cells, &n, &line, e)) > 0) {
		while (n && !*cells[n - 1])
			n--;
		buf_addf(&b, "%lld:", (long long)line);
		for (size_t i = 0; i < n; i++)
			buf_addf(&b, "%s|", cells[i]);
		buf_addc(&b, '\n');
	}
	if (rc == 0)
		assert_true(rows_bytes_done(r) == rows_bytes_all(r));
	rows_close(&r);
	if (rc == 0)
		return buf_detach(&b);
	buf_release(&b);
	return NULL;
}

#endif
