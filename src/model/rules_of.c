/* The rules of the tables, one function each. */
#include "base/clock.h"
#include "base/date.h"
#include "base/idno.h"
#include "base/text.h"
#include "model/aid_rule.h"
#include "model/dropout_rule.h"
#include "model/enrolment.h"
#include "model/finding_rule.h"
#include "model/lesson_rule.h"
#include "model/rules.h"
#include "store/db.h"

#include <stdlib.h>
#include <string.h>

static bool is_set(const struct record *r, const char *column)
{
	const struct value *v = record_get(r, column);

	return v && v->kind != VALUE_NULL;
}

static bool same(const struct record *r, const struct record *old, const char *column)
{
	const struct value *a = record_get(r, column), *b = old ? record_get(old, column) : NULL;

	return a && b && value_equal(a, b);
}

/* An ID or a telephone number has slipped into the wrong cell. */
static int check_name(const struct record *r, const struct record *old, const char *column, struct err *e)
{
	const char *name = record_text(r, column);
	size_t n = strcspn(name, "0123456789");

	if (!name[n] || same(r, old, column) || strspn(name, "0123456789Xx +-*") != strlen(name))
		return 0;
	return err_field(e, column, "NAME_DIGITS", name);
}

static int rule_named(struct office *o, struct record *r, const struct record *old, struct err *e)
{
	(void)o;
	(void)old;
	if (text_is_blank(record_text(r, "name")))
		return err_field(e, "name", "NAME_BLANK");
	return 0;
}

/* Reads the number in `column` if it was changed and stores its normal form. */
static int check_idno(struct record *r, const struct record *old, const char *column, enum idno_kind *kind,
		      struct err *e)
{
	char out[IDNO_BYTES];

	if (!is_set(r, column) || same(r, old, column))
		return 0;
	if (idno_parse(record_text(r, column), clock_today(), out, kind, e) < 0) {
		if (e)
			strcpy(e->field, column);
		return -1;
	}
	if (strcmp(record_text(r, column), out) != 0)
		record_set(r, column, value_text(out));
	return 1;
}

static int rule_cadre(struct office *o, struct record *r, const struct record *old, struct err *e)
{
	enum idno_kind kind;

	if (rule_named(o, r, old, e) < 0 || check_name(r, old, "name", e) < 0)
		return -1;
	return check_idno(r, old, "id_no", &kind, e) < 0 ? -1 : 0;
}

static int rule_household(struct office *o, struct record *r, const struct record *old, struct err *e)
{
	enum idno_kind kind;

	(void)o;
	if (check_name(r, old, "head_name", e) < 0)
		return -1;
	if (!old && !is_set(r, "entered_on"))
		record_set(r, "entered_on", value_text(clock_today()));
	return check_idno(r, old, "head_id_no", &kind, e) < 0 ? -1 : 0;
}

static int rule_household_year(struct office *o, struct record *r, const struct record *old, struct err *e)
{
	const char *year = record_text(r, "year");

	if (same(r, old, "year") && same(r, old, "household_id"))
		return 0;
	if (db_int(o->db, 0,
		   "SELECT EXISTS (SELECT 1 FROM household_year WHERE household_id = ?1 AND year = ?2"
		   " AND deleted_on IS NULL AND id <> ?3)",
		   "isi", record_int(r, "household_id"), year, r->id))
		return err_field(e, "year", "YEAR_TWICE", year);
	return 0;
}

/* A passport has its own form; only what claims to be a resident number or a disability certificate is judged as one.
 */
static bool is_national_id(struct office *o, const char *id_kind)
{
	const char *resident = office_role(o, "id.resident"), *disability = office_role(o, "id.disability");

	return !*id_kind || !*resident || strcmp(id_kind, resident) == 0 || strcmp(id_kind, disability) == 0;
}

/* Healthy stands alone. */
static int check_health(struct office *o, const struct record *r, const struct record *old, struct err *e)
{
	const char *healthy = office_role(o, "health_status.healthy");

	/* one alone has no comma */
	if (!*healthy || !strchr(record_text(r, "health_status"), ',') || same(r, old, "health_status"))
		return 0;
	if (db_int(o->db, 0,
		   "SELECT CASE WHEN json_valid(?1) THEN json_array_length(?1) > 1"
		   " AND EXISTS (SELECT 1 FROM json_each(?1) WHERE value = ?2) ELSE 0 END",
		   "ss", record_text(r, "health_status"), healthy))
		return err_field(e, "health_status", "HEALTH_BOTH", healthy);
	return 0;
}

