/* Cells of lists as compared, DOMAIN §12. Nothing is mended silently: what is no date, number or ID stays as it is. */
#include "base/clock.h"
#include "base/date.h"
#include "base/idno.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/text.h"
#include "roster_parts.h"

#include <stdlib.h>
#include <string.h>

#define TEN 10
#define HAN 3 /* bytes of a numeral */
#define ORDINAL "\u7b2c"

enum kind { KIND_CODE, KIND_ID, KIND_NAME, KIND_DATE, KIND_PHONE, KIND_CARD, KIND_MONEY, KIND_LABEL, KIND_PLACE };
static const enum kind kinds[ROSTER_FIELD_COUNT] = {
	[ROSTER_ID_NO] = KIND_ID,       [ROSTER_NAME] = KIND_NAME,      [ROSTER_SEX] = KIND_LABEL,
	[ROSTER_BIRTH] = KIND_DATE,     [ROSTER_VILLAGE] = KIND_PLACE,  [ROSTER_GROUP] = KIND_LABEL,
	[ROSTER_HEAD_NAME] = KIND_NAME, [ROSTER_RELATION] = KIND_LABEL, [ROSTER_PHONE] = KIND_PHONE,
	[ROSTER_SCHOOL] = KIND_LABEL,   [ROSTER_STAGE] = KIND_LABEL,    [ROSTER_GRADE] = KIND_LABEL,
	[ROSTER_CLASS] = KIND_LABEL,    [ROSTER_AMOUNT] = KIND_MONEY,   [ROSTER_CARD] = KIND_CARD,
	[ROSTER_DIBAO] = KIND_LABEL,    [ROSTER_TEKUN] = KIND_LABEL,
};

static const char *label_of(struct office *o, enum roster_field f, const char *text)
{
	return o->roster && o->roster->label ? o->roster->label(o->roster->label_arg, f, text) : NULL;
}

static bool is_numbered(enum roster_field f)
{
	return f == ROSTER_GROUP || f == ROSTER_GRADE || f == ROSTER_CLASS;
}

static char *clean_id(const char *raw)
{
	struct match_entry e = { .name = "" };
	char *text = text_heading(raw);

	match_entry_id(&e, raw, clock_today());
	if (e.state == MATCH_ID_SOUND || e.state == MATCH_ID_OLD) {
		mem_free(text);
		return mem_dup(e.id);
	}
	return text;
}

static char *clean_name(const char *raw)
{
	char *plain = text_nfkc(raw), *key = text_name_key(plain);

	mem_free(plain);
	return key;
}

static char *clean_date(const char *raw)
{
	struct date d;
	char iso[DATE_BYTES];

	if (!date_parse(raw, clock_today(), &d))
		return text_heading(raw);
	date_format(&d, iso);
	return mem_dup(iso);
}

static char *clean_money(const char *raw)
{
	struct buf b = BUF_INIT;
	int64_t fen;

	if (money_parse(raw, &fen, NULL) < 0)
		return text_heading(raw);
	money_format(&b, fen, false);
	return buf_detach(&b);
}

static char *clean_digits(const char *raw, int (*parse)(const char *, char[24]))
{
	char out[24];

	return parse(raw, out) < 0 ? text_heading(raw) : mem_dup(out);
}

static int parse_phone(const char *raw, char out[24])
{
	return phone_parse(raw, out, NULL);
}

static int parse_card(const char *raw, char out[24])
{
	bool luhn;

	return card_parse(raw, out, &luhn, NULL);
}

/* 0 to 9, TEN; −1 for what is no Han numeral. */
static int han_digit(const char *s)
{
	static const char *const digits[] = { "\u3007", "\u4e00", "\u4e8c", "\u4e09", "\u56db", "\u4e94",
					      "\u516d", "\u4e03", "\u516b", "\u4e5d", "\u5341" };

	for (int i = 0; i <= TEN; i++)
		if (strncmp(s, digits[i], HAN) == 0)
			return i;
	return -1;
}

