#include "screen/privacy.h"

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

static bool names_table(const char *sql, const char *table)
{
	size_t most = strlen(table), n;
	const char *word;

	while ((word = next_word(&sql, &n)))
		if (n >= most && strncmp(word, table, most) == 0 && (n == most || word[most] == '_'))
			return true;
	return false;
}

enum privacy privacy_of_sql(const struct screens *s, const char *from, const char *sql, enum field_type type)
{
	enum privacy all = PRIVACY_NONE;
	bool any = false;

	for (size_t f = 0; f < s->n_forms; f++) {
		const struct form *form = s->form[f];
		const char *at = sql, *word;
		size_t n;

		if (!names_table(from, form->table) && !names_table(sql, form->table))
			continue;
		while ((word = next_word(&at, &n)))
			for (size_t k = 0; k < form->n_fields; k++)
				if (strlen(form->field[k].name) == n && strncmp(form->field[k].name, word, n) == 0) {
					all = stricter(all, form->field[k].privacy);
					any = true;
				}
	}
	if (!any && (type == FIELD_TEXT || type == FIELD_LONGTEXT))
		return PRIVACY_FREE;
	return stricter(all, type == FIELD_ID || type == FIELD_PHONE || type == FIELD_CARD ? privacy_of_type(type)
											   : PRIVACY_NONE);
}
