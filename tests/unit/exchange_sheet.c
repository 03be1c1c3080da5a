/* Sheets: what a profile leaves of them, and what reaches a file. */
#include "exchange_fixture.h"

#include "base/text.h"
#include "exchange/rows.h"
#include "exchange/sheet.h"
#include "model/demo.h"
#include "screen/demo_def.h"
#include "screen/form.h"
#include "screen/list_def.h"

#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>
#include <zip.h>

/* name, ID, phone, card, health, note, money, day */
static void sample(struct sheet *s, size_t rows)
{
	static const struct {
		const char *label;
		enum sheet_type type;
		enum privacy privacy;
	} column[] = {
		{ "姓名", SHEET_TEXT, PRIVACY_NAME },   { "证件号码", SHEET_CODE, PRIVACY_ID },
		{ "电话", SHEET_CODE, PRIVACY_PHONE },  { "银行卡", SHEET_CODE, PRIVACY_CARD },
		{ "健康", SHEET_TEXT, PRIVACY_HEALTH }, { "备注", SHEET_TEXT, PRIVACY_FREE },
		{ "金额", SHEET_MONEY, PRIVACY_NONE },  { "日期", SHEET_DATE, PRIVACY_NONE },
		{ "人数", SHEET_NUMBER, PRIVACY_NONE },
	};

	sheet_init(s, "资助发放表");
	for (size_t c = 0; c < sizeof(column) / sizeof(*column); c++)
		sheet_column(s, column[c].label, column[c].type)->privacy = column[c].privacy;
	for (size_t i = 0; i < rows; i++) {
		struct sheet_line *l = sheet_add(s, SHEET_ROW, 1);

		sheet_set(s, l, 0, value_text("张𠮷国"));
		sheet_set(s, l, 1, value_text("990101200001011234"));
		sheet_set(s, l, 2, value_text("13800005678"));
		sheet_set(s, l, 3, value_text("9999991234567890124"));
		sheet_set(s, l, 4, value_text("残疾"));
		sheet_set(s, l, 5, value_text("=1+1 问13900005679\n第二行"));
		sheet_set(s, l, 6, value_int(125050));
		sheet_set(s, l, 7, value_text("2020-11-03"));
		sheet_set(s, l, 8, value_int(3));
	}
}

static char *plain(const struct sheet *s)
{
	struct buf b = BUF_INIT;

	sheet_plain(s, 400, &b);
	return buf_detach(&b);
}

static void test_profiles(void **state)
{
	static const char *const gone[] = { "990101200001011234", "13800005678", "9999991234567890124", "13900005679",
					    "残疾" };
	static const char *const stays[] = { "990101********1234", "138****5678", "***************0124",
					     "139****5679" };
	struct sheet s;
	char *text;

	(void)state;
	for (int p = 0; p < PROFILES; p++) {
		sample(&s, 2);
		sheet_apply(&s, (enum profile)p);
		text = plain(&s);
		assert_int_equal(s.columns, p == PROFILE_POSTING ? 4 : p == PROFILE_MASKED ? 8 : 9);
		for (size_t k = 0; k < sizeof(gone) / sizeof(*gone); k++)
			assert_int_equal(strstr(text, gone[k]) != NULL, p == PROFILE_INTERNAL);
		for (size_t k = 0; k < sizeof(stays) / sizeof(*stays); k++)
			assert_int_equal(strstr(text, stays[k]) != NULL, p == PROFILE_MASKED);
		assert_non_null(strstr(text, "张𠮷国"));
		assert_non_null(strstr(text, "1250.50"));
		free(text);
		sheet_release(&s);
	}
}

/* Words of groups and totals stay where their column goes. */
static void test_groups(void **state)
{
	struct sheet s;
	struct sheet_line *l;

	(void)state;
	sheet_init(&s, "台账");
	sheet_column(&s, "电话", SHEET_CODE)->privacy = PRIVACY_PHONE;
	sheet_column(&s, "组", SHEET_TEXT);
	l = sheet_add(&s, SHEET_GROUP, 0);
	sheet_set(&s, l, 0, value_text("李明 13800005678"));
	l = sheet_add(&s, SHEET_TOTAL, 0);
	sheet_set(&s, l, 0, value_text("合计"));
	sheet_apply(&s, PROFILE_POSTING);
	assert_int_equal(s.columns, 1);
	assert_string_equal(s.line[0].cell[0].text, "李明 ****");
	assert_string_equal(s.line[1].cell[0].text, "合计");
	sheet_release(&s);
}

