#include "screen/field.h"

#include "base/date.h"
#include "base/idno.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/text.h"
#include "screen/field_many.h"
#include "screen/spec.h"

#include <ctype.h>
#include <math.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_MOST 200
#define LONGTEXT_MOST 4000

static size_t count_characters(const char *s)
{
	size_t n = 0;

	for (size_t at = 0; s[at]; at = text_next(s, at))
		n++;
	return n;
}

/* Cleaned of controls and trimmed. */
static char *clean(const char *text, bool lines)
{
	struct buf b = BUF_INIT;
	size_t skip = 0;
	char *out;

	text_clean(&b, text, strlen(text), lines);
	while (b.n && strchr(" \n", b.s[b.n - 1]))
		buf_cut(&b, b.n - 1);
	skip = strspn(b.s, lines ? "\n" : " ");
	out = mem_dup(b.s + skip);
	buf_release(&b);
	return out;
}

/* Lists ask the same few patterns for each of their cells: those asked last stay compiled. */
static regex_t *compiled(const char *pattern)
{
	static struct {
		char *pattern;
		regex_t re;
	} kept[8], *k;
	static size_t next;

	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		if (kept[i].pattern && !strcmp(kept[i].pattern, pattern))
			return &kept[i].re;
	k = &kept[next++ % (sizeof kept / sizeof *kept)];
	if (k->pattern)
		regfree(&k->re);
	mem_free(k->pattern);
	k->pattern = NULL;
	if (regcomp(&k->re, pattern, REG_EXTENDED | REG_NOSUB))
		return NULL;
	k->pattern = mem_dup(pattern);
	return &k->re;
}

static bool matches(const char *pattern, const char *text)
{
	const regex_t *re = compiled(pattern);

	return !re || !regexec(re, text, 0, NULL, 0); /* what is no pattern is the linter's finding, not the person's */
}

static int parse_text(const struct field *f, const char *text, const char *today, struct value *out, struct err *e)
{
	bool lines = f->type == FIELD_LONGTEXT;
	size_t most = f->max > 0 ? (size_t)f->max : lines ? LONGTEXT_MOST : TEXT_MOST;
	char *made = text_is_plain(text) ? NULL : clean(text, lines), number[24];
	const char *cleaned = made ? made : text;
	int result = 0;

	(void)today;
	if (strlen(cleaned) > most && count_characters(cleaned) > most) {
		snprintf(number, sizeof number, "%zu", most);
		result = err_field(e, f->name, "FIELD_LONG", number);
	} else if (f->pattern && !matches(f->pattern, cleaned)) {
		result = err_field(e, f->name, "FIELD_PATTERN", cleaned, f->help ? f->help : "");
	} else {
		*out = value_text(cleaned);
	}
	mem_free(made);
	return result;
}

static int check_range(const struct field *f, double v, struct err *e)
{
	struct buf min = BUF_INIT, max = BUF_INIT;
	int result = 0;

	number_format(&min, f->min, 4);
	number_format(&max, f->max_value, 4);
	if ((f->has_min && v < f->min) || (f->has_max && v > f->max_value)) {
		if (f->has_min && f->has_max)
			result = err_field(e, f->name, "FIELD_RANGE", min.s, max.s);
		else if (f->has_min)
			result = err_field(e, f->name, "FIELD_LEAST", min.s);
		else
			result = err_field(e, f->name, "FIELD_MOST", max.s);
	}
	buf_release(&min);
	buf_release(&max);
	return result;
}

static int parse_number(const struct field *f, const char *text, const char *today, struct value *out, struct err *e)
{
	const char *unit = f->unit && f->unit[0] ? f->unit : NULL;
	double v = 0;
	int64_t whole = 0;

	(void)today;
	if (f->decimals > 0) {
		double scale = pow(10, f->decimals);

		if (!number_is_none(text) && number_parse(text, unit, &v, e))
			return -1;
		v = round(v * scale) / scale; /* Excel's 0.30000000000000004 is 0.3 */
		*out = value_real(v);
	} else {
		if (!number_is_none(text) && integer_parse(text, unit, &whole, e))
			return -1;
		v = (double)whole;
		*out = value_int(whole);
	}
	return check_range(f, v, e);
}

static int parse_money(const struct field *f, const char *text, const char *today, struct value *out, struct err *e)
{
	int64_t fen = 0;

	(void)today;
	if (!number_is_none(text) && money_parse(text, &fen, e))
		return -1;
	*out = value_int(fen);
	return check_range(f, (double)fen / 100, e);
}

static int parse_date(const struct field *f, const char *text, const char *today, struct value *out, struct err *e)
{
	const char *precision = f->precision ? f->precision : "day";
	struct date d;
	char iso[DATE_BYTES];

	if (number_is_none(text))
		return 0;
	if (!date_parse(text, today, &d))
		return err_field(e, f->name, "FIELD_DATE", text);
	if (!strcmp(precision, "day") && !d.day)
		return err_field(e, f->name, "FIELD_DATE_DAY", text);
	if (!strcmp(precision, "month") && !d.month)
		return err_field(e, f->name, "FIELD_DATE_MONTH", text);
	if (!strcmp(precision, "month") || !strcmp(precision, "year"))
		d.day = 0; /* Excel writes a month as its first day */
	if (!strcmp(precision, "year"))
		d.month = 0;
	date_format(&d, iso);
	*out = value_text(iso);
	return 0;
}

static const char *skip_character(const char *s, const char *character)
{
	size_t n = strlen(character);

	return strncmp(s, character, n) ? s : s + n;
}

