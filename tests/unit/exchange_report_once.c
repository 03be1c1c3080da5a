/* Proves that what is read once for many numbers and texts of a report gives each what its own rows give alone, and
 * that of many names the first are told, in their order, and that there are more. */
#include "unit/random_rows.h"

#include "exchange/report.h"

static bool is_same(const struct value *a, const struct value *b)
{
	if (a->kind != b->kind)
		return false;
	if (a->kind == VALUE_REAL) /* sums of fractions differ with the order */
		return a->r - b->r < 1e-6 && b->r - a->r < 1e-6;
	return a->kind == VALUE_NULL || a->i == b->i;
}

static bool names_any(const struct report_def *d, const struct metric_def *m)
{
	for (size_t i = 0; i < d->n_once; i++)
		if (metric_asks(&d->once[i].of, m->rows))
			return true;
	return false;
}

/* How many numbers of views read once are not 0. */
static size_t compare(struct office *o, const struct report_def *d, const char *when)
{
	struct report r;
	struct period p;
	struct err e = { 0 };
	size_t n = 0;

	if (report_period(o, screens, d, when, "", &p, &e) < 0 || report_make(&r, o, screens, d, &p, &e) < 0)
		fail_msg("%s %s", e.word, e.arg[0]);
	for (size_t i = 0; i < d->n_metrics; i++) {
		const struct metric_def *m = &d->metric[i];
		const struct metric_ask alone = { m->rows, m->sum };
		struct value v;

		if (!m->rows[0])
			continue;
		if (metric_value(o, &alone, &p, &v, &e) < 0)
			fail_msg("%s: %s %s", m->name, e.word, e.arg[0]);
		if (!is_same(&r.value[i], &v))
			fail_msg("%s of %s: %lld %g, alone %lld %g", m->name, when, (long long)r.value[i].i,
				 r.value[i].r, (long long)v.i, v.r);
		n += names_any(d, m) && v.kind != VALUE_NULL && (v.kind != VALUE_INT || v.i > 0);
		value_release(&v);
	}
	report_release(&r);
	return n;
}

