#include "screen/ini_scan.h"

#include "base/mem.h"
#include "base/text.h"

#include <stdint.h>
#include <string.h>

/* The names met so far, to find one that stands twice: open addressing, at most half full. */
struct name {
	const char *name; /* NULL: free */
	size_t owner;     /* 0 a section, else a key of the owner-th section */
};
struct names {
	struct name *slot;
	size_t n, cap;
};

struct scan {
	struct arena *a;
	struct growing *sections, entries;
	struct names names;
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

static size_t hash_of(const char *name, size_t owner)
{
	uint64_t h = 14695981039346656037u + owner; /* FNV-1a */

	for (; *name; name++)
		h = (h ^ (unsigned char)*name) * 1099511628211u;
	return (size_t)(h ^ h >> 32);
}

static size_t names_put(struct names *t, const char *name, size_t owner)
{
	size_t same = 0, i = hash_of(name, owner);

	for (; t->slot[i & (t->cap - 1)].name; i++) {
		const struct name *have = &t->slot[i & (t->cap - 1)];

		same += have->owner == owner && !strcmp(have->name, name);
	}
	t->slot[i & (t->cap - 1)] = (struct name){ name, owner };
	t->n++;
	return same;
}

/* How often the name was there before. It is kept, not copied. */
static size_t names_add(struct names *t, const char *name, size_t owner)
{
	if (t->n >= t->cap / 2) {
		struct names more = { .cap = t->cap ? t->cap * 4 : 64 };

		more.slot = mem_alloc(more.cap * sizeof *more.slot);
		for (size_t i = 0; i < t->cap; i++)
			if (t->slot[i].name)
				names_put(&more, t->slot[i].name, t->slot[i].owner);
		mem_free(t->slot);
		*t = more;
	}
	return names_put(t, name, owner);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f';
}

static bool is_comment(char c)
{
	return c == ';' || c == '#';
}

static void trim(char **s, size_t *n)
{
	while (*n && is_blank((*s)[0])) {
		++*s;
		--*n;
	}
	while (*n && is_blank((*s)[*n - 1]))
		--*n;
}

static bool is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
	       c == '-';
}

