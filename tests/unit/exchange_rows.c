/* Any file as clean rows: encodings, separators, quotes, protection, limits. */
#include "exchange_fixture.h"

#include "base/buf.h"
#include "base/text.h"
#include "exchange/rows.h"

/* The whole file as text: cells ended by |, rows by their line and a newline. */
static char *dump(const char *path, struct err *e)
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
	while ((rc = rows_next(r, &cells, &n, &line, e)) > 0) {
		buf_addf(&b, "%lld:", (long long)line);
		for (size_t i = 0; i < n; i++)
			buf_addf(&b, "%s|", cells[i]);
		buf_addc(&b, '\n');
	}
	if (rc == 0)
		assert_true(rows_bytes_done(r) == rows_bytes_all(r));
	rows_close(&r);
	if (rc < 0) {
		buf_release(&b);
		return NULL;
	}
	return buf_detach(&b);
}

static void assert_rows(struct office *o, const char *text, size_t n, const char *rows)
{
	const char *f = beside(o, "r.csv");
	struct err e;
	char *got;

	write_bytes(f, text, n);
	got = dump(f, &e);
	if (!got)
		fail_msg("%s %s", e.word, e.arg[1]);
	assert_string_equal(got, rows);
	free(got);
}
#define ROWS(text, rows) assert_rows(*state, (text), sizeof(text) - 1, (rows))

static void assert_refused(struct office *o, const char *text, size_t n, const char *word, const char *last)
{
	const char *f = beside(o, "r.csv");
	struct err e;

	write_bytes(f, text, n);
	assert_null(dump(f, &e));
	assert_string_equal(e.word, word);
	assert_true(!last || strcmp(e.arg[0], last) == 0 || strcmp(e.arg[1], last) == 0);
}
#define REFUSED(text, word, last) assert_refused(*state, (text), sizeof(text) - 1, (word), (last))

static void test_quotes_and_lines(void **state)
{
	ROWS("", "");
	ROWS("a", "1:a|\n");
	ROWS("a,b\n", "1:a|b|\n");
	ROWS("a,\n,b\n", "1:a||\n2:|b|\n");
	ROWS("a,b\r\nc,d\rе,f\n", "1:a|b|\n2:c|d|\n3:е|f|\n");
	ROWS("\"a\r\nb\",\"say \"\"x\"\"\"\nc,d", "1:a\nb|say \"x\"|\n3:c|d|\n");
	ROWS("\n\n\"\"\n", "1:|\n2:|\n3:|\n");
	ROWS("\"a\"b,c\n", "1:ab|c|\n");
	ROWS("a\"b,c\n", "1:a\"b|c|\n");
	REFUSED("a,b\n\"c,d\ne,f\n", "ROW_QUOTE", "2");
}

static void test_separators(void **state)
{
	ROWS("a;b;c\n1,5;2;3\n2,5;2;3\n", "1:a|b|c|\n2:1,5|2|3|\n3:2,5|2|3|\n");
	ROWS("a\tb\n\"x\ty\"\tz\n", "1:a|b|\n2:x y|z|\n");
	ROWS("标题\na,b\nc,\"d;e;f;g\"\n", "1:标题|\n2:a|b|\n3:c|d;e;f;g|\n");
}

static void test_encodings(void **state)
{
	struct office *o = *state;
	static const char bom[] = "\xEF\xBB\xBF姓名,民族\n";
	const char *f = beside(o, "r.csv");
	struct rows *r;
	struct err e;
	char *got;

	assert_rows(o, bom, sizeof(bom) - 1, "1:姓名|民族|\n");
	write_gb18030(f, "姓名,喆犇堃镕〇·,㐂𠮷䲜䶮㭎\n");
	got = dump(f, &e);
	assert_string_equal(got, "1:姓名|喆犇堃镕〇·|㐂𠮷䲜䶮㭎|\n");
	free(got);
	assert_int_equal(rows_open(&r, f, &e), 0);
	assert_int_equal(rows_encoding(r), ENCODING_GB18030);
	rows_close(&r);
	/* One bad byte in a UTF-8 list is found where it is, not read as something else. */
	REFUSED("姓名,民族\n王芳,汉\n李\xFF华,汉\n", "FILE_ENCODING", "3");
	REFUSED("\xEF\xBB\xBF姓名\n\xC3\xFB\n", "FILE_ENCODING", "2");
	REFUSED("\xD0\xD5\xC3\xFB\n\x80\n", "FILE_ENCODING", "2");
	REFUSED("\xD0\xD5\xC3\xFB\n\xD0", "FILE_ENCODING", "2");
}

/* How a file is written is remembered while it lies there; one written again is looked at again. */
static void test_encoding_of_the_same_file(void **state)
{
	static const char *const lists[] = { "tests/data/h5_gb18030.csv", "tests/data/h2_utf8_bom.csv" };
	char *first[2];
	struct err e;

	for (int k = 0; k < 6; k++) {
		char *again = dump(lists[k % 4 / 2], &e);

		assert_non_null(again);
		assert_true(utf8_is_valid(again, strlen(again)));
		if (k % 2 == 0 && k < 4)
			first[k / 2] = again;
		else
			assert_string_equal(again, first[k % 4 / 2]);
		if (k % 2 || k >= 4)
			free(again);
	}
	free(first[0]);
	free(first[1]);
	ROWS("\xe4\xb8\xad\xe4\xb8\xad", "1:中中|\n");
	ROWS("\xd6\xd0\xd6\xd0\xd6\xd0", "1:中中中|\n");
	ROWS("\xe4\xb8\xad\xe4\xb8\xad", "1:中中|\n");
}

