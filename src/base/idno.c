#include "base/idno.h"

#include "base/buf.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/text.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NO_ID_PREFIX "999999"
#define OLDEST_BIRTH "1900-01-01"

/* NFKC without blanks, without the marks that keep a spreadsheet from reading a number: '340… and ="340…". */
static char *bare(const char *s)
{
	char *text = text_nfkc(s), *from = text, *to = text;
	size_t n = strlen(text);

	if (*from == '\'') {
		from++;
	} else if (n >= 3 && from[0] == '=' && from[1] == '"' && from[n - 1] == '"') {
		from[n - 1] = '\0';
		from += 2;
	}
	for (; *from; from++)
		if (*from != ' ')
			*to++ = *from;
	*to = '\0';
	return text;
}

/* Nothing but ASCII digits and letters, and not too many, is bare as it stands: in capitals. */
static bool take_number(const char *s, char out[IDNO_BYTES])
{
	size_t n = 0;

	for (; s && n < IDNO_BYTES; n++) {
		const char c = s[n];

		if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'))
			out[n] = c;
		else if (c >= 'a' && c <= 'z')
			out[n] = (char)(c - 'a' + 'A');
		else
			break;
	}
	if (!n || n == IDNO_BYTES || s[n])
		return false;
	out[n] = '\0';
	return true;
}

static size_t digits_of(const char *s)
{
	size_t n = 0;

	while (s[n] >= '0' && s[n] <= '9')
		n++;
	return n;
}

static bool all_digits(const char *s, size_t n)
{
	return digits_of(s) >= n;
}

char idno_check_digit(const char *first17)
{
	static const int weight[17] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
	int sum = 0;

	for (int i = 0; i < 17; i++)
		sum += (first17[i] - '0') * weight[i];
	return "10X98765432"[sum % 11];
}

void idno_birth(const char *idno, char out[11])
{
	char iso[DATE_BYTES] = "";

	out[0] = '\0';
	if (strlen(idno) < 18)
		return;
	memcpy(iso, idno + 6, 4);
	memcpy(iso + 5, idno + 10, 2);
	memcpy(iso + 8, idno + 12, 2);
	iso[4] = iso[7] = '-';
	if (date_is_valid(iso))
		memcpy(out, iso, sizeof(iso));
}

bool idno_is_male(const char *idno)
{
	return strlen(idno) >= 18 && (idno[16] - '0') % 2 == 1;
}

/* 3.40123E+17 and its like. */
static bool is_exponent(const char *s)
{
	size_t n = digits_of(s);

	if (!n)
		return false;
	s += n;
	if (*s == '.')
		s += 1 + digits_of(s + 1);
	if (*s != 'E' && *s != 'e')
		return false;
	s += 1 + (s[1] == '+');
	n = digits_of(s);
	return n && !s[n];
}

/* 18 digits through a double: the last three become 000 in what Excel shows, or the nearest double in what it stores.
 */
static bool is_rounded(const char *s)
{
	uint64_t number;

	if (digits_of(s) != 18 || s[18] || idno_check_digit(s) == s[17])
		return false;
	number = strtoull(s, NULL, 10);
	return number % 1000 == 0 || (uint64_t)(double)number == number;
}

bool idno_lost_digits(const char *s)
{
	char *text = bare(s);
	bool lost = is_exponent(text) || is_rounded(text);

	mem_free(text);
	return lost;
}

/* The character at s as an error's argument. */
static int bad_character(const char *s, struct err *e)
{
	char *one = mem_dup_n(s, text_next(s, 0)); /* a cluster may be of any length */
	int failed = err_set(e, ERR_INVALID, "ID_CHARACTER", one);

	mem_free(one);
	return failed;
}

/* Digits, but X as the 18th, but a suffix from the 21st on. The first other character, or NULL. */
static const char *foreign_character(const char *s, size_t n)
{
	for (size_t i = digits_of(s); i < n; i++) {
		bool letter = n >= 18 && ((i == 17 && s[i] == 'X') || (i == 20 && s[i] >= 'A' && s[i] <= 'Z'));

		if (!isdigit((unsigned char)s[i]) && !letter)
			return s + i;
	}
	return NULL;
}

static int check_birth(const char *id18, const char *today, struct err *e)
{
	char birth[DATE_BYTES], asked[9];

	idno_birth(id18, birth);
	if (birth[0] && strcmp(birth, OLDEST_BIRTH) >= 0 && (!today || strcmp(birth, today) <= 0))
		return 0;
	snprintf(asked, sizeof(asked), "%.8s", id18 + 6);
	return err_set(e, ERR_INVALID, "ID_BIRTH", asked);
}

static int check_resident(const char *id18, const char *today, struct err *e)
{
	char right[2] = { idno_check_digit(id18), '\0' };

	if (check_birth(id18, today, e) < 0)
		return -1;
	if (id18[17] != right[0])
		return err_set(e, ERR_INVALID, "ID_CHECKSUM", right);
	return 0;
}

static int from_15(const char *s, const char *today, char out[IDNO_BYTES], struct err *e)
{
	char id[19];

	snprintf(id, sizeof(id), "%.6s19%.9s", s, s + 6);
	id[17] = idno_check_digit(id);
	id[18] = '\0';
	if (check_birth(id, today, e) < 0)
		return -1;
	memcpy(out, id, sizeof(id));
	return 0;
}

