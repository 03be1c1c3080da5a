#include "base/json.h"

#include "base/text.h"

#include <string.h>

static const char *blank(const char *s)
{
	return s + strspn(s, " \t\r\n");
}

static int hex4(const char *s)
{
	int v = 0;

	for (int i = 0; i < 4; i++) {
		static const char digits[] = "0123456789abcdef";
		const char *d = s[i] != '\0' ? strchr(digits, s[i] | 0x20) : NULL;

		if (d == NULL)
			return -1;
		v = v * 16 + (int)(d - digits);
	}
	return v;
}

/* At the first digit of a \u escape. Returns what comes after it, NULL where it is none. */
static const char *unicode(const char *s, struct buf *out)
{
	int unit = hex4(s);
	uint32_t cp = (uint32_t)unit;
	char bytes[4];

	if (unit < 0)
		return NULL;
	s += 4;
	if (cp >= 0xd800 && cp < 0xdc00 && s[0] == '\\' && s[1] == 'u') {
		int low = hex4(s + 2);

		if (low >= 0xdc00 && low < 0xe000) {
			cp = 0x10000 + ((cp - 0xd800) << 10) + ((uint32_t)low - 0xdc00);
			s += 6;
		}
	}
	int n = utf8_encode(cp, bytes);
	if (n == 0)
		n = utf8_encode(0xfffd, bytes);
	buf_add(out, bytes, (size_t)n);
	return s;
}

/* At the opening quote. Returns what comes after the closing one, NULL where the string does not end. */
static const char *string(const char *s, struct buf *out)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";

	for (s++; *s != '"';) {
		size_t plain = strcspn(s, "\"\\");

		buf_add(out, s, plain);
		s += plain;
		if (*s == '\0')
			return NULL;
		if (*s == '"')
			break;
		s++;
		const char *known = *s != '\0' ? strchr(from, *s) : NULL;
		if (*s == 'u') {
			s = unicode(s + 1, out);
			if (s == NULL)
				return NULL;
		} else if (known != NULL) {
			buf_addc(out, to[known - from]);
			s++;
		} else {
			return NULL;
		}
	}
	return s + 1;
}

/* Over any value that is no string: brackets counted, strings inside passed over. */
static const char *skip(const char *s)
{
	struct buf unused = BUF_INIT;
	int depth = 0;

	for (; s != NULL && *s != '\0'; s++) {
		if (*s == '"') {
			s = string(s, &unused);
			if (s == NULL)
				break;
			s--;
		} else if (*s == '{' || *s == '[') {
			depth++;
		} else if ((*s == '}' || *s == ']') && depth-- == 0) {
			break;
		} else if (*s == ',' && depth == 0) {
			break;
		}
	}
	buf_release(&unused);
	return s;
}

bool json_next(const char **at, struct buf *key, struct buf *text)
{
	const char *s = *at;

	for (;;) {
		s = blank(s);
		if (*s == '{' || *s == ',')
			s = blank(s + 1);
		if (*s != '"')
			return false;
		buf_clear(key);
		buf_clear(text);
		s = string(s, key);
		if (s == NULL || *(s = blank(s)) != ':')
			return false;
		s = blank(s + 1);
		bool is_text = *s == '"';
		s = is_text ? string(s, text) : skip(s);
		if (s == NULL)
			return false;
		*at = s;
		if (is_text)
			return true;
	}
}

bool json_next_item(const char **at, struct buf *text)
{
	const char *s = *at;

	while (s != NULL) {
		s = blank(s);
		if (*s == '[' || *s == ',')
			s = blank(s + 1);
		if (*s == '\0' || *s == ']')
			return false;
		buf_clear(text);
		bool is_text = *s == '"';
		const char *next = is_text ? string(s, text) : skip(s);
		if (next == NULL || next == s)
			return false;
		s = next;
		*at = s;
		if (is_text)
			return true;
	}
	return false;
}
