/* What a record is called, and whose it is. */
#include "base/buf.h"
#include "base/mem.h"
#include "model/record.h"
#include "store/db.h"
#include "store/schema.h"

#include <stdio.h>
#include <string.h>

#define HEAD_OF(household) \
	"coalesce((SELECT coalesce(head_name, household_no) FROM household WHERE id = " household "), '')"
#define NAME_OF(person) "coalesce((SELECT name FROM person WHERE id = " person "), '')"
#define WITH_HEAD(what) "coalesce(" what ", '') || ' ' || " HEAD_OF("t.household_id")
#define WITH_NAME(what) "coalesce(" what ", '') || ' ' || " NAME_OF("t.person_id")

/* As a person writes it; roles of the language chosen (screen/choices.h). Before there are any, as it is stored. */
#define TERM "coalesce(substr(t.term, 1, 4) || role('term_shown.' || substr(t.term, 6)), t.term)"

/* Expressions over a row t. */
static const struct {
	const char *table, *title;
} titles[] = {
	{ "aid", WITH_NAME(TERM) " || ' ' || coalesce((SELECT name FROM aid_item WHERE id = t.aid_item_id), '')" },
	{ "aid_item", "t.name" },
	{ "cadre", "t.name" },
	{ "campaign", "t.name || ' ' || t.year" },
	{ "document", "t.title" },
	{ "dropout", WITH_NAME("t.found_on") },
	{ "duty_rule",
	  "coalesce((SELECT name FROM unit WHERE id = t.unit_id) || ' ', '') || coalesce(t.household_kind || ' ', '')"
	  " || t.visits || '/' || t.months" },
	{ "effect", WITH_HEAD("t.noted_on") },
	{ "enrolment", WITH_NAME(TERM) },
	{ "extra", "t.field" },
	{ "finding", "substr(t.content, 1, 40)" },
	{ "finding_notice", "t.noticed_on || ' ' || coalesce((SELECT substr(content, 1, 30) FROM finding WHERE id ="
			    " t.finding_id), '')" },
	{ "handbook_review", WITH_HEAD("t.reviewed_on") },
	{ "home_teaching", WITH_NAME("t.taught_on") },
	{ "household", "coalesce(t.head_name, t.household_no, '')" },
	{ "household_year", WITH_HEAD("t.year") },
	{ "lesson_plan", WITH_NAME("t.school_year") },
	{ "measure", WITH_HEAD("coalesce(t.project, t.measure_kind, t.year)") },
	{ "meeting", "t.met_on || ' ' || t.topic" },
	{ "merge", "t.merged_on" },
	{ "monitoring_case", WITH_HEAD("t.clue_on") },
	{ "note", "t.noted_on || ' ' || substr(t.content, 1, 30)" },
	{ "notification", WITH_NAME(TERM) },
	{ "pairing", WITH_HEAD("(SELECT name FROM cadre WHERE id = t.cadre_id)") },
	{ "person", "t.name" },
	{ "persuasion",
	  "t.talked_on || ' ' || coalesce((SELECT p.name FROM dropout d JOIN person p ON p.id = d.person_id"
	  " WHERE d.id = t.dropout_id), '')" },
	{ "place", "t.name" },
	{ "review_mark", "t.chapter || ' ' || coalesce(substr(t.note, 1, 30), '')" },
	{ "review_sample", "t.drawn_on || ' ' || t.size || '/' || t.pool" },
	{ "rule_waiver", "t.rule || ' ' || t.reason" },
	{ "self_check", "t.checked_on || ' ' || t.item" },
	{ "support", WITH_HEAD("t.given_on") },
	{ "task", "t.title" },
	{ "task_mark", "coalesce((SELECT title FROM task WHERE id = t.task_id), '') || ' ' || coalesce((SELECT name "
		       "FROM person WHERE id ="
		       " t.person_id), (SELECT coalesce(head_name, household_no) FROM household WHERE id = "
		       "t.household_id), (SELECT name"
		       " FROM place WHERE id = t.place_id), '')" },
	{ "archive_filing", "t.filed_on || ' ' || coalesce(t.scope, '')" },
	{ "household_plan", WITH_HEAD("t.year") },
	{ "monthly_report", "t.month || ' ' || coalesce((SELECT name FROM unit WHERE id = t.unit_id), '')" },
	{ "project_check", "t.checked_on || ' ' || coalesce((SELECT name FROM project WHERE id = t.project_id), '')" },
	{ "publicity", "t.published_on || ' ' || t.topic" },
	{ "report_text", "coalesce(role('report.' || t.report), t.report) || ' ' || coalesce((SELECT name || ' ' || "
			 "year FROM campaign WHERE CAST(id AS TEXT) = t.period), t.period)" },
	{ "responsibility", "t.name || ' ' || substr(t.duty, 1, 30)" },
	{ "secondment", "t.name || ' ' || t.started_on" },
	{ "term_lock", TERM },
	{ "threshold", "t.key || ' ' || t.value" },
	{ "training", "t.held_on || ' ' || t.topic" },
	{ "unit", "t.name" },
	{ "visit", WITH_HEAD("t.visited_on") },
};