static int rule_person(struct office *o, struct record *r, const struct record *old, struct err *e)
{
	enum idno_kind kind = IDNO_RESIDENT;
	int rc = 0;

	if (rule_named(o, r, old, e) < 0 || check_name(r, old, "name", e) < 0 || check_health(o, r, old, e) < 0)
		return -1;
	if (is_national_id(o, record_text(r, "id_kind")))
		rc = check_idno(r, old, "id_no", &kind, e);
	if (rc < 0)
		return -1;
	if (rc > 0 && kind != IDNO_PLACEHOLDER) {
		const char *idno = record_text(r, "id_no");
		char birth[DATE_BYTES];

		idno_birth(idno, birth);
		if (!is_set(r, "birth"))
			record_set(r, "birth", value_text(birth));
		if (!is_set(r, "sex"))
			record_set(r, "sex",
				   value_text(office_role(o, idno_is_male(idno) ? "sex.male" : "sex.female")));
	}
	if (is_set(r, "joined_on") && !is_set(r, "joined_reason") &&
	    !(same(r, old, "joined_on") && same(r, old, "joined_reason")))
		return err_field(e, "joined_reason", "JOINED_REASON");
	if (is_set(r, "left_on") && !is_set(r, "left_reason"))
		return err_field(e, "left_reason", "LEFT_REASON");
	if (is_set(r, "left_reason") && !is_set(r, "left_on"))
		return err_field(e, "left_on", "LEFT_REASON");
	return 0;
}

/* Write once: the household's head is the person whose relation says so. */
static int after_person(struct office *o, struct record *r, const struct record *old, struct err *e)
{
	const char *head = office_role(o, "relation.head");
	int64_t household = record_int(r, "household_id");

	(void)old;
	if (!*head || strcmp(record_text(r, "relation_to_head"), head) != 0 || is_set(r, "left_on"))
		return 0;
	/* A number of another head's must not be filled in beside a name that differs. */
	return db_run(
		o->db, e,
		"UPDATE household SET head_name = coalesce(head_name, ?2), head_id_no = coalesce(head_id_no, ?3)"
		" WHERE id = ?1 AND (head_name IS NULL OR (head_id_no IS NULL AND ?3 IS NOT NULL AND head_name = ?2))",
		"ivv", household, record_get(r, "name"), record_get(r, "id_no"));
}

static int visit_household(struct office *o, const struct record *r, const struct record *old, struct err *e)
{
	char *removed;
	int rc = 0;

	if (same(r, old, "household_id") && same(r, old, "visited_on"))
		return 0;
	removed = db_text(o->db, "SELECT removed_on FROM household WHERE id = ?1", "i", record_int(r, "household_id"));
	/* A visit made before the household left is a fact that may still be written down. */
	if (removed && strncmp(record_text(r, "visited_on"), removed, strlen(removed)) > 0)
		rc = err_field(e, "household_id", "HOUSEHOLD_REMOVED", removed);
	free(removed);
	return rc;
}

static int rule_visit(struct office *o, struct record *r, const struct record *old, struct err *e)
{
	const char *day = record_text(r, "visited_on");

	if (!old && !is_set(r, "cadre_id") && o->me)
		record_set(r, "cadre_id", value_int(o->me));
	if (!old && !is_set(r, "registered_at")) {
		char stamp[20];

		clock_stamp(stamp);
		record_set(r, "registered_at", value_text(stamp));
	}
	if (!*day)
		return err_field(e, "visited_on", "FIELD_REQUIRED", "visited_on");
	if (same(r, old, "visited_on"))
		return visit_household(o, r, old, e);
	if (strlen(day) != DATE_BYTES - 1 || !date_is_valid(day))
		return err_field(e, "visited_on", "DATE_FULL", day);
	if (strcmp(day, clock_today()) > 0)
		return err_field(e, "visited_on", "VISIT_FUTURE", day);
	if (strcmp(day, "2000-01-01") < 0)
		return err_field(e, "visited_on", "VISIT_EARLY", day);
	return visit_household(o, r, old, e);
}

