/* What the INI reader reads, and that it says no, with the line, to everything iniparser would swallow. */
#include "base/buf.h"
#include "screen/ini.h"

#include "screen_fixture.h"

static void refuse(const char *text, const char *word, const char *line)
{
	struct ini *ini;
	struct err e = { 0 };

	assert_int_equal(ini_read(&ini, fixture_put("a.ini", text), NULL, NULL, &e), -1);
	assert_null(ini);
	assert_string_equal(e.word, word);
	assert_string_equal(e.arg[0], "a.ini");
	assert_string_equal(e.arg[1], line);
}

static void test_reads_in_file_order_with_lines(void **state)
{
	struct ini *ini;
	struct err e = { 0 };

	(void)state;
	assert_int_equal(ini_read(&ini,
				  fixture_put("a.ini", "; 说明\n[Screen]\nKind = form\n\n[field.b]\nlabel = 二 ; 注释\n"
						       "[field.a]\r\nlabel = \"甲;乙#丙\" # c\nempty =\nquoted = ''\n"),
				  NULL, NULL, &e),
			 0);
	assert_int_equal(ini->n, 3);
	assert_string_equal(ini->file, "a.ini");
	assert_string_equal(ini->section[0].name, "screen");
	assert_string_equal(ini->section[0].kind, "screen");
	assert_string_equal(ini->section[0].id, "");
	assert_string_equal(ini->section[0].entry[0].key, "kind");
	assert_int_equal(ini->section[0].entry[0].line, 3);
	assert_string_equal(ini->section[1].id, "b");
	assert_string_equal(ini_entry(&ini->section[1], "label")->value, "二");
	assert_string_equal(ini_entry(ini_section(ini, "field.a"), "label")->value, "甲;乙#丙");
	assert_string_equal(ini_entry(ini_section(ini, "field.a"), "empty")->value, "");
	assert_string_equal(ini_entry(ini_section(ini, "field.a"), "quoted")->value, "");
	assert_null(ini_entry(&ini->section[1], "none"));
	assert_null(ini_section(ini, "none"));
	ini_free(&ini);
	assert_null(ini);
}

static void test_many_sections_keep_their_order(void **state)
{
	struct ini *ini;
	struct buf b = BUF_INIT;
	char name[32];

	(void)state;
	for (int i = 0; i < 600; i++)
		buf_addf(&b, "[word.w%d]\ntext = 词%d\ntext_en = word %d\n", 600 - i, i, i);
	assert_int_equal(ini_read(&ini, fixture_put("a.ini", b.s), NULL, NULL, NULL), 0);
	assert_int_equal(ini->n, 600);
	for (int i = 0; i < 600; i++) {
		snprintf(name, sizeof name, "w%d", 600 - i);
		assert_string_equal(ini->section[i].id, name);
		assert_int_equal(ini->section[i].line, 3 * i + 1);
		assert_int_equal(ini->section[i].n, 2);
	}
	ini_free(&ini);
	buf_release(&b);
}

static void test_refuses_lines_it_does_not_understand(void **state)
{
	(void)state;
	refuse("[a]\nno equals sign\n", "INI_LINE", "2");
	refuse("a = before any section\n", "INI_LINE", "1");
	refuse("[a\nx = 1\n", "INI_LINE", "1");
	refuse("[a] ; b = c\n", "INI_LINE", "1");
	refuse("[甲]\n", "INI_LINE", "1");
	refuse("[a]\n中文 = 1\n", "INI_LINE", "2");
	refuse("[a]\n= 1\n", "INI_LINE", "2");
	refuse("[a:b]\n", "INI_LINE", "1");
	refuse("[a]\n; swallows the next \\\nx = 1\n", "INI_LINE", "2");
	refuse("[a]\nx = \x1b[31m\n", "INI_LINE", "2");
}

static void test_refuses_values_that_would_be_cut(void **state)
{
	(void)state;
	refuse("[a]\nx = 甲;乙\n", "INI_CUT", "2");
	refuse("[a]\nx = 1#2\n", "INI_CUT", "2");
	refuse("[a]\nx = \"never closed\n", "INI_CUT", "2");
	refuse("[a]\nx = \"said \"own\" by hand\"\n", "INI_CUT", "2");
	refuse("[a]\nwhere = 'mine' = :scope\n", "INI_CUT", "2");
	refuse("[a]\nwhere = x = ' ; '\n", "INI_CUT", "2");
}

static void test_refuses_duplicates(void **state)
{
	(void)state;
	refuse("[a]\nx = 1\ny = 2\nX = 3\n", "INI_TWICE", "4");
	refuse("[a]\nx = 1\n[b]\nx = 1\n[A]\ny = 2\n", "INI_TWICE", "5");
}

static void test_refuses_long_lines_and_other_encodings(void **state)
{
	char line[INI_LINE_BYTES + 16] = "[a]\nx = ";
	struct ini *ini;

	(void)state;
	memset(line + 8, 'v', INI_LINE_BYTES - 4);
	line[4 + INI_LINE_BYTES] = '\n';
	assert_int_equal(ini_read(&ini, fixture_put("a.ini", line), NULL, NULL, NULL), 0);
	assert_int_equal(strlen(ini->section[0].entry[0].value), INI_LINE_BYTES - 4);
	ini_free(&ini);
	line[4 + INI_LINE_BYTES] = 'v';
	refuse(line, "INI_LONG", "2");
	refuse("[a]\nx = \xb0\xef\n", "INI_ENCODING", "2");
	refuse("\xEF\xBB\xBF[a]\nx = 1\n", "INI_ENCODING", "1");
}

static void count(void *arg, int line, const char *word, const char *what)
{
	(void)line;
	(void)word;
	(void)what;
	++*(int *)arg;
}

static void test_reports_every_problem_and_a_missing_file(void **state)
{
	struct ini *ini;
	struct err e = { 0 };
	int n = 0;

	(void)state;
	assert_int_equal(ini_read(&ini, fixture_put("a.ini", "bad\n[a]\nx = 1\nx = 2\ny = a;b\n"), count, &n, &e), -1);
	assert_int_equal(n, 3);
	assert_string_equal(e.arg[1], "1");
	assert_int_equal(ini_read(&ini, fixture_file("none.ini"), count, &n, &e), -1);
	assert_int_equal(n, 4);
	assert_string_equal(e.word, "INI_OPEN");
	assert_int_equal(e.code, ERR_MISSING);
}

static void test_an_empty_file_has_no_sections(void **state)
{
	struct ini *ini;

	(void)state;
	assert_int_equal(ini_read(&ini, fixture_put("a.ini", ""), NULL, NULL, NULL), 0);
	assert_int_equal(ini->n, 0);
	ini_free(&ini);
}

#define T(f) cmocka_unit_test_setup_teardown(f, fixture_open, fixture_close)
int main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_reads_in_file_order_with_lines),
		T(test_many_sections_keep_their_order),
		T(test_refuses_lines_it_does_not_understand),
		T(test_refuses_values_that_would_be_cut),
		T(test_refuses_duplicates),
		T(test_refuses_long_lines_and_other_encodings),
		T(test_reports_every_problem_and_a_missing_file),
		T(test_an_empty_file_has_no_sections),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
