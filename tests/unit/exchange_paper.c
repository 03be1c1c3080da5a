/* Pages: what is on them can be read back, tables go on under their heading, a full disk leaves nothing, no font says
 * so. */
#include "exchange_fixture.h"

#include "exchange/paper.h"
#include "exchange/sheet.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static void table(struct sheet *s, size_t rows)
{
	sheet_init(s, "走访台账");
	sheet_column(s, "户主姓名", SHEET_TEXT);
	sheet_column(s, "证件号码", SHEET_CODE);
	sheet_column(s, "内容", SHEET_TEXT);
	sheet_column(s, "金额", SHEET_MONEY);
	for (size_t i = 0; i < rows; i++) {
		struct sheet_line *l = sheet_add(s, SHEET_ROW, (int64_t)i + 1);

		sheet_set(s, l, 0, value_text("张𠮷国"));
		sheet_set(s, l, 1, value_text("990101200001011234"));
		sheet_set(s, l, 2, value_text("查看住房和饮水，都安全；商量明年的打算，想多养两头猪。"));
		sheet_set(s, l, 3, value_int(62500 + (int64_t)i));
	}
}

/* What a program prints about the file; the caller frees. */
static char *said(const char *command, const char *path)
{
	char line[512];
	struct buf b = BUF_INIT;
	FILE *f;
	size_t n;

	snprintf(line, sizeof(line), "%s '%s' %s", command, path, strncmp(command, "pdftotext", 9) == 0 ? "-" : "");
	f = popen(line, "r");
	assert_non_null(f);
	while ((n = fread(line, 1, sizeof(line), f)) > 0)
		buf_add(&b, line, n);
	assert_int_equal(pclose(f), 0);
	return buf_detach(&b);
}

static int times(const char *in, const char *what)
{
	int n = 0;

	for (const char *p = in; (p = strstr(p, what)); p += strlen(what))
		n++;
	return n;
}

static int pages(const char *path)
{
	char *info = said("pdfinfo", path), *at = strstr(info, "Pages:");
	int n;

	assert_non_null(at);
	n = atoi(at + 6);
	free(info);
	return n;
}

static void test_rows(void **state)
{
	const char *path = beside(*state, "rows.pdf");
	struct sheet s;
	const struct sheet *one = &s;
	struct stat st;
	struct err e;
	char *text, last[16];
	int n;

	table(&s, 200);
	assert_int_equal(sheet_write(&one, 1, FORMAT_PDF, path, &e), 0);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	n = pages(path);
	assert_in_range(n, 4, 12);
	text = said("pdftotext -layout", path);
	assert_int_equal(times(text, "户主姓名"), n); /* the heading on each page */
	assert_int_equal(times(text, "990101200001011234"), 200);
	assert_int_equal(times(text, "张𠮷国"), 200);
	snprintf(last, sizeof(last), "%d/%d", n, n);
	assert_int_equal(times(text, last), 1);
	assert_int_equal(times(text, "走访台账"), 1);
	free(text);
	sheet_release(&s);
}

static void test_landscape(void **state)
{
	const char *path = beside(*state, "turned.pdf");
	struct paper *p;
	struct sheet s;
	struct err e;
	char *info;

	table(&s, 2);
	s.landscape = true;
	assert_int_equal(paper_open(&p, path, false, &e), 0);
	paper_text(p, PAPER_TITLE, "封面");
	paper_sheet(p, &s);
	assert_int_equal(paper_pages(p), 2);
	assert_int_equal(paper_close(&p, &e), 0);
	info = said("pdfinfo -f 1 -l 2", path);
	assert_int_equal(times(info, "595.276 x 841.89"), 1);
	assert_int_equal(times(info, "841.89 x 595.276"), 1);
	free(info);
	sheet_release(&s);
}

/* Numbers begin again; a page that stands alone has none; a row higher than a page goes on. */
static void test_numbering(void **state)
{
	const char *path = beside(*state, "batch.pdf");
	struct paper *p;
	struct buf tall = BUF_INIT;
	struct err e;
	char *text;

	assert_int_equal(paper_open(&p, path, false, &e), 0);
	paper_text(p, PAPER_TEXT, "第一封");
	paper_numbering(p);
	paper_text(p, PAPER_TEXT, "第二封");
	paper_break(p);
	paper_break(p); /* nothing stands on it yet */
	paper_text(p, PAPER_TEXT, "第二封的第二页");
	paper_numbering(p);
	for (int i = 0; i < 3000; i++)
		buf_adds(&tall, "很长的一格");
	struct paper_pair pair = { "内容", tall.s, true };
	paper_pairs(p, &pair, 1, 2);
	assert_int_equal(paper_close(&p, &e), 0);
	text = said("pdftotext", path);
	assert_int_equal(times(text, "1/1"), 0);
	assert_int_equal(times(text, "1/2"), 1);
	assert_int_equal(times(text, "2/2"), 1);
	assert_true(pages(path) > 6);
	free(text);
	buf_release(&tall);
}