static void test_what_is_no_text(void **state)
{
	REFUSED("PK\3\4xxxx", "FILE_XLSX_ZIP", NULL);
	REFUSED("\xD0\xCF\x11\xE0\xA1\xB1", "FILE_XLS_OTHER", NULL);
	REFUSED("\xFF\xFE\x61\0", "FILE_UTF16", NULL);
	REFUSED("a,b\n\0,c\n", "FILE_BINARY", NULL);
}

static void test_protection_is_taken_off(void **state)
{
	ROWS("'990101201008151236,=\"990101201008151236\",\"=\"\"99\"\"\",\t99\n",
	     "1:990101201008151236|990101201008151236|99|99|\n");
	ROWS("'=cmd,'-x,''a,'abc,'\n", "1:=cmd|-x|'a|'abc|'|\n");
	ROWS("=\"a,b\",c\n", "1:a,b|c|\n");
}

static void test_controls_never_come_through(void **state)
{
	ROWS("a\x1b[31mb,c\x07,d\x7f\xC2\x9B\n", "1:a[31mb|c|d|\n");
	ROWS("\xE2\x80\xAE"
	     "abc\n",
	     "1:abc|\n");
}

/* What we write is what we read, whatever it is; in both encodings. */
static void test_lines_come_back(void **state)
{
	static const char *const cells[] = { "=1+1",
					     "+86",
					     "-5",
					     "-5元",
					     "@a",
					     "'x",
					     "''",
					     "a\"b",
					     "a,b;c\td",
					     "两\n行",
					     " x ",
					     "－减",
					     "＝等",
					     "",
					     "\xF0\xA0\xAE\xB7",
					     "990101201008151236",
					     "0012" };
	const size_t n = sizeof(cells) / sizeof(cells[0]);
	struct office *o = *state;

	for (int enc = EXPORT_UTF8_BOM; enc <= EXPORT_GB18030; enc++) {
		const char *f = beside(o, "r.csv");
		const char *const *got;
		struct rows *r;
		struct err e;
		int64_t line;
		size_t n_got;
		FILE *to = fopen(f, "wb");

		assert_non_null(to);
		export_line(to, (enum export_encoding)enc, cells, n);
		export_line(to, (enum export_encoding)enc, cells, n);
		fclose(to);
		assert_int_equal(rows_open(&r, f, &e), 0);
		for (int k = 0; k < 2; k++) {
			assert_int_equal(rows_next(r, &got, &n_got, &line, &e), 1);
			assert_int_equal(n_got, n);
			for (size_t i = 0; i < n; i++)
				assert_string_equal(got[i], strchr(cells[i], '\t') ? "a,b;c d" : cells[i]);
		}
		assert_int_equal(rows_next(r, &got, &n_got, &line, &e), 0);
		rows_close(&r);
	}
}

static void test_limits(void **state)
{
	struct office *o = *state;
	const char *f = beside(o, "r.csv");
	struct buf b = BUF_INIT;
	struct err e;
	char *got;

	for (int i = 1; i < ROWS_MOST_COLUMNS; i++)
		buf_addc(&b, ',');
	buf_addc(&b, '\n');
	write_bytes(f, b.s, b.n);
	got = dump(f, &e);
	assert_non_null(got);
	free(got);
	b.s[b.n - 1] = ',';
	buf_addc(&b, '\n');
	write_bytes(f, b.s, b.n);
	assert_null(dump(f, &e));
	assert_string_equal(e.word, "ROW_LONG");
	buf_clear(&b);
	buf_adds(&b, "x\n");
	for (int i = 0; i <= ROWS_MOST_CELL; i++)
		buf_addc(&b, 'a');
	write_bytes(f, b.s, b.n);
	assert_null(dump(f, &e));
	assert_string_equal(e.word, "CELL_LONG");
	assert_string_equal(e.arg[0], "2");
	write_bytes(f, b.s, b.n - 1);
	got = dump(f, &e);
	assert_non_null(got);
	free(got);
	buf_release(&b);
}

/* Characters cut by the border of a chunk are put together again. */
static void test_borders_of_chunks(void **state)
{
	struct office *o = *state;

	for (size_t shift = 0; shift < 8; shift++) {
		const char *f = beside(o, "r.csv");
		struct buf b = BUF_INIT, expect = BUF_INIT;
		struct err e;
		char *got;

		buf_adds(&expect, "1:");
		for (size_t i = 0; i < shift; i++) {
			buf_addc(&b, 'x');
			buf_addc(&expect, 'x');
		}
		for (int i = 0; i < 300; i++) {
			for (int k = 0; k < 50; k++) {
				buf_adds(&b, "华㐂\xF0\xA0\xAE\xB7");
				buf_adds(&expect, "华㐂\xF0\xA0\xAE\xB7");
			}
			buf_adds(&b, i < 299 ? "," : "\r\n");
			buf_addc(&expect, '|');
		}
		buf_addc(&expect, '\n');
		write_text(f, b.s);
		got = dump(f, &e);
		assert_non_null(got);
		assert_string_equal(got, expect.s);
		free(got);
		write_gb18030(f, b.s);
		got = dump(f, &e);
		assert_non_null(got);
		assert_string_equal(got, expect.s);
		free(got);
		buf_release(&b);
		buf_release(&expect);
	}
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, fixture_open_empty, fixture_close)
	const struct CMUnitTest tests[] = {
		TEST(test_quotes_and_lines),
		TEST(test_separators),
		TEST(test_encodings),
		TEST(test_encoding_of_the_same_file),
		TEST(test_what_is_no_text),
		TEST(test_protection_is_taken_off),
		TEST(test_controls_never_come_through),
		TEST(test_lines_come_back),
		TEST(test_limits),
		TEST(test_borders_of_chunks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
