/* Workbooks that are damaged or made to harm: refused by name, within a second and 64 MB. */
#include "book_fixture.h"

#include <sys/resource.h>
#include <sys/wait.h>

#if defined(__SANITIZE_ADDRESS__)
#define UNDER_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define UNDER_ASAN 1
#endif
#endif

#define MEMORY_MOST (64u << 20)
#ifdef UNDER_ASAN
#define SECONDS_MOST 10
#else
#define SECONDS_MOST 1
#endif

/* The refusal of a file as a process of its own meets it, with little memory and time. */
static void refused(const char *path, char word[48])
{
	int pipes[2], status;
	pid_t child;

	assert_int_equal(pipe(pipes), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		const struct rlimit cpu = { SECONDS_MOST, SECONDS_MOST };
		struct err e;

		setrlimit(RLIMIT_CPU, &cpu);
#ifndef UNDER_ASAN
		FILE *f = fopen("/proc/self/statm", "r");
		unsigned long pages = 0;

		if (f && fscanf(f, "%lu", &pages) == 1) {
			rlim_t most = pages * (rlim_t)sysconf(_SC_PAGESIZE) + MEMORY_MOST;
			const struct rlimit memory = { most, most };

			setrlimit(RLIMIT_AS, &memory);
		}
#endif
		if (dump(path, 0, &e))
			snprintf(e.word, sizeof(e.word), "it was read");
		_exit(write(pipes[1], e.word, sizeof(e.word)) != sizeof(e.word));
	}
	close(pipes[1]);
	memset(word, 0, 48);
	if (read(pipes[0], word, 48) != 48)
		snprintf(word, 48, "it died");
	close(pipes[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
}

static void assert_refused(const char *path, const char *wanted)
{
	char word[48], key[64];

	refused(path, word);
	assert_string_equal(word, wanted);
	snprintf(key, sizeof(key), "error.%s", wanted);
	assert_true(words_has(screens, key));
}

static void refuse_sheet(struct office *o, const char *xml, const char *word)
{
	struct parts p = plain;

	p.sheet = xml;
	write_book(beside(o, "s.xlsx"), &p);
	assert_refused(beside(o, "s.xlsx"), word);
}
#define ROW(s) "<worksheet><sheetData>" s "</sheetData></worksheet>"

static void test_cells_that_point_nowhere(void **state)
{
	refuse_sheet(*state, ROW("<row><c t=\"s\"><v>3</v></c></row>"), "FILE_XLSX_CELL");
	refuse_sheet(*state, ROW("<row><c t=\"s\"><v>-1</v></c></row>"), "FILE_XLSX_CELL");
	refuse_sheet(*state, ROW("<row><c t=\"s\"><v>99999999999999999999</v></c></row>"), "FILE_XLSX_CELL");
	refuse_sheet(*state, ROW("<row r=\"1000000000\"><c><v>1</v></c></row>"), "FILE_XLSX_CELL");
	refuse_sheet(*state, ROW("<row r=\"2\"/><row r=\"2\"/>"), "FILE_XLSX_CELL");
	refuse_sheet(*state, ROW("<row r=\"-1\"/>"), "FILE_XLSX_CELL");
	refuse_sheet(*state, ROW("<row><c r=\"B1\"/><c r=\"A1\"/></row>"), "FILE_XLSX_CELL");
	refuse_sheet(*state, ROW("<row><c r=\"ZZZZ1\"><v>1</v></c></row>"), "FILE_XLSX_CELL");
	refuse_sheet(*state, ROW("<row><c r=\"XFD1\"><v>1</v></c></row>"), "FILE_XLSX_WIDE");
	refuse_sheet(*state, "<worksheet><sheetData><row>", "FILE_XLSX_XML");
	refuse_sheet(*state, "", "FILE_XLSX_XML");
}

static void test_bombs(void **state)
{
	struct office *o = *state;
	struct parts p = plain;
	struct buf b = BUF_INIT;
	char *much = malloc(64 << 20);

	refuse_sheet(o,
		     "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c "
		     "\"&b;&b;&b;&b;&b;&b;&b;&b;\">]>" ROW("<row><c t=\"str\"><v>&c;</v></c></row>"),
		     "FILE_XLSX_DTD");
	refuse_sheet(o, "<!DOCTYPE a SYSTEM \"file:///etc/passwd\">" ROW(""), "FILE_XLSX_DTD");
	for (int k = 0; k < 100000; k++)
		buf_adds(&b, "<a>");
	refuse_sheet(o, b.s, "FILE_XLSX_XML");
	buf_release(&b);
	/* A token without an end, which expat would look at again and again. */
	assert_non_null(much);
	memset(much, ' ', 3 << 20);
	memcpy(much, "<worksheet a=\"", 14);
	for (size_t k = 14; k < 3 << 20; k++)
		much[k] = (char)('a' + k * 7919 % 26);
	much[3 << 20] = '\0';
	refuse_sheet(o, much, "FILE_XLSX_XML");
	/* 64 MB of blanks in 64 KB, as strings and as a sheet. */
	memset(much, ' ', 64 << 20);
	much[(64 << 20) - 1] = '\0';
	p.strings = much;
	p.sheet = ROW("<row><c t=\"s\"><v>0</v></c></row>");
	write_book(beside(o, "b.xlsx"), &p);
	assert_refused(beside(o, "b.xlsx"), "FILE_XLSX_BOMB");
	free(much);
}

/* Sets a number wherever the zip says the size of the sheet, in its list and before its bytes. */
static void claim(char *s, size_t n, uint32_t size)
{
	for (size_t k = 0; k + 46 + sizeof(SHEET_XML) < n; k++) {
		if (memcmp(s + k, "PK\1\2", 4) == 0 && memcmp(s + k + 46, SHEET_XML, sizeof(SHEET_XML) - 1) == 0)
			memcpy(s + k + 24, &size, 4);
		if (memcmp(s + k, "PK\3\4", 4) == 0 && memcmp(s + k + 30, SHEET_XML, sizeof(SHEET_XML) - 1) == 0)
			memcpy(s + k + 22, &size, 4);
	}
}

static size_t size_of(const char *path)
{
	struct stat st;

	assert_int_equal(stat(path, &st), 0);
	return (size_t)st.st_size;
}

static void test_claims_in_the_zip(void **state)
{
	static const uint32_t sizes[] = { 0x80000000u, 0xFFFFFFFEu, 1u << 22, 1 };
	static const char *const words[] = { "FILE_XLSX_BOMB", "FILE_XLSX_BOMB", "FILE_XLSX_PART", "FILE_XLSX_PART" };
	const char *f = beside(*state, "s.xlsx");
	struct parts p = plain;
	size_t n;
	char *s;

	p.sheet = ROW("<row><c><v>1</v></c></row>");
	write_book(f, &p);
	n = size_of(f);
	s = read_all(f);
	for (size_t k = 0; k < 4; k++) {
		claim(s, n, sizes[k]);
		write_bytes(f, s, n);
		assert_refused(f, words[k]);
	}
	free(s);
}

/* Cut anywhere, a file is refused by a name that words.ini has, and never read in part. */
static void cut(struct office *o, const char *from, const char *name)
{
	const char *f = beside(o, name);
	size_t n = size_of(from);
	char *s = read_all(from), word[48], key[64];

	for (size_t k = 1; k < 50; k++) {
		write_bytes(f, s, n * k / 50);
		refused(f, word);
		snprintf(key, sizeof(key), "error.%s", word);
		if (!words_has(screens, key))
			fail_msg("%s at %zu/50: %s", from, k, word);
	}
	free(s);
}

static void test_cut_short(void **state)
{
	cut(*state, "tests/data/h1.xlsx", "cut.xlsx");
}

static void test_missing_and_double_parts(void **state)
{
	const char *f = beside(*state, "m.xlsx");
	struct parts p;
	zip_t *z;
	char *s;
	size_t n;

	p = plain;
	p.book = NULL;
	write_book(f, &p);
	assert_refused(f, "FILE_XLSX_PART");
	p = plain;
	p.relations = NULL;
	write_book(f, &p);
	assert_refused(f, "FILE_XLSX_PART");
	p = plain;
	p.strings = NULL;
	p.sheet = ROW("<row><c t=\"s\"><v>0</v></c></row>");
	write_book(f, &p);
	assert_refused(f, "FILE_XLSX_PART");
	p = plain;
	p.book = "<workbook><sheets><sheet name=\"A\" state=\"veryHidden\" r:id=\"r1\" "
		 "xmlns:r=\"x\"/></sheets></workbook>";
	write_book(f, &p);
	assert_refused(f, "FILE_XLSX_NONE");
	/* The name of one part made the name of another. */
	unlink(f);
	z = zip_open(f, ZIP_CREATE, NULL);
	add_text(z, "xl/workbook.xml", plain.book);
	add_text(z, "xl/workbook.xmx", plain.book);
	assert_int_equal(zip_close(z), 0);
	n = size_of(f);
	s = read_all(f);
	for (char *at = s; (at = memmem(at, n - (size_t)(at - s), "book.xmx", 8)); at++)
		at[7] = 'l';
	write_bytes(f, s, n);
	assert_refused(f, "FILE_XLSX_TWICE");
	free(s);
}

static void refuse_zip_of(struct office *o, const char *part, const char *word)
{
	const char *f = beside(o, "o.xlsx");
	zip_t *z;

	unlink(f);
	z = zip_open(f, ZIP_CREATE, NULL);
	assert_non_null(z);
	add_text(z, part, "x");
	assert_int_equal(zip_close(z), 0);
	assert_refused(f, word);
}

static void test_what_is_something_else(void **state)
{
	struct office *o = *state;
	const char *f = beside(o, "x.xls");
	char ole[2048] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

	refuse_zip_of(o, "xl/workbook.bin", "FILE_XLSB");
	refuse_zip_of(o, "content.xml", "FILE_ODS");
	refuse_zip_of(o, "word/document.xml", "FILE_WORD");
	refuse_zip_of(o, "photo.jpg", "FILE_ZIP");
	write_bytes(f, ole, sizeof(ole));
	assert_refused(f, "FILE_XLS_OTHER");
	memcpy(ole + 1024, "W\0o\0r\0k\0b\0o\0o\0k", 16);
	write_bytes(f, ole, sizeof(ole));
	assert_refused(f, "FILE_XLS_DAMAGED");
	memcpy(ole + 1024, "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e", 32);
	write_bytes(f, ole, sizeof(ole));
	assert_refused(f, "FILE_PASSWORD");
	write_text(f, "<html><table><tr><td>户编号</td></tr></table></html>");
	assert_refused(f, "FILE_WEB");
	write_text(f, "\xEF\xBB\xBF<?xml version=\"1.0\"?><Workbook/>");
	assert_refused(f, "FILE_WEB");
}

/* Whatever byte of an XLS is wrong, the program lives: it reads what there is, or says that the file is damaged. */
static void test_damaged_xls(void **state)
{
	const char *f = beside(*state, "d.xls");
	size_t n = size_of("tests/data/h1_titles.xls");
	char *s = read_all("tests/data/h1_titles.xls"), word[48], key[64];

	for (size_t k = 0; k < 60; k++) {
		size_t at = k * 131 % n;
		char was = s[at];

		s[at] = (char)(was ^ (k % 2 ? 0xFF : 0x10));
		write_bytes(f, s, k % 3 ? n : n * k / 60);
		s[at] = was;
		refused(f, word);
		snprintf(key, sizeof(key), "error.%s", word);
		if (strcmp(word, "it was read") != 0 && !words_has(screens, key))
			fail_msg("byte %zu: %s", at, word);
	}
	free(s);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, exchange_open, exchange_close)
	const struct CMUnitTest tests[] = {
		TEST(test_cells_that_point_nowhere),
		TEST(test_bombs),
		TEST(test_claims_in_the_zip),
		TEST(test_cut_short),
		TEST(test_missing_and_double_parts),
		TEST(test_what_is_something_else),
		TEST(test_damaged_xls),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