/* The name where it stands, in lower case; NULL if it has other characters than a name may have. */
static const char *name_of(char *text, size_t n)
{
	if (!n)
		return NULL;
	for (size_t i = 0; i < n; i++)
		if (!is_name(text[i]))
			return NULL;
	for (size_t i = 0; i < n; i++)
		if (text[i] >= 'A' && text[i] <= 'Z')
			text[i] = (char)(text[i] - 'A' + 'a');
	text[n] = '\0';
	return text;
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

bool ini_is_head(char **text, size_t *n)
{
	char *inner = *text + 1;
	size_t length;

	if (*n < 2 || **text != '[' || (*text)[*n - 1] != ']')
		return false;
	length = *n - 2;
	trim(&inner, &length);
	for (size_t i = 0; i < length; i++)
		if (!is_name(inner[i]))
			return false;
	*text = inner;
	*n = length;
	return length > 0;
}

/* The kind of the section before is mostly that of this one too. */
static const char *kind_of(struct scan *s, const char *name, size_t n)
{
	const struct ini_section *all = s->sections->items;
	const char *last = s->sections->n ? all[s->sections->n - 1].kind : "";

	if (!strncmp(last, name, n) && !last[n])
		return last;
	return arena_dup_n(s->a, name, n);
}

static void scan_section(struct scan *s, char *text, size_t n)
{
	char *inner = text;
	size_t length = n;
	struct ini_section *fresh;
	const char *name, *dot, *kind;

	if (!ini_is_head(&inner, &length)) {
		problem(s, "INI_LINE", text, n);
		return;
	}
	name = name_of(inner, length);
	for (size_t same = names_add(&s->names, name, 0); same; same--)
		problem(s, "INI_TWICE", name, strlen(name));
	close_section(s);
	dot = strchr(name, '.');
	kind = dot ? kind_of(s, name, (size_t)(dot - name)) : name;
	fresh = growing_add(s->sections, sizeof *fresh);
	fresh->name = name;
	fresh->kind = kind;
	fresh->id = dot ? dot + 1 : "";
	fresh->line = s->line;
}

/* What stands between the quotes, or before a comment. False: iniparser would not read it whole. */
static bool value_of(char **value, size_t *n)
{
	char *v = *value, *after;
	size_t quotes = 0, rest;

	if (*n && (v[0] == '"' || v[0] == '\'')) {
		char *end = memchr(v + 1, v[0], *n - 1);

		if (!end)
			return false;
		after = end + 1;
		rest = *n - (size_t)(after - v);
		trim(&after, &rest);
		*value = v + 1;
		*n = (size_t)(end - v) - 1;
		return !rest || is_comment(after[0]);
	}
	for (size_t i = 0; i < *n; i++) {
		quotes += v[i] == '\'' || v[i] == '"';
		if (!is_comment(v[i]))
			continue;
		if (quotes % 2 || (i && !is_blank(v[i - 1])))
			return false;
		*n = i;
		trim(value, n);
	}
	return true;
}

static void scan_entry(struct scan *s, char *text, size_t n)
{
	char *equals = memchr(text, '=', n), *name = text, *value;
	size_t length, bytes;
	const char *key = NULL;
	struct ini_entry *fresh;

	if (equals && s->sections->n) {
		length = (size_t)(equals - text);
		trim(&name, &length);
		key = name_of(name, length);
	}
	if (!key) {
		problem(s, "INI_LINE", text, n);
		return;
	}
	value = equals + 1;
	bytes = n - (size_t)(value - text);
	trim(&value, &bytes);
	if (!value_of(&value, &bytes))
		problem(s, "INI_CUT", key, strlen(key));
	for (size_t same = names_add(&s->names, key, s->sections->n); same; same--)
		problem(s, "INI_TWICE", key, strlen(key));
	fresh = growing_add(&s->entries, sizeof *fresh);
	*fresh = (struct ini_entry){ key, bytes ? value : "", s->line };
	value[bytes] = '\0';
}

enum { HAS_CONTROL = 1, HAS_HIGH = 2 };

/* One look at a line tells most of them that there is nothing to look for. */
static int bytes_in(const char *s, size_t n)
{
	unsigned control = 0, high = 0;

	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		control |= (c < 0x20) & (c != '\t') & (c != '\r');
		control |= c == 0x7f;
		high |= c;
	}
	return (control ? HAS_CONTROL : 0) | (high & 0x80 ? HAS_HIGH : 0);
}

static void scan_line(struct scan *s, char *text, size_t n)
{
	int has;

	if (n > INI_LINE_BYTES) {
		problem(s, "INI_LONG", "", 0);
		return;
	}
	has = bytes_in(text, n);
	if (((has & HAS_HIGH) && !utf8_is_valid(text, n)) ||
	    (s->line == 1 && n >= 3 && !memcmp(text, "\xEF\xBB\xBF", 3))) {
		problem(s, "INI_ENCODING", "", 0);
		return;
	}
	trim(&text, &n);
	if (!n)
		return;
	if (has & HAS_CONTROL) /* not if it is only a blank at the edge */
		has = bytes_in(text, n);
	/* A line that ends in a backslash swallows the next one, even in a comment. */
	if (text[n - 1] == '\\' || (has & HAS_CONTROL))
		problem(s, "INI_LINE", text, n);
	else if (text[0] == '[')
		scan_section(s, text, n);
	else if (!is_comment(text[0]))
		scan_entry(s, text, n);
}

int ini_scan(char *bytes, size_t n, int before, struct arena *a, struct growing *g, ini_found *found, void *arg)
{
	struct scan s = { .a = a, .sections = g, .line = before, .found = found, .arg = arg };

	for (size_t at = 0; at < n;) {
		const char *end = memchr(bytes + at, '\n', n - at);
		size_t length = end ? (size_t)(end - bytes) - at : n - at;

		s.line++;
		scan_line(&s, bytes + at, length);
		at += length + 1;
	}
	close_section(&s);
	mem_free(s.entries.items);
	mem_free(s.names.slot);
	return s.problems;
}
