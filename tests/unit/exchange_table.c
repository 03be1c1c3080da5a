/* Tables from templates: a fact changed once changes every table that shows it, a layout changed in its template
 * changes the table without code, totals are the sums of their rows, and nothing private is posted. */
#include "exchange_fixture.h"

#include "exchange/table.h"
#include "model/demo.h"
#include "screen/demo_def.h"

#include <dirent.h>

static struct period period_for(struct office *o, const struct table_def *d)
{
	struct period p;
	struct err e = { 0 };
	int rc = strcmp(d->period, "none") == 0 ? period_make(o, "none", "", &p, &e) : period_now(o, d->period, &p, &e);

	if (rc < 0)
		fail_msg("%s: %s", d->name, e.word);
	return p;
}

static void make(struct office *o, const struct screens *s, const char *name, struct sheet *out)
{
	const struct table_def *d = screens_table(s, name);
	struct period p;
	struct err e = { 0 };

	assert_non_null(d);
	p = period_for(o, d);
	if (table_make(out, o, s, d, &p, 0, &e) < 0)
		fail_msg("%s: %s %s %s", name, e.word, e.arg[0], e.arg[1]);
}

static char *cell(const struct sheet *s, size_t line, size_t column)
{
	struct buf b = BUF_INIT;

	sheet_text(s, &s->line[line], column, &b);
	return buf_detach(&b);
}

static bool has(const struct sheet *s, const char *text)
{
	bool found = strstr(s->title, text) || strstr(s->subtitle, text);

	for (size_t i = 0; !found && i < s->lines; i++)
		for (size_t c = 0; !found && c < s->columns; c++) {
			char *t = cell(s, i, c);

			found = strstr(t, text) != NULL;
			free(t);
		}
	return found;
}

static int open_demo(void **state)
{
	struct demo_words w;
	struct err e = { 0 };

	if (fixture_open_empty(state) < 0 || screens_open(&screens, "screens", LANG_ZH, &e) < 0)
		return -1;
	screens_roles(screens, exchange_role, *state);
	screens_demo(screens, &w);
	return demo_fill(*state, &w, &e);
}

static int64_t one(struct office *o, const char *sql)
{
	return db_int(o->db, -1, sql, "");
}

/* ---- one fact, every table ---- */

static void change(struct office *o, const char *table, int64_t id, const char *column, const char *value)
{
	struct record r;
	struct err e = { 0 };

	record_init(&r, table);
	r.id = id;
	record_set(&r, column, value_text(value));
	if (record_save(o, &r, RECORD_OVER, NULL, &e) < 0)
		fail_msg("%s %s", e.word, e.arg[0]);
	record_release(&r);
}

static size_t tables_with(struct office *o, const char *text)
{
	const struct table_def *const *def;
	size_t n = screens_tables(screens, &def), found = 0;

	for (size_t i = 0; i < n; i++) {
		struct sheet s;

		make(o, screens, def[i]->name, &s);
		found += has(&s, text);
		sheet_release(&s);
	}
	return found;
}

static void test_fact_changes_all(void **state)
{
	struct office *o = *state;
	int64_t h = one(o, "SELECT id FROM household ORDER BY id LIMIT 1");
	int64_t c = one(o, "SELECT id FROM cadre ORDER BY id LIMIT 1");
	size_t of_head, of_cadre;

	change(o, "household", h, "head_name", "独孤求真");
	change(o, "cadre", c, "name", "欧阳试");
	of_head = tables_with(o, "独孤求真");
	of_cadre = tables_with(o, "欧阳试");
	assert_true(of_head >= 10);
	assert_true(of_cadre >= 5);
	change(o, "household", h, "head_name", "令狐换名");
	change(o, "cadre", c, "name", "司马改");
	assert_int_equal(tables_with(o, "独孤求真"), 0);
	assert_int_equal(tables_with(o, "欧阳试"), 0);
	assert_int_equal(tables_with(o, "令狐换名"), of_head);
	assert_int_equal(tables_with(o, "司马改"), of_cadre);
	change(o, "household", h, "phone", "13800007777");
	assert_true(tables_with(o, "13800007777") >= 2);
	change(o, "household", h, "phone", "13800008888");
	assert_int_equal(tables_with(o, "13800007777"), 0);
}

/* ---- totals and groups ---- */

