#include "screen/privacy.h"

#include "base/mem.h"
#include "model/record.h"
#include "screen/load.h"

#include <ctype.h>
#include <string.h>

const char *const privacy_names[] = { "none", "name", "id", "phone", "card", "health", "free", "birth", NULL };

enum privacy privacy_of_type(enum field_type type)
{
	switch (type) {
	case FIELD_TEXT:
	case FIELD_LONGTEXT:
		return PRIVACY_FREE;
	case FIELD_ID:
		return PRIVACY_ID;
	case FIELD_PHONE:
		return PRIVACY_PHONE;
	case FIELD_CARD:
		return PRIVACY_CARD;
	case FIELD_REF: /* its title: privacy_of_title */
		return PRIVACY_FREE;
	default:
		return PRIVACY_NONE;
	}
}

/* Health is never shown but inside the office, a number in a free text is masked too. */
enum privacy privacy_stricter(enum privacy a, enum privacy b)
{
	static const int rank[] = {
		[PRIVACY_NONE] = 0, [PRIVACY_NAME] = 1,  [PRIVACY_PHONE] = 2, [PRIVACY_CARD] = 3,
		[PRIVACY_ID] = 4,   [PRIVACY_BIRTH] = 5, [PRIVACY_FREE] = 6,  [PRIVACY_HEALTH] = 7
	};

	return rank[b] > rank[a] ? b : a;
}

/* ---- what the views of the schema are made of ---- */

/* Columns that only a view has, by what they come from; table "" tells nothing about anybody. */
static const struct {
	const char *view, *tables; /* forms of these tables are behind it, blank-separated */
} views[] = {
	{ "household_now", "household place" },
	{ "person_now", "person" },
	{ "pairing_now", "pairing cadre" },
	{ "visit_now", "visit household cadre" },
	{ "support_given", "support visit" },
	{ "household_checked", "household" },
	{ "person_checked", "person household" },
	{ "year_checked", "household_year household" },
	{ "aid_checked", "aid person aid_item" },
	{ "case_checked", "monitoring_case household" },
	{ "student", "enrolment person household" },
	{ "entitlement", "enrolment person household aid_item" },
	{ "coverage", "enrolment person household aid_item aid" },
	{ "aid_paid", "aid aid_item person household enrolment" },
	{ "school_child", "person household enrolment dropout" },
	{ "campaign_target", "task campaign household person place" },
	{ "campaign_task", "task campaign" },
	{ "place_poor", "place" },
};
static const struct {
	const char *name, *table, *column;
} view_columns[] = {
	{ "village", "place", "name" },
	{ "cadre", "cadre", "name" },
	{ "item", "aid_item", "name" },
};

const char *privacy_view(size_t i)
{
	return i < sizeof(views) / sizeof(views[0]) ? views[i].view : NULL;
}

/* ---- names in SQL ---- */

struct sql_word {
	const char *word;
	size_t n;
	bool names; /* a column, as far as one can see; else a table, an alias, a function, a word of SQL */
};

static bool is_word(char c)
{
	return c == '_' || isalnum((unsigned char)c);
}

/* Is it one of these, blank-separated? */
static bool is_one_of(const struct sql_word *w, const char *words)
{
	while (*words) {
		size_t n = 0;

		while (n < w->n && words[n] && words[n] == tolower((unsigned char)w->word[n]))
			n++;
		if (n == w->n && (words[n] == ' ' || !words[n]))
			return true;
		for (words += n; *words && *words != ' ';)
			words++;
		words += *words == ' ';
	}
	return false;
}

static const char *after_brackets(const char *s)
{
	int deep = 0;

	do {
		if (*s == '\'' && strchr(s + 1, '\''))
			s = strchr(s + 1, '\'');
		deep += (*s == '(') - (*s == ')');
	} while (*s++ && deep > 0 && *s);
	return s;
}

/* Next name in SQL, texts in quotes passed over; false at the end. */
static bool next_word(const char *sql, const char **at, struct sql_word *w)
{
	const char *s = *at;

	while (*s && !is_word(*s)) {
		if (*s == '\'' && strchr(s + 1, '\''))
			s = strchr(s + 1, '\'');
		s++;
	}
	w->word = s;
	while (is_word(*s))
		s++;
	w->n = (size_t)(s - w->word);
	w->names = w->n > 0 && !isdigit((unsigned char)*w->word) && (w->word == sql || w->word[-1] != ':');
	*at = s;
	return w->n > 0;
}

/* Which of them are columns. What only counts or compares inside brackets shows nothing of them. */
static void split(struct growing *words, const char *sql)
{
	static const char keywords[] =
		"select from where and or not in is null case when then else end as on join left inner cross order by "
		"group having limit offset desc asc distinct union all between like glob exists with cast text integer "
		"real true false collate nocase escape over partition filter using values recursive";
	static const char counting[] = "count length exists instr";
	const char *at = sql;
	struct sql_word w;
	int table = 0; /* 2: behind FROM, JOIN, AS; 1: behind the table, where its alias may stand */

	while (next_word(sql, &at, &w)) {
		const char *next = at + strspn(at, " \t\n");
		bool begins = is_one_of(&w, "from join as");

		if (*next == '(' && is_one_of(&w, counting))
			at = after_brackets(next);
		if (*next == '(' || *at == '.' || is_one_of(&w, keywords) || table > 0)
			w.names = false;
		table = begins ? 2 : table == 2 && *next && is_word(*next) ? 1 : 0;
		*(struct sql_word *)growing_add(words, sizeof w) = w;
	}
}

