/* Everything that can leave the program leaves it for posting: no number of anybody and no word about anybody's health
 * is in it. For the masked profile: no whole number. */
#include "planted_secrets.h"

#include "exchange/change_table.h"
#include "exchange/chart.h"
#include "exchange/handbook_paper.h"
#include "exchange/paper.h"
#include "exchange/report.h"
#include "exchange/report_profile.h"
#include "exchange/roster_table.h"
#include "exchange/table.h"
#include "model/trace.h"

#include <zip.h>

/* What a file says, of XLSX all its parts one behind the other. */
static void read_file(const char *path, enum sheet_format f, struct buf *out)
{
	char chunk[4096];

	if (f == FORMAT_XLSX) {
		zip_t *z = zip_open(path, ZIP_RDONLY, NULL);

		assert_non_null(z);
		for (zip_int64_t i = 0; i < zip_get_num_entries(z, 0); i++) {
			zip_file_t *part = strstr(zip_get_name(z, (zip_uint64_t)i, 0), "sharedStrings") ||
							   strstr(zip_get_name(z, (zip_uint64_t)i, 0), "worksheets")
						   ? zip_fopen_index(z, (zip_uint64_t)i, 0)
						   : NULL;
			zip_int64_t n;

			while (part && (n = zip_fread(part, chunk, sizeof(chunk))) > 0)
				buf_add(out, chunk, (size_t)n);
			if (part)
				zip_fclose(part);
		}
		zip_close(z);
		return;
	}
	FILE *from;

	if (f == FORMAT_PDF) {
		struct buf command = BUF_INIT;

		buf_addf(&command, "pdftotext -layout '%s' -", path);
		from = popen(command.s, "r");
		buf_release(&command);
	} else {
		from = fopen(path, "rb");
	}
	assert_non_null(from);
	for (size_t n; (n = fread(chunk, 1, sizeof(chunk), from)) > 0;)
		buf_add(out, chunk, n);
	if (f == FORMAT_PDF)
		assert_int_equal(pclose(from), 0);
	else
		fclose(from);
}

static void check_text(const char *what, enum profile p, const struct buf *text)
{
	if (text->n == 0)
		return;
	no_number(what, text->s, text->n);
	if (p == PROFILE_POSTING)
		no_word(what, text->s, ILL);
}

static void check_cells(const char *what, export_source *source, void *from)
{
	struct sheet s = { 0 };
	struct err e = { 0 };

	if (export_whole(source, from, PROFILE_POSTING, &s, &e) < 0)
		fail_msg("%s: %s", what, e.word);
	for (size_t i = 0; i < s.lines; i++)
		for (size_t c = 0; c < s.columns; c++) {
			struct buf b = BUF_INIT;

			sheet_text(&s, &s.line[i], c, &b);
			if (b.s)
				no_health(what, b.s);
			if (b.s && s.column[c].type != SHEET_NUMBER && s.column[c].type != SHEET_MONEY)
				no_run(what, b.s);
			buf_release(&b);
		}
	sheet_release(&s);
}

static size_t files;

static void check_as(struct office *o, const char *what, export_source *source, void *from, enum profile p,
		     enum sheet_format f)
{
	const char *path = beside(o, f == FORMAT_XLSX ? "out.xlsx" : "out.txt");
	struct buf text = BUF_INIT;
	struct err e = { 0 };
	int64_t rows;

	if (export_file(o, what, source, from, p, f, path, &rows, &e) < 0) {
		if (strcmp(e.word, "SHEET_NOTHING") != 0)
			fail_msg("%s: %s %s", what, e.word, e.arg[0]);
		return;
	}
	read_file(path, f, &text);
	check_text(what, p, &text);
	unlink(path);
	buf_release(&text);
	files++;
}

static void check(struct office *o, const char *what, export_source *source, void *from)
{
	check_cells(what, source, from);
	check_as(o, what, source, from, PROFILE_POSTING, FORMAT_CSV);
	check_as(o, what, source, from, PROFILE_MASKED, FORMAT_CSV);
	/* The other writers take the same cells: a few of each are enough. */
	if (files % 8 < 2) {
		check_as(o, what, source, from, PROFILE_POSTING, FORMAT_TEXT);
		check_as(o, what, source, from, PROFILE_POSTING, FORMAT_XLSX);
	}
}