/* Every total again, from the rows of the sheet alone. */
static void check_totals(const struct table_def *d, const struct sheet *s)
{
	for (size_t c = 1; c < s->columns; c++) {
		const struct table_def_column *def = NULL;
		int64_t all = 0, sub[4] = { 0 };

		for (size_t k = 0; k < d->n_columns; k++)
			if (strcmp(d->column[k].label, s->column[c].label) == 0)
				def = &d->column[k];
		assert_non_null(def);
		if ((!def->sum && !def->count) || s->column[c].type == SHEET_TEXT)
			continue;
		for (size_t i = 0; i < s->lines; i++) {
			const struct sheet_line *l = &s->line[i];
			const struct value *v = &l->cell[c];
			int64_t got = v->kind == VALUE_INT    ? v->i
				      : v->kind == VALUE_REAL ? (int64_t)(v->r * 1000)
							      : atoll(v->kind == VALUE_TEXT ? v->text : "");

			if (l->kind == SHEET_ROW) {
				int64_t add = def->count ? v->kind != VALUE_NULL : got;

				all += add;
				for (int g = 0; g < 4; g++)
					sub[g] += add;
			} else if (l->kind == SHEET_GROUP) {
				for (int g = l->level; g < 4; g++)
					sub[g] = 0;
			} else if (l->kind == SHEET_SUBTOTAL) {
				if (sub[l->level] != got)
					fail_msg("%s %s: subtotal", d->name, def->name);
			} else if (all != got) {
				fail_msg("%s %s: total", d->name, def->name);
			}
		}
	}
}

static void test_totals(void **state)
{
	struct office *o = *state;
	const struct table_def *const *def;
	size_t n = screens_tables(screens, &def), totals = 0, groups = 0;

	for (size_t i = 0; i < n; i++) {
		struct sheet s;

		make(o, screens, def[i]->name, &s);
		check_totals(def[i], &s);
		for (size_t k = 0; k < s.lines; k++) {
			totals += s.line[k].kind == SHEET_TOTAL;
			groups += s.line[k].kind == SHEET_GROUP;
		}
		sheet_release(&s);
	}
	assert_true(totals >= 10);
	assert_true(groups >= 30);
}

static void test_sum_is_the_data(void **state)
{
	struct office *o = *state;
	struct sheet s;
	const struct sheet_line *last;

	make(o, screens, "aid_stages", &s);
	last = &s.line[s.lines - 1];
	assert_int_equal(last->kind, SHEET_TOTAL);
	assert_int_equal(
		last->cell[s.columns - 3].i,
		one(o,
		    "SELECT sum(amount) FROM aid_paid WHERE term LIKE '2020-%' AND aid_kind NOT IN ('减免', '贷款')"));
	sheet_release(&s);
	make(o, screens, "households", &s);
	last = &s.line[s.lines - 1];
	assert_int_equal(last->kind, SHEET_TOTAL);
	assert_int_equal(last->cell[3].i, one(o, "SELECT count(*) FROM person_now"));
	sheet_release(&s);
}

/* Village around group, each once, its rows together and numbered on. */
static void test_groups(void **state)
{
	struct sheet s;
	int64_t number = 0;
	int level = -1;

	make(*state, screens, "households", &s);
	assert_int_equal(s.line[0].kind, SHEET_GROUP);
	assert_int_equal(s.line[0].level, 0);
	assert_int_equal(s.line[1].kind, SHEET_GROUP);
	assert_int_equal(s.line[1].level, 1);
	for (size_t i = 0; i < s.lines; i++) {
		if (s.line[i].kind == SHEET_GROUP)
			level = s.line[i].level;
		if (s.line[i].kind != SHEET_ROW)
			continue;
		assert_int_equal(level, 1);
		assert_int_equal(s.line[i].cell[0].i, ++number);
		assert_true(s.line[i].id != 0);
	}
	assert_int_equal(number, one(*state, "SELECT count(*) FROM household_now WHERE removed_on IS NULL"));
	sheet_release(&s);
}

static void test_one_cadre(void **state)
{
	struct office *o = *state;
	const struct table_def *d = screens_table(screens, "pairings");
	struct period p = period_for(o, d);
	int64_t c = one(o, "SELECT cadre_id FROM pairing_now WHERE ended_on IS NULL ORDER BY id LIMIT 1"), rows = 0;
	struct sheet s;
	struct err e = { 0 };

	assert_int_equal(table_make(&s, o, screens, d, &p, c, &e), 0);
	for (size_t i = 0; i < s.lines; i++)
		rows += s.line[i].kind == SHEET_ROW;
	assert_int_equal(rows, db_int(o->db, -1,
				      "SELECT count(*) FROM pairing_now WHERE cadre_id = ?1 AND started_on <= "
				      "'2020-11-23' AND (ended_on IS NULL OR ended_on >= '2020-11-23')",
				      "i", c));
	assert_true(rows > 0);
	sheet_release(&s);
}

