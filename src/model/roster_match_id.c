/* An ID number in a list may be whole, old, cut, masked or wrong: what it still tells. */
#include "model/roster_match.h"

#include "base/idno.h"
#include "base/mem.h"
#include "base/text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DIGITS "0123456789"
#define WHOLE 18
#define KEPT 15     /* what a spreadsheet keeps of a long number */
#define LITTLE 6    /* less than a region's digits names nobody */
#define UNMASKED 14 /* digits that must be told for a masked number to speak */
#define OFF 2       /* so many wrong characters are typing errors */

static void set_sound(struct match_entry *e, const char *id18)
{
	memcpy(e->id, id18, WHOLE);
	e->id[WHOLE] = '\0';
	e->state = MATCH_ID_SOUND;
	e->kept = WHOLE;
	idno_birth(e->id, e->birth);
	e->sex = idno_is_male(e->id) ? 'M' : 'F';
}

/* Of 18 digits that went through a double. What a spreadsheet stores is the double nearest to 15 digits and 000, which
 * may begin with one less: …030976 of …031000. */
static bool is_of_spreadsheet(const char *digits, uint64_t *cut)
{
	uint64_t stored = strtoull(digits, NULL, 10);

	*cut = (stored + 500) / 1000 * 1000;
	return (uint64_t)(double)*cut == (uint64_t)(double)stored;
}

/* The 15 it kept. A program that wrote all 18 had none cut before. */
static void set_kept(struct match_entry *e, const char *digits)
{
	char nearest[32];
	uint64_t cut;

	if (is_of_spreadsheet(digits, &cut)) {
		snprintf(nearest, sizeof(nearest), "%0*" PRIu64, WHOLE, cut);
		digits = nearest;
	}
	memcpy(e->id, digits, KEPT);
	e->id[KEPT] = '\0';
	e->state = MATCH_ID_LOST;
	e->kept = KEPT;
}

/* 9.90101E+17: its digits; the last may have been rounded unless all that a spreadsheet keeps are there. */
static void set_exponent(struct match_entry *e, const char *text)
{
	char digits[WHOLE + 1];
	size_t n = 0;

	for (; *text && *text != 'E' && *text != 'e' && n < WHOLE; text++)
		if (*text != '.')
			digits[n++] = *text;
	digits[n] = '\0';
	if (n == WHOLE) {
		set_kept(e, digits);
		return;
	}
	n = n < KEPT ? n : KEPT;
	memcpy(e->id, digits, n);
	e->id[n] = '\0';
	e->kept = (unsigned char)(n == KEPT || n == 0 ? n : n - 1);
	e->state = e->kept ? MATCH_ID_LOST : MATCH_ID_NONE;
}

static void set_damaged(struct match_entry *e, const char *text)
{
	size_t n = strlen(text);

	if (n < LITTLE || n >= MATCH_ID_BYTES || strspn(text, DIGITS "X*") != n)
		return;
	memcpy(e->id, text, n + 1);
	e->kept = (unsigned char)n;
	e->state = strchr(text, '*') ? MATCH_ID_MASKED : MATCH_ID_BAD;
}

/* As idno_parse strips it, for what it refuses. The caller frees. */
static char *plain(const char *id_no)
{
	char *text = text_nfkc(id_no), *to = text;

	for (const char *from = text; *from; from++)
		if (*from != ' ' && *from != '\'' && *from != '"' && *from != '=')
			*to++ = *from == 'x' ? 'X' : *from;
	*to = '\0';
	return text;
}

static void set_refused(struct match_entry *e, const char *id_no, const char *today)
{
	char *text = plain(id_no), sound[IDNO_BYTES], first[WHOLE + 1];
	enum idno_kind kind;
	size_t n = strlen(text);

	snprintf(first, sizeof first, "%.18s", text);
	if (idno_lost_digits(text) && (strchr(text, 'E') || strchr(text, 'e'))) {
		set_exponent(e, text);
	} else if ((n == 20 || n == 22) && idno_parse(first, today, sound, &kind, NULL) == 0) {
		set_sound(e, sound);
	} else {
		set_damaged(e, text);
		if (e->state == MATCH_ID_BAD && idno_lost_digits(text) && strcmp(text + KEPT, "000") == 0) {
			e->state = MATCH_ID_LOST;
			e->kept = KEPT;
		}
	}
	mem_free(text);
}