/* ---- what there is to leave ---- */

struct wanted {
	struct office *o;
	const char *kind;
	const struct list_def *list;
	const struct report *report;
	size_t metric;
	int64_t parent;
};

static int kind_source(void *from, export_sink *sink, void *arg, struct err *e)
{
	const struct wanted *w = from;

	return export_kind(w->o, screens, w->kind, sink, arg, e);
}

static int list_source(void *from, export_sink *sink, void *arg, struct err *e)
{
	const struct wanted *w = from;
	struct listing q = list_listing(w->list, w->list->n_sorts ? 0 : -1, -1);

	q.parent = w->parent;
	return export_list(w->o, w->list, &q, sink, arg, e);
}

static int metric_source(void *from, export_sink *sink, void *arg, struct err *e)
{
	const struct wanted *w = from;
	struct sheet s = { 0 };
	int rc = report_rows(w->report, w->o, screens, w->metric, &s, e);

	if (rc == 0)
		rc = sink(arg, &s, e);
	sheet_release(&s);
	return rc;
}

static int changes_source(void *from, export_sink *sink, void *arg, struct err *e)
{
	const struct wanted *w = from;
	struct trace *list = NULL;
	struct sheet s = { 0 };
	size_t n = 0;
	int rc = trace_recent(w->o, INT64_MAX, 500, &list, &n, e);

	if (rc == 0) {
		change_sheet(&s, screens, w->o, list, n);
		rc = sink(arg, &s, e);
		sheet_release(&s);
	}
	trace_list_free(&list, n);
	return rc;
}

static void test_forms(void **state)
{
	const struct form *const *form;
	size_t n = screens_forms(screens, &form);
	struct wanted w = { .o = *state, .kind = "registry" };

	check(w.o, "registry", kind_source, &w);
	for (size_t i = 0; i < n; i++) {
		w.kind = form[i]->name;
		check(w.o, w.kind, kind_source, &w);
	}
}

static void test_lists(void **state)
{
	const struct list_def *const *list;
	size_t n = screens_lists(screens, &list);
	struct wanted w = { .o = *state };

	for (size_t i = 0; i < n; i++) {
		w.list = list[i];
		w.parent = list[i]->parent[0] ? db_int(w.o->db, 1, "SELECT min(id) FROM household", "") : 0;
		check(w.o, list[i]->name, list_source, &w);
	}
}

static void test_tables(void **state)
{
	const struct table_def *const *def;
	size_t n = screens_tables(screens, &def);
	struct office *o = *state;

	for (size_t i = 0; i < n; i++) {
		struct table_ask t = { .office = o, .screens = screens, .def = def[i] };
		struct err e = { 0 };
		int rc = strcmp(def[i]->period, "none") == 0 ? period_make(o, "none", "", &t.period, &e)
							     : period_now(o, def[i]->period, &t.period, &e);

		assert_int_equal(rc, 0);
		check(o, def[i]->name, table_source, &t);
	}
}

static void check_report(struct office *o, const struct report *r, enum profile p, bool paper)
{
	struct report shown = report_as(r, p);
	struct buf text = BUF_INIT, json = BUF_INIT;
	const char *path = beside(o, "out.pdf");
	struct paper *page = NULL;
	struct err e = { 0 };

	report_text(&shown, &text);
	report_json(&shown, &json);
	check_text(r->def->name, p, &text);
	check_text(r->def->name, p, &json);
	if (paper) {
		assert_int_equal(paper_open(&page, path, false, &e), 0);
		report_paper(&shown, page);
		assert_int_equal(paper_close(&page, &e), 0);
		buf_clear(&text);
		read_file(path, FORMAT_PDF, &text);
		assert_true(text.n > 100);
		check_text(r->def->name, p, &text);
	}
	report_as_release(&shown);
	buf_release(&text);
	buf_release(&json);
}

