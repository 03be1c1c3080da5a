/* Lists out: read again they change nothing. */
#include "exchange_fixture.h"

#include "model/trace.h"
#include "screen/form.h"

#include <unistd.h>

struct kind {
	struct office *o;
	const char *name;
};

static int of_kind(void *from, export_sink *sink, void *arg, struct err *e)
{
	const struct kind *k = from;

	return export_kind(k->o, screens, k->name, sink, arg, e);
}

static void export_to(struct office *o, const char *kind, enum sheet_format format, const char *path, int64_t rows)
{
	struct kind k = { o, kind };
	struct err e = { 0 };
	int64_t n = -1;

	if (export_file(o, kind, of_kind, &k, PROFILE_INTERNAL, format, path, &n, &e) < 0)
		fail_msg("%s: %s %s %s", kind, e.word, e.arg[0], e.arg[1]);
	if (n != rows)
		fail_msg("%s: %lld rows", kind, (long long)n);
}

struct some {
	int64_t town, village, unit, cadre, household, person, item, campaign, task, dropout;
};

/* A length somebody computed: more digits than a list shows. */
static void computed_length(struct office *o, int64_t year)
{
	struct record r;

	record_init(&r, "household_year");
	r.id = year;
	record_set(&r, "road_distance", value_real(0.1 + 0.2));
	assert_int_equal(record_save(o, &r, RECORD_OVER, NULL, NULL), 0);
	record_release(&r);
}

/* At least one row of every form, with what makes trouble: two of one name, blanks, formulas, lines, a rare hanzi. */
static struct some fill(struct office *o)
{
	struct some s = { 0 };
	char ref[12][32];

