/* An office with the real screens/, and lists written for it. For the tests of exchange/. *state is the office. */
#ifndef EXCHANGE_FIXTURE_H
#define EXCHANGE_FIXTURE_H

#include "office_fixture.h"

#include "base/idno.h"
#include "exchange/export.h"
#include "exchange/import.h"
#include "screen/choices.h"
#include "screen/words.h"
#include "store/db.h"

#include <iconv.h>
#include <sys/stat.h>

static struct screens *screens;

static void exchange_role(void *arg, const char *role, const char *label)
{
	office_set_role(arg, role, label);
}

static inline int exchange_open(void **state)
{
	struct err e = { 0 };

	if (fixture_open_empty(state) < 0)
		return -1;
	if (screens_open(&screens, "screens", LANG_ZH, &e) < 0) {
		fprintf(stderr, "screens: %s %s %s\n", e.word, e.arg[0], e.arg[1]);
		return -1;
	}
	screens_roles(screens, exchange_role, *state);
	if (office_found(*state, "县教育局", "长潭村", "李明", &e) < 0) {
		fprintf(stderr, "office_found: %s %s %s\n", e.word, e.field, e.arg[0]);
		return -1;
	}
	return 0;
}

static inline int exchange_close(void **state)
{
	screens_close(&screens);
	return fixture_close(state);
}

/* A path beside the database; static memory, one per name in use at a time. */
static inline const char *beside(struct office *o, const char *name)
{
	static char path[4][256];
	static int k;
	char *p = path[k++ % 4];

	snprintf(p, sizeof(path[0]), "%s", office_path(o));
	snprintf(strrchr(p, '/'), 64, "/%s", name);
	return p;
}

static inline void write_bytes(const char *path, const char *s, size_t n)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(s, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
}

static inline void write_text(const char *path, const char *s)
{
	write_bytes(path, s, strlen(s));
}

static inline void write_gb18030(const char *path, const char *s)
{
	iconv_t c = iconv_open("GB18030", "UTF-8");
	size_t left = strlen(s), room = left * 2 + 8, cap = room;
	char *in = (char *)(uintptr_t)s, *out = malloc(room), *at = out;

	assert_non_null(out);
	assert_int_equal(iconv(c, &in, &left, &at, &room), 0);
	write_bytes(path, out, cap - room);
	iconv_close(c);
	free(out);
}

static inline char *read_all(const char *path)
{
	FILE *f = fopen(path, "rb");
	char *s;
	long n;

	if (!f)
		return NULL;
	fseek(f, 0, SEEK_END);
	n = ftell(f);
	rewind(f);
	s = calloc(1, (size_t)n + 1);
	assert_non_null(s);
	assert_int_equal(fread(s, 1, (size_t)n, f), n);
	fclose(f);
	return s;
}

/* A resident ID in no real region: the eight digits of a birth, a sequence 0..999. */
static inline const char *an_id(const char *birth8, int sequence)
{
	static char id[8][24];
	static int k;
	char *p = id[k++ % 8];

	snprintf(p, sizeof(id[0]), "990101%.8s%03d", birth8, sequence % 1000);
	p[17] = idno_check_digit(p);
	p[18] = '\0';
	return p;
}

/* Does the sentence come from this word? Each part of the word between its arguments must be in it. */
static inline bool says_word(const char *sentence, const char *word)
{
	char key[80], part[512];
	const char *s;

	snprintf(key, sizeof(key), "error.%s", word);
	if (!words_has(screens, key))
		return false;
	for (s = words_get(screens, key); *s;) {
		size_t n = strcspn(s, "{");

		snprintf(part, sizeof(part), "%.*s", (int)n, s);
		if (!strstr(sentence, part))
			return false;
		s += n;
		if (*s)
			s += 3;
	}
	return true;
}

struct judged {
	struct import_row row[4096];
	size_t n;
};

static inline void judge_keep(void *arg, const struct import_row *row)
{
	struct judged *j = arg;

	if (j->n < sizeof(j->row) / sizeof(j->row[0]))
		j->row[j->n++] = *row;
}

static inline const struct import_row *judged_at(const struct judged *j, int64_t line)
{
	for (size_t i = 0; i < j->n; i++)
		if (j->row[i].line == line)
			return &j->row[i];
	return NULL;
}

/* SHOW=1 in the environment shows what was refused and why. */
static inline void judge_show(void *arg, const struct import_row *row)
{
	if (getenv("SHOW") && row->verdict == ROW_REFUSED)
		fprintf(stderr, "%lld %s: %s [%s]\n", (long long)row->line, row->who, row->reason, row->repair);
	if (arg)
		judge_keep(arg, row);
}

static inline struct import_counts judge(struct office *o, const char *kind, const char *path, struct judged *j)
{
	struct import_counts counts = { 0 };
	struct import *i = NULL;
	struct err e = { 0 };

	if (j)
		j->n = 0;
	if (import_open(&i, o, screens, kind, path, &e) < 0 ||
	    import_judge(i, &counts, judge_show, j, NULL, NULL, &e) < 0)
		fail_msg("%s %s %s %s", e.word, e.field, e.arg[0], e.arg[1]);
	import_close(&i);
	return counts;
}

/* Runs it; the refused file is FILE.refused.csv. */
static inline struct import_counts import_file(struct office *o, const char *kind, const char *path)
{
	struct import_counts counts = { 0 };
	struct import *i = NULL;
	struct err e = { 0 };

	if (import_open(&i, o, screens, kind, path, &e) < 0 || import_run(i, NULL, &counts, NULL, NULL, &e) < 0)
		fail_msg("%s %s %s %s", e.word, e.field, e.arg[0], e.arg[1]);
	import_close(&i);
	return counts;
}

#define assert_counts(c, r, a, u, s, x) \
	do { \
		struct import_counts c_ = (c); \
		assert_int_equal(c_.rows, r); \
		assert_int_equal(c_.added, a); \
		assert_int_equal(c_.updated, u); \
		assert_int_equal(c_.unchanged, s); \
		assert_int_equal(c_.refused, x); \
	} while (0)

static inline int64_t count(struct office *o, const char *sql)
{
	return db_int(o->db, -1, sql, "");
}

#endif