/* Whose text does not say each time that it wants just these rows, or names something else, asks the view itself. */
static void who_wants_other_rows_asks_for_them(void **state)
{
	static const struct metric_once once = { .view = "visit",
						 .asked = "day BETWEEN :from AND :until|day = :today" };
	static const struct {
		const char *sql;
		bool asks;
	} cases[] = {
		{ "SELECT id FROM visit v WHERE v.day BETWEEN :from AND :until", true },
		{ "SELECT id FROM visit WHERE day = :today", true },
		{ "SELECT id FROM visit WHERE day < :from", false },
		{ "SELECT id FROM visit", false },
		{ "SELECT id FROM visit WHERE day = :today AND id NOT IN (SELECT id FROM visit WHERE day < :from)",
		  false },
		{ "SELECT id FROM visit WHERE day = :today UNION SELECT id FROM visit WHERE day BETWEEN :from AND "
		  ":until",
		  true },
		{ "SELECT id FROM visits WHERE day = :today", false },
		{ "SELECT visit_on, my_visit, v.visit FROM main.visit v WHERE day = :today", false },
		{ "SELECT 1 FROM no_visit a, (visit) WHERE day = :today", true },
		{ "SELECT 'visit' FROM lesson WHERE day = :today", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (metric_asks(&once, cases[i].sql) != cases[i].asks)
			fail_msg("%s", cases[i].sql);
}

/* Of our own reports none pays for what is read once and then does without it. */
static void ours_ask_what_was_read(void **state)
{
	const struct report_def *const *list;
	size_t n = screens_reports(screens, &list);

	(void)state;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < list[i]->n_once; k++) {
			struct metric_once named = list[i]->once[k].of, *of = &named;

			named.asked = " "; /* said often enough by whoever names it */
			for (size_t m = 0; m < list[i]->n_metrics; m++)
				if (metric_asks(of, list[i]->metric[m].rows) !=
				    metric_asks(&list[i]->once[k].of, list[i]->metric[m].rows))
					fail_msg("%s %s: %s", list[i]->name, named.view, list[i]->metric[m].rows);
			for (size_t m = 0; m < list[i]->n_paragraphs; m++)
				if (metric_asks(of, list[i]->paragraph[m].each) !=
				    metric_asks(&list[i]->once[k].of, list[i]->paragraph[m].each))
					fail_msg("%s %s: %s", list[i]->name, named.view, list[i]->paragraph[m].each);
		}
}

static void counted_at_once_is_as_alone(void **state)
{
	const struct report_def *const *list;
	size_t n = screens_reports(screens, &list), most = 0, reports = 0;

	for (uint32_t seed = 1; seed <= 2; seed++) {
		random_rows(*state, seed, 1, 8);
		for (size_t i = 0; i < n; i++) {
			bool year = strcmp(list[i]->kind, "year") == 0;
			size_t a, b;

			if (list[i]->n_once == 0)
				continue;
			reports += seed == 1;
			a = compare(*state, list[i],
				    year                                 ? "2020"
				    : strcmp(list[i]->kind, "term") == 0 ? "2020-1"
									 : "");
			b = year ? compare(*state, list[i], "2019") : a;
			most = a > most ? a : most;
			most = b > most ? b : most;
		}
	}
	assert_true(reports >= 1);
	assert_true(most >= 15);
}

static size_t tables_kept(struct db *db)
{
	struct stmt *s = db_query(db, "SELECT count(*) FROM sqlite_temp_schema", NULL);
	int64_t n = stmt_step(s, NULL) == 1 ? stmt_int(s, 0) : -1;

	stmt_done(s);
	return (size_t)n;
}

static struct buf text_of(struct office *o, const struct report_def *d, const char *when)
{
	struct report r;
	struct period p;
	struct err e = { 0 };
	struct buf out = BUF_INIT;

	if (report_period(o, screens, d, when, "", &p, &e) < 0 || report_make(&r, o, screens, d, &p, &e) < 0)
		fail_msg("%s %s", e.word, e.arg[0]);
	report_text(&r, &out);
	report_release(&r);
	return out;
}

/* Those of `each`, too, and nothing that was kept is left or used later. */
static void the_text_is_as_without_keeping(void **state)
{
	const struct report_def *d = screens_report(screens, "year");
	struct report_def alone = *d;
	size_t lines = 0;

	alone.n_once = 0;
	assert_true(d->n_once > 3);
	for (uint32_t seed = 1; seed <= 3; seed++) {
		const char *const when[] = { "2020", "2019" };

		random_rows(*state, seed, 1, 8);
		for (size_t i = 0; i < 2; i++) {
			struct buf kept = text_of(*state, d, when[i]), plain = text_of(*state, &alone, when[i]);
			struct office *o = *state;

			assert_string_equal(kept.s, plain.s);
			for (const char *at = plain.s; (at = strchr(at, '\n')); at++)
				lines++;
			assert_int_equal(tables_kept(o->db), 0);
			buf_release(&kept);
			buf_release(&plain);
		}
	}
	assert_true(lines > 60);
}

static bool stop_now(void *arg)
{
	int *left = arg;

	return --*left < 0;
}

/* Wherever it is stopped, nothing that was kept is left, and the memory is what it was. */
static void a_report_that_is_stopped_leaves_nothing(void **state)
{
	struct office *o = *state;
	const struct report_def *d = screens_report(screens, "year");
	const int cache = 12345678;
	int stopped = 0;

	random_rows(o, 1, 1, 8);
	db_set_cache(o->db, cache);
	for (int asked = 0; asked < 12; asked++) {
		struct report r;
		struct period p;
		struct err e = { 0 };
		int left = asked;

		assert_int_equal(report_period(o, screens, d, "2020", "", &p, &e), 0);
		db_set_progress(o->db, stop_now, &left, 0);
		if (report_make(&r, o, screens, d, &p, &e) < 0) {
			assert_int_equal(e.code, ERR_CANCEL);
			stopped++;
		}
		db_set_progress(o->db, NULL, NULL, 0);
		assert_int_equal(tables_kept(o->db), 0);
		assert_int_equal(db_cache(o->db), cache);
		report_release(&r);
	}
	assert_true(stopped > 3);
}

static void add_unvisited(struct office *o, int from, int to)
{
	struct err e = { 0 };

	for (int i = from; i <= to; i++) {
		char name[32];

		snprintf(name, sizeof name, "户%03d", 999 - i);
		if (db_begin(o->db, "t", &e) < 0 ||
		    db_run(o->db, &e,
			   "INSERT INTO household(id, place_id, head_name) SELECT ?1, min(id), ?2 FROM place", "is",
			   (int64_t)i, name) < 0 ||
		    db_run(o->db, &e,
			   "INSERT INTO pairing(id, household_id, cadre_id, started_on) SELECT ?1, ?1, id, '2019-01-01'"
			   " FROM cadre, (SELECT 1 UNION ALL SELECT 2) LIMIT 1",
			   "i", (int64_t)i) < 0 ||
		    db_commit(o->db, &e) < 0)
			fail_msg("%s %s", e.word, e.arg[0]);
	}
}

static struct buf names_left(struct office *o)
{
	const struct report_def *d = screens_report(screens, "month");
	struct report r;
	struct period p;
	struct err e = { 0 };
	struct buf out = BUF_INIT;

	if (report_period(o, screens, d, "2020-10", "", &p, &e) < 0 || report_make(&r, o, screens, d, &p, &e) < 0)
		fail_msg("%s %s", e.word, e.arg[0]);
	for (size_t i = 0; i < r.n_paragraphs; i++)
		if (strcmp(r.paragraph[i].key, "visits_left") == 0)
			buf_adds(&out, r.paragraph[i].text);
	report_release(&r);
	return out;
}

static void of_many_names_the_first_are_told(void **state)
{
	const struct report_def *d = screens_report(screens, "month");
	struct buf text;
	size_t names = 0;
	int most = 0;

	for (size_t i = 0; i < d->n_paragraphs; i++)
		most = strcmp(d->paragraph[i].key, "visits_left") == 0 ? d->paragraph[i].most : most;
	assert_true(most > 1);
	add_unvisited(*state, 1, most);
	text = names_left(*state);
	assert_non_null(strstr(text.s, "户：户"));
	assert_non_null(strstr(text.s, "、户998。"));
	buf_release(&text);
	add_unvisited(*state, most + 1, most + 1);
	text = names_left(*state);
	for (const char *at = text.s; (at = strstr(at, "、户")); at++)
		names++;
	assert_int_equal(names, most - 1);
	assert_non_null(
		strstr(text.s, "、户997等，全部名单见表册《未走访户》。")); /* the last, 998, is not told any more */
	assert_null(strstr(text.s, "户998"));
	buf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_wants_other_rows_asks_for_them),
		cmocka_unit_test_setup_teardown(ours_ask_what_was_read, exchange_open, exchange_close),
		cmocka_unit_test_setup_teardown(counted_at_once_is_as_alone, exchange_open, exchange_close),
		cmocka_unit_test_setup_teardown(the_text_is_as_without_keeping, exchange_open, exchange_close),
		cmocka_unit_test_setup_teardown(a_report_that_is_stopped_leaves_nothing, exchange_open, exchange_close),
		cmocka_unit_test_setup_teardown(of_many_names_the_first_are_told, exchange_open, exchange_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
