/* Proves that what the rules find may be many: some are kept, all are counted, and the rules written to be quick find
 * what the plain ones found. */
#include "unit/suspects_town.h"

#include "base/buf.h"
#include "base/mem.h"
#include "screen/checks.h"

static int count_of_kind(const struct suspects *s, const char *key, size_t *kept)
{
	for (size_t i = 0; i < s->n_kinds; i++)
		if (strcmp(s->kind[i].of.key, key) == 0) {
			*kept = s->kind[i].kept;
			return (int)s->kind[i].n;
		}
	return 0;
}

/* Few are kept, all are counted, the next come when they are asked for: together they are what there is. */
static void keeps_some_and_counts_all(void **state)
{
	struct office *o = *state;
	struct suspects s = { 0 }, all;
	struct err e = { 0 };
	size_t kept = 0, kind = 0;
	int64_t id;

	town_fill(o, 9, 1);
	TOWN_RUN(o, "UPDATE person SET critical_illness_ins = 0, ethnicity = NULL", "");
	assert_int_equal(waiver_add(o, "critical_none", "person", town_id(8, TOWN_SON), "核实中", "", &id, &e), 0);
	all = collect(o, NULL);
	struct suspects_ask ask = { .office = o, .screens = screens, .most = 5 };
	assert_int_equal(suspects_collect(&ask, &s, &e), 0);
	assert_int_equal(s.found, all.found);
	assert_int_equal(s.waived, 1);
	assert_int_equal(count_of_kind(&s, "critical_none", &kept), 35);
	assert_int_equal(kept, 5);
	assert_int_equal(count_of_kind(&s, "blank:ethnicity", &kept), 36);
	assert_int_equal(kept, 5);
	while (strcmp(s.kind[kind].of.key, "critical_none") != 0)
		kind++;
	for (size_t skip = 5; skip < 35; skip += 7)
		assert_int_equal(suspects_more(&ask, kind, skip, 7, &s, &e), 0);
	assert_int_equal(s.kind[kind].kept, 35);
	assert_int_equal(s.found, all.found);
	for (kind = 0; strcmp(s.kind[kind].of.key, "blank:ethnicity") != 0; kind++)
		;
	assert_int_equal(suspects_more(&ask, kind, 5, 100, &s, &e), 0);
	assert_int_equal(s.n, all.n);
	for (size_t i = 0; i < all.n; i++) {
		size_t k = 0;

		while (k < s.n && (s.line[k].row != all.line[i].row || strcmp(s.line[k].key, all.line[i].key) != 0 ||
				   strcmp(s.line[k].message, all.line[i].message) != 0))
			k++;
		assert_true(k < s.n);
	}
	ask = (struct suspects_ask){ .office = o, .screens = screens, .counts = true };
	suspects_release(&s);
	assert_int_equal(suspects_collect(&ask, &s, &e), 0);
	assert_int_equal(s.n, 0);
	assert_int_equal(s.found, all.found);
	suspects_release(&s);
	suspects_release(&all);
}

/* The rules as they were when they grouped the whole file, beside those that look each record up. */
static const struct {
	const char *rule, *plain;
} PLAIN[] = {
	{ "id_duplicate",
	  "SELECT id, household, name, id_no FROM person_checked WHERE length(id_no) >= 18 AND substr(id_no, 1, 6) <> "
	  "'999999' AND substr(id_no, 1, 18) IN (SELECT substr(id_no, 1, 18) FROM person_checked WHERE length(id_no) "
	  ">= "
	  "18 GROUP BY 1 HAVING count(*) > 1)" },
	{ "household_no_twice",
	  "SELECT h.id, h.household, h.head_name, h.household_no FROM household_checked h WHERE h.household_no IN "
	  "(SELECT "
	  "k.household_no FROM household_checked k WHERE k.household_no IS NOT NULL GROUP BY 1 HAVING count(*) > 1)" },
	{ "phone_shared", "SELECT h.id, h.household, h.head_name, h.phone FROM household_checked h WHERE h.phone IN "
			  "(SELECT k.phone FROM "
			  "household_checked k WHERE k.phone IS NOT NULL GROUP BY 1 HAVING count(*) > 1)" },
	{ "effect_signed_by_cadre",
	  "SELECT e.id, h.household, e.signed_by, e.noted_on FROM effect e JOIN household_checked h ON h.id = "
	  "e.household_id WHERE e.deleted_on IS NULL AND e.signed_by IN (SELECT c.name FROM cadre c WHERE c.deleted_on "
	  "IS "
	  "NULL) AND e.signed_by NOT IN (SELECT p.name FROM person_checked p WHERE p.household_id = e.household_id)" },
	{ "aid_twice",
	  "SELECT a.id, a.household, a.name, a.term, i.name AS item FROM aid_checked a JOIN aid_item i ON i.id = "
	  "a.aid_item_id JOIN person p ON p.id = a.person_id WHERE a.state NOT IN ('rejected', 'returned') AND (CASE "
	  "WHEN "
	  "length(p.id_no) >= 18 AND p.id_no NOT LIKE '999999%' THEN substr(p.id_no, 1, 18) ELSE p.id END, a.term, "
	  "a.aid_item_id) IN (SELECT CASE WHEN length(q.id_no) >= 18 AND q.id_no NOT LIKE '999999%' THEN "
	  "substr(q.id_no, "
	  "1, 18) ELSE q.id END, b.term, b.aid_item_id FROM aid b JOIN person q ON q.id = b.person_id WHERE "
	  "b.deleted_on "
	  "IS NULL AND q.deleted_on IS NULL AND b.state NOT IN ('rejected', 'returned') GROUP BY 1, 2, 3 HAVING "
	  "count(*) "
	  "> 1)" },
	{ "visit_many",
	  "SELECT min(v.id) AS id, v.household_id AS household, c.name, v.visited_on, count(DISTINCT v.household_id) "
	  "FROM "
	  "visit v JOIN cadre c ON c.id = v.cadre_id WHERE v.deleted_on IS NULL AND v.visited_on >= date(today(), '-1 "
	  "year') GROUP BY v.cadre_id, v.visited_on HAVING count(DISTINCT v.household_id) > threshold('visits_a_day', "
	  "0, "
	  "today())" },
};

