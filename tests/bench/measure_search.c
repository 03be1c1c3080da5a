/* Every keystroke of a search as you type, of every kind, beside the floor's. What is typed is of people who are there,
 * spread over the whole file. */
#include "bench.h"

#include "base/pinyin.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define PEOPLE 60
#define TEXT 96

struct somebody {
	char name[TEXT], id_no[32], birth[16], phone[16], village[TEXT], pinyin[2 * TEXT], initials[TEXT];
};
static struct somebody people[PEOPLE];

static size_t character(const char *s)
{
	unsigned char c = (unsigned char)*s;

	return c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
}

static uint32_t code(const char *s)
{
	const unsigned char *u = (const unsigned char *)s;

	return character(s) == 3 ? (uint32_t)(u[0] & 0x0f) << 12 | (uint32_t)(u[1] & 0x3f) << 6 | (u[2] & 0x3f) : u[0];
}

static void romanize(struct somebody *p)
{
	size_t f = 0, i = 0;

	for (const char *s = p->name; *s; s += character(s)) {
		const char *reading = pinyin_readings(code(s));
		size_t n = reading ? strcspn(reading, " ") : 0;
		if (!n || f + n >= sizeof p->pinyin || i + 1 >= sizeof p->initials)
			continue;
		memcpy(p->pinyin + f, reading, n);
		f += n;
		p->initials[i++] = reading[0];
	}
	p->pinyin[f] = p->initials[i] = '\0';
}

static void take(char *out, size_t size_of, sqlite3_stmt *s, int column)
{
	const char *t = (const char *)sqlite3_column_text(s, column);

	snprintf(out, size_of, "%s", t ? t : "");
}

/* The heads of households, spread evenly. */
static void pick_people(void)
{
	sqlite3 *d = open_db();
	sqlite3_stmt *s = NULL;

	sqlite3_prepare_v2(
		d,
		"SELECT p.name, substr(p.id_no, 1, 18), replace(p.birth, '-', ''), h.phone, l.name FROM household h"
		" JOIN person p ON p.household_id = h.id JOIN place l ON l.id = h.place_id WHERE h.household_no >= ?1"
		" AND h.phone IS NOT NULL ORDER BY h.household_no, p.id LIMIT 1",
		-1, &s, NULL);
	for (int i = 0; i < PEOPLE; i++) {
		struct somebody *p = &people[i];
		char no[24];
		snprintf(no, sizeof no, "9901%08ld", 1 + size * (i * 37 % PEOPLE) / PEOPLE);
		sqlite3_bind_text(s, 1, no, -1, SQLITE_TRANSIENT);
		if (sqlite3_step(s) == SQLITE_ROW) {
			take(p->name, sizeof p->name, s, 0);
			take(p->id_no, sizeof p->id_no, s, 1);
			take(p->birth, sizeof p->birth, s, 2);
			take(p->phone, sizeof p->phone, s, 3);
			take(p->village, sizeof p->village, s, 4);
			romanize(p);
		}
		sqlite3_reset(s);
	}
	sqlite3_finalize(s);
	sqlite3_close(d);
}

/* ---- what is typed ---- */

static void name(const struct somebody *p, char out[TEXT * 3])
{
	strcpy(out, p->name);
}

static void given(const struct somebody *p, char out[TEXT * 3])
{
	strcpy(out, p->name + character(p->name));
}

static void pinyin(const struct somebody *p, char out[TEXT * 3])
{
	strcpy(out, p->pinyin);
}

static void initials(const struct somebody *p, char out[TEXT * 3])
{
	strcpy(out, p->initials);
}

static void id_start(const struct somebody *p, char out[TEXT * 3])
{
	snprintf(out, TEXT, "%.12s", p->id_no);
}

static void id_end(const struct somebody *p, char out[TEXT * 3])
{
	strcpy(out, p->id_no + 12);
}

static void birth(const struct somebody *p, char out[TEXT * 3])
{
	strcpy(out, p->birth);
}

static void phone_start(const struct somebody *p, char out[TEXT * 3])
{
	strcpy(out, p->phone);
}

static void phone_end(const struct somebody *p, char out[TEXT * 3])
{
	strcpy(out, p->phone + (strlen(p->phone) > 4 ? strlen(p->phone) - 4 : 0));
}

static void place(const struct somebody *p, char out[TEXT * 3])
{
	strcpy(out, p->village);
}