static int check_disability(const char *s, const char *today, struct err *e)
{
	if (check_resident(s, today, e) < 0)
		return -1;
	if (s[18] < '1' || s[18] > '7')
		return bad_character(s + 18, e);
	if (s[19] < '1' || s[19] > '4')
		return bad_character(s + 19, e);
	return 0;
}

/* s: bare and upper case. */
static int parse_bare(const char *s, const char *today, char out[IDNO_BYTES], enum idno_kind *kind, struct err *e)
{
	size_t n = strlen(s), digits = digits_of(s);
	const char *foreign;
	char length[24];

	if (digits < n && strchr(s, '*'))
		return err_set(e, ERR_INVALID, "ID_MASKED");
	if ((digits < n && is_exponent(s)) || (is_rounded(s) && strncmp(s, NO_ID_PREFIX, 6) != 0))
		return err_set(e, ERR_INVALID, "ID_LOST_DIGITS");
	foreign = foreign_character(s, n);
	if (foreign)
		return bad_character(foreign, e);
	if (n != 15 && n != 18 && n != 20 && n != 22) {
		snprintf(length, sizeof(length), "%zu", n);
		return err_set(e, ERR_INVALID, "ID_LENGTH", length);
	}
	if (strncmp(s, NO_ID_PREFIX, 6) == 0) {
		*kind = IDNO_PLACEHOLDER;
	} else if (n == 15) {
		*kind = IDNO_RESIDENT_15;
		return from_15(s, today, out, e);
	} else if (n == 18) {
		*kind = IDNO_RESIDENT;
		if (check_resident(s, today, e) < 0)
			return -1;
	} else {
		*kind = IDNO_DISABILITY;
		if (check_disability(s, today, e) < 0)
			return -1;
	}
	memcpy(out, s, n + 1);
	return 0;
}

int idno_parse(const char *s, const char *today, char out[IDNO_BYTES], enum idno_kind *kind, struct err *e)
{
	char plain[IDNO_BYTES], *made = take_number(s, plain) ? NULL : bare(s);
	enum idno_kind unused;
	int failed;

	for (char *at = made; at && *at; at++)
		*at = (char)(*at >= 'a' && *at <= 'z' ? *at - 'a' + 'A' : *at);
	failed = parse_bare(made ? made : plain, today, out, kind ? kind : &unused, e);
	mem_free(made);
	return failed;
}

static bool is_certificate(const char *s)
{
	size_t n = strlen(s);

	return (n == 20 || n == 22) && s[18] >= '1' && s[18] <= '7' && s[19] >= '1' && s[19] <= '4';
}

int idno_disability_kind(const char *cert)
{
	return is_certificate(cert) ? cert[18] - '0' : 0;
}

int idno_disability_grade(const char *cert)
{
	return is_certificate(cert) ? cert[19] - '0' : 0;
}

/* Drops the characters of `drop`. */
static void strip(char *s, const char *drop)
{
	char *to = s;

	for (; *s; s++)
		if (!strchr(drop, *s))
			*to++ = *s;
	*to = '\0';
}

static bool is_mobile(const char *s)
{
	return strlen(s) == 11 && all_digits(s, 11) && s[0] == '1' && s[1] >= '3';
}

int phone_parse(const char *s, char out[24], struct err *e)
{
	char *text = bare(s);
	const char *number = text;
	size_t n, area;
	int failed = 0;

	strip(text, "-()");
	if (!strncmp(number, "+86", 3))
		number += 3;
	else if (!strncmp(number, "0086", 4))
		number += 4;
	else if (!strncmp(number, "86", 2) && is_mobile(number + 2))
		number += 2;
	n = strlen(number);
	area = n > 1 && (number[1] == '1' || number[1] == '2') ? 3 : 4; /* 010 and 02x; all others have four */
	if (is_mobile(number))
		memcpy(out, number, n + 1);
	else if (number[0] == '0' && n > 1 && number[1] != '0' && all_digits(number, n) && n >= area + 7 &&
		 n <= area + 8)
		snprintf(out, 24, "%.*s-%s", (int)area, number, number + area);
	else
		failed = err_set(e, ERR_INVALID, "PHONE_BAD", s ? s : "");
	mem_free(text);
	return failed;
}

static bool luhn_holds(const char *digits, size_t n)
{
	int sum = 0;

	for (size_t i = 0; i < n; i++) {
		int d = digits[n - 1 - i] - '0';

		d <<= i % 2;
		sum += d > 9 ? d - 9 : d;
	}
	return sum % 10 == 0;
}

int card_parse(const char *s, char out[24], bool *luhn, struct err *e)
{
	char *text = bare(s), digits[24];
	size_t n;
	int failed = 0;

	strip(text, "-");
	n = strlen(text);
	if (n >= 16 && n <= 19 && all_digits(text, n)) {
		memcpy(out, text, n + 1);
		if (luhn)
			*luhn = luhn_holds(text, n);
	} else {
		snprintf(digits, sizeof(digits), "%zu", digits_of(text));
		failed = err_set(e, ERR_INVALID, "CARD_LENGTH", digits);
	}
	mem_free(text);
	return failed;
}