/* Whatever the columns hold, no line of the text is wider than asked for, and nothing is left out. */
static void test_plain(void **state)
{
	struct sheet s;

	(void)state;
	sample(&s, 3);
	for (int cols = 30; cols < 160; cols += 13) {
		struct buf b = BUF_INIT;

		sheet_plain(&s, cols, &b);
		for (char *line = strtok(b.s, "\n"); line; line = strtok(NULL, "\n"))
			if (text_width(line) > cols)
				fail_msg("%d: %s", cols, line);
		buf_release(&b);
	}
	sheet_release(&s);
}

static int read_rows(const char *path, char text[][64], size_t row, size_t most)
{
	const char *const *cells;
	struct rows *r = NULL;
	struct err e = { 0 };
	size_t n = 0;
	int64_t line;

	if (rows_open(&r, path, &e) < 0)
		fail_msg("%s %s", e.word, e.arg[0]);
	for (size_t k = 0; k <= row; k++)
		assert_int_equal(rows_next(r, &cells, &n, &line, &e), 1);
	for (size_t c = 0; c < most; c++)
		snprintf(text[c], 64, "%s", c < n ? cells[c] : "");
	rows_close(&r);
	return (int)n;
}

/* IDs as text, money as a number of yuan, days as days: read back they are what they were. */
static void test_formats(void **state)
{
	static const struct {
		enum sheet_format f;
		const char *name;
		size_t row;
	} file[] = { { FORMAT_CSV, "s.csv", 1 }, { FORMAT_CSV_GB18030, "g.csv", 1 }, { FORMAT_XLSX, "s.xlsx", 2 } };
	static const char *const want[] = { "张𠮷国", "990101200001011234",        "13800005678", "9999991234567890124",
					    "残疾",   "=1+1 问13900005679\n第二行" };
	struct sheet s;
	const struct sheet *one = &s;

	sample(&s, 2);
	for (size_t k = 0; k < 3; k++) {
		const char *path = beside(*state, file[k].name);
		char text[9][64];
		struct stat st;
		struct err e = { 0 };

		if (sheet_write(&one, 1, file[k].f, path, &e) < 0)
			fail_msg("%s %s %s", e.word, e.arg[0], e.arg[1]);
		assert_int_equal(stat(path, &st), 0);
		assert_int_equal(st.st_mode & 0777, 0600);
		assert_int_equal(read_rows(path, text, file[k].row, 9), 9);
		for (size_t c = 0; c < 6; c++)
			assert_string_equal(text[c], want[c]);
		assert_true(strtod(text[6], NULL) > 1250.49 && strtod(text[6], NULL) < 1250.51);
		assert_string_equal(text[7], "2020-11-03");
		assert_string_equal(text[8], "3");
	}
	sheet_release(&s);
}

static void test_csv_bytes(void **state)
{
	struct sheet s;
	const struct sheet *one = &s;
	const char *path = beside(*state, "s.csv");
	char *text;

	sheet_init(&s, "x");
	sheet_column(&s, "编号", SHEET_TEXT);
	sheet_column(&s, "数", SHEET_NUMBER);
	for (int k = 0; k < 5; k++) {
		static const char *const code[] = { "001", "3-1", "990101200001011234", "=A1", "2020-11" };
		struct sheet_line *l = sheet_add(&s, SHEET_ROW, 0);

		sheet_set(&s, l, 0, value_text(code[k]));
		sheet_set(&s, l, 1, value_int(-k));
	}
	assert_int_equal(sheet_write(&one, 1, FORMAT_CSV, path, NULL), 0);
	text = read_all(path);
	assert_string_equal(text, "\xEF\xBB\xBF编号,数\r\n\"=\"\"001\"\"\",0\r\n\"=\"\"3-1\"\"\",-1\r\n"
				  "\"=\"\"990101200001011234\"\"\",-2\r\n\"'=A1\",-3\r\n\"=\"\"2020-11\"\"\",-4\r\n");
	free(text);
	sheet_release(&s);
}

