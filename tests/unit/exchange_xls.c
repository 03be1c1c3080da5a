/* What is read of an XLS beside freexl: results of formulas of every kind, found through the chains of a compound file.
 */
#include "../../src/exchange/xls.h"

#include "cm.h"

#include <stdlib.h>
#include <string.h>

#define SECTOR 512
#define STREAM_SECTORS 8
#define FILE_BYTES (SECTOR * (3 + STREAM_SECTORS))

static unsigned char file[FILE_BYTES];
static size_t end; /* of the stream, within the file */

static void put(size_t at, size_t bytes, uint32_t n)
{
	for (size_t k = 0; k < bytes; k++)
		file[at + k] = (unsigned char)(n >> (8 * k));
}

static void record(unsigned type, const void *s, size_t n)
{
	put(end, 2, type);
	put(end + 2, 2, (uint32_t)n);
	memcpy(file + end + 4, s, n);
	end += 4 + n;
}
#define RECORD(type, s) record((type), (s), sizeof(s) - 1)

/* Sector 0: where sectors go on; 1: the directory; 2 and on: the workbook. */
static void make(void)
{
	size_t sheet_at;

	memset(file, 0, sizeof(file));
	put(30, 2, 9);
	put(48, 4, 1);
	put(76, 4, 0);
	put(SECTOR, 4, 0xFFFFFFFDu);
	put(SECTOR + 4, 4, 0xFFFFFFFEu);
	for (uint32_t k = 2; k < 2 + STREAM_SECTORS; k++)
		put(SECTOR + k * 4, 4, k + 1 < 2 + STREAM_SECTORS ? k + 1 : 0xFFFFFFFEu);
	memcpy(file + 2 * SECTOR, "W\0o\0r\0k\0b\0o\0o\0k", 16);
	put(2 * SECTOR + 116, 4, 2);
	put(2 * SECTOR + 120, 4, STREAM_SECTORS * SECTOR);
	end = 3 * SECTOR;
	RECORD(0x809, "\0\6\5\0");
	RECORD(0x41E, "\xA4\0\6\0\0yyyy-m");
	RECORD(0xE0, "\0\0\0\0");
	RECORD(0xE0, "\0\0\xA4\0");
	sheet_at = end;
	RECORD(0x85, "\0\0\0\0\0\0\1\0A");
	RECORD(0x0A, "");
	put(sheet_at + 4, 4, (uint32_t)(end - 3 * SECTOR));
	RECORD(0x809, "\0\6\x10\0");
	RECORD(0x06, "\0\0\1\0\0\0\0\0\0\0\0\0\xFF\xFF");
	RECORD(0x207, "\3\0\1\x8B\x73\x42\xD8\xB7\xDF"); /* 王 and two halves of 𠮷 */
	RECORD(0x06, "\1\0\0\0\0\0\1\0\1\0\0\0\xFF\xFF");
	RECORD(0x06, "\2\0\0\0\0\0\2\0\x2A\0\0\0\xFF\xFF");
	RECORD(0x06, "\3\0\0\0\1\0\0\0\0\0\x40\x83\xE5\x40"); /* 44058, shown as a month */
	RECORD(0x06, "\4\0\0\0\0\0\0\0\0\0\0\0\xFF\xFF");     /* a text that never comes */
	RECORD(0x0A, "");
}

static const char *at(const struct xls_results *r, uint32_t row, uint32_t column)
{
	for (size_t k = 0; k < r->n; k++)
		if (r->result[k].row == row && r->result[k].column == column)
			return r->text.s + r->result[k].text;
	return "none";
}

static void test_results_of_formulas(void **state)
{
	const struct buf none = BUF_INIT;
	struct xls_results r = { .text = none };
	const struct xls_bytes bytes = { file, sizeof(file) };

	(void)state;
	make();
	xls_results_read(&r, &bytes, 0);
	assert_int_equal(r.n, 5);
	assert_string_equal(at(&r, 0, 1), "王𠮷");
	assert_string_equal(at(&r, 1, 0), "TRUE");
	assert_string_equal(at(&r, 2, 0), "#N/A");
	assert_string_equal(at(&r, 3, 0), "2020-08");
	assert_string_equal(at(&r, 4, 0), "");
	free(r.result);
	buf_release(&r.text);
}

static void test_chains_that_turn_back_end(void **state)
{
	const struct buf none = BUF_INIT;
	struct xls_results r = { .text = none };
	const struct xls_bytes bytes = { file, sizeof(file) };

	(void)state;
	make();
	put(SECTOR + 4, 4, 1);                        /* the directory follows itself */
	put(SECTOR + (1 + STREAM_SECTORS) * 4, 4, 2); /* so does the workbook */
	put(2 * SECTOR + 120, 4, 0xFFFFFFF0u);        /* and is said to be of 4 GB */
	put(68, 4, 2);
	xls_results_read(&r, &bytes, 0);
	assert_int_equal(r.n, 5);
	xls_results_read(&r, &bytes, 7); /* no such sheet */
	assert_int_equal(r.n, 5);
	free(r.result);
	buf_release(&r.text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_results_of_formulas),
		cmocka_unit_test(test_chains_that_turn_back_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