static int rule_pairing(struct office *o, struct record *r, const struct record *old, struct err *e)
{
	static const char *const fixed[] = { "household_id", "cadre_id" };
	const char *from = record_text(r, "started_on"), *to = record_text(r, "ended_on");
	size_t i;

	for (i = 0; old && i < sizeof(fixed) / sizeof(fixed[0]); i++)
		if (!same(r, old, fixed[i]))
			return err_field(e, fixed[i], "PAIRING_NO_OVERWRITE");
	if (same(r, old, "started_on") && same(r, old, "ended_on"))
		return 0;
	if (db_int(o->db, 0,
		   "SELECT EXISTS (SELECT 1 FROM pairing WHERE household_id = ?1 AND cadre_id = ?2 AND id <> ?3"
		   " AND deleted_on IS NULL AND (ended_on IS NULL OR ended_on >= substr(?4, 1, length(ended_on)))"
		   " AND (?5 IS NULL OR substr(started_on, 1, length(?5)) <= ?5))",
		   "iiiss", record_int(r, "household_id"), record_int(r, "cadre_id"), r->id, from, *to ? to : NULL))
		return err_field(e, "cadre_id", "PAIRING_SAME");
	return 0;
}

/* Periods are counted from January, so they must fill the year. */
static int rule_duty(struct office *o, struct record *r, const struct record *old, struct err *e)
{
	int64_t months = record_int(r, "months");

	(void)o;
	(void)old;
	if (is_set(r, "months") && (months < 1 || 12 % months != 0))
		return err_field(e, "months", "RULE_MONTHS");
	return 0;
}

struct table_rule {
	const char *table;
	rule_fn *before, *after;
	incoming_fn *incoming;
	refused_fn *refused;
	meant_fn *meant;
	bool keep;
};

static const struct table_rule rules[] = {
	{ .table = "aid", .before = aid_rule, .incoming = aid_incoming, .refused = aid_refused },
	{ .table = "aid_item", .meant = aid_item_meant },
	{ .table = "cadre", .before = rule_cadre },
	{ .table = "dropout", .before = dropout_rule },
	{ .table = "duty_rule", .before = rule_duty },
	{ .table = "enrolment", .before = enrolment_rule, .after = enrolment_after },
	{ .table = "finding", .before = finding_rule, .after = finding_rule_after },
	{ .table = "household", .before = rule_household },
	{ .table = "household_year", .before = rule_household_year },
	{ .table = "lesson_plan", .before = lesson_plan_rule },
	{ .table = "pairing", .before = rule_pairing },
	{ .table = "person", .before = rule_person, .after = after_person },
	{ .table = "persuasion", .before = persuasion_rule },
	{ .table = "place", .before = rule_named },
	{ .table = "term_lock", .before = term_lock_rule, .keep = true },
	{ .table = "unit", .before = rule_named },
	{ .table = "visit", .before = rule_visit },
};

static const struct table_rule *rule_for(const char *table)
{
	size_t i;

	for (i = 0; i < sizeof(rules) / sizeof(rules[0]); i++)
		if (rules[i].table[0] == table[0] && strcmp(rules[i].table, table) == 0)
			return &rules[i];
	return NULL;
}

rule_fn *rules_of(const char *table)
{
	const struct table_rule *t = rule_for(table);

	return t ? t->before : NULL;
}

rule_fn *rules_after(const char *table)
{
	const struct table_rule *t = rule_for(table);

	return t ? t->after : NULL;
}

incoming_fn *rules_incoming(const char *table)
{
	const struct table_rule *t = rule_for(table);

	return t ? t->incoming : NULL;
}

refused_fn *rules_refused(const char *table)
{
	const struct table_rule *t = rule_for(table);

	return t ? t->refused : NULL;
}

meant_fn *rules_meant(const char *table)
{
	const struct table_rule *t = rule_for(table);

	return t ? t->meant : NULL;
}

bool rules_keep(const char *table)
{
	const struct table_rule *t = rule_for(table);

	return t && t->keep;
}
