#include "screen/spec.h"

#include "base/buf.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define KEY_BYTES 96

bool bar_next(const char **at, const char **item, size_t *n)
{
	const char *s = *at;

	while (*s == ' ' || *s == '\t' || *s == '|')
		s++;
	if (!*s)
		return false;
	*item = s;
	*n = strcspn(s, "|");
	*at = s + *n;
	while (*n && (s[*n - 1] == ' ' || s[*n - 1] == '\t'))
		--*n;
	return true;
}

bool bar_has(const char *list, const char *item)
{
	const char *one;
	size_t n, length = strlen(item);

	while (bar_next(&list, &one, &n))
		if (n == length && !memcmp(one, item, n))
			return true;
	return false;
}

const char *spec_unescape(struct arena *a, const char *s)
{
	char *copy = arena_dup(a, s), *to = copy;

	for (const char *from = copy; *from; from++) {
		if (from[0] == '\\' && from[1] == 'n') {
			*to++ = '\n';
			from++;
		} else {
			*to++ = *from;
		}
	}
	*to = '\0';
	return copy;
}

static bool is_continued(const char *key, const char *base)
{
	size_t n = strlen(base);

	if (strncmp(key, base, n) != 0 || !isdigit((unsigned char)key[n]) || key[n] < '2')
		return false;
	return key[n + 1] == '\0';
}

static bool spec_has(const struct spec *s, const char *key)
{
	size_t n = strlen(s->key);

	if (!strcmp(key, s->key))
		return true;
	if (s->type == SPEC_LONG)
		return is_continued(key, s->key);
	return s->type == SPEC_WORDS && !strncmp(key, s->key, n) && !strcmp(key + n, "_en");
}

bool spec_knows(const struct spec *specs, const char *key)
{
	for (; specs->key; specs++)
		if (spec_has(specs, key))
			return true;
	return false;
}

static void put_text(void *out, size_t at, const char *text)
{
	memcpy((char *)out + at, &text, sizeof text);
}

static const char *value_of(const struct ini_section *s, const char *key)
{
	const struct ini_entry *e = ini_entry(s, key);

	return e && e->value[0] ? e->value : NULL;
}

static int line_of(const struct ini_section *s, const char *key)
{
	const struct ini_entry *e = ini_entry(s, key);

	return e ? e->line : s->line;
}

static const char *join_long(const struct spec_reader *r, const struct ini_section *s, const char *key)
{
	struct buf b = BUF_INIT;
	char name[KEY_BYTES];
	const char *part = value_of(s, key), *joined;

	for (int i = 2; part && i <= 10; i++) {
		if (b.n)
			buf_addc(&b, ' ');
		buf_adds(&b, part);
		snprintf(name, sizeof name, "%s%d", key, i);
		part = i < 10 ? value_of(s, name) : NULL;
	}
	joined = b.n ? arena_dup(r->arena, b.s) : NULL;
	buf_release(&b);
	return joined;
}

static int fill_text(const struct spec_reader *r, const struct spec *p, const struct ini_section *s, void *out)
{
	const char *text = p->type == SPEC_LONG ? join_long(r, s, p->key) : value_of(s, p->key);

	if (!text && (p->flags & SPEC_NEEDED))
		r->fault(r->arg, SPEC_ABSENT, line_of(s, p->key), p->key, "", "");
	if (p->type == SPEC_WORDS) {
		char name[KEY_BYTES];
		const char *other, *chosen, *zh = text ? spec_unescape(r->arena, text) : NULL;

		snprintf(name, sizeof name, "%s_en", p->key);
		other = value_of(s, name);
		if (text && !other && !(p->flags & SPEC_NO_ENGLISH))
			r->fault(r->arg, SPEC_UNTRANSLATED, line_of(s, p->key), p->key, "", "");
		if (other && !text && !(p->flags & SPEC_NEEDED))
			r->fault(r->arg, SPEC_ABSENT, line_of(s, name), p->key, "", "");
		chosen = r->english && other ? spec_unescape(r->arena, other) : zh;
		put_text(out, p->at, chosen || (p->flags & SPEC_NULL) ? chosen : "");
		if (p->also)
			put_text(out, p->also, zh || (p->flags & SPEC_NULL) ? zh : "");
		return !text && (p->flags & SPEC_NEEDED);
	}
	if (text && p->type == SPEC_TEXT)
		text = arena_dup(r->arena, text);
	put_text(out, p->at, text || (p->flags & SPEC_NULL) ? text : "");
	return !text && (p->flags & SPEC_NEEDED);
}

