#include "base/pinyin.h"

#include "base/text.h"

#include <ctype.h>
#include <string.h>

#include "pinyin_table.inc"

#define CODES (sizeof(pinyin_code) / sizeof(*pinyin_code))
#define TYPED_MOST 63 /* bytes of `typed` that fit the set of states in pinyin_match */

const char *pinyin_readings(uint32_t cp)
{
	size_t from = 0, to = CODES;

	while (from < to) {
		size_t mid = from + (to - from) / 2;

		if (pinyin_code[mid] == cp)
			return pinyin_pool + pinyin_at[mid];
		if (pinyin_code[mid] < cp)
			from = mid + 1;
		else
			to = mid;
	}
	return NULL;
}

/* The next reading of a list: its length, 0 at the end; *list moves behind it. */
static size_t next_reading(const char **list, const char **reading)
{
	size_t n = strcspn(*list, " ");

	*reading = *list;
	*list += n + ((*list)[n] == ' ');
	return n;
}

/* How many bytes of `typed` one character of the text may use up, as a set of bits; bit 0 says that `typed` ends within
 * its pinyin. */
static uint64_t uses(const char *at, size_t len, uint32_t cp, const char *typed)
{
	const char *list = pinyin_readings(cp), *reading;
	size_t left = strlen(typed), n;
	uint64_t set = 0;

	if (cp < 0x80 ? tolower((int)cp) == *typed : strncmp(at, typed, len) == 0)
		set |= UINT64_C(1) << len;
	while (list && (n = next_reading(&list, &reading))) {
		size_t same = 0;

		while (same < n && typed[same] == reading[same])
			same++;
		if (same == left)
			set |= 1;
		if (same == n)
			set |= UINT64_C(1) << n;
		if (same >= 1)
			set |= UINT64_C(1) << 1;
		if (same >= 2 && reading[1] == 'h') /* zh, ch, sh are initials too */
			set |= UINT64_C(1) << 2;
	}
	return set;
}

/* Blanks, dots and signs between the characters of a name need not be typed. */
static bool may_be_left_out(uint32_t cp)
{
	return cp < 0x80 ? !isalnum((int)cp) : cp == 0x00B7 || text_is_space(cp);
}

/* Runs all ways to read the text at once: bit i of `states` is set where the first i bytes of `typed` are matched. */
bool pinyin_match(const char *text, const char *typed)
{
	size_t n = strlen(typed), len;
	uint64_t states = 0;
	uint32_t cp;

	if (!n)
		return true;
	if (n > TYPED_MOST)
		return strstr(text, typed) != NULL;
	for (; (len = utf8_step(text, &cp)); text += len) {
		uint64_t after = may_be_left_out(cp) ? states : 0;

		states |= 1;
		for (size_t i = 0; i < n; i++) {
			uint64_t used;

			if (!(states >> i & 1))
				continue;
			used = uses(text, len, cp, typed + i);
			if (used & 1)
				return true;
			after |= used << i;
		}
		if (after >> n & 1)
			return true;
		states = after;
	}
	return false;
}