static const char *skip_dash(const char *s)
{
	static const char *const dashes[] = { "-", "~", "/", "\u2013", "\u2014" };
	const char *after = s;

	for (size_t i = 0; i < sizeof dashes / sizeof *dashes && after == s; i++)
		after = skip_character(s, dashes[i]);
	return after;
}

static bool read_year(const char **s, int *year)
{
	*year = 0;
	for (int i = 0; i < 4; i++)
		if (!isdigit((unsigned char)(*s)[i]))
			return false;
	for (int i = 0; i < 4; i++)
		*year = *year * 10 + (*s)[i] - '0';
	*s += 4;
	return *year >= 1900 && *year < 2100;
}

/* The season of what stands after the year: 1 spring, 2 autumn, 0 none. In a school year the numbers count its terms,
 * and the first one is in autumn. */
static int season_of(const struct field *f, const char *rest, bool school_year)
{
	const struct choice *c;
	int season = 0;

	if (rest[0] == '-')
		rest++;
	if ((rest[0] == '1' || rest[0] == '2') && !rest[1])
		return school_year ? '3' - rest[0] : rest[0] - '0';
	c = f->season ? choice_find(f->season, rest) : NULL;
	if (c)
		season = atoi(c->code);
	return season == 1 || season == 2 ? season : 0;
}

static int parse_term(const struct field *f, const char *text, const char *today, struct value *out, struct err *e)
{
	char *heading = text_heading(text), stored[16];
	const char *s = heading;
	int year, second, season = 0;
	bool school_year = false;

	(void)today;
	if (number_is_none(text)) {
		mem_free(heading);
		return 0;
	}
	if (read_year(&s, &year)) {
		const char *after = skip_dash(s);

		if (after != s && read_year(&after, &second) && second == year + 1) {
			school_year = true;
			s = skip_character(after, "\u5b66");
		}
		s = skip_character(s, "\u5e74");
		season = season_of(f, s, school_year);
		if (school_year && season == 1)
			year = second;
	}
	mem_free(heading);
	if (!season)
		return err_field(e, f->name, "FIELD_TERM", text);
	snprintf(stored, sizeof stored, "%04d-%d", year, season);
	*out = value_text(stored);
	return 0;
}

static int parse_yesno(const struct field *f, const char *text, const char *today, struct value *out, struct err *e)
{
	const struct choice *c = f->yesno ? choice_find(f->yesno, text) : NULL;
	const char *s = text + strspn(text, " ");

	(void)today;
	if (c)
		*out = value_int(!strcmp(c->code, "1"));
	else if ((s[0] == '0' || s[0] == '1') && !s[1 + strspn(s + 1, " ")])
		*out = value_int(s[0] - '0');
	else if (number_is_none(text))
		*out = value_int(0);
	else
		return err_field(e, f->name, "FIELD_YESNO", text);
	return 0;
}

static int parse_choice(const struct field *f, const char *text, const char *today, struct value *out, struct err *e)
{
	const struct choice *c = f->choices ? choice_find(f->choices, text) : NULL;

	if (c)
		*out = value_text(c->label);
	else if (f->open)
		return parse_text(f, text, today, out, e);
	else if (!number_is_none(text))
		return err_field(e, f->name, "FIELD_CHOICE", text);
	return 0;
}

static int parse_id(const struct field *f, const char *text, const char *today, struct value *out, struct err *e)
{
	char stored[IDNO_BYTES];
	enum idno_kind kind;
	bool luhn;
	int result = 0;

	if (number_is_none(text))
		return 0;
	if (f->type == FIELD_ID)
		result = idno_parse(text, today, stored, &kind, e);
	else if (f->type == FIELD_PHONE)
		result = phone_parse(text, stored, e);
	else
		result = card_parse(text, stored, &luhn, e);
	if (!result)
		*out = value_text(stored);
	return result;
}

static int parse_ref(const struct field *f, const char *text, const char *today, struct value *out, struct err *e)
{
	char *end;
	long long id = strtoll(text, &end, 10);

	(void)today;
	if (*end || id <= 0)
		return err_field(e, f->name, "FIELD_REF", text);
	*out = value_int(id);
	return 0;
}

static int parse_nothing(const struct field *f, const char *text, const char *today, struct value *out, struct err *e)
{
	(void)f;
	(void)text;
	(void)today;
	(void)out;
	(void)e;
	return 0;
}

typedef int parse_fn(const struct field *, const char *, const char *, struct value *, struct err *);
static parse_fn *const parsers[] = {
	[FIELD_TEXT] = parse_text,   [FIELD_LONGTEXT] = parse_text,    [FIELD_NUMBER] = parse_number,
	[FIELD_MONEY] = parse_money, [FIELD_DATE] = parse_date,        [FIELD_TERM] = parse_term,
	[FIELD_YESNO] = parse_yesno, [FIELD_CHOICE] = parse_choice,    [FIELD_CHOICES] = field_parse_many,
	[FIELD_ID] = parse_id,       [FIELD_PHONE] = parse_id,         [FIELD_CARD] = parse_id,
	[FIELD_REF] = parse_ref,     [FIELD_COMPUTED] = parse_nothing,
};

int field_parse(const struct field *f, const char *text, const char *today, struct value *out, struct err *e)
{
	struct err mine;

	*out = value_null();
	if (text_is_blank(text))
		return 0;
	err_clear(&mine);
	if (!parsers[f->type](f, text, today, out, &mine))
		return 0;
	value_release(out);
	if (e) {
		*e = mine; /* those of base/ do not know the field */
		snprintf(e->field, sizeof e->field, "%s", f->name);
	}
	return -1;
}