/* A heading is where the grid under it is, however much of the page is left. */
static void test_heading_and_grid(void **state)
{
	static const struct paper_pair pair[] = { { "姓名", "首行", false },   { "组", "一组", false },
						  { "电话", "没有", false },   { "备注", "无", true },
						  { "住房", "安全", false },   { "饮水", "安全", false },
						  { "收入", "一万元", false }, { "支出", "八千元", false } };
	const char *path = beside(*state, "heading.pdf");
	struct err e;

	for (int above = 20; above < 42; above++) {
		struct paper *p = NULL;
		char *text, *heading, *grid;

		assert_int_equal(paper_open(&p, path, false, &e), 0);
		for (int i = 0; i < above; i++)
			paper_text(p, PAPER_PLAIN, "一行");
		paper_text(p, PAPER_HEADING, "第二章");
		paper_pairs(p, pair, sizeof(pair) / sizeof(*pair), 2);
		assert_int_equal(paper_close(&p, &e), 0);
		text = said("pdftotext", path);
		heading = strstr(text, "第二章");
		grid = strstr(text, "首行");
		assert_non_null(heading);
		assert_non_null(grid);
		if (memchr(heading, '\f', (size_t)(grid - heading)))
			fail_msg("the heading stands alone after %d lines", above);
		free(text);
	}
}

static void test_signs_and_groups(void **state)
{
	const char *path = beside(*state, "signs.pdf");
	struct sheet s;
	const struct sheet *one = &s;
	struct err e;
	char *text;

	table(&s, 1);
	sheet_set(&s, sheet_add(&s, SHEET_GROUP, 0), 0, value_text("二组"));
	sheet_set(&s, sheet_add(&s, SHEET_TOTAL, 0), 0, value_text("合计"));
	sheet_sign(&s, "村（盖章）");
	sheet_sign(&s, "乡镇（盖章）");
	assert_int_equal(sheet_write(&one, 1, FORMAT_PDF, path, &e), 0);
	text = said("pdftotext", path);
	assert_int_equal(times(text, "二组"), 1);
	assert_int_equal(times(text, "合计"), 1);
	assert_int_equal(times(text, "村（盖章）"), 1);
	assert_int_equal(times(text, "625"), 1);
	free(text);
	sheet_release(&s);
}

/* In a child, whose files may not grow: what stood there stays, and nothing is left beside it. */
static void test_full_disk(void **state)
{
	const char *path = beside(*state, "full.pdf");
	char part[300];
	int status;
	pid_t child;

	write_bytes(path, "old", 3);
	snprintf(part, sizeof(part), "%s.part", path);
	child = fork();
	if (child == 0) {
		struct rlimit least = { 4096, 4096 };
		struct paper *p;
		struct sheet s;
		struct err e = { 0 };
		int rc;

		signal(SIGXFSZ, SIG_IGN);
		setrlimit(RLIMIT_FSIZE, &least);
		table(&s, 50);
		rc = paper_open(&p, path, false, &e);
		if (rc == 0) {
			paper_sheet(p, &s);
			rc = paper_close(&p, &e);
		}
		sheet_release(&s);
		_exit(rc < 0 && strcmp(e.word, "FILE_WRITE") == 0 ? 0 : 1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_int_equal(access(part, F_OK), -1);
	FILE *f = fopen(path, "r");
	char was[8] = "";
	assert_non_null(f);
	assert_int_equal(fread(was, 1, 7, f), 3);
	assert_string_equal(was, "old");
	fclose(f);
}

static void test_no_font(void **state)
{
	const char *path = beside(*state, "none.pdf"), *config = beside(*state, "fonts.conf");
	static const char empty[] = "<?xml version=\"1.0\"?><fontconfig></fontconfig>";
	int status;
	pid_t child;

	write_bytes(config, empty, sizeof(empty) - 1);
	child = fork();
	if (child == 0) {
		char program[512];
		ssize_t n = readlink("/proc/self/exe", program, sizeof(program) - 1);

		program[n > 0 ? n : 0] = '\0';
		setenv("FONTCONFIG_FILE", config, 1);
		execl(program, program, "no-font", path, (char *)NULL);
		_exit(9);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_int_equal(access(path, F_OK), -1);
}

static int without_font(const char *path)
{
	struct paper *p = NULL;
	struct err e = { 0 };

	return paper_open(&p, path, false, &e) < 0 && strcmp(e.word, "PAPER_FONT") == 0 ? 0 : 1;
}

static void test_give_up(void **state)
{
	const char *path = beside(*state, "left.pdf");
	char part[300];
	struct paper *p;
	struct err e;

	assert_int_equal(paper_open(&p, path, false, &e), 0);
	paper_text(p, PAPER_TEXT, "不要了");
	paper_give_up(&p);
	assert_null(p);
	snprintf(part, sizeof(part), "%s.part", path);
	assert_int_equal(access(path, F_OK), -1);
	assert_int_equal(access(part, F_OK), -1);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_rows, exchange_open, exchange_close),
		cmocka_unit_test_setup_teardown(test_landscape, exchange_open, exchange_close),
		cmocka_unit_test_setup_teardown(test_numbering, exchange_open, exchange_close),
		cmocka_unit_test_setup_teardown(test_heading_and_grid, exchange_open, exchange_close),
		cmocka_unit_test_setup_teardown(test_signs_and_groups, exchange_open, exchange_close),
		cmocka_unit_test_setup_teardown(test_full_disk, exchange_open, exchange_close),
		cmocka_unit_test_setup_teardown(test_no_font, exchange_open, exchange_close),
		cmocka_unit_test_setup_teardown(test_give_up, exchange_open, exchange_close),
	};

	if (argc == 3 && strcmp(argv[1], "no-font") == 0)
		return without_font(argv[2]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