static uint64_t state = 7;

static int draw(int below)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (int)((state >> 33) % (uint64_t)below);
}

/* One of a few values, so that many are alike; now and then one that is almost alike, or none. */
static void write_at_random(struct office *o, int households)
{
	static const char *const ids[] = { "990101198001011234",  "990101198001011235",   "99010119800101123411",
					   "9901011980010112341", "99010119800101123",    "999999198001011234",
					   "99010119800101123X",  "990101198001011234贫", "" };
	static const char *const phones[] = { "13900000001", "139 0000 0001", "13900000002", "" };
	static const char *const names[] = { "李明", "王秀英", "张建国", "" };
	int house = draw(households);
	int64_t person = town_id(house, TOWN_HEAD + draw(4)), h = town_id(house, TOWN_HOUSEHOLD);

	switch (draw(12)) {
	case 0:
	case 1:
	case 2:
		TOWN_RUN(o, "UPDATE person SET id_no = nullif(?2, '') WHERE id = ?1", "is", person, ids[draw(9)]);
		break;
	case 3:
		TOWN_RUN(o, "UPDATE household SET phone = nullif(?2, ''), household_no = nullif(?3, '') WHERE id = ?1",
			 "iss", h, phones[draw(4)], phones[draw(4)]);
		break;
	case 4:
		TOWN_RUN(o, "UPDATE effect SET signed_by = nullif(?2, '') WHERE household_id = ?1", "is", h,
			 names[draw(4)]);
		break;
	case 5:
		TOWN_RUN(o, "UPDATE cadre SET name = ?2, deleted_on = nullif(?3, '') WHERE id = ?1", "iss",
			 TOWN_CADRE(draw(3)), names[draw(3)], draw(3) ? "" : "2022-01-01");
		break;
	case 6:
	case 7:
		TOWN_RUN(o,
			 "INSERT INTO aid(id, person_id, term, aid_item_id, amount, state) VALUES ((SELECT max(id) + 1 "
			 "FROM "
			 "aid), ?1, ?2, (SELECT id FROM aid_item ORDER BY id LIMIT 1 OFFSET ?3), 1, ?4)",
			 "isis", person, draw(2) ? "2022-1" : "2021-2", (int64_t)draw(2),
			 draw(4) ? "paid" : "returned");
		break;
	case 8:
		TOWN_RUN(o, "UPDATE person SET left_on = nullif(?2, '') WHERE id = ?1", "is", person,
			 draw(2) ? "" : "2022-02");
		break;
	case 9:
		TOWN_RUN(o, "UPDATE household SET removed_on = nullif(?2, '') WHERE id = ?1", "is", h,
			 draw(3) ? "" : "2022-02");
		break;
	case 10:
		TOWN_RUN(o, "UPDATE aid SET deleted_on = '2022-01-01' WHERE person_id = ?1", "i", person);
		break;
	default:
		TOWN_RUN(o,
			 "INSERT INTO visit(id, household_id, cadre_id, visited_on, deleted_on) VALUES ((SELECT "
			 "max(id) + 1 "
			 "FROM visit), ?1, ?2, ?3, nullif(?4, ''))",
			 "iiss", h, TOWN_CADRE(draw(2)), draw(4) ? "2022-10-01" : "2021-10-01",
			 draw(5) ? "" : "2022-10-02");
	}
}

