#include "screen/template.h"

#include "base/mem.h"

#include <string.h>

#define LETTERS "abcdefghijklmnopqrstuvwxyz0123456789_"

/* The length of the name between the braces at s, 0 if they hold none. */
static size_t name_at(const char *s)
{
	size_t n;

	if (s[0] != '{' || s[1] != '{')
		return 0;
	n = strspn(s + 2, LETTERS);
	return s[2 + n] == '}' && s[3 + n] == '}' ? n : 0;
}

void template_fill(const char *text, template_value *value, void *arg, struct buf *out)
{
	while (*text) {
		size_t n = name_at(text), before = out->n;

		if (!n) {
			buf_addc(out, *text++);
			continue;
		}
		char *name = mem_dup_n(text + 2, n);
		if (!value(arg, name, out))
			buf_add(out, text, n + 4);
		else if (out->n == before)
			buf_adds(out, TEMPLATE_BLANK);
		mem_free(name);
		text += n + 4;
	}
}

bool template_next(const char **at, const char **name, size_t *n)
{
	for (; **at; ++*at) {
		*n = name_at(*at);
		if (!*n)
			continue;
		*name = *at + 2;
		*at += *n + 4;
		return true;
	}
	return false;
}

bool template_is_broken(const char *text)
{
	for (; (text = strstr(text, "{{")) != NULL; text += 2)
		if (!name_at(text))
			return true;
	return false;
}