	s.town = fixture_add(o, "place", "name", "东镇", "level", office_role(o, "place.town"), NULL);
#define REF(k, id) (snprintf(ref[k], sizeof(ref[k]), "#%lld", (long long)(id)), ref[k])
	s.village = fixture_add(o, "place", "name", "桃源村", "level", office_role(o, "place.village"), "parent_id",
				REF(0, s.town), "code", "990101000001", NULL);
	s.unit = fixture_add(o, "unit", "name", "县医院", "phone", "13800000009", "place_id", REF(0, s.village), NULL);
	s.cadre = fixture_add(o, "cadre", "name", "陈医生", "unit_id", REF(0, s.unit), "is_leader", "#1", NULL);
	for (int k = 1; k <= 3; k++) {
		char number[16];

		snprintf(number, sizeof(number), "00%d", k);
		s.household = fixture_add(o, "household", "household_no", number, "head_name", "王芳", "place_id",
					  REF(0, s.village), "other_causes", "[\"因学\",\"因病\"]", "months_at_home",
					  NULL, "note", k == 2 ? "=1+1\n第二行,逗号\"引号\"" : "-", "bank_card_no",
					  "9999991234567890124", NULL);
		s.person = fixture_add(o, "person", "household_id", REF(0, s.household), "name", "王芳", "id_no",
				       an_id("19560229", 2 * k), "relation_to_head", office_role(o, "relation.head"),
				       "health_status", "[\"残疾\",\"长期慢性病\"]", "phone", "13800000001",
				       "resident_medical_ins", "#0", NULL);
		fixture_add(o, "person", "household_id", REF(0, s.household), "name", "阿依古丽·买买提", "birth",
			    "2010-08", NULL);
	}
	fixture_add(o, "household", "household_no", "004", NULL);
	computed_length(o, fixture_add(o, "household_year", "household_id", REF(0, s.household), "year", "2019",
				       "wage_income", "#850050", "water_safe", "#1", NULL));
	fixture_add(o, "household_year", "household_id", REF(0, s.household), "year", "2020", "wage_income", "#123",
		    NULL);
	fixture_add(o, "enrolment", "person_id", REF(0, s.person), "term", "2020-2", "school", "第一小学", "is_boarder",
		    "#1", NULL);
	fixture_add(o, "pairing", "household_id", REF(0, s.household), "cadre_id", REF(1, s.cadre), "started_on",
		    "2020-01-05", "plan", "一\n二", NULL);
	fixture_add(o, "measure", "household_id", REF(0, s.household), "year", "2020", "project", "养鸡", "amount",
		    "#500000", NULL);
	fixture_add(o, "effect", "household_id", REF(0, s.household), "noted_on", "2020-06-01", "content", "+增收",
		    NULL);
	fixture_add(o, "visit", "household_id", REF(0, s.household), "cadre_id", REF(1, s.cadre), "visited_on",
		    "2020-11-03", "content", "看望", "policy_aware", "#0", "support_amount", "#20000", NULL);
	fixture_add(o, "visit", "household_id", REF(0, s.household), "cadre_id", REF(1, o->me), "visited_on",
		    "2020-11-03", "content", "也去了", NULL);
	fixture_add(o, "support", "household_id", REF(0, s.household), "given_on", "2020-02-01", "goods", "米", NULL);
	fixture_add(o, "duty_rule", "months", "#3", "visits", "#2", "unit_id", REF(0, s.unit), NULL);
	s.campaign = fixture_add(o, "campaign", "key", "winter", "name", "冬季攻势", "year", "2020", "started_on",
				 "2020-11-01", "ends_on", "2020-12-31", NULL);
	s.task = fixture_add(o, "task", "campaign_id", REF(0, s.campaign), "position", "#1", "title", "入户", "scope",
			     "household", NULL);
	fixture_add(o, "task_mark", "task_id", REF(0, s.task), "household_id", REF(1, s.household), "done_on",
		    "2020-11-05", NULL);
	fixture_add(o, "finding", "household_id", REF(0, s.household), "found_on", "2020-10-01", "content",
		    "致贫原因空缺", "state", "open", "owner_id", REF(1, s.cadre), NULL);
	fixture_add(o, "finding", "person_id", REF(0, s.person), "place_id", REF(1, s.village), "found_on",
		    "2020-10-02", "content", "学籍不符", "state", "open", NULL);
	fixture_add(o, "handbook_review", "household_id", REF(0, s.household), "reviewed_on", "2020-09-01", NULL);
	s.item = fixture_add(o, "aid_item", "key", "meal", "name", "营养餐（学期内 Ａ餐）", "amount", "#40000", NULL);
	fixture_add(o, "aid", "person_id", REF(0, s.person), "aid_item_id", REF(1, s.item), "term", "2020-2", "state",
		    "applied", "amount", "#62550", NULL);
	fixture_add(o, "notification", "person_id", REF(0, s.person), "term", "2020-2", "notified_on", "2020-10-10",
		    NULL);
	fixture_add(o, "home_teaching", "person_id", REF(0, s.person), "taught_on", "2020-10-10", "hours", "#2", NULL);
	s.dropout = fixture_add(o, "dropout", "person_id", REF(0, s.person), "found_on", "2020-09-10", NULL);
	fixture_add(o, "persuasion", "dropout_id", REF(0, s.dropout), "talked_on", "2020-09-11", "result", "答应返校",
		    NULL);
	fixture_add(o, "lesson_plan", "person_id", REF(0, s.person), "school_year", "2020", NULL);
	fixture_add(o, "meeting", "met_on", "2020-10-10", "topic", "例会", "unit_id", REF(0, s.unit), NULL);
	fixture_add(o, "document", "title", "通知", "number", "1号", NULL);
	fixture_add(o, "note", "household_id", REF(0, s.household), "noted_on", "2020-10-10", "content", "@提醒", NULL);
	fixture_add(o, "monitoring_case", "household_id", REF(0, s.household), "clue_on", "2020-03-02", "risks",
		    "[\"因病\",\"其他\"]", "no_labour", "#0", "income_at", "#300050", NULL);
	fixture_add(o, "threshold", "key", "income_line", "value", "#4000", "place_id", fixture_ref(o->village),
		    "valid_from", "2020", NULL);
	fixture_add(o, "rule_waiver", "rule", "id_length", "tbl", "person", "row", REF(0, s.person), "reason",
		    "证件在办", "waived_on", "2020-10-10", NULL);
	fixture_add(o, "review_sample", "drawn_on", "2020-10-10", "seed", "#2020", "size", "#1", "pool", "#3",
		    "households", "[1]", NULL);
	fixture_add(o, "self_check", "checked_on", "2020-10-10", "check_group", "资助资金落实及监管", "item",
		    "秋季资助名单", NULL);
	return s;
}