struct rows {
	struct buf text;
	size_t n;
};

static int put_row(void *arg, const struct suspect *u)
{
	struct rows *r = arg;

	buf_addf(&r->text, "%lld %lld %s %s %s\n", (long long)u->row, (long long)u->household, u->arg[0], u->arg[1],
		 u->arg[2]);
	r->n++;
	return 0;
}

static struct rows rows_of(struct office *o, const struct check_rule *r, const char *sql, int64_t household)
{
	struct check_rule one = *r;
	struct rows out = { BUF_INIT, 0 };
	struct buf sorted = BUF_INIT;
	struct err e = { 0 };

	buf_addf(&sorted, "SELECT * FROM (%s) ORDER BY 1", sql);
	one.sql = sorted.s;
	if (check_rows(o, &one, &(struct check_ask){ .household = household }, put_row, &out, &e) < 0)
		fail_msg("%s %s %s", e.field, e.word, e.arg[0]);
	buf_release(&sorted);
	return out;
}

static void looked_up_is_as_grouped(void **at)
{
	struct office *o = *at;
	const struct check_def *def;
	size_t n = screens_checks(screens, &def), most[sizeof PLAIN / sizeof *PLAIN] = { 0 };

	office_set_threshold(o, "visits_a_day", 2);
	town_fill(o, 25, 1);
	for (int round = 0; round < 600; round++) {
		write_at_random(o, 25);
		for (size_t k = 0; k < sizeof PLAIN / sizeof *PLAIN && round % 3 == 0; k++) {
			size_t i = 0;
			int64_t household = round % 2 ? town_id(draw(25), TOWN_HOUSEHOLD) : 0;

			while (i + 1 < n && strcmp(def[i].rule.id, PLAIN[k].rule) != 0)
				i++;
			struct rows a = rows_of(o, &def[i].rule, PLAIN[k].plain, household);
			struct rows b = rows_of(o, &def[i].rule, def[i].rule.sql, household);
			if (strcmp(a.text.s, b.text.s) != 0)
				fail_msg("%s in round %d:\n%s---\n%s", PLAIN[k].rule, round, a.text.s, b.text.s);
			most[k] = a.n > most[k] ? a.n : most[k];
			buf_release(&a.text);
			buf_release(&b.text);
		}
	}
	for (size_t k = 0; k < sizeof PLAIN / sizeof *PLAIN; k++)
		if (most[k] < 2)
			fail_msg("%s was never put to the test", PLAIN[k].rule);
}

/* What is said when a record is saved is found by index: no table of people, households, visits or aid is walked. */
static void a_saved_record_is_looked_up(void **at)
{
	struct office *o = *at;
	const struct check_def *def;
	size_t n = screens_checks(screens, &def);
	struct err e = { 0 };

	for (size_t i = 0; i < n; i++) {
		struct buf sql = BUF_INIT;
		struct stmt *s;

		if (!def[i].rule.while_typing)
			continue;
		buf_addf(&sql, "EXPLAIN QUERY PLAN SELECT * FROM (%s\n) AS r WHERE r.id = 1", def[i].rule.sql);
		s = db_query(o->db, sql.s, &e);
		while (s && stmt_step(s, &e) > 0) {
			const char *step = stmt_text(s, 3);

			if (strncmp(step, "SCAN ", 5) == 0 && strncmp(step, "SCAN blank", 10) != 0 &&
			    strncmp(step, "SCAN pair", 9) != 0 && !strstr(step, "CONSTANT"))
				fail_msg("%s: %s", def[i].rule.id, step);
		}
		stmt_done(s);
		buf_release(&sql);
	}
}

/* A heading or a table of kinds says nothing of a case: no rule of ours whose message does is without a name. */
static void every_kind_has_a_name(void **fixture)
{
	const struct check_def *def;
	size_t n = screens_checks(screens, &def), named = 0;

	(void)fixture;
	for (size_t i = 0; i < n; i++) {
		struct suspect_line l = { .rule = def[i].rule.id, .table = def[i].rule.table, .field = "" };
		struct buf name = BUF_INIT;

		suspects_kind(screens, &l, &name);
		if (strstr(name.s, "××") != NULL)
			fail_msg("%s has no name: %s", def[i].rule.id, name.s);
		named += strcmp(name.s, def[i].message) != 0;
		buf_release(&name);
	}
	assert_true(named > 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(keeps_some_and_counts_all, open_town, close_town),
		cmocka_unit_test_setup_teardown(looked_up_is_as_grouped, open_town, close_town),
		cmocka_unit_test_setup_teardown(a_saved_record_is_looked_up, open_town, close_town),
		cmocka_unit_test_setup_teardown(every_kind_has_a_name, open_town, close_town),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