static int index_of(const char *const *allowed, const char *value)
{
	for (int i = 0; allowed[i]; i++)
		if (!strcmp(allowed[i], value))
			return i;
	return -1;
}

static bool number_of(const struct spec *p, const char *value, void *out)
{
	char *end;

	errno = 0;
	if (p->type == SPEC_INT) {
		long n = strtol(value, &end, 10);
		int i = (int)n;

		if (errno || *end || n != i)
			return false;
		memcpy((char *)out + p->at, &i, sizeof i);
	} else {
		double d = strtod(value, &end);

		if (errno || *end || d != d || d - d != 0)
			return false;
		memcpy((char *)out + p->at, &d, sizeof d);
	}
	if (p->also)
		*((bool *)((char *)out + p->also)) = true;
	return true;
}

static int fill_other(const struct spec_reader *r, const struct spec *p, const struct ini_section *s, void *out)
{
	static const char *const yes[] = { "no", "yes", NULL };
	const char *value = value_of(s, p->key);
	const char *const *allowed = p->type == SPEC_YES ? yes : p->allowed;
	int i;

	if (!value) {
		if (p->flags & SPEC_NEEDED)
			r->fault(r->arg, SPEC_ABSENT, line_of(s, p->key), p->key, "", "");
		return (p->flags & SPEC_NEEDED) != 0;
	}
	if (p->type == SPEC_INT || p->type == SPEC_REAL) {
		if (number_of(p, value, out))
			return 0;
		r->fault(r->arg, SPEC_BAD, line_of(s, p->key), p->key, value,
			 p->type == SPEC_INT ? "0 1 2 …" : "0 1.5 …");
		return 1;
	}
	i = index_of(allowed, value);
	if (i < 0) {
		struct buf b = BUF_INIT;

		for (int k = 0; allowed[k]; k++)
			buf_addf(&b, "%s%s", k ? " " : "", allowed[k]);
		r->fault(r->arg, SPEC_BAD, line_of(s, p->key), p->key, value, b.s);
		buf_release(&b);
		return 1;
	}
	if (p->type == SPEC_YES)
		*((bool *)((char *)out + p->at)) = i == 1;
	else
		memcpy((char *)out + p->at, &i, sizeof i);
	return 0;
}

/* sql3 without a sql2 would be left out in silence. */
static bool is_orphan(const struct spec *specs, const struct ini_section *s, const char *key)
{
	for (; specs->key; specs++) {
		char before[KEY_BYTES];
		size_t n = strlen(specs->key);

		if (specs->type != SPEC_LONG || !is_continued(key, specs->key))
			continue;
		snprintf(before, sizeof before, "%s", key);
		before[n] = key[n] == '2' ? '\0' : (char)(key[n] - 1);
		return !value_of(s, before);
	}
	return false;
}

static void report_unknown(const struct spec_reader *r, const struct spec *specs, const struct ini_section *s)
{
	for (size_t i = 0; i < s->n; i++) {
		struct buf b = BUF_INIT;

		if (spec_knows(specs, s->entry[i].key) && !is_orphan(specs, s, s->entry[i].key))
			continue;
		for (const struct spec *p = specs; p->key; p++)
			buf_addf(&b, "%s%s", b.n ? " " : "", p->key);
		r->fault(r->arg, SPEC_UNKNOWN, s->entry[i].line, s->entry[i].key, s->entry[i].value, b.s);
		buf_release(&b);
	}
}

int spec_fill_known(const struct spec_reader *r, const struct spec *specs, const struct ini_section *section, void *out)
{
	int faults = 0;

	for (const struct spec *p = specs; p->key; p++) {
		if (p->type == SPEC_TEXT || p->type == SPEC_WORDS || p->type == SPEC_LONG)
			faults += fill_text(r, p, section, out);
		else
			faults += fill_other(r, p, section, out);
	}
	return faults;
}

int spec_fill(const struct spec_reader *r, const struct spec *specs, const struct ini_section *section, void *out)
{
	int faults = spec_fill_known(r, specs, section, out);

	report_unknown(r, specs, section);
	return faults;
}