static int64_t first_of(struct office *o, const char *table)
{
	char sql[128];

	snprintf(sql, sizeof(sql), "SELECT id FROM %s WHERE deleted_on IS NULL ORDER BY id LIMIT 1", table);
	return count(o, sql);
}

/* Something a person could have typed. */
static struct value sample_of(struct office *o, const struct field *f)
{
	char many[200];
	int64_t id;

	switch (f->type) {
	case FIELD_DATE:
		return value_text(strcmp(f->precision, "year") == 0    ? "2020"
				  : strcmp(f->precision, "month") == 0 ? "2020-10"
								       : "2020-10-10");
	case FIELD_TERM:
		return value_text("2020-2");
	case FIELD_YESNO:
		return value_int(1);
	case FIELD_MONEY:
		return value_int(12350);
	case FIELD_NUMBER:
		return value_int(f->has_min ? (int64_t)f->min : 2);
	case FIELD_CHOICE:
		return value_text(f->choices ? f->choices->choice[0].label : "甲");
	case FIELD_CHOICES:
		snprintf(many, sizeof(many), "[\"%s\"]", f->choices ? f->choices->choice[0].label : "甲");
		return value_text(many);
	case FIELD_REF:
		id = first_of(o, f->table);
		return id > 0 ? value_int(id) : value_null();
	case FIELD_TEXT:
		return value_text(f->pattern || strstr(f->name, "year") ? "2020" : "=甲,001");
	case FIELD_LONGTEXT:
		return value_text("第一行\n第二行");
	default:
		return value_null();
	}
}

/* A register nobody thought of above has a row all the same. */
static void fill_rest(struct office *o)
{
	const struct form *const *forms;
	size_t n = screens_forms(screens, &forms);

	for (size_t k = 0; k < n; k++) {
		const struct form *form = forms[k];
		struct record r;
		struct err e = { 0 };

		if (first_of(o, form->table) > 0 || strcmp(form->table, "export_log") == 0)
			continue;
		record_init(&r, form->table);
		if (form->parent[0])
			record_set(&r, form->parent_column, value_int(first_of(o, form->parent)));
		for (size_t c = 0; c < form->n_fields; c++)
			if (form->field[c].type != FIELD_COMPUTED && !form->field[c].custom)
				record_set(&r, form->field[c].name, sample_of(o, &form->field[c]));
		if (record_save(o, &r, RECORD_CHECKED, NULL, &e) < 0)
			fail_msg("%s: %s %s %s", form->name, e.word, e.field, e.arg[0]);
		record_release(&r);
	}
}

#define WORK "SELECT max(seq) FROM change WHERE action IS NOT 'export_log.save'"

static void test_every_form_comes_back(void **state)
{
	struct office *o = *state;
	static const enum sheet_format formats[] = { FORMAT_CSV, FORMAT_CSV_GB18030, FORMAT_XLSX };
	static const char *const names[] = { "x.csv", "x.gb.csv", "x.xlsx" };
	const struct form *const *forms;
	size_t n = screens_forms(screens, &forms);
	int64_t before;

	fill(o);
	fill_rest(o);
	before = count(o, WORK);
	for (size_t k = 0; k < n; k++) {
		char sql[128];
		int64_t rows;

		snprintf(sql, sizeof(sql), "SELECT count(*) FROM %s WHERE deleted_on IS NULL", forms[k]->table);
		for (size_t k2 = 0; k2 < sizeof(formats) / sizeof(*formats); k2++) {
			const char *f = beside(o, names[k2]);
			static struct judged j;
			struct import_counts c;

			rows = count(o, sql); /* each export is one more in the log */
			if (rows == 0)
				fail_msg("no row for %s", forms[k]->name);
			export_to(o, forms[k]->name, formats[k2], f, rows);
			if (form_only_shows(forms[k])) /* goes out alone */
				continue;
			c = judge(o, forms[k]->name, f, &j);
			for (size_t r = 0; r < j.n; r++)
				if (j.row[r].verdict != ROW_SAME)
					fail_msg("%s %s line %lld: %d %s", forms[k]->name, f, (long long)j.row[r].line,
						 j.row[r].verdict, j.row[r].reason);
			assert_int_equal(c.unchanged, rows);
		}
	}
	assert_int_equal(count(o, WORK), before);
}