/* Which views are among the words, as bits. */
static unsigned views_in(const struct growing *words)
{
	const struct sql_word *w = words->items;
	unsigned in = 0;

	for (size_t i = 0; i < words->n; i++)
		for (size_t v = 0; v < sizeof(views) / sizeof(views[0]); v++)
			if (is_one_of(&w[i], views[v].view))
				in |= 1u << v;
	return in;
}

static bool names_table(const struct growing *words, unsigned in, const char *table)
{
	const struct sql_word *w = words->items;
	struct sql_word name = { table, strlen(table), true };

	for (size_t i = 0; i < words->n; i++)
		if (w[i].n == name.n && strncmp(w[i].word, table, name.n) == 0)
			return true;
	for (size_t v = 0; v < sizeof(views) / sizeof(views[0]); v++)
		if (in >> v & 1 && is_one_of(&name, views[v].tables))
			return true;
	return false;
}

static bool is_field(const struct sql_word *w, const char *name)
{
	return w->word[0] == name[0] && strncmp(name, w->word, w->n) == 0 && name[w->n] == '\0';
}

/* Numbers of our own, yes and no: they say nothing. */
static bool is_key(const struct sql_word *w)
{
	return is_one_of(w, "id rowid deleted_on") || (w->n > 3 && strncmp(w->word, "is_", 3) == 0) ||
	       (w->n > 3 && strncmp(w->word + w->n - 3, "_id", 3) == 0);
}

/* Of a column of a table, in all forms over it; false: none has it. Fields are asked by themselves: forms refer to one
 * another. */
static bool privacy_of_column(const struct screens *s, const char *table, const char *column, size_t n,
			      enum privacy *out)
{
	size_t forms;
	struct source *src = load_heads(s, &forms);
	bool known = false;
	enum privacy one;

	for (size_t i = 0; i < forms; i++)
		if (!strcmp(src[i].table, table) && load_field_privacy(s, &src[i], column, n, &one)) {
			*out = privacy_stricter(*out, one);
			known = true;
		}
	return known;
}

/* The most private field of that name in the forms whose tables are named, or what the views call so; free where there
 * is none: what nobody knows may hold anything. */
static enum privacy privacy_of_word(const struct screens *s, const struct growing *words, const struct sql_word *w)
{
	size_t forms;
	const struct source *src = load_heads(s, &forms);
	unsigned in = views_in(words);
	enum privacy all = PRIVACY_NONE;
	bool known = false;

	for (size_t f = 0; f < forms; f++) /* a table with two forms is looked at twice: it stays the same */
		if (names_table(words, in, src[f].table))
			known |= privacy_of_column(s, src[f].table, w->word, w->n, &all);
	for (size_t i = 0; !known && i < sizeof(view_columns) / sizeof(view_columns[0]); i++)
		if (is_field(w, view_columns[i].name))
			known = privacy_of_column(s, view_columns[i].table, view_columns[i].column,
						  strlen(view_columns[i].column), &all);
	return known ? all : PRIVACY_FREE;
}

enum privacy privacy_of_sql(const struct screens *s, const char *from, const char *sql, enum field_type type)
{
	enum privacy all =
		type == FIELD_ID || type == FIELD_PHONE || type == FIELD_CARD ? privacy_of_type(type) : PRIVACY_NONE;
	struct growing words = { 0 };
	size_t said;

	split(&words, sql);
	said = words.n; /* a field counts only where the column names it */
	split(&words, from);
	for (size_t i = 0; i < said; i++) {
		const struct sql_word *w = (const struct sql_word *)words.items + i;

		if (w->names && !is_key(w))
			all = privacy_stricter(all, privacy_of_word(s, &words, w));
	}
	mem_free(words.items);
	return all;
}

bool privacy_is_by_health(const struct screens *s, const char *sql)
{
	const char *where = strstr(sql, " WHERE "), *at = where;
	struct growing words = { 0 };
	struct sql_word w = { 0 };
	bool found = false;

	split(&words, sql);
	while (where && !found && next_word(where, &at, &w))
		found = w.names && !is_key(&w) && privacy_of_word(s, &words, &w) == PRIVACY_HEALTH;
	mem_free(words.items);
	return found;
}

enum privacy privacy_of_title(const struct screens *s, const char *table)
{
	static const char *const called[] = { "name", "title" };
	const char *sql = record_title_sql(table);
	enum privacy all = PRIVACY_NONE;

	if (sql)
		return privacy_of_sql(s, table, sql, FIELD_TEXT);
	for (size_t i = 0; i < sizeof(called) / sizeof(*called); i++)
		if (privacy_of_column(s, table, called[i], strlen(called[i]), &all))
			return all;
	return PRIVACY_FREE;
}
