#include "screen/ini_scan.h"

#include "base/mem.h"
#include "base/text.h"

#include <ctype.h>
#include <string.h>

struct scan {
	struct arena *a;
	struct growing *sections, entries;
	int line, problems;
	ini_found *found;
	void *arg;
};

static void problem(struct scan *s, const char *word, const char *what, size_t n)
{
	char *copy = mem_dup_n(what, n);

	s->problems++;
	s->found(s->arg, s->line, word, copy);
	mem_free(copy);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f';
}

static bool is_comment(char c)
{
	return c == ';' || c == '#';
}

static void trim(const char **s, size_t *n)
{
	while (*n && is_blank((*s)[0])) {
		++*s;
		--*n;
	}
	while (*n && is_blank((*s)[*n - 1]))
		--*n;
}

/* A name in lower case, or NULL if it has other characters than a name may have. */
static const char *name_of(struct scan *s, const char *text, size_t n)
{
	char *name;

	if (!n)
		return NULL;
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)text[i] >= 0x80 || (!isalnum((unsigned char)text[i]) && !strchr("_.-", text[i])))
			return NULL;
	name = arena_dup_n(s->a, text, n);
	for (size_t i = 0; i < n; i++)
		name[i] = (char)tolower((unsigned char)name[i]);
	return name;
}

static void close_section(struct scan *s)
{
	struct ini_section *last;

	if (!s->sections->n)
		return;
	last = (struct ini_section *)s->sections->items + s->sections->n - 1;
	last->n = s->entries.n;
	last->entry = growing_done(&s->entries, sizeof(struct ini_entry), s->a);
	s->entries.n = 0;
}

static void scan_section(struct scan *s, const char *text, size_t n)
{
	const char *inner = text + 1, *dot;
	size_t length;
	const struct ini_section *have;
	struct ini_section *fresh;
	const char *name = NULL;

	if (n >= 2 && text[n - 1] == ']') {
		length = n - 2;
		trim(&inner, &length);
		name = name_of(s, inner, length);
	}
	if (!name) {
		problem(s, "INI_LINE", text, n);
		return;
	}
	have = s->sections->items;
	for (size_t i = 0; i < s->sections->n; i++)
		if (!strcmp(have[i].name, name))
			problem(s, "INI_TWICE", name, strlen(name));
	close_section(s);
	fresh = growing_add(s->sections, sizeof *fresh);
	dot = strchr(name, '.');
	fresh->name = name;
	fresh->kind = dot ? arena_dup_n(s->a, name, (size_t)(dot - name)) : name;
	fresh->id = dot ? dot + 1 : "";
	fresh->line = s->line;
}

/* Would iniparser read this value whole? */
static bool value_is_whole(const char *v, size_t n)
{
	size_t quotes = 0;

	if (n && (v[0] == '"' || v[0] == '\'')) {
		const char *end = memchr(v + 1, v[0], n - 1);

		if (!end)
			return false;
		n -= (size_t)(end + 1 - v);
		v = end + 1;
		trim(&v, &n);
		return !n || is_comment(v[0]);
	}
	for (size_t i = 0; i < n; i++) {
		quotes += v[i] == '\'' || v[i] == '"';
		if (is_comment(v[i]))
			return quotes % 2 == 0 && (!i || is_blank(v[i - 1]));
	}
	return true;
}

static void scan_entry(struct scan *s, const char *text, size_t n)
{
	const char *equals = memchr(text, '=', n);
	const char *key = NULL, *value, *name = text;
	const struct ini_entry *have = s->entries.items;
	size_t length;
	struct ini_entry *fresh;

	if (equals) {
		length = (size_t)(equals - text);
		trim(&name, &length);
		key = name_of(s, name, length);
	}
	if (!key || !s->sections->n) {
		problem(s, "INI_LINE", text, n);
		return;
	}
	value = equals + 1;
	length = n - (size_t)(value - text);
	trim(&value, &length);
	if (!value_is_whole(value, length))
		problem(s, "INI_CUT", key, strlen(key));
	for (size_t i = 0; i < s->entries.n; i++)
		if (!strcmp(have[i].key, key))
			problem(s, "INI_TWICE", key, strlen(key));
	fresh = growing_add(&s->entries, sizeof *fresh);
	*fresh = (struct ini_entry){ key, "", s->line };
}

static bool has_controls(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (((unsigned char)s[i] < 0x20 && s[i] != '\t' && s[i] != '\r') || s[i] == 0x7f)
			return true;
	return false;
}

static void scan_line(struct scan *s, const char *text, size_t n)
{
	if (n > INI_LINE_BYTES) {
		problem(s, "INI_LONG", "", 0);
		return;
	}
	if (!utf8_is_valid(text, n) || (s->line == 1 && n >= 3 && !memcmp(text, "\xEF\xBB\xBF", 3))) {
		problem(s, "INI_ENCODING", "", 0);
		return;
	}
	trim(&text, &n);
	if (!n)
		return;
	/* A line that ends in a backslash swallows the next one, even in a comment. */
	if (text[n - 1] == '\\' || has_controls(text, n))
		problem(s, "INI_LINE", text, n);
	else if (text[0] == '[')
		scan_section(s, text, n);
	else if (!is_comment(text[0]))
		scan_entry(s, text, n);
}

int ini_scan(const char *bytes, size_t n, struct arena *a, struct growing *g, ini_found *found, void *arg)
{
	struct scan s = { .a = a, .sections = g, .found = found, .arg = arg };

	for (size_t at = 0; at < n;) {
		const char *end = memchr(bytes + at, '\n', n - at);
		size_t length = end ? (size_t)(end - bytes) - at : n - at;

		s.line++;
		scan_line(&s, bytes + at, length);
		at += length + 1;
	}
	close_section(&s);
	mem_free(s.entries.items);
	return s.problems;
}