/* The numeral at *s as a number, *s behind it: 23 is two, ten, three. */
static int han_number(const char **s)
{
	int n = 0, digit;

	for (; (digit = han_digit(*s)) >= 0 && n < 1000; *s += HAN)
		if (digit == TEN)
			n = (n ? n : 1) * TEN;
		else
			n = n % TEN == 0 && n ? n + digit : n * TEN + digit;
	return n;
}

/* Groups, grades and classes are numbered in Han numerals or digits, with the ordinal's sign or without. */
static char *numbered(char *text)
{
	struct buf b = BUF_INIT;

	for (const char *s = text; *s;) {
		if (strncmp(s, ORDINAL, HAN) == 0)
			s += HAN;
		else if (han_digit(s) >= 0)
			buf_addf(&b, "%d", han_number(&s));
		else
			buf_addc(&b, *s++);
	}
	mem_free(text);
	return buf_detach(&b);
}

char *roster_clean(struct office *o, enum roster_field f, const char *raw)
{
	const char *label;

	if (text_is_blank(raw))
		return mem_dup("");
	switch (kinds[f]) {
	case KIND_ID:
		return clean_id(raw);
	case KIND_NAME:
		return clean_name(raw);
	case KIND_DATE:
		return clean_date(raw);
	case KIND_PHONE:
		return clean_digits(raw, parse_phone);
	case KIND_CARD:
		return clean_digits(raw, parse_card);
	case KIND_MONEY:
		return clean_money(raw);
	case KIND_LABEL:
		label = label_of(o, f, raw);
		label = label ? label : raw;
		return is_numbered(f) ? numbered(text_heading(label)) : text_heading(label);
	case KIND_CODE:
	case KIND_PLACE:
		break;
	}
	return text_heading(raw);
}

/* A month alone is a date: it agrees with every day in it. */
static bool same_date(const char *a, const char *b)
{
	size_t n = strlen(a) < strlen(b) ? strlen(a) : strlen(b);

	return date_is_valid(a) && date_is_valid(b) ? strncmp(a, b, n) == 0 : strcmp(a, b) == 0;
}

bool roster_agree(struct office *o, enum roster_field f, const char *a, const char *b)
{
	if (strcmp(a, b) == 0)
		return true;
	char *x = roster_clean(o, f, a), *y = roster_clean(o, f, b);
	bool same = kinds[f] == KIND_DATE ? same_date(x, y) : strcmp(x, y) == 0;

	mem_free(x);
	mem_free(y);
	return same;
}

static char *stored_id(enum roster_field f, const char *raw, struct err *e)
{
	char out[IDNO_BYTES];
	enum idno_kind kind;

	if (idno_parse(raw, clock_today(), out, &kind, e) == 0)
		return mem_dup(out);
	if (e)
		strcpy(e->field, roster_field_name(f));
	return NULL;
}

static char *stored_date(const char *raw, struct err *e)
{
	struct date d;
	char iso[DATE_BYTES];

	if (!date_parse(raw, clock_today(), &d)) {
		err_field(e, "birth", "DATE_BAD", raw);
		return NULL;
	}
	date_format(&d, iso);
	return mem_dup(iso);
}

char *roster_stored(struct office *o, enum roster_field f, const char *raw, struct err *e)
{
	char out[24];
	bool luhn;
	const char *label;

	switch (kinds[f]) {
	case KIND_ID:
		return stored_id(f, raw, e);
	case KIND_NAME:
		return text_name(raw);
	case KIND_DATE:
		return stored_date(raw, e);
	case KIND_PHONE:
		return phone_parse(raw, out, e) < 0 ? NULL : mem_dup(out);
	case KIND_CARD:
		return card_parse(raw, out, &luhn, e) < 0 ? NULL : mem_dup(out);
	case KIND_LABEL:
		label = label_of(o, f, raw);
		return label ? mem_dup(label) : text_nfkc(raw);
	case KIND_CODE:
	case KIND_MONEY:
	case KIND_PLACE:
		break;
	}
	return text_nfkc(raw);
}
