/* Cells merged downwards, in files LibreOffice wrote and in some nobody should write; files that are no workbooks. */
#include "book_fixture.h"

static const char *merged_says(const char *path, int64_t wanted, size_t column)
{
	static char text[64];
	const char *const *cells;
	struct rows *r = NULL;
	int64_t line = 0;
	size_t n;

	text[0] = '\0';
	assert_int_equal(rows_open(&r, path, NULL), 0);
	while (line < wanted && rows_next(r, &cells, &n, &line, NULL) > 0)
		;
	if (line == wanted)
		snprintf(text, sizeof(text), "%s", rows_merged(r, column));
	rows_close(&r);
	return text;
}

/* The household, its head and the cadre stand once for the rows they are merged over; what was given is given once. */
static void test_visits_of_merged_households(void **state)
{
	static const char *const files[] = { "tests/data/merged.xlsx", "tests/data/merged.xls" };
	struct office *o = *state;
	static struct judged j;

	fixture_add(o, "household", "household_no", "99010101000001", "head_name", "刘永福", NULL);
	fixture_add(o, "cadre", "name", "王芳", NULL);
	for (size_t k = 0; k < 2; k++) {
		struct import *i = NULL;
		struct import_counts n = judge(o, "visit", files[k], &j);

		assert_int_equal(n.rows, 3);
		assert_int_equal(n.added, k == 0 ? 2 : 0);
		assert_int_equal(n.unchanged, k == 0 ? 0 : 2);
		assert_int_equal(n.refused, 1);
		assert_string_equal(j.row[1].who, "刘永福");
		assert_string_equal(j.row[2].who, "王芳"); /* by no number of a day */
		if (k > 0)
			continue;
		assert_int_equal(import_open(&i, o, screens, "visit", files[k], NULL), 0);
		assert_int_equal(import_run(i, beside(o, "refused.csv"), &n, NULL, NULL, NULL), 0);
		import_close(&i);
		assert_int_equal(count(o, "SELECT count(*) FROM visit WHERE cadre_id IS NOT NULL"), 2);
		assert_int_equal(count(o, "SELECT count(DISTINCT household_id) FROM visit"), 1);
		assert_int_equal(count(o, "SELECT sum(support_amount) FROM visit"), 20000);
	}
}

#define ROWS \
	"<row r=\"1\"><c r=\"A1\" t=\"str\"><v>户</v></c></row>" \
	"<row r=\"2\"><c r=\"A2\" t=\"str\"><v>甲</v></c><c r=\"B2\"><v>1</v></c></row>" \
	"<row r=\"3\"><c r=\"B3\"><v>2</v></c></row>" \
	"<row r=\"9\"><c r=\"A9\" t=\"str\"><v>乙</v></c><c r=\"B9\"><v>2</v></c></row>" \
	"<row r=\"10\"><c r=\"B10\"><v>2</v></c></row>"

static const char *with_merges(struct office *o, const char *merges)
{
	struct parts p = plain;
	struct buf b = BUF_INIT;
	const char *path = beside(o, "m.xlsx");

	buf_addf(&b, "<worksheet><sheetData>" ROWS "</sheetData>%s</worksheet>", merges);
	p.sheet = b.s;
	write_book(path, &p);
	buf_release(&b);
	return path;
}

static void test_within_the_merge_only(void **state)
{
	const char *path = with_merges(*state, "<mergeCells><mergeCell ref=\"A2:A3\"/></mergeCells>");

	assert_string_equal(merged_says(path, 2, 0), "甲");
	assert_string_equal(merged_says(path, 3, 0), "甲");
	assert_string_equal(merged_says(path, 3, 1), "");
	assert_string_equal(merged_says(path, 9, 0), "");
	assert_string_equal(merged_says(path, 10, 0), "");
	/* Sideways is no business of the rows below; a range of two columns tells its first. */
	path = with_merges(*state, "<mergeCells><mergeCell ref=\"A2:B2\"/><mergeCell ref=\"A9:B10\"/></mergeCells>");
	assert_string_equal(merged_says(path, 3, 0), "");
	assert_string_equal(merged_says(path, 10, 0), "乙");
	assert_string_equal(merged_says(path, 10, 1), "");
}

static void test_monstrous_merges(void **state)
{
	static const char broken[] = "<mergeCell ref=\"ZZZZ2:A3\"/><mergeCell ref=\"\"/><mergeCell/>"
				     "<mergeCell ref=\"A2\"/><mergeCell ref=\"A2:\"/><mergeCell ref=\"A0:A3\"/>";
	static const char *const harm[] = { "<mergeCell ref=\"A2:A99999999999999999999\"/>",
					    "<mergeCell ref=\"A2:XFD1048576\"/>", broken };
	struct buf b = BUF_INIT;
	const char *path;

	assert_string_equal(merged_says(with_merges(*state, harm[0]), 3, 0), "甲");
	assert_string_equal(merged_says(with_merges(*state, harm[1]), 3, 0), "甲");
	assert_string_equal(merged_says(with_merges(*state, harm[2]), 3, 0), "");
	/* More than one window of the part, so that elements stand across its borders; more than anybody merges. */
	for (int k = 0; k < 70000; k++)
		buf_adds(&b, "<mergeCell ref=\"A2:A3\"/>");
	path = with_merges(*state, b.s);
	assert_string_equal(merged_says(path, 3, 0), "甲");
	buf_clear(&b);
	for (int k = 0; k < 20000; k++)
		buf_addf(&b, "<mergeCell ref=\"C%d:C%d\"/>", k + 20, k + 21);
	buf_adds(&b, "<mergeCell ref=\"A9:A10\"/>");
	assert_string_equal(merged_says(with_merges(*state, b.s), 10, 0), "乙");
	buf_release(&b);
}

static const char *refusal(struct office *o, const char *path)
{
	static struct err e;
	struct import *i = NULL;

	err_clear(&e);
	assert_int_equal(import_open(&i, o, screens, "household", path, &e), -1);
	return e.word;
}

/* What only its name calls a workbook is told what it is; one that can be read is read. */
static void test_no_workbook(void **state)
{
	const char *path = beside(*state, "list.xlsx");
	struct import *i = NULL;

	write_text(path, "");
	assert_string_equal(refusal(*state, path), "FILE_EMPTY");
	write_book(path, &plain);
	assert_string_equal(refusal(*state, path), "FILE_EMPTY");
	unlink(path);
	write_text(path, "甲,乙\n1,2\n");
	assert_string_equal(refusal(*state, path), "FILE_TEXT_NAMED");
	write_text(path, "户编号,户主姓名\n1,王芳\n");
	assert_int_equal(import_open(&i, *state, screens, "household", path, NULL), 0);
	import_close(&i);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, exchange_open, exchange_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_visits_of_merged_households),
		TEST(test_within_the_merge_only),
		TEST(test_monstrous_merges),
		TEST(test_no_workbook),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
