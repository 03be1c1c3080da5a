/* Any bytes as a workbook: read or refused, never half believed. The first byte says what the rest is: a whole file, or
 * one part (sheet, strings, styles, workbook) of one that is otherwise sound, so that the XML is reached behind the
 * zip.
 */
#include "base/text.h"
#include "exchange/rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t n);

static void require(int holds)
{
	if (!holds)
		abort();
}

#define PARTS 5
static const char *const name[PARTS] = { "xl/worksheets/s.xml", "xl/s.xml", "xl/f.xml", "xl/workbook.xml",
					 "xl/_rels/workbook.xml.rels" };
static const char *const sound[PARTS] = {
	"<worksheet><sheetData><row><c t=\"s\"><v>0</v></c><c s=\"1\"><v>44058</v></c></row></sheetData></worksheet>",
	"<sst><si><t>a</t></si></sst>",
	"<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>",
	"<workbook><sheets><sheet name=\"A\" id=\"r\"/></sheets></workbook>",
	"<Relationships><Relationship Id=\"r\" Type=\"/worksheet\" Target=\"worksheets/s.xml\"/><Relationship Id=\"s\" "
	"Type=\"/sharedStrings\" Target=\"s.xml\"/><Relationship Id=\"f\" Type=\"/styles\" Target=\"f.xml\"/>"
	"</Relationships>",
};

/* A zip around the parts, one of them the fuzzer's; stored, for speed. */
static void pack(const char *path, size_t which, const unsigned char *data, size_t n)
{
	zip_t *z = zip_open(path, ZIP_TRUNCATE | ZIP_CREATE, NULL);

	require(z != NULL);
	for (size_t k = 0; k < PARTS; k++) {
		zip_source_t *s = k == which ? zip_source_buffer(z, data, n, 0)
					     : zip_source_buffer(z, sound[k], strlen(sound[k]), 0);
		zip_int64_t at = zip_file_add(z, name[k], s, 0);

		require(at >= 0);
		zip_set_file_compression(z, (zip_uint64_t)at, ZIP_CM_STORE, 0);
	}
	require(zip_close(z) == 0);
}

static void read_sheet(struct rows *r, struct err *e)
{
	const char *const *cells;
	int64_t line, last = 0;
	size_t n;
	int rc;

	while ((rc = rows_next(r, &cells, &n, &line, e)) > 0) {
		require(n >= 1 && n <= ROWS_MOST_COLUMNS && line > last && line <= 1048576);
		last = line;
		for (size_t i = 0; i < n; i++) {
			require(utf8_is_valid(cells[i], strlen(cells[i])));
			require(!strpbrk(cells[i], "\x01\x1b\x1e\x1f\x7f\r"));
		}
		require(rows_bytes_done(r) >= 0 && rows_bytes_done(r) <= rows_bytes_all(r));
	}
	require(rc == 0 || e->word[0] != '\0');
}

static void read_list(const char *path)
{
	struct rows *r;
	struct err e;

	err_clear(&e);
	if (rows_open(&r, path, &e) < 0) {
		require(e.word[0] != '\0');
		return;
	}
	read_sheet(r, &e);
	for (size_t k = 0; k < rows_sheets(r) && k < 4; k++) {
		err_clear(&e);
		if (rows_choose_sheet(r, k, &e) == 0)
			read_sheet(r, &e);
		else
			require(e.word[0] != '\0');
	}
	rows_close(&r);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t n)
{
	static char path[64];

	if (n == 0)
		return 0;
	if (!*path)
		snprintf(path, sizeof(path), "/dev/shm/bangfu-fuzz-%ld.xlsx", (long)getpid());
	if (data[0] < PARTS) {
		pack(path, data[0], data + 1, n - 1);
	} else {
		/* A file of its own begins with P or the mark of a compound file. */
		FILE *f = fopen(path, "wb");

		require(f != NULL);
		fwrite(data, 1, n, f);
		fclose(f);
	}
	read_list(path);
	unlink(path);
	return 0;
}