/* ---- what may leave ---- */

static bool digits(const char *text)
{
	size_t run = 0;

	for (; *text; text++) {
		run = *text >= '0' && *text <= '9' ? run + 1 : 0;
		if (run >= 11)
			return true;
	}
	return false;
}

static void test_posting(void **state)
{
	struct office *o = *state;
	const struct table_def *const *def;
	size_t n = screens_tables(screens, &def), shown = 0;
	int64_t h = one(o, "SELECT id FROM household ORDER BY id LIMIT 1");

	change(o, "household", h, "note", "身份证 990101195602291234，电话 13800001111");
	change(o, "finding", one(o, "SELECT id FROM finding LIMIT 1"), "content", "电话 13800001111，长期慢性病");
	for (size_t i = 0; i < n; i++) {
		struct sheet s;

		make(o, screens, def[i]->name, &s);
		sheet_apply(&s, PROFILE_POSTING);
		for (size_t c = 0; c < s.columns; c++)
			if (s.column[c].privacy != PRIVACY_NONE && s.column[c].privacy != PRIVACY_NAME)
				fail_msg("%s: column %s", def[i]->name, s.column[c].label);
		for (size_t k = 0; k < s.lines; k++)
			for (size_t c = 0; c < s.columns; c++) {
				char *t = cell(&s, k, c);

				/* A household's number is printed on its card and is no person's. */
				if (strcmp(s.column[c].label, "户编号") != 0 && digits(t))
					fail_msg("%s: %s", def[i]->name, t);
				if (strstr(t, "慢性病") || strstr(t, "因病"))
					fail_msg("%s: %s", def[i]->name, t);
				shown++;
				free(t);
			}
		sheet_release(&s);
	}
	assert_true(shown > 500);
}

/* Asked for in full, a template for posting gives no more than a posting. */
static void test_own_profile(void **state)
{
	(void)state;
	assert_int_equal(table_profile(screens_table(screens, "aid_posting"), PROFILE_INTERNAL), PROFILE_POSTING);
	assert_int_equal(table_profile(screens_table(screens, "aid_posting"), PROFILE_POSTING), PROFILE_POSTING);
	assert_int_equal(table_profile(screens_table(screens, "aid_bank"), PROFILE_INTERNAL), PROFILE_INTERNAL);
	assert_int_equal(table_profile(screens_table(screens, "aid_bank"), PROFILE_MASKED), PROFILE_MASKED);
}

/* ---- a layout is its template ---- */

static char layout_dir[64];

static void layout_put(const char *text)
{
	char path[512];

	snprintf(path, sizeof(path), "%s/table.own.ini", layout_dir);
	write_text(path, text);
}

static void layout_begin(void)
{
	DIR *d = opendir("screens");
	const struct dirent *entry;

	snprintf(layout_dir, sizeof(layout_dir), "/tmp/bangfu-layout-XXXXXX");
	assert_non_null(mkdtemp(layout_dir));
	while ((entry = readdir(d)) != NULL) {
		char from[600], to[600], cwd[300];

		if (!strstr(entry->d_name, ".ini") || strncmp(entry->d_name, "table.", 6) == 0)
			continue;
		assert_non_null(getcwd(cwd, sizeof(cwd)));
		snprintf(from, sizeof(from), "%s/screens/%s", cwd, entry->d_name);
		snprintf(to, sizeof(to), "%s/%s", layout_dir, entry->d_name);
		assert_int_equal(symlink(from, to), 0);
	}
	closedir(d);
}

/* The columns of the table as the template has it now, joined; *s is made of it. */
static char *layout_now(struct office *o, struct sheet *s)
{
	struct screens *own = NULL;
	struct err e = { 0 };
	struct buf b = BUF_INIT;

	if (screens_open(&own, layout_dir, LANG_ZH, &e) < 0)
		fail_msg("%s %s %s", e.word, e.arg[0], e.arg[1]);
	make(o, own, "own", s);
	for (size_t c = 0; c < s->columns; c++)
		buf_addf(&b, "%s%s", c ? "|" : "", s->column[c].label);
	screens_close(&own);
	return buf_detach(&b);
}