const char *record_title_sql(const char *table)
{
	size_t i;

	for (i = 0; i < sizeof(titles) / sizeof(titles[0]); i++)
		if (strcmp(titles[i].table, table) == 0)
			return titles[i].title;
	return NULL;
}

/* Of a register a bureau added: its name or title, else the first text that is never blank, else the first text. */
static const char *title_column(struct office *o, const char *table)
{
	size_t n, i;
	const struct column *c = schema_is_journaled(table) ? schema_columns(o->db, table, &n) : NULL;
	const char *first = NULL, *sure = NULL;

	for (i = 0; c && i < n; i++) {
		if (strcmp(c[i].name, "name") == 0 || strcmp(c[i].name, "title") == 0)
			return c[i].name;
		if (c[i].type != 'T' || strcmp(c[i].name, "deleted_on") == 0)
			continue;
		first = first ? first : c[i].name;
		sure = sure || !c[i].not_null ? sure : c[i].name;
	}
	return sure ? sure : first;
}

bool record_title_of(struct office *o, const char *table, struct buf *sql)
{
	const char *title = record_title_sql(table), *column = title ? NULL : title_column(o, table);

	if (title)
		buf_adds(sql, title);
	else if (column)
		buf_addf(sql, "coalesce(t.\"%s\", '')", column);
	return title || column;
}

char *record_title(struct office *o, const char *table, int64_t id)
{
	struct buf title = BUF_INIT, sql = BUF_INIT;
	char *text = NULL;

	if (record_title_of(o, table, &title)) {
		buf_addf(&sql, "SELECT trim(%s) FROM \"%s\" t WHERE t.id = ?1", title.s, table);
		text = db_text(o->db, sql.s, "i", id);
	}
	buf_release(&title);
	buf_release(&sql);
	return text ? text : mem_dup("");
}

int64_t record_household(struct office *o, const char *table, int64_t id)
{
	static const char of_person[] = "(SELECT household_id FROM person WHERE id = t.person_id)";
	bool household = schema_column(o->db, table, "household_id") != NULL;
	bool person = schema_column(o->db, table, "person_id") != NULL;
	char sql[256];

	if (strcmp(table, "extra") == 0) {
		char *owner = db_text(o->db, "SELECT tbl FROM extra WHERE id = ?1 AND tbl <> 'extra'", "i", id);
		int64_t of = owner ? record_household(o, owner,
						      db_int(o->db, 0, "SELECT row FROM extra WHERE id = ?1", "i", id))
				   : 0;

		mem_free(owner);
		return of;
	}
	if (strcmp(table, "household") == 0)
		return db_int(o->db, 0, "SELECT id FROM household WHERE id = ?1", "i", id);
	if (strcmp(table, "persuasion") == 0)
		return record_household(o, "dropout",
					db_int(o->db, 0, "SELECT dropout_id FROM persuasion WHERE id = ?1", "i", id));
	if (!household && !person)
		return 0;
	snprintf(sql, sizeof(sql), "SELECT coalesce(%s, %s, 0) FROM %s t WHERE t.id = ?1",
		 household ? "t.household_id" : "NULL", person ? of_person : "NULL", table);
	return db_int(o->db, 0, sql, "i", id);
}
