/* Proves that the views of migration 8 say of every target of a campaign what the plain ones of migration 5 said, over
 * random facts. */
#include "unit/township.h"

#include "base/buf.h"

#define HOUSES 12

static uint64_t seed = 11;

static int draw(int below)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (int)((seed >> 33) % (uint64_t)below);
}

/* The view as its migration made it, under another name. */
static void make_plain(struct office *o, const char *view)
{
	FILE *f = fopen("src/store/schema/0005_reports.sql", "r");
	struct buf text = BUF_INIT, sql = BUF_INIT, head = BUF_INIT;
	struct err e = { 0 };
	char line[4096];

	assert_non_null(f);
	while (fgets(line, sizeof line, f))
		buf_adds(&text, line);
	fclose(f);
	buf_addf(&head, "CREATE VIEW %s AS", view);
	const char *from = strstr(text.s, head.s), *to = from ? strchr(from, ';') : NULL;
	assert_non_null(to);
	buf_addf(&sql, "CREATE VIEW plain_%s AS", view);
	for (const char *s = from + head.n; s < to;) {
		const char *at = strstr(s, "campaign_target");

		at = at && at < to ? at : to;
		buf_add(&sql, s, (size_t)(at - s));
		if (at < to)
			buf_adds(&sql, "plain_campaign_target");
		s = at < to ? at + strlen("campaign_target") : to;
	}
	if (db_exec(o->db, sql.s, &e) < 0)
		fail_msg("%s %s", e.word, e.arg[0]);
	buf_release(&text);
	buf_release(&sql);
	buf_release(&head);
}

static const char *some_day(void)
{
	static const char *const days[] = { "2022-08-31", "2022-09-01", "2022-10-05", "2022-10", "2022", "2022-12-31" };

	return days[draw(6)];
}

static const char *full_day(void)
{
	static const char *const days[] = { "2022-08-31", "2022-09-01", "2022-10-05", "2022-11-30", "2022-12-01" };

	return days[draw(5)];
}

static void begin_campaigns(struct office *o)
{
	static const char *const facts[] = { "", "visit", "full_round", "flyer", "handbook_review", "notification" };
	static const char *const scopes[] = { "once", "village", "household", "student" };

	TOWN_RUN(o,
		 "INSERT INTO campaign(id, key, name, year, started_on, ends_on) VALUES (1, 'autumn', 'A', '2022', "
		 "'2022-09-01', '2022-11-30'), (2, 'spring', 'S', '2022', '2022-03-01', '2022-05-31')",
		 "");
	for (int i = 0; i < 48; i++)
		TOWN_RUN(o,
			 "INSERT INTO task(id, campaign_id, position, title, scope, fact) VALUES (?1, ?2, ?1, 'T' || "
			 "?1, "
			 "?3, nullif(?4, ''))",
			 "iiss", (int64_t)i + 1, (int64_t)(i / 24 + 1), scopes[i % 4], facts[i % 24 / 4]);
}

static int64_t nth = 1;

static void write_fact(struct office *o)
{
	int64_t h = town_id(draw(HOUSES), TOWN_HOUSEHOLD), p = h - TOWN_HOUSEHOLD + TOWN_HEAD + draw(4);

	switch (draw(11)) {
	case 0:
		TOWN_RUN(o,
			 "INSERT INTO visit(id, household_id, visited_on, visit_kind, flyer_posted, handbook_seen, "
			 "deleted_on) VALUES (?1, ?2, ?3, CASE ?4 WHEN 0 THEN role('visit.round') END, ?4 = 1, ?4 = 2, "
			 "CASE ?5 WHEN 0 THEN '2022-12-01' END)",
			 "iisii", nth++, h, full_day(), (int64_t)draw(4), (int64_t)draw(5));
		break;
	case 1:
		TOWN_RUN(o, "UPDATE household SET flyer_posted_on = ?2 WHERE id = ?1", "is", h, some_day());
		break;
	case 2:
		TOWN_RUN(o,
			 "INSERT INTO handbook_review(id, household_id, reviewed_on, finished_on) VALUES (?1, ?2, ?3, "
			 "CASE ?4 WHEN 0 THEN ?3 END)",
			 "iisi", nth++, h, full_day(), (int64_t)draw(2));
		TOWN_RUN(o,
			 "INSERT INTO review_mark(id, review_id, chapter, verdict) SELECT ?1, ?1 - 1, 'person', 'seen' "
			 "WHERE "
			 "?2 = 0",
			 "ii", nth, (int64_t)draw(2));
		nth++;
		break;
	case 3:
		TOWN_RUN(o, "INSERT INTO notification(id, person_id, term, notified_on) VALUES (?1, ?2, '2022-2', ?3)",
			 "iis", nth++, p, full_day());
		break;
	case 4:
	case 5:
	case 6:
		TOWN_RUN(o,
			 "INSERT INTO task_mark(id, task_id, household_id, person_id, place_id, done_on, evidence) "
			 "SELECT ?1, "
			 "t.id, CASE t.scope WHEN 'household' THEN ?3 END, CASE t.scope WHEN 'student' THEN ?4 END, "
			 "CASE "
			 "t.scope WHEN 'village' THEN (SELECT place_id FROM household WHERE id = ?3) END, ?5, 'E' || "
			 "?1 FROM "
			 "task t WHERE t.id = ?2",
			 "iiiis", nth++, (int64_t)draw(48) + 1, h, p, full_day());
		break;
	case 7:
		TOWN_RUN(o,
			 "UPDATE household SET removed_on = CASE ?3 WHEN 0 THEN ?2 END, entered_on = CASE ?4 WHEN 0 "
			 "THEN ?2 "
			 "END WHERE id = ?1",
			 "isii", h, full_day(), (int64_t)draw(3), (int64_t)draw(3));
		break;
	case 8:
		TOWN_RUN(o,
			 "UPDATE person SET left_on = CASE ?3 WHEN 0 THEN ?2 END, joined_on = CASE ?4 WHEN 0 THEN ?2 "
			 "END "
			 "WHERE id = ?1",
			 "isii", p, some_day(), (int64_t)draw(3), (int64_t)draw(3));
		break;
	case 9:
		TOWN_RUN(o, "UPDATE task_mark SET deleted_on = '2022-12-01' WHERE id = ?1", "i",
			 (int64_t)draw((int)nth));
		TOWN_RUN(o, "UPDATE campaign SET closed_on = CASE ?1 WHEN 0 THEN '2022-10-05' END WHERE id = 1", "i",
			 (int64_t)draw(3));
		break;
	default:
		TOWN_RUN(o, "UPDATE household SET place_id = CASE ?2 WHEN 0 THEN NULL ELSE ?3 END WHERE id = ?1", "iii",
			 h, (int64_t)draw(4), draw(2) ? (int64_t)TOWN_PLACE(0) : 77);
	}
}