#define TOP \
	"[table]\ntitle = 试\ntitle_en = T\nfrom = household_now h\nkey = h.id\nform = household\nprofile = " \
	"internal\n"
#define NO "[column.no]\nlabel = 序号\nlabel_en = No.\nsql = @row\n"
#define HEAD_ "[column.head]\nlabel = 户主\nlabel_en = Head\nsql = h.head_name\n"
#define PHONE "[column.phone]\nlabel = 电话\nlabel_en = Phone\nsql = h.phone\ntype = phone\n"
#define GROUP_ "[column.group]\nlabel = 组\nlabel_en = Group\nsql = h.village_group\n"
#define PEOPLE(more) \
	"[column.people]\nlabel = 人口\nlabel_en = People\ntype = number\nsql = (SELECT count(*) FROM person_now p " \
	"WHERE p.household_id = h.id)\n" more

static void test_layout(void **state)
{
	static const struct {
		const char *text, *columns;
		size_t groups, totals;
		const char *title;
	} step[] = {
		{ TOP NO HEAD_, "序号|户主", 0, 0, "试" },
		{ TOP NO HEAD_ PHONE, "序号|户主|电话", 0, 0, "试" },
		{ TOP NO PHONE HEAD_, "序号|电话|户主", 0, 0, "试" },
		{ TOP NO HEAD_, "序号|户主", 0, 0, "试" },
		{ TOP NO HEAD_ PEOPLE(""), "序号|户主|人口", 0, 0, "试" },
		{ TOP NO HEAD_ PEOPLE("total = sum\n"), "序号|户主|人口", 0, 1, "试" },
		{ TOP "group1 = group\n" NO HEAD_ GROUP_ PEOPLE("total = sum\n"), "序号|户主|人口", 5, 1, "试" },
		{ TOP "where = h.phone IS NULL AND 0\n" NO HEAD_, "序号|户主", 0, 0, "试" },
		{ "[table]\ntitle = 到{{today}}的户\ntitle_en = T\nfrom = household_now h\nkey = h.id\n" HEAD_ NO,
		  "户主|序号", 0, 0, "到2020-11-23的户" },
	};
	struct office *o = *state;

	layout_begin();
	for (size_t i = 0; i < sizeof(step) / sizeof(*step); i++) {
		struct sheet s;
		size_t groups = 0, totals = 0;
		char *columns;

		layout_put(step[i].text);
		columns = layout_now(o, &s);
		for (size_t k = 0; k < s.lines; k++) {
			groups += s.line[k].kind == SHEET_GROUP;
			totals += s.line[k].kind == SHEET_TOTAL;
		}
		assert_string_equal(columns, step[i].columns);
		assert_string_equal(s.title, step[i].title);
		assert_int_equal(groups, step[i].groups);
		assert_int_equal(totals, step[i].totals);
		free(columns);
		sheet_release(&s);
	}
}

/* What would stand in a heading of every profile is refused as a group. */
static void test_private_group(void **state __attribute__((unused)))
{
	struct screens *own = NULL;
	struct err e;

	layout_begin();
	for (int i = 0; i < 2; i++) {
		layout_put(i ? TOP "group1 = nothing\n" NO HEAD_ PHONE : TOP "group1 = phone\n" NO HEAD_ PHONE);
		assert_true(screens_open(&own, layout_dir, LANG_ZH, &e) || screens_read_all(own, &e));
		screens_close(&own);
	}
}

static int close_layout(void **state)
{
	if (*layout_dir)
		nftw(layout_dir, fixture_remove_one, 8, FTW_DEPTH | FTW_PHYS);
	*layout_dir = '\0';
	return exchange_close(state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_fact_changes_all, open_demo, exchange_close),
		cmocka_unit_test_setup_teardown(test_totals, open_demo, exchange_close),
		cmocka_unit_test_setup_teardown(test_sum_is_the_data, open_demo, exchange_close),
		cmocka_unit_test_setup_teardown(test_groups, open_demo, exchange_close),
		cmocka_unit_test_setup_teardown(test_one_cadre, open_demo, exchange_close),
		cmocka_unit_test_setup_teardown(test_posting, open_demo, exchange_close),
		cmocka_unit_test_setup_teardown(test_own_profile, open_demo, exchange_close),
		cmocka_unit_test_setup_teardown(test_layout, open_demo, close_layout),
		cmocka_unit_test_setup_teardown(test_private_group, open_demo, close_layout),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
