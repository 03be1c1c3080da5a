/* Any bytes as a typed date, number, ID, phone, card or pinyin: what is accepted is in stored form, and reads back as
 * itself. */
#include "base/date.h"
#include "base/idno.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/pinyin.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TODAY "2020-11-23"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define CHECK(holds) \
	do { \
		if (!(holds)) { \
			fprintf(stderr, "line %d: %s\n", __LINE__, #holds); \
			abort(); \
		} \
	} while (0)

static void check_date(const char *s)
{
	struct date d, again;
	char iso[DATE_BYTES], back[DATE_BYTES];

	if (!date_parse(s, TODAY, &d))
		return;
	date_format(&d, iso);
	CHECK(date_is_valid(iso));
	CHECK(date_parse(iso, TODAY, &again));
	date_format(&again, back);
	CHECK(strcmp(iso, back) == 0);
	date_from_days(date_days(iso), back);
	CHECK(strncmp(iso, back, strlen(iso)) == 0);
}

static void check_ids(const char *s)
{
	char out[IDNO_BYTES], back[IDNO_BYTES], number[24], again[24];
	enum idno_kind kind;
	struct err e;
	bool luhn;

	if (idno_parse(s, TODAY, out, &kind, &e) == 0) {
		CHECK(idno_parse(out, TODAY, back, NULL, NULL) == 0 && strcmp(out, back) == 0);
		CHECK(kind == IDNO_PLACEHOLDER || idno_check_digit(out) == out[17]);
		CHECK((kind == IDNO_DISABILITY) == (strlen(out) > 18 && idno_disability_kind(out) > 0) ||
		      kind == IDNO_PLACEHOLDER);
	} else {
		CHECK(utf8_is_valid(e.arg[0], strlen(e.arg[0])) && e.word[0]);
	}
	if (phone_parse(s, number, &e) == 0)
		CHECK(phone_parse(number, again, NULL) == 0 && strcmp(number, again) == 0);
	if (card_parse(s, number, &luhn, &e) == 0)
		CHECK(card_parse(number, again, NULL, NULL) == 0 && strcmp(number, again) == 0);
}

static void check_numbers(const char *s)
{
	struct buf b = BUF_INIT;
	int64_t i, again;
	double v;

	number_parse(s, "亩", &v, NULL);
	if (integer_parse(s, "人", &i, NULL) == 0)
		CHECK(number_parse(s, "人", &v, NULL) == 0 && v - (double)i < 1e6 && (double)i - v < 1e6);
	if (money_parse(s, &i, NULL) == 0 && i < INT64_C(1000000000000000) && i > -INT64_C(1000000000000000)) {
		money_format(&b, i, true);
		CHECK(money_parse(b.s, &again, NULL) == 0 && again == i);
	}
	buf_release(&b);
}

/* The definition of a match, tried way by way. */
static bool plain_match(const char *text, const char *typed)
{
	const char *list;
	uint32_t cp;
	size_t len = utf8_step(text, &cp);

	if (!*typed)
		return true;
	if (!len)
		return false;
	if (cp < 0x80 ? (cp >= 'A' && cp <= 'Z' ? cp + 32 : cp) == (unsigned char)*typed
		      : strncmp(text, typed, len) == 0)
		if (plain_match(text + len, typed + len))
			return true;
	for (list = pinyin_readings(cp); list; list = strchr(list, ' ') ? strchr(list, ' ') + 1 : NULL) {
		size_t n = strcspn(list, " "), left = strlen(typed);

		if (strncmp(list, typed, left < n ? left : n) == 0 && (left <= n || plain_match(text + len, typed + n)))
			return true;
		if (*typed == *list && plain_match(text + len, typed + 1))
			return true;
		if (left > 1 && list[1] == 'h' && strncmp(typed, list, 2) == 0 && plain_match(text + len, typed + 2))
			return true;
	}
	return (cp < 0x80 ? !((cp | 32) >= 'a' && (cp | 32) <= 'z') && !(cp >= '0' && cp <= '9')
			  : cp == 0xB7 || text_is_space(cp)) &&
	       plain_match(text + len, typed);
}

/* Text and typed are made from few characters, else they would never match. */
static void check_pinyin(const uint8_t *data, size_t size)
{
	static const char *const texts[] = { "张", "单", "曾", "安", "国", "·", "a", "长", " ", "重", "吕", "额" };
	static const char *const keys[] = {
		"z", "h", "a", "n", "g", "s", "d", "c", "e", "张", "国", "u", "o", "l", "v"
	};
	struct buf text = BUF_INIT, typed = BUF_INIT;
	bool found = false;

	for (size_t i = 0; i < size && i < 16; i++)
		if (i % 2)
			buf_adds(&text, texts[data[i] % (sizeof(texts) / sizeof(*texts))]);
		else
			buf_adds(&typed, keys[data[i] % (sizeof(keys) / sizeof(*keys))]);
	for (size_t at = 0; at <= text.n && !found; at = at < text.n ? text_next(text.s, at) : at + 1)
		found = plain_match(text.s + at, typed.s);
	CHECK(pinyin_match(text.s, typed.s) == found);
	buf_release(&text);
	buf_release(&typed);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *s = mem_dup_n((const char *)data, size);

	check_date(s);
	check_ids(s);
	check_numbers(s);
	check_pinyin(data, size);
	mem_free(s);
	return 0;
}