static void test_registry_comes_back(void **state)
{
	struct office *o = *state;
	const char *f = beside(o, "x.csv");
	char *text;

	fill(o);
	export_to(o, "registry", FORMAT_CSV, f, 7); /* six people and a household nobody is listed in */
	text = read_all(f);
	assert_memory_equal(text, "\xEF\xBB\xBF省,市,县,乡,村,户编号,人口编号,姓名,",
			    strlen("\xEF\xBB\xBF省,市,县,乡,村,户编号,人口编号,姓名,"));
	assert_non_null(strstr(text, "\r\n,,,东镇,桃源村,\"=\"\"001\"\"\",,王芳,女,1956-02-29,"));
	free(text);
	assert_counts(import_file(o, "registry", f), 7, 0, 0, 7, 0);
	export_to(o, "registry", FORMAT_CSV_GB18030, f, 7);
	assert_counts(import_file(o, "registry", f), 7, 0, 0, 7, 0);
}

/* Into an empty office: the same people in the same households. */
static void test_registry_fills_an_empty_office(void **state)
{
	struct office *o = *state, *other = NULL;
	const char *f = beside(o, "x.csv"), *path = beside(o, "other.db");
	struct err e = { 0 };

	fill(o);
	export_to(o, "registry", FORMAT_CSV, f, 7);
	assert_int_equal(office_open(&other, path, OFFICE_CREATE, &e), 0);
	screens_roles(screens, exchange_role, other);
	assert_counts(import_file(other, "registry", f), 7, 7, 0, 0, 0);
	assert_int_equal(count(other, "SELECT count(*) FROM household"), 4);
	assert_int_equal(count(other, "SELECT count(*) FROM person"), 6);
	assert_int_equal(
		count(other, "SELECT count(*) FROM person WHERE name = '阿依古丽·买买提' AND birth = '2010-08'"), 3);
	assert_int_equal(count(other, "SELECT count(*) FROM place"), 2);
	assert_counts(import_file(other, "registry", f), 7, 0, 0, 7, 0);
	office_close(&other);
}

static void test_no_such_kind(void **state)
{
	struct kind k = { *state, "nothing" };
	struct err e = { 0 };
	int64_t n;

	assert_int_equal(export_file(*state, "nothing", of_kind, &k, PROFILE_INTERNAL, FORMAT_CSV,
				     beside(*state, "x.csv"), &n, &e),
			 -1);
	assert_string_equal(e.word, "IMPORT_KIND");
	assert_int_equal(access(beside(*state, "x.csv"), F_OK), -1);
	assert_int_equal(access(beside(*state, "x.csv.part"), F_OK), -1);
}

/* Who, when, what, how much of it, how many rows, where to. */
static void test_log(void **state)
{
	struct office *o = *state;
	char said[48], title[96];
	int records;

	fill(o);
	export_to(o, "household", FORMAT_CSV, beside(o, "x.csv"), 4);
	assert_int_equal(
		count(o,
		      "SELECT count(*) FROM export_log WHERE cadre_id IS NOT NULL AND what = 'household' AND"
		      " profile = 'internal' AND rows = 4 AND file LIKE '%x.csv' AND exported_at LIKE '____-__-__T%'"),
		1);
	/* Taking back the last work does not take back what left the office. */
	assert_int_equal(trace_undo(o, 0, said, title, &records, NULL), 0);
	assert_int_equal(count(o, "SELECT count(*) FROM export_log WHERE deleted_on IS NULL"), 1);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, exchange_open, exchange_close)
	const struct CMUnitTest tests[] = {
		TEST(test_every_form_comes_back),
		TEST(test_registry_comes_back),
		TEST(test_registry_fills_an_empty_office),
		TEST(test_no_such_kind),
		TEST(test_log),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