/* Rows of one that the other has not, both ways, and how many there are. */
static void same_rows(struct office *o, const char *columns, const char *a, const char *b, int round)
{
	struct buf sql = BUF_INIT;

	for (int way = 0; way < 2; way++, buf_clear(&sql)) {
		buf_addf(&sql, "SELECT count(*) FROM (SELECT %s FROM %s EXCEPT SELECT %s FROM %s)", columns,
			 way ? b : a, columns, way ? a : b);
		if (db_int(o->db, -1, sql.s, "") != 0)
			fail_msg("round %d: %s", round, sql.s);
	}
	buf_addf(&sql, "SELECT (SELECT count(*) FROM %s) - (SELECT count(*) FROM %s)", a, b);
	assert_int_equal(db_int(o->db, -1, sql.s, ""), 0);
	buf_release(&sql);
}

static void says_what_the_plain_views_said(void **at)
{
	struct office *o = *at;

	clock_freeze(TOWN_TODAY);
	town_fill(o, HOUSES, 1);
	office_set_role(o, "visit.round", "遍访");
	TOWN_RUN(o, "INSERT INTO place(id, name, level) VALUES (77, '红星村', '村')", "");
	make_plain(o, "campaign_target");
	make_plain(o, "campaign_task");
	nth = db_int(o->db, 0, "SELECT max(id) FROM visit", "") + 1000;
	begin_campaigns(o);
	for (int round = 0; round < 400; round++) {
		write_fact(o);
		if (round % 20)
			continue;
		same_rows(o,
			  "task_id, campaign_id, scope, title, household_id, place_id, person_id, mark_id, done_on, "
			  "evidence",
			  "campaign_target", "plain_campaign_target", round);
		same_rows(o,
			  "id, campaign_id, key, year, campaign, position, title, scope, due_on, evidence, targets, "
			  "done, "
			  "first_on, last_on, lies_in",
			  "campaign_task", "plain_campaign_task", round);
	}
	assert_true(db_int(o->db, 0, "SELECT count(DISTINCT scope) FROM campaign_target WHERE done_on IS NOT NULL",
			   "") == 4);
}

/* No target walks a table: neither ticks nor visits, notifications or reviews. */
static void each_target_is_looked_up(void **at)
{
	struct office *o = *at;
	struct err e = { 0 };
	struct stmt *s = db_query(o->db, "EXPLAIN QUERY PLAN SELECT * FROM campaign_target", &e);

	while (stmt_step(s, &e) > 0) {
		static const char *const never[] = { "SCAN m", "SCAN v", "SCAN n", "SCAN r", "SCAN f" };
		const char *step = stmt_text(s, 3);

		for (size_t i = 0; i < sizeof never / sizeof *never; i++)
			if (strncmp(step, never[i], 6) == 0 && (step[6] == ' ' || !step[6]))
				fail_msg("%s", step);
	}
	stmt_done(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(says_what_the_plain_views_said, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(each_target_is_looked_up, fixture_open, fixture_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