/* A disk with no room, wherever it ends: the old file stays, nothing new is left, and the reason is said. */
static void test_full_disk(void **state)
{
	static const enum sheet_format formats[] = { FORMAT_XLSX, FORMAT_CSV, FORMAT_TEXT };
	struct rlimit was, small;
	struct sheet s;
	const struct sheet *one = &s;

	sample(&s, 3000);
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &was);
	for (size_t k = 0; k < 3; k++)
		for (rlim_t room = 1000; room < 400000; room *= 3) {
			const char *path = beside(*state, "full.out"), *part = beside(*state, "full.out.part");
			struct err e = { 0 };
			char *left;
			int rc;

			write_text(path, "old");
			small = (struct rlimit){ room, was.rlim_max };
			setrlimit(RLIMIT_FSIZE, &small);
			rc = sheet_write(&one, 1, formats[k], path, &e);
			setrlimit(RLIMIT_FSIZE, &was);
			if (rc == 0)
				fail_msg("%d in %lu bytes", (int)formats[k], (unsigned long)room);
			assert_string_equal(e.word, "FILE_WRITE");
			left = read_all(path);
			assert_string_equal(left, "old");
			free(left);
			assert_int_equal(access(part, F_OK), -1);
		}
	sheet_release(&s);
}

/* ---- posted: nothing of a person anywhere ---- */

#define PLANTED_ID "990101195603074213"
#define PLANTED_PHONE "13900004321"
#define PLANTED_CARD "9999998765432109876"
#define PLANTED_ILLNESS "尘肺病"
static const char *const planted[] = { PLANTED_ID, PLANTED_PHONE, PLANTED_CARD, PLANTED_ILLNESS, "残疾",    "慢性病",
				       "患有大病", "因病",        "因残",       "956030742",     "39000043" };
#define PLANTED_NOTE PLANTED_ILLNESS "，残疾，电话" PLANTED_PHONE "，身份证" PLANTED_ID "，卡" PLANTED_CARD

/* A choice that tells of health, "" if the list has none. */
static void ill_choice(const struct field *x, char out[80])
{
	out[0] = '\0';
	for (size_t c = 0; x->choices && c < x->choices->n; c++) {
		const char *label = x->choices->choice[c].label;

		if (strstr(label, "残") || strstr(label, "病"))
			snprintf(out, 80, x->type == FIELD_CHOICES ? "[\"%s\"]" : "%s", label);
	}
}

static const char *value_for(const struct field *x)
{
	static char choice[80];

	switch (x->type) {
	case FIELD_ID:
		return PLANTED_ID;
	case FIELD_PHONE:
		return PLANTED_PHONE;
	case FIELD_CARD:
		return PLANTED_CARD;
	case FIELD_LONGTEXT:
		return PLANTED_NOTE;
	case FIELD_TEXT:
		return x->privacy == PRIVACY_FREE || x->privacy == PRIVACY_HEALTH ? PLANTED_NOTE
										  : "张 " PLANTED_PHONE "/" PLANTED_ID;
	case FIELD_CHOICE:
	case FIELD_CHOICES:
		ill_choice(x, choice);
		return choice;
	default:
		return "";
	}
}

/* Into every cell of every table where somebody may write. */
static void plant(struct office *o)
{
	const struct form *const *forms;
	size_t n = screens_forms(screens, &forms);
	struct err e = { 0 };
	assert_int_equal(office_begin(o, "test.plant", &e), 0);
	assert_int_equal(db_run(o->db, &e, "UPDATE term_lock SET unlocked_on = locked_on, unlock_reason = 'x'", ""), 0);
	for (size_t f = 0; f < n; f++)
		for (size_t k = 0; k < forms[f]->n_fields; k++) {
			const struct field *x = &forms[f]->field[k];
			const char *value = value_for(x), *table = forms[f]->table;
			char sql[200];

			/* names of rules and templates are the program's own */
			if (!*value || x->custom || strcmp(x->name, "key") == 0 || strcmp(x->name, "rule") == 0 ||
			    strcmp(x->name, "tbl") == 0 || strcmp(table, "export_log") == 0)
				continue;
			snprintf(sql, sizeof(sql), "UPDATE %s SET %s = ?1", table, x->name);
			if (db_run(o->db, &e, sql, "s", value) < 0)
				fail_msg("%s: %s %s", sql, e.word, e.arg[0]);
		}
	assert_int_equal(office_commit(o, &e), 0);
}

static char *unzipped(const char *path)
{
	zip_t *z = zip_open(path, ZIP_RDONLY, NULL);
	struct buf all = BUF_INIT;
	char piece[4096];
	zip_int64_t got;

	assert_non_null(z);
	for (zip_int64_t i = 0; i < zip_get_num_entries(z, 0); i++) {
		zip_file_t *f;

		if (!strstr(zip_get_name(z, (zip_uint64_t)i, 0), "worksheets/") &&
		    !strstr(zip_get_name(z, (zip_uint64_t)i, 0), "sharedStrings"))
			continue;
		f = zip_fopen_index(z, (zip_uint64_t)i, 0);
		while ((got = zip_fread(f, piece, sizeof(piece))) > 0)
			buf_add(&all, piece, (size_t)got);
		zip_fclose(f);
	}
	zip_discard(z);
	return buf_detach(&all);
}

