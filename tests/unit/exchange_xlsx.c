/* Workbooks as lists: what LibreOffice wrote is read as the CSV it came from, and what a cell says. */
#include "book_fixture.h"

static void assert_rows(const char *path, size_t sheet, const char *rows)
{
	struct err e;
	char *got = dump(path, sheet, &e);

	if (!got)
		fail_msg("%s %s %s", e.word, e.arg[0], e.arg[1]);
	assert_string_equal(got, rows);
	free(got);
}

static void test_stored_files(void **state)
{
	struct err e;
	char *csv = dump("tests/data/h1_gb18030.csv", 0, &e);

	(void)state;
	assert_non_null(csv);
	assert_rows("tests/data/h1.xlsx", 0, csv);
	assert_rows("tests/data/h1.xls", 0, csv);
	free(csv);
}

static void test_stored_files_go_in(void **state)
{
	static const char *const files[] = { "tests/data/h1.xlsx", "tests/data/h1.xls" };
	struct office *o = *state;

	assert_counts(import_file(o, "registry", "tests/data/h1_gb18030.csv"), 4, 4, 0, 0, 0);
	for (size_t k = 0; k < 2; k++)
		assert_counts(judge(o, "registry", files[k], NULL), 4, 0, 0, 4, 0);
}

/* A cover sheet, a hidden one, then the list: two merged titles, households merged over their people, dates as dates, a
 * total, and the ID of 李小华 typed as a number. */
static void titles(struct office *o, const char *path, const char *kind)
{
	struct import *i = NULL;
	struct judged j;
	struct err e = { 0 };
	char label[32];

	assert_counts(judge(o, "registry", path, &j), 4, 3, 0, 0, 1);
	assert_int_equal(judged_at(&j, 7)->verdict, ROW_REFUSED);
	assert_true(says_word(judged_at(&j, 7)->reason, "ID_LOST_DIGITS"));
	assert_int_equal(judged_at(&j, 8)->verdict, ROW_SKIPPED);
	assert_string_equal(import_guess(screens, path, &e), "registry");
	assert_int_equal(import_open(&i, o, screens, "registry", path, &e), 0);
	snprintf(label, sizeof(label), "%s 名单", kind);
	assert_string_equal(import_encoding(i), label);
	import_close(&i);
}

static void test_title_rows_and_merged_cells(void **state)
{
	struct office *o = *state;
	struct judged j;

	titles(o, "tests/data/h1_titles.xls", "XLS");
	titles(o, "tests/data/h1_titles.xlsx", "XLSX");
	write_text(beside(o, "a.csv"), "户编号,户主姓名,村,姓名,证件号码,与户主关系\n990101000022,李华,长潭村,李小华,");
	{
		FILE *f = fopen(beside(o, "a.csv"), "a");

		fprintf(f, "%s,之子\n", an_id("20000101", 13));
		fclose(f);
	}
	assert_counts(import_file(o, "registry", beside(o, "a.csv")), 1, 1, 0, 0, 0);
	judge(o, "registry", "tests/data/h1_titles.xlsx", &j);
	assert_string_equal(judged_at(&j, 7)->repair, an_id("20000101", 13));
}

static void test_what_cells_say(void **state)
{
	(void)state;
	assert_rows("tests/data/types.xlsx", 0,
		    "1:3|ab|1|0.95|8500.5|0.3|-12|\n"
		    "2:2020-08|2020-08-15|2010-01-31|123456789012345|1.23456789012346E+15|6.22848040256489E+18|"
		    "13:30|\n3:#DIV/0!|line1\nline2|=1+1|𠮷㐂·|0.00001|000012|\n");
	assert_rows("tests/data/types.xls", 0,
		    "1:3|0|1|0.95|8500.5|0.3|-12|\n"
		    "2:2020-08|2020-08-15|2010-01-31|123456789012345|1.23456789012346E+15|6.22848040256489E+18|"
		    "13:30|\n3:#DIV/0!|line1\nline2|=1+1|𠮷㐂·|0.00001|000012|\n");
}

static void assert_sheet(struct office *o, const struct parts *but, const char *rows_xml, const char *rows)
{
	const char *f = beside(o, "s.xlsx");
	struct parts p = *but;
	struct buf b = BUF_INIT;

	buf_addf(&b, "<x:worksheet xmlns:x=\"y\"><x:sheetData>%s</x:sheetData></x:worksheet>", rows_xml);
	p.sheet = b.s;
	write_book(f, &p);
	assert_rows(f, 0, rows);
	buf_release(&b);
}

static void test_cells_of_every_type(void **state)
{
	struct parts mac = plain;

	assert_sheet(*state, &plain,
		     "<row r=\"2\"><c t=\"s\"><v>0</v></c><c r=\"C2\" t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c></row>"
		     "<row><c r=\"B3\" t=\"inlineStr\"><is><r><t>行</t></r><r><t>内</t></r><rPh><t>x</t></rPh></is></c>"
		     "<c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c><c t=\"e\"><v>#N/A</v></c>"
		     "<c t=\"str\"><f>A1</f><v>式</v></c><c t=\"d\"><v>2020-08-15T10:00:00</v></c></row>"
		     "<row r=\"4\"><c r=\"A4\"/><c><v></v></c></row><row r=\"1048576\"><c><v>1</v></c></row>",
		     "2:户主||王芳|a\nb_|\n3:|行内|TRUE|FALSE|#N/A|式|2020-08-15|\n1048576:1|\n");
	assert_sheet(*state, &plain,
		     "<row><c s=\"1\"><v>44058.75</v></c><c s=\"2\"><v>44058</v></c><c s=\"3\"><v>44058.75</v></c>"
		     "<c s=\"4\"><v>7</v></c><c s=\"5\"><v>1</v></c><c s=\"1\"><v>60</v></c><c s=\"1\"><v>-1</v></c>"
		     "<c s=\"6\"><v>44058</v></c><c s=\"7\"><v>1234.5</v></c><c s=\"99\"><v>8</v></c></row>",
		     "1:2020-08-15|2020-08|2020-08-15|0007|1900-01-01|60|-1|44058|1234.5|8|\n");
	assert_sheet(*state, &plain,
		     "<row><c><v>340123199001011234</v></c><c><v>3.40123199001011E+17</v></c><c><v>1e300</v></c>"
		     "<c><v>0.30000000000000004</v></c><c><v>1E-7</v></c><c><v>-0</v></c><c><v>abc</v></c></row>"
		     "<row><c t=\"str\"><v>'340123199001011234</v></c><c t=\"str\"><v>=\"340123199001011234\"</v></c>"
		     "<c t=\"str\"><v>'5 次</v></c></row>",
		     "1:3.40123199001011264E+17|3.40123199001011E+17|1.00000000000000E+300|0.3|0.0000001|0|abc|\n"
		     "2:340123199001011234|340123199001011234|'5 次|\n");
	mac.book = "<workbook><workbookPr date1904=\"1\"/><sheets><sheet name=\"A\" r:id=\"r1\" "
		   "xmlns:r=\"x\"/></sheets></workbook>";
	assert_sheet(*state, &mac, "<row><c s=\"1\"><v>42596</v></c></row>", "1:2020-08-15|\n");
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, exchange_open, exchange_close)
	const struct CMUnitTest tests[] = {
		TEST(test_stored_files),   TEST(test_stored_files_go_in),  TEST(test_title_rows_and_merged_cells),
		TEST(test_what_cells_say), TEST(test_cells_of_every_type),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
