#include "screen/privacy.h"

#include "base/mem.h"
#include "screen/load.h"

#include <ctype.h>
#include <string.h>

const char *const privacy_names[] = { "none", "name", "id", "phone", "card", "health", "free", NULL };

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
	case FIELD_REF: /* its title */
		return PRIVACY_NAME;
	default:
		return PRIVACY_NONE;
	}
}

/* Which of two hides more: health is never shown but inside the office, a number in a free text is masked too. */
static enum privacy stricter(enum privacy a, enum privacy b)
{
	static const int rank[] = { [PRIVACY_NONE] = 0, [PRIVACY_NAME] = 1, [PRIVACY_PHONE] = 2, [PRIVACY_CARD] = 3,
				    [PRIVACY_ID] = 4,   [PRIVACY_FREE] = 5, [PRIVACY_HEALTH] = 6 };

	return rank[b] > rank[a] ? b : a;
}

static bool is_word(char c)
{
	return c == '_' || isalnum((unsigned char)c);
}

/* Next name in SQL, texts in quotes passed over; NULL at the end. */
static const char *next_word(const char **at, size_t *n)
{
	const char *s = *at, *word;

	while (*s && !is_word(*s)) {
		if (*s == '\'' && strchr(s + 1, '\''))
			s = strchr(s + 1, '\'');
		s++;
	}
	for (word = s; is_word(*s);)
		s++;
	*at = s;
	*n = (size_t)(s - word);
	return *n ? word : NULL;
}

/* The names in SQL, found once for all forms. */
struct sql_word {
	const char *word;
	size_t n;
};

static void split(struct growing *words, const char *sql)
{
	struct sql_word w;

	while ((w.word = next_word(&sql, &w.n)))
		*(struct sql_word *)growing_add(words, sizeof w) = w;
}

static bool names_table(const struct growing *words, const char *table)
{
	const struct sql_word *w = words->items;
	size_t most = strlen(table);

	for (size_t i = 0; i < words->n; i++)
		if (w[i].n >= most && w[i].word[0] == table[0] && strncmp(w[i].word, table, most) == 0 &&
		    (w[i].n == most || w[i].word[most] == '_'))
			return true;
	return false;
}

static bool is_field(const struct sql_word *w, const char *name)
{
	return w->word[0] == name[0] && strncmp(name, w->word, w->n) == 0 && name[w->n] == '\0';
}

enum privacy privacy_of_sql(const struct screens *s, const char *from, const char *sql, enum field_type type)
{
	enum privacy all = PRIVACY_NONE;
	struct growing words = { 0 };
	const struct sql_word *w;
	size_t said;
	bool any = false;

	split(&words, sql);
	said = words.n; /* a field counts only where the column names it */
	split(&words, from);
	w = words.items;
	for (size_t f = 0; f < s->n_forms; f++) {
		const struct form *form = s->form[f];

		if (!names_table(&words, form->table))
			continue;
		for (size_t i = 0; i < said; i++)
			for (size_t k = 0; k < form->n_fields; k++)
				if (is_field(&w[i], form->field[k].name)) {
					all = stricter(all, form->field[k].privacy);
					any = true;
				}
	}
	mem_free(words.items);
	if (!any && (type == FIELD_TEXT || type == FIELD_LONGTEXT))
		return PRIVACY_FREE;
	return stricter(all, type == FIELD_ID || type == FIELD_PHONE || type == FIELD_CARD ? privacy_of_type(type)
											   : PRIVACY_NONE);
}
