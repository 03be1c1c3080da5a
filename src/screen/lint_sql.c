#include "screen/lint_parts.h"

#include "base/mem.h"
#include "screen/words.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

bool lint_sql(struct lint *l, const char *file, int line, const char *what, const char *sql)
{
	struct err e;
	struct buf reason = BUF_INIT;

	err_clear(&e);
	if (!office_check_sql(l->o, sql, &e))
		return true;
	words_error(l->lang == LANG_EN ? l->en : l->s, NULL, &e, &reason);
	if (e.arg[0][0] && !strstr(reason.s, e.arg[0]))
		buf_addf(&reason, " %s", e.arg[0]);
	lint_say(l, file, line, "LINT_SQL", what, reason.s);
	buf_release(&reason);
	return false;
}

static bool is_listed(const char *allowed, const char *name, size_t n)
{
	for (const char *s = allowed; *(s += strspn(s, " "));) {
		size_t m = strcspn(s, " ");

		if (m == n && !memcmp(s, name, n))
			return true;
		s += m;
	}
	return false;
}

static size_t name_length(const char *s)
{
	size_t n = 0;

	while (isalnum((unsigned char)s[n]) || s[n] == '_')
		n++;
	return n;
}

static void check_role(struct lint *l, const char *file, int line, const char *from)
{
	size_t n = strcspn(from, "'");
	char *role = mem_dup_n(from, n);
	bool found = false;

	for (size_t i = 0; i < l->s->n_roles; i++)
		found |= !strcmp(l->s->role[i].role, role);
	if (!found)
		lint_say(l, file, line, "LINT_ROLE", role, "");
	mem_free(role);
}

static void check_limit(struct lint *l, const char *file, int line, const char *from)
{
	size_t n = strcspn(from, "'");
	char *key = mem_dup_n(from, n);
	bool found = false;

	for (size_t i = 0; i < l->s->n_thresholds; i++)
		found |= !strcmp(l->s->threshold[i].key, key);
	if (!found)
		lint_say(l, file, line, "LINT_THRESHOLD", key, "");
	mem_free(key);
}

void lint_names(struct lint *l, const char *file, int line, const char *sql, const char *allowed)
{
	bool quoted = false;

	for (const char *s = sql; *s; s++) {
		if (!quoted && !strncmp(s, "role('", 6))
			check_role(l, file, line, s + 6);
		if (!quoted && !strncmp(s, "threshold('", 11))
			check_limit(l, file, line, s + 11);
		if (*s == '\'')
			quoted = !quoted;
		if (!quoted && *s == ':') {
			size_t n = 1 + name_length(s + 1);

			if (!is_listed(allowed, s, n)) {
				char *name = mem_dup_n(s, n);

				lint_say(l, file, line, "LINT_PARAMETER", name, allowed);
				mem_free(name);
			}
		}
	}
}

void lint_part(struct lint *l, const char *file, int line, const char *what, const char *before, const char *part,
	       const char *after, const char *allowed)
{
	struct buf sql = BUF_INIT;

	if (!part || !part[0])
		return;
	buf_addf(&sql, "%s(%s\n)%s", before, part, after);
	lint_names(l, file, line, part, allowed);
	lint_sql(l, file, line, what, sql.s);
	buf_release(&sql);
}

bool lint_has_table(struct lint *l, const char *table)
{
	return office_column(l->o, table, "id", NULL) != 0;
}

unsigned lint_arguments(const char *text)
{
	unsigned bits = 0;

	for (; *text; text++)
		if (text[0] == '{' && isdigit((unsigned char)text[1]) && text[2] == '}')
			bits |= 1u << (text[1] - '0');
	return bits;
}

/* How many columns a rule's SELECT has, if it is two to five; else 0. */
static int count_columns(struct lint *l, const char *rule)
{
	static const char *const names[] = { "a, b", "a, b, c", "a, b, c, d", "a, b, c, d, e" };

	for (int i = 0; i < 4; i++) {
		struct buf sql = BUF_INIT;
		int bad;

		buf_addf(&sql, "WITH q(%s) AS (%s\n) SELECT a FROM q", names[i], rule);
		bad = office_check_sql(l->o, sql.s, NULL);
		buf_release(&sql);
		if (!bad)
			return i + 2;
	}
	return 0;
}

/* A rule that never ends does not end on the linter's empty database either. */
static bool ends(struct lint *l, const char *file, const struct check_def *c)
{
	struct err e;
	struct buf reason = BUF_INIT;

	err_clear(&e);
	if (check_try(l->o, &c->rule, &e) == 0)
		return true;
	words_error(l->lang == LANG_EN ? l->en : l->s, NULL, &e, &reason);
	lint_say(l, file, c->line, "LINT_SQL", c->rule.id, reason.s);
	buf_release(&reason);
	return false;
}

static void check_check(struct lint *l, const struct check_def *c)
{
	static const char file[] = "checks.ini";
	unsigned zh = lint_arguments(c->message_zh), en = lint_arguments(c->message_en);
	struct buf one = BUF_INIT;
	int columns, from, to;

	if (!lint_has_table(l, c->rule.table))
		lint_say(l, file, c->line, "LINT_TABLE", c->rule.table, c->rule.id);
	else if (c->rule.field[0] && !office_column(l->o, c->rule.table, c->rule.field, NULL))
		lint_say(l, file, c->line, "LINT_COLUMN", c->rule.field, c->rule.table);
	if (c->message_en[0] && zh != en)
		lint_say(l, file, c->line, "LINT_ARGUMENTS", c->rule.id, "");
	if (!check_years_read(c->rule.years, &from, &to))
		lint_say(l, file, c->line, "LINT_YEARS", c->rule.years, c->rule.id);
	lint_names(l, file, c->line, c->rule.sql, "");
	if (!c->rule.sql[0] || !lint_sql(l, file, c->line, c->rule.id, c->rule.sql) || !ends(l, file, c))
		return;
	buf_addf(&one, "SELECT * FROM (%s\n) WHERE household = 1", c->rule.sql);
	lint_sql(l, file, c->line, c->rule.id, one.s); /* how one household is checked */
	buf_release(&one);
	if (c->rule.while_typing) {
		buf_addf(&one, "SELECT * FROM (%s\n) WHERE id = 1", c->rule.sql);
		lint_sql(l, file, c->line, c->rule.id, one.s); /* and one record */
		buf_release(&one);
	}
	if (c->rule.among[0]) {
		buf_addf(&one, "SELECT * FROM (%s\n) WHERE id IN (%s\n)", c->rule.sql, c->rule.among);
		lint_sql(l, file, c->line, c->rule.id, one.s); /* and all of the file */
		buf_release(&one);
	}
	columns = count_columns(l, c->rule.sql);
	if (!columns)
		lint_say(l, file, c->line, "LINT_RULE", c->rule.id, "");
	else if ((zh | en) >> (columns - 1))
		lint_say(l, file, c->line, "LINT_ARGUMENT", c->rule.id, "");
}

void lint_checks(struct lint *l)
{
	for (size_t i = 0; i < l->s->n_checks; i++)
		check_check(l, &l->s->check[i]);
}
