#include "model/duplicate_score.h"

#include "base/idno.h"
#include "base/mem.h"
#include "base/pinyin.h"
#include "base/text.h"
#include "model/cut.h"

#include <string.h>

#define BODY 17 /* an ID without its check digit */

/* Pinyin of each hanzi by its commonest reading; anything else as it is, in lower case: a rare character is often
 * written as its pinyin. */
static char *sound_of(const char *name)
{
	struct buf b = BUF_INIT;
	uint32_t cp;

	for (size_t n; (n = utf8_step(name, &cp)) > 0; name += n) {
		const char *readings = pinyin_readings(cp);

		if (readings)
			buf_add(&b, readings, strcspn(readings, " "));
		else if (n == 1 && *name >= 'A' && *name <= 'Z')
			buf_addc(&b, (char)(*name + 'a' - 'A'));
		else
			buf_add(&b, name, n);
	}
	return buf_detach(&b);
}

/* A stored number may be a certificate, an old form or damaged; what has no 15 or 18 digits names nobody. */
static void set_id(struct someone *p, const char *id_no)
{
	char *text = text_nfkc(id_no);
	size_t digits = strspn(text, "0123456789"), n = strlen(text);

	p->id_no[0] = '\0';
	p->old_form = n == 15 && digits == 15;
	if (p->old_form) {
		memcpy(p->id_no, text, 6);
		memcpy(p->id_no + 6, "19", 2);
		memcpy(p->id_no + 8, text + 6, 9);
		p->id_no[BODY] = idno_check_digit(p->id_no);
		p->id_no[SOMEONE_ID] = '\0';
	} else if (n >= SOMEONE_ID && digits >= BODY) {
		memcpy(p->id_no, text, SOMEONE_ID);
		p->id_no[SOMEONE_ID] = '\0';
		if (p->id_no[BODY] == 'x')
			p->id_no[BODY] = 'X';
	}
	if (strncmp(p->id_no, "999999", 6) == 0)
		p->id_no[0] = '\0';
	p->whole = p->id_no[0] && p->id_no[BODY] == idno_check_digit(p->id_no);
	mem_free(text);
}

void someone_set(struct someone *p, const char *name, const char *id_no, const char *birth, char sex)
{
	char *plain = text_nfkc(name);

	p->name = text_name_key(plain);
	p->sound = sound_of(p->name);
	mem_free(plain);
	set_id(p, id_no);
	CUT(p->birth, birth);
	p->sex = sex;
	if (p->whole) {
		idno_birth(p->id_no, p->birth);
		p->sex = idno_is_male(p->id_no) ? 'M' : 'F';
	}
}

void someone_release(struct someone *p)
{
	mem_free(p->name);
	mem_free(p->sound);
	p->name = p->sound = NULL;
}

bool duplicate_one_off(const char *a, const char *b, int n)
{
	int first = 0, last = n - 1;

	while (first < n && a[first] == b[first])
		first++;
	while (last > first && a[last] == b[last])
		last--;
	if (first >= n)
		return false;
	return first == last || (last == first + 1 && a[first] == b[last] && a[last] == b[first]);
}

/* Where both check digits are right, a digit was wrong before the check was reckoned (old forms made new). */
static bool is_near(const struct someone *a, const struct someone *b)
{
	return duplicate_one_off(a->id_no, b->id_no, SOMEONE_ID) ||
	       (a->whole && b->whole && duplicate_one_off(a->id_no, b->id_no, BODY));
}

/* Twins have neighbouring numbers, and names of one sound: two whole numbers need the same name. */
static bool is_near_by_sound(const struct someone *a, const struct someone *b)
{
	return a->place && a->place == b->place && !(a->whole && b->whole) && strcmp(a->sound, b->sound) == 0;
}

/* A month or a year is a birth too: it contradicts only a day outside of it. */
static bool births_contradict(const char *a, const char *b)
{
	size_t n = strlen(a) < strlen(b) ? strlen(a) : strlen(b);

	return strncmp(a, b, n) != 0;
}

static bool has_moved(const struct someone *a, const struct someone *b)
{
	return (a->left && b->left) || ((a->left || b->left) && a->household != b->household);
}

/* By what is said of them, where the numbers do not speak. */
static int score_facts(const struct someone *a, const struct someone *b, bool two_ids, const char **reason)
{
	bool same_name = strcmp(a->name, b->name) == 0, village = a->place && a->place == b->place;
	bool born = strlen(a->birth) == 10 && strcmp(a->birth, b->birth) == 0;

	if (two_ids && !(same_name && born && village))
		return 0;
	if (same_name && born) {
		*reason = "name_birth";
		return 80;
	}
	if (a->sex && b->sex && a->sex != b->sex)
		return 0;
	if (born && strcmp(a->sound, b->sound) == 0) {
		*reason = "sound_birth";
		return 70;
	}
	if (!same_name || !village || births_contradict(a->birth, b->birth))
		return 0;
	*reason = "name_village";
	return 40;
}

int duplicate_score(const struct someone *a, const struct someone *b, const char **reason)
{
	bool ids = a->id_no[0] && b->id_no[0];

	if (has_moved(a, b))
		return 0;
	if (ids && strcmp(a->id_no, b->id_no) == 0) {
		*reason = a->old_form != b->old_form ? "id_15" : "id_same";
		return a->old_form != b->old_form ? 95 : 100;
	}
	if (!a->name[0] || !b->name[0])
		return 0;
	if (ids && is_near(a, b) && (strcmp(a->name, b->name) == 0 || is_near_by_sound(a, b))) {
		*reason = "id_one_digit";
		return 90;
	}
	return score_facts(a, b, ids && a->whole && b->whole, reason);
}
