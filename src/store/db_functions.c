/* Functions of ours inside SQL. Most are DIRECTONLY: no view or trigger may need them. Those that views of the schema
 * read by are INNOCUOUS; no trigger may, or the sqlite3 shell could not write. */
#include "internal.h"

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/pinyin.h"
#include "base/term.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *argument(sqlite3_value *v)
{
	return (const char *)sqlite3_value_text(v);
}

static void put(sqlite3_context *c, const char *s)
{
	sqlite3_result_text(c, s, -1, SQLITE_TRANSIENT);
}

static void fn_today(sqlite3_context *c, int n, sqlite3_value **v)
{
	(void)n;
	(void)v;
	put(c, clock_today());
}

static void fn_role(sqlite3_context *c, int n, sqlite3_value **v)
{
	const char *role = argument(v[0]);
	const char *label = role ? db_role(sqlite3_user_data(c), role) : "";

	(void)n;
	if (*label)
		put(c, label);
}

static void fn_age(sqlite3_context *c, int n, sqlite3_value **v)
{
	const char *birth = argument(v[0]);
	const char *on = argument(v[1]);
	int age = birth && on && date_is_valid(birth) && date_is_valid(on) ? date_age(birth, on) : -1;

	(void)n;
	if (age >= 0)
		sqlite3_result_int(c, age);
}

/* School years begin on the day `mmdd`: the age on the last such day up to `day`. */
static void fn_school_age(sqlite3_context *c, int n, sqlite3_value **v)
{
	const char *birth = argument(v[0]), *day = argument(v[2]);
	int mmdd = sqlite3_value_int(v[1]), year, month, of_month;
	char on[DATE_BYTES];

	(void)n;
	if (!birth || !day || !date_is_valid(birth) || strlen(day) != DATE_BYTES - 1 || !date_is_valid(day))
		return;
	year = atoi(day);
	month = atoi(day + 5);
	of_month = atoi(day + 8);
	if (month * 100 + of_month < mmdd)
		year--;
	snprintf(on, sizeof on, "%04u-%02u-%02u", (unsigned)year % 10000, (unsigned)mmdd / 100 % 100,
		 (unsigned)mmdd % 100);
	int age = date_is_valid(on) ? date_age(birth, on) : -1;
	if (age >= 0)
		sqlite3_result_int(c, age);
}

static void fn_days(sqlite3_context *c, int n, sqlite3_value **v)
{
	const char *iso = argument(v[0]);

	(void)n;
	if (iso && date_is_valid(iso))
		sqlite3_result_int64(c, date_days(iso));
}

static void fn_month_end(sqlite3_context *c, int n, sqlite3_value **v)
{
	const char *iso = argument(v[0]);
	char out[DATE_BYTES];

	(void)n;
	if (!iso || !date_is_valid(iso) || strlen(iso) < 7)
		return;
	date_month_end(iso, out);
	put(c, out);
}

static void fn_pinyin_match(sqlite3_context *c, int n, sqlite3_value **v)
{
	const char *text = argument(v[0]);
	const char *typed = argument(v[1]);

	(void)n;
	if (text && typed)
		sqlite3_result_int(c, pinyin_match(text, typed));
}

static void fn_term_of(sqlite3_context *c, int n, sqlite3_value **v)
{
	const char *day = argument(v[0]);
	char out[TERM_BYTES];

	(void)n;
	if (!day || !date_is_valid(day))
		return;
	term_of(day, out);
	if (*out)
		put(c, out);
}

static void fn_term_day(sqlite3_context *c, int n, sqlite3_value **v)
{
	const char *term = argument(v[0]);
	char out[DATE_BYTES];

	(void)n;
	if (!term || !term_is_valid(term))
		return;
	term_day(term, out);
	put(c, out);
}

static void fn_term_shift(sqlite3_context *c, int n, sqlite3_value **v)
{
	const char *term = argument(v[0]);
	char out[TERM_BYTES];

	(void)n;
	if (!term || !term_is_valid(term))
		return;
	term_shift(term, sqlite3_value_int(v[1]), out);
	put(c, out);
}

/* A name or title as compared with what somebody wrote: widths, blanks and capitals are all one (text_heading). */
static void fn_folded(sqlite3_context *c, int n, sqlite3_value **v)
{
	const char *text = argument(v[0]);
	char *folded = text ? text_heading(text) : NULL;

	(void)n;
	if (folded)
		put(c, folded);
	mem_free(folded);
}

void db_functions(sqlite3 *sql, struct db *db)
{
	static const struct {
		const char *name;
		int args;
		void (*call)(sqlite3_context *, int, sqlite3_value **);
		int use;
	} all[] = {
		{ "today", 0, fn_today, SQLITE_INNOCUOUS },
		{ "role", 1, fn_role, SQLITE_INNOCUOUS },
		{ "age", 2, fn_age, SQLITE_DIRECTONLY },
		{ "school_age", 3, fn_school_age, SQLITE_INNOCUOUS },
		{ "days", 1, fn_days, SQLITE_DIRECTONLY },
		{ "month_end", 1, fn_month_end, SQLITE_DIRECTONLY },
		{ "pinyin_match", 2, fn_pinyin_match, SQLITE_DIRECTONLY },
		{ "folded", 1, fn_folded, SQLITE_DIRECTONLY },
		{ "term_of", 1, fn_term_of, SQLITE_INNOCUOUS },
		{ "term_day", 1, fn_term_day, SQLITE_INNOCUOUS },
		{ "term_shift", 2, fn_term_shift, SQLITE_INNOCUOUS },
		{ "threshold", 3, threshold_sql, SQLITE_INNOCUOUS },
	};

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		sqlite3_create_function_v2(sql, all[i].name, all[i].args,
					   SQLITE_UTF8 | SQLITE_DETERMINISTIC | all[i].use, db, all[i].call, NULL, NULL,
					   NULL);
}

/* What was asked for last is asked for again: it stands first then. */
static struct role *find_role(struct db *db, const char *role)
{
	struct role **at = &db->roles, *r;

	while (*at && strcmp((*at)->name, role) != 0)
		at = &(*at)->next;
	r = *at;
	if (r) {
		*at = r->next;
		r->next = db->roles;
		db->roles = r;
	}
	return r;
}

void db_set_role(struct db *db, const char *role, const char *label)
{
	struct role *r = find_role(db, role);

	if (!r) {
		r = mem_alloc(sizeof *r);
		r->name = mem_dup(role);
		r->next = db->roles;
		db->roles = r;
	}
	mem_free(r->label);
	r->label = mem_dup(label ? label : "");
}

void db_set_role_source(struct db *db, role_source *label, void *arg)
{
	db->role_source = label;
	db->role_source_arg = arg;
}

const char *db_role(struct db *db, const char *role)
{
	const struct role *r = find_role(db, role);

	if (!r && db->role_source) {
		db_set_role(db, role, db->role_source(db->role_source_arg, role));
		r = find_role(db, role);
	}
	return r ? r->label : "";
}