void match_entry_id(struct match_entry *e, const char *id_no, const char *today)
{
	char id[IDNO_BYTES];
	enum idno_kind kind;

	e->id[0] = '\0';
	e->state = MATCH_ID_NONE;
	e->kept = 0;
	if (text_is_blank(id_no))
		return;
	if (idno_parse(id_no, today, id, &kind, NULL) < 0) {
		set_refused(e, id_no, today);
	} else if (kind == IDNO_RESIDENT || kind == IDNO_DISABILITY) {
		set_sound(e, id);
	} else if (kind == IDNO_RESIDENT_15) {
		memcpy(e->id, id, WHOLE + 1);
		e->kept = WHOLE;
		e->state = MATCH_ID_OLD;
	}
	if (!e->birth[0] && (strlen(e->id) == WHOLE || (e->state == MATCH_ID_LOST && e->kept == KEPT))) {
		snprintf(id, sizeof(id), "%.18s", e->id);
		memset(id + strlen(id), '0', WHOLE - strlen(id));
		id[WHOLE] = '\0';
		idno_birth(id, e->birth);
	}
}

static int differing(const char *a, const char *b)
{
	int off = 0;

	for (; *a; a++, b++)
		off += *a != *b;
	return off;
}

/* The longer without one of its characters is the shorter. */
static bool is_one_short(const char *shorter, const char *longer)
{
	while (*shorter && *shorter == *longer) {
		shorter++;
		longer++;
	}
	return strcmp(shorter, longer + 1) == 0;
}

static bool is_near(const char *a, const char *b)
{
	size_t n = strlen(a), m = strlen(b);

	if (n == m)
		return differing(a, b) <= OFF;
	if (n + 1 == m)
		return is_one_short(a, b);
	return m + 1 == n && is_one_short(b, a);
}

/* Only what both tell can speak. */
static enum match_rest rest_masked(const char *a, const char *b)
{
	int told = 0;

	if (strlen(a) != strlen(b))
		return REST_UNKNOWN;
	for (; *a; a++, b++) {
		if (*a == '*' || *b == '*')
			continue;
		if (*a != *b)
			return REST_CONTRADICTS;
		told++;
	}
	return told >= UNMASKED ? REST_AGREES : REST_UNKNOWN;
}

/* Written out, such a double looks like any typing error: it may be either. */
static bool is_double_of(const struct match_entry *e, const struct match_entry *other)
{
	char nearest[32];
	uint64_t cut;

	if (e->state != MATCH_ID_BAD || strspn(e->id, DIGITS) != WHOLE || !is_of_spreadsheet(e->id, &cut))
		return false;
	snprintf(nearest, sizeof(nearest), "%0*" PRIu64, WHOLE, cut);
	return strncmp(nearest, other->id, KEPT) == 0;
}

enum match_rest match_rest(const struct match_entry *a, const struct match_entry *b)
{
	unsigned kept = a->kept < b->kept ? a->kept : b->kept;

	if (a->state == MATCH_ID_NONE || b->state == MATCH_ID_NONE)
		return REST_UNKNOWN;
	if (a->state == MATCH_ID_MASKED || b->state == MATCH_ID_MASKED)
		return rest_masked(a->id, b->id);
	if (kept < KEPT && (a->state == MATCH_ID_LOST || b->state == MATCH_ID_LOST))
		return strncmp(a->id, b->id, kept) == 0 ? REST_UNKNOWN : REST_CONTRADICTS;
	if (kept >= KEPT && strncmp(a->id, b->id, KEPT) == 0)
		return REST_AGREES;
	return is_near(a->id, b->id) || is_double_of(a, b) || is_double_of(b, a) ? REST_AGREES : REST_CONTRADICTS;
}