static void test_reports(void **state)
{
	const struct report_def *const *def;
	size_t n = screens_reports(screens, &def);
	struct office *o = *state;

	for (size_t i = 0; i < n; i++) {
		struct report r;
		struct period p;
		struct err e = { 0 };

		assert_int_equal(period_now(o, def[i]->kind, &p, &e), 0);
		assert_int_equal(report_make(&r, o, screens, def[i], &p, &e), 0);
		assert_int_equal(report_add_own(o, &r, REPORT_TOP, planted[0], &e), 0);
		report_release(&r);
		assert_int_equal(report_make(&r, o, screens, def[i], &p, &e), 0);
		check_report(o, &r, PROFILE_POSTING, i == 0);
		check_report(o, &r, PROFILE_MASKED, false);
		for (size_t m = 0; m < def[i]->n_metrics; m++) {
			struct wanted w = { .o = o, .report = &r, .metric = m };

			check(o, def[i]->metric[m].name, metric_source, &w);
		}
		report_release(&r);
	}
}

static void test_charts(void **state)
{
	const struct chart_def *const *def;
	size_t n = screens_charts(screens, &def);
	struct office *o = *state;

	for (size_t i = 0; i < n; i++) {
		struct buf text = BUF_INIT;
		struct period p;
		struct chart c;
		struct err e = { 0 };

		assert_int_equal(period_now(o, def[i]->period, &p, &e), 0);
		assert_int_equal(chart_make(o, screens, def[i], &p, &c, &e), 0);
		chart_text(&c, 80, false, "-", &text);
		no_number(def[i]->name, text.s, text.n); /* a chart has no profile */
		chart_release(&c);
		buf_release(&text);
	}
}

static void test_handbook(void **state)
{
	struct office *o = *state;
	const char *path = beside(o, "book.pdf");

	for (enum profile p = PROFILE_POSTING; p <= PROFILE_MASKED; p++)
		for (int64_t id = 1; id <= 4; id++) {
			struct buf text = BUF_INIT;
			struct err e = { 0 };
			int64_t household = db_int(o->db, 0, "SELECT id FROM household ORDER BY id LIMIT 1 OFFSET ?1",
						   "i", id),
				rows;

			assert_int_equal(handbook_plain(o, screens, household, p, 80, &text, &rows, &e), 0);
			check_text("handbook", p, &text);
			buf_clear(&text);
			if (id == 1) {
				assert_int_equal(handbook_paper(o, screens, household, p, path, &rows, &e), 0);
				read_file(path, FORMAT_PDF, &text);
				check_text("handbook.pdf", p, &text);
			}
			buf_release(&text);
		}
}

static void test_changes(void **state)
{
	struct wanted w = { .o = *state };

	check(w.o, "changes", changes_source, &w);
}

static void test_differences(void **state)
{
	struct office *o = *state;
	int64_t person = db_int(o->db, 0, "SELECT min(id) FROM person", "");
	struct roster_difference d[] = { { .field = ROSTER_PHONE },
					 { .field = ROSTER_SCHOOL },
					 { .field = ROSTER_DISABILITY_NO } };
	struct roster_line line = { .verdict = ROSTER_DIFFERS, .person = person, .difference = d, .n_differences = 3 };
	struct roster_comparison c = { .sides = 2, .line = &line, .n = 1 };
	struct roster_table_ask t = { o, screens, &c };
	struct sheet s;
	struct err e = { 0 };

	snprintf(line.name, sizeof(line.name), "张三%s", secrets[1]);
	snprintf(line.id_no, sizeof(line.id_no), "%s", secrets[0]);
	for (size_t i = 0; i < 3; i++)
		for (int side = 0; side < 2; side++)
			snprintf(d[i].value[side], sizeof(d[i].value[side]), "%s", planted[3 * i + (size_t)side]);
	check(o, "differences", roster_table_source, &t);
	assert_int_equal(export_whole(roster_table_source, &t, PROFILE_POSTING, &s, &e), 0);
	for (size_t i = 0; i < s.columns; i++)
		assert_string_not_equal(s.column[i].label, words_get(screens, "roster.col_what"));
	sheet_release(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_forms),   cmocka_unit_test(test_lists),       cmocka_unit_test(test_tables),
		cmocka_unit_test(test_reports), cmocka_unit_test(test_charts),      cmocka_unit_test(test_handbook),
		cmocka_unit_test(test_changes), cmocka_unit_test(test_differences),
	};

	return cmocka_run_group_tests(tests, plant_open, exchange_close);
}