static void two_words(const struct somebody *p, char out[TEXT * 3])
{
	snprintf(out, TEXT * 3, "%s %s", p->name, p->village);
}

static const struct {
	const char *what;
	void (*of)(const struct somebody *p, char out[TEXT * 3]);
} kinds[] = {
	{ "name, from the surname", name },
	{ "name, from the given name", given },
	{ "full pinyin", pinyin },
	{ "initials", initials },
	{ "ID from its start", id_start },
	{ "ID from its end", id_end },
	{ "birth date", birth },
	{ "phone from its start", phone_start },
	{ "phone from its end", phone_end },
	{ "village", place },
	{ "two words: name and village", two_words },
};

/* The last key of the word before is Ctrl-U on both. */
static void type(struct tty *t, struct tty *f, const char *word, struct series *s, struct series *all,
		 struct series *least)
{
	for (const char *p = word; *p; p += character(p)) {
		char c[8] = { 0 };
		memcpy(c, p, character(p));
		const char *named = strcmp(c, " ") == 0 ? "Space" : c;
		key(t, named, s, all);
		key(f, named, least, NULL);
	}
	key(t, "Ctrl-U", NULL, NULL);
	key(f, "Ctrl-U", NULL, NULL);
}

static void one_kind(size_t k)
{
	static struct series s, all, least;
	char what[96], word[TEXT * 3];
	struct tty *t = start(24, 80), *f = start_floor("search", 24, 80);

	empty(&s);
	empty(&all);
	empty(&least);
	key(t, "/", NULL, NULL);
	double began = now_ms();
	for (int i = 0; i < PEOPLE && now_ms() - began < 2 * PATIENCE_MS; i++) {
		kinds[k].of(&people[i], word);
		type(t, f, word, &s, &all, &least);
	}
	snprintf(what, sizeof what, "find: %s", kinds[k].what);
	by_ratio("7", what, &s, &least, 3, 1.5);
	snprintf(what, sizeof what, "find: %s: p99", kinds[k].what);
	by_p99("7", what, &s, &least, 16, 2 * part(&least, 99));
	if (part(&s, 99) > known.find_p99)
		known.find_p99 = part(&s, 99);
	if (part(&all, 50) > 1.2 * part(&s, 50))
		by_ratio("", "   until nothing is left to do", &all, &least, NO_LIMIT, NO_LIMIT);
	by_number("5", "   bytes a key", s.n ? (double)s.bytes / s.n : 0, least.n ? (double)least.bytes / least.n : 0,
		  "B", RATIO, 1.5, 1.2);
	end(t);
	end(f);
}

/* Words in the list itself narrow it down. */
static void in_the_list(void)
{
	static struct series s, all;
	struct tty *t = start(24, 80);

	empty(&s);
	empty(&all);
	key(t, "h", NULL, NULL);
	key(t, "/", NULL, NULL);
	double began = now_ms();
	for (int i = 0; i < 20 && now_ms() - began < PATIENCE_MS; i++) {
		for (const char *p = people[i].name; *p; p += character(p)) {
			char c[8] = { 0 };
			memcpy(c, p, character(p));
			key(t, c, &s, &all);
		}
		key(t, "Ctrl-U", NULL, NULL);
	}
	by_p99("7", "words in the list: first frame", &s, NULL, 16, NO_LIMIT);
	by_p99("", "words in the list: last row", &all, NULL, NO_LIMIT, NO_LIMIT);
	end(t);
}

static void ready_keys(void)
{
	char keys[700];
	int status;

	snprintf(keys, sizeof keys, "%s.keys", db);
	if (access(keys, R_OK) == 0)
		return;
	double began = now_ms();
	pid_t child = fork();
	if (child == 0) {
		execl(floor_program, floor_program, "keys", db, keys, (char *)NULL);
		_exit(127);
	}
	if (child < 0 || waitpid(child, &status, 0) < 0 || status != 0)
		failed("the floor made no keys");
	remark("(the floor's own B-tree made in %.1f s)", (now_ms() - began) / 1e3);
}

void measure_search(void)
{
	look_at(VIEW_VILLAGE);
	pick_people();
	ready_keys();
	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
		one_kind(k);
	look_at(VIEW_ALL);
	in_the_list();
	look_at(VIEW_VILLAGE);
}
