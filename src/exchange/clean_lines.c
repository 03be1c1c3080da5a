/* Lines: which belong together, which are no part of the report. */
#include "base/mem.h"
#include "base/text.h"
#include "clean_parts.h"

#include <string.h>

#define FULL_LINE 40    /* columns from which on a line without an end may be one that was broken */
#define SHORT_LINE 80   /* columns up to which a word of an advert anywhere makes a line one */
#define HEADING_MOST 60 /* columns of a numbered heading */

bool clean_is_numeral(uint32_t cp)
{
	static const uint16_t numeral[] = { 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94,
					    0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341 };

	for (size_t i = 0; i < sizeof(numeral) / sizeof(numeral[0]); i++)
		if (numeral[i] == cp)
			return true;
	return false;
}

/* Behind the number or bullet a line of a list begins with (one, (one), 1., (1)); NULL where it has none. */
static const char *numbered(const char *s)
{
	uint32_t cp;
	size_t n = utf8_step(s, &cp);
	bool bracket = cp == '(' || cp == 0xFF08, number = false;

	if (cp == '-' || cp == '*' || cp == 0x2022 || cp == 0x25CF || (cp >= 0x2460 && cp <= 0x2473))
		return s + n;
	if (bracket)
		s += n;
	for (; (n = utf8_step(s, &cp)) > 0; s += n) {
		if (!clean_is_numeral(cp) && !(cp >= '0' && cp <= '9'))
			break;
		number = true;
	}
	if (!number || (cp == '.' && s[1] >= '0' && s[1] <= '9'))
		return NULL;
	if (bracket)
		return cp == ')' || cp == 0xFF09 ? s + n : NULL;
	return cp == 0x3001 || cp == '.' || cp == 0xFF0E ? s + n : NULL;
}

static uint32_t last_of(const char *s)
{
	uint32_t cp = 0;

	while (*s)
		s += utf8_step(s, &cp);
	return cp;
}

static bool ends(uint32_t cp)
{
	static const uint32_t end[] = { '.',    '!',    '?',    ';',    ':',    ')',    0x3002, 0xFF01, 0xFF1F,
					0xFF1B, 0xFF1A, 0xFF09, 0x201D, 0x2026, 0x300D, 0x3011, 0x300B };

	for (size_t i = 0; i < sizeof(end) / sizeof(end[0]); i++)
		if (end[i] == cp)
			return true;
	return false;
}

static bool has_sign(const char *s)
{
	uint32_t cp;

	for (; *s; s += utf8_step(s, &cp)) {
		utf8_step(s, &cp);
		if (cp == 0x3001 || cp == 0x3002 || cp == 0xFF0C || cp == 0xFF1B || cp == 0xFF1A)
			return true;
	}
	return false;
}

/* Was the end of `line` only the end of a page's width? `first`: it is the first of all, perhaps a title. */
static bool goes_on(const char *line, const char *next, bool first)
{
	uint32_t last = last_of(line), head;
	const char *heading = numbered(line);

	utf8_step(next, &head);
	if (!*line || !*next || numbered(next))
		return false;
	if (last == 0xFF0C || last == 0x3001 || last == ',' || head == 0xFF0C || head == 0x3002 || head == 0x3001)
		return true;
	if (ends(last) || text_width(line) < FULL_LINE || (first && !has_sign(line)))
		return false;
	return !heading || text_width(line) > HEADING_MOST || has_sign(heading);
}

static bool names_advert(const struct choice_list *l, const char *line)
{
	char *plain;
	bool found = false, brief;

	if (!l || !*line)
		return false;
	brief = text_width(line) <= SHORT_LINE;
	plain = text_heading(line);
	for (size_t i = 0; i < l->n && !found; i++) {
		char *word = text_heading(l->choice[i].label);
		const char *at = strstr(plain, word);

		found = at && (at == plain || brief);
		mem_free(word);
	}
	mem_free(plain);
	return found;
}

static void join(struct buf *line, const char *next)
{
	uint32_t last = last_of(line->s), head;

	utf8_step(next, &head);
	if (last < 0x2E80 && head < 0x2E80 && last != '-')
		buf_addc(line, ' ');
	buf_adds(line, next);
}

static void flush(struct buf *out, struct buf *line, bool *gap)
{
	if (line->n == 0)
		return;
	if (out->n > 0)
		buf_adds(out, *gap ? "\n\n" : "\n");
	buf_add(out, line->s, line->n);
	buf_clear(line);
	*gap = false;
}

void clean_lines(struct buf *text, const struct clean_words *w, struct buf *dropped)
{
	struct buf out = BUF_INIT, line = BUF_INIT, one = BUF_INIT;
	bool gap = false, was_gap = false;

	for (const char *s = text->s; *s; s += *s == '\n') {
		size_t n = strcspn(s, "\n");

		buf_clear(&one);
		buf_add(&one, s, n);
		s += n;
		if (names_advert(w->advert, one.s)) {
			buf_addf(dropped, "%s\n", one.s);
			continue;
		}
		if (one.n == 0) {
			was_gap = true;
			continue;
		}
		if (line.n > 0 && !was_gap && goes_on(line.s, one.s, out.n == 0)) {
			join(&line, one.s);
			continue;
		}
		flush(&out, &line, &gap);
		gap = was_gap;
		was_gap = false;
		buf_add(&line, one.s, one.n);
	}
	flush(&out, &line, &gap);
	buf_release(&line);
	buf_release(&one);
	buf_release(text);
	*text = out;
}