static struct buf seen = BUF_INIT; /* what was found where, all of it */

/* The name of a kind of training tells nothing of anybody. */
static bool tells(const char *text, const char *word)
{
	static const char course[] = "残疾人培训";

	for (const char *s = text; (s = strstr(s, word)); s += strlen(word))
		if (strncmp(s, course, sizeof(course) - 1) != 0)
			return true;
	return false;
}

static void grep(const char *what, const char *text, bool xml)
{
	for (size_t k = 0; k < sizeof(planted) / sizeof(*planted); k++)
		if (tells(text, planted[k]))
			buf_addf(&seen, "%s shows %s\n", what, planted[k]);
	for (const char *s = text; (s = strpbrk(s, "0123456789")); s += strspn(s, "0123456789"))
		if (strspn(s, "0123456789") >= 11 && !(xml && s > text && s[-1] == '.'))
			buf_addf(&seen, "%s shows %.30s\n", what, s);
}

struct from {
	struct office *o;
	const char *kind;
	const struct list_def *list;
	int64_t parent;
};

static int source(void *from, export_sink *sink, void *arg, struct err *e)
{
	const struct from *f = from;
	struct listing q;

	if (f->kind)
		return export_kind(f->o, screens, f->kind, sink, arg, e);
	q = list_listing(f->list, 0, -1);
	q.parent = f->parent;
	return export_list(f->o, f->list, &q, sink, arg, e);
}

static int64_t post(struct from *f, const char *name)
{
	static const enum sheet_format formats[] = { FORMAT_CSV, FORMAT_XLSX, FORMAT_TEXT };
	int64_t rows = 0;

	for (size_t k = 0; k < 3; k++) {
		const char *path = beside(f->o, k == 1 ? "post.xlsx" : "post.out");
		struct err e = { 0 };
		char *text;

		if (export_file(f->o, name, source, f, PROFILE_POSTING, formats[k], path, &rows, &e) < 0) {
			if (strcmp(e.word, "SHEET_NOTHING") != 0)
				fail_msg("%s: %s %s", name, e.word, e.arg[0]);
			return 0;
		}
		text = k == 1 ? unzipped(path) : read_all(path);
		grep(name, text, k == 1);
		free(text);
	}
	return rows;
}

static void test_nothing_posted(void **state)
{
	struct office *o = *state;
	const struct form *const *forms;
	const struct list_def *const *lists;
	size_t n = screens_forms(screens, &forms), m = screens_lists(screens, &lists);
	struct demo_words w;
	struct err e = { 0 };
	int64_t rows = 0;

	screens_demo(screens, &w);
	if (demo_fill(o, &w, &e) < 0)
		fail_msg("%s %s", e.word, e.arg[0]);
	plant(o);
	rows += post(&(struct from){ .o = o, .kind = "registry" }, "registry");
	for (size_t k = 0; k < n; k++)
		rows += post(&(struct from){ .o = o, .kind = forms[k]->name }, forms[k]->name);
	for (size_t k = 0; k < m; k++) {
		struct from f = { .o = o, .list = lists[k] };
		char sql[120];

		if (lists[k]->parent[0]) {
			snprintf(sql, sizeof(sql), "SELECT id FROM %s ORDER BY id LIMIT 1", lists[k]->parent);
			f.parent = count(o, sql);
		}
		rows += post(&f, lists[k]->name);
	}
	if (seen.n)
		fail_msg("%s", seen.s);
	assert_true(rows > 1000);
}

static int demo_open(void **state)
{
	struct err e = { 0 };

	if (fixture_open_empty(state) < 0 || screens_open(&screens, "screens", LANG_ZH, &e) < 0)
		return -1;
	screens_roles(screens, exchange_role, *state);
	return 0;
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, exchange_open, exchange_close)
	const struct CMUnitTest tests[] = {
		TEST(test_profiles),
		TEST(test_groups),
		TEST(test_plain),
		TEST(test_formats),
		TEST(test_csv_bytes),
		TEST(test_full_disk),
		cmocka_unit_test_setup_teardown(test_nothing_posted, demo_open, exchange_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
